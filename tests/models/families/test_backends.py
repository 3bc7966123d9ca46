"""Backends agree with eager, which is PyTorch itself; lanes of a batch do not hear one another."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
import torch
from scipy.special import expit

from live_models.families.lstm.backends.cpu import CpuNetwork
from live_models.families.lstm.backends.cuda_graph import CudaGraphNetwork
from live_models.families.lstm.backends.eager import EagerNetwork
from live_models.families.lstm.backends.network import draw_masks
from live_models.families.lstm.backends.torchscript import TorchScriptNetwork
from live_models.kernels.cells import LstmState, lstm_cells
from live_models.kernels.products import Share, Sums, Vectors, make_room, matrix_times, pack_weights
from live_models.kernels.threads import Team
from support.checkpoints import SMALL, random_tensors
from support.parameters import hyperparameters, hyperparameters_of

# Sums of at most 90 products in another order, fed back for 100 steps: float32 keeps about 7 digits, 5 are asked for.
TOLERANCE = 2e-5
PRECISIONS = ("float32", "float16", "int8")
# The vectors of int8 weights are rounded to 16 bits, 3e-5 of the largest number each.
TOLERANCES = {"float32": TOLERANCE, "float16": TOLERANCE, "int8": 3e-4}


def _run(network, x, masks, batch):
    state = network.begin(batch)
    out = np.array([network.step(x[t], state, None if masks is None else masks[t]) for t in range(len(x))])
    return out, state


def graphed(parameters, tensors, weights="float32"):
    """All but the capture, where there is no GPU."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    return CudaGraphNetwork(parameters, tensors, weights, device)


# On a GPU sums of 90 products run in still other orders, with other exp and tanh. bfloat16 keeps 8 bits of a weight and
# of an input: 0.2 % each, fed back through the state.
EXECUTORS = {
    "cpu_float32": (lambda *network: CpuNetwork(*network, "float32"), TOLERANCE),
    "torchscript": (TorchScriptNetwork, TOLERANCE),
    "cuda_graph": (graphed, 2e-4 if torch.cuda.is_available() else TOLERANCE),
    "cuda_graph_bf16": (partial(graphed, weights="bfloat16"), 2e-2),
}


@pytest.mark.parametrize("kind", list(SMALL))
@pytest.mark.parametrize("executor", list(EXECUTORS))
@pytest.mark.parametrize(("batch", "dropout"), [(1, 0.0), (3, 0.3)])
def test_a_hundred_steps_agree_with_eager_and_so_does_the_state(kind, executor, batch, dropout):
    parameters = hyperparameters_of(SMALL[kind])
    tensors = random_tensors(parameters)
    rng = np.random.default_rng(0)
    x = rng.standard_normal((100, batch, parameters.input_size)).astype(np.float32)
    masks = [draw_masks(parameters, batch, dropout, rng) for _ in range(100)]
    make, tolerance = EXECUTORS[executor]
    expected, expected_state = _run(EagerNetwork(parameters, tensors), x, masks, batch)
    found, state = _run(make(parameters, tensors), x, masks, batch)
    np.testing.assert_allclose(found, expected, atol=tolerance * np.abs(expected).max())
    np.testing.assert_allclose(state.hidden, expected_state.hidden, atol=tolerance)
    np.testing.assert_allclose(state.cell, expected_state.cell, atol=tolerance * np.abs(expected_state.cell).max())


@pytest.mark.parametrize("precision", PRECISIONS)
def test_lanes_of_a_batch_are_those_that_run_alone(precision):
    parameters = hyperparameters_of(SMALL["spectrum_mixture"])
    network = CpuNetwork(parameters, random_tensors(parameters), precision)
    x = np.random.default_rng(0).standard_normal((30, 4, parameters.input_size)).astype(np.float32)
    together, _ = _run(network, x, None, 4)
    for lane in range(4):
        alone, _ = _run(network, x[:, lane : lane + 1], None, 1)
        # Four lanes at a time are summed in another order than one.
        np.testing.assert_allclose(together[:, lane : lane + 1], alone, atol=TOLERANCE * np.abs(alone).max())


