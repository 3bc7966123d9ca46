"""Plugins that tests load into this process leave no trace in its arithmetic."""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def arithmetic_stays() -> Iterator[None]:
    """Set the modes as they were: a library built with -ffast-math turns denormal numbers off when it is loaded."""
    name = ctypes.util.find_library("m")
    libm = ctypes.CDLL(name) if name else None
    modes = ctypes.create_string_buffer(256)  # larger than any system's fenv_t
    if libm is not None:
        libm.fegetenv(modes)
    yield
    if libm is not None:
        libm.fesetenv(modes)
