"""Dreams whose harmony is said, not heard: from the next chunk on, alone or in a batch, until it is taken back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from live_inference.dreaming.dream import CHUNK_S, Dreams
from live_models.condition.ear import seed_condition
from live_models.condition.numbers import Condition
from live_models.families import FAMILIES
from live_models.loading import load_generator
from support.strings import plucked

SIZE = {"head": "mixture", "num_components": 3, "window_size": 64, "hop_size": 40, "seg_len": 64}


class Content:
    """In the guard's place: random weights dream nonsense."""

    def __init__(self, *_):
        self.trouble = {}

    def check(self, _):
        """Find nothing wrong."""


@pytest.fixture(autouse=True)
def content(monkeypatch):
    monkeypatch.setattr("live_inference.dreaming.dream.Guard", Content)


def loaded(**params):
    checkpoint = FAMILIES["magnitude_spectrum"].tiny_checkpoint(3, **SIZE, **params)
    return load_generator(checkpoint, "eager")


@pytest.fixture(scope="module")
def generator():
    return loaded(condition=True)


def seeds(number):
    return [plucked(3.0, index)[::2] for index in range(number)]


def batch(generator, number, influence=2.0):
    controls = replace(generator.default_controls, influence=influence)
    rate = generator.spec.sample_rate
    return Dreams(generator, seeds(number), [0.8] * number, rate, range(number), controls)


def made(dreams, said=None, lane_turned=None):
    """What each dream becomes; ``said``: by the chunk from which on they count, the pitches of all dreams."""
    chunks = [[] for _ in dreams.lanes]
    turn = 0
    while not dreams.ended:
        if turn in (said or {}):
            dreams.say([said[turn]] * len(dreams.lanes))
        if turn in (lane_turned or {}):
            number, dreams.lanes[number].controls = lane_turned[turn]
        for number, chunk in dreams.advance().items():
            chunks[number].append(chunk.samples)
        turn += 1
    return [np.concatenate(one) for one in chunks]


def assert_alike(one, other):
    np.testing.assert_allclose(one, other, atol=2e-4 * np.abs(other).max())


def differs(one, other):
    return np.abs(one - other).max() > 0.01 * np.abs(other).max()


def test_what_is_said_is_heard_from_the_next_chunk_on_and_is_what_one_makes_by_hand(generator):
    (turned,) = made(batch(generator, 1), {3: [48.0, 55.0], 5: [49.5]})
    (untouched,) = made(batch(generator, 1))
    spec, controls = generator.spec, replace(generator.default_controls, influence=2.0)
    steps = max(1, round(CHUNK_S * spec.sample_rate / spec.hop_length))
    heard = seed_condition(seeds(1)[0], spec.sample_rate)
    state, parts = generator.begin(seeds(1)[0], 0), []
    for pitches, count in (([], 3), ([48.0, 55.0], 2), ([49.5], 3)):
        if pitches:
            generator.heed(state, [Condition.said(pitches, heard.loudness_db, heard.onsets_per_s)])
        parts.append(generator.advance(state, controls, count * steps))
    assert_alike(turned, np.concatenate(parts)[: len(turned)])
    edge = 3 * steps * spec.hop_length
    np.testing.assert_array_equal(turned[:edge], untouched[:edge])
    assert differs(turned[edge:], untouched[edge:])


def test_dreams_of_a_batch_are_each_what_it_would_be_alone(generator):
    said = {0: [45.0], 4: [60.0, 64.0, 67.0], 6: []}
    together = made(batch(generator, 3), said)
    for number in range(3):
        controls = replace(generator.default_controls, influence=2.0)
        one = Dreams(generator, [seeds(3)[number]], [0.8], generator.spec.sample_rate, [number], controls)
        assert_alike(together[number], made(one, said)[0])


def test_one_that_leaves_the_batch_has_heeded_the_same(generator):
    said = {1: [45.0], 3: [60.0, 64.0], 7: [50.0]}
    leaves = {4: (0, replace(generator.default_controls, influence=2.5, temperature=0.7))}
    alone, left = made(batch(generator, 1), said, leaves), made(batch(generator, 3), said, leaves)
    assert_alike(left[0], alone[0])
    assert differs(left[0], made(batch(generator, 3), {}, leaves)[0])


def test_auto_brings_the_seed_back(generator):
    """A dream that heard other pitches for no step at all is the dream that never did."""
    untouched = made(batch(generator, 2))
    dreams = batch(generator, 2)
    dreams.say([[40.0], [41.0]])
    dreams.say([[], []])
    np.testing.assert_array_equal(made(dreams), untouched)


def test_at_influence_0_and_without_a_condition_nothing_is_heeded(generator):
    np.testing.assert_array_equal(
        made(batch(generator, 1, influence=0.0), {2: [45.0]}), made(batch(generator, 1, influence=0.0))
    )
    plain = loaded()
    np.testing.assert_array_equal(made(batch(plain, 2), {2: [45.0]}), made(batch(plain, 2)))


def test_a_fresh_start_heeds_what_is_said(generator):
    """The guard lets a collapsed dream begin again, from less of its seed."""

    def fresh(said):
        dreams = batch(generator, 1)
        dreams.say([said])
        dreams.advance()
        dreams.lanes[0]._steering._reseeds = 1
        return np.concatenate([dreams.advance()[0].samples for _ in range(3)])

    assert differs(fresh([45.0]), fresh([62.0]))


def test_the_log_tells_what_was_said_and_when(generator):
    dreams = batch(generator, 2)
    made(dreams, {0: [48.0], 2: [48.0, 51.5], 3: [48.0, 51.5], 5: []})
    for lane in dreams.lanes:
        assert [(entry["why"], entry["what"]) for entry in lane.steered] == [
            ("asked", "pitches C3 -> C3 51.5"),
            ("asked", "pitches C3 51.5 -> auto"),
        ]
        assert [entry["at_s"] for entry in lane.steered] == pytest.approx([2 * CHUNK_S, 5 * CHUNK_S], abs=0.03)
