"""Asks a process that works in a folder to stop: by a file in it, which any program can write on any system.

A signal would need the process's number, and on Windows its console.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

from live_models.atomic_files import atomically

PAUSE: Final = "pause"
"""Keep everything, end, and be able to go on later."""
FINISH: Final = "finish"
"""End as if the time were over."""

_ASKED: Final = "asked.txt"
_BEGAN: Final = time.time()
"""About when this process began: older requests were for another one."""
_LONGEST: Final = 32
_LOOK_EVERY_S: Final = 0.2


def ask(folder: Path, what: str) -> None:
    """Ask the process that works in ``folder`` for `PAUSE` or `FINISH`. Any process. Raises OSError."""
    atomically(folder / _ASKED, lambda partial: partial.write_text(what, encoding="ascii"))


def take_back(folder: Path, before: float | None = None) -> None:
    """Take back what was asked, or only what was asked before a time (seconds since 1970)."""
    path = folder / _ASKED
    try:
        if before is None or path.stat().st_mtime < before:
            path.unlink()
    except OSError:
        return


class Asked:
    """What a process is asked for in its folder; it looks a few times a second at most. One thread."""

    def __init__(self, folder: Path) -> None:
        """What was asked before this process began is taken back."""
        self._path, self._looked = folder / _ASKED, 0.0
        take_back(folder, _BEGAN)

    def __call__(self) -> str:
        """`PAUSE`, `FINISH` or nothing; what is returned is taken as heeded."""
        now = time.monotonic()
        if now - self._looked < _LOOK_EVERY_S:
            return ""
        self._looked = now
        try:
            with self._path.open("rb") as file:
                found = file.read(_LONGEST).decode("ascii", "replace").strip()
            self._path.unlink()
        except OSError:
            return ""
        return found if found in (PAUSE, FINISH) else ""
