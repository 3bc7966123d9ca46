"""The torchscript backend agrees with eager, and its scripted step is a file that another process can load."""

from __future__ import annotations

import io

import numpy as np
import torch

from live_models.families.lstm.backends.network import draw_masks
from live_models.families.lstm.backends.torchscript import TorchScriptNetwork, saved
from support.checkpoints import SMALL, random_tensors
from support.parameters import hyperparameters_of

# Sums of at most 90 products in another order, fed back for 100 steps: float32 keeps about 7 digits, 5 are asked for.
TOLERANCE = 2e-5


def inputs(parameters, batch, dropout, steps=100):
    rng = np.random.default_rng(0)
    x = rng.standard_normal((steps, batch, parameters.input_size)).astype(np.float32)
    return x, [draw_masks(parameters, batch, dropout, rng) for _ in range(steps)]


def test_a_saved_step_is_loaded_and_moves_its_state():
    parameters = hyperparameters_of(SMALL["vector_mixture"])
    network = TorchScriptNetwork(parameters, random_tensors(parameters))
    loaded = torch.jit.load(io.BytesIO(saved(network.module)))
    x, _ = inputs(parameters, 1, 0.0, steps=5)
    ours, theirs = network.begin(1), network.begin(1)
    for step in x:
        expected = network.step(step, ours, None)
        y = loaded(torch.from_numpy(step), torch.from_numpy(theirs.hidden), torch.from_numpy(theirs.cell), None, None)
        np.testing.assert_allclose(y.numpy(), expected, atol=1e-6)
    np.testing.assert_allclose(theirs.cell, ours.cell, atol=1e-6)
