"""Heartbeats: each process promises its next sign of life by a certain time, in a shared file of eight bytes.

The supervisor notices at once when a process dies, but not when it hangs. Only the process itself knows what takes
long, so it says how long it may be silent.
"""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np

_BYTES = 8


class Heartbeat:
    """The heartbeat of one process. The supervisor creates the file (`Heartbeat.make`), the process beats.

    All processes of a machine share the clock `time.monotonic`. One writer at a time; any process reads.
    """

    def __init__(self, path: Path):
        """Map the file.

        Raises:
            OSError, ValueError: it does not exist.
        """
        self._until = np.memmap(path, np.float64, "r+", shape=(1,))

    @classmethod
    def make(cls, path: Path, patience_s: float) -> Heartbeat:
        """Create the file for a process that is about to start, with this much time for its first beat."""
        path.touch(mode=0o600)
        if path.stat().st_size != _BYTES:  # Windows cannot truncate a file that is mapped
            with path.open("r+b") as file:
                file.truncate(_BYTES)
        heartbeat = cls(path)
        heartbeat.beat(patience_s)
        return heartbeat

    def beat(self, patience_s: float) -> None:
        """Promise the next beat within ``patience_s``."""
        self._until[0] = time.monotonic() + patience_s

    def within_s(self, seconds: float) -> bool:
        """Whether the next beat is promised within this time, and not overdue."""
        return 0.0 <= float(self._until[0]) - time.monotonic() <= seconds

    def overdue_s(self) -> float:
        """Seconds by which the next beat is late; 0 if it is not."""
        return max(0.0, time.monotonic() - float(self._until[0]))
