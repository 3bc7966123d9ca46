"""Threads that run one function together, for a backend whose kernels release the interpreter's lock."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor


class ThreadTeam:
    """`threads` threads, the caller's among them. Any thread."""

    def __init__(self, threads: int) -> None:
        self.threads = threads
        self._pool = ThreadPoolExecutor(threads - 1) if threads > 1 else None

    def run(self, function: Callable[[int], None], threads: int) -> None:
        """Call `function` with every thread's number, number 0 in the caller's; returns when all are done."""
        if threads == 1 or self._pool is None:
            function(0)
            return
        others = [self._pool.submit(function, thread) for thread in range(1, threads)]
        function(0)
        for other in others:
            other.result()
