"""Messages on the terminal: one line each, with the time."""

from __future__ import annotations

import time

from live_inference.command_line.terminal import tell


def say(text: str) -> None:
    """Print one line on standard error at once, where that can be done. *Any thread, any process.* Never raises."""
    tell(f"{time.strftime('%H:%M:%S')} {text}")


class Lasting:
    """Reports a lasting problem once, and again when it changes or returns. *One thread.*"""

    def __init__(self) -> None:
        self._told = ""

    def is_new(self, text: str) -> bool:
        """Return whether to report this problem: it differs from the last one, or that one is over."""
        new = text != self._told
        self._told = text
        return new

    def is_over(self) -> bool:
        """End the problem; return whether there was one."""
        over = bool(self._told)
        self._told = ""
        return over
