"""Numbers below 1e-38 are 0 while a network learns."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch


@contextmanager
def flushed() -> Iterator[None]:
    """Let this thread take denormal numbers for 0, where the processor can; so do threads that it starts meanwhile,
    where the system hands the setting on (Linux does).

    Adam's means of squares of gradients fall below 1e-38 wherever a gradient stays below 1e-19, as for a class that
    is never heard; a processor takes a hundred times longer for such numbers, and they change nothing.
    """
    torch.set_flush_denormal(True)
    try:
        yield
    finally:
        torch.set_flush_denormal(False)
