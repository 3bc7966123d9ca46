"""The dreams that are ordered and not made yet: one at the worker, the others in line."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from live_inference.messages import ArenaRange, DreamOrder

MOST_WAITING = 64
MOST_ATTEMPTS = 2


class Orders:
    """First come, first dreamt. *Controller's main thread only.*

    The worker holds one order at a time, so that a worker that dies loses one at most, and that one is sent again.
    ``given_up`` holds the current order's number when it was cancelled and the worker has not answered yet.
    """

    def __init__(self) -> None:
        self._waiting: list[DreamOrder] = []
        self._attempts: dict[int, int] = {}
        self.current: DreamOrder | None = None
        self.given_up: set[int] = set()

    def __len__(self) -> int:
        return len(self._waiting) + (self.current is not None)

    def all(self) -> list[DreamOrder]:
        """Return every order that is not answered yet, in their order."""
        return ([self.current] if self.current else []) + self._waiting

    def restore(self, current: DreamOrder | None, waiting: Sequence[DreamOrder], given_up: Sequence[int]) -> None:
        """Take over what a controller that died had: ``current`` was at the worker and may still be."""
        self.current = current
        if current is not None:
            self._attempts[current.id] = 1
        self._waiting = list(waiting)
        self.given_up = set(given_up)

    def waiting(self) -> list[DreamOrder]:
        """Return the orders that are in line."""
        return list(self._waiting)

    def add(self, order: DreamOrder) -> bool:
        """Put an order in line; return False when the line is full."""
        if len(self) >= MOST_WAITING:
            return False
        self._waiting.append(order)
        return True

    def next(self) -> DreamOrder | None:
        """Return the order to send now, or None while one is being made or none waits."""
        if self.current is not None or not self._waiting:
            return None
        self.current = self._waiting.pop(0)
        self._attempts[self.current.id] = self._attempts.get(self.current.id, 0) + 1
        return self.current

    def give_room(self, voice: ArenaRange | None, loop: ArenaRange | None) -> DreamOrder:
        """Write into the current order where its samples go, and return it."""
        assert self.current is not None
        self.current = dataclasses.replace(self.current, voice=voice, loop=loop)
        return self.current

    def finish(self, order_id: int) -> DreamOrder | None:
        """Return the order that was answered and forget it; None for one that is not known (any more)."""
        for order in self.all():
            if order.id == order_id:
                if order is self.current:
                    self.current = None
                else:
                    self._waiting.remove(order)
                self._attempts.pop(order_id, None)
                self.given_up.discard(order_id)
                return order
        return None

    def worker_lost(self) -> DreamOrder | None:
        """Put the order that the worker had back in line; return it instead when it shall not be tried (again)."""
        lost, self.current = self.current, None
        if lost is None:
            return None
        if lost.id in self.given_up or self._attempts.get(lost.id, 0) >= MOST_ATTEMPTS:
            self._attempts.pop(lost.id, None)
            return lost
        self._waiting.insert(0, lost)
        return None
