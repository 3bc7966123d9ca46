"""The numba backends that the table of families names of a system that hears and draws one sample after the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from live_models.contract.checkpoint import Checkpoint, checked_kind
from live_models.contract.family import load_entry
from live_models.families.sample_wise.backend import StepNetwork
from live_models.families.sample_wise.config import StreamParameters
from live_models.kernels.products import Precision

MakeNetwork = Callable[[Checkpoint, int], StepNetwork[Any]]
"""From a checkpoint and a number of threads to what executes its network."""


def numba_backends(kind: type[StreamParameters], entry: str) -> tuple[MakeNetwork, MakeNetwork, MakeNetwork]:
    """`cpu` (float16 weights, float32 arithmetic), `cpu_float32` and `cpu_int8` of one family.

    `entry`: "module:name" of its class, loaded when a backend is asked for; made of hyperparameters of `kind`,
    tensors, precision and number of threads.
    """

    def of(precision: Precision) -> MakeNetwork:
        def backend(checkpoint: Checkpoint, threads: int) -> StepNetwork[Any]:
            parameters = checked_kind(checkpoint, kind)
            made: StepNetwork[Any] = load_entry(entry)(parameters, checkpoint.tensors, precision, threads)
            return made

        return backend

    return of("float16"), of("float32"), of("int8")