@pytest.mark.parametrize("backend", [EagerNetwork, CpuNetwork])
def test_nan_goes_through_so_that_the_guard_can_see_it(backend):
    parameters = hyperparameters_of(SMALL["vector"])
    network = backend(parameters, random_tensors(parameters))
    x = np.full((1, parameters.input_size), np.nan, dtype=np.float32)
    assert np.isnan(network.step(x, network.begin(1), None)).all()


@pytest.mark.parametrize("kind", list(SMALL))
def test_int8_weights_cost_no_more_than_their_rounding(kind):
    """A weight of a row with the largest 127 steps is off by at most half a step: 36 dB and more below the output."""
    parameters = hyperparameters_of(SMALL[kind])
    tensors = random_tensors(parameters)
    x = np.random.default_rng(0).standard_normal((100, 2, parameters.input_size)).astype(np.float32)
    exact, _ = _run(CpuNetwork(parameters, tensors), x, None, 2)
    rounded, _ = _run(CpuNetwork(parameters, tensors, "int8"), x, None, 2)
    error = rounded - exact
    assert 0 < np.mean(error**2) < 10**-3.6 * np.mean(exact**2)


def test_int8_is_what_the_rounded_weights_give():
    parameters = hyperparameters_of(SMALL["vector_mixture"])
    tensors = random_tensors(parameters)
    rounded = dict(tensors)
    for name, weight in tensors.items():
        if name.endswith(("weight_ih", "weight_hh", "head.weight")):
            scale = np.abs(weight).max(axis=1, keepdims=True) / 127
            rounded[name] = (np.rint(weight / scale) * scale).astype(np.float32)
    x = np.random.default_rng(0).standard_normal((50, 3, parameters.input_size)).astype(np.float32)
    expected, _ = _run(EagerNetwork(parameters, rounded), x, None, 3)
    found, _ = _run(CpuNetwork(parameters, tensors, "int8"), x, None, 3)
    # What is left is the 16-bit rounding of the vectors: 3e-5 of the largest number each.
    np.testing.assert_allclose(found, expected, atol=3e-4 * np.abs(expected).max())


def half_of(weight):
    return weight.astype(np.float16).astype(np.float32)


@pytest.mark.parametrize("kind", list(SMALL))
def test_float16_is_what_the_rounded_weights_give(kind):
    """Rounding is all that float16 costs; a sample-wise network's first matrix is not rounded."""
    parameters = hyperparameters_of(SMALL[kind])
    tensors = random_tensors(parameters)
    whole = {"layers.0.weight_ih"} if parameters.sample_wise else set()
    matrices = ("weight_ih", "weight_hh", "head.weight")
    rounded = {
        name: half_of(weight) if name.endswith(matrices) and name not in whole else weight
        for name, weight in tensors.items()
    }
    x = np.random.default_rng(0).standard_normal((50, 3, parameters.input_size)).astype(np.float32)
    expected, _ = _run(CpuNetwork(parameters, rounded, "float32"), x, None, 3)
    found, _ = _run(CpuNetwork(parameters, tensors, "float16"), x, None, 3)
    np.testing.assert_array_equal(found, expected)
    exact, _ = _run(CpuNetwork(parameters, tensors, "float32"), x, None, 3)
    assert 0 < np.mean((found - exact) ** 2) < 1e-6 * np.mean(exact**2)  # 60 dB


def test_weights_beyond_float16_stay_finite():
    parameters = hyperparameters_of(SMALL["vector"])
    tensors = random_tensors(parameters)
    tensors["head.weight"][0, 0] = 1e6
    x = np.ones((1, 1, parameters.input_size), dtype=np.float32)
    assert np.isfinite(_run(CpuNetwork(parameters, tensors, "float16"), x, None, 1)[0]).all()


