"""Dreams of spectra attack when the player would: gaps of what was heard, and go on in its time."""

from __future__ import annotations

import json

import numpy as np
import pytest

from live_models.condition.numbers import Condition
from live_models.families import FAMILIES
from live_models.families.spectral.rhythm import Recorded, Rhythm, apart_of, beginnings, longest, rises

MIXTURE = {"head": "mixture", "num_components": 2}
RISEN = 0.3
"""What a window that attacks rises by."""


def parameters(**more):
    return FAMILIES["magnitude_spectrum"].parameters({"sample_rate": 11025, "hidden_size": 8, **MIXTURE, **more})


def played(p, places, count):
    """Windows that rise at `places` and decay between them. Shape: `[count, input_size]`"""
    level = np.zeros(count, dtype=np.float32)
    for at in range(1, count):
        level[at] = level[at - 1] * 0.9 + (RISEN if at in set(places) else 0.0)
    return np.repeat(level[:, None], p.input_size, axis=1)


def every(gap, count):
    return range(10, count, gap)


def drummed(p, seeds, seconds=40.0, influence=1.0, network=0.5, pace=None):
    """Gaps between attacks of dreams whose network gives both components the same means, whatever came before."""
    recorded = Recorded.of(p, played(p, every(20, 4000), 4000))
    rhythm = Rhythm(p, recorded, seeds)
    if pace is not None:
        rhythm.turn(*pace)
    rng, gaps = np.random.default_rng(3), []
    attacking, weights = np.array([True, False]), np.log([network, 1.0 - network])
    silent, risen = np.zeros(p.input_size, np.float32), np.full(p.input_size, RISEN, np.float32)
    for dream in range(len(seeds)):
        places = []
        for step in range(round(seconds * p.sample_rate / p.hop_length)):
            leaning = influence * rhythm.leaning(dream, weights, attacking, 1.0)
            odds = np.exp(weights[0] + leaning - weights[1])
            attacks = rng.random() < odds / (1.0 + odds)
            rhythm.hear(dream, silent, risen if attacks else silent)
            if attacks and (not places or step - places[-1] >= rhythm.apart):
                places.append(step)
        gaps.append(np.diff(places))
    return gaps


def test_windows_that_rise_are_found_and_one_attack_is_told_once():
    p = parameters()
    windows = played(p, [10, 11, 40, 80], 100)
    found = rises(windows, p.held_size)
    np.testing.assert_array_equal(np.flatnonzero(found > 0.1), [10, 11, 40, 80])
    np.testing.assert_array_equal(beginnings(found > 0.1, apart_of(p)), [10, 40, 80])


def test_rises_of_blocks_are_those_of_the_whole():
    windows = np.random.default_rng(0).random((3000, 5), dtype=np.float32)
    whole = np.maximum(np.diff(windows, axis=0), 0.0)[:, :3].mean(axis=1)
    np.testing.assert_allclose(rises(windows, 3)[1:], whole, rtol=1e-6)
    assert rises(windows, 3)[0] == 0.0


def test_recordings_tell_their_gaps():
    p = parameters()
    recorded = Recorded.of(p, played(p, every(20, 4000), 4000))
    assert recorded.gaps.sum() == pytest.approx(1.0)
    assert int(np.argmax(recorded.gaps)) == 20
    assert recorded.share == pytest.approx(1.0 / 17.0, rel=0.05)  # three windows are the attack's own


@pytest.mark.parametrize("windows", [np.zeros((500, 600)), np.ones((500, 600)), np.zeros((0, 600)), np.zeros((1, 600))])
def test_what_never_attacks_has_no_rhythm(windows):
    assert Recorded.of(parameters(), windows.astype(np.float32)) is None


