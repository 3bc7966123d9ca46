"""What the table of families names for each other way to run an LSTM: steps of a checkpoint, each fed by the last."""

from __future__ import annotations

from collections.abc import Callable

from live_models.contract.checkpoint import Checkpoint

Steps = Callable[[int], object]


def torch_lstm(checkpoint: Checkpoint, lanes: int) -> Steps:
    """`nn.LSTM` in a Python loop."""
    return _torch(checkpoint, lanes, "torch_lstm")


def torch_lstm_scripted(checkpoint: Checkpoint, lanes: int) -> Steps:
    """The same loop in TorchScript."""
    return _torch(checkpoint, lanes, "torch_lstm_scripted")


def torch_gates_scripted(checkpoint: Checkpoint, lanes: int) -> Steps:
    """The gates written out in TorchScript."""
    return _torch(checkpoint, lanes, "torch_gates_scripted")


def onnxruntime(checkpoint: Checkpoint, lanes: int) -> Steps:
    """ONNX Runtime. Raises ImportError where it is not installed."""
    from live_models.families.lstm.compared.onnx import onnx_loop

    return onnx_loop(checkpoint, lanes)


def _torch(checkpoint: Checkpoint, lanes: int, form: str) -> Steps:
    from live_models.families.lstm.compared.torch_forms import torch_loop

    return torch_loop(checkpoint, form, lanes)
