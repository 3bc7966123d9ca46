"""What the daemon says on the terminal: one line each, with the time."""

from __future__ import annotations

import sys
import time


def say(text: str) -> None:
    """Print one line on standard error at once. *Any thread, any process.*"""
    line = " ".join(text.split())
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {line}\n")
    sys.stderr.flush()
