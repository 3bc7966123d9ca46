"""Locks a bank while one process reads, changes and writes its manifest."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

from live_inference.command_line.locking import alone_in

PATIENCE_S: Final = 10.0


def changing(bank: Path) -> AbstractContextManager[None]:
    """Lock a bank for changes; its folder is created if needed.

    Raises:
        BusyError: another process has held the lock for ten seconds. OSError: the folder cannot be written.
    """
    return alone_in(
        bank, f"{bank}: another command is changing this bank; try again when it is done", wait_s=PATIENCE_S
    )
