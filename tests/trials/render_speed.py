"""What a render costs: dreams one at a time, and 1, 4, 16, 64 in batches; CPU seconds, so that others do not count.

`--column`: a random column-vector network of 256 cells and a window of 256 instead of the shipped model; it dreams
sample by sample, and the guard is told to let that pass.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path
from typing import Any

from live_daemon.demo.etude import ETUDE_FILE
from live_inference.dreaming import dream as dreaming
from live_inference.dreaming.guard import Guard
from live_inference.render import work
from live_inference.render.plan import Plan, RenderJob, make_plan, plan_model
from live_inference.render.rendering import _batches
from live_inference.render.seeds import cut_seeds, parse_cut, read_recordings
from live_inference.render.work import make_batch
from live_models.checkpoint import load_checkpoint, save_checkpoint
from live_models.registry import Registry
from support.checkpoints import random_tensors
from support.parameters import hyperparameters_of

COLUMN = {"approach": "column_vector", "seg_len": 256, "hidden_size": 256, "sample_rate": 11025, "head": "mixture",
          "num_components": 8, "use_dropout": False}  # fmt: skip


class _Deaf(Guard):
    def check(self, chunk: Any) -> str | None:
        return None


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recording", nargs="?", type=Path, default=ETUDE_FILE)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--alone", type=int, default=4, help="dreams that are made one at a time")
    parser.add_argument("--counts", type=int, nargs="+", default=[1, 4, 16, 64], help="dreams in batches")
    parser.add_argument("--column", type=int, metavar="LAYERS", help="a column-vector network instead")
    options = parser.parse_args()
    checkpoint = load_checkpoint(Registry().find("nylon-spectrum"))
    if options.column:
        dreaming.Guard = _Deaf  # type: ignore[misc]
        with tempfile.TemporaryDirectory() as folder:
            parameters = hyperparameters_of(COLUMN | {"num_layers": options.column})
            card = {"hyperparameters": parameters.to_params(), "normalisation": {"level": 0.01, "deviation": 0.05}}
            checkpoint = load_checkpoint(save_checkpoint(Path(folder) / "column", random_tensors(parameters), card))
    seeds = cut_seeds(read_recordings([options.recording]), parse_cut("phrases"))

    def planned(count: int) -> tuple[Plan, list[RenderJob]]:
        plan = make_plan(
            seeds, [plan_model(checkpoint)],
            count=count, keep_best=None, duration_s=options.seconds, rng_seed=0, backend="cpu",
        )  # fmt: skip
        return plan, [job for number, dreams in enumerate(plan.dreams) for job in plan.jobs(number, dreams)]

    _cost(planned(1)[1])  # kernels are compiled, the recording is known to the scores
    usual, work.HALF_FULL = work.HALF_FULL, 1  # type: ignore[misc]
    jobs = planned(options.alone)[1]
    alone_s = sum(_cost([job]) for job in jobs) / len(jobs)
    work.HALF_FULL = usual  # type: ignore[misc]
    print(f"{checkpoint.name}, dreams of {options.seconds:g} s, guarded and scored; CPU seconds of one core")
    print(f"one at a time: {alone_s:.2f} s each, {options.seconds / alone_s:.1f} times real time", flush=True)
    for count in options.counts:
        dreamt_s = _cost(planned(count)[1])
        print(
            f"{count:3d} in batches: {dreamt_s:6.2f} s, {count * options.seconds / dreamt_s:5.1f} times real time, "
            f"{count * alone_s / dreamt_s:.1f} times as fast as one at a time",
            flush=True,
        )
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return 0


def _cost(jobs: list[RenderJob]) -> float:
    began = time.process_time()
    for batch in _batches(jobs, 1):
        make_batch(batch)
    return time.process_time() - began
