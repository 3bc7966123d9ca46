"""The watched folder: every recording is taken once, when it is finished, never half-written.

watchdog tells early; a scan once a second finds what it did not tell. `open_takes` says when a file is finished.
"""

from __future__ import annotations

import contextlib
import os
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from live_daemon.takes.arrivals import FileKey, RecordingArrived, RecordingRefused, file_key
from live_daemon.takes.folder import Subfolders, recordings_in
from live_daemon.takes.open_takes import OpenTakes

POLL_S = 0.05
SCAN_S = 1.0


class Hint(NamedTuple):
    """A file to look at: see `OpenTakes.hint`."""

    path: Path
    closed: bool
    order_id: int | None = None


class RecordingWatcher:
    """Watches one folder (not its subfolders) and says once of each recording that it has arrived.

    The callbacks run in the watcher's thread and must only put into the controller's queue.
    """

    def __init__(
        self,
        folder: Path,
        on_event: Callable[[RecordingArrived | RecordingRefused], None],
        on_problem: Callable[[str], None],
        clock: Callable[[], float] = time.monotonic,
    ):
        self._folder = folder
        self._on_problem = on_problem
        self._clock = clock
        self._hints: queue.Queue[Hint] = queue.Queue()
        self._takes = OpenTakes(on_event, clock)
        self._subfolders = Subfolders(folder, on_problem)
        self._observer: BaseObserver | None = None
        self._stop = threading.Event()
        self._folder_missing = False
        self.since_s = 0.0
        """When it was started first, by the system's time: in a folder that comes later, older files are left alone."""
        self._watched: int | None = None
        self._thread = threading.Thread(target=self._run, name="recordings", daemon=True)

    def start(self, already_taken: Iterable[FileKey] | None = None, since_s: float = 0.0) -> int:
        """Begin to watch; files that are there already are left alone. Return how many those are.

        A controller that comes back passes ``already_taken`` and the ``since_s`` of the one before, and finds what
        arrived while it was away.
        """
        self.since_s = time.time() if already_taken is None else since_s
        self._watch()  # first: a disk that is mounted meanwhile is another folder, not what was there already
        existing = self._scan() or []
        self._subfolders.accept()
        if already_taken is None:
            already_taken = [key for path in existing if (key := file_key(path)) is not None]
        self._takes.leave_alone(already_taken)
        self._thread.start()
        return len(existing)

    def expect(self, path: Path, order_id: int) -> None:
        """Say when this file is finished, even if it is known already or lies elsewhere. *Any thread.*"""
        self._hints.put(Hint(path, True, order_id))

    def taken(self) -> list[FileKey]:
        """Return the files that were taken or refused. *Any thread.*"""
        return self._takes.taken()

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

    def settle(self) -> None:
        """Take the hints, and look again at every file that is not finished. *Watcher's thread* (or a test's)."""
        self._take_hints(0.0)
        self._takes.settle()

    def look_through(self) -> None:
        """Scan the folder for files that watchdog did not report. *Watcher's thread* (or a test's)."""
        another = self._is_another_folder()
        if another:
            self._watch()
        was_missing = self._folder_missing
        found = self._scan()
        if not another and self._is_another_folder():
            return  # it came in this very moment: the next look is at a whole one
        another = another or was_missing
        if another or found is None:  # unplugged, say: when it is back, its takes must not be dreamt on again
            self._takes.folder_is_away()
        if found is not None:
            if another:
                self._leave_old(found)
            self._takes.scanned(self._folder, found)
        self._subfolders.look()

    def _leave_old(self, found: list[Path]) -> None:
        self._subfolders.accept()
        if count := self._takes.leave_old(found, self.since_s):
            self._on_problem(
                f"{count} recordings in {self._folder}, which came just now, are older than the daemon's start: "
                "they are left alone (seed them by OSC)"
            )

    def _run(self) -> None:
        next_scan = 0.0
        while not self._stop.is_set():
            self._take_hints(POLL_S)
            if self._clock() >= next_scan:
                next_scan = self._clock() + SCAN_S
                self.look_through()
            self.settle()

    def _take_hints(self, wait_s: float) -> None:
        """Pass on the hints that are there; wait for the first one."""
        with contextlib.suppress(queue.Empty):
            hint = self._hints.get(timeout=wait_s)
            while True:
                self._takes.hint(hint.path, closed=hint.closed, order_id=hint.order_id)
                hint = self._hints.get_nowait()

    def _watch(self) -> None:
        """Let watchdog tell of the folder; again after it was away, since it watches a folder and not a name."""
        if self._watched is not None:
            os.close(self._watched)
            self._watched = None
        try:
            if sys.platform != "win32":  # held open, so that a new folder does not get the number of the old one
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
        """Whether the folder was deleted and made again, or replaced by another, since it was watched."""
        if self._watched is None:
            return False
        try:
            return not os.path.samestat(os.fstat(self._watched), self._folder.stat())
        except OSError:
            return False  # reported, and watched again, by the scan

    def _scan(self) -> list[Path] | None:
        """Return the files that may be recordings; None while the folder cannot be read."""
        try:
            found = recordings_in(self._folder)
        except OSError as error:
            if not self._folder_missing:
                self._on_problem(f"{self._folder}: the recordings folder cannot be read ({error.strerror})")
            self._folder_missing = True
            return None
        if self._folder_missing:
            self._folder_missing = False
            self._watch()
        return found


class _Hints(FileSystemEventHandler):  # type: ignore[misc]
    """Turns watchdog's events into hints. *Watchdog's thread.*"""

    def __init__(self, hints: queue.Queue[Hint]):
        self._hints = hints

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass on what may be a recording; a file that was closed or moved here is complete on this file system."""
        if event.is_directory or event.event_type not in ("created", "modified", "closed", "moved"):
            return
        path = event.dest_path if event.event_type == "moved" else event.src_path
        self._hints.put(Hint(Path(os.fsdecode(path)), event.event_type in ("closed", "moved")))
