"""The cuda_graph backend: one step, or many with their draws and feedback, captured once and replayed (PyTorch, CUDA).

At these sizes a step is a dozen kernels of microseconds each, and what limits it is launching them. A captured graph
launches them all at once, on fixed addresses: so every tensor that it reads or writes is made before the capture, is
filled by copying, and is moved in place.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor

from live_models.arrays import FloatArray
from live_models.families.lstm.backends.network import Masks, NetworkState, SampleState, zero_state
from live_models.families.lstm.backends.sample_loop import SampleLoop
from live_models.families.lstm.backends.stack import Stack
from live_models.families.lstm.config import LSTMParameters
from live_models.families.sample_wise.head import Draws, SampleHead, Steering

WEIGHTS: Final = {"float32": torch.float32, "bfloat16": torch.bfloat16}

WARM_UP_CALLS: Final = 3
"""Calls before the capture: cuBLAS chooses its kernels and takes its workspace then, which a capture forbids."""

STEPS: Final = 64
"""Steps of a sample-wise dream in one graph; what is left over is replayed one by one."""


class CudaUnavailableError(RuntimeError):
    """There is no GPU that PyTorch can use; the message is one line for the user."""


def require_cuda() -> torch.device:
    """The current CUDA device. Raises CudaUnavailableError, which names the remedy."""
    if not torch.cuda.is_available():
        raise CudaUnavailableError(
            f"backend cuda_graph needs an NVIDIA GPU, and PyTorch {torch.__version__} finds none; "
            "choose backend cpu ([engine] backend), or install a PyTorch with CUDA and the driver"
        )
    return torch.device("cuda", torch.cuda.current_device())


class Captured:
    """A function of fixed tensors, captured at the first call and replayed by every call.

    The function takes no argument: it reads and writes tensors that it owns, in place. With `disable`, and always on
    the CPU, it is simply called: the same object, so that everything but the capture runs without a GPU. The tensor
    returned is a copy; the captured one is written again by the next replay. One thread at a time.
    """

    def __init__(self, function: Callable[[], Tensor], state: Sequence[Tensor], *, disable: bool) -> None:
        """`state`: the tensors that the function moves; the warm-up leaves them as it found them."""
        self._function = function
        self._state = state
        self._disable = disable
        self._graph: torch.cuda.CUDAGraph | None = None
        self._output: Tensor | None = None

    def __call__(self) -> Tensor:
        """Run once; a copy of what the function returns."""
        if self._disable:
            return self._function().clone()
        if self._graph is None or self._output is None:
            self._capture()
        assert self._graph is not None and self._output is not None
        self._graph.replay()
        return self._output.clone()

    def _capture(self) -> None:
        before = [tensor.clone() for tensor in self._state]
        stream = torch.cuda.Stream()
        stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(stream):
            for _ in range(WARM_UP_CALLS):
                self._function()
        torch.cuda.current_stream().wait_stream(stream)
        graph = torch.cuda.CUDAGraph()
        # Other threads of the process (another dream, a loading model) may use the GPU meanwhile.
        with torch.cuda.graph(graph, capture_error_mode="thread_local"):
            self._output = self._function()
        self._graph = graph
        for tensor, old in zip(self._state, before, strict=True):
            tensor.copy_(old)  # a capture runs nothing; the warm-up did


@dataclass(frozen=True)
class _Program:
    """A captured function, the fixed tensors that it reads and those of them that it moves, by their names."""

    call: Captured
    tensors: dict[str, Tensor]
    moved: tuple[str, ...]

    def run(self, values: Mapping[str, Any]) -> FloatArray:
        """Fill the tensors, run, and write what has moved back into `values`' arrays."""
        for name, tensor in self.tensors.items():
            tensor.copy_(torch.from_numpy(np.ascontiguousarray(values[name])))
        y = self.call()
        for name in self.moved:
            values[name][...] = self.tensors[name].cpu().numpy()
        return np.asarray(y.cpu().numpy())


@dataclass(frozen=True)
class _Key:
    """What a program is made for: shapes, and which masks there are. `steps` 0: a single step of the network alone."""

    lanes: int
    steps: int
    mask_in: bool
    mask_out: bool
    listening: bool = False
    heeding: bool = False
    head: SampleHead | None = field(default=None, compare=False)
    head_id: int = 0


