"""A folder of files that can be made again: what was not asked for longest makes room."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Final

from live_daemon.studio.answers import StudioError
from live_inference.files.dreams import atomically

MOST_WAITING: Final = 6
"""Requests that may wait for a file to be made: each holds a thread, and those for files that are there need some."""


class BoundedCache:
    """Files made once and kept up to a size. One is made at a time. *Any thread.*"""

    def __init__(self, folder: Path, most_bytes: int):
        self._folder = folder
        self._most_bytes = most_bytes
        self._making = threading.Lock()
        self._waiting = threading.BoundedSemaphore(MOST_WAITING)

    def file(self, name: str, make: Callable[[Path], object]) -> Path:
        """Return the file of this name; if there is none, ``make`` fills it first. Its exceptions pass through.

        Raises:
            StudioError: many others wait already.
        """
        path = self._folder / name
        if self._is_used(path):
            return path
        if not self._waiting.acquire(blocking=False):
            raise StudioError("many files are being read; ask again in a moment", HTTPStatus.SERVICE_UNAVAILABLE)
        try:
            with self._making:
                if not self._is_used(path):
                    atomically(path, make, private=True)
                    self._make_room(path)
        finally:
            self._waiting.release()
        return path

    @staticmethod
    def _is_used(path: Path) -> bool:
        """Note that the file is used now; False where there is none."""
        try:
            os.utime(path)
        except OSError:
            return False
        return True

    def _make_room(self, newest: Path) -> None:
        found = []
        with contextlib.suppress(OSError), os.scandir(self._folder) as entries:
            for entry in entries:
                with contextlib.suppress(OSError):
                    status = entry.stat(follow_symlinks=False)
                    found.append((status.st_mtime_ns, status.st_size, entry.path))
        left = sum(size for _, size, _ in found) - self._most_bytes
        for _, size, path in sorted(found):
            if left <= 0:
                return
            if path != str(newest):
                with contextlib.suppress(OSError):
                    Path(path).unlink()
                    left -= size
