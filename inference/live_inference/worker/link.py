"""The controller's end of the connection to the worker.

The worker writes its address and a fresh key into a file that only the user can read (`address`), so either side may
die and be restarted, and the other finds it again.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from live_inference.worker.address import connect, read_address
from live_inference.worker.messages import Message, Problem, decode, encode
from live_inference.worker.process import kill_process


class WorkerLink:
    """Keeps a connection to the worker, and reconnects when the worker is restarted.

    The callbacks run in the link's own thread and must only put events into the controller's queue.
    """

    def __init__(
        self,
        folder: Path,
        on_message: Callable[[Message], None],
        on_connected: Callable[[], None],
        on_lost: Callable[[], None],
    ):
        self._folder = folder
        self._on_message = on_message
        self._on_connected = on_connected
        self._on_lost = on_lost
        self._connection: Connection | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="worker-link", daemon=True)

    def start(self) -> None:
        """Start looking for the worker. *Control thread.*"""
        self._thread.start()

    @property
    def connected(self) -> bool:
        """Whether a worker is connected. *Any thread.*"""
        return self._connection is not None

    def send(self, message: Message) -> bool:
        """Send, or return False if there is no worker (the controller sends again when there is). *Control thread.*"""
        connection = self._connection
        if connection is None:
            return False
        try:
            connection.send_bytes(encode(message))
        except OSError:
            return False
        return True

    def kill_worker(self) -> None:
        """Kill a worker that does not answer; the supervisor starts another. *Control thread.*"""
        with contextlib.suppress(OSError, ValueError):  # already gone, or just writing its address
            kill_process(read_address(self._folder).pid)

    def close(self) -> None:
        """End the connection. *Control thread.*"""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(2)

    def _run(self) -> None:
        while not self._stop.is_set():
            connection = self._connect()
            if connection is None:
                self._stop.wait(0.05)
                continue
            with connection:
                self._connection = connection
                self._on_connected()
                self._read(connection)
                self._connection = None
            if not self._stop.is_set():
                self._on_lost()

    def _connect(self) -> Connection | None:
        try:
            return Connection(connect(self._folder).detach())
        except (OSError, ValueError):
            return None  # not started yet, or died

    def _read(self, connection: Connection) -> None:
        while not self._stop.is_set():
            try:
                if not connection.poll(0.2):
                    continue
                data = connection.recv_bytes()
            except (EOFError, OSError):
                return
            try:
                message = decode(data)
            except ValueError as error:  # not fatal: the worker would send it to the next controller too
                message = Problem("", f"{error}: ignored")
            self._on_message(message)
