"""Room in the shared arena: which ranges are taken. The samples themselves are not touched here."""

from __future__ import annotations

import threading
from collections.abc import Callable

from live_inference.worker.messages import ArenaRange


class Arena:
    """First-fit allocation of sample ranges, each free again when all who hold it gave it back.

    `take`: any thread (the bank loader's, too). The rest: *controller's main thread only.*

    >>> arena = Arena(100)
    >>> first, second = arena.take(60), arena.take(60)
    >>> first, second
    (ArenaRange(offset=0, frames=60), None)
    >>> arena.give_back(first); arena.take(100)
    ArenaRange(offset=0, frames=100)
    """

    def __init__(self, frames: int):
        self.on_free: Callable[[ArenaRange], None] = lambda _: None
        self._frames = frames
        self._lock = threading.RLock()
        self._taken: list[ArenaRange] = []
        self._holders: dict[ArenaRange, int] = {}

    def take(self, frames: int) -> ArenaRange | None:
        """Return a free range, or None when there is no room for it."""
        with self._lock:
            start = 0
            for place in self._taken:
                if place.offset - start >= frames:
                    break
                start = place.offset + place.frames
            if start + frames > self._frames:
                return None
            place = ArenaRange(start, frames)
            self.hold(place)
            return place

    def hold(self, place: ArenaRange) -> None:
        """Hold a range that is another's too, or that a controller gave out before it died."""
        with self._lock:
            if place not in self._holders:
                self._taken.append(place)
                self._taken.sort(key=lambda one: one.offset)
            self._holders[place] = self._holders.get(place, 0) + 1

    def give_back(self, place: ArenaRange) -> None:
        """Let go of a range; it is free when nobody holds it any more."""
        with self._lock:
            self._holders[place] -= 1
            if self._holders[place]:
                return
            del self._holders[place]
            self._taken.remove(place)
        self.on_free(place)
