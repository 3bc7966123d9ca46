"""The watched folder: every recording is taken once, when it is finished, never half-written.

A recording is finished when it was closed (Linux says so) or its size is steady, *and* its header agrees with its
length. watchdog tells early; a scan once a second finds what it did not tell.
"""

from __future__ import annotations

import contextlib
import os
import queue
import struct
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

import soundfile
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

SUFFIXES = (".wav", ".wave", ".aif", ".aiff", ".aifc", ".flac", ".ogg", ".oga", ".mp3")

POLL_S = 0.05
SCAN_S = 1.0
STEADY_S = 0.6
GIVE_UP_S = 4.0

Verdict = Literal["finished", "unfinished", "bad"]
FileKey = tuple[str, int, int, int]


def file_key(path: Path) -> FileKey | None:
    """Return what tells one recording from the next one of the same name, or None when the file is gone."""
    try:
        status = path.stat()
    except OSError:
        return None
    return (str(path), status.st_ino, status.st_size, status.st_mtime_ns)


def inspect_recording(path: Path) -> tuple[Verdict, str]:
    """Return whether a file is a finished recording, and why not. Reads the header and the last frame only."""
    try:
        size = path.stat().st_size
        if size == 0:
            return "unfinished", "the file is empty"
        with path.open("rb") as file:
            promised = _promised_size(file)
        if promised is not None and promised > size:
            return "unfinished", f"its header promises {promised} bytes, the file holds {size}"
        if promised is not None and promised + 1 < size and _is_open_header(path):
            return "unfinished", f"its header does not tell yet of the {size} bytes that the file holds"
        with soundfile.SoundFile(str(path)) as sound:
            if sound.frames <= 0:
                return "unfinished", "it holds no sound"
            if sound.seekable():
                sound.seek(sound.frames - 1)
                if len(sound.read(1)) != 1:
                    return "unfinished", f"its header promises {sound.frames} frames, the last one is missing"
    except soundfile.LibsndfileError as error:
        return "bad", f"it is not a recording that can be read ({error.error_string.strip()})"
    except (OSError, RuntimeError, TypeError, ValueError, struct.error) as error:
        # ValueError: a name that is not UTF-8; struct.error: cut short just now by whoever writes it.
        return "bad", f"it cannot be read ({error})"
    return "finished", ""


def _promised_size(file: BinaryIO) -> int | None:
    """Bytes that a RIFF or FORM header promises for the whole file, or None where the format does not say."""
    header = file.read(12)
    if len(header) < 12:
        return None
    if header[:4] in (b"RIFF", b"RIFX") and header[8:12] == b"WAVE":
        size = int(struct.unpack("<I" if header[:4] == b"RIFF" else ">I", header[4:8])[0])
    elif header[:4] == b"FORM" and header[8:11] == b"AIF":
        size = int(struct.unpack(">I", header[4:8])[0])
    else:
        return None
    # 0 and all ones mean "not known yet" to writers that stream; the sound chunk then decides.
    return None if size in (0, 0xFFFFFFFF) else size + 8


def _is_open_header(path: Path) -> bool:
    """Whether a file longer than its header says holds sound that the header does not count yet.

    Some writers leave extra chunks behind the promised end; a data chunk that reaches further than its header is a
    recording in progress (its header is written last).
    """
    with path.open("rb") as file:
        header = file.read(12)
        order = ">" if header[:4] in (b"RIFX", b"FORM") else "<"
        promised = int(struct.unpack(order + "I", header[4:8])[0]) + 8
        position = 12
        while position + 8 <= promised:
            file.seek(position)
            name, size = struct.unpack(order + "4sI", file.read(8))
            if name in (b"data", b"SSND"):
                return bool(position + 8 + size + size % 2 >= promised)
            position += 8 + size + size % 2
    return True


@dataclass(frozen=True, slots=True)
class RecordingArrived:
    """A finished recording. ``order_id`` is set when somebody asked for this file by OSC."""

    path: Path
    order_id: int | None = None


@dataclass(frozen=True, slots=True)
class RecordingRefused:
    """A file that will not be taken, and why."""

    path: Path
    reason: str
    order_id: int | None = None


@dataclass(slots=True)
class _Pending:
    path: Path
    since: float
    changed: float
    key: FileKey | None = None
    closed: bool = False
    order_ids: list[int] | None = None


