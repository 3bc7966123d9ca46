"""NaiveRNN: its formula by hand, a tone that it learns and dreams on, and a training from the command line."""

from __future__ import annotations

import json

import numpy as np
import pytest
import torch
from scipy.special import logsumexp

import live_training.cli
import live_training.plan
import live_training.session
from live_models.contract.checkpoint import Checkpoint
from live_models.contract.family import load_entry
from live_models.contract.generator import Controls
from live_models.contract.sound import TrainingSound
from live_models.families import FAMILIES
from live_models.families.lstm.compared.onnx import available
from live_models.families.naive_rnn.cpu import folded_matrices
from live_models.families.naive_rnn.fit import NaiveRNNFit
from live_models.families.naive_rnn.network import NaiveRNN
from live_models.features import at_reference_level
from live_models.loading import load_generator
from live_models.quantisation import class_edges, class_values
from live_models.registry import Registry
from live_training.cli import main
from support.checkpoints import random_tensors
from support.training import RATE, write_take

FAMILY = FAMILIES["naive_rnn"]
ONNX = pytest.param(
    "onnxruntime", marks=pytest.mark.skipif(not available(), reason="onnx and onnxruntime are not installed")
)


def _parameters(**params):
    return FAMILY.parameters({**FAMILY.tiny, **params})


def _fit(samples, rng_seed=0, **params):
    return NaiveRNNFit(_parameters(**params), TrainingSound(RATE, [samples], [{"sha256": "0"}]), rng_seed)


def _tone(seconds=2.0, hz=250.0):
    return (0.14 * np.sin(2 * np.pi * hz * np.arange(round(seconds * RATE)) / RATE)).astype(np.float32)


def test_its_layers_are_lstms_whose_input_is_added_to_their_output():
    """Every gate written out in NumPy, from the tensors of the checkpoint."""
    parameters = _parameters(num_layers=2, hidden_size=5)
    torch.manual_seed(0)
    network = NaiveRNN(parameters)
    tensors = network.tensors()
    assert {name: one.shape for name, one in tensors.items()} == parameters.tensor_shapes()
    samples = np.array([0.5, -0.25, 0.125], dtype=np.float32)
    hidden, cell = np.zeros((2, 5)), np.zeros((2, 5))
    expected = []
    for sample in samples:
        x = tensors["upsample.weight"][:, 0] * sample + tensors["upsample.bias"]
        for layer in range(2):
            gates = (
                tensors[f"layers.{layer}.weight_ih"] @ x
                + tensors[f"layers.{layer}.weight_hh"] @ hidden[layer]
                + tensors[f"layers.{layer}.bias"]
            ).reshape(4, 5)
            entering, kept, leaving = (1.0 / (1.0 + np.exp(-gates[gate])) for gate in (0, 1, 3))
            cell[layer] = kept * cell[layer] + entering * np.tanh(gates[2])
            hidden[layer] = leaving * np.tanh(cell[layer])
            x = x + hidden[layer]
        expected.append(tensors["head.weight"] @ x + tensors["head.bias"])
    again = NaiveRNN(parameters)
    again.load_tensors(tensors)
    with torch.inference_mode():
        found, _ = again(torch.from_numpy(samples)[:, None, None])
    np.testing.assert_allclose(found[:, 0], expected, atol=1e-5)


@pytest.mark.whole
def test_a_tone_that_it_has_learnt_goes_on_at_its_pitch_and_level():
    """The thesis's overfitting: the dream is the source. In chunks of any size, alone or in a batch."""
    fit = _fit(at_reference_level(_tone()), hidden_size=24, batch_size=16, sequence_length=64, lr=0.01)
    before = fit.validate()
    assert before == pytest.approx(np.log(256), rel=0.05)  # it knows nothing yet
    for step in range(300):
        fit.update(step / 300)
    assert fit.validate() < 0.3 * before
    generator = fit.dreaming_generator(Controls(temperature=0.0))
    seed = _tone(1.0)
    state = generator.begin(seed, 0)
    dream = np.concatenate([generator.advance(state, generator.default_controls, count) for count in (1, 50, 949)])
    spectrum = np.abs(np.fft.rfft(dream * np.hanning(1000)))
    assert np.argmax(spectrum) * RATE / 1000 == pytest.approx(250.0, abs=4.0)
    assert np.std(dream) == pytest.approx(0.1, rel=0.1)
    both = generator.begin_batch([seed, 0.5 * seed[100:]], [0, 1])
    np.testing.assert_array_equal(generator.advance_batch(both, generator.default_controls, 1000)[0], dream)


@pytest.mark.whole
def test_a_resumed_training_ends_as_an_unbroken_one(tmp_path):
    whole, broken, resumed = (_fit(_tone(), seed, batch_size=5) for seed in (3, 3, 4))
    losses = [whole.update(step / 60) for step in range(60)]
    for step in range(50):  # an epoch has 90
        broken.update(step / 60)
    broken.save(tmp_path / "state", {})
    resumed.load(tmp_path / "state")
    assert [resumed.update(step / 60) for step in range(50, 60)] == losses[50:]


