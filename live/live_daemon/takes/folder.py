"""What lies in the recordings folder: recordings, and folders of recordings, which are not looked into."""

from __future__ import annotations

import contextlib
import itertools
import os
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Final

from live_daemon.takes.take_files import is_recording_name
from live_inference.files.endings import SOUND_SUFFIXES

MOST_LOOKED_AT = 200
"""Entries of one folder, and of the folders in it, that are counted."""
BIN: Final = "bin"
"""Where the studio puts what is deleted on a system without a bin: nobody is told of recordings in there."""


def recordings_in(folder: Path) -> list[Path]:
    """Return the files that may be recordings.

    Raises:
        OSError: the folder cannot be read.
    """
    with os.scandir(folder) as entries:
        return [Path(entry.path) for entry in entries if is_recording_name(entry.name) and _is_file(entry)]


class Subfolders:
    """Reports once each folder that came, or that got more recordings: only those beside it are taken."""

    def __init__(self, folder: Path, on_problem: Callable[[str], None]):
        self._folder = folder
        self._on_problem = on_problem
        self._counts: dict[str, int] = {}
        self._reported: set[str] = set()

    def accept(self) -> None:
        """Take those that are there now for somebody's own."""
        self._counts = self._count()

    def look(self) -> None:
        """Report what is new."""
        now = self._count()
        for name in sorted(now.keys() - self._reported):
            if now[name] > self._counts.get(name, 0):
                self._reported.add(name)
                self._on_problem(
                    f"{name}: is a folder with recordings; put the recordings themselves into {self._folder}"
                )
        self._counts = now

    def _count(self) -> dict[str, int]:
        """Return how many recordings lie in each folder that holds any; hidden folders are left out."""
        found: dict[str, int] = {}
        with contextlib.suppress(OSError), os.scandir(self._folder) as entries:
            for entry in entries:
                if not entry.name.startswith(".") and entry.name != BIN and _is_folder(entry):
                    found[entry.name] = _recordings_below(entry.path)
        return {name: count for name, count in found.items() if count}


def _recordings_below(folder: str) -> int:
    """Count recordings in a folder and its subfolders, hidden ones left out. Looks at `MOST_LOOKED_AT` entries."""
    count, left, folders = 0, MOST_LOOKED_AT, deque([folder])
    while folders and left > 0:
        with contextlib.suppress(OSError), os.scandir(folders.popleft()) as entries:
            for entry in itertools.islice(entries, left):
                left -= 1
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                elif entry.name.lower().endswith(SOUND_SUFFIXES):
                    count += 1
    return count


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a regular file. A link that leads to itself is none, and hides no other file."""
    try:
        return entry.is_file()
    except OSError:
        return False


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
