"""The cpu backends: numba kernels without the interpreter's lock, on packed weights."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

import numpy as np

from live_models.arrays import FloatArray
from live_models.families.lstm.backends.cpu_samples import Controls, Made, Tape, run_samples
from live_models.families.lstm.backends.network import Masks, NetworkState, SampleState, zero_state
from live_models.families.lstm.config import LSTMParameters
from live_models.families.sample_wise.head import Draws, SampleHead, Steering
from live_models.kernels.lstm import Memory, Stack, StepMasks, entry_of, listen, repeat_steps, whole_step
from live_models.kernels.panels import CONVERTS_HALF, PANEL
from live_models.kernels.products import PackedWeights, Precision, pack_weights
from live_models.kernels.threads import Team
from live_models.thread_team import ThreadTeam

AHEAD: Final = 32
"""Steps whose known samples are projected ahead in one product. With more, single steps are left more columns; with
fewer, the matrix is read more often."""

AHEAD_SMALL: Final = 16
SMALL: Final = 1 << 20
"""The same for a matrix of at most this many bytes, which stays in the caches. Not for float32: the order of its sums
would change, and with it the samples."""

CROWD: Final = 16
"""From this many lanes on nothing is projected ahead: lanes share one pass over the matrix as well as steps would."""

_NONE: Final = np.zeros(1, dtype=np.float32)


def lstm_matrices(
    parameters: LSTMParameters, tensors: Mapping[str, FloatArray]
) -> list[tuple[FloatArray, FloatArray | None]]:
    """A checkpoint's matrices and biases in the kernels' order: of each layer input and recurrent, then the head's."""
    found: list[tuple[FloatArray, FloatArray | None]] = []
    for layer in range(parameters.num_layers):
        found.append((tensors[f"layers.{layer}.weight_ih"], tensors[f"layers.{layer}.bias"]))
        found.append((tensors[f"layers.{layer}.weight_hh"], None))
    return [*found, (tensors["head.weight"], tensors["head.bias"])]


class Part(NamedTuple):
    """What a kernel needs for steps of some lanes."""

    packed: PackedWeights
    stack: Stack
    memory: Memory
    masks: StepMasks


