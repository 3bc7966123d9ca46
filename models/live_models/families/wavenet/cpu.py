"""WaveNet's cpu backends: numba kernels without the interpreter's lock, on packed weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from live_models.arrays import FloatArray
from live_models.condition.numbers import entering
from live_models.families.sample_wise.backend import StreamState
from live_models.families.sample_wise.head import Stretch
from live_models.families.sample_wise.parts import Part, run_parts
from live_models.families.wavenet.config import WaveNetParameters
from live_models.families.wavenet.hearing import hear
from live_models.families.wavenet.packing import packed_net
from live_models.families.wavenet.steps import AHEAD, Memory, make_shared, run_steps, whole_step
from live_models.kernels.panels import CONVERTS_HALF, PANEL
from live_models.kernels.products import Precision
from live_models.kernels.rings import Rings, make_rings
from live_models.kernels.threads import Team
from live_models.thread_team import ThreadTeam


@dataclass
class CpuState:
    """What dreams have heard. One thread at a time. `step`: how many samples of it; `fresh`: see `steps.run_layers`."""

    memory: Memory
    step: int = 0
    fresh: bool = True

    def moved_on(self, steps: int, *, fresh: bool) -> None:
        """Count steps that were taken or heard."""
        self.step, self.fresh = self.step + steps, fresh


class CpuWaveNet:
    """See `live_models.families.sample_wise.backend.StretchNetwork`.

    float32 agrees with the eager backend to rounding; float16: weights rounded to 11 bits; int8: weights rounded to 8
    bits with a scale per row, vectors to 16 bits, sums exact.

    `threads` share the dreams of a batch, or one dream's filters where there are a multiple of 16 for each.
    """

    def __init__(
        self,
        parameters: WaveNetParameters,
        tensors: Mapping[str, FloatArray],
        precision: Precision = "float32",
        threads: int = 1,
    ) -> None:
        self.parameters = parameters
        if precision == "float16" and not CONVERTS_HALF:
            precision = "float32"
        self.net = packed_net(parameters, tensors, precision)
        layers = range(len(parameters.dilations))
        self._biases = np.stack([self._bias(layer) for layer in layers])
        self._conditions = [tensors[f"layers.{layer}.condition"] for layer in layers] if parameters.condition else []
        self._row_threads = threads if parameters.num_filters % (PANEL * threads) == 0 else 1
        self._team = ThreadTeam(threads)

    def begin(self, batch: int) -> CpuState:
        """Nothing heard."""
        p = self.parameters
        ahead = np.zeros((batch, len(p.dilations), AHEAD, self._biases.shape[1]), dtype=np.float32)
        before = np.zeros((batch, p.entering), dtype=np.float32)
        rings, entry = make_rings(p.dilations, p.num_filters, batch), np.tile(self._biases, (batch, 1, 1))
        return CpuState(Memory(rings, ahead, before, entry))

    def heed(self, state: CpuState, numbers: FloatArray) -> None:
        """See `Heeds.heed`."""
        entry = np.tile(self._biases, (len(numbers), 1, 1))
        for layer, weight in enumerate(self._conditions):
            entry[:, layer, : len(weight)] += entering(numbers, weight)
        state.memory, state.fresh = state.memory._replace(entry=entry), True

    def chosen(self, state: CpuState, lanes: Sequence[int]) -> CpuState:
        """See `Heeds.chosen`."""
        rings, these = state.memory.rings, list(lanes)
        others = (one[these] for one in state.memory[1:])
        return CpuState(Memory(Rings(rings.numbers[these], rings.table), *others), state.step, state.fresh)

    def step(self, entering: FloatArray, state: CpuState) -> FloatArray:
        """What the head says of the next sample. Shape: `[B, entering]` -> `[B, output_size]`"""
        y = np.empty((len(entering), int(self.net.packed.matrices[-1][3]) * PANEL), dtype=np.float32)
        heard = np.ascontiguousarray(entering, dtype=np.float32).ravel()
        alone = Team(0, 1, np.zeros(1, dtype=np.int64))
        whole_step(self.net, state.memory, heard, (state.step, state.fresh), alone, y.reshape(-1))
        state.moved_on(1, fresh=False)
        return y[:, : self.parameters.output_size].copy()

    def listen(self, entering: FloatArray, state: CpuState) -> None:
        """Hear samples: the weights are read once for many. Shape: `[steps, B, entering]`"""
        threads = min(self._team.threads, entering.shape[1])
        edges = [thread * entering.shape[1] // threads for thread in range(threads + 1)]

        def run(thread: int) -> None:
            dreams = slice(edges[thread], edges[thread + 1])
            known = np.ascontiguousarray(entering[:, dreams], dtype=np.float32)
            hear(self.net, _of_lanes(state.memory, dreams), known, state.step)

        self._team.run(run, threads)
        state.moved_on(len(entering), fresh=True)

    def run(self, state: StreamState[CpuState], stretch: Stretch) -> FloatArray:
        """Steps within one stretch of the tape. See `StretchNetwork.run`."""
        own = state.network
        made = run_parts(self._team, self._row_threads, state, stretch, lambda part: self._run(own, part))
        own.moved_on(stretch.num_steps, fresh=False)
        return made

    def _run(self, state: CpuState, part: Part) -> None:
        threads, memory = len(part.feedback), _of_lanes(state.memory, part.lanes)
        shared = make_shared(self.net, part.lanes.stop - part.lanes.start, len(self.parameters.dilations))
        counters, at = np.zeros(1, dtype=np.int64), (state.step, state.fresh)

        def run(thread: int) -> None:
            team = Team(thread, threads, counters)
            run_steps(self.net, memory, shared, part.stretch, part.feedback[thread], at, team)

        self._team.run(run, threads)

    def _bias(self, layer: int) -> FloatArray:
        """Of a layer's gates. Shape: -> `[rows]`"""
        _, _, _, panels, first, *_ = self.net.packed.matrices[3 * layer]
        return self.net.packed.biases[first : first + panels * PANEL]


def _of_lanes(memory: Memory, lanes: slice) -> Memory:
    """What some lanes have heard: views, so that threads do not meet."""
    rings = Rings(memory.rings.numbers[lanes], memory.rings.table)
    return Memory(rings, memory.ahead[lanes], memory.before[lanes], memory.entry[lanes])
