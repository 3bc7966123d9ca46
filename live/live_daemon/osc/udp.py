"""Listens on a UDP port in a thread of its own: the daemon's only receive loop."""

from __future__ import annotations

import contextlib
import errno
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Final

LARGEST_UDP: Final = 65_535
BUFFER_BYTES: Final = 1 << 20
LOOK_S: Final = 0.25
"""How often the thread checks whether it should end."""
_DONT_WAIT: Final[int] = getattr(socket, "MSG_DONTWAIT", 0)  # Windows has no such flag; its buffer takes a datagram

Place = tuple[str, int]
"""Host and port."""


class UdpPort:
    """Receives datagrams in order, and sends from the same port."""

    def __init__(self, host: str, port: int, on_datagram: Callable[[bytes, Place], None], name: str):
        """Bind at once, so that a port in use is known before anything starts.

        ``on_datagram`` gets each datagram and its sender. It runs in the port's thread, called ``name``, and must not
        block.

        Raises:
            OSError: the port is in use, or the host is not an address of this machine.
        """
        self._on_datagram = on_datagram
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            with contextlib.suppress(OSError):
                self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER_BYTES)
            with contextlib.suppress(OSError):  # macOS sends no datagram larger than this buffer: 9216 bytes at first
                if self._socket.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF) < LARGEST_UDP:
                    self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, LARGEST_UDP)
            self._socket.bind((host, port))
        except (ValueError, TypeError) as error:  # a name that no network could have: a zero byte, an empty part
            self._socket.close()
            raise OSError(errno.EINVAL, f"{host!r} is no address") from error
        except OSError:
            self._socket.close()
            raise
        self._socket.settimeout(LOOK_S)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._listen, name=name, daemon=True)

    @property
    def number(self) -> int:
        """The port's number. *Any thread.*"""
        return int(self._socket.getsockname()[1])

    def start(self) -> None:
        """Start listening. *Control thread.*"""
        self._thread.start()

    def send(self, datagram: bytes, place: Place) -> None:
        """Send one datagram without waiting; if it cannot be sent, it is lost. *Any thread.*"""
        with contextlib.suppress(OSError):
            self._socket.sendto(datagram, _DONT_WAIT, place)

    def take_waiting(self, most: int) -> Iterator[tuple[bytes, Place]]:
        """Yield datagrams that are already in the system's buffer. *The port's thread*, inside ``on_datagram``."""
        self._socket.setblocking(False)
        try:
            for _ in range(most):
                yield self._socket.recvfrom(LARGEST_UDP)
        except (BlockingIOError, ConnectionResetError):
            return  # the buffer is empty; Windows: nobody received an earlier answer
        except OSError:
            if not self._stop.is_set():
                raise
        finally:
            if not self._stop.is_set():
                self._socket.settimeout(LOOK_S)

    def close(self) -> None:
        """Stop listening and free the port. *Control thread.*"""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(2)
        self._socket.close()

    def _listen(self) -> None:
        while not self._stop.is_set():
            try:
                datagram, sender = self._socket.recvfrom(LARGEST_UDP)
            except (TimeoutError, ConnectionResetError):
                continue  # Windows reports here that an earlier answer reached nobody; the socket itself is fine
            except OSError:
                if self._stop.is_set():
                    return
                raise
            self._on_datagram(datagram, sender)
