"""How fast generators dream on this machine, backends side by side: ``python -m live_inference.bench``."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from live_inference.loading import load_generator
from live_models.checkpoint import Checkpoint, load_checkpoint
from live_models.registry import Registry

BACKENDS = ("eager", "cpu")
READ_BYTES = 256 << 20


def bench_generators(checkpoints: Path, seconds: float) -> list[dict[str, Any]]:
    """Return one row per checkpoint and backend, one thread, one dream at a time.

    ``x_realtime`` is dream time over processor time, vocoder included; ``bandwidth_fraction`` the bytes of weights
    read a second over what this machine reads from memory in the same run (above 1 where they stay in its caches).
    """
    registry = Registry([checkpoints])
    bandwidth = read_bandwidth()
    rows = []
    for described in registry.describe():
        if "fault" in described:
            continue
        checkpoint = load_checkpoint(registry.find(described["name"]))
        rows += [_measure(checkpoint, backend, seconds, bandwidth) for backend in BACKENDS]
    return rows


def read_bandwidth() -> float:
    """Return bytes a second that one core reads from memory: the best of five passes over 256 MB."""
    data = np.ones(READ_BYTES // 4, np.float32)
    _read(data[:1024])
    best = float("inf")
    for _ in range(5):
        began = time.perf_counter()
        _read(data)
        best = min(best, time.perf_counter() - began)
    return READ_BYTES / best


@numba.njit(fastmath=True, cache=True)
def _read(data: NDArray[np.float32]) -> float:
    total = np.float32(0)
    for index in range(data.shape[0]):
        total += data[index]
    return float(total)


def _measure(checkpoint: Checkpoint, backend: str, seconds: float, bandwidth: float) -> dict[str, Any]:
    generator = load_generator(checkpoint, backend)
    spec = generator.spec
    seed = np.random.default_rng(0).normal(0, 0.1, spec.seed_length).astype(np.float32)
    state = generator.begin(seed, 0)
    controls = generator.default_controls
    generator.advance(state, controls, 4)
    steps = 0
    began = time.perf_counter()
    while time.perf_counter() - began < seconds:
        generator.advance(state, controls, 8)
        steps += 8
    took = time.perf_counter() - began
    weights = sum(tensor.nbytes for tensor in checkpoint.tensors.values())
    parameters = checkpoint.hyperparameters
    return {
        "model": checkpoint.name,
        "approach": spec.approach,
        "hidden": parameters.hidden_size,
        "layers": parameters.num_layers,
        "backend": backend,
        "threads": 1,
        "batch": 1,
        "x_realtime": round(steps * spec.hop_length / spec.sample_rate / took, 2),
        "bandwidth_fraction": round(weights * steps / took / bandwidth, 3),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the rows as JSON."""
    parser = argparse.ArgumentParser(prog="live_inference.bench", description=__doc__)
    parser.add_argument("--checkpoints", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=5.0)
    options = parser.parse_args(arguments)
    print(json.dumps(bench_generators(options.checkpoints, options.seconds)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
