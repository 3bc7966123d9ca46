"""Lists and checks checkpoints for the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from live_models.checkpoint import load_checkpoint
from live_models.contract.backends import BackendError
from live_models.contract.checkpoint import CheckpointError
from live_models.loading import check_precision
from live_models.registry import Registry


def list_models(checkpoints: Path) -> list[dict[str, Any]]:
    """Return one row per checkpoint: the user's own first, then the shipped ones."""
    return Registry([checkpoints]).describe()


def model_fault(checkpoints: Path, name: str, backend: str) -> str:
    """Return why a checkpoint cannot be used on a backend, in one line; empty if it can.

    Reads and checks the weights. Compiles nothing, so it does not notice a backend that this machine lacks.
    """
    try:
        check_precision(load_checkpoint(Registry([checkpoints]).find(name)), backend)
    except (BackendError, CheckpointError) as error:
        return str(error)
    return ""
