"""The same bare loop in ONNX Runtime (extra `bench`): a session for each clock, called when its frame is full.

A session for all of it would run every tier for every sample, or branch inside, which copies the state.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from live_models.arrays import FloatArray
from live_models.contract.checkpoint import Checkpoint, checked_kind
from live_models.families.lstm.compared.onnx import IR_VERSION, OPSET, onnx_gates
from live_models.families.sample_rnn.config import PREDICTOR_LAYERS, SampleRNNParameters
from live_models.families.sample_wise.compared import Steps, one_thread


class Graph:
    """Nodes and constants of a model on their way."""

    def __init__(self) -> None:
        self.constants: list[Any] = []
        self.nodes: list[Any] = []

    def constant(self, name: str, values: np.ndarray) -> str:
        """A constant by its name."""
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind: str, entering: list[str], leaving: list[str], **more: Any) -> None:
        """One more node."""
        from onnx import helper

        self.nodes.append(helper.make_node(kind, entering, leaving, **more))

    def linear(self, name: str, tensors: dict[str, FloatArray], entering: str, leaving: str) -> None:
        """A linear layer of a checkpoint."""
        weights = [self.constant(f"{name}.{part}", tensors[f"{name}.{part}"]) for part in ("weight", "bias")]
        self.node("Gemm", [entering, *weights], [leaving], transB=1)

    def model(self, inputs: dict[str, list[int]], outputs: dict[str, list[int]]) -> bytes:
        """The serialised model."""
        from onnx import TensorProto, checker, helper

        values = [
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in side.items()]
            for side in (inputs, outputs)
        ]
        graph = helper.make_graph(self.nodes, "step", values[0], values[1], self.constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)
        checker.check_model(model)
        return bytes(model.SerializeToString())


def tier_model(p: SampleRNNParameters, tensors: dict[str, FloatArray], tier: int, lanes: int) -> bytes:
    """One step of an LSTM tier: `frame`, `above` (not of the first) and state to `given` and state."""
    graph, name, hidden = Graph(), f"tiers.{tier}", p.hidden_size
    heard = p.frame_sizes[tier] * p.entering
    inputs = {"frame": [lanes, heard]}
    x = "frame"
    if tier > 0:
        inputs["above"] = [lanes, hidden]
        graph.linear(f"{name}.frame", tensors, "frame", "widened")
        graph.node("Add", ["widened", "above"], ["conditioned"])
        x, heard = "conditioned", hidden
    bias = onnx_gates(tensors[f"{name}.bias"])
    weights = [
        graph.constant("w", onnx_gates(tensors[f"{name}.weight_ih"])[None]),
        graph.constant("r", onnx_gates(tensors[f"{name}.weight_hh"])[None]),
        graph.constant("b", np.concatenate([bias, np.zeros_like(bias)])[None]),
    ]
    graph.node("Reshape", [x, graph.constant("one_step", np.array([1, lanes, heard]))], ["x"])
    graph.node(
        "LSTM", ["x", *weights, "", "hidden", "cell"], ["", "hidden_next", "cell_next"], hidden_size=hidden
    )  # fmt: skip
    graph.node("Reshape", ["hidden_next", graph.constant("flat", np.array([lanes, hidden]))], ["top"])
    graph.linear(f"{name}.upsample", tensors, "top", "given")
    states = {"hidden": [1, lanes, hidden], "cell": [1, lanes, hidden]}
    width = p.ratios[tier] * (hidden if tier < len(p.frame_sizes) - 1 else p.predictor_size)
    outputs = {"given": [lanes, width]} | {f"{state}_next": shape for state, shape in states.items()}
    return graph.model(inputs | states, outputs)


def predictor_model(p: SampleRNNParameters, tensors: dict[str, FloatArray], lanes: int) -> bytes:
    """The multilayer network and the head: `window` and `above` to `y`."""
    graph, width = Graph(), p.predictor_size
    graph.linear("window", tensors, "window", "widened")
    graph.node("Add", ["widened", "above"], ["layer0"])
    for layer in range(PREDICTOR_LAYERS):
        graph.linear(f"predictor.{layer}", tensors, f"layer{layer}", f"sum{layer}")
        graph.node("Relu", [f"sum{layer}"], [f"layer{layer + 1}"])
    graph.linear("head", tensors, f"layer{PREDICTOR_LAYERS}", "y")
    inputs = {"window": [lanes, p.frame_width * p.entering], "above": [lanes, width]}
    return graph.model(inputs, {"y": [lanes, p.output_size]})


def onnx_loop(checkpoint: Checkpoint, lanes: int) -> Steps:
    """Steps of LSTM tiers from a state of zeros, one thread. Raises ImportError without ONNX Runtime."""
    p, tensors = checked_kind(checkpoint, SampleRNNParameters), dict(checkpoint.tensors)
    if p.cell != "lstm":
        raise ValueError(f"cell must be lstm to be compared in ONNX Runtime, got {p.cell!r}")
    tiers = [one_thread(tier_model(p, tensors, tier, lanes)) for tier in range(len(p.frame_sizes))]
    predictor = one_thread(predictor_model(p, tensors, lanes))
    zeros = np.zeros((1, lanes, p.hidden_size), dtype=np.float32)
    states = [(zeros, zeros) for _ in tiers]
    biases = [tensors[f"tiers.{tier}.upsample.bias"] for tier in range(len(tiers))]
    above = [np.tile(bias, (lanes, 1)).reshape(lanes, ratio, -1) for bias, ratio in zip(biases, p.ratios, strict=True)]
    heard = np.zeros((lanes, p.frame_sizes[0], p.entering), dtype=np.float32)
    clock = {"count": 0}

    def step() -> None:
        nonlocal heard
        clock["count"] += 1
        count = clock["count"]
        for tier, size in enumerate(p.frame_sizes):
            if count < p.frame_sizes[0] or count % size:
                continue
            feeds = {"frame": heard[:, -size:].reshape(lanes, -1), "hidden": states[tier][0], "cell": states[tier][1]}
            if tier > 0:
                feeds["above"] = above[tier - 1][:, count // size % p.ratios[tier - 1]]
            given, *new = tiers[tier].run(None, feeds)
            states[tier] = (new[0], new[1])
            above[tier] = given.reshape(lanes, p.ratios[tier], -1)
        window = heard[:, heard.shape[1] - p.frame_width :].reshape(lanes, -1)
        (y,) = predictor.run(None, {"window": window, "above": above[-1][:, count % p.ratios[-1]]})
        heard = np.concatenate([heard[:, 1:], y[:, None, : p.entering]], axis=1)

    def steps(count: int) -> FloatArray:
        for _ in range(count):
            step()
        return np.asarray(heard[:, -1])

    return steps
