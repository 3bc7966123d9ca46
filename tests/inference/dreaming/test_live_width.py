"""The live dream's side: as wide as was heard, 3 ms late, over to another width without a click."""

from __future__ import annotations

import numpy as np
import pytest

from live_inference.dreaming.live_width import AHEAD_S, FADE_S, LiveSide, LiveWidening
from live_inference.dreaming.width import THIRD, Width
from live_inference.files.low_delay import HALF, LowDelayResampler
from support.plucks import plucked
from support.signals import noise, rms, tone

RATE = 11_025
ENGINE = 48_000
HALF_THIRD = np.sqrt(THIRD)


def width(beside: float, around: float = 0.0, count: int = 19) -> Width:
    return Width(60.0 * THIRD ** np.arange(count), np.full(count, beside), np.full(count, around))


def response(asked: Width, rng_seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """What the filter does to each frequency, counted from the mid: frequencies in Hz, complex factors."""
    side = LiveSide(RATE, rng_seed)
    hz = np.fft.rfftfreq(65_536, 1 / RATE)
    return hz, np.fft.rfft(side.taps(asked), 65_536) * np.exp(2j * np.pi * hz * side.ahead / RATE)


def made(widening: LiveWidening, sound: np.ndarray, *sizes: int) -> np.ndarray:
    out, begin, turn = [], 0, 0
    while begin < len(sound):
        size = sizes[turn % len(sizes)] if sizes else len(sound)
        out.append(widening.advance(sound[begin : begin + size]))
        begin, turn = begin + size, turn + 1
    return np.concatenate(out, axis=1)


@pytest.mark.parametrize(("beside", "around"), [(0.5, 0.0), (-0.4, 0.3), (0.0, 1.0), (0.2, 0.7)])
def test_the_side_is_as_wide_as_was_heard_third_by_third(beside, around):
    """Level of the side, and how much of it is like the mid: what a musician hears as width and place."""
    asked = width(beside, around)
    level_db, like = [], []
    for rng_seed in range(8):
        hz, factors = response(asked, rng_seed)
        for centre in asked.centres_hz[:-1]:
            third = factors[(hz > centre / HALF_THIRD) & (hz < centre * HALF_THIRD)]
            level_db.append(10 * np.log10(np.mean(np.abs(third) ** 2) / (beside**2 + around**2)))
            like.append(np.mean(third.real) - beside)
    assert rms(np.array(level_db)) < 1.5 and rms(np.array(like)) < 0.22 * max(around, 0.1)


def test_a_source_on_one_side_is_there_alone_and_others_may_be_elsewhere():
    """Low on the left, high on the right: 3 ms of what comes are enough for that, but for the border between them."""
    asked = width(0.0)
    asked = Width(asked.centres_hz, np.where(asked.centres_hz < 1000, 1.0, -1.0), asked.around)
    hz, factors = response(asked)
    low, high = (hz > 60) & (hz < 700), (hz > 1500) & (hz < 4500)
    assert 20 * np.log10(np.abs(1 - factors[low]).max()) < -15, "on the right"
    assert 20 * np.log10(np.abs(1 + factors[high]).max()) < -20, "on the left"


def test_the_mean_of_both_channels_is_the_mono_dream_and_without_a_width_each_is():
    sound = plucked([110.0, 220.0, 330.0] * 2)[:40_000]
    mono = LowDelayResampler(RATE, ENGINE).resample(sound)
    left, right = made(LiveWidening(RATE, ENGINE, 7, width(0.3, 0.8)), sound, 221)
    assert rms(left - right) > 0.5 * rms(mono)
    np.testing.assert_allclose(0.5 * (left + right), mono[: len(left)], atol=1e-6)
    left, right = made(LiveWidening(RATE, ENGINE, 7), sound, 221)
    np.testing.assert_array_equal(left, mono[: len(left)])
    np.testing.assert_array_equal(right, left)


def test_it_comes_three_milliseconds_after_a_mono_one():
    sound = noise(1.0, 0.1, 1, RATE)
    later = len(LowDelayResampler(RATE, ENGINE).resample(sound)) - made(LiveWidening(RATE, ENGINE, 1), sound).shape[1]
    assert later / ENGINE == pytest.approx(AHEAD_S, abs=1 / RATE)
    assert AHEAD_S + HALF / RATE < 0.007, "with the resampler"


@pytest.mark.parametrize("sizes", [(221,), (1, 17, 3000)])
def test_pieces_are_the_whole(sizes):
    sound, asked = plucked([110.0, 220.0])[:20_000], width(0.3, 0.8)
    whole = made(LiveWidening(RATE, ENGINE, 5, asked), sound)
    np.testing.assert_allclose(made(LiveWidening(RATE, ENGINE, 5, asked), sound, *sizes), whole, atol=1e-6)


def test_an_attack_comes_on_both_sides_at_once_and_not_before_the_dreams():
    """What is unlike the mid comes with it or up to 12 ms later, as in a room."""
    click = np.zeros(RATE, np.float32)
    click[RATE // 2] = 1.0
    left, right = made(LiveWidening(RATE, RATE, 3, width(0.0, 1.0)), click)
    energy = np.cumsum(np.square(left - right, dtype=np.float64))
    energy /= energy[-1]
    assert energy[RATE // 2 - round(0.002 * RATE)] < 0.1 and energy[RATE // 2 + round(0.015 * RATE)] > 0.85


def test_it_goes_over_to_another_width_without_a_click():
    """A tone goes from the left to the right while the daemon says so four times a second: nothing else is heard."""
    sound = tone(441.0, 3.0, 0.5, RATE)
    widening, out = LiveWidening(RATE, RATE, 1, width(1.0)), []
    for step, piece in enumerate(np.array_split(sound, 150)):
        if step >= 40 and step % 12 == 0:
            widening.hear(width(max(-1.0, 1.0 - (step - 30) / 20)))
        out.append(widening.advance(piece))
    left, right = np.concatenate(out, axis=1)
    early, late = slice(RATE // 4, RATE // 2), slice(-RATE // 2, -RATE // 4)
    assert rms(right[early]) < 0.01 * rms(left[early]) and rms(left[late]) < 0.01 * rms(right[late])
    for channel in (left, right):
        spectrum = np.abs(np.fft.rfft(channel[RATE // 4 :] * np.blackman(len(channel[RATE // 4 :]))))
        hz = np.fft.rfftfreq(len(channel[RATE // 4 :]), 1 / RATE)
        assert 20 * np.log10(spectrum[abs(hz - 441) > 200].max() / spectrum.max()) < -70


def test_a_width_that_comes_amid_the_way_to_another_waits_and_the_last_one_counts():
    sound = noise(3 * FADE_S, 0.1, 1, RATE)
    widening = LiveWidening(RATE, RATE, 1, width(0.5))
    for asked in (width(0.2), width(-0.7), None, width(-0.5)):
        widening.hear(asked)
        widening.advance(sound[:100])
    left, right = made(widening, sound, 221)
    end = slice(-round(0.1 * RATE), None)
    assert rms(left[end]) / rms(right[end]) == pytest.approx(0.5 / 1.5, rel=0.01)


def test_the_same_number_makes_the_same_side_and_another_one_another():
    sound, asked = plucked([110.0, 220.0])[:20_000], width(0.0, 0.8)
    first, again, other = (made(LiveWidening(RATE, RATE, number, asked), sound) for number in (5, 5, 6))
    np.testing.assert_array_equal(first, again)
    assert rms(first[0] - other[0]) > 0.1 * rms(sound)
