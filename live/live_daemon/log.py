"""What the daemon says on the terminal: one line each, with the time."""

from __future__ import annotations

import sys
import time


def say(text: str) -> None:
    """Print one line on standard error at once. *Any thread, any process.*"""
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {printable(text)}\n")
    sys.stderr.flush()


def printable(text: str) -> str:
    """Return the text on one line, control characters shown as escapes: names and messages come from outside.

    >>> printable("/dream\\x1b[2J is\\nunknown")
    '/dream\\\\x1b[2J is unknown'
    """
    line = " ".join(text.split())
    return line if line.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)
