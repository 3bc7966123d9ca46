"""What a backend gives a generator: a network that takes steps; torch-free."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from live_inference.arrays import FloatArray
from live_models.hyperparameters import Hyperparameters


@dataclass
class NetworkState:
    """Hidden and cell state of every layer, updated in place. One thread at a time.

    Shape: `hidden`, `cell` `[num_layers, B, H]`
    """

    hidden: FloatArray
    cell: FloatArray


@dataclass(frozen=True)
class Masks:
    """Dropout masks of one step: 0 for a dropped connection, 1 / keep for a kept one.

    Shape: `inputs` `[B, I + (num_layers - 1) * H]`, `outputs` `[B, num_layers * H]`: the layers side by side
    """

    inputs: FloatArray
    outputs: FloatArray


class Network(Protocol):
    """One step of a frozen network. Immutable: one network may serve several threads, each with its own state."""

    parameters: Hyperparameters

    def begin(self, batch: int) -> NetworkState:
        """A state of zeros for `batch` lanes."""
        ...

    def step(self, x: FloatArray, state: NetworkState, masks: Masks | None) -> FloatArray:
        """What the head puts out; moves `state` in place.

        Shape: `[B, I]` -> `[B, O]`
        """
        ...


def zero_state(parameters: Hyperparameters, batch: int) -> NetworkState:
    """A state of zeros. Shape: see NetworkState."""
    shape = (parameters.num_layers, batch, parameters.hidden)
    return NetworkState(np.zeros(shape, dtype=np.float32), np.zeros(shape, dtype=np.float32))


def draw_masks(
    parameters: Hyperparameters, batch: int, dropout: float | None, rng: np.random.Generator
) -> Masks | None:
    """Masks for one step: each connection is dropped with chance `dropout`, None meaning as it was in training.

    Returns None, and leaves `rng` alone, where nothing is dropped.
    """
    if dropout is None:
        keep_in, keep_out = parameters.input_dropout, parameters.output_dropout
        if not parameters.use_dropout:
            keep_in = keep_out = 1.0
    else:
        keep_in = keep_out = 1.0 - dropout
    if keep_in >= 1.0 and keep_out >= 1.0:
        return None
    hidden, layers = parameters.hidden, parameters.num_layers
    return Masks(
        _mask((batch, parameters.input_size + (layers - 1) * hidden), keep_in, rng),
        _mask((batch, layers * hidden), keep_out, rng),
    )


def _mask(shape: tuple[int, int], keep: float, rng: np.random.Generator) -> FloatArray:
    kept = rng.random(shape, dtype=np.float32) < keep
    return kept.astype(np.float32) * np.float32(1.0 / keep)
