"""An OSC listener in place of the patch; it keeps every message of the daemon."""

from __future__ import annotations

import queue
import socket
import threading
from typing import Any

from live_daemon.osc.transport import parse_datagram


class OscHost:
    """Listens for OSC on a free port. ``messages`` holds (address, arguments) in order."""

    def __init__(self) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.settimeout(0.2)
        self.messages: queue.Queue[tuple[str, tuple[Any, ...]]] = queue.Queue()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="demo-host", daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        """The UDP port of the listener."""
        return int(self._socket.getsockname()[1])

    def _listen(self) -> None:
        while not self._stop.is_set():
            try:
                datagram = self._socket.recv(65_535)
            except TimeoutError:
                continue
            except OSError:
                return
            for message in parse_datagram(datagram):
                self.messages.put(message)

    def close(self) -> None:
        """Stop listening."""
        self._stop.set()
        self._thread.join(1)
        self._socket.close()


def free_port() -> int:
    """Return a UDP port that is free now."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
