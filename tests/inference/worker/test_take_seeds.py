"""Seeds of takes: opposite channels, offsets, long files, odd rates."""

import struct

import numpy as np
import pytest
import soundfile

from live_daemon.takes.take_files import look_at
from live_inference.files import audio
from live_inference.files.audio import AudioFileError, read_audio
from live_inference.files.take import read_take
from support.takes import RATE, pitch_hz, seed_of, sine


def test_opposite_channels_are_told_and_the_louder_one_is_used(tmp_path):
    path = tmp_path / "balanced.wav"
    tone = sine(440, 2.0)
    soundfile.write(path, np.stack([0.8 * tone, -tone], axis=1), RATE, subtype="FLOAT")
    seed = seed_of(path)
    assert any("cancel" in one and "right" in one for one in seed.remarks)
    np.testing.assert_allclose(seed.samples, -tone, atol=1e-5)
    np.testing.assert_allclose(read_audio(path, RATE), -tone, atol=1e-5)


@pytest.mark.parametrize("gains", [(1.0, 0.0), (1.0, 0.5), (1.0, -0.3), (1.0, 1.0)])
def test_channels_that_do_not_cancel_are_averaged(tmp_path, gains):
    path = tmp_path / "stereo.wav"
    tone = sine(440, 1.0)
    soundfile.write(path, np.stack([gain * tone for gain in gains], axis=1), RATE, subtype="FLOAT")
    seed = seed_of(path)
    assert seed.remarks == ()
    np.testing.assert_allclose(seed.samples, np.mean(gains) * tone, atol=1e-5)


@pytest.mark.parametrize("offset", [0.2, -0.9])
def test_an_offset_is_no_sound(tmp_path, offset):
    path = tmp_path / "offset.wav"
    soundfile.write(path, np.full((4 * RATE, 2), offset), RATE)
    with pytest.raises(AudioFileError, match="silent"):
        seed_of(path)
    assert np.abs(read_audio(path, RATE)).max() < 1e-4
    tone = sine(440, 4.0, 0.05)
    soundfile.write(path, tone + offset, RATE, subtype="FLOAT")
    seed = seed_of(path)
    np.testing.assert_allclose(seed.samples, tone, atol=1e-5)
    np.testing.assert_allclose(read_audio(path, RATE), tone, atol=1e-5)
    np.testing.assert_allclose(read_audio(path, RATE, keep_offset=True), tone + offset, atol=1e-5)
    assert any("offset" in one for one in seed.remarks)


@pytest.mark.parametrize("rate", [RATE, 11_025])
def test_a_long_file_is_read_in_blocks_into_the_same_samples(tmp_path, monkeypatch, rate):
    path = tmp_path / "long.wav"
    sound = np.random.default_rng(0).normal(0.1, 0.1, (5 * RATE + 77, 2))
    soundfile.write(path, sound, RATE, subtype="FLOAT")
    at_once = read_audio(path, rate)
    monkeypatch.setattr(audio, "MOST_KEPT", RATE)
    in_blocks = read_audio(path, rate)
    assert len(in_blocks) == len(at_once) and abs(in_blocks.mean()) < 1e-4
    np.testing.assert_allclose(in_blocks, at_once, atol=1e-6)


def test_of_a_long_take_the_last_minute_that_sounds_is_the_seed(tmp_path):
    """200 s: a low tone, a high one from 60 to 150 s, then silence with an offset."""
    rate = 8000
    path = tmp_path / "long.wav"
    t = np.arange(200 * rate) / rate
    sound = 0.3 * np.sin(2 * np.pi * np.where(t < 60, 220, 660) * t) * (t < 150)
    soundfile.write(path, sound + 0.1, rate)
    soundfile.write(tmp_path / "long.mp3", sound, rate)
    for name in ("long.wav", "long.mp3"):
        seed = seed_of(tmp_path / name, rate)
        assert seed.to_s == pytest.approx(151, abs=1)
        assert seed.to_s - seed.from_s == pytest.approx(60, abs=0.01)
        assert len(seed.samples) == pytest.approx(60 * rate, abs=1)
        assert pitch_hz(seed.samples[:rate], rate) == pytest.approx(660, abs=2)
        assert any("200 s" in one and "last minute" in one for one in seed.remarks)


def test_a_long_silence_is_silence_and_takes_no_memory(tmp_path):
    """4 GB of silence in a sparse file, read from its end, a few seconds at a time."""
    path = tmp_path / "sparse.wav"
    soundfile.write(path, np.zeros((10, 2)), 48_000)
    data = bytearray(path.read_bytes()[:44])
    data[4:8], data[40:44] = struct.pack("<I", 400_000_036), struct.pack("<I", 400_000_000)
    path.write_bytes(data)
    with path.open("r+b") as file:
        file.truncate(400_000_044)
    assert look_at(path).verdict == "finished"
    steps, blocks = read_take(path, RATE), 0
    with pytest.raises(AudioFileError, match="silent"):
        while True:
            next(steps)
            blocks += 1
    assert blocks > 1000, "each block is a sign of life"


@pytest.mark.parametrize(("rate", "seconds"), [(250, 600), (384_000, 2)])
def test_any_rate_is_read(tmp_path, rate, seconds):
    path = tmp_path / "odd.wav"
    soundfile.write(path, sine(100, seconds, rate=rate), rate)
    seed = seed_of(path)
    assert len(seed.samples) == min(seconds, 60) * RATE
    assert pitch_hz(seed.samples, RATE) == pytest.approx(100, abs=1)


def test_what_is_beyond_every_bound_is_one_line(tmp_path):
    path = tmp_path / "bound.wav"
    for data, rate, word in ((np.zeros((10, 600)), 192_000, "channels"), (np.zeros(1000), 1, "100 Hz")):
        soundfile.write(path, data, rate)
        with pytest.raises(AudioFileError, match=word):
            seed_of(path)
    soundfile.write(path, np.full(RATE, 1e11), RATE, subtype="FLOAT")
    with pytest.raises(AudioFileError, match="finite"):
        seed_of(path)
