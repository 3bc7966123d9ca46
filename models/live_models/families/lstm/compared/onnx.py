"""The same bare loop in ONNX Runtime (extra `bench`): a model of LSTM nodes and a Gemm, state in and out."""

from __future__ import annotations

from typing import Any

import numpy as np

from live_models.arrays import FloatArray
from live_models.contract.checkpoint import Checkpoint
from live_models.families.lstm.compared.torch_forms import Steps, plain_lstm
from live_models.families.sample_wise.compared import bound_loop

OPSET = 17
IR_VERSION = 8
"""Of the file format; every ONNX Runtime since 1.13 reads it."""


def available() -> bool:
    """Whether onnx and onnxruntime are installed."""
    try:
        import onnx  # noqa: F401
        import onnxruntime  # noqa: F401
    except ImportError:
        return False
    return True


def onnx_model(checkpoint: Checkpoint, lanes: int, *, fed_back: bool = True) -> bytes:
    """One step as a serialised ONNX model: `x` and each layer's `hidden0`, `cell0`, ... to `y`, `x_next`, `*_next`.

    The window slides inside the model; without `fed_back` there is no `x_next`.

    Shape: `x` `[1, lanes, I]`, states `[1, lanes, H]`, `y` `[lanes, O]`.
    """
    from onnx import TensorProto, checker, helper, numpy_helper

    p, tensors = plain_lstm(checkpoint), checkpoint.tensors
    constants: list[Any] = []
    nodes: list[Any] = []

    def constant(name: str, values: np.ndarray) -> str:
        constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def value(name: str, *shape: int) -> Any:
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, list(shape))

    entering, inputs, outputs = "x", [value("x", 1, lanes, p.input_size)], []
    for layer in range(p.num_layers):
        bias = onnx_gates(tensors[f"layers.{layer}.bias"])
        weights = [
            constant(f"w{layer}", onnx_gates(tensors[f"layers.{layer}.weight_ih"])[None]),
            constant(f"r{layer}", onnx_gates(tensors[f"layers.{layer}.weight_hh"])[None]),
            constant(f"b{layer}", np.concatenate([bias, np.zeros_like(bias)])[None]),
        ]
        states = [f"hidden{layer}", f"cell{layer}"]
        nodes.append(
            helper.make_node(
                "LSTM",
                [entering, *weights, "", *states],
                ["", *(f"{state}_next" for state in states)],
                hidden_size=p.hidden,
            )
        )
        inputs += [value(state, 1, lanes, p.hidden) for state in states]
        outputs += [value(f"{state}_next", 1, lanes, p.hidden) for state in states]
        entering = f"hidden{layer}_next"  # of one step the last hidden state is the whole output
    flat = constant("flat", np.array([lanes, p.hidden]))
    nodes.append(helper.make_node("Reshape", [entering, flat], ["top"]))
    head = [constant("head", tensors["head.weight"]), constant("head_bias", tensors["head.bias"])]
    nodes.append(helper.make_node("Gemm", ["top", *head], ["y"], transB=1))
    outputs.insert(0, value("y", lanes, p.output_size))
    if fed_back:
        # A window of samples slides on; other inputs are the last numbers put out: of a mixture, the last mean.
        first = 1 if p.sample_wise else p.output_size - p.input_size
        last = p.input_size if p.sample_wise else p.output_size
        bounds = [constant(name, np.array([at])) for name, at in (("from", first), ("to", last), ("axis", 2))]
        stacked = constant("stacked", np.array([1, lanes, p.output_size]))
        nodes.append(helper.make_node("Reshape", ["y", stacked], ["new"]))
        if p.sample_wise:
            nodes.append(helper.make_node("Slice", ["x", *bounds], ["kept"]))
            nodes.append(helper.make_node("Concat", ["kept", "new"], ["x_next"], axis=2))
        else:
            nodes.append(helper.make_node("Slice", ["new", *bounds], ["x_next"]))
        outputs.append(value("x_next", 1, lanes, p.input_size))
    graph = helper.make_graph(nodes, "step", inputs, outputs, constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)
    checker.check_model(model)
    return bytes(model.SerializeToString())


def onnx_loop(checkpoint: Checkpoint, lanes: int) -> Steps:
    """Steps from a state of zeros, one thread, as `torch_forms.torch_loop`."""
    return bound_loop(onnx_model(checkpoint, lanes), lanes)


def onnx_gates(rows: FloatArray) -> FloatArray:
    """Gates from PyTorch's order (input, forget, cell, output) to ONNX's (input, output, forget, cell)."""
    enter, forget, new, leave = np.split(rows, 4)
    return np.concatenate([enter, leave, forget, new])
