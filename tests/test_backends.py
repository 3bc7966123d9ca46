"""Backends agree with eager, which is PyTorch itself; lanes of a batch do not hear one another."""

from __future__ import annotations

import numpy as np
import pytest

from live_inference.backends.cpu import CpuNetwork
from live_inference.backends.eager import EagerNetwork
from live_inference.backends.network import draw_masks
from live_models.hyperparameters import Hyperparameters
from support.checkpoints import SMALL, random_tensors

# Sums of at most 90 products in another order, fed back for 100 steps: float32 keeps about 7 digits, 5 are asked for.
TOLERANCE = 2e-5


def _run(network, x, masks, batch):
    state = network.begin(batch)
    out = np.array([network.step(x[t], state, None if masks is None else masks[t]) for t in range(len(x))])
    return out, state


@pytest.mark.parametrize("kind", list(SMALL))
@pytest.mark.parametrize("batch", [1, 3])
@pytest.mark.parametrize("dropout", [0.0, 0.3])
def test_cpu_agrees_with_eager(kind, batch, dropout):
    parameters = Hyperparameters.from_params(SMALL[kind])
    tensors = random_tensors(parameters)
    rng = np.random.default_rng(0)
    x = rng.standard_normal((100, batch, parameters.input_size)).astype(np.float32)
    masks = [draw_masks(parameters, batch, dropout, rng) for _ in range(100)] if dropout else None
    eager, eager_state = _run(EagerNetwork(parameters, tensors), x, masks, batch)
    cpu, cpu_state = _run(CpuNetwork(parameters, tensors), x, masks, batch)
    np.testing.assert_allclose(cpu, eager, atol=TOLERANCE * np.abs(eager).max())
    np.testing.assert_allclose(cpu_state.hidden, eager_state.hidden, atol=TOLERANCE)
    np.testing.assert_allclose(cpu_state.cell, eager_state.cell, atol=TOLERANCE * np.abs(eager_state.cell).max())


@pytest.mark.parametrize("int8", [False, True])
def test_lanes_of_a_batch_are_those_that_run_alone(int8):
    parameters = Hyperparameters.from_params(SMALL["spectrum_mixture"])
    network = CpuNetwork(parameters, random_tensors(parameters), int8=int8)
    x = np.random.default_rng(0).standard_normal((30, 4, parameters.input_size)).astype(np.float32)
    together, _ = _run(network, x, None, 4)
    for lane in range(4):
        alone, _ = _run(network, x[:, lane : lane + 1], None, 1)
        # Four lanes at a time are summed in another order than one.
        np.testing.assert_allclose(together[:, lane : lane + 1], alone, atol=TOLERANCE * np.abs(alone).max())


@pytest.mark.parametrize("backend", [EagerNetwork, CpuNetwork])
def test_nan_goes_through_so_that_the_guard_can_see_it(backend):
    parameters = Hyperparameters.from_params(SMALL["vector"])
    network = backend(parameters, random_tensors(parameters))
    x = np.full((1, parameters.input_size), np.nan, dtype=np.float32)
    assert np.isnan(network.step(x, network.begin(1), None)).all()


def test_masks_keep_their_share_and_the_mean():
    parameters = Hyperparameters(approach="vector", seg_len=512, num_layers=4, input_dropout=0.5, output_dropout=0.9)
    masks = draw_masks(parameters, 8, None, np.random.default_rng(0))
    assert masks is not None
    assert set(np.unique(masks.inputs)) == {0.0, 2.0}
    assert masks.inputs.mean() == pytest.approx(1.0, abs=0.03)  # 16384 draws: a deviation of 0.008
    assert (masks.outputs > 0).mean() == pytest.approx(0.9, abs=0.02)
    assert masks.inputs.shape == (8, 4 * 512)


def test_without_dropout_no_random_number_is_used():
    rng = np.random.default_rng(0)
    off = Hyperparameters(approach="vector", use_dropout=False, output_dropout=0.5)
    assert draw_masks(off, 1, None, rng) is None
    assert draw_masks(Hyperparameters(approach="vector", output_dropout=0.5), 1, 0.0, rng) is None
    assert rng.random() == np.random.default_rng(0).random()
