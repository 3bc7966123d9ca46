"""How fast generators dream here, side by side with others' ways: ``python -m live_inference.bench.command``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from live_inference.bench.machine import arithmetic_peak, cores, describe_machine, memory_block_bytes, read_bandwidth
from live_inference.bench.sizes import SHIPPED_RUNS, Run, all_sizes, runs_of, sized_checkpoint
from live_inference.bench.steps import StepTimes, time_generator, time_loop
from live_inference.command_line.extras import how_to_install
from live_inference.command_line.terminal import tell
from live_models.checkpoint import load_checkpoint
from live_models.contract.backends import BACKENDS
from live_models.contract.checkpoint import Checkpoint
from live_models.registry import Registry

OURS: Final = {"cpu": 2, "cpu_float32": 4, "cpu_int8": 1}
"""Our own backends, and the bytes that a weight takes in each."""
TORCH_BACKENDS: Final = (
    "eager",
    "torchscript",
    "torch_lstm",
    "torch_lstm_scripted",
    "torch_gates_scripted",
    "torch_rings",
    "torch_rings_scripted",
)
"""Of these the fastest is the best torch form, at the same batch, on one core."""


class Bench:
    """The rows of one run, measured against what this machine reads and reckons, measured in the same run.

    `machine`: facts (`describe_machine`), with `read_gb_per_s` (memory) and `peak_gmac_per_s` (float32) of one core.
    """

    def __init__(self, seconds: float) -> None:
        """`seconds`: how long each row is measured."""
        self.seconds = seconds
        self._bandwidth = read_bandwidth(memory_block_bytes())
        self._peak = arithmetic_peak()
        self.machine = describe_machine() | {
            "read_gb_per_s": round(1e-9 * self._bandwidth, 1),
            "peak_gmac_per_s": round(1e-9 * self._peak, 1),
        }

    def shipped(self, checkpoints: Path) -> Iterator[dict[str, Any]]:
        """A row per checkpoint of a folder and way to run it; faulty checkpoints are left out."""
        registry = Registry([checkpoints])
        for described in registry.describe():
            if "fault" not in described:
                yield from self._rows(load_checkpoint(registry.find(described["name"])), SHIPPED_RUNS)

    def synthetic(self, names: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
        """A row per size that a family states (all, or those named) and way to run it.

        The weights are random: speed does not depend on them.
        """
        for name, family, size in all_sizes():
            if not names or name in names:
                yield from self._rows(sized_checkpoint(name), runs_of(family, size))

    def _rows(self, checkpoint: Checkpoint, runs: Sequence[Run]) -> list[dict[str, Any]]:
        rows = []
        for run in runs:
            if run.threads > cores():
                continue
            if run.backend in BACKENDS:
                times = time_generator(checkpoint, run, self.seconds)
            else:
                try:
                    times = time_loop(checkpoint, run, self.seconds)
                except ImportError:
                    tell(f"{run.backend}: not installed, left out ({how_to_install('onnx', 'onnxruntime')})")
                    continue
            rows.append(self._row(checkpoint, run, times))
            tell(
                "{model:<20}{backend:<21}threads {threads}, batch {batch:>2}: {x_realtime:>8.2f} x real time, "
                "{bandwidth_fraction:>6.1%} of the read bandwidth, {peak_fraction:>5.1%} of the peak".format(**rows[-1])
            )
        _compare_with_torch(rows)
        for row in rows:
            if row["backend"] in OURS and row["x_best_torch"] is not None:
                tell("{model:<20}{backend:<21}batch {batch:>2}: {x_best_torch:.2f} times {best_torch}".format(**row))
        return rows

    def _row(self, checkpoint: Checkpoint, run: Run, times: StepTimes) -> dict[str, Any]:
        """A row of the table.

        * `bandwidth_fraction`: bytes of weights read a second over what one core reads from memory (above 1 where they
          stay in its caches); `cached_fraction`: over what it reads from a block of their very size, again and again.
        * `peak_fraction`: multiply-adds a second over the arithmetic peak of as many cores, in float32.
        """
        p = checkpoint.hyperparameters
        # Sample by sample the window's matrix is not read again for every step: what has to be read is the rest.
        unread = p.unread(run.backend)
        weights = sum(tensor.size for name, tensor in checkpoint.tensors.items() if name not in unread)
        num_bytes = weights * OURS.get(run.backend, 4)
        macs = run.batch * p.lanes * sum(tensor.size for tensor in checkpoint.tensors.values()) / times.mean_s
        dreamt_s = run.batch * p.hop_length / p.sample_rate
        first_ms = times.first_samples_ms
        return {
            "model": checkpoint.name,
            "approach": p.approach,
            **p.size(),
            "backend": run.backend,
            "threads": run.threads,
            "batch": run.batch,
            "x_realtime": _significant(dreamt_s / times.mean_s),
            "x_realtime_best": _significant(dreamt_s / times.best_s),
            "bandwidth_fraction": _significant(num_bytes / times.mean_s / self._bandwidth),
            "cached_fraction": _significant(num_bytes / times.mean_s / read_bandwidth(num_bytes)),
            "weights_mb": round(1e-6 * num_bytes, 2),
            "gmac_per_s": round(1e-9 * macs, 1),
            "peak_fraction": _significant(macs / self._peak / run.threads),
            "first_samples_ms": None if first_ms is None else round(first_ms, 1),
        }


def _compare_with_torch(rows: list[dict[str, Any]]) -> None:
    """Add `x_best_torch`: times the fastest torch form of the same model and batch; None beside more than one core."""
    for row in rows:
        forms = [
            other
            for other in rows
            if other["backend"] in TORCH_BACKENDS and other["batch"] == row["batch"] and other["threads"] == 1
        ]
        best = max(forms, key=lambda other: float(other["x_realtime"]), default=None)
        alike = best is not None and row["threads"] == 1
        row["best_torch"] = best["backend"] if best is not None and alike else None
        row["x_best_torch"] = round(row["x_realtime"] / best["x_realtime"], 2) if best is not None and alike else None


def _significant(value: float) -> float:
    """Four digits, however small: what is slow is not nothing."""
    return float(f"{value:.4g}")


def _told(rows: Iterator[dict[str, Any]]) -> list[dict[str, Any]]:
    found = []
    for row in rows:
        found.append(row)
        tell(", ".join(f"{name} {value}" for name, value in row.items()))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was measured as one line of JSON, and on standard error what is being measured."""
    parser = argparse.ArgumentParser(prog="live_inference.bench.command", description=__doc__)
    parser.add_argument("--checkpoints", type=Path, help="folder of checkpoints to measure")
    parser.add_argument(
        "--recording", type=Path, help="sound to measure what float16 and int8 weights cost these checkpoints"
    )
    parser.add_argument("--synthetic", nargs="*", metavar="SIZE", help="random weights of stated sizes (default: all)")
    parser.add_argument("--shortcut", action="store_true", help="all rows of the matrix against the last row alone")
    parser.add_argument("--gpu", action="store_true", help="the dissertation's larger sizes as CUDA graphs")
    parser.add_argument("--seconds", type=float, default=0.7, help="length of each measurement (%(default)g)")
    options = parser.parse_args(arguments)
    if options.checkpoints is None and options.synthetic is None and not (options.shortcut or options.gpu):
        parser.error("give --checkpoints FOLDER, --synthetic, --shortcut or --gpu")
    if options.recording is not None and options.checkpoints is None:
        parser.error("--recording needs --checkpoints FOLDER")
    known = [name for name, _, _ in all_sizes()]
    unknown = sorted(set(options.synthetic or ()) - set(known))
    if unknown:
        parser.error(f"unknown size {unknown[0]!r}; known are: {', '.join(known)}")

    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        print(json.dumps(_measure(options)))
    finally:
        torch.set_num_threads(threads)
    return 0


