"""Signs of life: each process says until when it will have said so again, in a shared file of eight bytes. Torch-free.

A dead process is seen at once by whoever started it; one that hangs is not. Who knows what takes long is the process
itself, so it is the one that says how long it may be silent.
"""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np

_BYTES = 8


class Heartbeat:
    """The sign of life of one process. The supervisor makes the file (`Heartbeat.make`), the process beats.

    `time.monotonic` is one clock for all processes of a machine. One writer at a time; anyone reads.
    """

    def __init__(self, path: Path):
        """Map the file.

        Raises:
            OSError, ValueError: it is not there.
        """
        self._until = np.memmap(path, np.float64, "r+", shape=(1,))

    @classmethod
    def make(cls, path: Path, patience_s: float) -> Heartbeat:
        """Make the file for a process that is about to start, and give it so long for its first beat."""
        path.touch(mode=0o600)
        if path.stat().st_size != _BYTES:  # Windows cuts no file that somebody maps
            with path.open("r+b") as file:
                file.truncate(_BYTES)
        pulse = cls(path)
        pulse.beat(patience_s)
        return pulse

    def beat(self, patience_s: float) -> None:
        """Say: I live, and will say so again within ``patience_s``."""
        self._until[0] = time.monotonic() + patience_s

    def within_s(self, seconds: float) -> bool:
        """Whether the next beat is not late, and will come this soon."""
        return 0.0 <= float(self._until[0]) - time.monotonic() <= seconds

    def overdue_s(self) -> float:
        """Return for how long the next beat has been late; 0 when it is not."""
        return max(0.0, time.monotonic() - float(self._until[0]))
