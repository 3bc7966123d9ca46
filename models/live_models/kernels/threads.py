"""Threads that work on one step together: who does what, and a barrier between parts (numba)."""

from __future__ import annotations

import sys
from typing import Any, Final, NamedTuple

import numba
from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic

from live_models.arrays import IntArray
from live_models.kernels.compiling import kernel
from live_models.kernels.panels import PANEL, pointer

PATIENCE: Final = 20_000
"""Looks at a barrier before a thread offers its core to others: about 50 us, longer than threads normally wait."""


class Team(NamedTuple):
    """One thread among those that work on a step. Shape: `counters` `[1]`, shared by all."""

    thread: int
    threads: int
    counters: IntArray


@intrinsic
def _arrive(typing: Any, counters: Any, at: Any) -> Any:
    """Add 1 to a counter; what this thread wrote before is seen by whoever sees the count."""

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        place = pointer(context, builder, signature.args[0], *arguments)
        builder.atomic_rmw("add", place, ir.IntType(64)(1), "acq_rel")
        return context.get_dummy_value()

    return types.void(counters, types.intp), emit


@intrinsic
def _count(typing: Any, counters: Any, at: Any) -> Any:
    """Read a counter, and see all that was written before it was counted up."""

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        place = pointer(context, builder, signature.args[0], *arguments)
        return builder.load_atomic(place, "acquire", 8)

    return types.int64(counters, types.intp), emit


if sys.platform == "win32":

    @numba.njit(nogil=True, cache=True)
    def _let_others_run() -> None:
        """Nothing: Windows' own call for it is not among the C library's."""

else:
    _sched_yield = types.ExternalFunction("sched_yield", types.int32())

    @numba.njit(nogil=True, cache=True)
    def _let_others_run() -> None:
        """Give the core to another thread that waits for it."""
        _sched_yield()


@kernel
def wait_for_all(team: Team, passed: int) -> None:
    """Barrier number `passed` (from 0) of a team; spins, for a step lasts only microseconds.

    A thread that still waits after `PATIENCE` looks lets others run: on a busy machine the one it waits for may be
    waiting for this very core.
    """
    _arrive(team.counters, 0)
    looks = 0
    while _count(team.counters, 0) < team.threads * (passed + 1):
        looks += 1
        if looks > PATIENCE:
            _let_others_run()


@kernel
def thread_panels(size: int, panels: int, team: Team, gate: int) -> tuple[int, int]:
    """First and last panel of one thread's share of one gate; alone, all panels are gate 0's."""
    if team.threads == 1:
        return (0, panels) if gate == 0 else (0, 0)
    share = size // (team.threads * PANEL)
    first = gate * (size // PANEL) + team.thread * share
    return first, first + share
