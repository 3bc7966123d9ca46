"""The folder of record and arena: made by the supervisor for one run, found by the sound check, removed after a kill.

On Linux it lies in memory (/dev/shm): writing a disk file back can block the callback for milliseconds. Every user may
write there, so its name is new for each run and nobody can have taken it before.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import sys
import tempfile
import time
from pathlib import Path

from live_daemon.audio.layout import RECORD_TYPE
from live_daemon.audio.record import RecordError
from live_inference.files.dreams import atomically
from live_inference.files.reading import FileError, read_bytes

MEMORY = Path("/dev/shm")
CLAIM_FILE = "claim"
POINTER_FILE = "shared-folder"
LONGEST_NAME = 4096
_YOUNG_S = 3600.0  # a folder without a claim may be in the making, or of an older version


def make_shared_folder(state_folder: Path, arena_frames: int, memory: Path = MEMORY) -> Path:
    """Return a private folder for the shared files, and note its place in the state folder. *Supervisor.*

    It is `audio` in the state folder if memory is short (a container has 64 MB, another user can fill the rest), and
    on systems other than Linux.

    Raises:
        RecordError: it cannot be made.
    """
    folder = _in_memory(memory, arena_frames) or _in_state(state_folder)
    try:
        where = os.fsencode(folder.absolute())
        atomically(state_folder / POINTER_FILE, lambda partial: partial.write_bytes(where), private=True)
    except OSError as error:
        raise RecordError(f"{state_folder} cannot be written: {error.strerror} (set [paths] state)") from error
    return folder


def _prefix() -> str:
    if sys.platform == "win32":
        return "live-daemon-"
    return f"live-daemon-{os.getuid()}-"


def _in_memory(memory: Path, arena_frames: int) -> Path | None:
    if sys.platform != "linux":
        return None
    with contextlib.suppress(OSError):
        if shutil.disk_usage(memory).free > 4 * arena_frames + 2 * RECORD_TYPE.itemsize:
            return Path(tempfile.mkdtemp(prefix=_prefix(), dir=memory))
    return None


def _in_state(state_folder: Path) -> Path:
    folder = state_folder / "audio"
    try:
        state_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o700)
        info = folder.lstat()
        # In a state folder that others may write, one of them could have made this folder first, or a link.
        if not stat.S_ISDIR(info.st_mode) or (sys.platform != "win32" and info.st_uid != os.getuid()):
            return Path(tempfile.mkdtemp(prefix=_prefix(), dir=state_folder))
        folder.chmod(0o700)
    except OSError as error:
        raise RecordError(f"shared folder {folder} cannot be made: {error.strerror} (set [paths] state)") from error
    return folder


def find_shared_folder(state_folder: Path) -> Path:
    """Return the shared folder of the daemon that runs with this state folder. Any process of the same user.

    Raises:
        RecordError: the state folder names none.
    """
    try:
        return Path(os.fsdecode(read_bytes(state_folder / POINTER_FILE, LONGEST_NAME)))
    except FileError as error:
        raise RecordError(f"{state_folder}: no daemon has left word where its record is (start it again)") from error


def remove_shared_folder(state_folder: Path, folder: Path) -> None:
    """Free the memory. Processes that still map it are not disturbed. *Supervisor.*"""
    shutil.rmtree(folder, ignore_errors=True)
    with contextlib.suppress(OSError):
        (state_folder / POINTER_FILE).unlink()


def lock_file(descriptor: int) -> bool:
    """Take an exclusive lock, which the system releases however the process ends; return False if it is taken."""
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
    """Mark a shared folder as in use while this process lives; return the descriptor that holds the mark."""
    descriptor = os.open(folder / CLAIM_FILE, os.O_RDWR | os.O_CREAT, 0o600)
    lock_file(descriptor)
    return descriptor


def sweep(memory: Path = MEMORY) -> list[Path]:
    """Remove this user's shared folders in ``memory`` that nobody claims any more; return them. Never raises."""
    if sys.platform != "linux":
        return []  # elsewhere they lie in the state folder, and its next daemon takes them over
    removed = []
    for folder in memory.glob(f"{_prefix()}*"):
        with contextlib.suppress(OSError):
            info = folder.lstat()
            if not stat.S_ISDIR(info.st_mode) or info.st_uid != os.getuid() or _is_claimed(folder):
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