class CpuNetwork:
    """LSTM stack and head in numba. See `Network` and `SampleNetwork`.

    * float32 agrees with the eager backend to rounding (2e-5 relative to the largest output over a hundred steps).
    * float16: weights rounded to 11 bits, everything else float32; half the bytes. float32 on a processor that does not
      convert float16. A sample-wise network's first matrix stays float32: behind a linear skip its inputs were whitened
      in training (`LSTMNetwork.whiten`), large weights that nearly cancel, and it is read only once in `AHEAD` steps.
    * int8: weights rounded to 8 bits with a scale per row, vectors to 16 bits, sums exact; a quarter of the bytes.

    `threads` share the lanes of a batch, or one lane's rows where a layer has a multiple of 16 cells for each.
    """

    def __init__(
        self,
        parameters: LSTMParameters,
        tensors: Mapping[str, FloatArray],
        precision: Precision = "float32",
        threads: int = 1,
    ) -> None:
        self.parameters = parameters
        if precision == "float16" and not CONVERTS_HALF:
            precision = "float32"
        self.precision = precision
        first: Precision = "float32" if parameters.sample_wise and precision == "float16" else precision
        self.packed = pack_weights(lstm_matrices(parameters, tensors), first, precision)
        self._condition = tensors.get("condition.weight")
        self._row_threads = threads if parameters.hidden % (PANEL * threads) == 0 else 1
        self.threads = threads
        self._pool = ThreadTeam(threads)

    def begin(self, batch: int) -> NetworkState:
        """A state of zeros for `batch` lanes."""
        return zero_state(self.parameters, batch)

    def step(self, x: FloatArray, state: NetworkState, masks: Masks | None) -> FloatArray:
        """What the head puts out; moves `state` in place. Shape: `[B, I]` -> `[B, O]`."""
        y = np.empty((len(x), self.packed.matrices[-1][3] * PANEL), dtype=np.float32)
        self._step(x, state, masks, y)
        return y[:, : self.parameters.output_size].copy()

    def repeat(self, x: FloatArray, state: NetworkState, steps: int, limit: float) -> FloatArray:
        """Steps without dropout, each fed by what the head put out before. See `RepeatingNetwork`."""
        memory = self.memory(state, slice(0, len(x)))
        out = np.empty((steps, *x.shape), dtype=np.float32)
        entering = np.array(x, dtype=np.float32).ravel()
        repeat_steps(self.packed, self.stack(len(x)), memory, flat_masks(None), entering, limit, out.ravel())
        self.keep(state, slice(0, len(x)), memory, steps)
        return out

    def listen(self, x: FloatArray, state: NetworkState, masks: Masks | None) -> None:
        """Many steps without the head: most of the weights are read once, not once a step. See `ListeningNetwork`."""
        entering = np.ascontiguousarray(x, dtype=np.float32).ravel()
        if len(entering):
            memory = Memory(
                state.hidden.ravel(), state.cell.ravel(), _NONE, _NONE, self._entry(state, x.shape[1])
            )  # fmt: skip
            listen(self.packed, self.stack(x.shape[1]), len(x), entering, memory, flat_masks(masks), _alone())

    def _step(self, x: FloatArray, state: NetworkState, masks: Masks | None, y: FloatArray) -> None:
        hidden = np.empty((2, *state.hidden.shape), dtype=np.float32)
        hidden[0] = state.hidden
        memory = Memory(
            hidden.ravel(), state.cell.ravel(), np.empty_like(hidden).ravel(), _NONE, self._entry(state, len(x))
        )  # fmt: skip
        entering = np.ascontiguousarray(x, dtype=np.float32).ravel()
        stack, flat, threads = self.stack(len(x)), flat_masks(masks), self._row_threads
        counters = np.zeros(1, dtype=np.int64)

        def run(thread: int) -> None:
            team = Team(thread, threads, counters)
            whole_step(self.packed, stack, memory, entering, flat, team, y.ravel())

        self._pool.run(run, threads)
        state.hidden[:] = hidden[1]

    def heed(self, state: NetworkState, numbers: FloatArray) -> None:
        """See `Network.heed`."""
        state.heed(numbers, self._condition)

    def memory(self, state: NetworkState, lanes: slice) -> Memory:
        """Copies of some lanes' memory, for steps that are taken in one call; `keep` brings them back."""
        hidden = np.empty((2, len(state.hidden), lanes.stop - lanes.start, state.hidden.shape[2]), dtype=np.float32)
        hidden[0] = state.hidden[:, lanes]
        heeded = None if state.entry is None else state.entry[lanes]
        entry = entry_of(self.packed, hidden.shape[2], heeded)
        return Memory(hidden.ravel(), state.cell[:, lanes].flatten(), np.empty_like(hidden).ravel(), _NONE, entry)

    def keep(self, state: NetworkState, lanes: slice, memory: Memory, steps: int) -> None:
        """Keep what `steps` steps made of `memory`."""
        shape = state.hidden[:, lanes].shape
        state.hidden[:, lanes] = memory.hidden.reshape(2, *shape)[steps & 1]
        state.cell[:, lanes] = memory.cell.reshape(shape)

    def in_parts(
        self, state: NetworkState, masks: Masks | None, shape: tuple[int, int], take: Callable[[slice, Part], None]
    ) -> None:
        """Let the threads take steps of `shape` (dreams, steps) of some dreams each; `take` gets which, and their part.

        Moves `state`. Shape: masks `[steps, lanes, columns]`
        """
        dreams, steps = shape
        threads = min(self.threads, dreams)
        twins = state.hidden.shape[1] // dreams

        def run(thread: int) -> None:
            own = slice(thread * dreams // threads, (thread + 1) * dreams // threads)
            lanes = slice(twins * own.start, twins * own.stop)
            drawn = None if masks is None else Masks(masks.inputs[:, lanes], masks.outputs[:, lanes])
            memory = self.memory(state, lanes)
            take(own, Part(self.packed, self.stack(lanes.stop - lanes.start), memory, flat_masks(drawn)))
            self.keep(state, lanes, memory, steps)

        self._pool.run(run, threads)

    def _entry(self, state: NetworkState, lanes: int) -> FloatArray:
        return entry_of(self.packed, lanes, state.entry)

    def stack(self, lanes: int) -> Stack:
        """The layers' sizes, for so many lanes."""
        p = self.parameters
        return Stack(p.num_layers, p.hidden, lanes, 1 if p.use_residual else p.num_layers, p.gates)

    def begin_samples(self, state: SampleState) -> None:
        """Make room for what is projected ahead. See `SampleNetwork`."""
        rows = self.packed.matrices[0][3] * PANEL
        small = self.precision != "float32" and self.packed.first.nbytes <= SMALL
        frames = self.parameters.seg_len // self.parameters.hop_length
        length = min(AHEAD_SMALL if small else AHEAD, 1 << (frames.bit_length() - 1))
        lanes = len(state.tape) if len(state.tape) < CROWD else 0
        if state.ahead.shape != (lanes, length, rows):
            state.ahead = np.empty((lanes, length, rows), dtype=np.float32)
        state.ahead_at = -1

    def dream_samples(
        self, state: SampleState, head: SampleHead, steering: Steering, draws: Draws, masks: Masks | None,
        num_steps: int, *, listening: bool = False,
    ) -> FloatArray:  # fmt: skip
        """`num_steps` steps within one stretch of the tape. See `SampleNetwork`."""
        batch = len(state.power)
        out = np.empty((batch, num_steps * self.parameters.hop_length), dtype=np.float32)
        controls = Controls(head, steering, draws)
        if batch == 1 or self.threads == 1:
            self._dream_part(state, controls, masks, out, slice(0, batch), self._row_threads, listening=listening)
        else:
            edges = [thread * batch // self.threads for thread in range(self.threads + 1)]
            self._pool.run(
                lambda thread: self._dream_part(
                    state, controls, masks, out, slice(edges[thread], edges[thread + 1]), 1, listening=listening
                ),
                self.threads,
            )
        block = state.ahead.shape[1]
        last = (state.position + num_steps - 1) // block * block
        if len(state.ahead) and (masks is None or masks.inputs.shape[2] == 0):
            state.ahead_at = last
        state.position += num_steps
        return out

    def _dream_part(
        self, state: SampleState, controls: Controls, masks: Masks | None, out: FloatArray, dreams: slice,
        threads: int, *, listening: bool,
    ) -> None:  # fmt: skip
        """Some dreams of a batch: their own pieces of every array, so that threads do not meet."""
        first, last, draws = dreams.start, dreams.stop, controls.draws
        if first == last:
            return
        p, steps = self.parameters, controls.draws.chance.shape[1]
        rows = p.rows
        lanes = slice(first * rows, last * rows)
        count = (last - first) * rows
        memory = self.memory(state.network, lanes)
        mask_in = mask_out = np.zeros((steps, 1), dtype=np.float32)
        in_masked = masks is not None and masks.inputs.shape[2] > 0
        if masks is not None:
            mask_out = np.ascontiguousarray(masks.outputs[:, lanes]).reshape(steps, -1)
            if in_masked:
                mask_in = np.ascontiguousarray(masks.inputs[:, lanes]).reshape(steps, -1)
        # A thread's own copies of what every thread writes alike
        tapes = [state.tape[lanes] if thread == 0 else state.tape[lanes].copy() for thread in range(threads)]
        powers = [state.power[dreams] if thread == 0 else state.power[dreams].copy() for thread in range(threads)]
        outs = [out[dreams] if thread == 0 else np.empty_like(out[dreams]) for thread in range(threads)]
        counters = np.zeros(1, dtype=np.int64)

        flat = StepMasks(mask_in, mask_out, in_masked, masks is not None)
        own_draws = Draws(draws.chance[dreams], draws.normal[dreams], draws.noise[dreams])
        own_controls = Controls(controls.head, controls.steering, own_draws)
        projected = len(state.ahead) > 0 and not in_masked

        def run(thread: int) -> None:
            tape = Tape(
                tapes[thread], state.ahead[lanes], rows, state.position, state.ahead_at, projected, listening
            )  # fmt: skip
            run_samples(
                self.packed, self.stack(count), memory, tape, flat, own_controls,
                Made(outs[thread], powers[thread], p.hop_length), Team(thread, threads, counters),
            )  # fmt: skip

        self._pool.run(run, threads)
        self.keep(state.network, lanes, memory, steps)


def _alone() -> Team:
    return Team(0, 1, np.zeros(1, dtype=np.int64))


def flat_masks(masks: Masks | None) -> StepMasks:
    """Masks as the kernels read them."""
    if masks is None:
        return StepMasks(_NONE, _NONE, False, False)
    return StepMasks(masks.inputs.ravel(), masks.outputs.ravel(), True, True)
