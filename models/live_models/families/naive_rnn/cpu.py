"""NaiveRNN's cpu backends: numba kernels without the interpreter's lock, on packed weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from live_models.arrays import FloatArray
from live_models.condition.numbers import entering
from live_models.families.naive_rnn.config import NaiveRNNParameters
from live_models.families.naive_rnn.kernels import Upsampling, run_steps
from live_models.families.naive_rnn.state import LayerStates, zero_state
from live_models.families.sample_wise.backend import StreamState
from live_models.families.sample_wise.head import Stretch
from live_models.families.sample_wise.parts import Part, run_parts
from live_models.kernels.lstm import Memory, Stack, StepMasks, entry_of, listen, whole_step
from live_models.kernels.panels import CONVERTS_HALF, PANEL
from live_models.kernels.products import Precision, pack_weights
from live_models.kernels.threads import Team
from live_models.thread_team import ThreadTeam

HEARD_AT_ONCE: Final = 4096
"""Vectors that are heard in one call: their gates take 32 MB at 512 cells."""

_NONE: Final = np.zeros(1, dtype=np.float32)
_NO_MASKS: Final = StepMasks(_NONE, _NONE, False, False)


def folded_matrices(
    parameters: NaiveRNNParameters, tensors: Mapping[str, FloatArray]
) -> list[tuple[FloatArray, FloatArray | None]]:
    """A checkpoint's matrices and biases in the kernels' order, the upsampling in one with the first layer's input.

    One sample in is then a column instead of a matrix: at 2x512 cells 3.28 instead of 4.33 million products.
    """
    entry = tensors["layers.0.weight_ih"].astype(np.float64)
    weight = (entry @ tensors["upsample.weight"]).astype(np.float32)
    bias = (tensors["layers.0.bias"] + entry @ tensors["upsample.bias"]).astype(np.float32)
    found: list[tuple[FloatArray, FloatArray | None]] = [(weight, bias), (tensors["layers.0.weight_hh"], None)]
    for layer in range(1, parameters.num_layers):
        found.append((tensors[f"layers.{layer}.weight_ih"], tensors[f"layers.{layer}.bias"]))
        found.append((tensors[f"layers.{layer}.weight_hh"], None))
    return [*found, (tensors["head.weight"], tensors["head.bias"])]


class CpuNaiveRNN:
    """See `live_models.families.sample_wise.backend.StretchNetwork`.

    float32 agrees with the eager backend to rounding; float16: weights rounded to 11 bits, but those of what enters;
    int8: weights rounded to 8 bits with a scale per row, vectors to 16 bits, sums exact.

    `threads` share the dreams of a batch, or one dream's rows where a layer has a multiple of 16 cells for each.
    """

    def __init__(
        self,
        parameters: NaiveRNNParameters,
        tensors: Mapping[str, FloatArray],
        precision: Precision = "float32",
        threads: int = 1,
    ) -> None:
        self.parameters = parameters
        if precision == "float16" and not CONVERTS_HALF:
            precision = "float32"
        first: Precision = "float32" if precision == "float16" else precision
        self.packed = pack_weights(folded_matrices(parameters, tensors), first, precision)
        weight = np.ascontiguousarray(tensors["upsample.weight"].T, dtype=np.float32)
        self._condition = tensors.get("condition.weight")
        self._upsampling = Upsampling(weight, tensors["upsample.bias"].astype(np.float32))
        self._row_threads = threads if parameters.hidden_size % (PANEL * threads) == 0 else 1
        self._team = ThreadTeam(threads)

    def begin(self, batch: int) -> LayerStates:
        """Nothing heard."""
        return zero_state(self.parameters, batch)

    def step(self, entering: FloatArray, state: LayerStates) -> FloatArray:
        """What the head says of the next sample. Shape: `[B, entering]` -> `[B, output_size]`"""
        hidden = np.empty((2, *state.hidden.shape), dtype=np.float32)
        hidden[0] = state.hidden
        entry = entry_of(self.packed, len(entering), state.entry)
        memory = Memory(
            hidden.ravel(), state.cell.ravel(), np.empty_like(hidden).ravel(), self._below(entering), entry
        )  # fmt: skip
        y = np.empty((len(entering), self.packed.matrices[-1][3] * PANEL), dtype=np.float32)
        heard = np.ascontiguousarray(entering, dtype=np.float32).ravel()
        whole_step(self.packed, self._stack(len(entering)), memory, heard, _NO_MASKS, _alone(), y.ravel())
        state.hidden[:] = hidden[1]
        return y[:, : self.parameters.output_size].copy()

    def listen(self, entering: FloatArray, state: LayerStates) -> None:
        """Hear samples: most of the weights are read once for many. Shape: `[steps, B, entering]`"""
        lanes = entering.shape[1]
        count, entry = max(1, HEARD_AT_ONCE // lanes), entry_of(self.packed, lanes, state.entry)
        for start in range(0, len(entering), count):
            part = np.ascontiguousarray(entering[start : start + count], dtype=np.float32)
            memory = Memory(state.hidden.ravel(), state.cell.ravel(), _NONE, self._below(part), entry)
            listen(self.packed, self._stack(lanes), len(part), part.ravel(), memory, _NO_MASKS, _alone())

    def heed(self, state: LayerStates, numbers: FloatArray) -> None:
        """See `Heeds.heed`."""
        assert self._condition is not None
        state.entry = entering(numbers, self._condition)

    def chosen(self, state: LayerStates, lanes: Sequence[int]) -> LayerStates:
        """See `Heeds.chosen`."""
        return state.chosen(lanes)

    def run(self, state: StreamState[LayerStates], stretch: Stretch) -> FloatArray:
        """Steps within one stretch of the tape. See `StretchNetwork.run`."""
        return run_parts(self._team, self._row_threads, state, stretch, lambda part: self._run(state.network, part))

    def _run(self, state: LayerStates, part: Part) -> None:
        ours, threads = part.lanes, len(part.feedback)
        lanes, layers, size = ours.stop - ours.start, self.parameters.num_layers, self.parameters.hidden_size
        hidden = np.empty((2, layers, lanes, size), dtype=np.float32)
        hidden[0] = state.hidden[:, ours]
        cell = np.ascontiguousarray(state.cell[:, ours])
        between, counters = np.empty_like(hidden), np.zeros(1, dtype=np.int64)
        entry = entry_of(self.packed, lanes, None if state.entry is None else state.entry[ours])

        def run(thread: int) -> None:
            below = np.empty(lanes * size, dtype=np.float32)
            run_steps(
                self.packed, self._stack(lanes), Memory(hidden.ravel(), cell.ravel(), between.ravel(), below, entry),
                self._upsampling, part.stretch, part.feedback[thread], _NO_MASKS, Team(thread, threads, counters),
            )  # fmt: skip

        self._team.run(run, threads)
        state.hidden[:, ours] = hidden[part.stretch.num_steps & 1]
        state.cell[:, ours] = cell

    def _below(self, entering: FloatArray) -> FloatArray:
        """What is added to the first layer's output. Shape: `[..., entering]` -> `[..., size]`, flat"""
        found = entering @ self._upsampling.weight + self._upsampling.bias
        return np.ascontiguousarray(found, dtype=np.float32).ravel()

    def _stack(self, lanes: int) -> Stack:
        return Stack(self.parameters.num_layers, self.parameters.hidden_size, lanes, 0)


def _alone() -> Team:
    return Team(0, 1, np.zeros(1, dtype=np.int64))
