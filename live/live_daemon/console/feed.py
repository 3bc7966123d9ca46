"""The console's OSC: the controller's messages come in, those of the pages go out. Neither waits."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

from live_daemon.osc.addresses import OscRefusedError
from live_daemon.osc.transport import parse_datagram
from live_daemon.osc.wire import asks_for_panic

OnTold = Callable[[str, tuple[object, ...], bytes], None]


class Feed(asyncio.DatagramProtocol):
    """Receives from the controller. *Console's thread only.*"""

    def __init__(self, on_told: OnTold):
        """``on_told`` gets address, values and the datagram of each message."""
        self._on_told = on_told

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Hand one datagram on; drop it if it is not OSC."""
        try:
            for path, values in parse_datagram(data):
                self._on_told(path, values, data)
        except OscRefusedError:
            return


def send_to(host: str, port: int, panic_port: int = 0) -> Callable[[bytes], None]:
    """Return a function that sends datagrams to the daemon without waiting; panics go to the panic port, too."""
    out = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    out.setblocking(False)

    def send(datagram: bytes) -> None:
        try:
            out.sendto(datagram, (host, port))
            if panic_port and asks_for_panic(datagram):
                out.sendto(datagram, (host, panic_port))
        except OSError:
            return  # UDP promises nothing

    return send