def test_noise_has_no_rhythm_and_what_has_one_can_be_read_from_its_card():
    p = parameters()
    rng = np.random.default_rng(0)
    found = 0
    for share in (0.0, 0.02, 0.1, 0.3, 1.0):
        for length in (400, 1001, 3000):
            loud = rng.random((length, 1)) < share
            noise = np.where(loud, rng.random((length, p.feature_size)), 1e-7 * rng.random((length, p.feature_size)))
            told = Recorded.of(p, noise.astype(np.float32))
            if told is not None:
                found += 1
                assert Recorded.from_card({"rhythm": json.loads(json.dumps(told.to_json()))}, p) is not None
    assert 0 < found < 15


def test_a_card_gives_back_what_it_was_told():
    p = parameters()
    recorded = Recorded.of(p, played(p, every(20, 4000), 4000))
    again = Recorded.from_card({"rhythm": recorded.to_json()}, p)
    np.testing.assert_allclose(again.gaps, recorded.gaps, atol=1e-5)
    assert (again.rise, again.share) == pytest.approx((recorded.rise, recorded.share), abs=1e-5)
    assert Recorded.from_card({}, p) is None


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        ({"gaps": [1.0]}, "gaps of rhythm must be of shape"),
        ({"rise": "loud"}, "rhythm must be numbers"),
        ({"rise": 0.0}, "must be above 0"),
        ({"share": 1.0}, "share below 1"),
        ({"share": 2.0}, "share of rhythm must be within 0..1"),
        ({"rise": float("nan")}, "rise of rhythm must be within 0..1"),
        ({"swing": 1.0}, "rhythm must have rise, share and gaps"),
    ],
)
def test_a_wrong_card_is_told_in_a_line(edit, told):
    p = parameters()
    card = Recorded.of(p, played(p, every(20, 4000), 4000)).to_json() | edit
    with pytest.raises(ValueError, match=told):
        Recorded.from_card({"rhythm": card}, p)


@pytest.mark.parametrize("gap", [8, 14, 35])
def test_a_dream_keeps_the_time_of_its_seed(gap):
    p = parameters()
    (gaps,) = drummed(p, [played(p, every(gap, 345), 345)], network=0.1)
    assert abs(np.median(gaps) - gap) <= 2.0
    near = np.abs(gaps - gap) <= 2
    (left_alone,) = drummed(p, [played(p, every(gap, 345), 345)], influence=0.0, network=0.1)
    assert near.mean() > max(0.6, 1.7 * np.mean(np.abs(left_alone - gap) <= 2))


def test_a_network_sure_of_an_attack_still_gets_it_sooner():
    p = parameters()
    seeds = [played(p, every(20, 345), 345)]
    (shy,), (sure,) = drummed(p, seeds, network=0.02), drummed(p, seeds, network=0.5)
    assert np.mean(sure) < np.mean(shy)


def test_a_seed_without_attacks_takes_the_recordings_time_later():
    p = parameters()
    (gaps,) = drummed(p, [np.full((345, p.input_size), 0.5, np.float32)])
    assert abs(np.median(gaps) - 20.0) <= 3.0


@pytest.mark.parametrize("density", [2.0, 0.5, 8.0])
def test_no_dream_waits_for_ever(density):
    p = parameters()
    pace = [Condition.said([60.0], onsets_per_s=one).numbers()[None] for one in (2.0, density)]
    (gaps,) = drummed(p, [played(p, [10, 300], 345)], seconds=400.0, network=0.05, pace=pace)
    assert gaps.max() < 2 * longest(p)


def test_the_beat_goes_on_where_the_seed_ends():
    p = parameters()
    recorded = Recorded.of(p, played(p, every(20, 4000), 4000))
    rhythm = Rhythm(p, recorded, [played(p, [30, 50, 70, 90], 103), played(p, [], 600)])
    np.testing.assert_array_equal(rhythm.since, [13, longest(p) - 1])


def test_a_denser_condition_is_played_quicker():
    p = parameters()
    before, now = (Condition.said([60.0], onsets_per_s=one).numbers()[None] for one in (2.0, 3.0))
    seeds = [played(p, every(20, 345), 345)]
    (usual,), (quicker,) = drummed(p, seeds), drummed(p, seeds, pace=(before, now))
    assert np.median(usual) / np.median(quicker) == pytest.approx(1.5, rel=0.15)