class CudaGraphNetwork:
    """A `Stack` on the GPU, replayed as a CUDA graph. See `Network` and `SampleNetwork`.

    `weights`: `float32`, which agrees with eager to 2e-4 relative to the largest output over a hundred steps (other
    order of sums; TF32 stays off as PyTorch has it), or `bfloat16`, half the bytes to read per step and an error
    below 2 % of the largest output. State lies on the host between calls, as every backend's: it is kilobytes.
    `device`: for tests, the CPU: the same code without a capture. Raises CudaUnavailableError and ValueError.

    A graph is captured for every batch size, number of steps and kind of masks that is asked for, and kept. Any
    thread: calls take turns.
    """

    def __init__(
        self,
        parameters: LSTMParameters,
        tensors: Mapping[str, FloatArray],
        weights: str = "float32",
        device: torch.device | None = None,
    ) -> None:
        if weights not in WEIGHTS:
            raise ValueError(f"weights must be one of {', '.join(WEIGHTS)}, got {weights!r}")
        self.parameters = parameters
        self.device = require_cuda() if device is None else device
        self._stack = Stack(parameters, tensors, WEIGHTS[weights]).eval().to(self.device)
        self._condition = tensors.get("condition.weight")
        self._programs: dict[_Key, _Program] = {}
        self._lock = threading.Lock()

    def begin(self, batch: int) -> NetworkState:
        """A state of zeros for `batch` lanes."""
        return zero_state(self.parameters, batch)

    def step(self, x: FloatArray, state: NetworkState, masks: Masks | None) -> FloatArray:
        """What the head puts out; moves `state` in place. Shape: `[B, I]` -> `[B, O]`."""
        values = {"x": np.asarray(x, dtype=np.float32), "hidden": state.hidden, "cell": state.cell}
        if masks is not None:
            values |= {"mask_in": masks.inputs[None], "mask_out": masks.outputs[None]}
        if state.entry is not None:
            values["entry"] = state.entry
        key = _Key(len(x), 0, masks is not None, masks is not None, heeding=state.entry is not None)
        with self._lock, torch.inference_mode():
            return self._program(key).run(values)

    def heed(self, state: NetworkState, numbers: FloatArray) -> None:
        """See `Network.heed`."""
        state.heed(numbers, self._condition)

    def begin_samples(self, state: SampleState) -> None:
        """Nothing to make ready. See `SampleNetwork`."""

    def dream_samples(
        self,
        state: SampleState,
        head: SampleHead,
        steering: Steering,
        draws: Draws,
        masks: Masks | None,
        num_steps: int,
        *,
        listening: bool = False,
    ) -> FloatArray:
        """Steps in graphs of `STEPS`, the rest one by one. See `SampleNetwork`."""
        window, rows, bands = self.parameters.seg_len, self.parameters.rows, self.parameters.hop_length
        mask_in = None if masks is None or masks.inputs.shape[2] == 0 else masks.inputs
        mask_out = None if masks is None else masks.outputs
        controls = steering.numbers()
        tape = state.tape[:, state.position * bands :]
        values: dict[str, Any] = {
            "x": tape[:, :window].copy(),
            "hidden": state.network.hidden,
            "cell": state.network.cell,
            "power": state.power,
            "controls": controls,
        }
        if heeding := state.network.entry is not None:
            values["entry"] = state.network.entry
        out = np.empty((len(state.power), num_steps * bands), dtype=np.float32)
        done = 0
        with self._lock, torch.inference_mode():
            while done < num_steps:
                steps = STEPS if num_steps - done >= STEPS else 1
                part = slice(done, done + steps)
                frames = slice(done * bands, (done + steps) * bands)
                drawn = draws.part(done, done + steps)
                values["chance"], values["normals"] = drawn.chance, np.stack([drawn.normal, drawn.noise])
                ahead = tape[:, window:][:, frames]
                values["following"] = ahead
                values["mask_in"] = None if mask_in is None else mask_in[part]
                values["mask_out"] = None if mask_out is None else mask_out[part]
                masked = (mask_in is not None, mask_out is not None)
                key = _Key(len(tape), steps, *masked, listening, heeding, head=head, head_id=id(head))
                found = self._program(key).run(values)
                ahead[...] = found[0]
                out[:, frames] = found[1, rows - 1 :: rows]
                done += steps
        state.position += num_steps
        return out

    def _program(self, key: _Key) -> _Program:
        if key not in self._programs:
            self._programs[key] = self._step_program(key) if key.head is None else self._loop_program(key, key.head)
        return self._programs[key]

    def _tensors(self, key: _Key) -> dict[str, Tensor]:
        p, steps = self.parameters, max(1, key.steps)
        shapes: dict[str, tuple[int, ...]] = {
            "x": (key.lanes, p.input_size),
            "hidden": (p.num_layers, key.lanes, p.hidden),
            "cell": (p.num_layers, key.lanes, p.hidden),
        }
        if key.mask_in:
            shapes["mask_in"] = (steps, key.lanes, p.input_size + (p.num_layers - 1) * p.hidden)
        if key.heeding:
            shapes["entry"] = (key.lanes, p.gates * p.hidden)
        if key.mask_out:
            shapes["mask_out"] = (steps, key.lanes, p.num_layers * p.hidden)
        return {name: torch.zeros(shape, device=self.device) for name, shape in shapes.items()}

    def _step_program(self, key: _Key) -> _Program:
        stack, t = self._stack, self._tensors(key)

        def function() -> Tensor:
            mask_in, mask_out = t.get("mask_in"), t.get("mask_out")
            y: Tensor = stack(
                t["x"],
                t["hidden"],
                t["cell"],
                None if mask_in is None else mask_in[0],
                None if mask_out is None else mask_out[0],
                t.get("entry"),
            )
            return y

        return self._captured(function, t, ("hidden", "cell"))

    def _loop_program(self, key: _Key, head: SampleHead) -> _Program:
        bands = self.parameters.hop_length
        loop = SampleLoop(self._stack, head, self.parameters.rows, bands).eval().to(self.device)
        t = self._tensors(key)
        dreams, numbers = key.lanes // self.parameters.rows, key.steps * bands
        shapes: dict[str, tuple[int, ...]] = {"power": (dreams,), "controls": (5,)}
        shapes |= {"chance": (dreams, key.steps), "normals": (2, dreams, numbers)}
        for name, shape in shapes.items():
            t[name] = torch.zeros(shape, dtype=torch.float64, device=self.device)
        if key.listening:
            t["following"] = torch.zeros((key.lanes, numbers), device=self.device)

        def function() -> Tensor:
            found: Tensor = loop(
                t["x"],
                (t["hidden"], t["cell"]),
                t["power"],
                (t["chance"], t["normals"]),
                t["controls"],
                t.get("following"),
                (t.get("mask_in"), t.get("mask_out")),
                t.get("entry"),
            )
            return found

        return self._captured(function, t, ("x", "hidden", "cell", "power"))

    def _captured(self, function: Callable[[], Tensor], tensors: dict[str, Tensor], moved: tuple[str, ...]) -> _Program:
        state = [tensors[name] for name in moved]
        return _Program(Captured(function, state, disable=self.device.type != "cuda"), tensors, moved)
