"""Bare loops of networks that take one sample after the other, to compare with: no draw, no level, no predictor.

What is fed back is the middle of the likeliest class, or the first number of another head.
"""

# TorchScript reads the annotations of attributes as they are: `from __future__ import annotations` makes them strings.

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from live_models.families.sample_wise.config import StreamParameters
from live_models.quantisation import class_values

Steps = Callable[[int], object]
"""Takes a number of steps, each fed by the one before."""


class FedBack(nn.Module):
    """From what a head puts out to what enters next."""

    values: Tensor

    def __init__(self, parameters: StreamParameters) -> None:
        super().__init__()
        self.categorical, self.entering = parameters.categorical, parameters.entering
        values = class_values(parameters.quantisation).astype(np.float32)
        self.register_buffer("values", torch.from_numpy(values))

    def forward(self, y: Tensor) -> Tensor:
        """Shape: `[lanes, output_size]` -> `[lanes, entering]`"""
        x = y[:, :1]
        if self.categorical:
            x = self.values[torch.argmax(y, dim=1)].unsqueeze(1)
        return x.expand(-1, self.entering)


def one_thread(model: bytes) -> Any:
    """A session of ONNX Runtime for a serialised model. Raises ImportError where it is not installed."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(model, options, ["CPUExecutionProvider"])


def bound_loop(model: bytes, lanes: int) -> Steps:
    """Steps of a serialised ONNX model from zeros, one thread.

    The model leads from each input to an output of its name and `_next`; the input that is heard is called `x`. Two
    bindings read and write two sets of arrays in turn: no array is made or copied between steps.
    """
    import onnxruntime

    session = one_thread(model)
    sets = [
        {
            one.name: onnxruntime.OrtValue.ortvalue_from_numpy(np.zeros(one.shape, np.float32))
            for one in session.get_inputs()
        }
        for _ in range(2)
    ]
    bindings = []
    for entering, leaving in (sets, sets[::-1]):
        binding = session.io_binding()
        for name in entering:
            binding.bind_ortvalue_input(name, entering[name])
            binding.bind_ortvalue_output(f"{name}_next", leaving[name])
        bindings.append(binding)
    held = {"next": 0}

    def steps(count: int) -> Any:
        for _ in range(count):
            session.run_with_iobinding(bindings[held["next"]])
            held["next"] = 1 - held["next"]
        return sets[held["next"]]["x"].numpy().reshape(lanes, -1).copy()

    return steps


def torch_steps(loop: Callable[..., Sequence[Tensor]], start: Sequence[Tensor]) -> Steps:
    """Steps of a loop of tensors, the first of them what enters next; each call goes on where the last ended."""
    held = list(start)

    def steps(count: int) -> Tensor:
        with torch.inference_mode():
            held[:] = loop(*held, count)
        return held[0]

    return steps
