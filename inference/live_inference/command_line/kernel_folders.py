"""Finds the sources of the dreaming kernels."""

from __future__ import annotations

from pathlib import Path

import live_models.families
import live_models.kernels


def kernel_folders() -> list[Path]:
    """Return the folders with the sources of the dreaming kernels. numba caches machine code beside them if it can."""
    families = Path(live_models.families.__path__[0])
    own = [folder for name in ("backends", "kernels") for folder in sorted(families.glob(f"*/{name}"))]
    return [*own, Path(live_models.kernels.__path__[0])]
