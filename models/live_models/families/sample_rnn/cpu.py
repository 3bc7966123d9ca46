"""SampleRNN's cpu backends: numba kernels without the interpreter's lock, on packed weights."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from live_models.arrays import FloatArray
from live_models.condition.numbers import entering
from live_models.families.sample_rnn.config import SampleRNNParameters
from live_models.families.sample_rnn.folding import fold
from live_models.families.sample_rnn.loop import dream, hear
from live_models.families.sample_rnn.steps import Between, Memory, Tiers, Weights
from live_models.families.sample_wise.backend import StreamState
from live_models.families.sample_wise.head import Stretch
from live_models.families.sample_wise.parts import Part, run_parts
from live_models.kernels.panels import CONVERTS_HALF, PANEL
from live_models.kernels.products import Precision, pack_weights
from live_models.kernels.threads import Team
from live_models.thread_team import ThreadTeam

Run = Callable[[Tiers, Memory, Between, Team], None]
"""What one thread of a team does."""


@dataclass
class CpuState:
    """Dreams under way. One thread at a time. `count`: samples heard, the clock of all tiers.

    Shape: as `steps.Memory`, `above` of each tier by itself, `entry` `[tiers, lanes, rows]`
    """

    heard: FloatArray
    hidden: FloatArray
    cell: FloatArray
    above: list[FloatArray]
    entry: FloatArray
    count: int = 0


class CpuSampleRNN:
    """A `StretchNetwork` (`sample_wise.backend`) in numba.

    * float32 agrees with the eager backend to rounding.
    * float16: weights rounded to 11 bits, everything else float32; float32 where the processor does not convert them.
    * int8: weights rounded to 8 bits with a scale per row, vectors to 16 bits, sums exact.

    What samples are multiplied with stays float32: a hundredth of the weights. `threads` share the lanes of a batch, or
    one lane's rows where tiers and multilayer network have a multiple of 16 rows for each.
    """

    def __init__(
        self,
        parameters: SampleRNNParameters,
        tensors: Mapping[str, FloatArray],
        precision: Precision = "float32",
        threads: int = 1,
    ) -> None:
        p = self._parameters = parameters
        if precision == "float16" and not CONVERTS_HALF:
            precision = "float32"
        folded = fold(p, tensors)
        entering = pack_weights(folded.entering, "float32", "float32")
        self.weights = Weights(entering, pack_weights(folded.others, precision, precision))
        whole = PANEL * threads
        self._row_threads = threads if p.hidden_size % whole == 0 and p.predictor_size % whole == 0 else 1
        self._team = ThreadTeam(threads)
        matrices = self.weights.others.matrices
        tiers = range(len(p.frame_sizes))
        self._conditions = [tensors[f"tiers.{tier}.condition"] for tier in tiers] if p.condition else []
        self._rows, self._widths, self._heads = (int(matrices[n][3]) * PANEL for n in (0, -2, -1))

    def begin(self, batch: int) -> CpuState:
        """States of zeros, and silence heard."""
        p = self._parameters
        return CpuState(
            np.zeros((batch, 2, p.frame_sizes[0], p.entering), dtype=np.float32),
            np.zeros((len(p.frame_sizes), batch, p.hidden_size), dtype=np.float32),
            np.zeros((len(p.frame_sizes), batch, p.hidden_size), dtype=np.float32),
            [np.zeros((ratio, batch, self._rows), dtype=np.float32) for ratio in p.ratios[:-1]],
            self._entry(batch),
        )

    def heed(self, state: CpuState, numbers: FloatArray) -> None:
        """See `Heeds.heed`."""
        state.entry = self._entry(len(numbers))
        for tier, weight in enumerate(self._conditions):
            state.entry[tier, :, : len(weight)] += entering(numbers, weight)

    def chosen(self, state: CpuState, lanes: Sequence[int]) -> CpuState:
        """See `Heeds.chosen`."""
        these = list(lanes)
        above = [tier[:, these] for tier in state.above]
        return CpuState(
            state.heard[these], state.hidden[:, these], state.cell[:, these], above, state.entry[:, these], state.count
        )  # fmt: skip

    def step(self, entering: FloatArray, state: CpuState) -> FloatArray:
        """What the head says of the sample after this one. Shape: `[B, entering]` -> `[B, output_size]`"""
        return self._hear(np.asarray(entering, dtype=np.float32)[None], state, heads=True)

    def listen(self, entering: FloatArray, state: CpuState) -> None:
        """Hear samples without the head. Shape: `[steps, B, entering]`"""
        self._hear(entering, state, heads=False)

    def run(self, state: StreamState[CpuState], stretch: Stretch) -> FloatArray:
        """Steps of a dream in one call. See `StretchNetwork.run`."""
        out = run_parts(self._team, self._row_threads, state, stretch, lambda part: self._dream(state.network, part))
        state.network.count += stretch.num_steps
        return out

    def _dream(self, state: CpuState, part: Part) -> None:
        def run(tiers: Tiers, memory: Memory, between: Between, team: Team) -> None:
            feedback = part.feedback[team.thread]
            dream(self.weights, tiers, memory, between, state.count, part.stretch, feedback, team)

        self._together(state, part.lanes, run, len(part.feedback))

    def _hear(self, entering: FloatArray, state: CpuState, *, heads: bool) -> FloatArray:
        y = np.zeros((entering.shape[1], self._heads if heads else 0), dtype=np.float32)

        known = np.ascontiguousarray(entering, dtype=np.float32).reshape(len(entering), -1)

        def run(tiers: Tiers, memory: Memory, between: Between, team: Team) -> None:
            hear(self.weights, tiers, memory, between, state.count, known, y.reshape(-1), team)

        self._together(state, slice(0, len(state.heard)), run, self._row_threads if len(state.heard) == 1 else 1)
        state.count += len(entering)
        return y[:, : self._parameters.output_size].copy()

    def _together(self, state: CpuState, lanes: slice, run: Run, threads: int) -> None:
        """Run some dreams of a state, by `threads` threads together, on copies that are put back."""
        p, count = self._parameters, lanes.stop - lanes.start
        above = [tier[:, lanes].reshape(-1) for tier in state.above]
        memory = Memory(
            state.heard[lanes].reshape(-1),
            state.hidden[:, lanes].copy().reshape(-1),
            state.cell[:, lanes].copy().reshape(-1),
            np.concatenate([*above, np.zeros(1, dtype=np.float32)]),
            state.entry[:, lanes].reshape(-1),
        )
        tiers = self._tiers(count)
        width = -(-p.hidden_size // PANEL) * PANEL
        upsampled, first, second = (
            np.zeros(size * count, dtype=np.float32) for size in (max(p.ratios) * width, self._widths, self._widths)
        )
        between, counters = Between(upsampled, first, second), np.zeros(1, dtype=np.int64)
        self._team.run(lambda n: run(tiers, memory, between, Team(n, threads, counters)), threads)
        state.hidden[:, lanes] = memory.hidden.reshape(len(state.hidden), count, -1)
        state.cell[:, lanes] = memory.cell.reshape(len(state.cell), count, -1)
        for tier, begin in zip(state.above, tiers.table[:, 3], strict=False):
            of_tier = memory.above[begin : begin + tier[:, lanes].size]
            tier[:, lanes] = of_tier.reshape(len(tier), count, -1)

    def _entry(self, lanes: int) -> FloatArray:
        """What the gates begin with that heed nothing: the biases of the first tier."""
        found = np.zeros((len(self._parameters.frame_sizes), lanes, self._rows), dtype=np.float32)
        first = self.weights.entering.matrices[0][4]
        found[0] = self.weights.entering.biases[first : first + self._rows]
        return found

    def _tiers(self, lanes: int) -> Tiers:
        p = self._parameters
        table, number, begin = [], 0, 0
        for tier, (size, ratio) in enumerate(zip(p.frame_sizes, p.ratios, strict=True)):
            table.append((size, ratio, number, begin))
            number += 1 + ratio + (tier < len(p.frame_sizes) - 1)
            begin += ratio * lanes * self._rows
        table.append((1, 0, number, begin))
        return Tiers(
            np.array(table, dtype=np.int64), p.hidden_size, p.predictor_size, p.entering, p.frame_width, lanes,
            p.cell == "gru",
        )  # fmt: skip
