"""The same forms without feedback, as networks of a generator: everything around a step is the generator's own.

So a form draws, feeds back, skips and sounds as our backends do, and gives the same samples.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch

from live_models.arrays import FloatArray
from live_models.contract.checkpoint import Checkpoint
from live_models.families.lstm.backends.network import Masks, NetworkState, zero_state
from live_models.families.lstm.compared.onnx import onnx_model
from live_models.families.lstm.compared.torch_forms import loop_module, plain_lstm
from live_models.families.sample_wise.compared import one_thread


class TorchForm:
    """A step of one of `torch_forms.FORMS`. See `live_models.families.lstm.backends.network.Network`.

    Raises ValueError for another form, and for a checkpoint that it cannot run (`plain_lstm`).
    """

    def __init__(self, checkpoint: Checkpoint, form: str) -> None:
        self.parameters = plain_lstm(checkpoint)
        self._step = loop_module(checkpoint, form).step
        self._sequences = form != "torch_gates_scripted"

    def begin(self, batch: int) -> NetworkState:
        """A state of zeros for `batch` lanes."""
        return zero_state(self.parameters, batch)

    def step(self, x: FloatArray, state: NetworkState, masks: Masks | None) -> FloatArray:
        """What the head puts out; moves `state`. Shape: `[B, I]` -> `[B, O]`. Raises ValueError for dropout."""
        _without_dropout(masks)
        with torch.inference_mode():
            entering = torch.from_numpy(np.ascontiguousarray(x, dtype=np.float32))
            if self._sequences:
                entering = entering[None]
            y, hidden, cell = self._step(entering, torch.from_numpy(state.hidden), torch.from_numpy(state.cell))
        state.hidden, state.cell = hidden.numpy(), cell.numpy()
        return np.asarray(y.numpy()).reshape(len(x), -1)

    def heed(self, state: NetworkState, numbers: FloatArray) -> None:
        """Takes no notice: a network that was trained with conditions is refused."""


@dataclass
class OnnxState(NetworkState):
    """A state in two sets of arrays that ONNX Runtime reads and writes in turn; `hidden` and `cell` are the newest.

    `bindings`: for either set, the one that reads it. Shape: `x` `[1, B, I]`, `y` `[B, O]`
    """

    x: FloatArray = field(default_factory=lambda: np.zeros((1, 0, 0), np.float32))
    y: FloatArray = field(default_factory=lambda: np.zeros((0, 0), np.float32))
    sets: list[tuple[FloatArray, FloatArray]] = field(default_factory=list)
    bindings: list[Any] = field(default_factory=list)
    at: int = 0


class OnnxForm:
    """A step in ONNX Runtime, one thread. See `live_models.families.lstm.backends.network.Network`.

    Raises ImportError where ONNX Runtime is not installed, and ValueError for a checkpoint that it cannot run
    (`plain_lstm`).
    """

    def __init__(self, checkpoint: Checkpoint) -> None:
        self.parameters = plain_lstm(checkpoint)
        self._checkpoint = checkpoint
        self._sessions: dict[int, Any] = {}

    def begin(self, batch: int) -> OnnxState:
        """A state of zeros for `batch` lanes; no array is made or copied between steps."""
        import onnxruntime

        p = self.parameters
        if batch not in self._sessions:
            self._sessions[batch] = one_thread(onnx_model(self._checkpoint, batch, fed_back=False))
        zero = [zero_state(p, batch) for _ in range(2)]
        x = np.zeros((1, batch, p.input_size), np.float32)
        y = np.zeros((batch, p.output_size), np.float32)
        state = OnnxState(zero[0].hidden, zero[0].cell, x=x, y=y, sets=[(one.hidden, one.cell) for one in zero])
        value = onnxruntime.OrtValue.ortvalue_from_numpy  # which shares the array's memory
        for entering, leaving in (zero, zero[::-1]):
            binding = self._sessions[batch].io_binding()
            binding.bind_ortvalue_input("x", value(x))
            binding.bind_ortvalue_output("y", value(y))
            for layer in range(p.num_layers):
                for name in ("hidden", "cell"):
                    binding.bind_ortvalue_input(f"{name}{layer}", value(getattr(entering, name)[layer : layer + 1]))
                    binding.bind_ortvalue_output(
                        f"{name}{layer}_next", value(getattr(leaving, name)[layer : layer + 1])
                    )
            state.bindings.append(binding)
        return state

    def step(self, x: FloatArray, state: NetworkState, masks: Masks | None) -> FloatArray:
        """What the head puts out; moves `state`. Shape: `[B, I]` -> `[B, O]`. Raises ValueError for dropout."""
        _without_dropout(masks)
        assert isinstance(state, OnnxState)  # made by `begin`
        state.x[0] = x
        self._sessions[len(x)].run_with_iobinding(state.bindings[state.at])
        state.at = 1 - state.at
        state.hidden, state.cell = state.sets[state.at]
        return state.y.copy()

    def heed(self, state: NetworkState, numbers: FloatArray) -> None:
        """Takes no notice: a network that was trained with conditions is refused."""


def _without_dropout(masks: Masks | None) -> None:
    if masks is not None:
        raise ValueError("dropout must be 0 in a form to compare with, got masks; set use_dropout to false")
