"""Runs batches: in processes of this machine or on the workers of a Dask cluster, behind one small interface."""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import re
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeAlias

from live_inference.command_line.entry import quiet_libraries
from live_inference.command_line.extras import how_to_install
from live_inference.render.errors import RenderError
from live_inference.render.work import Batch, Outcome, make_batch

if TYPE_CHECKING and sys.platform == "win32":
    from multiprocessing.connection import PipeConnection

    PipeEnd: TypeAlias = Connection | PipeConnection
else:
    PipeEnd = Connection

CONNECT_S: Final = 10.0
_ADDRESS: Final = re.compile(
    r"(?:(?P<how>tcp|tls|ws|wss)://)?(?:\[[0-9A-Fa-f:.]+(?:%\w+)?\]|[^\s:/@\[\]]+):(?P<port>[0-9]{1,5})"
)
HIGHEST_PORT: Final = 65535
NICE: Final = 10
"""Lower priority than everything else on the machine, which may also run the stage."""


class Runner(Protocol):
    """Makes batches somewhere. *One thread.*"""

    @property
    def workers(self) -> int:
        """How many batches run at once, as far as is known; 0 while there is no worker."""
        ...

    @property
    def made_s(self) -> float | None:
        """Seconds of dream made so far, unfinished batches included; None if unknown."""
        ...

    def submit(self, batch: Batch) -> Future[list[Outcome]]:
        """Start a batch. The future raises what `make_batch` raises, or RenderError if its worker ended."""
        ...

    def close(self) -> None:
        """Stop at once; unfinished batches are lost."""
        ...


class ProcessRunner:
    """Worker processes of this machine. A worker that ends is replaced; the batches are made again."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._context = multiprocessing.get_context("spawn")  # torch's and numba's threads do not survive a fork
        self._made_s = self._context.Value("d", 0.0)
        self._theirs, self._ours = self._context.Pipe(duplex=False)
        self._pool = self._new_pool()

    @property
    def workers(self) -> int:
        """See `Runner`."""
        return self._workers

    @property
    def made_s(self) -> float | None:
        """See `Runner`."""
        return float(self._made_s.value)

    def submit(self, batch: Batch) -> Future[list[Outcome]]:
        """See `Runner`."""
        with _ctrl_c_blocked():  # the pool starts its processes here
            try:
                return self._pool.submit(_make_here, batch)
            except BrokenExecutor:
                self._pool.shutdown(wait=False)
                self._pool = self._new_pool()
                return self._pool.submit(_make_here, batch)

    def close(self) -> None:
        """See `Runner`."""
        self._ours.close()  # workers end at once: their batches would be thrown away
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _new_pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._workers, self._context, _begin_worker, (self._made_s, self._theirs))


class DaskRunner:
    """The workers of a Dask cluster (the extra `dask`). They may come and go; a lost batch is made again by another.

    Raises:
        RenderError: not a scheduler's address, Dask is not installed, or no scheduler answers.
    """

    def __init__(self, address: str) -> None:
        how, _ = parts_of(address)
        try:
            import distributed
        except ImportError:
            raise RenderError(f"--scheduler needs Dask: {how_to_install('distributed')}") from None
        if how in ("tls", "wss") and not distributed.Security().get_connection_args("client")["ssl_context"]:
            raise RenderError(f"{address}: no certificate for it is known; name one in Dask's own configuration (tls)")
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # errors that matter become one line of ours
        warnings.filterwarnings("ignore", "Sending large graph")  # a batch carries its model on purpose
        try:
            self._client: Any = distributed.Client(address, timeout=CONNECT_S, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise RenderError(
                f"{address}: no Dask scheduler answers there ({type(error).__name__}); start one with `dask scheduler`"
            ) from None
        # If a worker dies, the scheduler gives its batch to another one.
        self._executor = self._client.get_executor(pure=False)

    @property
    def workers(self) -> int:
        """See `Runner`."""
        with contextlib.suppress(OSError, TimeoutError):
            return sum(self._client.ncores().values())
        return 0

    @property
    def made_s(self) -> float | None:
        """See `Runner`."""
        return None

    def submit(self, batch: Batch) -> Future[list[Outcome]]:
        """See `Runner`."""
        try:
            future: Future[list[Outcome]] = self._executor.submit(make_batch, batch)
        except Exception as error:
            raise RenderError(f"the Dask scheduler is gone ({type(error).__name__})") from None
        return future

    def close(self) -> None:
        """See `Runner`."""
        with contextlib.suppress(Exception):
            self._executor.shutdown(wait=False, cancel_futures=True)
            self._client.close(timeout=2)


def parts_of(address: str) -> tuple[str, int]:
    """Return scheme and port of a scheduler's address, which Dask accepts without a scheme, too.

    Any other text Dask waits for, and ends with a traceback. Raises RenderError.
    """
    match = _ADDRESS.fullmatch(address)
    if match is None or not 1 <= int(match["port"]) <= HIGHEST_PORT:
        raise RenderError(
            "--scheduler must be tcp://HOST:PORT, as `dask scheduler` prints it (or tls://, ws://, wss://), "
            f"got {address!r}"
        )
    return match["how"] or "tcp", int(match["port"])


@contextlib.contextmanager
def _ctrl_c_blocked() -> Iterator[None]:
    """Start processes that ignore Ctrl-C, even while they load; in this process it is delayed until then.

    Each of them would print a traceback; they end with this process anyway.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin_worker(made_s: Any, parent: PipeEnd) -> None:
    """Prepare a worker process: it ends with its parent, has a low priority, and leaves Ctrl-C to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    quiet_libraries()
    if hasattr(os, "nice"):
        os.nice(NICE)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()

    def report(seconds: float) -> None:
        with made_s.get_lock():
            made_s.value += seconds

    global _report  # noqa: PLW0603  (a pool's initializer has no other way to its tasks)
    _report = report


def _end_with(parent: PipeEnd) -> None:
    """End the process when the parent closes its end or dies; otherwise a pool's worker would wait forever."""
    wait([parent])
    os._exit(1)


_report: Callable[[float], None] | None = None


def _make_here(batch: Batch) -> list[Outcome]:
    return make_batch(batch, _report)
