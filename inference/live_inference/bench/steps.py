"""How long a step takes: generators as they dream, and bare loops to compare with."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from live_inference.bench.sizes import Run
from live_models.checkpoint import Checkpoint
from live_models.contract.generator import Generator
from live_models.families.lstm.backends.network import STRETCH, SampleState
from live_models.families.lstm.sample_wise import LISTEN_S, SampleWiseGenerator
from live_models.loading import load_generator

CHUNK: Final = {True: 128, False: 4}
"""Steps in one call: sample by sample, and otherwise."""

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
    sample_wise = checkpoint.hyperparameters.sample_wise
    state = unheard_state(generator, run.batch) if sample_wise else generator.begin_batch(seeds, rng_seeds)
    controls = generator.default_controls
    chunk = CHUNK[sample_wise]

    def advance() -> None:
        generator.advance_batch(state, controls, chunk)

    mean_s, best_s = time_calls(advance, seconds)
    first_ms = None
    if not sample_wise or LISTEN_S * generator.spec.sample_rate * mean_s / chunk < LONGEST_LISTENING_S:
        times = []
        for _ in range(2):  # the first call may compile what only listening needs
            began = time.perf_counter()
            heard = generator.begin_batch(seeds, rng_seeds)
            generator.advance_batch(heard, controls, 1)
            times.append(1000 * (time.perf_counter() - began))
        first_ms = times[-1]
    return StepTimes(mean_s / chunk, best_s / chunk, first_ms)


def time_loop(checkpoint: Checkpoint, run: Run, seconds: float) -> StepTimes:
    """Time a bare loop (`bench_torch`, `bench_onnx`). Raises ImportError where ONNX Runtime is not installed."""
    lanes = run.batch * checkpoint.hyperparameters.rows
    steps = bare_loop(checkpoint, run.backend, lanes)
    chunk = CHUNK[checkpoint.hyperparameters.sample_wise] if run.backend.endswith("scripted") else 1
    mean_s, best_s = time_calls(lambda: steps(chunk), seconds)
    return StepTimes(mean_s / chunk, best_s / chunk)


def bare_loop(checkpoint: Checkpoint, form: str, lanes: int) -> Callable[[int], object]:
    """One of `bench_torch.FORMS`, or `onnxruntime`."""
    if form == "onnxruntime":
        from live_inference.bench.onnx import onnx_loop

        return onnx_loop(checkpoint, lanes)
    from live_inference.bench.torch_forms import torch_loop

    return torch_loop(checkpoint, form, lanes)


def unheard_state(generator: Generator[Any], batch: int) -> SampleState:
    """Sample-wise dreams that begin on noise without listening: a slow backend would listen for minutes."""
    assert isinstance(generator, SampleWiseGenerator)
    p = generator.network.parameters
    rng = np.random.default_rng(0)
    tape = np.zeros((batch * p.rows, p.seg_len + STRETCH), dtype=np.float32)
    tape[:, STRETCH:] = rng.normal(0, 0.1, (len(tape), p.seg_len))
    rngs = [np.random.default_rng(lane) for lane in range(batch)]
    return SampleState(
        generator.network.begin(len(tape)),
        tape,
        np.full(batch, 0.01),
        rngs,
        [one.spawn(1)[0] for one in rngs],
        position=STRETCH,  # the first step winds the tape back
    )


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
