"""The pieces that a family writes its kernels from, against PyTorch, numpy and plain equations."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from scipy.special import expit

from live_models.heads import FULL, GREEDY, TEMPERED, Sampling, draw_sample
from live_models.heads import spread_for_level as spread_in_numpy
from live_models.kernels.activations import gated_of, relu_of, sigmoid_of, tanh_of
from live_models.kernels.cells import GruSums, gru_cells, lstm_cells
from live_models.kernels.compiling import allocating_kernel
from live_models.kernels.draws import Drawing, draw_class, draw_mixture, spread_for_level
from live_models.kernels.lstm import run_head, run_layers
from live_models.kernels.products import (
    PackedWeights,
    Share,
    Sums,
    Vectors,
    make_room,
    matrix_times,
    pack_weights,
)
from live_models.kernels.rings import enter_ring, in_ring, make_rings
from live_models.kernels.stretches import copy_stretch, largest_of
from live_models.kernels.threads import Team

ALONE = Team(0, 1, np.zeros(1, dtype=np.int64))


@allocating_kernel
def gru_steps(packed: PackedWeights, x, hidden, out, size, team) -> None:
    """A GRU as a family would write it: matrix 0 is of what enters, 1 of what is remembered."""
    steps, lanes, columns = x.shape
    rows = 3 * size
    flat, made = x.reshape(-1), out.reshape(-1)
    entering, remembered = np.empty(lanes * rows, dtype=np.float32), np.empty(lanes * rows, dtype=np.float32)
    room, share = make_room(packed, lanes, lanes * (max(columns, size) + 1)), Share(team, size, 3, False)
    for step in range(steps):
        for lane in range(lanes):
            copy_stretch(entering, lane * rows, packed.biases, packed.matrices[0][4], rows)
            copy_stretch(remembered, lane * rows, packed.biases, packed.matrices[1][4], rows)
        heard = Vectors(flat, step * lanes * columns, columns, columns, lanes)
        matrix_times(packed, 0, heard, room, Sums(entering, 0, rows), share)
        matrix_times(packed, 1, Vectors(hidden, 0, size, size, lanes), room, Sums(remembered, 0, rows), share)
        for lane in range(lanes):
            gru_cells(GruSums(entering, lane * rows, remembered, lane * rows), size, hidden, lane * size, 0, size)
        copy_stretch(made, step * lanes * size, hidden, 0, lanes * size)


@pytest.mark.parametrize(("precision", "tolerance"), [("float32", 1e-5), ("float16", 1e-3), ("int8", 2e-2)])
def test_a_gru_is_pytorchs(precision, tolerance):
    torch.manual_seed(0)
    size, columns, lanes, steps = 32, 20, 3, 40
    theirs = torch.nn.GRU(columns, size)
    weights = {name: value.detach().numpy() for name, value in theirs.named_parameters()}
    packed = pack_weights(
        [(weights[f"weight_{kind}_l0"], weights[f"bias_{kind}_l0"]) for kind in ("ih", "hh")], precision, precision
    )
    x = np.random.default_rng(1).standard_normal((steps, lanes, columns)).astype(np.float32)
    out, hidden = np.empty((steps, lanes, size), dtype=np.float32), np.zeros(lanes * size, dtype=np.float32)
    gru_steps(packed, x, hidden, out, size, ALONE)
    with torch.no_grad():
        expected, last = theirs(torch.from_numpy(x))
    np.testing.assert_allclose(out, expected.numpy(), atol=tolerance)
    np.testing.assert_allclose(hidden.reshape(lanes, size), last[0].numpy(), atol=tolerance)


def test_gru_cells_of_every_size_are_the_equations():
    rng = np.random.default_rng(0)
    for size in (1, 15, 16, 37):
        entering, remembered = (rng.normal(0.0, 20.0, (3, size)).astype(np.float32) for _ in range(2))
        hidden = rng.standard_normal(size).astype(np.float32)
        x, h = entering.astype(np.float64), remembered.astype(np.float64)
        reset, update = expit(x[0] + h[0]), expit(x[1] + h[1])
        expected = (1 - update) * np.tanh(x[2] + reset * h[2]) + update * hidden
        gru_cells(GruSums(entering.ravel(), 0, remembered.ravel(), 0), size, hidden, 0, 0, size)
        np.testing.assert_allclose(hidden, expected, atol=4e-6)  # at 80 one unit in the last place is 8e-6


@allocating_kernel
def convolve(packed: PackedWeights, rings, x, out, team) -> None:
    """A dilated convolution and its ring, step by step: matrix 0 is the past tap's, 1 the current one's."""
    steps, dreams, channels = x.shape
    rows = packed.matrices[0][3] * 16
    flat, made, numbers = x.reshape(-1), out.reshape(-1), rings.numbers.reshape(-1)
    room, share = make_room(packed, 1, channels + 1), Share(team, rows, 1, False)
    for step in range(steps):
        for dream in range(dreams):
            at = (step * dreams + dream) * channels
            sums = Sums(made, (step * dreams + dream) * rows, rows)
            copy_stretch(made, sums.start, packed.biases, 0, rows)
            past = Vectors(numbers, in_ring(rings, dream, 0, step), channels, channels, 1)
            matrix_times(packed, 0, past, room, sums, share)
            matrix_times(packed, 1, Vectors(flat, at, channels, channels, 1), room, sums, share)
            enter_ring(rings, dream, 0, step, flat, at, (0, channels))


@pytest.mark.parametrize("dilation", [1, 3, 8])
def test_a_ring_gives_a_plain_dilated_convolution(dilation):
    torch.manual_seed(0)
    channels, rows, dreams, steps = 6, 16, 2, 41
    theirs = torch.nn.Conv1d(channels, rows, 2, dilation=dilation)
    past, current = (np.ascontiguousarray(theirs.weight.detach().numpy()[:, :, tap]) for tap in range(2))
    packed = pack_weights([(past, theirs.bias.detach().numpy()), (current, None)], "float32", "float32")
    x = np.random.default_rng(2).standard_normal((steps, dreams, channels)).astype(np.float32)
    out = np.empty((steps, dreams, rows), dtype=np.float32)
    convolve(packed, make_rings([dilation], channels, dreams), x, out, ALONE)
    padded = np.concatenate([np.zeros((dilation, dreams, channels), dtype=np.float32), x])
    with torch.no_grad():
        expected = theirs(torch.from_numpy(np.ascontiguousarray(padded.transpose(1, 2, 0)))).numpy()
    np.testing.assert_allclose(out, expected.transpose(2, 0, 1), atol=1e-5)


def test_rings_of_several_layers_and_dreams_do_not_meet_and_take_what_they_are_given_of_a_layer():
    dilations, channels = (1, 2, 4), 5
    rings = make_rings(dilations, channels, 2)
    numbers, heard = rings.numbers.reshape(-1), np.random.default_rng(0).standard_normal((13, 3, 2, 5))
    heard = heard.astype(np.float32)
    for step in range(13):
        for layer, dilation in enumerate(dilations):
            for dream in range(2):
                at = in_ring(rings, dream, layer, step)
                before = heard[step - dilation, layer, dream] if step >= dilation else np.zeros(channels)
                np.testing.assert_array_equal(numbers[at : at + channels], before)
                for part in ((0, 2), (2, channels)):
                    enter_ring(rings, dream, layer, step, heard[step].reshape(-1), (layer * 2 + dream) * channels, part)


@allocating_kernel
def largest(x, at, count):
    return largest_of(x, at, count)


def test_the_largest_of_a_stretch_is_found_at_every_place_and_a_nan_is_seen():
    x = np.random.default_rng(0).standard_normal(70).astype(np.float32)
    for at in range(0, 20, 3):
        for count in range(50):
            assert largest(x, at, count) == max(np.float32(1e-30), np.abs(x[at : at + count]).max(initial=0.0))
    x[30] = np.nan
    assert np.isnan(largest(x, 20, 40))
    assert np.isnan(largest(x, 30, 1))
    assert np.isfinite(largest(x, 31, 17))


def test_activations_of_a_stretch_leave_its_neighbours():
    rng = np.random.default_rng(0)
    x = rng.normal(0.0, 5.0, 70).astype(np.float32)
    for activation, oracle in (
        (sigmoid_of, expit),
        (tanh_of, np.tanh),
        (relu_of, lambda numbers: np.maximum(numbers, 0.0)),
    ):
        for count in (0, 1, 16, 45):
            found, expected = x.copy(), x.astype(np.float64)
            expected[9 : 9 + count] = oracle(expected[9 : 9 + count])
            activation(found, 9, count)
            np.testing.assert_allclose(found, expected, rtol=1e-7, atol=3e-7)
    out = np.zeros(40, dtype=np.float32)
    gated_of(x.copy(), 4, 33, out, 5, (0, 33))
    np.testing.assert_allclose(out[5:38], np.tanh(x[4:37]) * expit(x[37:70]), atol=4e-7)
    assert not out[:5].any() and not out[38:].any()


@pytest.mark.parametrize("method", [GREEDY, TEMPERED, FULL])
@pytest.mark.parametrize("temperature", [0.0, 0.7, 1.5])
def test_compiled_draws_are_those_of_numpy(method, temperature):
    rng = np.random.default_rng(3)
    none, classes = np.zeros(0), np.linspace(-1.0, 1.0, 31)
    for _ in range(100):
        spread, chance, normal = rng.uniform(0.3, 2.0), rng.random(), rng.standard_normal()
        sampling, drawing = Sampling(method, temperature, 0.6, spread), Drawing(method, temperature, 0.6, spread)
        output = rng.normal(0.0, 3.0, 15).astype(np.float32)
        expected = draw_sample(output, 5, none, sampling, chance, normal)
        assert draw_mixture(output, 5, drawing, chance, normal) == pytest.approx(expected, rel=1e-12)
        logits = rng.normal(0.0, 2.0, 31).astype(np.float32)
        expected = draw_sample(logits, 0, classes, sampling, chance, normal)
        assert draw_class(logits, classes, drawing, chance) == pytest.approx(expected, rel=1e-12)
        power, hold = rng.uniform(0.0, 0.1), rng.uniform(0.0, 8.0)
        assert spread_for_level(power, 0.01, hold) == pytest.approx(spread_in_numpy(power, 0.01, hold), rel=1e-12)


def test_draws_of_what_is_not_a_number_are_none():
    drawing = Drawing(FULL, 1.0, 0.5, 1.0)
    broken = np.array([0.0, np.nan, 0.0, 0.0, 0.0, 0.0], dtype=np.float32)
    assert np.isnan(draw_mixture(broken, 2, drawing, 0.5, 0.0))
    assert np.isnan(draw_class(broken, np.zeros(6), drawing, 0.5))
    assert spread_for_level(np.nan, 0.01, 1.0) == 1.0


@pytest.mark.parametrize(
    "piece", [matrix_times, lstm_cells, gru_cells, run_layers, run_head, enter_ring, in_ring, gated_of]
)
def test_a_step_counts_no_references(piece):
    """Each count is an atomic operation on memory; in a step of 10 us they took 1 us."""
    assert piece.targetoptions["_nrt"] is False
