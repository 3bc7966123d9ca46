"""The ways to execute a generator, by the names that settings and the command line know."""

from __future__ import annotations

from typing import Final

BACKENDS: Final = ("cpu", "cpu_float32", "cpu_int8", "eager", "torchscript", "cuda_graph", "cuda_graph_bf16")
"""All names. Which of them a family has, and which is its default, its row in the table says."""
THREADED: Final = ("cpu", "cpu_float32", "cpu_int8")
"""Those that may use several threads for one step."""
MAX_THREADS: Final = 64


class BackendError(ValueError):
    """A backend is unknown or cannot run here; the message is one line for the user."""


def check_threads(backend: str, threads: int) -> None:
    """Raise BackendError for an unknown backend, or a number of threads that it cannot use."""
    if backend not in BACKENDS:
        raise BackendError(f"unknown backend {backend!r}; known are: {', '.join(BACKENDS)}")
    most = MAX_THREADS if backend in THREADED else 1
    if not 1 <= threads <= most:
        limits = "1" if most == 1 else f"in range 1..{most}"
        raise BackendError(f"threads must be {limits} for backend {backend}, got {threads}")
