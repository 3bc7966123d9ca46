"""Finds the sources of the dreaming kernels."""

from __future__ import annotations

from pathlib import Path

import live_models.families.lstm.backends
import live_models.kernels


def kernel_folders() -> list[Path]:
    """Return the folders with the sources of the dreaming kernels. numba caches machine code beside them if it can."""
    return [Path(module.__path__[0]) for module in (live_models.families.lstm.backends, live_models.kernels)]
