"""A dream without an end: what is heard turns it, trouble and newer playing begin it again, in a crossfade."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

import numpy as np
import pytest

from live_inference.dreaming.live import SEED_S, STEP_S, LiveDream, with_said
from live_models.condition.ear import seed_condition
from live_models.condition.numbers import Condition
from live_models.families import FAMILIES
from live_models.loading import load_generator
from support.strings import plucked

SIZE = {"head": "mixture", "num_components": 3, "window_size": 64, "hop_size": 40, "seg_len": 64}
RATE = 16_000


class Moody:
    """In the guard's place: it refuses at the calls that the test names."""

    refuses: ClassVar[set[int]] = set()
    calls = 0

    def __init__(self, *_):
        self.trouble = {}

    def check(self, _):
        Moody.calls += 1
        return "refused" if Moody.calls in self.refuses else None


@pytest.fixture(autouse=True)
def moody(monkeypatch):
    Moody.calls, Moody.refuses = 0, set()
    monkeypatch.setattr("live_inference.dreaming.live.Guard", Moody)
    return Moody


def loaded(**params):
    return load_generator(FAMILIES["magnitude_spectrum"].tiny_checkpoint(3, **SIZE, **params), "eager")


@pytest.fixture(scope="module")
def generator():
    return loaded(condition=True)


def live(generator, rng_seed=1, influence=2.0, sample_rate=None):
    controls = replace(generator.default_controls, influence=influence)
    return LiveDream(generator, plucked(3.0, 0)[::2], sample_rate or generator.spec.sample_rate, rng_seed, controls)


def made(dream, steps):
    return np.concatenate([dream.advance() for _ in range(steps)])


def test_the_same_hearing_makes_the_same_dream_and_it_is_the_models_own(generator):
    heard = Condition.said([60.0, 64.0, 67.0])

    def run():
        dream = live(generator)
        first = made(dream, 5)
        dream.heed(heard)
        return np.concatenate([first, made(dream, 5)])

    once = run()
    assert np.array_equal(once, run())
    spec = generator.spec
    seed = plucked(3.0, 0)[::2][-round(SEED_S * spec.sample_rate) :]
    state = generator.begin(seed, 1)
    controls = replace(generator.default_controls, influence=2.0)
    steps = max(1, round(STEP_S * spec.sample_rate / spec.hop_length))
    expected = [generator.advance(state, controls, steps) for _ in range(5)]
    generator.heed(state, [heard])
    expected += [generator.advance(state, controls, steps) for _ in range(5)]
    np.testing.assert_allclose(once, np.concatenate(expected)[: len(once)], atol=1e-6)


def test_what_is_heard_counts_from_the_next_step_on_and_what_the_seed_says_comes_back(generator):
    dream, other = live(generator), live(generator)
    assert np.array_equal(made(dream, 3), made(other, 3))
    dream.heed(Condition.said([72.0]))
    assert not np.array_equal(dream.advance(), other.advance())
    silent, deaf = live(generator, influence=0.0), live(generator, influence=0.0)
    deaf.heed(Condition.said([72.0]))
    assert np.array_equal(made(silent, 3), made(deaf, 3)), "influence 0 heeds nothing"
    own, again = live(generator), live(generator)
    again.heed(Condition.said([72.0]))
    again.heed(None)
    told = seed_condition(again._seed, generator.spec.sample_rate)
    own.heed(told)
    assert np.array_equal(made(own, 3), made(again, 3))


def test_a_refused_dream_begins_again_from_the_newest_seed_and_goes_on_without_a_jump(generator, moody):
    moody.refuses = {4}
    dream = live(generator)
    dream.hear_seed(plucked(3.0, 1)[::2])
    before = made(dream, 3)
    assert dream.fresh_starts == 0
    again = dream.advance()
    assert (dream.fresh_starts, dream.why) == (1, "refused")
    after = made(dream, 20)
    sound = np.concatenate([before, again, after])
    seam = len(before)
    steps = np.abs(np.diff(sound))
    assert steps[seam - 2 : seam + 2].max() <= 1.2 * steps.max(initial=0.0) and np.isfinite(sound).all()
    assert abs(sound[seam] - sound[seam - 1]) <= np.quantile(steps, 0.999)


def test_what_is_not_finite_never_sounds(moody):
    moody.refuses = {2}
    generator = loaded(condition=True)
    dream = live(generator)
    made(dream, 1)
    own = generator.advance
    calls = []

    def broken(*arguments):
        calls.append(1)
        found = own(*arguments)
        return np.full_like(found, np.nan) if len(calls) == 1 else found

    generator.advance = broken
    assert np.isfinite(made(dream, 10)).all()
    assert dream.fresh_starts == 1


def test_a_model_that_can_only_break_is_given_up_and_is_silent_until_then(moody):
    moody.refuses = set(range(1, 1000))
    generator = loaded(condition=True)
    dream = live(generator)
    generator.advance = lambda state, controls, steps: np.full(steps * generator.spec.hop_length, np.nan, np.float32)
    heard = []
    with pytest.raises(ValueError, match="fresh starts in a row"):
        for _ in range(100):
            heard.append(dream.advance())
    assert 2 < len(heard) < 20
    np.testing.assert_array_equal(np.concatenate(heard), 0.0)


def test_a_model_without_a_condition_begins_again_on_newer_playing_and_one_with_it_does_not(generator):
    deaf = live(loaded())
    deaf.heed(Condition.said([60.0]))  # no notice is taken
    deaf.hear_seed(plucked(3.0, 1)[::2])
    made(deaf, 3)
    assert (deaf.fresh_starts, deaf.why) == (1, "newer playing")
    hearing = live(generator)
    hearing.hear_seed(plucked(3.0, 1)[::2])
    made(hearing, 3)
    assert hearing.fresh_starts == 0


def test_after_a_fresh_start_it_heeds_what_was_heard(generator, moody):
    heard = Condition.said([72.0])

    def run(told):
        Moody.calls, Moody.refuses = 0, {2}
        dream = live(generator)
        if told:
            dream.heed(heard)
        return made(dream, 6)

    assert not np.array_equal(run(True), run(False))


def test_it_is_made_at_the_engines_rate_in_time(generator):
    dream = live(generator, sample_rate=RATE)
    seconds = 40 * max(1, round(STEP_S * generator.spec.sample_rate / generator.spec.hop_length))
    seconds *= generator.spec.hop_length / generator.spec.sample_rate
    assert abs(len(made(dream, 40)) / RATE - seconds) < 0.05


def test_pitches_that_were_said_go_before_those_that_are_heard():
    heard = Condition.said([60.0], -6.0, 3.0)
    both = with_said(heard, (67.0,))
    assert np.array_equal(both.pitches, Condition.said([67.0]).pitches)
    assert (both.loudness_db, both.onsets_per_s) == (-6.0, 3.0)
    assert with_said(heard, ()) is heard and with_said(None, ()) is None
    assert np.array_equal(with_said(None, (67.0,)).pitches, Condition.said([67.0]).pitches)
