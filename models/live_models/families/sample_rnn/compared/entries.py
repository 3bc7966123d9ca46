"""What the table of families names for each other way to run a SampleRNN: steps of a checkpoint, each fed by the last.

They do less than a generator: what the head puts out first is the next sample, nothing is drawn, no level is held.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from live_models.arrays import FloatArray
from live_models.contract.checkpoint import Checkpoint, checked_kind
from live_models.families.lstm.backends.torchscript import script
from live_models.families.sample_rnn.compared.scripted import WrittenOutLoop
from live_models.families.sample_rnn.config import SampleRNNParameters
from live_models.families.sample_rnn.entries import eager
from live_models.families.sample_rnn.torchscript import SampleRNNStep, zero_state
from live_models.families.sample_wise.compared import Steps


def torch_lstm(checkpoint: Checkpoint, lanes: int) -> Steps:
    """PyTorch's own layers in a Python loop."""
    p = checked_kind(checkpoint, SampleRNNParameters)
    network = eager(checkpoint, 1)
    state = network.begin(lanes)
    held = {"x": np.zeros((lanes, p.entering), dtype=np.float32)}

    def steps(count: int) -> FloatArray:
        for _ in range(count):
            held["x"] = network.step(held["x"], state)[:, : p.entering]
        return held["x"]

    return steps


def torch_gates_scripted(checkpoint: Checkpoint, lanes: int) -> Steps:
    """The gates written out, matrices folded, in TorchScript."""
    p = checked_kind(checkpoint, SampleRNNParameters)
    step = SampleRNNStep(p, checkpoint.tensors).eval()
    loop, state = script(WrittenOutLoop(step).eval()), zero_state(p, step, lanes)
    held = {"x": torch.zeros(lanes, p.entering)}

    def steps(count: int) -> Tensor:
        with torch.inference_mode():
            held["x"] = loop(held["x"], state.heard, state.hidden, state.cell, state.above, state.count, count)
        state.count += count
        return held["x"]

    return steps


def onnxruntime(checkpoint: Checkpoint, lanes: int) -> Steps:
    """ONNX Runtime, a session for each clock. Raises ImportError where it is not installed."""
    from live_models.families.sample_rnn.compared.onnx import onnx_loop

    return onnx_loop(checkpoint, lanes)