@pytest.mark.whole
def test_from_the_command_line_to_a_dream(tmp_path, monkeypatch, capsys):
    for module, name, value in (
        (live_training.plan, "MEASURED_S", 0.05), (live_training.plan, "DREAMT_S", 0.1),
        (live_training.cli, "FROZEN_S", (0.5, 0.5)), (live_training.cli, "JUDGED_S", (0.5, 0.5)),
        (live_training.session, "CONCURRENT_S", 0.002), (live_training.session, "JUDGEMENTS", 1),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, value)
    monkeypatch.setattr(live_training.plan.os, "cpu_count", lambda: 1)
    take = write_take(tmp_path / "take.wav")
    params = [f"--param={name}={value}" for name, value in {**FAMILY.tiny, "batch_size": 64, "num_epochs": 1}.items()]
    assert main([str(take), "--name=small", f"--checkpoints={tmp_path}", "--approach=naive_rnn", *params]) == 0
    assert "preset alive: naive_rnn has no preset notes" in capsys.readouterr().out
    card = json.loads((tmp_path / "small.json").read_text())
    assert (card["approach"], card["preset"], card["sample_rate"]) == ("naive_rnn", "alive", RATE)
    assert card["scores"]["dreams"] == 5
    assert list((tmp_path / "small.training").glob("dream_*.wav"))  # it dreamt while it learnt
    assert ("small", "naive_rnn") in {(row["name"], row.get("approach")) for row in Registry([tmp_path]).describe()}
    generator = load_generator(tmp_path / "small")
    assert generator.advance(generator.begin(_tone(), 0), generator.default_controls, 40).shape == (40,)


@pytest.mark.parametrize("form", ["torch_lstm", "torch_lstm_scripted", "torch_gates_scripted", ONNX])
@pytest.mark.parametrize("lanes", [1, 3])
def test_a_bare_loop_takes_the_eager_backends_steps(form, lanes):
    """40 steps of the likeliest class, in pieces."""
    parameters = _parameters(num_layers=2, hidden_size=12)
    checkpoint = Checkpoint("bare", {"normalisation": {}}, random_tensors(parameters), parameters)
    steps = load_entry(FAMILY.compared[form])(checkpoint, lanes)
    eager = FAMILY.executor(checkpoint, "eager")
    x, state = np.zeros((lanes, 1), dtype=np.float32), eager.begin(lanes)
    heard = []
    for count in (1, 2, 37):
        found = np.asarray(steps(count))
        for _ in range(count):
            x = class_values("linear")[eager.step(x, state).argmax(axis=1)].astype(np.float32)[:, None]
            heard.append(x[0, 0])
        np.testing.assert_array_equal(found, x)
    assert len(set(heard)) > 2


@pytest.mark.parametrize("precision", ["cpu", "cpu_int8"])
def test_two_threads_share_a_dreams_rows_or_the_dreams_of_a_batch(precision):
    parameters = _parameters(num_layers=2, hidden_size=32, linear_length=9, head="mixture", num_components=2)
    tensors = {name: tensor * np.float32(0.5) for name, tensor in random_tensors(parameters).items()}
    checkpoint = Checkpoint("two", {"normalisation": {"level": 0.01, "deviation": 0.05}}, tensors, parameters)
    one, two = (load_generator(checkpoint, precision, threads) for threads in (1, 2))
    seeds = [_tone()[:900], _tone()[300:1200], -_tone()[:900]]
    for count in (1, 3):
        dreams = []
        for generator in (one, two):
            state = generator.begin_batch(seeds[:count], list(range(count)))
            parts = [generator.advance_batch(state, generator.default_controls, steps) for steps in (1, 50, 249)]
            dreams.append(np.concatenate(parts, axis=1))
        np.testing.assert_allclose(dreams[1], dreams[0], atol=1e-3 * np.abs(dreams[0]).max())


def test_a_sample_is_a_column_not_a_matrix():
    """Products of a step of the thesis's size, 2 x 512 cells and 256 classes: no input matrix of the first layer."""
    parameters = FAMILY.parameters({})
    tensors = {name: np.zeros(shape, dtype=np.float32) for name, shape in parameters.tensor_shapes().items()}
    matrices = [matrix for matrix, _ in folded_matrices(parameters, tensors)]
    assert sum(matrix.size for matrix in matrices) == 3 * 2048 * 512 + 256 * 512 + 2048


@pytest.mark.whole
def test_eight_bits_cost_at_most_two_percent_of_cross_entropy_on_unseen_playing():
    """Of a network that has learnt a little: what it makes of the held-out end, float32 beside int8."""
    sound = _tone() + (0.02 * np.random.default_rng(0).standard_normal(len(_tone()))).astype(np.float32)
    fit = _fit(at_reference_level(sound), hidden_size=32, num_layers=2, batch_size=16, sequence_length=32, lr=0.01)
    for step in range(60):
        fit.update(step / 60)
    checkpoint = Checkpoint("short", fit.card(), fit.tensors(), fit.parameters)
    held_out = fit.validation.samples[:, 0]
    labels = np.searchsorted(class_edges("linear"), held_out[1:])
    costs = []
    for backend in ("cpu_float32", "cpu_int8"):
        network = FAMILY.executor(checkpoint, backend)
        state = network.begin(1)
        logits = np.stack([network.step(np.full((1, 1), one), state)[0] for one in held_out[:-1]]).astype(np.float64)
        costs.append(np.mean(logsumexp(logits, axis=1) - logits[np.arange(len(labels)), labels]))
    assert costs[0] < 0.9 * np.log(256)
    assert costs[1] == pytest.approx(costs[0], rel=0.02)
    assert costs[1] != costs[0]


def test_dreaming_leaves_pytorchs_threads_as_they_were():
    before = torch.get_num_threads()
    try:
        torch.set_num_threads(2)
        generator = load_generator(FAMILY.tiny_checkpoint(0))
        generator.advance(generator.begin(_tone(), 0), generator.default_controls, 3)
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)
