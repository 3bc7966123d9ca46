"""WaveNet: cached activations against plain convolutions over the whole sequence; rings, pieces, threads."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from torch.nn import functional

from live_models.contract.checkpoint import Checkpoint
from live_models.contract.family import load_entry
from live_models.contract.generator import Controls, generate
from live_models.contract.sound import TrainingSound
from live_models.families import FAMILIES, make_fit
from live_models.families.sample_wise.entering import as_heard
from live_models.families.wavenet.config import WaveNetParameters
from live_models.families.wavenet.network import WaveNet
from live_models.loading import build_generator
from live_models.quantisation import class_edges, class_values
from live_training.presets import preset, preset_names
from support.checkpoints import random_tensors

FAMILY = FAMILIES["wavenet"]
SIZES = {
    "tiny": WaveNetParameters(num_blocks=2, num_layers=3, num_filters=8),
    "odd": WaveNetParameters(num_blocks=1, num_layers=2, num_filters=7, head="mixture", num_components=3),
    "deep": WaveNetParameters(num_blocks=2, num_layers=5, num_filters=16, linear_length=12),
}
"""Dilations below and above the steps that past taps run ahead; filters that do and do not fill a panel; one number
that enters, and two."""
TOLERANCES = {"eager": 1e-5, "torchscript": 1e-5, "cpu_float32": 1e-5, "cpu": 2e-3, "cpu_int8": 3e-2}
"""Of the largest output: float32; weights of 11 bits; weights of 8 bits. Gates keep errors from growing."""


def convolved(tensors, parameters, x):
    """The network as van den Oord et al. (2016) draw it, each layer one padded convolution over the whole sequence.

    Shape: `[steps, B, entering]` -> `[steps, B, output_size]`
    """
    weights = {name: torch.from_numpy(tensor) for name, tensor in tensors.items()}

    def causal(x, name, dilation):
        kernel = torch.stack([weights[f"{name}.past"], weights[f"{name}.current"]], dim=-1)
        return functional.conv1d(functional.pad(x, (dilation, 0)), kernel, weights[f"{name}.bias"], dilation=dilation)

    def pointwise(x, name):
        return functional.conv1d(x, weights[f"{name}.weight"][..., None], weights[f"{name}.bias"])

    x = causal(torch.from_numpy(np.ascontiguousarray(x.transpose(1, 2, 0))), "entry", 1)
    skips = torch.zeros(())
    for layer, dilation in enumerate(parameters.dilations):
        signal, gate = causal(x, f"layers.{layer}", dilation).chunk(2, dim=1)
        gated = torch.tanh(signal) * torch.sigmoid(gate)
        skips = skips + pointwise(gated, f"layers.{layer}.skip")
        if f"layers.{layer}.residual.weight" in weights:
            x = x + pointwise(gated, f"layers.{layer}.residual")
    return pointwise(torch.relu(pointwise(torch.relu(skips), "top")), "head").permute(2, 0, 1).numpy()


def network_on(backend, size, threads=1):
    parameters = SIZES[size]
    checkpoint = Checkpoint("wavenet", {}, random_tensors(parameters), parameters)
    return FAMILY.executor(checkpoint, backend, threads), checkpoint


def entering(parameters, steps, batch=2):
    return np.random.default_rng(0).standard_normal((steps, batch, parameters.entering)).astype(np.float32)


@pytest.mark.parametrize("size", list(SIZES))
@pytest.mark.parametrize("backend", list(TOLERANCES))
def test_cached_steps_are_plain_convolutions_over_the_whole_sequence(backend, size):
    """Heard in pieces, stepped, heard again on the way, stepped: what is remembered must be right after each."""
    network, checkpoint = network_on(backend, size)
    parameters, context = SIZES[size], SIZES[size].context_length
    x = entering(parameters, context + 120)
    expected = convolved(checkpoint.tensors, parameters, x)
    state = network.begin(2)
    network.listen(x[: context - 3], state)
    network.listen(x[context - 3 : context], state)
    found = [network.step(one, state).copy() for one in x[context : context + 37]]
    network.listen(x[context + 37 : context + 78], state)
    found += [network.step(one, state).copy() for one in x[context + 78 :]]
    wanted = np.concatenate([expected[context : context + 37], expected[context + 78 :]])
    np.testing.assert_allclose(np.stack(found), wanted, atol=TOLERANCES[backend] * np.abs(wanted).max())
    assert np.abs(np.diff(wanted, axis=0)).max() > 1e-2 * np.abs(wanted).max()  # what enters matters


def test_a_training_stretch_with_its_context_is_the_end_of_the_whole():
    parameters = SIZES["deep"]
    tensors = {name: value for name, value in random_tensors(parameters).items() if not name.startswith("linear")}
    network, x = WaveNet(parameters), entering(parameters, parameters.context_length + 20)
    network.load_tensors(tensors)
    with torch.no_grad():
        found, _ = network(torch.from_numpy(x))
    np.testing.assert_allclose(found.numpy(), convolved(tensors, parameters, x)[-20:], atol=1e-5)


def test_the_receptive_field_is_what_the_thesis_says():
    """Two blocks of twelve layers hear 8192 samples; the oldest of them is heard, the one before it is not."""
    assert WaveNetParameters().context_length + 1 == 8192
    parameters = SIZES["tiny"]
    network, context = WaveNet(parameters), parameters.context_length
    x = torch.randn(context + 2, 1, 1, generator=torch.Generator().manual_seed(0)).requires_grad_()
    outputs, _ = network(x)
    outputs[-1].sum().backward()
    assert x.grad is not None
    assert x.grad[0].abs().max() == 0
    assert x.grad[1].abs().max() > 0


@pytest.mark.parametrize("backend", ["cpu", "cpu_int8"])
@pytest.mark.parametrize("batch", [1, 3])
def test_threads_and_pieces_never_change_the_samples(backend, batch):
    """Two threads share one dream's filters, or a batch's dreams; past taps run ahead in blocks of their own."""
    parameters = replace(SIZES["deep"], num_filters=32, sample_rate=4000, head="mixture", num_components=3)
    card = {"normalisation": {"level": 0.01, "deviation": 0.05}}
    checkpoint = Checkpoint("wide", card, random_tensors(parameters), parameters)
    seeds = [np.random.default_rng(seed).standard_normal(2000).astype(np.float32) * 0.1 for seed in range(batch)]

    def dream(threads, pieces):
        generator = build_generator(checkpoint, FAMILY.executor(checkpoint, backend, threads))
        state = generator.begin_batch(seeds, list(range(batch)))
        return np.concatenate([generator.advance_batch(state, generator.default_controls, n) for n in pieces], axis=1)

    whole = dream(1, [300])
    np.testing.assert_array_equal(dream(1, [1, 2, 7, 90, 200]), whole)
    two = dream(2, [300])
    np.testing.assert_array_equal(dream(2, [5, 95, 200]), two)
    # A thread's few panels, or dreams, are summed in another order than all of them.
    np.testing.assert_allclose(two, whole, atol=1e-3 * np.abs(whole).max())


def test_what_is_not_a_number_comes_out_as_such_so_that_the_guard_sees_it():
    for backend in ("cpu", "cpu_int8"):
        network, _ = network_on(backend, "tiny")
        state = network.begin(1)
        assert np.isnan(network.step(np.full((1, 1), np.nan, dtype=np.float32), state)).all()


@pytest.mark.parametrize("form", list(FAMILY.compared))
def test_other_ways_to_run_it_take_the_same_steps(form):
    """The likeliest class of each step is fed back; after 60 steps all rings of the tiny size have gone round."""
    if form == "onnxruntime":
        pytest.importorskip("onnxruntime")
        pytest.importorskip("onnx")
    network, checkpoint = network_on("eager", "tiny")
    steps, values = load_entry(FAMILY.compared[form])(checkpoint, 2), class_values("linear")
    state, x = network.begin(2), np.zeros((2, 1), dtype=np.float32)
    for count in (1, 20, 39):
        for _ in range(count):
            x = values[network.step(x, state).argmax(axis=1)][:, None].astype(np.float32)
        np.testing.assert_array_equal(np.asarray(steps(count)), x)


def test_presets_hold_the_numbers_of_the_thesis():
    assert {"thesis", "thesis_4x10", "alive"} <= set(preset_names("wavenet"))
    for name, blocks, layers in (("thesis", 2, 12), ("thesis_4x10", 4, 10)):
        parameters = preset("wavenet", name, {})
        assert isinstance(parameters, WaveNetParameters)
        assert (parameters.num_blocks, parameters.num_layers, parameters.num_filters) == (blocks, layers, 128)
        assert (parameters.sample_rate, parameters.output_size, parameters.quantisation) == (14700, 256, "linear")
        assert (parameters.lr, parameters.sequence_length, parameters.linear_length) == (1e-3, 14700, 0)
    assert preset("wavenet", "alive", {}).to_params()["linear_length"] > 0


@pytest.mark.whole
def test_a_tone_is_learnt_and_dreamt_on_and_int8_costs_little():
    """A few seconds of training: the dream has the tone's pitch; of the cross entropy int8 weights cost 2 % at most."""
    rate = 4000
    time = np.arange(6 * rate) / rate
    swells = np.sin(2 * np.pi * 250.0 * time) * (0.6 + 0.4 * np.cos(2 * np.pi * time))
    tone = (0.1 * swells + 0.002 * np.random.default_rng(0).standard_normal(len(time))).astype(np.float32)
    parameters = WaveNetParameters.from_params(
        {"num_blocks": 1, "num_layers": 5, "num_filters": 16, "batch_size": 4, "sequence_length": 250,
         "sample_rate": rate, "lr": 0.01}
    )  # fmt: skip
    fit = make_fit(parameters, TrainingSound(rate, [tone], [{"sha256": "0"}]), 1)
    before = fit.validate()
    for step in range(150):
        fit.update(step / 150)
    assert fit.validate() < before - 1.5
    generator = fit.dreaming_generator(Controls(temperature=0.3))
    dream = np.concatenate(list(generate(generator, tone, 2000, 3)))
    spectrum = np.abs(np.fft.rfft(dream * np.hanning(len(dream))))
    assert abs(spectrum.argmax() * rate / len(dream) - 250.0) < 10.0

    checkpoint, context = Checkpoint("tone", fit.card(), fit.tensors(), parameters), parameters.context_length
    samples = tone[-1500:] / fit.card()["normalisation"]["global_maximum"]
    heard = as_heard(parameters, samples)[:, None, None]
    labels = torch.from_numpy(np.searchsorted(class_edges("linear"), samples[context + 1 :]))

    def cross_entropy(backend):
        network = FAMILY.executor(checkpoint, backend)
        state = network.begin(1)
        network.listen(heard[:context], state)
        logits = np.concatenate([network.step(one, state) for one in heard[context:-1]])
        return float(functional.cross_entropy(torch.from_numpy(logits), labels))

    exact = cross_entropy("eager")
    assert 1.0 < exact < before
    assert cross_entropy("cpu_int8") < 1.02 * exact
