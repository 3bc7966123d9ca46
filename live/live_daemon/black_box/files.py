"""The black box on disk: one folder per session, written by two processes, readable by the user alone.

``log.jsonl`` has one JSON object per line: the supervisor writes the engine's commands and counters, the controller
its messages.
``input.f32`` is the live input, ``samples/`` has what slots played (whole sounds by their content, each streamed one in
a file of its own), ``start-*.npz`` the states in which engines began. Once ``full`` exists, nothing more is written.
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

from live_daemon.black_box.old_sessions import LOG_FILE
from live_inference.files.dreams import atomically
from live_inference.files.reading import FileError, open_regular, parse_json

INPUT_FILE = "input.f32"
SAMPLES_FOLDER = "samples"
FULL_FILE = "full"
LONGEST_LINE = 4 << 20
"""Bytes; ours have less than 100 000."""
LEFT_FREE_BYTES = 300_000_000
"""Free space that the black box leaves to the dreams."""
_LOOK_S = 1.0
_SYNC_S = 2.0
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)

Payload = NDArray[np.float32] | bytes


def session_folder(black_box: Path, session: str) -> Path:
    """Return the folder of a session that begins now; the names sort by time."""
    return black_box / f"{time.strftime('%Y-%m-%d-%H-%M-%S')}-{session[:6]}"


class SessionFiles:
    """Appends to one session's folder. One per process; any one thread.

    Every method may raise OSError; calling it again stores the same thing again.
    """

    def __init__(self, folder: Path):
        self.folder = folder
        self._log = -1
        self._broken = True  # the last line may be half-written, by us or by a process that was killed
        self._looked_s = self._synced_s = -1e9
        self._unsynced = False
        self._is_full = False
        self._log_bytes = self._other_bytes = 0

    @property
    def size(self) -> int:
        """Bytes that both processes have written, as far as this one knows. *Any thread.*"""
        return self._log_bytes + self._other_bytes

    def store(self, line: dict[str, Any], payload: Payload | None = None) -> None:
        """Write the payload, then the line that describes it. A full session stays as it is.

        A line ``samples`` that names a ``stream`` is a piece of a sound that is still being made: it is appended to the
        earlier pieces.

        Raises:
            OSError: the folder cannot be written, or the disk is nearly full.
        """
        self._open()
        if self._is_full:
            return
        if line["what"] == "samples":
            line["file"], line["at"] = self._keep_samples(np.asarray(payload), str(line.get("stream", "")))
        elif line["what"] == "input" and payload is not None:
            line["at"] = self._append_whole(self.folder / INPUT_FILE, np.asarray(payload).tobytes())
        elif line["what"] == "start":
            self._write(self.folder / line["file"], bytes(payload or b""))
        self._append(line)

    def end_full(self) -> None:
        """Stop both processes from writing into this session.

        Raises:
            OSError: the folder cannot be written.
        """
        if not self._is_full:
            self._write(self.folder / FULL_FILE, b"")
            self._is_full = True

    def sync(self) -> None:
        """Flush the log to the disk, at most every two seconds."""
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
            for folder in (self.folder.parent, self.folder):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if shutil.disk_usage(self.folder).free < LEFT_FREE_BYTES:
                raise OSError(errno.ENOSPC, f"less than {LEFT_FREE_BYTES // 10**6} MB are free")
            self._is_full = self._is_full or (self.folder / FULL_FILE).exists()
            self._looked_s = time.monotonic()
        if self._log < 0:
            self._log = os.open(self.folder / LOG_FILE, _FLAGS, 0o600)

    def _append(self, line: dict[str, Any]) -> None:
        # One write per line: two processes append, and their lines must not mix.
        text = json.dumps(line, separators=(",", ":"), default=str).encode()
        content = b"\n" + text + b"\n" if self._broken else text + b"\n"
        self._broken = True
        if os.write(self._log, content) != len(content):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self._broken = False
        self._unsynced = True
        self._log_bytes = os.fstat(self._log).st_size  # the other process's lines, too

    def _keep_samples(self, samples: NDArray[np.float32], stream: str) -> tuple[str, int]:
        """Return the file and the byte at which they begin."""
        content = samples.tobytes()
        folder = self.folder / SAMPLES_FOLDER
        folder.mkdir(mode=0o700, exist_ok=True)
        if stream:
            return f"{stream}.f32", self._append_whole(folder / f"{stream}.f32", content)
        path = folder / f"{hashlib.sha256(content).hexdigest()}.f32"
        if not path.exists():
            self._write(path, content)
        return path.name, 0

    def _write(self, path: Path, content: bytes) -> None:
        atomically(path, lambda partial: partial.write_bytes(content), private=True)
        self._other_bytes += len(content)

    def _append_whole(self, path: Path, content: bytes) -> int:
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
        self._other_bytes += len(content)
        return begin


def read_lines(log: Path) -> Iterator[dict[str, Any] | None]:
    """Yield each line of a log, None for a broken one.

    Raises:
        FileError, OSError: the log cannot be read.
    """
    with open_regular(log) as file:
        whole = True
        while raw := file.readline(LONGEST_LINE):
            began, whole = whole, raw.endswith(b"\n")
            if raw.strip():
                yield _line(raw) if began and len(raw) < LONGEST_LINE else None


def _line(raw: bytes) -> dict[str, Any] | None:
    try:
        line = parse_json(raw, "a line", finite=False)
    except FileError:
        return None
    return line if isinstance(line, dict) and isinstance(line.get("what"), str) else None
