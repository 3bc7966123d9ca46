"""Bands between loops that come and go: a band keeps its number as long as somebody needs it."""

import math

import pytest

from live_daemon.follower.band_plan import BandPlan


def test_a_band_keeps_its_number_while_other_loops_come_and_go():
    plan = BandPlan()
    assert plan.follow([[(110.0, 1)], [(220.0, 1)]])
    places = {hz: plan.centres.index(hz) for hz in (110.0, 220.0)}
    assert plan.follow([[(220.0, 1)], [(330.0, 1)]])
    assert plan.centres.index(220.0) == places[220.0]
    assert plan.centres[places[110.0]] == 330.0, "a band that nobody needs any more is used again"
    assert not plan.follow([[(220.0 * 2 ** (0.4 / 24), 1)], [(330.0, 1)]]), "within a quarter tone a band is shared"


def test_more_pitches_than_bands_are_heard_by_the_nearest():
    plan = BandPlan()
    semitones = [[(55 * 2 ** (n / 12), 1.0)] for n in range(80)]
    plan.follow(semitones)
    assert len(plan.centres) == 64
    for pitches in semitones:
        row = plan.row(pitches)
        assert sum(row) == pytest.approx(1.0)
        nearest = plan.centres[row.index(max(row))]
        assert abs(math.log2(nearest / pitches[0][0])) == min(abs(math.log2(c / pitches[0][0])) for c in plan.centres)


def test_bands_from_the_settings_stay_as_they_are():
    plan = BandPlan([400.0, 100.0])
    assert plan.centres == [100.0, 400.0]
    assert not plan.follow([[(250.0, 1)]])
    assert sum(plan.row([(200.0, 1.0)])) == pytest.approx(1.0)
    assert plan.row([]) == [0.0, 0.0]
