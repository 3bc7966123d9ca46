"""The dreams that are ordered and not made yet: some at the worker, the others in line."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from live_inference.worker.messages import DreamOrder

MOST_WAITING = 64
MOST_ATTEMPTS = 2
MOST_TOGETHER = 8
"""Dreams of one batch. More would hold up whatever comes next, and what sounds at once is fewer."""
LENGTHS_TOGETHER = 2.0
"""Dreams of one batch run until the longest has ended; so none may be longer than this times the first one."""


class DreamRequests:
    """The urgent ones first, among these first come, first dreamt. *Controller's main thread only.*

    The worker holds what it makes together, and what was too urgent to wait for that; a worker that dies loses these
    only, and they are sent again, each alone: one of them may have been the cause.
    ``given_up``: those at the worker that were cancelled and that it has not answered yet, by number, and why.
    ``reading``: those at the worker whose long recordings are still read; others can be made meanwhile.
    """

    def __init__(self) -> None:
        self._waiting: list[DreamOrder] = []
        self._attempts: dict[int, int] = {}
        self.at_worker: list[DreamOrder] = []
        self.given_up: dict[int, str] = {}
        self.reading: set[int] = set()

    def __len__(self) -> int:
        return len(self._waiting) + len(self.at_worker)

    def all(self) -> list[DreamOrder]:
        """Return every order that is not answered yet, in their order."""
        return self.at_worker + self._waiting

    def find(self, order_id: int) -> DreamOrder | None:
        """Return the order of this number, if it is not answered yet."""
        return next((order for order in self.all() if order.id == order_id), None)

    def restore(
        self, at_worker: Sequence[DreamOrder], waiting: Sequence[DreamOrder], given_up: Mapping[int, str]
    ) -> None:
        """Take over what a controller that died had: what was at the worker may still be."""
        self.at_worker = list(at_worker)
        self._attempts |= {order.id: 1 for order in at_worker}
        self._waiting = list(waiting)
        self.given_up = dict(given_up)

    def waiting(self) -> list[DreamOrder]:
        """Return the orders that are in line."""
        return list(self._waiting)

    def add(self, order: DreamOrder) -> bool:
        """Put an order in line, behind those that are as urgent; return False when the line is full."""
        if len(self) >= MOST_WAITING:
            return False
        self._put(order, behind=True)
        return True

    def _put(self, order: DreamOrder, *, behind: bool) -> None:
        before = [one.priority <= order.priority if behind else one.priority < order.priority for one in self._waiting]
        self._waiting.insert(sum(before), order)

    def next_batch(self, most: int = MOST_TOGETHER) -> list[DreamOrder]:
        """Return the orders to send now; none while the worker makes some that are as urgent, or while none waits.

        Those that wait together for the same model, as urgent and of alike length, are made together.
        """
        if not self._waiting:
            return []
        first = self._waiting[0]
        if any(order.priority <= first.priority and order.id not in self.reading for order in self.at_worker):
            return []
        batch = [first]
        for order in self._waiting[1:]:
            if len(batch) < most and self._goes_with(order, first):
                batch.append(order)
        for order in batch:
            self._waiting.remove(order)
            self._attempts[order.id] = self._attempts.get(order.id, 0) + 1
        self.at_worker += batch
        return batch

    def _goes_with(self, order: DreamOrder, first: DreamOrder) -> bool:
        return (
            (order.model, order.priority) == (first.model, first.priority)
            and order.duration_s <= LENGTHS_TOGETHER * first.duration_s
            and not (self._attempts.get(order.id) or self._attempts.get(first.id))
        )

    def replace(self, order_id: int, **changes: object) -> DreamOrder:
        """Change an order that is not answered yet (where its samples go, how long it is), and return it."""
        for line in (self.at_worker, self._waiting):
            for index, order in enumerate(line):
                if order.id == order_id:
                    line[index] = dataclasses.replace(order, **changes)  # type: ignore[arg-type]
                    return line[index]
        raise KeyError(order_id)

    def finish(self, order_id: int) -> DreamOrder | None:
        """Return the order that was answered and forget it; None for one that is not known (any more)."""
        for line in (self.at_worker, self._waiting):
            for order in line:
                if order.id == order_id:
                    line.remove(order)
                    self._attempts.pop(order_id, None)
                    self.given_up.pop(order_id, None)
                    self.reading.discard(order_id)
                    return order
        return None

    def worker_lost(self) -> list[DreamOrder]:
        """Put the orders that the worker had back in line; return those that shall not be tried (again)."""
        lost, self.at_worker = self.at_worker, []
        self.reading.clear()
        over = []
        for order in reversed(lost):
            if order.id in self.given_up or self._attempts.get(order.id, 0) >= MOST_ATTEMPTS:
                self._attempts.pop(order.id, None)
                over.append(order)
            else:
                self._put(order, behind=False)
        return over[::-1]
