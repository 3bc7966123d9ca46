"""Which sizes, backends and batches the benchmark sets side by side, and PyTorch's plain loop to compare with."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from live_models.checkpoint import Checkpoint
from live_models.hyperparameters import Hyperparameters, tensor_shapes


@dataclass(frozen=True)
class Run:
    """One way to execute a model. `full_matrix`: all rows of the author's matrix, not the last one alone."""

    backend: str
    threads: int = 1
    batch: int = 1
    full_matrix: bool = False


_ONE: Final = (Run("cpu"), Run("cpu_int8"), Run("cpu", 2), Run("cpu_int8", 2))
_TORCH: Final = (Run("torch_lstm"), Run("torchscript"))
_FULL: Final = (Run("torch_lstm", full_matrix=True),)
_MANY: Final = (Run("cpu", 1, 32), Run("cpu", 2, 32))


def _size(approach: str, seg_len: int, hidden: int, layers: int, **more: Any) -> Hyperparameters:
    return Hyperparameters.from_params(
        {"approach": approach, "seg_len": seg_len, "hidden_size": hidden, "num_layers": layers, "use_dropout": False}
        | more
    )


SIZES: Final[dict[str, tuple[Hyperparameters, tuple[Run, ...]]]] = {
    "column-256-64-1": (_size("column_vector", 64, 256, 1, num_unrollings=100), _ONE + _MANY + _TORCH + _FULL),
    "column-256-256-2": (_size("column_vector", 256, 256, 2), _ONE + _TORCH),
    "column-512-1024-2": (_size("column_vector", 1024, 512, 2), _ONE + _TORCH),
    "transpose-64-16": (_size("transpose", 64, 64, 1, num_unrollings=16), _ONE + _TORCH),
    "transpose-64-32": (_size("transpose", 64, 64, 1, num_unrollings=32), _ONE[:1]),
    "transpose-128-16": (_size("transpose", 128, 128, 1, num_unrollings=16), _ONE[:1]),
    "vector-1024-1": (_size("vector", 1024, 1024, 1, num_unrollings=100), (*_ONE, Run("cpu", 1, 8), *_TORCH, *_FULL)),
    "vector-1024-4": (_size("vector", 1024, 1024, 4), _ONE + _TORCH),
    "magnitude-1024": (_size("magnitude_spectrum", 1024, 1024, 1, hop_size=256), _ONE + _TORCH),
}


def synthetic_checkpoint(name: str, parameters: Hyperparameters) -> Checkpoint:
    """Random weights of a size, so small that no dream runs away."""
    rng = np.random.default_rng(0)
    tensors = {
        key: rng.normal(0.0, 0.5 / np.sqrt(shape[-1]), shape).astype(np.float32)
        for key, shape in tensor_shapes(parameters).items()
    }
    return Checkpoint(name, {"normalisation": {"level": 0.01}}, tensors, parameters)


def plain_torch_steps(checkpoint: Checkpoint, lanes: int, seconds: float) -> tuple[float, float]:
    """Seconds a step of `nn.LSTM` and `nn.Linear` in a Python loop with feedback takes: the mean, and the fastest."""
    import torch

    p = checkpoint.hyperparameters
    lstm = torch.nn.LSTM(p.input_size, p.hidden, p.num_layers)
    head = torch.nn.Linear(p.hidden, p.output_size)
    x, state = torch.zeros(1, lanes, p.input_size), None
    steps, best = 0, float("inf")
    with torch.inference_mode():
        began = time.perf_counter()
        while time.perf_counter() - began < seconds:
            before = time.perf_counter()
            out, state = lstm(x, state)
            y = head(out)
            x = torch.cat([x[..., 1:], y], dim=-1) if p.sample_wise else y
            best = min(best, time.perf_counter() - before)
            steps += 1
    return (time.perf_counter() - began) / steps, best
