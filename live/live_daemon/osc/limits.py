"""Rate limits: one sender must not keep the others out, a flood must not fill the log."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

MESSAGES_PER_SECOND = 2000
"""From one sender. A gain for each of 32 loops every 20 ms makes 1600."""
PANICS_PER_SECOND = 20
MOST_SENDERS = 256


class ErrorLimiter:
    """Lets a number of errors through each second; further ones are dropped."""

    def __init__(self, per_second: int = 20, clock: Callable[[], float] = time.monotonic):
        self._per_second = per_second
        self._clock = clock
        self._second = -1
        self._count = 0

    def allows(self) -> bool:
        """Return whether one more error may be sent this second."""
        second = int(self._clock())
        if second != self._second:
            self._second, self._count = second, 0
        self._count += 1
        return self._count <= self._per_second


class RefusalLimiter:
    """Lets a number of refusals through each second: fewer than the reporter sends, so that problems of the port fit.

    *Server thread only.*
    """

    def __init__(self, per_second: int = 10, clock: Callable[[], float] = time.monotonic):
        self._limiter = ErrorLimiter(per_second, clock)
        self._untold = 0

    def told(self, reason: Exception | str) -> str:
        """Return the text of one more refusal, with how many were dropped before it; empty: this one is dropped.

        An exception is turned into text only if it is sent.
        """
        if not self._limiter.allows():
            self._untold += 1
            return ""
        untold, self._untold = self._untold, 0
        return f"{reason} (and {untold} refusals before it that were not told)" if untold else str(reason)


class SenderLimits:
    """A token bucket for each sender: ``per_second`` messages a second, also in one burst. *Server thread only.*"""

    def __init__(self, per_second: int = MESSAGES_PER_SECOND, clock: Callable[[], float] = time.monotonic):
        self.per_second = per_second
        self._clock = clock
        # UDP senders can be forged: only the latest ones are remembered.
        self._senders: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, sender: str, messages: int = 1) -> bool:
        """Return whether these messages may pass now; if so, they are counted."""
        now = self._clock()
        left, then = self._senders.pop(sender, (float(self.per_second), now))
        left = min(float(self.per_second), left + (now - then) * self.per_second)
        passes = left >= messages
        self._senders[sender] = (left - messages if passes else left, now)
        while len(self._senders) > MOST_SENDERS:
            self._senders.popitem(last=False)
        return passes


class Tally:
    """Counts dropped datagrams, to be reported once a second for each sender. *Server thread only.*"""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self._clock = clock
        self._counts: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def add(self, sender: str) -> int:
        """Count one; return how many there were since the last report, or 0 if the next report is not due yet."""
        now = self._clock()
        told_s, count = self._counts.pop(sender, (float("-inf"), 0))
        count += 1
        due = now - told_s >= 1.0
        self._counts[sender] = (now, 0) if due else (told_s, count)
        while len(self._counts) > MOST_SENDERS:
            self._counts.popitem(last=False)
        return count if due else 0
