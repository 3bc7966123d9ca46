"""Counts the black boxes of earlier sessions and deletes the oldest.

``python old_sessions.py FOLDER KEEP_BYTES CURRENT`` does so in a process of the lowest priority: a session may have a
hundred thousand files, and the one that is being recorded must not wait. It needs the standard library alone, so that
it starts at once. It prints one JSON object: ``{"bytes": size of all but CURRENT, "fault": in words or ""}``.
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
    """Delete the oldest sessions until all but the current one take no more than ``keep_bytes``.

    Return how many bytes these take, and what could not be deleted, in words.
    """
    fault = ""
    for folder in black_box.glob(f"{_GOING}*"):  # an earlier process was ended in the middle of it
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
    """Return why it could not be deleted; empty if it was."""
    try:
        # Renamed first: a half-deleted folder must neither look like a session nor be forgotten.
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
    """Delete, and print the result."""
    if sys.platform != "win32":
        os.nice(19)
    black_box, keep_bytes, current = arguments
    left, fault = delete_oldest(Path(black_box), float(keep_bytes), Path(current))
    print(json.dumps({"bytes": left, "fault": fault}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