def _measure(options: argparse.Namespace) -> dict[str, Any]:
    bench = Bench(options.seconds)
    found: dict[str, Any] = {"machine": bench.machine, "generators": []}
    tell("one core reads {read_gb_per_s} GB/s, at most {peak_gmac_per_s} GMAC/s".format(**bench.machine))
    if options.checkpoints is not None:
        found["generators"] += bench.shipped(options.checkpoints)
    if options.synthetic is not None:
        found["generators"] += bench.synthetic(options.synthetic)
    if options.recording is not None:
        from live_inference.bench.weights import weights_cost

        registry = Registry([options.checkpoints])
        sound = [load_checkpoint(registry.find(row["name"])) for row in registry.describe() if "fault" not in row]
        for bits, backend in (("float16", "cpu"), ("int8", "cpu_int8")):
            found[bits] = _told(weights_cost(checkpoint, options.recording, backend) for checkpoint in sound)
    if options.shortcut:
        from live_inference.bench.shortcut import bench_shortcut

        found["shortcut"] = _told(bench_shortcut(options.seconds))
    if options.gpu:
        from live_inference.bench.gpu import bench_gpu

        found["gpu"] = bench_gpu(options.seconds)
        _told(iter(found["gpu"].get("rows", [found["gpu"]])))
    return found


if __name__ == "__main__":
    sys.exit(main())
