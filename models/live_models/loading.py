"""From a checkpoint to a generator on a backend; imports torch only for a backend that needs it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from live_models.checkpoint import load_checkpoint
from live_models.contract.backends import BackendError, check_threads
from live_models.contract.checkpoint import Checkpoint
from live_models.contract.family import ANY_BACKEND
from live_models.contract.generator import Generator
from live_models.families import family_of


def load_generator(source: Path | str | Checkpoint, backend: str = ANY_BACKEND, threads: int = 1) -> Generator[Any]:
    """The generator of a checkpoint (or of its path), ready to dream.

    `threads`: how many threads one step may use (the cpu backends; the others use one). Any thread or process;
    compiling or loading takes up to a few seconds the first time. Raises CheckpointError and BackendError.
    """
    check_threads(backend, threads)
    checkpoint = source if isinstance(source, Checkpoint) else load_checkpoint(Path(source))
    family = family_of(checkpoint.hyperparameters.approach)
    return family.around(checkpoint, family.executor(checkpoint, backend, threads))


def build_generator(checkpoint: Checkpoint, executor: Any) -> Generator[Any]:
    """The generator of a checkpoint around what executes its network. Raises CheckpointError for an unusable card."""
    return family_of(checkpoint.hyperparameters.approach).around(checkpoint, executor)


def check_precision(checkpoint: Checkpoint, backend: str) -> None:
    """Raise BackendError where a checkpoint's family lacks a backend, or its weights are too coarse for it."""
    family_of(checkpoint.hyperparameters.approach).backend_for(backend)
    fault = checkpoint.hyperparameters.backend_fault(backend)
    if fault:
        raise BackendError(f"backend of {checkpoint.name} {fault}")
