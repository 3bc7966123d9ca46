"""The figures of the trial `answering` are what they are called."""

from __future__ import annotations

import numpy as np
import pytest

from live_inference.scores.answer import profile, seed_profile
from support.passages import plucked_chords
from trials.answering import energies, player, retrieval, shares

SEEDS = np.eye(12)[:8]


def test_retrieval_of_the_right_the_next_and_no_pitches() -> None:
    assert retrieval(SEEDS, SEEDS)["top1"] == 1.0 and retrieval(SEEDS, SEEDS)["answer"] == 1.0
    assert retrieval(np.roll(SEEDS, 1, axis=0), SEEDS)["top1"] == 0.0
    nothing = retrieval(np.zeros_like(SEEDS), SEEDS)
    assert nothing["answer"] == 0.5 and nothing["top1"] == pytest.approx(1 / 8)


def test_a_player_who_stays_on_the_chord_is_told() -> None:
    passages = plucked_chords(6)
    found = player(passages, seed_profile, profile)
    assert found["top1"] == 1.0 and found["nearer"] > 0.4


def test_energy_on_the_pitch_classes_of_the_seed() -> None:
    rate = 11_025
    time_s = np.arange(3 * rate) / rate
    a, e = (np.sin(2.0 * np.pi * hz * time_s).astype(np.float32) for hz in (220.0, 329.6))
    heard = energies(a + 0.5 * e, rate)
    assert heard[9] == pytest.approx(0.8, abs=0.05) and heard[4] == pytest.approx(0.2, abs=0.05)
    own, others = shares([heard, energies(e, rate)], [energies(a, rate), energies(e, rate)])[0]
    assert own > 0.95 and others < 0.05
