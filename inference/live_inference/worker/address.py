"""The worker's address, and the handshake by which both ends prove who they are.

The worker listens on a Unix socket in the shared folder, which only the user may enter. Without Unix sockets, or if the
folder's name is too long for one, it listens on the loopback interface, where any program may connect. Both ends must
know the key, which is in a file that only the user can read.
"""

from __future__ import annotations

import contextlib
import hmac
import json
import os
import secrets
import socket
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from live_models.fields import Length, Within
from live_models.strict_reader import read_fields

ADDRESS_FILE = "worker.json"
LARGEST = 4096
HANDSHAKE_S = 2.0
"""A controller needs a few milliseconds for it."""
MOST_WAITING = 32
"""Connections that have not shown the key yet; beyond that the oldest is closed."""
CONNECT_S = 2.0
_LONGEST_UNIX_NAME = 100  # bytes; macOS allows 103, Linux 107
_NONCE = 32
_DIGEST = 32


def listen(folder: Path, key: bytes) -> socket.socket:
    """Open the worker's socket and publish its address. *Worker process.*

    Raises:
        OSError: the folder cannot be written, or no socket can be opened.
    """
    for old in folder.glob("worker-*.sock"):  # left by killed workers; the supervisor runs one at a time
        old.unlink(missing_ok=True)
    name = str(folder / f"worker-{os.getpid()}.sock")
    has_unix = sys.platform != "win32" and len(os.fsencode(name)) <= _LONGEST_UNIX_NAME
    where: str | int = name if has_unix else 0
    listener = _socket_for(where)
    try:
        listener.bind(where if isinstance(where, str) else ("127.0.0.1", where))
        listener.listen(MOST_WAITING)
        listener.setblocking(False)
        _publish(folder, where or listener.getsockname()[1], key)
    except OSError:
        listener.close()
        raise
    return listener


def _socket_for(where: str | int) -> socket.socket:
    """A Unix socket for a name, a loopback socket for a port number."""
    if sys.platform != "win32" and isinstance(where, str):
        return socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    return socket.socket(socket.AF_INET, socket.SOCK_STREAM)


def _publish(folder: Path, where: str | int, key: bytes) -> None:
    target = folder / ADDRESS_FILE
    partial = folder / f".{ADDRESS_FILE}.{os.getpid()}"
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump({"socket": where, "key": key.hex(), "pid": os.getpid()}, file)
    partial.replace(target)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a worker listens (a Unix socket's name, or a port), the key in hexadecimal, and its process."""

    socket: str | Annotated[int, Within(1, 65535)]
    key: Annotated[str, Length(2, 1000)]
    pid: Annotated[int, Within(1, 2**31 - 1)]  # 0 and below would mean many processes


def read_address(folder: Path) -> Address:
    """Read the address that the worker published. Raises FileError."""
    return read_fields(Address, folder / ADDRESS_FILE, LARGEST)


def connect(folder: Path) -> socket.socket:
    """Connect to the worker and check that it knows the key. Blocks at most `CONNECT_S` per step.

    Raises:
        OSError, ValueError: there is no worker yet, or it died.
    """
    where = read_address(folder)
    name, key = where.socket, bytes.fromhex(where.key)
    connection = _socket_for(name)
    try:
        connection.settimeout(CONNECT_S)
        connection.connect(name if isinstance(name, str) else ("127.0.0.1", name))
        nonce = secrets.token_bytes(_NONCE)
        connection.sendall(_proof(key, b"controller", _exactly(connection, _NONCE)) + nonce)
        if not hmac.compare_digest(_exactly(connection, _DIGEST), _proof(key, b"worker", nonce)):
            raise ConnectionRefusedError("what answers at the worker's address does not know its key")
        connection.settimeout(None)
    except BaseException:
        connection.close()
        raise
    return connection


def _exactly(connection: socket.socket, size: int) -> bytes:
    content = b""
    while len(content) < size:
        piece = connection.recv(size - len(content))
        if not piece:
            raise ConnectionResetError("the connection was closed during the handshake")
        content += piece
    return content


def _proof(key: bytes, who: bytes, nonce: bytes) -> bytes:
    return hmac.digest(key, who + nonce, "sha256")


class Caller:
    """One connection to the worker before it has shown the key. Never blocks. *Mailbox thread of the worker.*"""

    def __init__(self, connection: socket.socket, key: bytes):
        """``connection``: just accepted.

        Raises:
            OSError: it is closed already.
        """
        connection.setblocking(False)
        self.connection = connection
        self.since_s = time.monotonic()
        self._key = key
        self._nonce = secrets.token_bytes(_NONCE)
        self._heard = b""
        connection.send(self._nonce)

    def is_proven(self) -> bool:
        """Read the bytes that have arrived; return whether the key was shown.

        Raises:
            OSError: the key is wrong, or the connection is closed.
        """
        piece = self.connection.recv(_DIGEST + _NONCE - len(self._heard))
        if not piece:
            raise ConnectionResetError("the connection was closed during the handshake")
        self._heard += piece
        if len(self._heard) < _DIGEST + _NONCE:
            return False
        if not hmac.compare_digest(self._heard[:_DIGEST], _proof(self._key, b"controller", self._nonce)):
            raise ConnectionRefusedError("the wrong key")
        self.connection.setblocking(True)
        self.connection.sendall(_proof(self._key, b"worker", self._heard[_DIGEST:]))
        return True

    def close(self) -> None:
        """Close the connection."""
        with contextlib.suppress(OSError):
            self.connection.close()