@pytest.mark.parametrize("precision", PRECISIONS)
def test_two_threads_give_the_same_numbers_to_rounding(precision):
    parameters = hyperparameters(approach="vector", seg_len=64, hidden_size=64, num_layers=3)
    tensors = random_tensors(parameters)
    x = np.random.default_rng(0).standard_normal((40, 1, 64)).astype(np.float32)
    one, _ = _run(CpuNetwork(parameters, tensors, precision), x, None, 1)
    two, _ = _run(CpuNetwork(parameters, tensors, precision, threads=2), x, None, 1)
    np.testing.assert_allclose(two, one, atol=TOLERANCES[precision] * np.abs(one).max())


@pytest.mark.parametrize("precision", PRECISIONS)
@pytest.mark.parametrize("lanes", [1, 3, 4, 8, 13, 17])
@pytest.mark.parametrize(("rows", "columns", "backward"), [(16, 1, False), (80, 33, True), (144, 40, False)])
def test_products_of_every_group_of_lanes_and_panels(precision, lanes, rows, columns, backward):
    """The first matrix and another, which may be of another type."""
    rng = np.random.default_rng(0)
    matrix, bias = rng.standard_normal((rows, columns)).astype(np.float32), np.zeros(rows, dtype=np.float32)
    x = rng.standard_normal((lanes, columns)).astype(np.float32)
    first = "int8" if precision == "int8" else "float32"
    packed = pack_weights([(matrix, bias), (matrix, None)], first, precision)
    rounded = {"float32": matrix, "float16": half_of(matrix), "int8": rounded_to_int8(matrix)}
    for number, expected_matrix in enumerate((rounded[first], rounded[precision])):
        room = make_room(packed, lanes, lanes * (columns + 1))
        out = np.ones((lanes, rows), dtype=np.float32)
        team = Team(0, 1, np.zeros(1, dtype=np.int64))
        vectors, share = Vectors(x.ravel(), 0, columns, columns, lanes), Share(team, rows, 1, backward)
        matrix_times(packed, number, vectors, room, Sums(out.ravel(), 0, rows), share)
        expected = 1 + x.astype(np.float64) @ expected_matrix.T
        np.testing.assert_allclose(out, expected, atol=TOLERANCES[precision] * np.abs(expected).max())


def rounded_to_int8(matrix):
    scales = np.abs(matrix).max(axis=1, keepdims=True) / 127
    return np.rint(matrix / scales) * scales


def test_cells_of_every_size_are_the_equations():
    rng = np.random.default_rng(0)
    for size in (1, 7, 8, 29):
        gates = rng.normal(0.0, 30.0, (4, size)).astype(np.float32)
        gates[:, :1] = [[200.0], [-200.0], [np.float32(1e30)], [0.0]]
        cell = rng.standard_normal(size).astype(np.float32)
        i, f, g, o = gates.astype(np.float64)
        expected = expit(f) * cell + expit(i) * np.tanh(g)
        hidden = np.empty(size, dtype=np.float32)
        lstm_cells(gates.ravel(), 0, size, LstmState(cell, 0, hidden, 0), 0, size)
        np.testing.assert_allclose(cell, expected, atol=4e-7)
        np.testing.assert_allclose(hidden, expit(o) * np.tanh(expected), atol=4e-7)


def test_masks_keep_their_share_and_the_mean():
    parameters = hyperparameters(approach="vector", seg_len=512, num_layers=4, input_dropout=0.5, output_dropout=0.9)
    masks = draw_masks(parameters, 8, None, np.random.default_rng(0))
    assert masks is not None
    assert set(np.unique(masks.inputs)) == {0.0, 2.0}
    assert masks.inputs.mean() == pytest.approx(1.0, abs=0.03)  # 16384 draws: a deviation of 0.008
    assert (masks.outputs > 0).mean() == pytest.approx(0.9, abs=0.02)
    assert masks.inputs.shape == (8, 4 * 512)


def test_without_dropout_no_random_number_is_used():
    rng = np.random.default_rng(0)
    off = hyperparameters(approach="vector", use_dropout=False, output_dropout=0.5)
    assert draw_masks(off, 1, None, rng) is None
    assert draw_masks(hyperparameters(approach="vector", output_dropout=0.5), 1, 0.0, rng) is None
    assert rng.random() == np.random.default_rng(0).random()
