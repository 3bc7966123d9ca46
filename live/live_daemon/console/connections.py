"""Limits the console's connections: which ones are kept, and which one is closed when there are too many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Protocol

MOST_CONNECTIONS = 128
"""Of all allowed senders together."""
MOST_OF_AN_ADDRESS = 64
"""Five browsers on one machine: each has two WebSockets, and asks for six files at a time."""
MOST_STRANGERS = 8
"""Of all others together: they get the reason and are closed, and take no place from allowed senders."""


class Closable(Protocol):
    """A connection that can be closed at once."""

    def abort(self) -> None:
        """Close without waiting for the other end."""


class Connections:
    """Counts connections by their sender's address. *Console's thread only.*

    A connection that has neither sent a request that is let in nor OSC is *idle*. The oldest idle one is closed first,
    so that idle ones never keep a page out. When all places are taken, the address with the most connections loses one.
    """

    def __init__(self, allows: Callable[[str], bool]):
        """``allows``: whether an address is let in."""
        self._allows = allows
        self._senders: dict[Closable, str] = {}  # oldest first
        self._strangers: set[Closable] = set()
        self._idle: set[Closable] = set()

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._senders) + len(self._strangers)

    @property
    def idle(self) -> int:
        """How many of them are idle."""
        return len(self._idle)

    def opened(self, connection: Closable, sender: str) -> bool:
        """Count one more; return whether it may stay. Otherwise it is closed, or it replaces one that is."""
        if not self._allows(sender):
            if len(self._strangers) >= MOST_STRANGERS:
                connection.abort()
                return False
            self._strangers.add(connection)
            return True
        if not self._has_place(sender):
            connection.abort()
            return False
        self._senders[connection] = sender
        self._idle.add(connection)
        return True

    def used(self, connection: Closable) -> None:
        """Note that it sent a request or OSC."""
        self._idle.discard(connection)

    def closed(self, connection: Closable) -> None:
        """Forget a closed connection."""
        self._senders.pop(connection, None)
        self._strangers.discard(connection)
        self._idle.discard(connection)

    def abort_all(self) -> None:
        """Close all that are left."""
        for connection in (*self._senders, *self._strangers):
            connection.abort()

    def _has_place(self, sender: str) -> bool:
        counts = Counter(self._senders.values())
        if counts[sender] >= MOST_OF_AN_ADDRESS:
            return self._give_up(sender, idle_only=True)
        if len(self._senders) < MOST_CONNECTIONS:
            return True
        most, count = counts.most_common(1)[0]
        return self._give_up(most, idle_only=count <= counts[sender] + 1)

    def _give_up(self, sender: str, *, idle_only: bool) -> bool:
        """Close an address's oldest connection, idle ones first; return whether there was one."""
        theirs = [one for one, address in self._senders.items() if address == sender]
        idle = [one for one in theirs if one in self._idle]
        gone = idle or ([] if idle_only else theirs)
        if not gone:
            return False
        self.closed(gone[0])
        gone[0].abort()
        return True
