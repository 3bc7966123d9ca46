"""The controller's end of the connection to the worker. Torch-free.

The worker listens on the loopback interface and writes where, with a fresh key, into a file that only the user can
read; so either side may die and come back, and the other finds it again.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import threading
from collections.abc import Callable
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection
from pathlib import Path

from live_inference.messages import Message, decode, encode

ADDRESS_FILE = "worker.json"


def publish_address(folder: Path, port: int, key: bytes) -> None:
    """Write where the worker listens (atomically, readable by the user alone). *Worker process.*"""
    target = folder / ADDRESS_FILE
    partial = folder / f".{ADDRESS_FILE}.{os.getpid()}"
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump({"port": port, "key": key.hex(), "pid": os.getpid()}, file)
    partial.replace(target)


class WorkerLink:
    """Keeps a connection to the worker, and makes it again when the worker comes back.

    The callbacks run in the link's own thread and must only put into the controller's queue.
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
        """Begin to look for the worker. *Control thread.*"""
        self._thread.start()

    @property
    def connected(self) -> bool:
        """Whether a worker answers. *Any thread.*"""
        return self._connection is not None

    def send(self, message: Message) -> bool:
        """Send, or return False when no worker is there (the controller sends again when it is). *Control thread.*"""
        connection = self._connection
        if connection is None:
            return False
        try:
            connection.send_bytes(encode(message))
        except OSError:
            return False
        return True

    def kill_worker(self) -> None:
        """End a worker that does not answer; its supervisor starts another. *Control thread.*"""
        with contextlib.suppress(OSError, ValueError, KeyError):  # gone already, or about to write its address
            os.kill(json.loads((self._folder / ADDRESS_FILE).read_text())["pid"], signal.SIGKILL)

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
            where = json.loads((self._folder / ADDRESS_FILE).read_text())
            return Client(("127.0.0.1", where["port"]), authkey=bytes.fromhex(where["key"]))
        except (OSError, EOFError, ValueError, KeyError, AuthenticationError):
            return None  # not there yet, or the file of a worker that died

    def _read(self, connection: Connection) -> None:
        while not self._stop.is_set():
            try:
                if not connection.poll(0.2):
                    continue
                data = connection.recv_bytes()
            except (EOFError, OSError):
                return
            self._on_message(decode(data))
