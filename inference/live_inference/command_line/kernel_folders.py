"""Where functions lie that numba compiles for dreaming; torch-free and numba-free."""

from __future__ import annotations

from pathlib import Path

import live_models.families.lstm.backends
import live_models.kernels


def kernel_folders() -> list[Path]:
    """Return the folders of the dreaming kernels' sources. numba keeps what it compiles beside them where it can."""
    return [Path(module.__path__[0]) for module in (live_models.families.lstm.backends, live_models.kernels)]
