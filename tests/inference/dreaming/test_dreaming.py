"""Dreams made together equal those made alone, whatever happens to the others of their batch."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from live_inference.dreaming.dream import DreamRejectedError, Dreams, dream
from live_models.loading import load_generator
from support.checkpoints import small_checkpoint
from support.plucks import plucked

RATE = 16_000


def seeds(number):
    return [plucked([110.0 * (index + 2), 160.0 * (index + 1)])[::6][: 9000 + 500 * index] for index in range(number)]


@pytest.fixture(scope="module", params=["spectrum", "vector_mixture", "column"])
def generator(request, tmp_path_factory):
    checkpoint = small_checkpoint(
        tmp_path_factory.mktemp("checkpoint"),
        request.param,
        normalisation={"level": 0.01, "deviation": 0.05, "global_maximum": 5.0},
    )
    return load_generator(checkpoint)


class Lenient:
    """Replaces the guard, because random weights dream nonsense. Dreams with a number below 0 are refused at 0.3 s."""

    def __init__(self, rate, seed, hop_length=None):
        self.trouble = {}
        self.heard, self.rate, self.refuses = 0, rate, len(seed) == 9500

    def check(self, chunk):
        self.heard += len(chunk)
        return "refused" if self.refuses and self.heard > 0.3 * self.rate and Lenient.refusing else None


@pytest.fixture(autouse=True)
def lenient(monkeypatch):
    Lenient.refusing = False
    monkeypatch.setattr("live_inference.dreaming.dream.Guard", Lenient)


def alone(generator, seed, duration_s, rng_seed, controls=None):
    chunks = dream(generator, seed, duration_s, RATE, rng_seed, controls or generator.default_controls)
    return np.concatenate([chunk.samples for chunk in chunks])


def together(dreams, until=None):
    made = {number: [] for number in range(len(dreams.lanes))}
    turns = 0
    while not dreams.ended and (until is None or turns < until):
        for number, chunk in dreams.advance().items():
            made[number].append(chunk)
        turns += 1
    return made


def samples_of(chunks):
    return np.concatenate([chunk.samples for chunk in chunks])


def batch(generator, durations_s):
    number = len(durations_s)
    return Dreams(generator, seeds(number), durations_s, RATE, list(range(number)), generator.default_controls)


def test_each_dream_of_a_batch_is_what_it_would_be_alone(generator):
    durations_s = [0.6, 0.35, 0.6]
    made = together(batch(generator, durations_s))
    for number, seed in enumerate(seeds(3)):
        one = alone(generator, seed, durations_s[number], number)
        assert len(one) == round(durations_s[number] * RATE) == len(samples_of(made[number]))
        assert np.abs(one).max() > 1e-4
        np.testing.assert_allclose(samples_of(made[number]), one, atol=2e-4 * np.abs(one).max())
        assert made[number][-1].fraction == 1.0


def test_one_that_is_rejected_leaves_and_the_others_do_not_notice(generator):
    whole = together(batch(generator, [0.6, 0.6, 0.6]))
    Lenient.refusing = True
    made = together(batch(generator, [0.6, 0.6, 0.6]))
    assert isinstance(made[1][-1], DreamRejectedError) and len(made[1]) == 4
    for number in (0, 2):
        np.testing.assert_array_equal(samples_of(made[number]), samples_of(whole[number]))


def test_one_that_is_given_up_is_not_made_any_more(generator):
    dreams = batch(generator, [0.4, 2.0])
    together(dreams, until=2)
    dreams.lanes[1].ended = True
    rest = together(dreams)
    assert rest[1] == [] and dreams.ended


def test_one_that_is_steered_goes_on_alone_as_if_it_always_had_been(generator):
    steered = replace(generator.default_controls, dropout=0.5)
    both = []
    for number_of_dreams in (1, 3):
        dreams = batch(generator, [0.6] * number_of_dreams)
        first = together(dreams, until=3)[0]
        dreams.lanes[0].controls = steered
        both.append(samples_of(first + together(dreams)[0]))
    np.testing.assert_allclose(both[1], both[0], atol=2e-4 * np.abs(both[0]).max())
    untouched = samples_of(together(batch(generator, [0.6]))[0])
    assert not np.allclose(both[0], untouched, atol=1e-2 * np.abs(untouched).max())


class OneByOne:
    """A network that cannot take a whole seed at once."""

    def __init__(self, network):
        self.parameters, self.begin, self.step = network.parameters, network.begin, network.step


@pytest.mark.parametrize("backend", ["cpu", "cpu_int8"])
@pytest.mark.parametrize("kind", ["spectrum", "spectrum_mixture", "vector_mixture"])
def test_a_seed_is_heard_at_once_as_step_by_step(tmp_path, kind, backend):
    """The head is skipped, and each layer's input matrix is read once: a fifth of the time until the first sample."""
    generator = load_generator(small_checkpoint(tmp_path, kind), backend)
    heard = [generator.begin_batch(seeds(3), [1, 2, 3])]
    generator.backend.network = OneByOne(generator.backend.network)
    heard.append(generator.begin_batch(seeds(3), [1, 2, 3]))
    assert np.abs(heard[0].state.network.hidden).max() > 0.01
    np.testing.assert_allclose(heard[0].state.network.hidden, heard[1].state.network.hidden, atol=1e-5)
    np.testing.assert_allclose(heard[0].state.network.cell, heard[1].state.network.cell, atol=1e-5)
