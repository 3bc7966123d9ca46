"""Pitches, loudness and seams of a sound are the same at every rate of a model or a device."""

from __future__ import annotations

import numpy as np
import pytest
import soxr

from live_inference.loops.cutting import find_seam
from live_inference.loops.loudness import loudness_lufs
from live_inference.loops.pitches import strongest_pitches
from support.strings import plucked

LOW = 11025
RATES = (LOW, 22_050, 44_100, 48_000, 96_000)
TONES_HZ = (82.4, 196.0, 207.7, 1318.5)


def _at(rate: int, seconds: float = 6.0) -> np.ndarray:
    return np.asarray(soxr.resample(plucked(seconds, 3), LOW, rate, quality="VHQ"), np.float32)


@pytest.mark.parametrize("rate", RATES)
def test_pitches_a_semitone_apart_are_told_at_every_rate(rate):
    t = np.arange(3 * rate) / rate
    chord = sum(np.sin(2 * np.pi * hz * t) / (1 + index) for index, hz in enumerate(TONES_HZ))
    found = strongest_pitches(chord.astype(np.float32), rate)
    assert [one.frequency_hz for one in found] == pytest.approx(TONES_HZ, rel=2e-3)
    assert [one.weight for one in found] == pytest.approx([0.48, 0.24, 0.16, 0.12], abs=0.02)


def test_loudness_is_that_of_the_sound_whatever_the_rate():
    found = [loudness_lufs(_at(rate), rate) for rate in RATES]
    assert found == pytest.approx([found[2]] * len(RATES), abs=0.3)


def test_the_seam_lies_where_it_lies():
    start, end = (
        np.array([getattr(find_seam(_at(rate), rate), side) / rate for rate in RATES]) for side in ("start", "end")
    )
    assert start == pytest.approx(start[2], abs=0.03)
    assert end == pytest.approx(end[2], abs=0.03)
