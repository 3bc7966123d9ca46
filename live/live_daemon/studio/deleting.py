"""Takes files out of the way: into the system's bin, or into a folder of ours where the system has none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from send2trash import send2trash

from live_daemon.takes.folder import BIN

SYSTEM_BIN: Final = "the system's bin"


def to_bin(files: Sequence[Path], throw: Callable[[str], None] = send2trash) -> str:
    """Take files away, none of them for good; return where they went, in words. What is gone already counts as taken.

    ``throw`` puts a path into the system's bin and raises OSError where it has none.

    Raises:
        OSError: neither bin can be written.
    """
    went = SYSTEM_BIN
    for file in files:
        try:
            throw(str(file))
        except FileNotFoundError:
            continue
        except OSError:
            if not file.exists():
                continue
            folder = file.parent / BIN
            folder.mkdir(exist_ok=True)
            file.replace(_free(folder / file.name))
            went = str(folder)
    return went


def _free(target: Path) -> Path:
    number = 1
    free = target
    while free.exists():
        number += 1
        free = target.with_name(f"{target.stem[:50]} {number}{target.suffix}")
    return free
