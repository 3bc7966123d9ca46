"""What rings of a harmony that is over is damped; what goes on to sound, and what was never told, is left alone."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from live_models.condition.numbers import Condition
from live_models.families import FAMILIES
from live_models.families.spectral.config import MAX_FEATURE
from live_models.families.spectral.damping import DAMPED_S, RAISED, RINGING, SPARED_MORE, STRAYS_FADE, Damping
from live_models.families.spectral.scripted_damping import ScriptedDamping

OLD, NEW, BOTH = 60.0, 66.0, 72.0
"""C4, F sharp 4, C5."""


def parameters(approach="magnitude_spectrum", **more):
    usual = {"condition": True, "head": "mixture", "num_components": 2, "hidden_size": 8}
    return FAMILIES[approach].parameters({**usual, **more})


def told(*pitches):
    """What is heard of sines: no partials."""
    shares = np.zeros(49, dtype=np.float32)
    shares[[round(pitch) - 36 for pitch in pitches]] = 1.0 / len(pitches)
    return Condition(shares).numbers()[None]


def hertz(pitch):
    return 440.0 * 2.0 ** ((pitch - 69.0) / 12.0)


def begun(p, *pitches):
    """A dream that has sounded for a while on these pitches."""
    damping = Damping(p, told(*pitches))
    after(damping, p, 5.0)
    return damping


def after(damping, p, seconds, influence=1.0):
    """What is left of a window of ones that is damped step by step, in dB of magnitude."""
    window = np.ones(p.input_size, dtype=np.float32)
    for _ in range(round(seconds * p.sample_rate / p.hop_length)):
        window = damping.damped(0, window, influence)
    return 20.0 / p.exponent * np.log10(window)


def at(p, pitch):
    return int(np.argmin(np.abs(p.held_hertz - hertz(pitch))))


@pytest.mark.parametrize("more", [{"sample_rate": 11025}, {"band": "full", "sample_rate": 44100}])
def test_the_old_chord_dies_away_and_the_new_one_is_left_alone(more):
    p = parameters(**more)
    damping = begun(p, OLD, BOTH)
    damping.turn(told(NEW, BOTH))
    left_db = after(damping, p, 0.3)
    assert left_db[at(p, OLD)] < -20.0
    assert abs(left_db[at(p, NEW)]) < 1.0
    assert abs(left_db[at(p, BOTH)]) < 1.0
    assert np.all(left_db[p.held_size :] == 0.0)  # noise bands have no pitch


def test_what_is_new_stays_new_for_a_second():
    p = parameters(sample_rate=11025)
    damping = Damping(p, told(48, 52, 55, 60))
    assert damping.newness(0) == 1.0  # where a dream begins all is new
    after(damping, p, 2.5)
    assert damping.newness(0) < 0.1
    damping.turn(told(48, 55))
    assert damping.newness(0) < 0.1  # fewer pitches: nothing new


def test_it_falls_as_fast_as_a_string_under_a_finger():
    p = parameters(sample_rate=11025)
    damping = begun(p, OLD)
    damping.turn(told(NEW))
    fallen = after(damping, p, 0.1)[at(p, OLD)]
    assert fallen == pytest.approx(20.0 * np.log10(np.exp(-0.1 / DAMPED_S)), rel=0.15)


def test_nothing_is_damped_while_the_harmony_stays():
    p = parameters(sample_rate=11025)
    damping = begun(p, OLD, BOTH)
    damping.turn(told(OLD, BOTH))
    assert np.all(after(damping, p, 1.0) == 0.0)


def test_after_three_seconds_an_old_note_may_come_back():
    p = parameters(sample_rate=11025)
    damping = begun(p, OLD)
    damping.turn(told(NEW))
    after(damping, p, 3.0)
    assert after(damping, p, 0.1)[at(p, OLD)] > -1.5


def test_influence_is_its_strength():
    p = parameters(sample_rate=11025)
    left = []
    for influence in (0.0, 0.5, 1.0):
        damping = begun(p, OLD)
        damping.turn(told(NEW))
        left.append(after(damping, p, 0.2, influence)[at(p, OLD)])
    assert left[0] == 0.0
    assert left[1] == pytest.approx(0.5 * left[2], rel=0.01)


def test_groups_of_bins_are_damped_by_their_middles():
    p = parameters("mdn_lstm")
    damping = begun(p, OLD)
    damping.turn(told(NEW))
    left_db = after(damping, p, 0.3)
    assert left_db[at(p, OLD)] < -10.0
    assert abs(left_db[at(p, 84)]) < 1.0


def test_a_note_of_new_pitches_is_preferred_while_they_are_new():
    p = parameters(sample_rate=11025)
    damping = begun(p, OLD)
    means = np.zeros((3, p.input_size), dtype=np.float32)
    for row, pitch in enumerate((OLD, NEW)):
        middle = at(p, pitch)
        means[row, middle - 3 : middle + 4] = 0.3  # the third goes on without a note
    assert np.abs(damping.calls(0, means, 1.0)).max() < 0.01
    damping.turn(told(NEW))
    first = damping.calls(0, means, 1.0)
    assert np.argmax(first) == 1
    assert first[1] - first[0] > 2.0
    np.testing.assert_allclose(damping.calls(0, means, 0.5), 0.5 * first)
    after(damping, p, 2.5)
    assert np.abs(damping.calls(0, means, 1.0)).max() < 0.2


def test_a_dream_begins_with_a_note_of_what_was_played():
    p = parameters(sample_rate=11025)
    means = np.zeros((2, p.input_size), dtype=np.float32)
    means[1, at(p, OLD) - 3 : at(p, OLD) + 4] = 0.3
    damping = Damping(p, told(OLD))
    calls = damping.calls(0, means, 1.0)
    assert calls[1] - calls[0] > 2.0
    after(damping, p, 2.5)
    assert np.abs(damping.calls(0, means, 1.0)).max() < 0.2
    assert not Damping(p, told(OLD)).calls(0, means, 0.0).any()


def test_beyond_what_was_learnt_fades_what_nobody_played():
    p = parameters(sample_rate=11025)
    left = {influence: after(begun(p, OLD), p, 1.0, influence) for influence in (1.0, 2.0, 3.0)}
    assert not left[1.0].any()
    fallen_db = 20.0 * np.log10(np.e) * STRAYS_FADE
    assert left[2.0][at(p, NEW)] == pytest.approx(-fallen_db, rel=0.02)
    assert left[3.0][at(p, NEW)] == pytest.approx(-2.0 * fallen_db, rel=0.02)
    for one in left.values():
        assert one[at(p, OLD)] > -0.5
        assert not one[p.held_hertz > 1100.0].any()  # partials of what is played, and the noise of attacks


@pytest.mark.parametrize(("influence", "spared"), [(0.0, 0.0), (0.5, RINGING / 2.0), (1.0, RINGING), (2.5, RINGING)])
@pytest.mark.parametrize("more", [{"sample_rate": 11025}, {"band": "full", "sample_rate": 44100}])
def test_what_is_played_rings_longer(more, influence, spared):
    """A pitch that would lose a tenth in each window loses as much less; what nobody played dies as it would."""
    p = parameters(**more)
    damping, window = begun(p, OLD), np.ones(p.input_size, dtype=np.float32)
    wanted = damping.wanted[0]
    window[: damping.pitched] = np.where(wanted > 0.0, wanted, 1.0)  # as it is played
    for _ in range(20):
        window = damping.rung(0, np.float32(0.9) * window, window, influence)
    assert window[at(p, OLD)] == pytest.approx((1.0 - 0.1 * (1.0 - spared)) ** 20, rel=1e-4)
    above = np.searchsorted(p.held_hertz, 1100.0)
    for left in (window[at(p, NEW)], *window[above:]):
        assert left == pytest.approx(0.9**20, rel=1e-4)


def test_what_sounds_as_it_is_played_rises_as_it_would():
    p = parameters(sample_rate=11025)
    damping, rng = begun(p, OLD, NEW), np.random.default_rng(2)
    last = np.full(p.input_size, 0.1, dtype=np.float32)
    last[: damping.pitched] = np.where(damping.wanted[0] > 0.0, np.float32(0.5) * damping.wanted[0], 0.1)
    window = last + rng.random(p.input_size, dtype=np.float32) * np.float32(0.3)
    np.testing.assert_allclose(damping.rung(0, window, last, 2.0), window, atol=1e-6)


@pytest.mark.parametrize("influence", [0.0, 0.5, 1.0, 2.5])
@pytest.mark.parametrize("more", [{"sample_rate": 11025}, {"band": "full", "sample_rate": 44100}])
def test_a_pitch_that_hardly_sounds_comes_louder_and_goes_later(more, influence):
    """Two pitches are played alike; one sounds at .8, one at .2: what is wanted is their mean, .5, of which .6 lack."""
    p = parameters(**more)
    damping, share, loud, soft = begun(p, OLD, NEW), min(influence, 1.0), 0.8, 0.2
    last = np.zeros(p.input_size, dtype=np.float32)
    for pitch, level in ((OLD, loud), (NEW, soft)):
        around = damping.new[0] * (np.abs(p.held_hertz - hertz(pitch)) < 60.0)
        last[: len(around)] += np.float32(level) * (around > 0.0)
    for _ in range(200):
        damping.rung(0, last, last, influence)
    low = damping.pitched
    wanted = (
        damping.wanted[0] * np.sum(damping.new[0, :low] * last[:low]) / np.sum(damping.new[0, :low] * damping.wanted[0])
    )
    lacking = np.maximum(1.0 - last[:low] / np.maximum(wanted, 1e-6), 0.0)
    louder = damping.rung(0, last + np.float32(0.1), last, influence)
    softer = damping.rung(0, np.float32(0.9) * last, last, influence)
    for pitch, lacks in ((OLD, False), (NEW, True)):
        place = at(p, pitch)
        assert bool(lacking[place] > 0.2) is lacks
        risen = 0.1 * (1.0 + share * RAISED * lacking[place])
        spared = share * (RINGING * damping.new[0, place] + SPARED_MORE * lacking[place])
        assert louder[place] - last[place] == pytest.approx(risen, rel=1e-3)
        assert last[place] - softer[place] == pytest.approx(0.1 * last[place] * (1.0 - spared), rel=1e-3)


def test_of_silence_nothing_lacks_and_nothing_rises_beyond_the_largest_feature():
    p = parameters(sample_rate=11025)
    silence = Condition(np.zeros(49, dtype=np.float32), -60.0, 0.0).numbers()[None]
    damping, rng = Damping(p, silence), np.random.default_rng(0)
    last = rng.random(p.input_size, dtype=np.float32)
    window = last + np.float32(0.2)
    np.testing.assert_array_equal(damping.rung(0, window, last, 1.0), window)
    loud = begun(p, OLD, NEW)
    last[:] = 0.0
    last[at(p, OLD)] = 1.4
    for _ in range(50):
        found = loud.rung(0, np.full_like(last, MAX_FEATURE), last, 1.0)
    assert found.max() == MAX_FEATURE


@pytest.mark.parametrize("influence", [0.5, 1.0, 2.5])
def test_in_a_file_for_hosts_the_hand_is_the_same(influence):
    p = parameters(sample_rate=11025)
    silence = Condition(np.zeros(49, dtype=np.float32), -60.0, 0.0).numbers()[None]
    ours, theirs = Damping(p, told(OLD, BOTH)), ScriptedDamping(p)
    theirs.turn(torch.from_numpy(told(OLD, BOTH)[0]))
    theirs.begin(1)
    rng = np.random.default_rng(1)
    for numbers in (told(NEW, BOTH), silence, told(OLD)):
        for _ in range(30):
            means = rng.random((2, p.input_size), dtype=np.float32)
            calls = theirs.calls(torch.from_numpy(means)[None], 1, influence)[0].numpy()
            np.testing.assert_allclose(calls, ours.calls(0, means, influence), atol=1e-4)
            last = torch.from_numpy(means[1:])
            window = theirs.rung(torch.from_numpy(means[:1]), last, 1, influence)[0].numpy()
            np.testing.assert_allclose(window, ours.rung(0, means[0], means[1], influence), atol=1e-6)
            window = theirs.damped(torch.from_numpy(means[:1]), 1, influence)[0].numpy()
            np.testing.assert_allclose(window, ours.damped(0, means[0], influence), atol=1e-5)
        ours.turn(numbers)
        theirs.turn(torch.from_numpy(numbers[0]))


def test_silence_damps_nothing_that_is_low():
    p = parameters(sample_rate=11025)
    damping = begun(p, OLD)
    damping.turn(Condition(np.zeros(49, dtype=np.float32), -60.0, 0.0).numbers()[None])
    left_db = after(damping, p, 0.5, influence=3.0)
    assert np.all(left_db[(p.held_hertz > 100.0) & (p.held_hertz < 1000.0)] > -1.0)
