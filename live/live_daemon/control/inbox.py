"""The controller's inbox: events in order, bounded; of settings that wait only the last counts."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from live_daemon.control.events import OscArrived, ProblemArrived
from live_daemon.osc.addresses import INCOMING, OscValue
from live_daemon.takes.arrivals import RecordingArrived

MOST_WAITING = 1000
"""Limit of OSC messages in the inbox: half a second of what one sender may send."""

EventT = TypeVar("EventT")
Key = tuple[str, tuple[OscValue, ...]]


@dataclass(slots=True, eq=False)
class _Waiting(Generic[EventT]):
    event: EventT
    panics: int
    key: Key | None


class Inbox(Generic[EventT]):
    """Events that wait for the controller. `put`: any thread, never blocks. The rest: *controller's main thread*.

    A setting replaces a waiting one for the same value, unless something that is no setting came between: 8000 turns
    of a knob in a second are one. When too many messages wait, further ones are left out.
    """

    def __init__(self, panics: Callable[[], int]):
        """``panics`` returns the number of panics asked for so far; each event is stamped with it."""
        self._panics = panics
        self._changed = threading.Condition()
        self._waiting: deque[_Waiting[EventT]] = deque()
        self._settings: dict[Key, _Waiting[EventT]] = {}
        self._bounded = 0
        self._left_out = 0
        self._stamp = 0

    def __len__(self) -> int:
        return len(self._waiting)

    def put(self, event: EventT, panics: int | None = None) -> None:
        """Add an event. ``panics``: the number of panics when it was heard; None: it is heard now."""
        key = None
        with self._changed:
            panics = self._panics() if panics is None else panics
            if isinstance(event, OscArrived):
                row = INCOMING[event.address]
                if row.latest_by is not None:
                    key = (event.address, event.arguments[: row.latest_by])
                    earlier = self._settings.get(key)
                    if earlier is not None and earlier.panics == panics:
                        earlier.event = event
                        return
                elif not row.asks:
                    self._settings.clear()
            elif isinstance(event, RecordingArrived):
                self._settings.clear()  # a take is dreamt on as things were set when it came
            if isinstance(event, OscArrived | ProblemArrived):
                if self._bounded >= MOST_WAITING:
                    self._left_out += 1
                    return
                self._bounded += 1
            waiting = _Waiting(event, panics, key)
            self._waiting.append(waiting)
            if key is not None:
                self._settings[key] = waiting
            self._changed.notify()

    def get(self, timeout: float) -> EventT:
        """Return the next event.

        Raises:
            queue.Empty: none came within ``timeout`` seconds.
        """
        with self._changed:
            if not self._changed.wait_for(lambda: self._waiting, timeout):
                raise queue.Empty
            waiting = self._waiting.popleft()
            if waiting.key is not None and self._settings.get(waiting.key) is waiting:
                del self._settings[waiting.key]
            if isinstance(waiting.event, OscArrived | ProblemArrived):
                self._bounded -= 1
            self._stamp = waiting.panics
            return waiting.event

    def is_forgotten(self, event: EventT, panics: int) -> bool:
        """Whether the event that `get` returned last came before the last of ``panics`` panics."""
        return isinstance(event, OscArrived | RecordingArrived) and self._stamp != panics

    def take_left_out(self) -> int:
        """Return how many messages were left out since the last call."""
        with self._changed:
            left_out, self._left_out = self._left_out, 0
            return left_out