class RecordingWatcher:
    """Watches one folder (not its subfolders) and says once of each recording that it has arrived.

    The callback runs in the watcher's thread and must only put into the controller's queue.
    """

    def __init__(
        self,
        folder: Path,
        on_event: Callable[[RecordingArrived | RecordingRefused], None],
        on_problem: Callable[[str], None],
        clock: Callable[[], float] = time.monotonic,
    ):
        self._folder = folder
        self._on_event = on_event
        self._on_problem = on_problem
        self._clock = clock
        self._hints: queue.Queue[tuple[Path, bool, int | None]] = queue.Queue()
        self._pending: dict[Path, _Pending] = {}
        self._done: dict[Path, FileKey | None] = {}
        self._observer = Observer()
        self._stop = threading.Event()
        self._folder_missing = False
        self._thread = threading.Thread(target=self._run, name="recordings", daemon=True)

    def start(self, already_taken: Iterable[FileKey] | None = None) -> int:
        """Begin to watch; files that are there already are left alone. Return how many those are.

        A controller that comes back passes ``already_taken``, and finds what arrived while it was away.
        """
        existing = self._scan()
        if already_taken is None:
            self._done = {path: file_key(path) for path in existing}
        else:
            self._done = {Path(key[0]): key for key in already_taken}
        self._watch()
        self._thread.start()
        return len(existing)

    def _watch(self) -> None:
        """Let watchdog tell of the folder; anew when it was away, since it watches a folder and not a name."""
        try:
            self._observer.unschedule_all()
            self._observer.schedule(_Hints(self._hints), str(self._folder), recursive=False)
            if not self._observer.is_alive():
                self._observer.start()
        except OSError as error:
            # inotify's limits, or a file system without events: the scan alone is enough, only later.
            self._on_problem(f"{self._folder}: cannot be watched ({error}); it is looked through once a second")

    def expect(self, path: Path, order_id: int) -> None:
        """Say when this file is finished, also when it is known already or lies elsewhere. *Any thread.*"""
        self._hints.put((path, True, order_id))

    def taken(self) -> list[FileKey]:
        """Return what is done with. *Any thread.*"""
        return [key for key in list(self._done.values()) if key is not None]

    def close(self) -> None:
        """Stop watching."""
        self._stop.set()
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join(2)
        if self._thread.is_alive():
            self._thread.join(2)

    def _run(self) -> None:
        next_scan = 0.0
        while not self._stop.is_set():
            with contextlib.suppress(queue.Empty):
                self._take_hint(*self._hints.get(timeout=POLL_S))
                while True:
                    self._take_hint(*self._hints.get_nowait())
            if self._clock() >= next_scan:
                next_scan = self._clock() + SCAN_S
                found = self._scan()
                for path in found:
                    if path not in self._pending and self._done.get(path) != file_key(path):
                        self._take_hint(path, False, None)
                for path in self._done.keys() - found:
                    if path.parent == self._folder and not path.exists():
                        del self._done[path]
            self.settle()

    def _scan(self) -> list[Path]:
        try:
            with os.scandir(self._folder) as entries:
                found = [Path(entry.path) for entry in entries if _is_recording_name(entry.name) and entry.is_file()]
        except OSError as error:
            if not self._folder_missing:
                self._on_problem(f"{self._folder}: the recordings folder cannot be read ({error.strerror})")
            self._folder_missing = True
            return []
        if self._folder_missing:
            self._folder_missing = False
            self._watch()
        return found

    def _take_hint(self, path: Path, closed: bool, order_id: int | None) -> None:
        if order_id is None and (not _is_recording_name(path.name) or self._is_done(path)):
            return
        now = self._clock()
        pending = self._pending.setdefault(path, _Pending(path, now, now))
        pending.closed |= closed
        if order_id is not None:
            pending.order_ids = [*(pending.order_ids or []), order_id]
        self._judge(pending)

    def _is_done(self, path: Path) -> bool:
        """Whether this very file was taken, under this name or, before it was renamed, under another."""
        key = file_key(path)
        if self._done.get(path, ()) == key:
            return True
        renamed = key is not None and any(other is not None and other[1:] == key[1:] for other in self._done.values())
        if renamed:
            self._done[path] = key
        return renamed

    def settle(self) -> None:
        """Look again at every file that was not finished yet. *Watcher's thread* (tests call it directly)."""
        for pending in list(self._pending.values()):
            self._judge(pending)

    def _judge(self, pending: _Pending) -> None:
        now = self._clock()
        key = file_key(pending.path)
        if key != pending.key:
            pending.key, pending.changed = key, now
            if not pending.closed:
                return
        quiet = now - pending.changed
        if key is None:
            self._finish(pending, "bad", "there is no such file" if pending.order_ids else "")
        elif pending.closed or quiet >= STEADY_S:
            verdict, reason = inspect_recording(pending.path)
            sure = pending.closed or quiet >= (GIVE_UP_S if verdict == "bad" or _may_stream(pending.path) else STEADY_S)
            if verdict == "finished" and sure:
                self._finish(pending, verdict, reason)
            elif quiet >= GIVE_UP_S or (verdict == "bad" and sure and quiet >= STEADY_S):
                self._finish(pending, "bad", reason)

    def _finish(self, pending: _Pending, verdict: Verdict, reason: str) -> None:
        del self._pending[pending.path]
        self._done[pending.path] = pending.key
        waiting: list[int | None] = [*(pending.order_ids or ())] or [None]
        for order_id in waiting:
            if verdict == "finished":
                self._on_event(RecordingArrived(pending.path, order_id))
            elif reason:
                self._on_event(RecordingRefused(pending.path, f"{pending.path.name}: {reason}", order_id))


def _may_stream(path: Path) -> bool:
    """Whether a pause in writing says nothing: these formats promise no length, and players flush them page by page."""
    return path.suffix.lower() in (".ogg", ".oga", ".mp3", ".flac")


def _is_recording_name(name: str) -> bool:
    return not name.startswith(".") and name.lower().endswith(SUFFIXES)


class _Hints(FileSystemEventHandler):  # type: ignore[misc]
    """Turns watchdog's events into hints. *Watchdog's thread.*"""

    def __init__(self, hints: queue.Queue[tuple[Path, bool, int | None]]):
        self._hints = hints

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass on what may be a recording; a file that was closed or moved here is complete on this file system."""
        if event.is_directory or event.event_type not in ("created", "modified", "closed", "moved"):
            return
        path = event.dest_path if event.event_type == "moved" else event.src_path
        self._hints.put((Path(os.fsdecode(path)), event.event_type in ("closed", "moved"), None))
