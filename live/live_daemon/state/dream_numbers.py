"""The number of the next dream, overwritten in place, so that no number is used twice when the disk is full.

A state file is replaced as a whole, which needs free space. Overwriting a few bytes needs none on most file systems.
They are kept in the state folder, for the next start, and in the shared folder in memory, for a controller that comes
back while nothing can be written to the disk.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from live_inference.files.reading import FileError, read_text

NUMBER_FILE: Final = "next-dream"
HIGHEST: Final = 2_000_000_000
"""Numbers travel as OSC's 32-bit integers."""
_DIGITS: Final = 12


class DreamNumbers:
    """Keeps the next number in a file of each folder. *Controller's main thread only.*"""

    def __init__(self, folders: Sequence[Path]):
        self._files = [folder / NUMBER_FILE for folder in folders]

    def read(self) -> int:
        """Return the highest next number that was written; 1 if there is none that can be read."""
        return max((_read(file) for file in self._files), default=1)

    def write(self, number: int) -> None:
        """Write this number as the next one. A folder that cannot be written is skipped."""
        content = b"%0*d\n" % (_DIGITS, number)
        for file in self._files:
            with contextlib.suppress(OSError):
                _write(file, content)


def _read(file: Path) -> int:
    try:
        text = read_text(file, 64).strip()
    except FileError:
        return 1
    whole = len(text) == _DIGITS and text.isascii() and text.isdecimal()  # a torn number does not count
    return int(text) if whole and 1 <= int(text) <= HIGHEST else 1


def _write(file: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):  # follow no link, wait for no pipe
        flags |= getattr(os, name, 0)
    descriptor = os.open(file, flags, 0o600)
    try:
        os.write(descriptor, content)
        os.ftruncate(descriptor, len(content))
    finally:
        os.close(descriptor)
