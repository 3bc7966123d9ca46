"""A second UDP port for panics alone: a flood on the main port does not fill its buffer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from live_daemon.osc.limits import PANICS_PER_SECOND, SenderLimits
from live_daemon.osc.local import own_addresses
from live_daemon.osc.udp import Place, UdpPort
from live_daemon.osc.wire import asks_for_panic, may_hold_panic


class PanicPort:
    """Listens in a thread of its own, which calls ``on_panic``."""

    def __init__(self, host: str, port: int, allow: Sequence[str], on_panic: Callable[[], None]):
        """Bind and start listening. ``allow``: as for `OscServer`.

        Raises:
            OSError: the port is in use, or the host is not an address of this machine.
        """
        self._lets_in = frozenset(allow) | own_addresses(host) if allow else frozenset()
        self._limits = SenderLimits(PANICS_PER_SECOND)
        self._on_panic = on_panic
        self._port = UdpPort(host, port, self._take, "panic-port")
        self._port.start()

    def _take(self, datagram: bytes, sender: Place) -> None:
        self.receive(datagram, sender[0])

    def receive(self, datagram: bytes, host: str) -> None:
        """Handle one datagram. *The port's thread* (tests call it directly)."""
        if self._lets_in and host not in self._lets_in:
            return
        if may_hold_panic(datagram) and self._limits.take(host) and asks_for_panic(datagram):
            self._on_panic()

    def close(self) -> None:
        """Stop listening and free the port."""
        self._port.close()
