"""The controller's end of the connection to the worker.

The worker writes its address and a fresh key into a file that only the user can read (`address`), so either side may
die and be restarted, and the other finds it again.
"""

from __future__ import annotations

import contextlib
import os
import select
import socket
import struct
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from live_inference.worker.address import connect, read_address
from live_inference.worker.messages import Message, Played, Problem, decode, encode
from live_inference.worker.process import kill_process

SEND_S: Final = 0.25
"""Longest wait for a worker that takes no message. The controller must not hang with it."""


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
        """Send, or return False if there is no worker (the controller sends again when there is). *Control thread.*

        A worker that takes no message for `SEND_S` is lost. How far a dream was played, which is told again many times
        a second, is not waited for: False says that this one was left out.
        """
        connection = self._connection
        if connection is None:
            return False
        try:
            if isinstance(message, Played) and not _takes_more(connection):
                return False
            connection.send_bytes(encode(message))
        except OSError:
            self._give_up(connection)
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

    def _give_up(self, connection: Connection) -> None:
        """Let the link's thread find a connection closed on which half a message may have been sent."""
        if sys.platform != "win32":
            if self._connection is connection:
                self._connection = None
            with contextlib.suppress(OSError), socket.socket(fileno=os.dup(connection.fileno())) as ended:
                ended.shutdown(socket.SHUT_RDWR)

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
            found = connect(self._folder)
            _bound_sends(found)
            return Connection(found.detach())
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


def _bound_sends(connection: socket.socket) -> None:
    """Let no send wait longer than `SEND_S`. (On Windows a send waits as long as it must.)"""
    if sys.platform != "win32":
        whole, part = divmod(SEND_S, 1.0)
        longest = struct.pack("ll", int(whole), int(part * 1e6))
        with contextlib.suppress(OSError):  # better a worker without it than none
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, longest)


def _takes_more(connection: Connection) -> bool:
    """Whether a send would not have to wait."""
    if sys.platform == "win32":
        return True
    poll = select.poll()
    poll.register(connection, select.POLLOUT)
    return bool(poll.poll(0))
