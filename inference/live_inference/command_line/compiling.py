"""Reports what numba compiles while it compiles: the first start on a machine takes a minute."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from numba.core import event

from live_inference.command_line.terminal import tell
from live_models.kernels.cache_files import forgive_damaged_cache

__all__ = ["TELL_EVERY_S", "forgive_damaged_cache", "on_stderr", "told_compiling"]

TELL_EVERY_S = 5.0
_COMPILED = "numba:compile"  # reading from numba's cache is another event


class _Listener(event.Listener):  # type: ignore[misc]
    """Counts compiled functions and reports now and then."""

    def __init__(self, what: str, tell: Callable[[str], None], alive: Callable[[], None], clock: Callable[[], float]):
        self._what, self._tell, self._alive, self._clock = what, tell, alive, clock
        self._begun = self._compiled = 0
        self._since_s = self._spent_s = self._told_s = 0.0

    def on_start(self, event: Any) -> None:
        """Numba starts to compile a function, often in the middle of another one."""
        self._alive()
        if self._begun == self._compiled:
            self._since_s = self._clock()
        if not self._begun:
            self._tell(f"compiling {self._what}: once on this machine, a minute or two")
        self._begun += 1

    def on_end(self, event: Any) -> None:
        """Numba has compiled a function. What goes on between two of them, an hour of training, is not told."""
        self._alive()
        self._compiled += 1
        now = self._clock()
        self._spent_s, self._since_s = self._spent_s + now - self._since_s, now
        if self._spent_s - self._told_s >= TELL_EVERY_S:
            self._told_s = self._spent_s
            self._tell(f"compiling {self._what}: {self._compiled} functions, {self._spent_s:.0f} s")

    def finish(self) -> None:
        """Report the end, if anything was compiled."""
        if self._compiled:
            self._tell(f"compiled {self._what}: {self._compiled} functions, {self._spent_s:.0f} s")


@contextmanager
def told_compiling(
    what: str,
    tell: Callable[[str], None],
    alive: Callable[[], None] = lambda: None,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[None]:
    """Report compilation inside the block, in a line now and then; nothing if everything is compiled already.

    ``alive`` is called at the start and end of every function. One thread of a process at a time.
    """
    listener = _Listener(what, tell, alive, clock)
    with event.install_listener(_COMPILED, listener):
        yield
    listener.finish()


def on_stderr(text: str) -> None:
    """Print one line with the time, as the daemon's other processes do."""
    tell(f"{time.strftime('%H:%M:%S')} {text}")
