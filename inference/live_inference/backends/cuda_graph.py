"""The cuda_graph backend: one step, or many steps with their feedback, captured once and replayed (PyTorch, CUDA).

At these sizes a step is a dozen kernels of microseconds each, and what limits it is launching them. A captured graph
launches them all at once, on fixed addresses: so every tensor that it reads or writes is made before the capture, is
filled by copying, and is moved in place.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from torch import Tensor

from live_inference.arrays import FloatArray
from live_inference.backends.network import Masks, NetworkState, zero_state
from live_inference.backends.stack import Feedback, Stack
from live_models.hyperparameters import Hyperparameters

WEIGHTS: Final = {"float32": torch.float32, "bfloat16": torch.bfloat16}

WARM_UP_CALLS: Final = 3
"""Calls before the capture: cuBLAS chooses its kernels and takes its workspace then, which a capture forbids."""


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
    """A captured function with the tensors it reads: input, state, masks (None: nothing is dropped)."""

    call: Captured
    x: Tensor
    hidden: Tensor
    cell: Tensor
    masks: tuple[Tensor, Tensor] | None


class CudaGraphNetwork:
    """A `Stack` on the GPU, replayed as a CUDA graph. See `Network`.

    `weights`: `float32`, which agrees with eager to 2e-4 relative to the largest output over a hundred steps (other
    order of sums; TF32 stays off as PyTorch has it), or `bfloat16`, half the bytes to read per step and an error
    below 2 % of the largest output. State lies on the host between calls, as every backend's: it is kilobytes.
    `device`: for tests, the CPU: the same code without a capture. Raises CudaUnavailableError and ValueError.

    A graph is captured for every batch size, number of steps and presence of masks that is asked for, and kept. Any
    thread: calls take turns.
    """

    def __init__(
        self,
        parameters: Hyperparameters,
        tensors: Mapping[str, FloatArray],
        weights: str = "float32",
        device: torch.device | None = None,
    ) -> None:
        if weights not in WEIGHTS:
            raise ValueError(f"weights must be one of {', '.join(WEIGHTS)}, got {weights!r}")
        self.parameters = parameters
        self.device = require_cuda() if device is None else device
        self._stack = Stack(parameters, tensors, WEIGHTS[weights]).eval().to(self.device)
        self._programs: dict[tuple[int, int, bool, float], _Program] = {}
        self._lock = threading.Lock()

    def begin(self, batch: int) -> NetworkState:
        """A state of zeros for `batch` lanes."""
        return zero_state(self.parameters, batch)

    def step(self, x: FloatArray, state: NetworkState, masks: Masks | None) -> FloatArray:
        """What the head puts out; moves `state` in place. Shape: `[B, I]` -> `[B, O]`."""
        found: FloatArray = self._run(x, state, None if masks is None else [masks], 1, None)[0]
        return found

    def feed_back(
        self,
        x: FloatArray,
        state: NetworkState,
        masks: Sequence[Masks] | None,
        num_steps: int,
        limit: float,
    ) -> FloatArray:
        """`num_steps` steps in one graph, each fed by the one before (see `Feedback`); moves `x` and `state` in place.

        Shape: `x` `[B, I]` -> `[num_steps, B, O]`; raises ValueError unless there is one Masks per step.
        """
        if num_steps < 1 or (masks is not None and len(masks) != num_steps):
            raise ValueError(f"num_steps must be at least 1 and each step have its masks, got {num_steps}")
        return self._run(x, state, masks, num_steps, limit)

    def _run(
        self, x: FloatArray, state: NetworkState, masks: Sequence[Masks] | None, num_steps: int, limit: float | None
    ) -> FloatArray:
        with self._lock, torch.inference_mode():
            program = self._program(len(x), num_steps, masks is not None, limit)
            program.x.copy_(torch.from_numpy(np.ascontiguousarray(x, dtype=np.float32)))
            program.hidden.copy_(torch.from_numpy(state.hidden))
            program.cell.copy_(torch.from_numpy(state.cell))
            if masks is not None and program.masks is not None:
                program.masks[0].copy_(torch.from_numpy(np.stack([mask.inputs for mask in masks])))
                program.masks[1].copy_(torch.from_numpy(np.stack([mask.outputs for mask in masks])))
            y = program.call()
            state.hidden[...] = program.hidden.cpu().numpy()
            state.cell[...] = program.cell.cpu().numpy()
            if limit is not None:
                x[...] = program.x.cpu().numpy()
            return np.asarray(y.cpu().numpy())

    def _program(self, batch: int, num_steps: int, masked: bool, limit: float | None) -> _Program:
        key = (batch, num_steps, masked, -1.0 if limit is None else limit)
        if key not in self._programs:
            self._programs[key] = self._build(batch, num_steps, masked, limit)
        return self._programs[key]

    def _build(self, batch: int, num_steps: int, masked: bool, limit: float | None) -> _Program:
        p, stack = self.parameters, self._stack
        lanes = (p.num_layers, batch, p.hidden)
        x = torch.zeros((batch, p.input_size), device=self.device)
        hidden, cell = torch.zeros(lanes, device=self.device), torch.zeros(lanes, device=self.device)
        mask_in, mask_out = None, None
        if masked:
            connections = p.input_size + (p.num_layers - 1) * p.hidden
            mask_in = torch.zeros((num_steps, batch, connections), device=self.device)
            mask_out = torch.zeros((num_steps, batch, p.num_layers * p.hidden), device=self.device)
        if limit is None:
            first_in = None if mask_in is None else mask_in[0]
            first_out = None if mask_out is None else mask_out[0]

            def function() -> Tensor:
                return torch.stack([stack(x, hidden, cell, first_in, first_out)])
        else:
            loop = Feedback(stack, limit)

            def function() -> Tensor:
                found: Tensor = loop(x, hidden, cell, mask_in, mask_out, num_steps)
                return found

        call = Captured(function, (x, hidden, cell), disable=self.device.type != "cuda")
        masks = None if mask_in is None or mask_out is None else (mask_in, mask_out)
        return _Program(call, x, hidden, cell, masks)
