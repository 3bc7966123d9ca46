"""Which connections the console holds, and which one goes when there are too many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Protocol

MOST_CONNECTIONS = 64
"""Of those who may come in, together."""
MOST_OF_AN_ADDRESS = 32
MOST_STRANGERS = 8
"""Of those who may not, together: they are told so and closed. They take no place from the others."""


class Closable(Protocol):
    """What can be closed at once."""

    def abort(self) -> None:
        """Close without waiting for the other end."""


class Connections:
    """Counts connections by their sender's address. *Console's thread only.*

    A connection that has neither asked for anything nor sent OSC is *idle*: the oldest of these is closed first, so
    that many idle ones never keep a page out. When the whole is full, the address that has most gives one up.
    """

    def __init__(self, allows: Callable[[str], bool]):
        """``allows``: whether an address may come in."""
        self._allows = allows
        self._senders: dict[Closable, str] = {}  # the oldest first
        self._strangers: set[Closable] = set()
        self._idle: set[Closable] = set()

    def opened(self, connection: Closable, sender: str) -> bool:
        """Take one more; return whether it may stay. It, or the one whose place it takes, is closed."""
        if not self._allows(sender):
            if len(self._strangers) >= MOST_STRANGERS:
                connection.abort()
                return False
            self._strangers.add(connection)
            return True
        if not self._has_room(sender):
            connection.abort()
            return False
        self._senders[connection] = sender
        self._idle.add(connection)
        return True

    def used(self, connection: Closable) -> None:
        """Note that it asked for something or sent OSC."""
        self._idle.discard(connection)

    def closed(self, connection: Closable) -> None:
        """Forget one that was closed by whomever."""
        self._senders.pop(connection, None)
        self._strangers.discard(connection)
        self._idle.discard(connection)

    def _has_room(self, sender: str) -> bool:
        counts = Counter(self._senders.values())
        if counts[sender] >= MOST_OF_AN_ADDRESS:
            return self._give_up(sender, idle_only=True)
        if len(self._senders) < MOST_CONNECTIONS:
            return True
        most, count = counts.most_common(1)[0]
        return self._give_up(most, idle_only=count <= counts[sender] + 1)

    def _give_up(self, sender: str, *, idle_only: bool) -> bool:
        """Close the oldest of an address, idle ones before others; return whether there was one."""
        theirs = [one for one, address in self._senders.items() if address == sender]
        idle = [one for one in theirs if one in self._idle]
        gone = idle or ([] if idle_only else theirs)
        if not gone:
            return False
        self.closed(gone[0])
        gone[0].abort()
        return True
