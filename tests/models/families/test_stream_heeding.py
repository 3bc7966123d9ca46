"""Dreams drawn sample by sample heed conditions: by degrees, in batches, at once, on every backend alike."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import torch

from live_models.condition.guidance import guided
from live_models.condition.numbers import SIZE, Condition
from live_models.contract.checkpoint import Checkpoint
from live_models.contract.generator import Controls
from live_models.contract.sound import TrainingSound
from live_models.families import FAMILIES
from live_models.families.sample_wise import generator as stream
from live_models.families.sample_wise.backend import StretchNetwork
from live_models.families.sample_wise.drawing import guide
from live_models.families.sample_wise.heeding import Heeding
from live_models.families.sample_wise.tapes import as_played, conditions_at, excerpt, sample_tape
from support.checkpoints import STREAMS, random_tensors
from support.parameters import hyperparameters_of
from support.strings import plucked

KINDS = {
    "naive": {**STREAMS["naive_skip"], "condition": True},
    "naive_classes": {**STREAMS["naive_classes"], "condition": True},
    "srnn": {**STREAMS["srnn_skip"], "condition": True},
    "srnn_gru": {**STREAMS["srnn_gru"], "condition": True},
    "wavenet": {**STREAMS["wavenet_skip"], "linear_length": 0, "condition": True},
    "wavenet_classes": {
        **{name: value for name, value in STREAMS["wavenet_skip"].items() if name not in ("head", "num_components")},
        "num_layers": 3,
        "condition": True,
    },
}
FAMILY_KINDS = ["naive", "srnn", "wavenet"]
CHORD, OTHER = Condition.said([60, 64, 67]), Condition.said([50])
STEPS = 60


@pytest.fixture(autouse=True)
def short_listening(monkeypatch):
    monkeypatch.setattr(stream, "LISTEN_S", 0.02)


@cache
def checkpoint(kind, *, heeds=True):
    parameters = hyperparameters_of({**KINDS[kind], "condition": heeds})
    drawn = random_tensors(hyperparameters_of(KINDS[kind]))
    tensors = {
        name: drawn[name] * np.float32(2.0 if "condition" in name else 0.5) for name in parameters.tensor_shapes()
    }
    return Checkpoint(kind, {"normalisation": {"level": 0.01, "deviation": 0.05}}, tensors, parameters)


@cache
def load(kind, backend, threads=1, *, heeds=True):
    one = checkpoint(kind, heeds=heeds)
    family = FAMILIES[one.hyperparameters.approach]
    return family.around(one, family.executor(one, backend, threads))


def seeds(count=1):
    return [plucked(2.0, number, 4000) for number in range(count)]


def dream(generator, influence, *, steps=STEPS, turned=None, heard=None, **controls):
    heard = seeds() if heard is None else heard
    state = generator.begin_batch(heard, range(len(heard)))
    controls = Controls(influence=influence, **controls)
    first = generator.advance_batch(state, controls, steps)
    if turned is not None:
        generator.heed(state, [turned] * len(heard))
    return np.concatenate([first, generator.advance_batch(state, controls, steps)], axis=1)


def error_db(found, expected):
    return 10 * np.log10(np.mean((found - expected) ** 2) / np.mean(expected**2) + 1e-20)


@cache
def eager_dreams(kind, influence):
    return dream(load(kind, "eager"), influence, turned=CHORD, heard=seeds(2))


SNR_DB = {"cpu_float32": 55, "torchscript": 55, "cpu": 35, "cpu_int8": 8}
"""Scripting takes seconds, and float32 tells the degrees: the others run with one."""
CASES = [("cpu_float32", influence) for influence in (0.0, 0.4, 1.0, 2.0)] + [(name, 2.0) for name in list(SNR_DB)[1:]]


@pytest.mark.parametrize(("backend", "influence"), CASES)
@pytest.mark.parametrize("kind", list(KINDS))
def test_backends_agree_with_eager(kind, influence, backend):
    found = dream(load(kind, backend), influence, turned=CHORD, heard=seeds(2))
    assert error_db(found, eager_dreams(kind, influence)) < -SNR_DB[backend]


@pytest.mark.parametrize("backend", ["eager", "cpu_float32"])
@pytest.mark.parametrize("kind", list(KINDS))
def test_with_influence_0_it_is_the_network_that_heeds_nothing(kind, backend):
    one = checkpoint(kind)
    deaf = Checkpoint("deaf", {**one.card, "controls": {"influence": 0.0}}, one.tensors, one.hyperparameters)
    family = FAMILIES[one.hyperparameters.approach]
    found = dream(family.around(deaf, family.executor(deaf, backend)), 0.0, turned=CHORD)  # the seed is heard so, too
    expected = dream(load(kind, backend, heeds=False), 1.0)
    np.testing.assert_allclose(found, expected, atol=1e-5 * np.abs(expected).max())


@pytest.mark.parametrize("kind", FAMILY_KINDS)
def test_influence_decides_how_much_a_condition_matters(kind):
    generator = load(kind, "cpu_float32")
    changes = [
        np.abs(dream(generator, influence, turned=CHORD) - dream(generator, influence))
        for influence in (0.0, 0.5, 1.0, 2.0)
    ]
    assert not changes[0].any()
    assert all(not one[:, :STEPS].any() for one in changes), "what was made before is as it was"
    means = [one[:, STEPS:].mean() for one in changes]
    assert 0.0 == means[0] < means[1] < means[2] < means[3]
    assert changes[2][:, STEPS : STEPS + 2].any(), "from the next step on"


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("kind", FAMILY_KINDS)
def test_a_dream_of_a_batch_heeds_its_own_seed(kind, threads):
    together = dream(load(kind, "cpu_float32", threads), 2.0, heard=seeds(3))
    generator = load(kind, "cpu_float32")
    for number, seed in enumerate(seeds(3)):
        state = generator.begin_batch([seed], [number])
        alone = generator.advance_batch(state, Controls(influence=2.0), 2 * STEPS)[0]
        np.testing.assert_allclose(together[number], alone, atol=2e-3 * np.abs(alone).max())


@pytest.mark.parametrize("kind", ["naive", "srnn_gru", "wavenet"])
def test_two_threads_share_the_rows_of_both_lanes(kind):
    wide = {"hidden_size": 32} if kind != "wavenet" else {"num_filters": 32}
    parameters = hyperparameters_of({**KINDS[kind], **wide})
    tensors = {name: one * np.float32(0.5) for name, one in random_tensors(parameters).items()}
    one = Checkpoint("wide", {"normalisation": {"level": 0.01, "deviation": 0.05}}, tensors, parameters)
    family = FAMILIES[parameters.approach]
    single, both = (family.around(one, family.executor(one, "cpu_float32", threads)) for threads in (1, 2))
    expected = dream(single, 2.0, turned=CHORD)
    np.testing.assert_allclose(dream(both, 2.0, turned=CHORD), expected, atol=1e-3 * np.abs(expected).max())


@pytest.mark.parametrize("backend", ["eager", "cpu_float32", "torchscript"])
@pytest.mark.parametrize("kind", FAMILY_KINDS)
def test_influence_may_be_turned_while_a_dream_is_made_and_a_piece_is_the_whole(kind, backend):
    generator = load(kind, backend)

    def made(*pieces):
        state = generator.begin_batch(seeds(2), [1, 2])
        found = []
        for influence in (1.0, 2.0, 0.0, 3.0, 0.5, 1.0):
            found += [generator.advance_batch(state, Controls(influence=influence), piece) for piece in pieces]
        return np.concatenate(found, axis=1)

    whole = made(12)
    assert whole.shape == (2, 72) and np.isfinite(whole).all()
    np.testing.assert_array_equal(made(5, 7), whole)


def test_a_kernel_guides_as_the_readable_form_does():
    both = np.random.default_rng(0).normal(size=(2, 12)).astype(np.float32)
    for influence, components in ((0.3, 0), (2.5, 0), (0.3, 4), (2.5, 4)):
        moved, without = both[0].copy(), both[1].copy()
        guide(moved, without, influence, 2 * components)
        np.testing.assert_allclose(moved, guided(both, influence, components)[0], rtol=1e-6, atol=1e-6)
        np.testing.assert_array_equal(without, both[1])


@pytest.mark.parametrize("backend", ["eager", "torchscript", "cpu_float32"])
@pytest.mark.parametrize("kind", [*FAMILY_KINDS, "srnn_gru"])
def test_lanes_that_are_chosen_go_on_as_they_would(kind, backend):
    one = checkpoint(kind)
    network = FAMILIES[one.hyperparameters.approach].executor(one, backend)
    rng = np.random.default_rng(0)
    heard = rng.normal(0, 0.2, (31, 3, one.hyperparameters.entering)).astype(np.float32)
    numbers = rng.random((3, SIZE), dtype=np.float32)
    state = network.begin(3)
    network.heed(state, numbers)
    network.listen(heard[:30], state)
    chosen, order = network.chosen(state, [2, 0, 0, 1]), [2, 0, 0, 1]
    network.heed(chosen, numbers[order])
    expected = network.step(heard[30], state)
    np.testing.assert_allclose(network.step(heard[30][order], chosen), expected[order], atol=1e-5)


def test_a_network_is_told_only_when_something_changes():
    class Told:
        count = 0

        def heed(self, state, numbers):
            self.count, self.numbers = self.count + 1, numbers

        def chosen(self, state, lanes):
            return [state[lane] for lane in lanes]

    network, heeding = Told(), Heeding(np.ones((2, SIZE), dtype=np.float32))
    state = heeding.ready(network, ["a", "b"], 1, 1.0)
    assert heeding.ready(network, state, 1, 1.0) == ["a", "b"] and network.count == 1
    state = heeding.ready(network, state, 1, 1.5)
    assert state == ["a", "a", "b", "b"] and network.numbers[:, 0].tolist() == [1, 0, 1, 0]
    assert heeding.ready(network, state, 2, 2.5) == state and network.count == 2
    heeding.turn(np.full((2, SIZE), 3.0, dtype=np.float32))
    heeding.ready(network, state, 2, 2.5)
    assert network.numbers[:, 0].tolist() == [3, 0, 3, 0]
    assert heeding.ready(network, state, 2, 0.0) == ["a", "b"] and not network.numbers.any()


# Training


RATE = 4000
SKIP = {"linear_length": 12, "head": "mixture", "input_noise": 0.1}


def sound():
    return TrainingSound(RATE, [plucked(6.0, 1, RATE)], [{"sha256": "0"}])


def fit(approach, **params):
    family = FAMILIES[approach]
    given = {**family.tiny, "sample_rate": RATE, "condition": True, "most_semitones": 2, "most_level_db": 6.0, **params}
    return family.make_fit(family.parameters(given), sound(), 0)


@pytest.mark.whole
@pytest.mark.parametrize("approach", ["naive_rnn", "sample_rnn", "wavenet"])
@pytest.mark.parametrize("more", [{}, SKIP], ids=["bare", "skip"])
def test_what_is_trained_is_what_dreams_and_a_break_leaves_no_trace(approach, more, tmp_path):
    learnt = fit(approach, **more)
    losses = [learnt.update(0.0) for _ in range(3)]
    assert np.isfinite(losses).all() and len(learnt.tapes) == 5 and np.isfinite(learnt.validate())
    weights = {name: one for name, one in learnt.tensors().items() if "condition" in name}
    assert {name: one.shape for name, one in weights.items()} == {
        name: (rows, SIZE) for name, rows in learnt.parameters.heeding.items()
    }
    learnt.save(tmp_path / "state", {})
    again = fit(approach, **more)
    again.load(tmp_path / "state")
    assert [again.update(0.5) for _ in range(2)] == [learnt.update(0.5) for _ in range(2)]
    one = Checkpoint("learnt", learnt.card(), learnt.tensors(), learnt.parameters)
    family = FAMILIES[approach]
    ours = dream(family.around(one, family.executor(one, "cpu_float32")), 2.0, steps=20)
    concurrent = learnt.generator_around(learnt.network, Controls())
    truth = dream(concurrent, 2.0, steps=20)
    assert error_db(ours, truth) < -50


@pytest.mark.parametrize("approach", ["naive_rnn", "sample_rnn", "wavenet"])
def test_the_network_learns_with_what_lanes_heed(approach):
    """Conditions reach the loss, lane by lane: another condition for one lane changes that lane's outputs alone."""
    learnt = fit(approach, batch_size=3)
    batch = learnt.next_batch()
    assert batch.conditions.shape == (3, SIZE)
    heeded = batch.conditions.clone()
    heeded[1] += 1.0
    with torch.inference_mode():
        outputs, changed = (learnt.network(batch.inputs, None, one)[0] for one in (batch.conditions, heeded))
    moved = (outputs - changed).abs().amax(dim=(0, 2)) > 1e-6
    assert moved.tolist() == [False, True, False]


