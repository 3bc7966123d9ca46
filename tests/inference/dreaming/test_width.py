"""The width of a take is measured as it was made, and a dream gets it; the mean of both channels is the mono dream."""

from __future__ import annotations

import numpy as np
import pytest
import soxr

from live_inference.dreaming.width import (
    MEASURED_S,
    THIRD,
    WIDEST,
    Widening,
    Width,
    side_filter,
    take_width,
    widened,
    width_of,
)
from support.plucks import plucked
from support.signals import noise, rms

RATE = 22_050
HALF_THIRD = np.sqrt(THIRD)


def sides(beside: float, around: float, seconds: float = 5.0) -> tuple[np.ndarray, np.ndarray]:
    """A mid of noise, and a side that is ``beside`` times it and ``around`` times another noise."""
    mid, other = noise(seconds, 0.1, 1, RATE), noise(seconds, 0.1, 2, RATE)
    return mid, (beside * mid + around * other).astype(np.float32)


@pytest.mark.parametrize(("beside", "around"), [(0.5, 0.0), (-0.4, 0.3), (0.0, 0.7), (0.2, 1.1)])
def test_the_width_that_a_take_was_made_with_is_measured(beside, around):
    width = width_of(*sides(beside, around), RATE)
    assert width.centres_hz[0] == 60.0 and width.centres_hz[-1] * THIRD**1.5 > RATE / 2 * 0.95
    counted = width.centres_hz > 200  # below, five seconds of noise have too few windows for a tenth
    np.testing.assert_allclose(width.beside[counted], beside, atol=0.1)
    np.testing.assert_allclose(width.around[counted], around, atol=0.1)


def test_thirds_are_told_apart():
    """Low on the left, high on the right: each third has its own sign."""
    mid = noise(5.0, 0.1, 1, RATE)
    spectrum = np.fft.rfft(mid)
    high = np.fft.rfftfreq(len(mid), 1 / RATE) > 1000
    side = np.fft.irfft(np.where(high, -0.5, 0.5) * spectrum, len(mid)).astype(np.float32)
    width = width_of(mid, side, RATE)
    assert np.all(width.beside[width.centres_hz < 800] > 0.45) and np.all(width.beside[width.centres_hz > 1250] < -0.45)
    assert np.all(width.around[abs(np.log2(width.centres_hz / 1000)) > 0.4] < 0.1)


def test_channels_that_nearly_cancel_are_no_wider_than_twice_the_middle():
    width = width_of(*sides(0.0, 9.0), RATE)
    np.testing.assert_allclose(np.hypot(width.beside, width.around), WIDEST, rtol=0.01)


