"""What would harm a training is seen before it, and good recordings are left in peace."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import numpy as np
import pytest
import scipy.signal
import soundfile

import live_daemon
from live_inference.files.audio import AudioFileError
from live_training.inspection import inspect
from support.plucks import plucked

RATE = 11025
ETUDE = Path(live_daemon.__file__).parent / "data" / "etude.flac"


@pytest.fixture(scope="module")
def take():
    """Half a minute of plucked notes at 48 kHz."""
    return plucked([110.0 * 2 ** (n / 12) for n in (0, 3, 7, 10, 12, 7, 15, 3)] * 15)


def _swells(seconds):
    """Tones with harmonics that swell and fade over seconds, as a bow does."""
    t = np.arange(seconds * 48_000) / 48_000
    tones = sum(np.sin(2 * np.pi * 196.0 * k * t) / k for k in range(1, 12))
    return (0.2 * tones * (0.6 + 0.4 * np.sin(2 * np.pi * 0.15 * t))).astype(np.float32)


def _inspected(tmp_path, samples, rate=48_000, name="take.wav", subtype="PCM_24"):
    soundfile.write(tmp_path / name, samples, rate, subtype=subtype)
    return inspect([tmp_path / name], RATE)


def test_a_good_take_gets_no_warning(tmp_path, take):
    assert _inspected(tmp_path, take).warnings == []
    assert inspect([ETUDE], RATE).warnings == []


def test_plucked_notes_and_swells_are_told_apart(tmp_path, take):
    plucks, swells = _inspected(tmp_path, take).profile, _inspected(tmp_path, _swells(25)).profile
    assert plucks.notes
    assert plucks.onsets_per_s == pytest.approx(4.0, rel=0.25)  # one note every quarter of a second
    assert not swells.notes
    assert swells.onsets_per_s < 0.3


def _harmed(what, take):
    quiet = 10 ** (-38 / 20)
    stereo = np.stack([take, take], axis=1)
    silence = np.zeros(len(take))
    return {
        "clipped": (np.clip(4.0 * take, -0.8, 0.8), 48_000),
        "very quiet": (quiet * take, 48_000),
        "DC": (0.8 * take + 0.05, 48_000),
        "right is silent": (stereo * [1.0, 0.0], 48_000),
        "left is silent": (stereo * [0.0, 1.0], 48_000),
        "cancel": (stereo * [1.0, -0.9], 48_000),
        "silence": (np.concatenate([take, silence]), 48_000),
        "nothing above 4000 Hz": (scipy.signal.resample_poly(take, 1, 6), 8_000),
        "once reduced": (scipy.signal.resample_poly(scipy.signal.resample_poly(take, 1, 6), 6, 1), 48_000),
        "only": (take[: 8 * 48_000], 48_000),
    }[what]


@pytest.mark.parametrize(
    "what",
    [
        "clipped",
        "very quiet",
        "DC",
        "right is silent",
        "left is silent",
        "cancel",
        "silence",
        "nothing above 4000 Hz",
        "once reduced",
        "only",
    ],
)
def test_each_harm_is_named_once_with_what_to_do(tmp_path, take, what):
    samples, rate = _harmed(what, take)
    warnings = _inspected(tmp_path, samples, rate).warnings
    assert len(warnings) == 1, warnings
    assert what in warnings[0]
    assert "\n" not in warnings[0]
    assert what == "only" or warnings[0].startswith("take.wav: ")


def test_a_loud_low_tone_is_not_clipped(tmp_path):
    """Its tops are flat for several 16-bit steps, but not on one value."""
    t = np.arange(25 * 48_000) / 48_000
    wave = 0.9 * np.sin(2 * np.pi * 41.2 * t) * np.exp(-((t % 2.0) / 1.5))
    assert not [w for w in _inspected(tmp_path, wave, subtype="PCM_16").warnings if "clipped" in w]


def test_what_is_no_audio_is_refused(tmp_path):
    (tmp_path / "lyrics.txt").write_text("la la la")
    with pytest.raises(AudioFileError, match=r"lyrics\.txt"):
        inspect([tmp_path / "lyrics.txt"], RATE)


def test_a_recording_is_gone_through_in_blocks(tmp_path):
    """40 s of eight channels are 61 MB as samples; what is kept of them is one channel at the model's rate, 2 MB."""
    path = tmp_path / "wide.wav"
    with soundfile.SoundFile(path, "w", 48_000, 8, "PCM_16") as file:
        for _ in range(40):
            file.write(0.1 * np.random.default_rng(0).standard_normal((48_000, 8)))
    tracemalloc.start()
    try:
        inspect([path], RATE)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 25e6


def test_a_stereo_recording_is_learnt_as_mono_and_that_is_said(tmp_path, take):
    """It is no fault: two channels that differ are what a good recording has."""
    wide = _inspected(tmp_path, np.stack([take, 0.6 * np.roll(take, 20)], axis=1), name="wide.wav")
    assert wide.warnings == []
    assert len(wide.remarks) == 1 and "wide.wav is stereo" in wide.remarks[0] and "mean" in wide.remarks[0]
    assert _inspected(tmp_path, take).remarks == _inspected(tmp_path, np.stack([take, take], axis=1)).remarks == []
    paths = [tmp_path / "wide.wav", tmp_path / "wide.wav"]
    assert "2 recordings (wide.wav, ...) are stereo" in inspect(paths, RATE).remarks[0]
