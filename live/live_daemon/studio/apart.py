"""Threads of their own for what takes long: lists and settings have three threads, and do not wait for it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar, TypeVarTuple

import anyio
import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class Apart:
    """Some threads for one kind of work; what comes beyond that many waits for its turn. *Console's loop.*"""

    def __init__(self, threads: int = 1):
        """``threads``: how many work at a time. Each that computes is one more for whom a page's panic waits."""
        self._limiter = anyio.CapacityLimiter(threads)

    async def run(self, do: Callable[[*Ts], T], *values: *Ts) -> T:
        """Call ``do`` in one of these threads. Its exceptions pass through."""
        return await anyio.to_thread.run_sync(do, *values, limiter=self._limiter)

    def route(self, endpoint: Callable[[Request], Response]) -> Callable[[Request], Awaitable[Response]]:
        """Return an endpoint that answers from one of these threads."""

        async def answered(request: Request) -> Response:
            return await self.run(endpoint, request)

        return answered
