"""The black box on disk: one folder a session, appended to by two processes, readable by the user alone.

``log.jsonl`` has one JSON object a line: the supervisor writes what the engine did, the controller what was said.
``input.f32`` is the live input, ``samples/`` what slots played (by content), ``start-*.npz`` where engines began.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from live_inference.dream_files import atomically

LOG_FILE = "log.jsonl"
INPUT_FILE = "input.f32"
SAMPLES_FOLDER = "samples"
LEFT_FREE_BYTES = 300_000_000
"""The black box leaves so much of the disk to the dreams."""
_LOOK_S = 1.0
_SYNC_S = 2.0
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)

Payload = NDArray[np.float32] | bytes


def session_folder(black_box: Path, session: str) -> Path:
    """Return where a session that begins now is kept; the names sort by time."""
    return black_box / f"{time.strftime('%Y-%m-%d-%H-%M-%S')}-{session[:6]}"


class SessionFiles:
    """Appends to one session's folder. One per process; any one thread.

    Every method may raise OSError; what was being stored is then stored again by the same call.
    """

    def __init__(self, folder: Path):
        self.folder = folder
        self._log = -1
        self._broken = True  # the last line may be half-written, by us or by one that was killed
        self._looked_s = self._synced_s = -1e9
        self._unsynced = False

    def store(self, line: dict[str, Any], payload: Payload | None = None) -> None:
        """Write what the line speaks of, then the line.

        Raises:
            OSError: the folder cannot be written, or the disk is nearly full.
        """
        self._open()
        if line["what"] == "samples":
            line["sha256"] = self._keep_samples(np.asarray(payload))
        elif line["what"] == "input" and payload is not None:
            line["at"] = _append_whole(self.folder / INPUT_FILE, np.asarray(payload).tobytes())
        elif line["what"] == "start":
            content = bytes(payload or b"")
            _write(self.folder / line["file"], content)
        self._append(line)

    def sync(self) -> None:
        """Ask the disk to have what was written, every other second."""
        if self._unsynced and time.monotonic() - self._synced_s > _SYNC_S:
            self._synced_s, self._unsynced = time.monotonic(), False
            os.fsync(self._log)

    def close(self) -> None:
        """Close the log."""
        if self._log >= 0:
            os.close(self._log)
            self._log = -1

    def _open(self) -> None:
        if time.monotonic() - self._looked_s > _LOOK_S:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if shutil.disk_usage(self.folder).free < LEFT_FREE_BYTES:
                raise OSError(errno.ENOSPC, f"less than {LEFT_FREE_BYTES // 10**6} MB are free")
            self._looked_s = time.monotonic()
        if self._log < 0:
            self._log = os.open(self.folder / LOG_FILE, _FLAGS, 0o600)

    def _append(self, line: dict[str, Any]) -> None:
        # One write for a line: two processes append, and their lines must not mix.
        text = json.dumps(line, separators=(",", ":"), default=str).encode()
        content = b"\n" + text + b"\n" if self._broken else text + b"\n"
        self._broken = True
        if os.write(self._log, content) != len(content):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self._broken = False
        self._unsynced = True

    def _keep_samples(self, samples: NDArray[np.float32]) -> str:
        content = samples.tobytes()
        digest = hashlib.sha256(content).hexdigest()
        path = self.folder / SAMPLES_FOLDER / f"{digest}.f32"
        if not path.exists():
            path.parent.mkdir(mode=0o700, exist_ok=True)
            _write(path, content)
        return digest


def _write(path: Path, content: bytes) -> None:
    atomically(path, lambda partial: partial.write_bytes(content), private=True)


def _append_whole(path: Path, content: bytes) -> int:
    """Append all or nothing; return where it begins."""
    descriptor = os.open(path, _FLAGS, 0o600)
    with os.fdopen(descriptor, "ab", buffering=0) as file:
        begin = file.seek(0, os.SEEK_END)
        try:
            written = 0
            while written < len(content):
                written += file.write(content[written:]) or 0
        except OSError:
            file.truncate(begin)
            raise
    return begin


def read_lines(log: Path) -> Iterator[dict[str, Any] | None]:
    """Yield each line of a log, None for one that is not whole.

    Raises:
        OSError: the log cannot be read.
    """
    with log.open("rb") as file:
        for raw in file:
            if raw.strip():
                try:
                    line = json.loads(raw)
                except ValueError:
                    line = None
                yield line if isinstance(line, dict) and "what" in line else None


def sessions(black_box: Path) -> list[Path]:
    """Return the folders of all sessions, the oldest first."""
    if not black_box.is_dir():
        return []
    return sorted(one for one in black_box.iterdir() if not one.is_symlink() and (one / LOG_FILE).is_file())


def delete_oldest(black_box: Path, keep_bytes: float, current: Path) -> bool:
    """Delete the oldest sessions beyond the limit; return whether the current one alone is beyond it.

    Raises:
        OSError: a folder cannot be read or removed.
    """
    sizes = {folder: _size(folder) for folder in sessions(black_box)}
    for folder in list(sizes):
        if sum(sizes.values()) <= keep_bytes:
            return False
        if folder != current:
            shutil.rmtree(folder)
            del sizes[folder]
    return sizes.get(current, 0) > keep_bytes


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
