"""The worker's end of the connection to the controller."""

from __future__ import annotations

import contextlib
import queue
import secrets
import selectors
import socket
import threading
import time
from collections import deque
from multiprocessing.connection import Connection
from pathlib import Path

from live_inference.command_line.terminal import tell
from live_inference.worker import messages as m
from live_inference.worker.address import HANDSHAKE_S, MOST_WAITING, Caller, listen

_LOOK_S = 0.5
_REST_S = 0.02


class Mailbox:
    """Listens for the controller; keeps messages that could not be sent until it is back.

    Connections that do not show the key do no harm: several may wait at once, and none blocks. A new controller
    replaces the one before. *Owned by the worker.* A thread accepts and reads; `send` is for the main thread only.

    Raises:
        OSError: the folder cannot be written.
    """

    def __init__(self, folder: Path):
        self.inbox: queue.Queue[m.Message] = queue.Queue()
        self.cancelled: set[int] = set()
        self._unsent: deque[m.Message] = deque(maxlen=1000)
        self._connection: Connection | None = None
        self._lock = threading.Lock()
        self._key = secrets.token_bytes(32)
        self._callers: dict[socket.socket, Caller] = {}  # oldest first
        self._listener = listen(folder, self._key)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listener, selectors.EVENT_READ)
        threading.Thread(target=self._run, name="mailbox", daemon=True).start()

    @property
    def connected(self) -> bool:
        """Whether a controller is connected. *Any thread.*"""
        return self._connection is not None

    def send(self, message: m.Message) -> None:
        """Send, or keep for the next controller. *Main thread.*"""
        with self._lock:
            self._unsent.append(message)
            self._flush()

    def _flush(self) -> None:
        while self._unsent and self._connection is not None:
            try:
                self._connection.send_bytes(m.encode(self._unsent[0]))
            except OSError:
                self._connection = None  # the mailbox thread will read its end and close it
                return
            self._unsent.popleft()

    def _run(self) -> None:
        while True:
            for key, _ in self._selector.select(_LOOK_S):
                if key.fileobj is self._listener:
                    self._accept()
                elif isinstance(key.fileobj, Connection):
                    self._read(key.fileobj)
                elif isinstance(key.fileobj, socket.socket) and key.fileobj in self._callers:
                    self._hear(self._callers[key.fileobj])
            now = time.monotonic()
            for caller in [one for one in self._callers.values() if now - one.since_s > HANDSHAKE_S]:
                self._drop(caller)

    def _accept(self) -> None:
        if len(self._callers) >= MOST_WAITING:
            self._drop(next(iter(self._callers.values())))
        try:
            connection, _ = self._listener.accept()
        except OSError:
            time.sleep(_REST_S)  # closed again, or out of file descriptors
            return
        try:
            caller = Caller(connection, self._key)
        except OSError:
            connection.close()
            return
        self._callers[connection] = caller
        self._selector.register(connection, selectors.EVENT_READ)

    def _hear(self, caller: Caller) -> None:
        try:
            proven = caller.is_proven()
        except BlockingIOError:
            return
        except OSError:
            self._drop(caller)
            return
        if not proven:
            return
        self._forget(caller)
        connection = Connection(caller.connection.detach())
        self._selector.register(connection, selectors.EVENT_READ)
        with self._lock:
            before, self._connection = self._connection, connection
            self._flush()
        if before is not None:
            self._end(before)

    def _drop(self, caller: Caller) -> None:
        self._forget(caller)
        caller.close()

    def _forget(self, caller: Caller) -> None:
        del self._callers[caller.connection]
        self._selector.unregister(caller.connection)

    def _read(self, connection: Connection) -> None:
        try:
            message = m.decode(connection.recv_bytes())
        except (EOFError, OSError):
            self._end(connection)
            return
        except ValueError as error:  # not fatal: the controller would send it to the next worker too
            tell(f"live-daemon worker: {error}: ignored")
            return
        if isinstance(message, m.Cancel):
            self.cancelled.add(message.id)
        self.inbox.put(message)

    def _end(self, connection: Connection) -> None:
        with self._lock:
            if self._connection is connection:
                self._connection = None
        with contextlib.suppress(KeyError, ValueError, OSError):
            self._selector.unregister(connection)
        with contextlib.suppress(OSError):
            connection.close()
