"""The dissertation's larger sizes as CUDA graphs, and where their time goes: launches, memory, arithmetic."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import torch
from torch.profiler import ProfilerActivity, profile

from live_inference.bench.sizes import gpu_checkpoints
from live_inference.bench.steps import time_calls
from live_models.contract.checkpoint import Checkpoint, checked_kind
from live_models.families import family_of
from live_models.families.lstm.backends.cuda_graph import STEPS, WEIGHTS, CudaGraphNetwork
from live_models.families.lstm.config import LSTMParameters
from live_models.families.lstm.sample_wise import SampleWiseGenerator

BACKENDS: Final = {"cuda_graph": "float32", "cuda_graph_bf16": "bfloat16"}

READ_BYTES: Final = 2 << 30
MATRIX: Final = 8192
"""Side of the square matrices whose product measures the arithmetic."""


@dataclass(frozen=True)
class Roofline:
    """What the GPU does when one thing alone limits it: bytes read, multiply-adds, both a second."""

    bytes_per_s: float
    macs_per_s: float


def bench_gpu(seconds: float) -> dict[str, Any]:
    """Return the GPU's name, what it reads and reckons a second, and a row per size and backend.

    Without a GPU that PyTorch can use: `none`, the reason in a line.
    """
    if not torch.cuda.is_available():
        return {"none": f"no GPU: PyTorch {torch.__version__} finds none that it can use"}
    device = torch.device("cuda", torch.cuda.current_device())
    reads = gpu_bandwidth(device)
    roofs = {name: Roofline(reads, gpu_arithmetic(device, WEIGHTS[name])) for name in BACKENDS.values()}
    rows = [
        gpu_row(checkpoint, backend, seconds, roofs[BACKENDS[backend]], device)
        for checkpoint in gpu_checkpoints()
        for backend in BACKENDS
    ]
    return {
        "device": torch.cuda.get_device_name(device),
        "read_gb_per_s": round(1e-9 * reads, 1),
        "gmac_per_s": {name: round(1e-9 * roof.macs_per_s) for name, roof in roofs.items()},
        "rows": rows,
    }


def gpu_row(
    checkpoint: Checkpoint, backend: str, seconds: float, roof: Roofline, device: torch.device
) -> dict[str, Any]:
    """Time one generator's steps and split them up. On the CPU (tests) nothing is captured and no kernel is seen."""
    p = checked_kind(checkpoint, LSTMParameters)
    network = CudaGraphNetwork(p, checkpoint.tensors, BACKENDS[backend], device)
    generator = family_of(p.approach).around(checkpoint, network)
    state: Any
    if isinstance(generator, SampleWiseGenerator):
        state, chunk = generator.begin_unheard(1), STEPS
    else:
        noise = np.random.default_rng(0).normal(0, 0.1, generator.spec.seed_length).astype(np.float32)
        state, chunk = generator.begin(noise, 0), 4

    def advance() -> None:
        generator.advance(state, generator.default_controls, chunk)

    mean_s, best_s = time_calls(advance, seconds)
    busy_s, kernels = gpu_busy(advance, device)
    macs = p.rows * sum(tensor.size for tensor in checkpoint.tensors.values())
    num_bytes = macs // p.rows * WEIGHTS[BACKENDS[backend]].itemsize
    return {
        "model": checkpoint.name,
        "approach": p.approach,
        "hidden": p.hidden,
        "layers": p.num_layers,
        "backend": backend,
        "x_realtime": round(p.hop_length / p.sample_rate / mean_s * chunk, 3),
        "x_realtime_best": round(p.hop_length / p.sample_rate / best_s * chunk, 3),
        "kernels": round(kernels / chunk, 1),
    } | split_step(mean_s / chunk, busy_s / chunk, num_bytes, macs, roof)


def split_step(step_s: float, busy_s: float, num_bytes: int, macs: int, roof: Roofline) -> dict[str, float]:
    """Where a step's time goes, in microseconds.

    * `memory_us`, `arithmetic_us`: what reading the weights, and the multiply-adds, take at the least (the roofline).
      They run at the same time: the longer one counts.
    * `kernels_us`: what the kernels take beyond that: short ones, their starts and ends, reads that wait.
    * `launches_us`: the rest of the step, in which no kernel runs: launches, copies between host and GPU, Python.
    """
    memory_s, arithmetic_s = num_bytes / roof.bytes_per_s, macs / roof.macs_per_s
    return {
        "step_us": round(1e6 * step_s, 1),
        "memory_us": round(1e6 * memory_s, 2),
        "arithmetic_us": round(1e6 * arithmetic_s, 2),
        "kernels_us": round(1e6 * max(0.0, busy_s - max(memory_s, arithmetic_s)), 1),
        "launches_us": round(1e6 * max(0.0, step_s - busy_s), 1),
    }


def gpu_busy(function: Callable[[], object], device: torch.device) -> tuple[float, int]:
    """Seconds that kernels run in one call of `function`, and how many they are, by torch.profiler; mean of four."""
    calls = 4
    activity = ProfilerActivity.CUDA if device.type == "cuda" else ProfilerActivity.CPU
    with profile(activities=[activity]) as profiler:
        for _ in range(calls):
            function()
        if device.type == "cuda":
            torch.cuda.synchronize(device)
    kinds = torch.autograd.DeviceType  # type: ignore[attr-defined]
    # Copies between host and GPU are no kernels, annotations no work.
    kernels = [
        event
        for event in profiler.events() or ()
        if event.device_type == kinds.CUDA and not event.name.startswith(("Memcpy", "Memset", "ProfilerStep"))
    ]
    return 1e-6 * sum(event.time_range.elapsed_us() for event in kernels) / calls, len(kernels) // calls


def gpu_bandwidth(device: torch.device, num_bytes: int = READ_BYTES) -> float:
    """Return bytes a second that a sum over a large block reads: the best of several."""
    data = torch.ones(num_bytes // 4, device=device)
    return num_bytes / _fastest(data.sum, device)


def gpu_arithmetic(device: torch.device, kind: torch.dtype, side: int = MATRIX) -> float:
    """Return multiply-adds a second of a product of square matrices of that type (TF32 off): the best of several."""
    a = torch.ones(side, side, dtype=kind, device=device)
    return side**3 / _fastest(lambda: a @ a, device)


def _fastest(function: Callable[[], object], device: torch.device) -> float:
    best = float("inf")
    for _ in range(8):
        _synchronise(device)
        began = time.perf_counter()
        function()
        _synchronise(device)
        best = min(best, time.perf_counter() - began)
    return best


def _synchronise(device: torch.device) -> None:
    if device.type == "cuda":
        torch.cuda.synchronize(device)
