"""Locks a folder for one process until that process ends, in whatever way."""

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
    """Another process is using the folder; the message is one line for the user."""


@contextmanager
def alone_in(folder: Path, busy: str, *, wait_s: float = 0.0) -> Iterator[None]:
    """Lock a folder, creating it if needed; a created folder that is still empty at the end is removed.

    The system releases the lock however the process ends.

    Raises:
        BusyError: another process still has the lock after `wait_s`; the message is `busy`.
        OSError: the folder cannot be written.
    """
    new = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(timeout=wait_s)
    except Timeout:
        raise BusyError(busy) from None
    except NotImplementedError:  # the file system has no locks: go on without
        yield
        return
    try:
        yield
    finally:
        empty = bool(new) and not _holds_more_than_the_lock(folder)
        if empty and sys.platform != "win32":  # Windows cannot remove an open file
            (folder / LOCK).unlink(missing_ok=True)  # while it is held, so that nobody takes it in between
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