def test_thirds_without_sound_say_nothing():
    tone = 0.3 * np.sin(2 * np.pi * 1000 * np.arange(5 * RATE) / RATE).astype(np.float32)
    tone *= np.hanning(len(tone)).astype(np.float32)
    width = width_of(tone, 0.5 * tone, RATE)
    assert len(width.centres_hz) < 8 and pytest.approx(width.centres_hz[len(width.centres_hz) // 2], rel=0.6) == 1000
    silent = width_of(np.zeros(RATE, np.float32), np.zeros(RATE, np.float32), RATE)
    assert silent.beside.tolist() == silent.around.tolist() == [0.0]


@pytest.mark.parametrize(
    ("right", "wide"), [(lambda x: x, False), (lambda x: -x, False), (lambda x: 0.5 * x, True), (np.roll, True)]
)
def test_a_take_is_wide_where_its_channels_differ_and_do_not_cancel(right, wide):
    left = plucked([110.0, 220.0, 330.0] * 4)
    other = np.roll(left, 30) if right is np.roll else right(left)
    assert (take_width(np.stack([left, other], axis=1), 48_000) is not None) == wide
    assert take_width(left[:, None], 48_000) is None
    assert take_width(np.stack([left, other, left], axis=1), 48_000) is None


@pytest.mark.parametrize(
    ("right_db", "noise_db", "wide"),
    [(None, None, False), (None, -75, False), (-46, None, False), (-34, None, True), (None, -50, True)],
)
@pytest.mark.parametrize("side", [0, 1])
def test_an_instrument_in_one_input_of_two_is_mono(right_db, noise_db, wide, side):
    """Silence or an open input's noise beside it is no place: dreams on it would all come from one loudspeaker."""
    played = plucked([110.0, 220.0, 330.0] * 4)
    other = np.zeros_like(played)
    if right_db is not None:
        other += np.float32(10 ** (right_db / 20)) * played
    if noise_db is not None:
        other += noise(len(played) / 48_000, 10 ** (noise_db / 20), 3)[: len(played)]
    take = np.stack([played, other][:: 1 - 2 * side], axis=1)
    assert (take_width(take, 48_000) is not None) == wide
    assert take_width(np.float32(0.01) * take + np.float32(0.02), 48_000) is None or wide, "however soft, offset or not"


def test_the_end_of_a_take_counts():
    mid, side = sides(0.5, 0.0, 12.0)
    side[: -round(MEASURED_S * RATE)] *= -1.0
    width = take_width(np.stack([mid + side, mid - side], axis=1), RATE)
    np.testing.assert_allclose(width.beside, 0.5, atol=0.02)


@pytest.mark.parametrize("rest_db", [-70.0, None])
@pytest.mark.parametrize("offset", [0.0, 0.01])
def test_the_rest_after_the_last_note_says_nothing_of_the_width(rest_db, offset):
    """A model goes on from where the sound ends; the noise of two microphones in the silence behind it is no room."""
    left = plucked([110.0, 220.0, 330.0] * 4)
    take = np.stack([left, np.float32(0.5) * left], axis=1)
    rest = np.zeros((6 * 48_000, 2), np.float32)
    if rest_db is not None:
        rest += np.stack([noise(6.0, 10 ** (rest_db / 20), rng_seed) for rng_seed in (1, 2)], axis=1)
    width = take_width(np.concatenate([take, rest]) + np.float32(offset), 48_000)
    assert width is not None
    np.testing.assert_allclose(width.beside, 1 / 3, atol=0.03)
    np.testing.assert_allclose(width.around, 0.0, atol=0.1)


# -- the dream's side


def response(width: Width, rng_seed: int) -> tuple[np.ndarray, np.ndarray]:
    """What the filter does to each frequency, counted from the mid: frequencies in Hz, complex factors."""
    taps, ahead = side_filter(width, RATE, rng_seed)
    hz = np.fft.rfftfreq(65_536, 1 / RATE)
    return hz, np.fft.rfft(taps, 65_536) * np.exp(2j * np.pi * hz * ahead / RATE)


@pytest.mark.parametrize(("beside", "around"), [(0.5, 0.0), (-0.4, 0.3), (0.0, 1.0), (0.2, 0.7)])
def test_the_side_of_a_dream_is_as_wide_as_the_takes_third_by_third(beside, around):
    """Level of the side, and how much of it is like the mid: what a musician hears as width and place."""
    centres = 60.0 * THIRD ** np.arange(22)
    wanted = Width(centres, np.full(22, beside), np.full(22, around))
    level_db, like = [], []
    for rng_seed in range(5):
        hz, factors = response(wanted, rng_seed)
        for centre in centres[:-1]:
            third = factors[(hz > centre / HALF_THIRD) & (hz < centre * HALF_THIRD)]
            level_db.append(10 * np.log10(np.mean(np.abs(third) ** 2) / (beside**2 + around**2)))
            like.append(np.mean(third.real) - beside)
    assert rms(np.array(level_db)) < 1.5 and rms(np.array(like)) < 0.12 * max(around, 0.1)


def test_the_mean_of_both_channels_is_the_mono_dream():
    mono = plucked([110.0, 220.0, 330.0] * 2)
    both = widened(mono, width_of(*sides(0.3, 0.8), RATE), 48_000, 7)
    assert both.shape == (2, len(mono)) and rms(both[0] - both[1]) > 0.5 * rms(mono)
    np.testing.assert_allclose(0.5 * (both[0] + both[1]), mono, atol=6e-8)
    assert widened(mono, None, 48_000, 7) is mono


def test_an_attack_comes_on_both_sides_at_once_and_not_before_the_dreams():
    """What is unlike the mid comes with it or up to 12 ms later, as in a room."""
    click = np.zeros(RATE, np.float32)
    click[RATE // 2] = 1.0
    left, right = widened(click, Width(np.array([60.0, 10_000.0]), np.zeros(2), np.ones(2)), RATE, 3)
    energy = np.cumsum(np.square(left - right, dtype=np.float64))
    energy /= energy[-1]
    assert energy[RATE // 2 - round(0.002 * RATE)] < 0.1 and energy[RATE // 2 + round(0.014 * RATE)] > 0.9


@pytest.mark.parametrize("pieces", [(441,), (1, 17, 3000), (100_000,)])
@pytest.mark.parametrize("rate", [RATE, 48_000])
def test_pieces_are_the_whole(pieces, rate):
    mono, width = plucked([110.0, 220.0])[:40_000], width_of(*sides(0.3, 0.8), RATE)

    def made(sizes: tuple[int, ...]) -> np.ndarray:
        widening, resampler = Widening(width, RATE, rate, 5), soxr.ResampleStream(RATE, rate, 1, dtype="float32")
        out, begin, turn = [], 0, 0
        while begin < len(mono):
            part = mono[begin : begin + sizes[turn % len(sizes)]]
            begin, turn, last = begin + len(part), turn + 1, begin + len(part) == len(mono)
            out.append(widening.advance(part, resampler.resample_chunk(part, last=last), last=last))
        return np.concatenate(out, axis=1)

    whole = made((len(mono),))
    assert whole.shape == (2, round(len(mono) * rate / RATE)) or abs(whole.shape[1] - len(mono) * rate / RATE) < 1
    np.testing.assert_allclose(made(pieces), whole, atol=1e-6)


def test_a_dream_is_the_same_again_and_another_dreams_delays_are_its_own():
    mono, width = plucked([110.0, 220.0]), width_of(*sides(0.0, 0.8), RATE)
    np.testing.assert_array_equal(widened(mono, width, RATE, 5), widened(mono, width, RATE, 5))
    assert rms(widened(mono, width, RATE, 5)[0] - widened(mono, width, RATE, 6)[0]) > 0.1 * rms(mono)
