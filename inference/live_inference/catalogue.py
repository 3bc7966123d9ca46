"""Which checkpoints there are, for the command line. Torch-free."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from live_models.registry import Registry


def list_models(checkpoints: Path) -> list[dict[str, Any]]:
    """Return one row per known checkpoint: the user's own folder first, then the shipped ones."""
    return Registry([checkpoints]).describe()
