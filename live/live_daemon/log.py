"""What the daemon says on the terminal: one line each, with the time."""

from __future__ import annotations

import sys
import time

from live_inference.command_line.printable import printable


def say(text: str) -> None:
    """Print one line on standard error at once. *Any thread, any process.*"""
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {printable(text)}\n")
    sys.stderr.flush()


class Lasting:
    """A trouble that lasts is told once, and again when it is another one or when it comes back. *One thread.*"""

    def __init__(self) -> None:
        self._told = ""

    def is_new(self, text: str) -> bool:
        """Return whether this should be told; it was not what was told last, or that is over."""
        new = text != self._told
        self._told = text
        return new

    def is_over(self) -> bool:
        """Return whether there was a trouble that nobody has called over yet; now it is."""
        over = bool(self._told)
        self._told = ""
        return over
