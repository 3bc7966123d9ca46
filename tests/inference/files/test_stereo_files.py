"""What is stereo in a file, and that it is read as it is; everything else is mono as before."""

from __future__ import annotations

import numpy as np
import pytest
import soundfile
import soxr

from live_inference.files import audio, stereo
from live_inference.files.audio import AudioFileError, read_audio
from live_inference.files.dreams import wav_bytes
from live_inference.files.mono import middle, without_offset
from live_inference.files.stereo import read_channels
from support.plucks import plucked

RATE = 44_100


@pytest.fixture
def sound() -> np.ndarray:
    """Two channels that differ, each with an offset of its own; longer than two blocks of reading."""
    left, right = plucked([110.0, 220.0] * 3), plucked([164.8, 330.0] * 3)
    return np.stack([left + np.float32(0.01), 0.5 * right - np.float32(0.02)])


def test_both_channels_are_read_without_their_offsets_or_with_them(tmp_path, sound):
    soundfile.write(tmp_path / "a.wav", sound.T, RATE, subtype="FLOAT")
    np.testing.assert_array_equal(read_channels(tmp_path / "a.wav", RATE, keep_offset=True), sound)
    np.testing.assert_allclose(read_channels(tmp_path / "a.wav", RATE), without_offset(sound), atol=1e-7)
    assert np.abs(read_channels(tmp_path / "a.wav", RATE).mean(axis=1)).max() < 1e-6


@pytest.mark.parametrize("rate", [48_000, 11_025])
def test_both_channels_are_resampled_as_each_alone(tmp_path, sound, rate):
    soundfile.write(tmp_path / "a.flac", sound.T, RATE, subtype="PCM_24")
    found = read_channels(tmp_path / "a.flac", rate)
    whole = without_offset(soundfile.read(tmp_path / "a.flac", dtype="float32")[0].T.copy())
    for channel, wanted in zip(found, whole, strict=True):
        np.testing.assert_allclose(channel, soxr.resample(wanted, RATE, rate, quality="HQ"), atol=2e-6)


@pytest.mark.parametrize(
    ("right", "is_stereo"),
    [(1.0, False), (1.0005, False), (1.01, True), (0.0, True), (0.9, True), (-1.0, False), (-0.5, True)],
)
def test_what_differs_and_does_not_cancel_is_stereo(tmp_path, right, is_stereo):
    left = plucked([110.0, 220.0])
    soundfile.write(tmp_path / "a.wav", np.stack([left, np.float32(right) * left], axis=1), RATE, subtype="FLOAT")
    found = read_channels(tmp_path / "a.wav", RATE)
    assert (found.ndim == 2) == is_stereo
    if not is_stereo:
        np.testing.assert_array_equal(found, read_audio(tmp_path / "a.wav", RATE))


@pytest.mark.parametrize("channels", [1, 3, 6])
def test_any_other_number_of_channels_is_mixed_as_before(tmp_path, channels):
    noise = 0.1 * np.random.default_rng(0).standard_normal((RATE, channels))
    soundfile.write(tmp_path / "a.wav", noise, RATE, subtype="FLOAT")
    np.testing.assert_array_equal(read_channels(tmp_path / "a.wav", 48_000), read_audio(tmp_path / "a.wav", 48_000))


def test_damage_on_one_channel_is_refused(tmp_path, sound):
    sound[1, 1000] = np.nan
    soundfile.write(tmp_path / "a.wav", sound.T, RATE, subtype="FLOAT")
    with pytest.raises(AudioFileError, match="samples must be finite"):
        read_channels(tmp_path / "a.wav", RATE)


def test_a_stereo_file_has_the_length_that_a_mono_one_must_have(tmp_path, sound, monkeypatch):
    """However long it is: a file that fills the memory ends whoever reads it."""
    monkeypatch.setattr(audio, "MAX_DURATION_S", 1.5)
    for name, frames, said in (("short", RATE // 20, "at least 0.1 s"), ("long", len(sound[0]), "at most 1.5 s")):
        soundfile.write(tmp_path / f"{name}.wav", sound[:, :frames].T, RATE, subtype="FLOAT")
        for read in (read_channels, read_audio):
            with pytest.raises(AudioFileError, match=said):
                read(tmp_path / f"{name}.wav", RATE)


def test_a_file_that_does_not_tell_its_length_is_refused_where_it_is_too_long(tmp_path, sound, monkeypatch):
    soundfile.write(tmp_path / "a.wav", sound.T, RATE, subtype="FLOAT")
    asked = []

    class Silent:
        """A source whose header says nothing of its length."""

        sample_rate, channels, frames = RATE, 2, None

        def read(self, frames):
            asked.append(frames)
            return np.ascontiguousarray(sound.T[: frames if len(asked) < 20 else 0])

        def close(self):
            pass

    monkeypatch.setattr(stereo, "open_audio", lambda path: Silent())
    monkeypatch.setattr(audio, "MAX_DURATION_S", 1.5)
    with pytest.raises(AudioFileError, match=r"at most 1\.5 s"):
        read_channels(tmp_path / "a.wav", RATE)
    assert sum(asked) <= 2.5 * RATE, "it is not read on"


def test_a_file_of_both_channels_has_them_in_their_order(tmp_path, sound):
    (tmp_path / "a.wav").write_bytes(wav_bytes(sound, RATE, "FLOAT"))
    np.testing.assert_array_equal(soundfile.read(tmp_path / "a.wav", dtype="float32")[0].T, sound)
    np.testing.assert_allclose(middle(sound), read_audio(tmp_path / "a.wav", RATE, keep_offset=True), atol=1e-7)
