"""The black boxes of earlier sessions: how much room they take, the oldest deleted first.

``python old_sessions.py FOLDER KEEP_BYTES CURRENT`` does it in a process of its own, of the lowest priority: a session
may have a hundred thousand files, and the one that is being recorded waits for nobody. Standard library only, so that
it is there at once. It prints one JSON object: ``{"bytes": what is left beside CURRENT, "fault": in words or ""}``.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

LOG_FILE = "log.jsonl"
_GOING = ".deleting-"


def sessions(black_box: Path) -> list[Path]:
    """Return the folders of all sessions, the oldest first."""
    if not black_box.is_dir():
        return []
    return sorted(one for one in black_box.iterdir() if not one.is_symlink() and (one / LOG_FILE).is_file())


def delete_oldest(black_box: Path, keep_bytes: float, current: Path) -> tuple[int, str]:
    """Delete the oldest sessions beside the current one until the rest takes no more than ``keep_bytes``.

    Return how much the rest takes, and what could not be deleted, in words.
    """
    fault = ""
    for folder in black_box.glob(f"{_GOING}*"):  # a process before this one was ended over it
        fault = _delete(folder) or fault
    old = [folder for folder in sessions(black_box) if folder != current]
    sizes = {folder: _size(folder) for folder in old}
    for folder in old:
        if sum(sizes.values()) <= keep_bytes:
            break
        failed = _delete(folder)
        if not failed:
            del sizes[folder]
        fault = fault or failed
    return sum(sizes.values()), fault


def _delete(folder: Path) -> str:
    """Return why it could not be deleted, or nothing."""
    try:
        # Renamed first: a folder that is half deleted must not look like a session, nor be forgotten.
        going = folder if folder.name.startswith(_GOING) else folder.rename(folder.with_name(_GOING + folder.name))
        shutil.rmtree(going)
    except OSError as error:
        return f"{error.filename or folder}: {error.strerror or error}"
    return ""


def _size(folder: Path) -> int:
    total = 0
    for at, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(f"{at}{os.sep}{name}").st_size
            except OSError:
                continue  # deleted meanwhile
    return total


def main(arguments: list[str]) -> int:
    """Delete, and print what is left."""
    if sys.platform != "win32":
        os.nice(19)
    black_box, keep_bytes, current = arguments
    left, fault = delete_oldest(Path(black_box), float(keep_bytes), Path(current))
    print(json.dumps({"bytes": left, "fault": fault}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
