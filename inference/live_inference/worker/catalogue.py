"""Which checkpoints there are, for the command line. Torch-free."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from live_models.checkpoint import CheckpointError, load_checkpoint
from live_models.loading import BackendError, check_precision
from live_models.registry import Registry


def list_models(checkpoints: Path) -> list[dict[str, Any]]:
    """Return one row per known checkpoint: the user's own folder first, then the shipped ones."""
    return Registry([checkpoints]).describe()


def model_fault(checkpoints: Path, name: str, backend: str) -> str:
    """Return why a known checkpoint cannot be dreamt with on a backend, in one line; empty when it can.

    Its weights are read and checked; nothing is compiled, so a backend that this machine lacks is not noticed.
    """
    try:
        check_precision(load_checkpoint(Registry([checkpoints]).find(name)), backend)
    except (BackendError, CheckpointError) as error:
        return str(error)
    return ""
