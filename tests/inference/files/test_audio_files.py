"""Reading recordings: every format and rate gives the same sound; every bad file gives one clear line."""

from __future__ import annotations

import numpy as np
import pytest
import soundfile

from live_inference.files.audio import AudioFileError, read_audio

RATE = 11025


def _tone(rate: int, seconds: float = 1.0, hz: float = 440.0) -> np.ndarray:
    return 0.5 * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate)) / rate)


@pytest.mark.parametrize(
    ("ending", "subtype", "tolerance"),
    [
        (".wav", "PCM_16", 1e-4),
        (".wav", "PCM_24", 1e-6),
        (".wav", "FLOAT", 1e-7),
        (".wav", "PCM_U8", 1e-2),
        (".aiff", "PCM_16", 1e-4),
        (".flac", "PCM_16", 1e-4),
        (".ogg", "VORBIS", 5e-2),
        (".mp3", "MPEG_LAYER_III", 5e-2),
    ],
)
def test_formats(tmp_path, ending, subtype, tolerance):
    path = tmp_path / f"tone{ending}"
    soundfile.write(path, _tone(RATE), RATE, subtype=subtype)
    samples = read_audio(path, RATE)
    assert samples.dtype == np.float32
    # codecs may pad; the middle must be the tone (in power, since they delay it)
    middle = samples[RATE // 4 : 3 * RATE // 4]
    assert np.sqrt(np.mean(middle**2)) == pytest.approx(0.5 / np.sqrt(2), rel=0.02)
    if ending not in {".mp3", ".ogg"}:
        np.testing.assert_allclose(samples, _tone(RATE), atol=tolerance)


@pytest.mark.parametrize("rate", [8000, 22050, 44100, 48000, 96000])
def test_any_rate_keeps_pitch_level_and_duration(tmp_path, rate):
    path = tmp_path / "tone.wav"
    soundfile.write(path, _tone(rate), rate, subtype="FLOAT")
    samples = read_audio(path, RATE)
    assert abs(len(samples) - RATE) <= 1
    expected = _tone(RATE)[: len(samples)]
    # not at the edges, where the resampler's filter sees the silence outside
    inner = slice(300, -300)
    assert np.abs(samples[: len(expected)][inner] - expected[inner]).max() < 2e-3


def test_six_channels_are_averaged(tmp_path):
    path = tmp_path / "six.wav"
    channels = np.stack([gain * _tone(96000) for gain in (1.0, 0.5, 0.0, -0.5, 0.2, 0.6)], axis=1)
    soundfile.write(path, channels, 96000, subtype="PCM_24")
    samples = read_audio(path, 96000)
    np.testing.assert_allclose(samples, 0.3 * _tone(96000), atol=1e-6)


def _text(path):
    path.write_text("these are the lyrics, not the song\n" * 50)


def _nan(path):
    data = _tone(RATE)
    data[5512:5520] = np.nan
    soundfile.write(path, data, RATE, subtype="FLOAT")


def _infinite(path):
    data = _tone(RATE)
    data[100] = np.inf
    soundfile.write(path, data, RATE, subtype="DOUBLE")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (_text, ["must be an audio file"]),
        (lambda p: p.write_bytes(b""), ["empty file"]),
        (lambda p: soundfile.write(p, np.zeros(0), RATE), ["0 frames"]),
        (lambda p: soundfile.write(p, np.zeros(500), RATE), ["at least 0.1 s", "0.045 s"]),
        (_nan, ["finite", "8 frames", "0.500 s"]),
        (_infinite, ["finite", "1 frames"]),
        (lambda p: p.mkdir(), ["folder"]),
        (lambda p: None, ["no such file"]),
        (lambda p: p.write_bytes(b"RIFF\xff\xff\xff\xffWAVEfmt "), ["must be an audio file"]),
    ],
)
def test_bad_files_are_one_clear_line(tmp_path, make, words):
    path = tmp_path / "take.wav"
    make(path)
    with pytest.raises(AudioFileError) as caught:
        read_audio(path, RATE)
    message = str(caught.value)
    for word in [*words, str(path)]:
        assert word in message
    assert "\n" not in message


def test_a_header_that_promises_too_much_gives_what_is_there(tmp_path):
    path = tmp_path / "cut.wav"
    soundfile.write(path, _tone(RATE, 2.0), RATE, subtype="PCM_16")
    data = path.read_bytes()
    path.write_bytes(data[: 44 + 2 * RATE])
    samples = read_audio(path, RATE)
    np.testing.assert_allclose(samples, _tone(RATE, 2.0)[: len(samples)], atol=1e-4)
    assert len(samples) == RATE
