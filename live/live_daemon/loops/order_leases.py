"""Leases of the ranges that orders name: where the worker reads seeds and writes dreams."""

from __future__ import annotations

from collections.abc import Iterable

from live_daemon.loops.arena import Arena, Lease
from live_inference.worker.messages import ArenaRange, DreamOrder


class OrderLeases:
    """A range is leased as long as an open order names it. *Controller's main thread only.*

    Nobody ends these leases by hand: `keep` compares them with the orders that are open.
    """

    def __init__(self, arena: Arena):
        self._arena = arena
        self._leases: dict[ArenaRange, Lease] = {}

    def take(self, frames: int, channels: int = 1) -> ArenaRange | None:
        """Lease a range that an order will name before `keep` is called again; None when the arena is full."""
        lease = self._arena.lease(frames, "an order", channels)
        if lease is None:
            return None
        self._leases[lease.place] = lease
        return lease.place

    def keep(self, orders: Iterable[DreamOrder]) -> None:
        """End the leases that none of these orders needs, and lease what a controller that died had given them.

        Call it with every order that is open. What sounds of a dream has leases of its own.
        """
        named = {place for order in orders for place in (order.voice, order.loop, order.seed) if place is not None}
        for place in named - self._leases.keys():
            self._leases[place] = self._arena.share(place, "an order")
        for place in self._leases.keys() - named:
            self._leases.pop(place).end()
