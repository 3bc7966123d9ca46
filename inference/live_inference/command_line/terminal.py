"""Lines on standard error. A terminal may be gone, the disk of a log full: nobody ends because nobody reads."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import NoReturn

from live_inference.command_line.printable import printable


def tell(text: str) -> None:
    """Print one line on standard error at once, where that can be done. *Any thread, any process.* Never raises."""
    with contextlib.suppress(OSError, ValueError, AttributeError):  # closed since, or from the first: None
        sys.stderr.write(f"{printable(text)}\n")
        sys.stderr.flush()


def leave(status: int) -> NoReturn:
    """End the process at once with this exit status: no exit handler, no other thread is waited for."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(status)
