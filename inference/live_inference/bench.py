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

from live_inference.bench_sizes import SIZES, Run, plain_torch_steps, synthetic_checkpoint
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
    bandwidth = read_bandwidth(READ_BYTES)
    rows = []
    for described in registry.describe():
        if "fault" in described:
            continue
        checkpoint = load_checkpoint(registry.find(described["name"]))
        rows += [_measure(checkpoint, Run(backend), seconds, bandwidth) for backend in BACKENDS]
    return rows


def bench_synthetic(seconds: float, names: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Return one row per stated size (``bench_sizes.SIZES``; all, or those named), backend, threads and batch.

    The weights are random: speed does not depend on them. Beside the columns of ``bench_generators``:
    ``cached_fraction`` is the bytes of weights read a second over what this core reads from a block of that very size
    again and again, and ``full_matrix`` tells a row in which all rows of the author's matrix run.
    """
    bandwidth = read_bandwidth(READ_BYTES)
    rows = []
    for name, (parameters, runs) in SIZES.items():
        if names and name not in names:
            continue
        checkpoint = synthetic_checkpoint(name, parameters)
        for run in runs:
            if run.backend == "torch_lstm":
                rows.append(_plain_torch(checkpoint, run, seconds, bandwidth))
            else:
                rows.append(_measure(checkpoint, run, seconds, bandwidth))
            print(json.dumps(rows[-1]), file=sys.stderr, flush=True)
    return rows


def read_bandwidth(num_bytes: int) -> float:
    """Return bytes a second that one core reads from a block of memory: the best of several passes."""
    data = np.ones(num_bytes // 4, np.float32)
    passes = max(1, READ_BYTES // (4 * num_bytes))
    _read(data[:1024], 1)
    best = float("inf")
    for _ in range(5):
        began = time.perf_counter()
        _read(data, passes)
        best = min(best, time.perf_counter() - began)
    return num_bytes * passes / best


@numba.njit(fastmath=True, cache=True)
def _read(data: NDArray[np.float32], passes: int) -> float:
    total = np.float32(0)
    for _ in range(passes):
        for index in range(data.shape[0]):
            total += data[index]
        data[0] = np.float32(1) + np.float32(0) * total  # or the passes would be taken together
    return float(total)


def _measure(checkpoint: Checkpoint, run: Run, seconds: float, bandwidth: float) -> dict[str, Any]:
    generator = load_generator(checkpoint, run.backend, run.threads)
    spec, parameters = generator.spec, checkpoint.hyperparameters
    seeds = [
        np.random.default_rng(lane).normal(0, 0.1, spec.seed_length).astype(np.float32) for lane in range(run.batch)
    ]
    began = time.perf_counter()
    state = generator.begin_batch(seeds, list(range(run.batch)))
    controls = generator.default_controls
    chunk = 256 if parameters.sample_wise else 4
    generator.advance_batch(state, controls, 1)
    first_ms = 1000 * (time.perf_counter() - began)
    generator.advance_batch(state, controls, chunk)
    steps, best = 0, float("inf")
    began = time.perf_counter()
    while time.perf_counter() - began < seconds:
        before = time.perf_counter()
        generator.advance_batch(state, controls, chunk)
        best = min(best, time.perf_counter() - before)
        steps += chunk
    took = (time.perf_counter() - began) / steps
    return _row(checkpoint, run, took, best / chunk, bandwidth) | {"first_samples_ms": round(first_ms, 1)}


def _plain_torch(checkpoint: Checkpoint, run: Run, seconds: float, bandwidth: float) -> dict[str, Any]:
    """What everybody writes first: `nn.LSTM` in a Python loop; all rows of the matrix if the run says so."""
    lanes = run.batch * (
        checkpoint.hyperparameters.num_unrollings if run.full_matrix else checkpoint.hyperparameters.rows
    )
    took, best = plain_torch_steps(checkpoint, lanes, seconds)
    return _row(checkpoint, run, took, best, bandwidth)


def _row(checkpoint: Checkpoint, run: Run, took: float, best: float, bandwidth: float) -> dict[str, Any]:
    """`took`, `best`: seconds a step, mean and of the fastest chunk."""
    p = checkpoint.hyperparameters
    # Sample by sample the window's matrix is not read again for every step: what has to be read is the rest.
    skipped = "layers.0.weight_ih" if p.sample_wise and run.backend.startswith("cpu") else ""
    weights = sum(tensor.size for name, tensor in checkpoint.tensors.items() if name != skipped)
    num_bytes = weights * (1 if run.backend == "cpu_int8" else 4)
    return {
        "model": checkpoint.name,
        "approach": p.approach,
        "hidden": p.hidden,
        "layers": p.num_layers,
        "backend": run.backend,
        "threads": run.threads,
        "batch": run.batch,
        "full_matrix": run.full_matrix,
        "x_realtime": round(run.batch * p.hop_length / p.sample_rate / took, 3),
        "x_realtime_best": round(run.batch * p.hop_length / p.sample_rate / best, 3),
        "bandwidth_fraction": round(num_bytes / took / bandwidth, 3),
        "cached_fraction": round(num_bytes / took / read_bandwidth(num_bytes), 3),
        "gmac_per_s": round(1e-9 * run.batch * p.rows * sum(t.size for t in checkpoint.tensors.values()) / took, 1),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the rows as JSON."""
    parser = argparse.ArgumentParser(prog="live_inference.bench", description=__doc__)
    parser.add_argument("--checkpoints", type=Path, help="folder of checkpoints to measure")
    parser.add_argument("--synthetic", nargs="*", metavar="SIZE", help="random weights of stated sizes (default: all)")
    parser.add_argument("--seconds", type=float, default=5.0)
    options = parser.parse_args(arguments)
    if options.checkpoints is None and options.synthetic is None:
        parser.error("give --checkpoints FOLDER, --synthetic, or both")
    unknown = sorted(set(options.synthetic or ()) - set(SIZES))
    if unknown:
        parser.error(f"unknown size {unknown[0]!r}; known are: {', '.join(SIZES)}")
    rows = bench_generators(options.checkpoints, options.seconds) if options.checkpoints is not None else []
    if options.synthetic is not None:
        rows += bench_synthetic(options.seconds, options.synthetic)
    print(json.dumps(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
