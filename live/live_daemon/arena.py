"""Room in the shared arena: which ranges are taken. The samples themselves are not touched here."""

from __future__ import annotations

from live_inference.messages import ArenaRange


class Arena:
    """First-fit allocation of sample ranges. *Controller's main thread only.*

    >>> arena = Arena(100)
    >>> first, second = arena.take(60), arena.take(60)
    >>> first, second
    (ArenaRange(offset=0, frames=60), None)
    >>> arena.give_back(first); arena.take(100)
    ArenaRange(offset=0, frames=100)
    """

    def __init__(self, frames: int):
        self._frames = frames
        self._taken: list[ArenaRange] = []

    def take(self, frames: int) -> ArenaRange | None:
        """Return a free range, or None when there is no room for it."""
        start = 0
        for place in self._taken:
            if place.offset - start >= frames:
                break
            start = place.offset + place.frames
        if start + frames > self._frames:
            return None
        place = ArenaRange(start, frames)
        self.reserve(place)
        return place

    def reserve(self, place: ArenaRange) -> None:
        """Mark a range as taken that was given out before (by a controller that died)."""
        self._taken.append(place)
        self._taken.sort(key=lambda one: one.offset)

    def give_back(self, place: ArenaRange) -> None:
        """Make a range free again."""
        self._taken.remove(place)
