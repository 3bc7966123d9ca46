"""Steering: a dream in trouble gets other controls, then a fresh start; if that does not help, it is refused."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest

from live_inference.dreaming.dream import DreamRejectedError, Dreams, dream
from live_inference.dreaming.steering import MAX_RESEEDS, Steering
from live_models.contract.generator import Controls, GeneratorSpec
from support.strings import plucked

RATE = 11025
HOP = 256


@cache
def music(rng_seed):
    return plucked(12.0, rng_seed)


@dataclass
class Course:
    """The state of one dream of `Sleeper`."""

    music: np.ndarray
    at: int = 0
    fallen_at: int | None = None


class Sleeper:
    """Replaces a model: plays strings, and after a second falls into `fault` until `saved_by` returns True."""

    def __init__(self, fault, saved_by=lambda controls, reseeded: False):
        self.spec = GeneratorSpec("sleeper", "vector", RATE, RATE, HOP)
        self.default_controls = Controls(dropout=0.0)
        self._fault, self._saved_by = fault, saved_by
        self.starts = []

    def begin(self, seed, rng_seed):
        self.starts.append((len(seed), rng_seed))
        return Course(music(rng_seed % 3))

    def advance(self, course, controls, num_steps):
        size = num_steps * HOP
        strings = course.music[course.at : course.at + size]
        t = np.arange(course.at, course.at + size) / RATE
        course.at += size
        first_second = course.at < RATE and len(self.starts) == 1
        well = first_second or self._saved_by(controls, len(self.starts) > 1)
        return np.asarray(strings if well else self._fault(t), np.float32)

    def begin_batch(self, seeds, rng_seeds):
        return [self.begin(seed, rng_seed) for seed, rng_seed in zip(seeds, rng_seeds, strict=True)]

    def advance_batch(self, state, controls, num_steps):
        return np.stack([self.advance(one, controls, num_steps) for one in state])


class Alone(Sleeper):
    """The state of a batch of one is also that of a dream alone (as `Dreams` uses it)."""

    def begin_batch(self, seeds, rng_seeds):
        return self.begin(seeds[0], rng_seeds[0])

    def advance_batch(self, state, controls, num_steps):
        return self.advance(state, controls, num_steps)[None]


FAULTS = {
    "constant": lambda t: np.full(len(t), -1.0),
    "loop": lambda t: music(2)[RATE + np.round(t * RATE).astype(int) % (2 * 3000)],
    "silence": lambda t: np.zeros(len(t)),
    "drone": lambda t: 0.1 * np.sin(2 * np.pi * 110 * t) * (1 + 0.02 * np.sin(t)) + 0.1 * np.sin(2 * np.pi * 171.3 * t),
}


def made(generator, seconds=9.0):
    dreams = Dreams(generator, [music(0)[: 4 * RATE]], [seconds], RATE, [7], generator.default_controls)
    chunks = []
    while not dreams.ended:
        chunk = dreams.advance()[0]
        if isinstance(chunk, DreamRejectedError):
            return dreams.lanes[0], chunk
        chunks.append(chunk.samples)
    return dreams.lanes[0], np.concatenate(chunks)


@pytest.mark.parametrize("fault", FAULTS)
def test_other_controls_come_first_and_save_what_they_can(fault):
    generator = Alone(FAULTS[fault], lambda controls, _: controls.noise > 0.0)
    lane, samples = made(generator)
    assert isinstance(samples, np.ndarray), samples
    assert lane.steered
    assert "noise 0 -> " in lane.steered[0]["what"]
    assert set(lane.steered[0]) == {"at_s", "why", "what"}
    assert 1.0 < lane.steered[0]["at_s"] < 5.0


@pytest.mark.parametrize("fault", FAULTS)
def test_then_the_model_is_seeded_again_from_an_earlier_place_without_a_click(fault):
    generator = Alone(FAULTS[fault], lambda _, reseeded: reseeded)
    lane, samples = made(generator)
    assert isinstance(samples, np.ndarray), samples
    assert any("seeded again" in entry["what"] for entry in lane.steered)
    (first, _), (second, second_rng) = generator.starts[:2]
    assert second < first
    assert second_rng != 7
    assert np.abs(np.diff(samples)).max() < 1.2


@pytest.mark.parametrize("fault", FAULTS)
def test_what_cannot_be_saved_is_refused_with_the_reason(fault):
    generator = Alone(FAULTS[fault])
    lane, rejected = made(generator)
    assert isinstance(rejected, DreamRejectedError)
    assert lane.steered
    assert len(generator.starts) <= 1 + MAX_RESEEDS
    with pytest.raises(DreamRejectedError):
        list(dream(Alone(FAULTS[fault]), music(0)[: 4 * RATE], 9.0, RATE, 7, Controls(dropout=0.0)))


def test_a_collapse_that_nothing_helps_is_refused_within_a_second():
    generator = Alone(FAULTS["constant"])
    chunks = []
    with pytest.raises(DreamRejectedError, match="constant"):
        for chunk in dream(generator, music(0)[: 4 * RATE], 9.0, RATE, 7, Controls(dropout=0.0)):
            chunks.append(chunk.samples)
    assert sum(map(len, chunks)) / RATE < 1.0 + 1.0


def test_a_dream_that_is_well_is_left_alone():
    lane, samples = made(Alone(FAULTS["constant"], lambda *_: True))
    assert isinstance(samples, np.ndarray)
    assert lane.steered == []
    assert lane.controls == Controls(dropout=0.0)


def test_the_same_dream_is_steered_in_the_same_way():
    runs = [made(Alone(FAULTS["loop"], lambda controls, _: controls.noise > 0.05)) for _ in range(2)]
    assert runs[0][0].steered == runs[1][0].steered
    np.testing.assert_array_equal(runs[0][1], runs[1][1])


def test_calm_goes_back_step_by_step_to_what_was_asked_for():
    steering = Steering(Controls(dropout=0.1))
    steering.hear({"silent": 0.5}, 0.1)
    assert steering.controls != steering.asked
    for _ in range(25):
        steering.hear({"silent": 0.0}, 0.1)
    assert steering.controls == steering.asked
    assert [entry["why"] for entry in steering.steered] == ["silent", "calm again"]


def test_too_loud_becomes_quieter_never_wilder():
    steering = Steering(Controls(temperature=1.2, noise=0.01))
    steering.hear({"noise": 0.8}, 0.1)
    assert steering.controls.temperature < 1.2
    assert steering.controls.noise == 0.0
    assert steering.controls.energy_hold == 1.0


def test_every_step_stays_within_the_ranges_of_the_controls():
    for asked in (Controls(), Controls(temperature=4.0, dropout=0.95, noise=1.0, energy_hold=1.0), Controls(0.0)):
        for kind in ("constant", "cycle", "stuck", "drone", "silent", "noise", "loud", "boundary"):
            steering = Steering(asked)
            for _ in range(60):
                steering.hear({kind: 0.95}, 0.1)
                assert isinstance(steering.controls, Controls)
            assert steering.reseeds == MAX_RESEEDS
