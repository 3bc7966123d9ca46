"""The width of the live input: that of its channels by level and correlation, followed in seconds; rests hold it."""

from __future__ import annotations

import numpy as np
import pytest

from live_inference.dreaming.live_width import LiveWidening
from live_inference.dreaming.width import Width
from live_inference.worker.width_ear import TOLD_S, WidthEar
from support.plucks import plucked
from support.signals import noise, rms

RATE = 48_000


def listened(ear: WidthEar, left: np.ndarray, right: np.ndarray, every: int = 960) -> list[tuple[float, Width | None]]:
    """What is told, and after how many seconds; None: it is mono."""
    told = []
    for at in range(0, len(left), every):
        heard = ear.listen(left[at : at + every], right[at : at + every])
        if heard is not None:
            numbers = (np.array(one) for one in (heard.centres_hz, heard.beside, heard.around))
            told.append(((at + every) / RATE, Width(*numbers) if heard.centres_hz else None))
    return told


def played(seconds: float) -> np.ndarray:
    return np.resize(plucked([110.0, 220.0, 330.0, 440.0]), round(seconds * RATE)).astype(np.float32)


def panned(sound: np.ndarray, beside: float) -> tuple[np.ndarray, np.ndarray]:
    return np.float32(1 + beside) * sound, np.float32(1 - beside) * sound


@pytest.mark.parametrize(("beside", "around"), [(0.5, 0.0), (-0.4, 0.3), (0.0, 0.7)])
@pytest.mark.parametrize("offset", [0.0, 0.02])
def test_it_is_that_of_the_channels(beside, around, offset):
    mid, other = noise(4.0, 0.1, 1), noise(4.0, 0.1, 2)
    side = np.float32(beside) * mid + np.float32(around) * other
    _, width = listened(WidthEar(RATE), mid + side + np.float32(offset), mid - side - np.float32(offset))[-1]
    counted = width.centres_hz > 400  # below, .7 s of noise have too few windows for .15
    np.testing.assert_allclose(width.beside[counted], beside, atol=0.15)
    np.testing.assert_allclose(width.around[counted], around, atol=0.15)
    assert np.mean(width.beside) == pytest.approx(beside, abs=0.06)


@pytest.mark.parametrize(("gain", "seconds"), [(1.0, 3.1), (0.3, 4.0)])
def test_a_player_who_goes_from_left_to_right_is_followed_within_seconds(gain, seconds):
    """Also when she is softer there; and it is told four times a second at most."""
    ear = WidthEar(RATE)
    assert np.allclose(listened(ear, *panned(played(5.0), 0.8))[-1][1].beside, 0.8, atol=0.05)
    after = listened(ear, *panned(np.float32(gain) * played(6.0), -0.8))
    by_then = [width for at_s, width in after if at_s < seconds][-1]
    np.testing.assert_allclose(by_then.beside, -0.8, atol=0.05)
    np.testing.assert_allclose(after[-1][1].around, 0.0, atol=0.1)
    assert np.diff([at_s for at_s, _ in after]).min() >= TOLD_S - 0.1


def test_a_register_that_is_not_played_any_more_follows_too():
    ear = WidthEar(RATE)
    listened(ear, *panned(played(4.0), 0.8))
    high = np.resize(plucked([660.0, 880.0, 1100.0]), 12 * RATE).astype(np.float32)
    width = listened(ear, *panned(high, -0.8))[-1][1]
    np.testing.assert_allclose(width.beside, -0.8, atol=0.1)


@pytest.mark.parametrize(("rest_db", "seconds"), [(-70.0, 6.0), (-60.0, 30.0), (None, 6.0)])
def test_a_rest_says_nothing(rest_db, seconds):
    """However long it is: the noise of an open input is no playing."""
    ear, one_input = WidthEar(RATE), WidthEar(RATE)
    listened(ear, *panned(played(4.0), 0.5))
    listened(one_input, 2 * played(4.0), 0 * played(4.0))
    level = 0.0 if rest_db is None else 10 ** (rest_db / 20)
    rest = noise(seconds, level, 1), noise(seconds, level, 2)
    assert all(np.allclose(width.beside, 0.5, atol=0.1) for _, width in listened(ear, *rest))
    assert listened(one_input, *rest) == []


@pytest.mark.parametrize("before_s", [0.0, 4.0])
def test_a_knock_does_not_make_a_rest_of_what_is_played_after_it(before_s):
    """Full scale for 40 ms, and then playing at -41 dBFS."""
    ear, softly = WidthEar(RATE), np.float32(0.15) * played(6.0)
    listened(ear, *panned(np.float32(0.15) * played(before_s), 0.5))
    listened(ear, noise(0.04, 1.0, 1), noise(0.04, 1.0, 2))
    assert np.mean(listened(ear, *panned(softly, -0.5))[-1][1].beside) == pytest.approx(-0.5, abs=0.05)


@pytest.mark.parametrize(
    "right",
    [lambda x: x, lambda x: -x, lambda x: 0.0 * x, lambda x: noise(len(x) / RATE, 3e-5, 1), lambda x: x * 1.0002],
)
def test_mono_is_not_told(right):
    """One channel twice, a balanced cable, one input of two beside an open one: all in the middle, as of a take."""
    sound = played(3.0)
    other = right(sound).astype(np.float32)
    assert listened(WidthEar(RATE), sound, other) == [] == listened(WidthEar(RATE), other, sound)
    assert listened(WidthEar(RATE), 0.0 * sound, 0.0 * sound) == []


def test_one_input_that_falls_silent_is_told_as_mono_and_stays_so_until_it_sounds():
    ear, sound = WidthEar(RATE), played(9.0)
    listened(ear, *panned(sound[: 3 * RATE], 0.3))
    assert listened(ear, sound, 0.0 * sound)[-1][1] is None
    assert listened(ear, sound, np.float32(0.015) * sound) == [], "-36 dB: a take would be stereo, this is one no more"
    assert np.allclose(listened(ear, *panned(sound, 0.3))[-1][1].beside, 0.3, atol=0.1)


def test_pieces_are_the_whole():
    frames = 92 * 1024  # so that no window waits for others
    mid, other = noise(2.0, 0.1, 1)[:frames], noise(2.0, 0.1, 2)[:frames]
    once, pieces = WidthEar(RATE), WidthEar(RATE)
    once.listen(mid, other)
    listened(pieces, mid, other, 777)
    np.testing.assert_allclose(pieces._sums, once._sums, rtol=1e-4, atol=1e-9)


def test_a_dream_has_the_level_ratio_and_the_correlation_of_what_is_played():
    """From the input to the dream's channels: another sound, as wide."""
    mid, other = noise(6.0, 0.1, 1), noise(6.0, 0.1, 2)
    side = np.float32(0.3) * mid + np.float32(0.5) * other
    left, right = mid + side, mid - side
    _, width = listened(WidthEar(RATE), left, right)[-1]
    dream = noise(6.0, 0.1, 5, 11_025)
    made = LiveWidening(11_025, 11_025, 1, width).advance(dream)
    assert 20 * np.log10(rms(made[0]) / rms(made[1])) == pytest.approx(20 * np.log10(rms(left) / rms(right)), abs=1.0)
    assert np.corrcoef(made)[0, 1] == pytest.approx(np.corrcoef(left, right)[0, 1], abs=0.1)
