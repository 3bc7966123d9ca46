"""How long a step takes: generators as they dream, and other ways to run their networks."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from live_inference.bench.sizes import Run
from live_models.contract.checkpoint import Checkpoint
from live_models.contract.family import load_entry
from live_models.families import family_of
from live_models.loading import load_generator

LONGEST_LISTENING_S: Final = 3.0
"""A seed that would take longer to be heard is not listened to: its time to the first samples stays unknown."""


@dataclass(frozen=True)
class StepTimes:
    """Seconds a step takes, mean and of the fastest chunk; ms from a seed to the first samples, if measured."""

    mean_s: float
    best_s: float
    first_samples_ms: float | None = None


def time_generator(checkpoint: Checkpoint, run: Run, seconds: float) -> StepTimes:
    """Time a generator of ours on a backend; what is compiled is compiled before."""
    generator = load_generator(checkpoint, run.backend, run.threads)
    rng = np.random.default_rng(0)
    seeds = [rng.normal(0, 0.1, generator.spec.seed_length).astype(np.float32) for _ in range(run.batch)]
    rng_seeds = list(range(run.batch))
    begin_unheard = getattr(generator, "begin_unheard", None)
    state = begin_unheard(run.batch) if begin_unheard else generator.begin_batch(seeds, rng_seeds)
    controls = generator.default_controls
    chunk = chunk_of(checkpoint)

    def advance() -> None:
        generator.advance_batch(state, controls, chunk)

    mean_s, best_s = time_calls(advance, seconds)
    first_ms = None
    heard_steps = generator.spec.seed_length / generator.spec.hop_length
    if begin_unheard is None or heard_steps * mean_s / chunk < LONGEST_LISTENING_S:
        times = []
        for _ in range(2):  # the first call may compile what only listening needs
            began = time.perf_counter()
            heard = generator.begin_batch(seeds, rng_seeds)
            generator.advance_batch(heard, controls, 1)
            times.append(1000 * (time.perf_counter() - began))
        first_ms = times[-1]
    return StepTimes(mean_s / chunk, best_s / chunk, first_ms)


def time_loop(checkpoint: Checkpoint, run: Run, seconds: float) -> StepTimes:
    """Time one of the family's `compared`. Raises ImportError where ONNX Runtime is not installed."""
    lanes = run.batch * checkpoint.hyperparameters.lanes
    steps = loop_to_compare(checkpoint, run.backend, lanes)
    sample_wise = checkpoint.hyperparameters.hop_length == 1
    chunk = 1 if sample_wise and not run.backend.endswith("scripted") else chunk_of(checkpoint)
    mean_s, best_s = time_calls(lambda: steps(chunk), seconds)
    return StepTimes(mean_s / chunk, best_s / chunk)


def loop_to_compare(checkpoint: Checkpoint, form: str, lanes: int) -> Callable[[int], object]:
    """One of the family's `compared`: takes as many steps as it is told, each fed by the one before.

    A bare loop of the network, or (mdn_lstm, noizenet) whole dreams: the family says.
    """
    family = family_of(checkpoint.hyperparameters.approach)
    steps: Callable[[int], object] = load_entry(family.compared[form])(checkpoint, lanes)
    return steps


def chunk_of(checkpoint: Checkpoint) -> int:
    """Steps in one call: many where a step is short."""
    return max(4, 128 // checkpoint.hyperparameters.hop_length)


def time_calls(function: Callable[[], object], seconds: float) -> tuple[float, float]:
    """Seconds a call takes, mean and fastest, over about `seconds`, three calls at least; called three times before.

    TorchScript compiles in its second call, numba in its first.
    """
    for _ in range(3):
        function()
    calls, best = 0, float("inf")
    began = time.perf_counter()
    while calls < 3 or time.perf_counter() - began < seconds:
        before = time.perf_counter()
        function()
        best = min(best, time.perf_counter() - before)
        calls += 1
    return (time.perf_counter() - began) / calls, best
