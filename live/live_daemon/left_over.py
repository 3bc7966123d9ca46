"""Shared memory that a killed daemon left behind: found and given back when the next one starts."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import time
from pathlib import Path

CLAIM_FILE = "claim"
_YOUNG_S = 3600.0  # a folder without a claim may be one that is being made, or of an older version


def lock_file(descriptor: int) -> bool:
    """Take an exclusive lock that the system gives back when the process ends, however it ends."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def claim(folder: Path) -> int:
    """Say that a shared folder is in use for as long as this process lives; return the descriptor that says it."""
    descriptor = os.open(folder / CLAIM_FILE, os.O_RDWR | os.O_CREAT, 0o600)
    lock_file(descriptor)
    return descriptor


def sweep(memory: Path = Path("/dev/shm")) -> list[Path]:
    """Remove the shared folders of this user that nobody claims any more; return them. Never raises."""
    if sys.platform != "linux":
        return []  # elsewhere they lie in the state folder, and its next daemon takes them over
    removed = []
    for folder in memory.glob(f"live-daemon-{os.getuid()}-*"):
        with contextlib.suppress(OSError):
            if folder.is_symlink() or folder.stat().st_uid != os.getuid() or _is_claimed(folder):
                continue
            shutil.rmtree(folder)
            removed.append(folder)
    return removed


def _is_claimed(folder: Path) -> bool:
    try:
        descriptor = os.open(folder / CLAIM_FILE, os.O_RDWR)
    except FileNotFoundError:
        return time.time() - folder.stat().st_mtime < _YOUNG_S
    try:
        return not lock_file(descriptor)
    finally:
        os.close(descriptor)
