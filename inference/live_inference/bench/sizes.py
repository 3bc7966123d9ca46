"""Which sizes, backends and batches the benchmark sets side by side, and random weights of these sizes; torch-free."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from live_models.checkpoint import Checkpoint
from live_models.hyperparameters import Hyperparameters, tensor_shapes


@dataclass(frozen=True)
class Run:
    """One way to execute a model: a backend of ours, one of `bench_torch.FORMS`, or `onnxruntime`."""

    backend: str
    threads: int = 1
    batch: int = 1


SHIPPED_RUNS: Final = (
    Run("cpu"),
    Run("cpu_float32"),
    Run("cpu_int8"),
    Run("cpu", 2),
    Run("cpu", 1, 8),
    Run("eager"),
    Run("torchscript"),
)

_OURS: Final = (Run("cpu"), Run("cpu_float32"), Run("cpu_int8"), Run("cpu", 2), Run("cpu_int8", 2))
_THEIRS: Final = (
    Run("eager"),
    Run("torchscript"),
    Run("torch_lstm"),
    Run("torch_lstm_scripted"),
    Run("torch_gates_scripted"),
    Run("onnxruntime"),
)


def _many(batch: int) -> tuple[Run, ...]:
    ours = tuple(Run(backend, threads, batch) for threads in (1, 2) for backend in ("cpu", "cpu_int8"))
    return (*ours, Run("torch_gates_scripted", 1, batch), Run("onnxruntime", 1, batch))


def _size(approach: str, seg_len: int, hidden: int, layers: int, **more: Any) -> Hyperparameters:
    return Hyperparameters.from_params(
        {"approach": approach, "seg_len": seg_len, "hidden_size": hidden, "num_layers": layers, "use_dropout": False}
        | more
    )


def _transpose(seg_len: int, lanes: int) -> Hyperparameters:
    return _size("transpose", seg_len, seg_len, 1, num_unrollings=lanes)


SIZES: Final[dict[str, tuple[Hyperparameters, tuple[Run, ...]]]] = {
    "column-256-64-1": (_size("column_vector", 64, 256, 1), _OURS + _many(32) + _THEIRS),
    "column-256-256-2": (_size("column_vector", 256, 256, 2), _OURS + _many(32)[:2] + _THEIRS),
    "column-512-1024-2": (_size("column_vector", 1024, 512, 2), _OURS + _many(32)[:2] + _THEIRS),
    "transpose-64-8": (_transpose(64, 8), _OURS[:1]),
    "transpose-64-16": (_transpose(64, 16), _OURS + _THEIRS),
    "transpose-64-32": (_transpose(64, 32), _OURS[:1]),
    "transpose-32-16": (_transpose(32, 16), _OURS[:1]),
    "transpose-128-16": (_transpose(128, 16), _OURS[:1]),
    "vector-1024-1": (_size("vector", 1024, 1024, 1), _OURS + _many(8) + _THEIRS),
    "vector-1024-4": (_size("vector", 1024, 1024, 4), _OURS + _many(8)[:2] + _THEIRS),
    "magnitude-1024": (_size("magnitude_spectrum", 1024, 1024, 1, hop_size=256), _OURS + _many(8)[:2] + _THEIRS),
}

GPU_SIZES: Final[dict[str, Hyperparameters]] = {
    "column-2048-2048-1": _size("column_vector", 2048, 2048, 1),
    "vector-1024-4": SIZES["vector-1024-4"][0],
}
"""Sizes of the dissertation's that want a GPU."""


def synthetic_checkpoint(name: str, parameters: Hyperparameters) -> Checkpoint:
    """Random weights of a size, so small that no dream runs away."""
    rng = np.random.default_rng(0)
    tensors = {
        key: rng.normal(0.0, 0.5 / np.sqrt(shape[-1]), shape).astype(np.float32)
        for key, shape in tensor_shapes(parameters).items()
    }
    return Checkpoint(name, {"normalisation": {"level": 0.01}}, tensors, parameters)
