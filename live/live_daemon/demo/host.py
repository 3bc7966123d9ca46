"""An OSC listener in place of the patch; it keeps every message of the daemon."""

from __future__ import annotations

import queue
from typing import Any

from live_daemon.osc.local import LOOPBACK
from live_daemon.osc.transport import parse_datagram
from live_daemon.osc.udp import Place, UdpPort


class OscHost:
    """Listens for OSC on a free port. ``messages`` holds (address, arguments) in order."""

    def __init__(self) -> None:
        self.messages: queue.Queue[tuple[str, tuple[Any, ...]]] = queue.Queue()
        self._port = UdpPort(LOOPBACK, 0, self._take, "demo-host")
        self._port.start()

    @property
    def port(self) -> int:
        """The UDP port of the listener."""
        return self._port.number

    def _take(self, datagram: bytes, _sender: Place) -> None:
        for message in parse_datagram(datagram):
            self.messages.put(message)

    def close(self) -> None:
        """Stop listening."""
        self._port.close()
