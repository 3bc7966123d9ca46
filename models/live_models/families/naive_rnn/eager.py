"""NaiveRNN's eager backend: the PyTorch network, one sample at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import torch

from live_models.arrays import FloatArray
from live_models.contract.backend import DreamDraws
from live_models.contract.checkpoint import Checkpoint, checked_kind
from live_models.families.lstm.layers import LSTMState
from live_models.families.naive_rnn.config import NaiveRNNParameters
from live_models.families.naive_rnn.network import NaiveRNN
from live_models.heads import FULL, Sampling, draw_sample, method_of
from live_models.quantisation import class_values


@dataclass
class NaiveRNNState:
    """Dreams under way. One thread at a time. `lstm`: None before anything was heard.

    Shape: `samples` `[dreams]`, the next inputs
    """

    lstm: LSTMState | None
    samples: FloatArray


class EagerNaiveRNN:
    """See `live_models.contract.backend.Backend`. The network's weights may change between two calls.

    Known, for `listen`: samples of -1..1, the middles of their classes. Shape: `[steps, dreams]`
    """

    def __init__(self, parameters: NaiveRNNParameters, network: NaiveRNN) -> None:
        self._network, self._values = network, class_values(parameters.quantisation)

    def begin(self, batch: int) -> NaiveRNNState:
        """States of zeros, and silence to hear."""
        return NaiveRNNState(None, np.zeros(batch, dtype=np.float32))

    def listen(self, state: NaiveRNNState, known: FloatArray, draws: DreamDraws) -> None:
        """Hear all samples but the last, which is the next input."""
        del draws
        with one_thread(), torch.inference_mode():
            _, state.lstm = self._network(torch.from_numpy(known[:-1]), state.lstm)
        state.samples = known[-1]

    def dream(self, state: NaiveRNNState, draws: DreamDraws, steps: int) -> FloatArray:
        """Draw samples of -1..1, each fed back. Shape: -> `[dreams, steps]`"""
        controls = draws.controls
        sampling = Sampling(method_of(controls.sampling, FULL), controls.temperature, controls.tau)
        out = np.empty((len(state.samples), steps), dtype=np.float32)
        with one_thread(), torch.inference_mode():
            for step in range(steps):
                logits, state.lstm = self._network(torch.from_numpy(state.samples)[None], state.lstm)
                rows = zip(logits[0].numpy(), draws.rngs, strict=True)
                drawn = [draw_sample(row, 0, self._values, sampling, rng.random(), 0.0) for row, rng in rows]
                state.samples = np.array(drawn, dtype=np.float32)
                out[:, step] = state.samples
        return out


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


def backend(checkpoint: Checkpoint, threads: int) -> EagerNaiveRNN:
    """The table's entry."""
    del threads
    parameters = checked_kind(checkpoint, NaiveRNNParameters)
    network = NaiveRNN(parameters)
    network.load_tensors(checkpoint.tensors)
    return EagerNaiveRNN(parameters, network)
