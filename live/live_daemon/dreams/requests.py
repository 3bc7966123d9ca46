"""The dreams that are ordered and not made yet: some wait for a file, some in line, some are at the worker."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from live_inference.worker.messages import DreamOrder

MOST_WAITING = 64
MOST_ATTEMPTS = 2
MOST_TOGETHER = 8
"""Dreams of one batch. More would hold up the next request, and fewer sound at once."""
LENGTHS_TOGETHER = 2.0
"""A batch runs until its longest dream ends, so none may be longer than this times the first one."""


class DreamRequests:
    """A queue by urgency; orders of the same urgency keep their sequence. *Controller's main thread only.*

    The worker holds the batch that it makes, and orders too urgent to wait for its end. A worker that dies loses only
    these. They are sent again, each alone: one of them may have been the cause.
    ``awaited``: orders whose recording is not finished yet, by number.
    ``given_up``: cancelled orders that the worker has not answered yet, by number, with the reason.
    ``reading``: numbers of orders whose long recordings the worker still reads; it makes others meanwhile.
    """

    def __init__(self) -> None:
        self._waiting: list[DreamOrder] = []
        self._attempts: dict[int, int] = {}
        self.awaited: dict[int, DreamOrder] = {}
        self.at_worker: list[DreamOrder] = []
        self.given_up: dict[int, str] = {}
        self.reading: set[int] = set()

    def __len__(self) -> int:
        """Return how many orders are in line or at the worker."""
        return len(self._waiting) + len(self.at_worker)

    @property
    def count(self) -> int:
        """Number of all dreams that are not made yet, those that wait for their file included."""
        return len(self) + len(self.awaited)

    def all(self) -> list[DreamOrder]:
        """Return the orders at the worker and those in line, in this sequence."""
        return self.at_worker + self._waiting

    def find(self, order_id: int) -> DreamOrder | None:
        """Return the order of this number if it is in line or at the worker."""
        return next((order for order in self.all() if order.id == order_id), None)

    def restore(
        self, at_worker: Sequence[DreamOrder], waiting: Sequence[DreamOrder], given_up: Mapping[int, str]
    ) -> None:
        """Take over the orders of a controller that died: what was at the worker may still be there."""
        self.at_worker = list(at_worker)
        self._attempts |= {order.id: 1 for order in at_worker}
        self._waiting = list(waiting)
        self.given_up = dict(given_up)

    def waiting(self) -> list[DreamOrder]:
        """Return the orders that are in line."""
        return list(self._waiting)

    def add(self, order: DreamOrder) -> bool:
        """Put an order in line, behind those of the same urgency; return False when the line is full."""
        if len(self) >= MOST_WAITING:
            return False
        self._put(order, behind=True)
        return True

    def _put(self, order: DreamOrder, *, behind: bool) -> None:
        before = [one.priority <= order.priority if behind else one.priority < order.priority for one in self._waiting]
        self._waiting.insert(sum(before), order)

    def next_batch(self, most: int = MOST_TOGETHER) -> list[DreamOrder]:
        """Return the orders to send now; none while the worker makes some of the same urgency, or while none waits.

        Orders for one model, of the same urgency and of similar length, are made together.
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
        """Change an open order (where its samples go, its length), and return it.

        Raises:
            KeyError: no order of this number is in line or at the worker.
        """
        for line in (self.at_worker, self._waiting):
            for index, order in enumerate(line):
                if order.id == order_id:
                    line[index] = dataclasses.replace(order, **changes)  # type: ignore[arg-type]
                    return line[index]
        raise KeyError(order_id)

    def finish(self, order_id: int) -> DreamOrder | None:
        """Remove an order that was answered, and return it; None if it is not known (any more)."""
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
        """Put the worker's orders back in line; return those that are not tried again."""
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
