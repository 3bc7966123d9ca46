"""The watched folder: every recording is taken once, when it is finished, never half-written.

A recording is finished when nobody has it open for writing (Linux says so; elsewhere: when nothing was written for a
while) *and* its header agrees with its length. Where the header does not tell, closing it is what counts; where header
and file disagree for good, what can be read is taken, with a remark. Of an open file nothing is said: it may grow.
watchdog tells early; a scan once a second finds what it did not tell.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import queue
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from live_daemon.takes.take_files import (
    Inspection,
    Verdict,
    has_ending,
    inspect_recording,
    is_being_written,
    is_recording_name,
    look_at,
)
from live_inference.files.endings import SOUND_SUFFIXES
from live_inference.files.headers import is_known_magic

__all__ = ["FileKey", "RecordingArrived", "RecordingRefused", "RecordingWatcher", "file_key", "inspect_recording"]

POLL_S = 0.05
SCAN_S = 1.0
MOST_LOOKED_AT = 200  # entries of a folder in the folder, and of the folders in it
STEADY_S = 0.6
BUSY_S = 0.25
GIVE_UP_S = 4.0
UNSEEN_S = 8.0
"""Where closing cannot be seen: recorders flush a slow take every few seconds."""

_WAIT_S: dict[Verdict, tuple[float, float, float]] = {
    "finished": (0.0, STEADY_S, STEADY_S),
    "endless": (0.0, STEADY_S, GIVE_UP_S),  # players flush these page by page
    "open": (STEADY_S, STEADY_S, UNSEEN_S),
    "unfinished": (GIVE_UP_S, GIVE_UP_S, UNSEEN_S),
    "unreadable": (GIVE_UP_S, GIVE_UP_S, UNSEEN_S),
    "bad": (STEADY_S, GIVE_UP_S, UNSEEN_S),
}
"""How long nothing may have been written: of a file that was closed, of one that nobody has open, where that cannot be
seen."""

FileKey = tuple[str, int, int, int]


def file_key(path: Path) -> FileKey | None:
    """Return what tells one recording from the next one of the same name, or None when the file is gone."""
    try:
        status = path.stat()
    except OSError:
        return None
    return (str(path), status.st_ino, status.st_size, status.st_mtime_ns)


@dataclass(frozen=True, slots=True)
class RecordingArrived:
    """A finished recording. ``order_id`` is set when somebody asked for this file by OSC.

    ``remark``: what the musician should know of it (its header is wrong, it is cut); mostly empty.
    """

    path: Path
    order_id: int | None = None
    remark: str = ""


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
    closed_as: FileKey | None = None  # what it was when it was closed
    found: Inspection | None = None  # what a look at it told, as long as it is the same
    busy_until: float = 0.0  # somebody has it open: no need to look 20 times a second
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
        self._observer: BaseObserver | None = None
        self._stop = threading.Event()
        self._unreadable: dict[Path, FileKey] = {}
        self._folders: dict[str, int] = {}  # inside the folder, and how many recordings they held
        self._told_folders: set[str] = set()
        self._folder_missing = False
        self._watched: int | None = None
        self._thread = threading.Thread(target=self._run, name="recordings", daemon=True)

    def start(self, already_taken: Iterable[FileKey] | None = None) -> int:
        """Begin to watch; files that are there already are left alone. Return how many those are.

        A controller that comes back passes ``already_taken``, and finds what arrived while it was away.
        """
        existing = self._scan()
        self._folders = self._subfolders()
        if already_taken is None:
            self._done = {path: file_key(path) for path in existing}
        else:
            self._done = {Path(key[0]): key for key in already_taken}
        self._watch()
        self._thread.start()
        return len(existing)

    def _watch(self) -> None:
        """Let watchdog tell of the folder; anew when it was away, since it watches a folder and not a name."""
        if self._watched is not None:
            os.close(self._watched)
            self._watched = None
        try:
            if sys.platform != "win32":  # held, so that a folder made anew is not taken for this one by its number
                self._watched = os.open(self._folder, os.O_RDONLY | os.O_CLOEXEC)
            if self._observer is None:
                self._observer = Observer()  # it may fail already: other programs may hold all that the system has
            self._observer.unschedule_all()
            self._observer.schedule(_Hints(self._hints), str(self._folder), recursive=False)
            if not self._observer.is_alive():
                self._observer.start()
        except OSError as error:
            # inotify's limits, or a file system without events: the scan alone is enough, only later.
            self._on_problem(f"{self._folder}: cannot be watched ({error}); it is looked through once a second")

    def _is_another_folder(self) -> bool:
        """Whether the folder was deleted and made again, or another one took its place, since it was watched."""
        if self._watched is None:
            return False
        try:
            return not os.path.samestat(os.fstat(self._watched), self._folder.stat())
        except OSError:
            return False  # told, and watched again, by the scan

    def expect(self, path: Path, order_id: int) -> None:
        """Say when this file is finished, also when it is known already or lies elsewhere. *Any thread.*"""
        self._hints.put((path, True, order_id))

    def taken(self) -> list[FileKey]:
        """Return what is done with. *Any thread.*"""
        return [key for key in list(self._done.values()) if key is not None]

    def close(self) -> None:
        """Stop watching."""
        self._stop.set()
        if self._observer is not None and self._observer.is_alive():
            self._observer.stop()
            self._observer.join(2)
        if self._thread.is_alive():
            self._thread.join(2)
        if self._watched is not None:
            os.close(self._watched)
            self._watched = None

    def _run(self) -> None:
        next_scan = 0.0
        while not self._stop.is_set():
            with contextlib.suppress(queue.Empty):
                self._take_hint(*self._hints.get(timeout=POLL_S))
                while True:
                    self._take_hint(*self._hints.get_nowait())
            if self._clock() >= next_scan:
                next_scan = self._clock() + SCAN_S
                self._look_through()
            self.settle()

    def _look_through(self) -> None:
        """Find what watchdog did not tell, forget what is gone."""
        if self._is_another_folder():
            self._watch()
        found = self._scan()
        for path in found:
            if path in self._unreadable:
                self._try_again(path)
            elif path not in self._pending and self._done.get(path) != file_key(path):
                self._take_hint(path, False, None)
        for path in self._done.keys() - found:
            if path.parent == self._folder and _is_gone(path):
                del self._done[path]
                self._unreadable.pop(path, None)
        self._tell_of_folders()

    def _scan(self) -> list[Path]:
        try:
            with os.scandir(self._folder) as entries:
                found = [Path(entry.path) for entry in entries if is_recording_name(entry.name) and _is_file(entry)]
        except OSError as error:
            if not self._folder_missing:
                self._on_problem(f"{self._folder}: the recordings folder cannot be read ({error.strerror})")
            self._folder_missing = True
            return []
        if self._folder_missing:
            self._folder_missing = False
            self._watch()
        return found

    def _try_again(self, path: Path) -> None:
        """Take a file that the system refused, once it can be read (its date does not tell)."""
        try:
            with path.open("rb") as file:
                file.read(1)
        except OSError:
            return
        del self._unreadable[path]
        self._done.pop(path, None)
        self._take_hint(path, False, None)

    def _subfolders(self) -> dict[str, int]:
        """Return the folders in the folder in which there are recordings, and how many; hidden ones are nobody's."""
        found: dict[str, int] = {}
        with contextlib.suppress(OSError), os.scandir(self._folder) as entries:
            for entry in entries:
                if entry.name.startswith(".") or not _is_folder(entry):
                    continue
                found[entry.name] = _recordings_below(entry.path)
        return {name: count for name, count in found.items() if count}

    def _tell_of_folders(self) -> None:
        """Say once of a folder that came, or to which a recording was added, that it is not looked into."""
        there = self._subfolders()
        for name in sorted(there.keys() - self._told_folders):
            if there[name] > self._folders.get(name, 0):
                self._told_folders.add(name)
                self._on_problem(
                    f"{name}: is a folder with recordings; put the recordings themselves into {self._folder}"
                )
        self._folders = there

    def _take_hint(self, path: Path, closed: bool, order_id: int | None) -> None:
        if order_id is None and (not is_recording_name(path.name) or self._is_done(path, closed)):
            return
        if order_id is None and not has_ending(path.name) and not _begins_like_sound(path):
            self._done[path] = file_key(path)
            return
        now = self._clock()
        pending = self._pending.setdefault(path, _Pending(path, now, now))
        if closed:
            pending.closed_as = file_key(path)
        if order_id is not None:
            pending.order_ids = [*(pending.order_ids or []), order_id]
        self._judge(pending)

    def _is_done(self, path: Path, closed: bool) -> bool:
        """Whether this very file was taken, under this name or, before it was renamed, under another."""
        key = file_key(path)
        done = self._done.get(path, ())
        if done == key:
            return True
        if done and key is not None and not closed and done[:3] == key[:3] and key[3] < done[3]:
            self._done[path] = key  # only its date was set, as copying does after closing: writing never sets it back
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
        now, path = self._clock(), pending.path
        key = file_key(path)
        closed = key is not None and key == pending.closed_as
        if key != pending.key:
            pending.key, pending.changed, pending.found = key, now, None
            if not closed:
                return
        quiet = now - pending.changed
        if key is None:
            self._finish(pending, Inspection("bad", "there is no such file" if pending.order_ids else ""))
            return
        if not closed and (quiet < STEADY_S or now < pending.busy_until):
            return
        found = pending.found or look_at(path)
        pending.found = found if found.verdict != "unreadable" else None
        when_closed, when_free, when_unseen = _WAIT_S[found.verdict]
        if closed and found.verdict == "finished":
            self._finish(pending, found)
        elif quiet >= min(when_closed if closed else when_free, when_free):
            open_now = is_being_written(path)
            wait = when_closed if closed else when_unseen if open_now is None else when_free
            if open_now:
                pending.busy_until = now + BUSY_S
            elif quiet >= wait:
                self._finish(pending, found)

    def _finish(self, pending: _Pending, found: Inspection) -> None:
        path = pending.path
        del self._pending[path]
        self._done[path] = pending.key
        if found.verdict == "unreadable" and pending.key is not None:
            self._unreadable[path] = pending.key
        waiting: list[int | None] = [*(pending.order_ids or ())] or [None]
        for order_id in waiting:
            if found.sounds:
                remark = f"{found.reason}; what can be read is used" if found.reason else ""
                self._on_event(RecordingArrived(path, order_id, remark))
            elif found.reason:
                self._on_event(RecordingRefused(path, f"{path.name}: {found.reason}", order_id))


def _is_gone(path: Path) -> bool:
    """Whether there is surely no such file: a disk that fails does not say so."""
    try:
        return not path.exists()
    except OSError:
        return False


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a regular file; a link that leads to itself is none, and hides no other."""
    try:
        return entry.is_file()
    except OSError:
        return False


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _recordings_below(folder: str) -> int:
    """Count recordings in a folder and in the folders in it, hidden ones left out; looks at so many entries at most."""
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


def _begins_like_sound(path: Path) -> bool:
    """Whether the first bytes of a file without an ending are those of a format of sound."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return is_known_magic(file.read(16))
    except (OSError, ValueError):
        return False


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
