"""What the exact shortcut saves: all rows of the author's matrix against the last row alone, in the same executor.

In vector, column_vector and magnitude_spectrum each row has a state of its own and only the last row's prediction is
kept (Pfalz 2018, 3.1), so the last row alone gives the same samples. How much that saves is the executor's matter: rows
that share a pass over the weights cost little as long as reading the weights is what takes the time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import numpy as np

from live_inference.bench.sizes import sized_checkpoint
from live_inference.bench.steps import chunk_of, loop_to_compare, time_calls
from live_models.contract.checkpoint import Checkpoint, checked_kind
from live_models.families.lstm.backends.cpu import CpuNetwork
from live_models.families.lstm.backends.eager import EagerNetwork
from live_models.families.lstm.backends.network import Network
from live_models.families.lstm.config import LSTMParameters, SampleWiseParameters
from live_models.families.lstm.sample_wise import SampleWiseGenerator

ROWS: Final = (1, 4, 16, 64, 100)
MODELS: Final = ("vector-1024-1", "column-256-64-1", "magnitude-1024")
EXECUTORS: Final = ("cpu", "eager", "torch_lstm", "torch_gates_scripted")


def bench_shortcut(seconds: float, models: Sequence[str] = MODELS) -> Iterator[dict[str, Any]]:
    """Yield a row per model, executor and number of rows of the matrix; one thread.

    `speed_up`: time of a step of that many rows over that of the last row alone.
    """
    for name in models:
        checkpoint = sized_checkpoint(name)
        for executor in EXECUTORS:
            alone = None
            for rows in ROWS:
                step_s = _seconds_a_step(checkpoint, executor, rows, seconds)
                alone = step_s if alone is None else alone
                yield {
                    "model": name,
                    "approach": checkpoint.hyperparameters.approach,
                    "executor": executor,
                    "rows": rows,
                    "step_us": round(1e6 * step_s, 1),
                    "speed_up": round(step_s / alone, 2),
                }


def _seconds_a_step(checkpoint: Checkpoint, executor: str, rows: int, seconds: float) -> float:
    p = checked_kind(checkpoint, LSTMParameters)
    if executor == "cpu" and isinstance(p, SampleWiseParameters):
        # The kernel that dreams: rows of the matrix are lanes with a window and a state of their own, as dreams are.
        generator = SampleWiseGenerator(checkpoint, CpuNetwork(p, checkpoint.tensors))
        state, chunk = generator.begin_unheard(rows), chunk_of(checkpoint)
        dream = time_calls(lambda: generator.advance_batch(state, generator.default_controls, chunk), seconds)
        return dream[1] / chunk
    if executor in ("cpu", "eager"):
        kind: Callable[..., Network] = CpuNetwork if executor == "cpu" else EagerNetwork
        network = kind(p, checkpoint.tensors)
        x = np.random.default_rng(0).normal(0, 0.1, (rows, p.input_size)).astype(np.float32)
        lanes = network.begin(rows)
        return time_calls(lambda: network.step(x, lanes, None), seconds)[1]
    steps = loop_to_compare(checkpoint, executor, rows)
    return time_calls(lambda: steps(4), seconds)[1] / 4
