"""Other ways to run NaiveRNN, for the benchmark: PyTorch in a plain loop, in TorchScript, and ONNX Runtime."""

# TorchScript reads the annotations of attributes as they are: `from __future__ import annotations` makes them strings.

from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from live_models.contract.checkpoint import Checkpoint, checked_kind
from live_models.families.lstm.backends.torchscript import script
from live_models.families.lstm.compared.onnx import IR_VERSION, OPSET, onnx_gates
from live_models.families.naive_rnn.config import NaiveRNNParameters
from live_models.families.naive_rnn.network import NaiveRNN
from live_models.families.naive_rnn.torchscript import NaiveStep
from live_models.families.sample_wise.compared import FedBack, Steps, bound_loop, torch_steps
from live_models.quantisation import class_values


class PlainLoop(nn.Module):
    """What everybody writes first: `nn.LSTM` and `nn.Linear`, one sample at a time."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        super().__init__()
        parameters = checked_kind(checkpoint, NaiveRNNParameters)
        network = NaiveRNN(parameters)
        network.load_tensors(checkpoint.tensors)
        self.upsample, self.layers, self.head = network.upsample, network.layers, network.head
        self.fed_back = FedBack(parameters)

    def forward(self, x: Tensor, hidden: Tensor, cell: Tensor, steps: int) -> tuple[Tensor, Tensor, Tensor]:
        """What enters next, and the states. Shape: `[lanes, entering]`, states `[L, lanes, H]`"""
        hiddens, cells = list(hidden.split(1)), list(cell.split(1))
        for _ in range(steps):
            y = self.upsample(x).unsqueeze(0)
            for index, layer in enumerate(self.layers):
                out, (hiddens[index], cells[index]) = layer(y, (hiddens[index], cells[index]))
                y = out + y
            x = self.fed_back(self.head(y)[0])
        return x, torch.cat(hiddens), torch.cat(cells)


class WrittenLoop(nn.Module):
    """The gates written out: no call of `nn.LSTM`, which prepares again at every step."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        super().__init__()
        parameters = checked_kind(checkpoint, NaiveRNNParameters)
        self.step = NaiveStep(parameters, checkpoint.tensors)
        self.fed_back = FedBack(parameters)

    def forward(self, x: Tensor, hidden: Tensor, cell: Tensor, steps: int) -> tuple[Tensor, Tensor, Tensor]:
        """As `PlainLoop`, states in place."""
        for _ in range(steps):
            x = self.fed_back(self.step(x.unsqueeze(0), hidden, cell))
        return x, hidden, cell


def torch_lstm(checkpoint: Checkpoint, lanes: int) -> Steps:
    """`nn.LSTM` in a Python loop."""
    return torch_steps(PlainLoop(checkpoint).eval(), _start(checkpoint, lanes))


def torch_lstm_scripted(checkpoint: Checkpoint, lanes: int) -> Steps:
    """The same loop in TorchScript."""
    return torch_steps(script(PlainLoop(checkpoint).eval()), _start(checkpoint, lanes))


def torch_gates_scripted(checkpoint: Checkpoint, lanes: int) -> Steps:
    """The gates written out in TorchScript."""
    return torch_steps(script(WrittenLoop(checkpoint).eval()), _start(checkpoint, lanes))


def onnxruntime(checkpoint: Checkpoint, lanes: int) -> Steps:
    """ONNX Runtime. Raises ImportError where it is not installed."""
    return bound_loop(onnx_model(checkpoint, lanes), lanes)


def _start(checkpoint: Checkpoint, lanes: int) -> list[Tensor]:
    p = checked_kind(checkpoint, NaiveRNNParameters)
    state = torch.zeros(p.num_layers, lanes, p.hidden_size)
    return [torch.zeros(lanes, p.entering), state, state.clone()]


def onnx_model(checkpoint: Checkpoint, lanes: int) -> bytes:
    """One step as a serialised ONNX model: `x` and each layer's `hidden0`, `cell0`, ... to the same names and `_next`.

    Only for a head of classes without predictor. Shape: `x` `[lanes, 1]`, states `[1, lanes, H]`
    """
    from onnx import TensorProto, checker, helper, numpy_helper

    p, tensors = checked_kind(checkpoint, NaiveRNNParameters), checkpoint.tensors
    constants: list[Any] = []

    def constant(name: str, values: np.ndarray) -> str:
        constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def value(name: str, *shape: int) -> Any:
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, list(shape))

    def dense(entering: str, name: str, leaving: str) -> Any:
        weights = [constant(f"{name}.{part}", tensors[f"{name}.{part}"]) for part in ("weight", "bias")]
        return helper.make_node("Gemm", [entering, *weights], [leaving], transB=1)

    def reshape(entering: str, leaving: str, *shape: int) -> Any:
        return helper.make_node("Reshape", [entering, constant(f"{leaving}.shape", np.array(shape))], [leaving])

    nodes = [dense("x", "upsample", "flat"), reshape("flat", "below0", 1, lanes, p.hidden_size)]
    inputs, outputs = [value("x", lanes, 1)], [value("x_next", lanes, 1)]
    for layer in range(p.num_layers):
        bias = onnx_gates(tensors[f"layers.{layer}.bias"])
        weights = [
            constant(f"w{layer}", onnx_gates(tensors[f"layers.{layer}.weight_ih"])[None]),
            constant(f"r{layer}", onnx_gates(tensors[f"layers.{layer}.weight_hh"])[None]),
            constant(f"b{layer}", np.concatenate([bias, np.zeros_like(bias)])[None]),
        ]
        states = [f"hidden{layer}", f"cell{layer}"]
        following = [f"{state}_next" for state in states]
        entering = [f"below{layer}", *weights, "", *states]
        nodes.append(helper.make_node("LSTM", entering, ["", *following], hidden_size=p.hidden_size))
        nodes.append(helper.make_node("Add", [following[0], f"below{layer}"], [f"below{layer + 1}"]))
        inputs += [value(state, 1, lanes, p.hidden_size) for state in states]
        outputs += [value(name, 1, lanes, p.hidden_size) for name in following]
    nodes += [reshape(f"below{p.num_layers}", "top", lanes, p.hidden_size), dense("top", "head", "y")]
    nodes.append(helper.make_node("ArgMax", ["y"], ["class"], axis=1, keepdims=1))
    values = constant("values", class_values(p.quantisation).astype(np.float32))
    nodes.append(helper.make_node("Gather", [values, "class"], ["x_next"]))
    graph = helper.make_graph(nodes, "step", inputs, outputs, constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)
    checker.check_model(model)
    return bytes(model.SerializeToString())
