"""How much is heard and told in a second: one sender must not hold the stage, a flood must not fill the log."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

MESSAGES_PER_SECOND = 2000
"""Of one sender. A gain for each of 32 loops every 20 ms is 1600."""
PANICS_PER_SECOND = 20
MOST_SENDERS = 256


class ErrorLimiter:
    """Lets through so many errors a second; what comes on top is not told."""

    def __init__(self, per_second: int = 20, clock: Callable[[], float] = time.monotonic):
        self._per_second = per_second
        self._clock = clock
        self._second = -1
        self._count = 0

    def allows(self) -> bool:
        """Return whether one more error may be sent in this second."""
        second = int(self._clock())
        if second != self._second:
            self._second, self._count = second, 0
        self._count += 1
        return self._count <= self._per_second


class RefusalLimiter:
    """Lets so many refusals a second be told, fewer than the teller can: what concerns the whole port still fits.

    *Server thread only.*
    """

    def __init__(self, per_second: int = 10, clock: Callable[[], float] = time.monotonic):
        self._limiter = ErrorLimiter(per_second, clock)
        self._untold = 0

    def told(self, reason: Exception | str) -> str:
        """Return what to tell of one more refusal, with the number of those that were not told; empty: nothing.

        An exception is written out only when it is told.
        """
        if not self._limiter.allows():
            self._untold += 1
            return ""
        untold, self._untold = self._untold, 0
        return f"{reason} (and {untold} refusals before it that were not told)" if untold else str(reason)


class SenderLimits:
    """A token bucket for each sender: so many messages a second, as many at once. *Server thread only.*"""

    def __init__(self, per_second: int = MESSAGES_PER_SECOND, clock: Callable[[], float] = time.monotonic):
        self.per_second = per_second
        self._clock = clock
        # Addresses of UDP senders can be made up: only the last ones are remembered.
        self._senders: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, sender: str, messages: int = 1) -> bool:
        """Return whether so many messages of this sender may pass now, and count them if so."""
        now = self._clock()
        left, then = self._senders.pop(sender, (float(self.per_second), now))
        left = min(float(self.per_second), left + (now - then) * self.per_second)
        passes = left >= messages
        self._senders[sender] = (left - messages if passes else left, now)
        while len(self._senders) > MOST_SENDERS:
            self._senders.popitem(last=False)
        return passes


class Tally:
    """Counts what is left out and lets it be told once a second for each sender. *Server thread only.*"""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self._clock = clock
        self._counts: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def add(self, sender: str) -> int:
        """Count one; return how many there were since it was last told, or 0 when it must not be told yet."""
        now = self._clock()
        told_s, count = self._counts.pop(sender, (float("-inf"), 0))
        count += 1
        due = now - told_s >= 1.0
        self._counts[sender] = (now, 0) if due else (told_s, count)
        while len(self._counts) > MOST_SENDERS:
            self._counts.popitem(last=False)
        return count if due else 0
