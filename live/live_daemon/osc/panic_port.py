"""A UDP port that hears nothing but a panic: who floods the other port does not fill this one's buffer."""

from __future__ import annotations

import errno
import socket
import threading
from collections.abc import Callable, Sequence

from live_daemon.osc.limits import SenderLimits
from live_daemon.osc.own import own_addresses
from live_daemon.osc.wire import asks_for_panic

PANICS_PER_SECOND = 20
_LARGEST_UDP = 65_535


class PanicPort:
    """Hears in a thread of its own, which calls ``on_panic``."""

    def __init__(self, host: str, port: int, allow: Sequence[str], on_panic: Callable[[], None]):
        """Bind at once. ``allow``: as `OscServer` has it.

        Raises:
            OSError: the port is in use, or the host is not an address of this machine.
        """
        self._lets_in = frozenset(allow) | own_addresses(host) if allow else frozenset()
        self._limits = SenderLimits(PANICS_PER_SECOND)
        self._on_panic = on_panic
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            self._socket.bind((host, port))
        except (ValueError, TypeError) as error:
            self._socket.close()
            raise OSError(errno.EINVAL, f"{host!r} is no address") from error
        except OSError:
            self._socket.close()
            raise
        self._socket.settimeout(0.25)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="panic-port", daemon=True)
        self._thread.start()

    def receive(self, datagram: bytes, host: str) -> None:
        """Hear one datagram. *The port's thread* (tests call it directly)."""
        if self._lets_in and host not in self._lets_in:
            return
        if self._limits.take(host) and asks_for_panic(datagram):
            self._on_panic()

    def close(self) -> None:
        """Stop hearing and give the port back."""
        self._stop.set()
        self._thread.join(2)
        self._socket.close()

    def _listen(self) -> None:
        while not self._stop.is_set():
            try:
                datagram, (host, _) = self._socket.recvfrom(_LARGEST_UDP)
            except TimeoutError:
                continue
            except OSError as error:
                if isinstance(error, ConnectionResetError):
                    continue  # Windows: an answer that nobody heard
                if self._stop.is_set():
                    return
                raise
            self.receive(datagram, host)
