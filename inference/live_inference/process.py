"""What every process of the daemon does about its supervisor. Torch-free."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable


def end_with_parent(end: Callable[[], None]) -> None:
    """Call ``end`` when standard input closes: the supervisor holds its other end, however it dies.

    ``end`` runs in a thread of its own.
    """

    def wait() -> None:
        with contextlib.suppress(OSError, ValueError):
            while sys.stdin.buffer.read(1024):
                pass
        end()

    threading.Thread(target=wait, name="parent-watch", daemon=True).start()
