"""One at a time: a folder in which only one process may work, until it ends, however it ends. Torch-free."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

LOCK: Final = ".lock"


class BusyError(RuntimeError):
    """Another process works there; the message is one line for the user."""


@contextmanager
def alone_in(folder: Path, busy: str, *, wait_s: float = 0.0) -> Iterator[None]:
    """Make a folder if it is not there and be the only one in it; where nothing was put into it, it goes again.

    The system gives the lock back however the process ends.

    Raises:
        BusyError: another process is in it, also after `wait_s`; it says `busy`. OSError: it cannot be written.
    """
    new = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(timeout=wait_s)
    except Timeout:
        raise BusyError(busy) from None
    except NotImplementedError:  # a file system without locks: as before there were any
        yield
        return
    try:
        yield
    finally:
        empty = bool(new) and not _holds_more_than_the_lock(folder)
        if empty and sys.platform != "win32":  # there a file that is open stays
            (folder / LOCK).unlink(missing_ok=True)  # while it is held: nobody takes one that goes
        lock.release()
        if empty:
            with contextlib.suppress(OSError):
                (folder / LOCK).unlink(missing_ok=True)
                for one in new:
                    one.rmdir()


def _holds_more_than_the_lock(folder: Path) -> bool:
    try:
        return any(one.name != LOCK for one in folder.iterdir())
    except OSError:
        return True
