"""What the recordings folder tells the controller, and how one recording is told from another."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FileKey = tuple[str, int, int, int]
"""Path, inode, size in bytes, time of the last write in ns."""


def file_key(path: Path) -> FileKey | None:
    """Return what distinguishes a recording from the next one of the same name, or None when the file is gone."""
    try:
        status = path.stat()
    except OSError:
        return None
    return (str(path), status.st_ino, status.st_size, status.st_mtime_ns)


@dataclass(frozen=True, slots=True)
class RecordingArrived:
    """A finished recording. ``order_id`` is set when somebody asked for this file by OSC.

    ``remark``: what the musician should know of it (its header is wrong, it is cut); mostly empty.
    """

    path: Path
    order_id: int | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class RecordingRefused:
    """A file that is not taken, and why."""

    path: Path
    reason: str
    order_id: int | None = None


@dataclass(frozen=True, slots=True)
class TakeEnded:
    """A take of the live input has ended.

    ``name``: the one it was begun with; ``path``: its file, None where nothing is kept. ``duration_s``: what is kept.
    ``trouble``: why it ended by itself, or what it lacks; one line, mostly empty.
    """

    name: str
    path: Path | None
    duration_s: float
    trouble: str = ""
