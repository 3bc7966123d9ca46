"""The judge of the trial: it guesses where there is nothing to tell, and hears what was done to a sound."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.signal

from support.judge import auc, discriminant, judged
from support.strings import plucked

RATE = 11_025


def playing(seed: int) -> np.ndarray:
    """Forty seconds of plucked strings."""
    return np.concatenate([plucked(10.0, rng_seed=4 * seed + part, rate=RATE) for part in range(4)])


def test_the_same_kind_of_playing_is_not_told_apart_and_a_filter_is() -> None:
    ours, theirs = playing(0), playing(1)
    alike = judged([ours], [theirs], RATE)
    assert 0.2 < alike["all"] < 0.85
    dull = scipy.signal.sosfilt(scipy.signal.butter(2, 1000.0, fs=RATE, output="sos"), ours).astype(np.float32)
    found = judged([dull], [theirs], RATE)
    assert found["all"] > 0.97 and found["mean spectrum"] > 0.97


def test_frozen_windows_are_told_by_how_little_they_change() -> None:
    ours, theirs = playing(0), playing(1)
    grain = np.hanning(512)
    held = ours.copy()
    for place in range(0, len(held) - 8 * 256 - 512, 8 * 256):  # each window repeated eight times
        piece = ours[place : place + 512] * grain
        held[place : place + 8 * 256] = 0.0
        for turn in range(7):
            held[place + turn * 256 : place + turn * 256 + 512] += piece.astype(np.float32)
    found = judged([held], [theirs], RATE)
    assert found["change from window to window"] > 0.9


def test_the_area_under_the_curve_and_the_direction_are_the_textbook_s() -> None:
    rng = np.random.default_rng(0)
    first, second = rng.normal(0.0, 1.0, 200), rng.normal(1.0, 1.0, 300)
    assert auc(first, second) == pytest.approx(float(np.mean(first[:, None] > second[None])))
    direction = discriminant(rng.normal(0, [1, 5], (4000, 2)), rng.normal([1, 0], [1, 5], (4000, 2)))
    assert abs(direction[0]) > 10 * abs(direction[1])
