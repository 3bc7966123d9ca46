"""Other ways to run WaveNet with cached activations, for the benchmark: PyTorch, TorchScript, ONNX Runtime."""

# TorchScript reads the annotations of attributes as they are: `from __future__ import annotations` makes them strings.

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from live_models.contract.checkpoint import Checkpoint, checked_kind
from live_models.families.lstm.backends.torchscript import script
from live_models.families.lstm.compared.onnx import IR_VERSION, OPSET
from live_models.families.sample_wise.compared import FedBack, Steps, one_thread
from live_models.families.wavenet.config import WaveNetParameters
from live_models.families.wavenet.rings import RingStep, zero_rings
from live_models.quantisation import class_values


class RingLoop(nn.Module):
    """Steps, each fed by the one before: two products a layer, activations in rings."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        super().__init__()
        parameters = checked_kind(checkpoint, WaveNetParameters)
        self.step = RingStep(parameters, checkpoint.tensors)
        self.fed_back = FedBack(parameters)

    def forward(self, x: Tensor, before: Tensor, rings: list[Tensor], first: int, steps: int) -> Tensor:
        """What enters next; `before` and the rings are moved on. Shape: `[lanes, entering]`, see `RingStep`"""
        for step in range(steps):
            x = self.fed_back(self.step(x, before, rings, first + step))
        return x


def torch_rings(checkpoint: Checkpoint, lanes: int) -> Steps:
    """A Python loop."""
    return _torch_steps(RingLoop(checkpoint).eval(), checkpoint, lanes)


def torch_rings_scripted(checkpoint: Checkpoint, lanes: int) -> Steps:
    """The same loop in TorchScript."""
    return _torch_steps(script(RingLoop(checkpoint).eval()), checkpoint, lanes)


def onnxruntime(checkpoint: Checkpoint, lanes: int) -> Steps:
    """ONNX Runtime, one thread, the rings outside. Raises ImportError where it is not installed."""
    p = checked_kind(checkpoint, WaveNetParameters)
    session = one_thread(onnx_model(checkpoint, lanes))
    dilations = np.array(p.dilations)
    starts = np.cumsum(dilations) - dilations
    rings = np.zeros((dilations.sum(), lanes, p.num_filters), dtype=np.float32)
    held = {"x": np.zeros((lanes, 1), np.float32), "before": np.zeros((lanes, 1), np.float32)}
    taken = {"steps": 0}

    def steps(count: int) -> Any:
        for _ in range(count):
            places = starts + taken["steps"] % dilations
            x, entered = session.run(None, {**held, "oldest": rings[places]})
            rings[places] = entered
            held["before"], held["x"] = held["x"], x
            taken["steps"] += 1
        return held["x"]

    return steps


def onnx_model(checkpoint: Checkpoint, lanes: int) -> bytes:
    """One step as a serialised ONNX model: `x`, `before` and each layer's `oldest` to `x_next` and what `entered` it.

    Only for a head of classes without predictor. Shape: `x`, `before` `[lanes, 1]`, `oldest`, `entered`
    `[layers, lanes, filters]`
    """
    from onnx import TensorProto, checker, helper, numpy_helper

    p, tensors = checked_kind(checkpoint, WaveNetParameters), checkpoint.tensors
    layers, filters = len(p.dilations), p.num_filters
    constants: list[Any] = []
    nodes: list[Any] = []

    def constant(name: str, values: np.ndarray) -> str:
        constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(kind: str, entering: list[str], leaving: list[str], **more: Any) -> None:
        nodes.append(helper.make_node(kind, entering, leaving, **more))

    def dense(entering: str, leaving: str, weight: np.ndarray, bias: np.ndarray) -> None:
        weights = [constant(f"{leaving}.weight", weight), constant(f"{leaving}.bias", bias)]
        node("Gemm", [entering, *weights], [leaving], transB=1)

    def taps(name: str) -> np.ndarray:
        return np.concatenate([tensors[f"{name}.past"], tensors[f"{name}.current"]], axis=1)

    flat = constant("flat", np.array([lanes, filters]))
    node("Concat", ["before", "x"], ["both"], axis=1)
    dense("both", "enters0", taps("entry"), tensors["entry.bias"])
    node("Split", ["oldest"], [f"ring{layer}" for layer in range(layers)], axis=0)
    skips = []
    for layer in range(layers):
        at, ways = f"layers.{layer}", ["residual", "skip"] if layer < layers - 1 else ["skip"]
        node("Reshape", [f"ring{layer}", flat], [f"past{layer}"])
        node("Concat", [f"past{layer}", f"enters{layer}"], [f"taps{layer}"], axis=1)
        dense(f"taps{layer}", f"sums{layer}", taps(at), tensors[f"{at}.bias"])
        node("Split", [f"sums{layer}"], [f"signal{layer}", f"gate{layer}"], axis=1)
        node("Tanh", [f"signal{layer}"], [f"tanh{layer}"])
        node("Sigmoid", [f"gate{layer}"], [f"sigmoid{layer}"])
        node("Mul", [f"tanh{layer}", f"sigmoid{layer}"], [f"gated{layer}"])
        weight, bias = (np.concatenate([tensors[f"{at}.{way}.{part}"] for way in ways]) for part in ("weight", "bias"))
        dense(f"gated{layer}", f"leaves{layer}", weight, bias)
        skips.append(f"skip{layer}" if layer < layers - 1 else f"leaves{layer}")
        if layer < layers - 1:
            node("Split", [f"leaves{layer}"], [f"residual{layer}", f"skip{layer}"], axis=1)
            node("Add", [f"enters{layer}", f"residual{layer}"], [f"enters{layer + 1}"])
    one = constant("one", np.array([1, lanes, filters]))
    for layer in range(layers):
        node("Reshape", [f"enters{layer}", one], [f"entered{layer}"])
    node("Concat", [f"entered{layer}" for layer in range(layers)], ["entered"], axis=0)
    node("Sum", skips, ["skips"])
    node("Relu", ["skips"], ["heard"])
    dense("heard", "top", tensors["top.weight"], tensors["top.bias"])
    node("Relu", ["top"], ["above"])
    dense("above", "y", tensors["head.weight"], tensors["head.bias"])
    node("ArgMax", ["y"], ["class"], axis=1, keepdims=1)
    node("Gather", [constant("values", class_values(p.quantisation).astype(np.float32)), "class"], ["x_next"])

    def value(name: str, *shape: int) -> Any:
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, list(shape))

    inputs = [value("x", lanes, 1), value("before", lanes, 1), value("oldest", layers, lanes, filters)]
    outputs = [value("x_next", lanes, 1), value("entered", layers, lanes, filters)]
    graph = helper.make_graph(nodes, "step", inputs, outputs, constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)
    checker.check_model(model)
    return bytes(model.SerializeToString())


def _torch_steps(loop: Callable[..., Tensor], checkpoint: Checkpoint, lanes: int) -> Steps:
    """Each call goes on where the last ended."""
    p = checked_kind(checkpoint, WaveNetParameters)
    before, rings = zero_rings(p, lanes)
    held, taken = [torch.zeros(lanes, p.entering)], [0]

    def steps(count: int) -> Tensor:
        with torch.inference_mode():
            held[0] = loop(held[0], before, rings, taken[0], count)
        taken[0] += count
        return held[0]

    return steps
