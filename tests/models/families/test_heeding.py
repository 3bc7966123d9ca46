"""Spectral dreams heed conditions: by degrees, in batches, from one step to the next, on every backend alike."""

from __future__ import annotations

import numpy as np
import pytest

from live_models.condition.guidance import guided
from live_models.condition.hearing import transpositions
from live_models.condition.numbers import SIZE, Condition
from live_models.contract.generator import Controls
from live_models.contract.sound import TrainingSound
from live_models.families import FAMILIES
from live_models.families.spectral.tapes import WindowTape
from live_models.loading import load_generator
from support.strings import plucked

FAMILY = FAMILIES["magnitude_spectrum"]
CHORD = [Condition.said([60, 64, 67])]


def checkpoint(**params):
    found = FAMILY.tiny_checkpoint(
        3, condition=True, head="mixture", num_components=3, num_layers=2, use_dropout=False, **params
    )
    found.tensors["condition.weight"] *= 3.0
    return found


def dream(generator, influence, *, steps=12, turned=None, seeds=None):
    seeds = [plucked(2.0, 1, 4000)] if seeds is None else seeds
    state, controls = generator.begin_batch(seeds, range(len(seeds))), Controls(influence=influence)
    first = generator.advance_batch(state, controls, steps)
    if turned is not None:
        generator.heed(state, turned)
    return np.concatenate([first, generator.advance_batch(state, controls, steps)], axis=1)


@pytest.mark.parametrize("backend", ["cpu_float32", "torchscript"])
@pytest.mark.parametrize("influence", [0.0, 1.0, 2.0])
def test_backends_agree_with_eager(backend, influence):
    ours = dream(load_generator(checkpoint(), backend), influence, turned=CHORD)
    truth = dream(load_generator(checkpoint(), "eager"), influence, turned=CHORD)
    np.testing.assert_allclose(ours, truth, atol=1e-4 * np.abs(truth).max())


def test_influence_decides_how_much_a_condition_matters():
    generator = load_generator(checkpoint(), "cpu_float32")
    deaf = [dream(generator, 0.0, turned=turned) for turned in (None, CHORD)]
    np.testing.assert_array_equal(*deaf)
    changes = [
        np.abs(dream(generator, influence, turned=CHORD) - dream(generator, influence))[:, 12 * 8 :].mean()
        for influence in (0.5, 1.0, 2.0)
    ]
    assert 0.0 < changes[0] < changes[1] < changes[2]
    before = np.abs(dream(generator, 1.0, turned=CHORD) - dream(generator, 1.0))[:, : 11 * 8]
    assert not before.any()  # nothing changes before the step that follows


def test_a_dream_of_a_batch_heeds_its_own_seed():
    generator = load_generator(checkpoint(), "cpu_float32")
    seeds = [plucked(2.0, number, 4000) for number in range(3)]
    together = dream(generator, 2.0, seeds=seeds)
    for number, seed in enumerate(seeds):
        state = generator.begin_batch([seed], [number])
        alone = generator.advance_batch(state, Controls(influence=2.0), 24)[0]
        np.testing.assert_allclose(together[number], alone, atol=2e-4 * np.abs(alone).max())


def test_influence_may_be_turned_while_a_dream_is_made():
    generator = load_generator(checkpoint(), "cpu_float32")
    state = generator.begin_batch([plucked(2.0, 1, 4000)] * 2, [1, 2])
    for influence in (1.0, 2.0, 0.0, 3.0, 1.0):
        made = generator.advance_batch(state, Controls(influence=influence), 3)
        assert made.shape == (2, 24) and np.isfinite(made).all()


def test_guidance_is_linear_in_the_means_and_leaves_the_weights():
    rng = np.random.default_rng(0)
    with_it, without = rng.normal(size=(2, 4, 3 * (2 + 5))).astype(np.float32)
    both = np.concatenate([with_it, without])
    np.testing.assert_allclose(guided(both, 1.0, 3), with_it, rtol=1e-6)
    np.testing.assert_allclose(guided(both, 0.0, 3), without, rtol=1e-6)
    twice = guided(both, 2.0, 3)
    np.testing.assert_allclose(twice[:, 6:], 2.0 * with_it[:, 6:] - without[:, 6:], atol=1e-5)
    np.testing.assert_array_equal(twice[:, :6], with_it[:, :6])


def sound():
    return TrainingSound(4000, [plucked(6.0, 1, 4000)], [{"sha256": "0"}])


def fit(**params):
    given = {**FAMILY.tiny, "bptt": 4, "num_unrollings": 8, "most_semitones": 2, "most_level_db": 6, **params}
    return FAMILY.make_fit(FAMILY.parameters({"condition": True, **given}), sound(), 0)


@pytest.mark.whole
def test_what_is_trained_is_what_dreams(tmp_path):
    learnt = fit()
    losses = [learnt.update(0.0) for _ in range(3)]
    assert np.isfinite(losses).all() and len(learnt.tapes) == 5
    assert learnt.tensors()["condition.weight"].shape == (4 * 16, SIZE)
    assert np.isfinite(learnt.validate())
    learnt.save(tmp_path / "state", {})
    again = fit()
    again.load(tmp_path / "state")
    assert again.update(0.1) == learnt.update(0.1)  # lanes hear on as they did


def test_transposed_windows_hold_transposed_pitches():
    tapes = fit(sample_rate=4000, condition_dropped=0.0).tapes
    cursors = np.arange(0, len(tapes[0]), 50)
    played = tapes[0].conditions(cursors, 0.8).mean(axis=0)[:49]
    for tape, semitones in zip(tapes[1:], (1, -1, 2, -2), strict=True):
        places = np.arange(0, len(tape), 50)
        heard = np.roll(tape.conditions(places, 0.8).mean(axis=0)[:49], -semitones)[4:-4]
        assert np.corrcoef(heard, played[4:-4])[0, 1] > 0.9


def test_loudness_is_that_of_the_lane():
    tape = fit().tapes[0]
    louder, as_played = (tape.conditions(np.array([100]), 0.1, level_db) for level_db in (10.0, 0.0))
    assert louder[0, 49] - as_played[0, 49] == pytest.approx(1.0, abs=1e-5)
    assert isinstance(tape, WindowTape) and tape.heard is not None


def test_transpositions_are_as_many_as_there_is_room_for():
    assert transpositions(2, 1000) == [0, 1, -1, 2, -2]
    assert transpositions(0, 1000) == [0]
    few = transpositions(6, 50_000_000)
    assert few[0] == 0 and 1 <= len(few) < 13
    assert transpositions(6, 10**10) == [0]


def test_a_checkpoint_without_a_condition_takes_no_notice():
    plain = load_generator(FAMILY.tiny_checkpoint(3, head="mixture", num_components=3), "cpu_float32")
    assert not plain.spec.condition
    np.testing.assert_array_equal(dream(plain, 2.0), dream(plain, 2.0, turned=CHORD))
    assert load_generator(checkpoint(), "cpu_float32").spec.condition
