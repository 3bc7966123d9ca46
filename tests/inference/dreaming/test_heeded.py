"""What a sidecar tells of what a dream heeds."""

from __future__ import annotations

import numpy as np
import pytest

from live_inference.dreaming.heeded import strongest, told, told_of_seed
from live_models.condition.ear import EAR_RATE, condition_of
from live_models.condition.numbers import Condition
from support.signals import harmonic_tones


@pytest.mark.parametrize(
    ("pitches", "names"),
    [
        ([48, 52, 55], {"C3", "E3", "G3"}),
        ([40, 47, 55, 62], {"E2", "B2", "G3", "D4"}),
        ([57], {"A3"}),
        ([45, 46], {"A2", "A#2"}),
    ],
)
def test_the_notes_are_told_and_not_their_partials(pitches, names):
    assert set(strongest(condition_of(harmonic_tones(pitches), EAR_RATE))) == names
    assert set(strongest(Condition.said(pitches))) == names


def test_where_it_came_from():
    assert told_of_seed(harmonic_tones([48, 52, 55], 6.0), EAR_RATE) == {
        "from": "seed",
        "pitches": told(condition_of(harmonic_tones([48, 52, 55], 6.0), EAR_RATE), "seed")["pitches"],
        "loudness_db": pytest.approx(0.0, abs=0.5),
        "onsets_per_s": pytest.approx(0.2, abs=0.2),
    }
    said = told_of_seed(harmonic_tones([48, 52, 55], 6.0), EAR_RATE, (45.0, 51.5))
    assert (said["from"], said["pitches"]) == ("said", ["A2", 51.5])
    assert told_of_seed(np.zeros(EAR_RATE, np.float32), EAR_RATE)["pitches"] == []
