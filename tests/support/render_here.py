"""Renders without processes: a runner that makes each batch at once, or does worse."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import numpy as np

from live_inference.render.cache import Cache
from live_inference.render.plan import Plan, make_plan, plan_model
from live_inference.render.rendering import Rendered, render
from live_inference.render.seeds import Recording, cut_seeds, parse_cut
from live_inference.render.work import Batch, Outcome, make_batch
from live_models.contract.checkpoint import Checkpoint
from support.strings import plucked

RATE = 11025


class HereRunner:
    """Makes batches at once, in this process; `make` may be another."""

    def __init__(self, workers: int = 1, make: Callable[[Batch], list[Outcome]] = make_batch) -> None:
        self.workers, self.made_s = workers, None
        self.batches: list[Batch] = []
        self._make = make

    def submit(self, batch: Batch) -> Future[list[Outcome]]:
        self.batches.append(batch)
        future: Future[list[Outcome]] = Future()
        try:
            future.set_result(self._make(batch))
        except Exception as error:
            future.set_exception(error)
        return future

    def close(self) -> None:
        pass


def take(seconds: float = 8.0) -> Recording:
    """A recording of a plucked string."""
    return Recording("take", Path("take.wav"), plucked(seconds), RATE)


def small_plan(checkpoints: list[Checkpoint], **changes: Any) -> Plan:
    """Four seeds of two seconds, four loops of a second and a half."""
    wanted: dict[str, Any] = {"count": 4, "keep_best": None, "duration_s": 1.5, "rng_seed": 0, "backend": "cpu"}
    seeds = cut_seeds([take()], parse_cut("every:2"))
    return make_plan(seeds, [plan_model(one) for one in checkpoints], **(wanted | changes))


def rendered(plan: Plan, folder: Path, runner: Any = None) -> tuple[Rendered, Cache]:
    """Render a plan into the cache of a folder."""
    cache = Cache(folder)
    cache.open()
    return render(plan, cache, runner or HereRunner(), lambda _: None), cache


def music(batch: Batch) -> list[Outcome]:
    """Instead of a model's dreams: for each task noise of its own, good scores by its random number."""
    made = []
    for task in batch.tasks:
        rng = np.random.default_rng([task.rng_seed, len(task.seed)])
        samples = rng.normal(0, 0.1, round(batch.duration_s * batch.checkpoint.hyperparameters.sample_rate))
        scores = {"total": float(rng.uniform(0.3, 0.9)), "pass": True}
        made.append(Outcome(task.key, samples.astype(np.float32), "", scores, tuple(rng.uniform(0, 1, 76)), ()))
    return made