def test_a_lane_hears_its_own_transposition_at_its_own_level_and_what_is_played_there():
    time = np.arange(4 * RATE) / RATE
    recordings = [(0.1 * np.sin(2 * np.pi * hz * time)).astype(np.float32) for hz in (261.63, 392.0)]
    learnt = FAMILIES["naive_rnn"].parameters(
        {**FAMILIES["naive_rnn"].tiny, "sample_rate": RATE, "condition": True, "head": "mixture"}
    )
    tapes = [sample_tape(learnt, [one], 0.2, None) for one in recordings]
    lanes = as_played(3, 1.0)._replace(
        version=np.array([0, 1, 1]), level_db=np.array([0.0, 0.0, 6.0]), heeds=np.array([1.0, 1.0, 0.0])
    )
    places = np.full((3, 1), 2 * RATE) + np.arange(50)
    samples, rest = excerpt(learnt, tapes, places, lanes)
    assert rest is None
    for lane, (version, gain) in enumerate([(0, 1.0), (1, 1.0), (1, 10 ** (6 / 20))]):
        expected = recordings[version][places[lane]] / 0.2 * gain
        np.testing.assert_allclose(samples[lane, :, 0], expected, rtol=1e-5, atol=1e-6)
    heeded = conditions_at(tapes, np.full(3, 2 * RATE), lanes, RATE)
    assert heeded.shape == (3, SIZE)
    assert heeded[0, :-2].argmax() == 60 - 36 and heeded[1, :-2].argmax() == 67 - 36 and not heeded[2].any()


@pytest.mark.parametrize("kind", FAMILY_KINDS)
def test_the_cpu_backends_take_stretches_in_two_lanes(kind):
    assert isinstance(load(kind, "cpu_float32").backend.network, StretchNetwork)
    exact = dream(load(kind, "cpu_float32"), 2.0, sampling="greedy")
    assert error_db(exact, dream(load(kind, "eager"), 2.0, sampling="greedy")) < -50
