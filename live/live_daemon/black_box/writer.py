"""A thread that writes the black box, so that nobody else waits for the disk."""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from functools import partial
from pathlib import Path
from typing import Any

from live_daemon.black_box.files import Payload, SessionFiles

RETRY_S = 5.0
MOST_LINES = 100_000
_CLOSE_S = 1.5  # the supervisor kills a controller after 3
_REST_S = 1.0


class BlackBoxWriter:
    """Writes lines in their order. *Any thread.*

    A disk that cannot be written is reported once, and lines wait. ``tell`` is called from the writer's thread.
    """

    def __init__(self, folder: Path, tell: Callable[[str], None]):
        self.files = SessionFiles(folder)
        self._tell = tell
        self._queue: queue.Queue[tuple[dict[str, Any], Payload | None] | None] = queue.Queue(MOST_LINES)
        self._lost = 0
        self._faulty = False
        self._ends_full = False
        self._stop = threading.Event()
        self.backlog_bytes = 0
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="black-box-writer", daemon=True)

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def put(self, what: str, payload: Payload | None = None, **fields: Any) -> None:
        """Write one line, with the samples or bytes that it describes. Never waits, never raises."""
        size = 0 if payload is None else len(payload) if isinstance(payload, bytes) else payload.nbytes
        try:
            if self._lost:
                self._queue.put_nowait(({"t": _now(), "what": "gap", "text": f"{self._lost} lines were lost"}, None))
                self._lost = 0
            self._queue.put_nowait(({"t": _now(), "what": what, **fields}, payload))
        except queue.Full:
            self._lost += 1
            return
        with self._lock:
            self.backlog_bytes += size

    def end_full(self) -> None:
        """Write what waits, then nothing more, neither here nor in the other process. Never waits."""
        self.put("gap", text="[black_box] keep_gb is reached: nothing more is kept")
        self._ends_full = True

    def close(self) -> None:
        """Write what waits, within a bounded time."""
        self._stop.set()
        with contextlib.suppress(queue.Full):
            self._queue.put_nowait(None)  # wakes the thread
        if self._thread.is_alive():
            self._thread.join(_CLOSE_S)

    def _run(self) -> None:
        while True:
            try:
                item = self._queue.get(timeout=0.0 if self._stop.is_set() else _REST_S)
            except queue.Empty:
                if self._ends_full:
                    self._attempt(self.files.end_full)
                if self._stop.is_set():
                    break
                self._attempt(self.files.sync)
                continue
            if item is None:
                continue
            line, payload = item
            while not self._attempt(partial(self.files.store, line, payload)):
                if self._stop.wait(RETRY_S):
                    return
            if payload is not None:
                with self._lock:
                    self.backlog_bytes -= len(payload) if isinstance(payload, bytes) else payload.nbytes
            self._attempt(self.files.sync)
        self.files.close()

    def _attempt(self, act: Callable[[], None]) -> bool:
        try:
            act()
        except OSError as error:
            if not self._faulty:
                self._tell(
                    f"black box: {self.files.folder} cannot be written ({error.strerror or error}): the show goes on, "
                    f"lines may be lost meanwhile; tried again every {RETRY_S:g} s (make room on the disk)"
                )
            self._faulty = True
            return False
        if self._faulty:
            self._faulty = False
            self._tell("black box: writes again")
        return True


class EventLog:
    """The controller's part of the black box: OSC in and out, events, orders. Without a folder it does nothing."""

    def __init__(self, folder: Path | None, frame: Callable[[], int], tell: Callable[[str], None]):
        self._writer = None if folder is None else BlackBoxWriter(folder, tell)
        self._frame = frame
        if self._writer is not None:
            self._writer.start()

    def note(self, what: str, **fields: Any) -> None:
        """Write one line with the engine's frame. *Any thread*; never waits."""
        if self._writer is not None:
            self._writer.put(what, frame=self._frame(), **fields)

    def event(self, what: str, event: object) -> None:
        """Write a frozen event or message with all its fields. *Any thread*; never waits."""
        if self._writer is not None:
            fields = asdict(event) if is_dataclass(event) and not isinstance(event, type) else {}
            self.note(what, kind=type(event).__name__, **{"of": fields})

    def close(self) -> None:
        """Write what waits, within a bounded time."""
        if self._writer is not None:
            self._writer.close()


def _now() -> float:
    return round(time.time(), 4)
