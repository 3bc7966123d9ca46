"""Loops: no seam, one level; and the pitches that call them."""

import numpy as np
import pytest

from live_inference.loops import LOOP_LEVEL_DB, level_to, make_loop
from live_inference.pitches import strongest_pitches
from support.plucks import plucked, sine

RATE = 48_000


def largest_jump(samples):
    return float(np.abs(np.diff(samples)).max())


def test_the_seam_of_a_loop_is_no_larger_than_its_largest_jump_elsewhere():
    noise = np.cumsum(np.random.default_rng(4).normal(0, 0.01, 3 * RATE)).astype(np.float32)
    drift = noise - np.linspace(0, 1, len(noise), dtype=np.float32)  # end and beginning far apart
    loop = make_loop(drift, RATE)
    assert abs(float(loop[0] - loop[-1])) <= largest_jump(loop)
    cut = level_to(drift[: len(loop)], LOOP_LEVEL_DB)
    assert abs(float(cut[0] - cut[-1])) > 10 * largest_jump(cut)  # a plain cut would click


def test_a_loop_of_noise_keeps_its_power_through_the_crossfade():
    """Equal power: uncorrelated ends neither dip nor swell where they are mixed."""
    noise = np.random.default_rng(5).normal(0, 0.1, 20 * RATE).astype(np.float32)
    loop = make_loop(noise, RATE, crossfade_s=2.0)
    assert len(loop) == 18 * RATE
    seam, rest = loop[: 2 * RATE].std(), loop[2 * RATE :].std()
    assert seam == pytest.approx(rest, rel=0.03)


def test_level_and_peak():
    assert 20 * np.log10(np.sqrt(np.mean(level_to(sine(440, 1.0, 0.01), -18.0) ** 2))) == pytest.approx(-18, abs=0.01)
    click = np.zeros(RATE, np.float32)
    click[100] = 0.3
    assert np.abs(level_to(click, -18.0)).max() == pytest.approx(0.89)
    silence = np.zeros(RATE, np.float32)
    assert not level_to(silence, -18.0).any()


def test_a_dream_too_short_is_refused():
    with pytest.raises(ValueError, match=r"at least 0\.5 s"):
        make_loop(np.zeros(1000, np.float32), RATE)


@pytest.mark.parametrize("hz", [73.4, 110.0, 329.63, 1318.5])
def test_the_pitch_of_a_tone_is_found_to_two_cents(hz):
    (pitch,) = strongest_pitches(sine(hz, 3.0), RATE)
    assert abs(1200 * np.log2(pitch.frequency_hz / hz)) < 2
    assert pitch.weight == pytest.approx(1.0)


def test_the_pitches_of_a_chord_come_in_their_order():
    chord = sine(220, 4.0, 0.4) + sine(330, 4.0, 0.2) + sine(554.4, 4.0, 0.1)
    found = strongest_pitches(chord, RATE)
    assert [round(one.frequency_hz) for one in found] == [220, 330, 554]
    assert [one.weight for one in found] == pytest.approx([4 / 7, 2 / 7, 1 / 7], abs=0.02)


def test_a_plucked_note_is_heard_at_its_partials_and_silence_has_no_pitch():
    for one in strongest_pitches(plucked([196.0]), RATE):
        assert abs(one.frequency_hz / 196 - round(one.frequency_hz / 196)) < 0.03
    assert strongest_pitches(np.zeros(RATE, np.float32), RATE) == []
    assert strongest_pitches(np.zeros(3, np.float32), RATE) == []
