"""A bank's manifest is changed by one process at a time: read, changed and written again."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

from live_inference.command_line.locking import alone_in

PATIENCE_S: Final = 10.0


def changing(bank: Path) -> AbstractContextManager[None]:
    """Be the only one to change a bank; it is made if it is not there.

    Raises:
        BusyError: somebody else has been changing it for ten seconds. OSError: it cannot be written.
    """
    return alone_in(
        bank, f"{bank}: another command is changing this bank; try again when it is done", wait_s=PATIENCE_S
    )
