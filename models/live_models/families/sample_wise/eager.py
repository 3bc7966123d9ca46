"""The eager form of any network that takes one sample after the other: the PyTorch module itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import torch

from live_models.arrays import FloatArray
from live_models.families.sample_wise.lanes import LaneState
from live_models.families.sample_wise.network import StreamNetwork


@dataclass
class EagerState:
    """A network's state; None before anything was heard. One thread at a time.

    Shape: `condition` `[B, SIZE]`; None: nothing is heeded
    """

    layers: LaneState | None = None
    condition: torch.Tensor | None = None


class EagerNetwork:
    """A module without context. See `backend.StepNetwork`.

    The module's weights may change between two calls (concurrent dreaming).
    """

    def __init__(self, module: StreamNetwork) -> None:
        self._module = module

    def begin(self, batch: int) -> EagerState:
        """Nothing heard."""
        del batch
        return EagerState()

    def step(self, entering: FloatArray, state: EagerState) -> FloatArray:
        """What the head says of the next sample. Shape: `[B, entering]` -> `[B, output_size]`"""
        with one_thread(), torch.inference_mode():
            outputs, state.layers = self._module(torch.from_numpy(entering)[None], state.layers, state.condition)
            return np.asarray(outputs[0].numpy())

    def listen(self, entering: FloatArray, state: EagerState) -> None:
        """Hear samples. Shape: `[steps, B, entering]`"""
        if len(entering):
            with one_thread(), torch.inference_mode():
                _, state.layers = self._module(torch.from_numpy(entering), state.layers, state.condition)

    def heed(self, state: EagerState, numbers: FloatArray) -> None:
        """See `Heeds.heed`."""
        state.condition = torch.from_numpy(numbers)

    def chosen(self, state: EagerState, lanes: Sequence[int]) -> EagerState:
        """See `Heeds.chosen`."""
        if state.layers is None:
            return EagerState()
        return EagerState([tuple(tensor[:, list(lanes)] for tensor in layer) for layer in state.layers])


@contextmanager
def one_thread() -> Iterator[None]:
    """Let PyTorch use one thread here: for steps as short as these, two wait for each other far longer than they work.

    Measured with 128 cells on two busy cores: 16 times slower.
    """
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
