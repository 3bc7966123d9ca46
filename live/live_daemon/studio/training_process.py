"""The process of a training: started so that it outlives the browser and the console, and found again by both."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import psutil

MODULE: Final = "live_training"
NICEST: Final = 19
_CLOCK_S: Final = 5.0
"""A process's start may be told differently after the system's clock was set."""
_PATIENCE_S: Final = 5.0

_own: dict[int, subprocess.Popen[bytes]] = {}
"""Those that this process has started: the system keeps them until they are asked for their exit status."""


def start(arguments: Sequence[str], events: Path, troubles: Path) -> tuple[int, float]:
    """Start a training with the lowest priority, in a session of its own; return its number and when it started.

    Its standard output is added to ``events``, what it says to people is written to ``troubles``. Raises OSError.
    """
    command = [sys.executable, "-m", MODULE, *arguments]
    for file in (events, troubles):
        if file.exists() and not file.is_file():  # opening a pipe would wait for its reader
            raise OSError(errno.EINVAL, f"{file.name} must be a file")
    with events.open("ab") as out, troubles.open("wb") as err:
        if out.tell() and not _ends_with_a_line(events):
            out.write(b"\n")  # a killed one left a torn line
            out.flush()
        if sys.platform == "win32":
            apart = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
            flags = apart | subprocess.IDLE_PRIORITY_CLASS
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, creationflags=flags
            )  # fmt: skip
        else:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, start_new_session=True
            )  # fmt: skip
            os.setpriority(os.PRIO_PROCESS, process.pid, NICEST)
    started_at = psutil.Process(process.pid).create_time()
    _own[process.pid] = process  # from now on another thread may ask for its exit status, which ends its entry
    return process.pid, started_at


def is_running(pid: int, started_at: float) -> bool:
    """Whether the process of this number that started then still runs. *Any process, any thread.*"""
    _forget_ended()
    return _found(pid, started_at) is not None


def kill(pid: int, started_at: float) -> bool:
    """End it at once; return whether it is gone."""
    found = _found(pid, started_at)
    if found is None:
        return True
    try:
        found.kill()
        found.wait(_PATIENCE_S)
    except psutil.NoSuchProcess:
        pass
    except (psutil.TimeoutExpired, psutil.AccessDenied):
        return False
    _forget_ended()
    return True


def _found(pid: int, started_at: float) -> psutil.Process | None:
    try:
        process = psutil.Process(pid)
        ended = process.status() == psutil.STATUS_ZOMBIE
        other = abs(process.create_time() - started_at) > _CLOCK_S
    except (psutil.Error, ValueError, OverflowError):
        return None
    return None if ended or other else process


def _forget_ended() -> None:
    for pid, process in list(_own.items()):
        if process.poll() is not None:
            _own.pop(pid, None)


def _ends_with_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
