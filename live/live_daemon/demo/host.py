"""The demo's stand-in for a Max patch: it hears the daemon's OSC and keeps what was said."""

from __future__ import annotations

import queue
import socket
import threading
from typing import Any

from live_daemon.osc.transport import parse_datagram


class OscHost:
    """Hears OSC on a free port. ``messages`` holds (address, arguments) in order."""

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
        """The UDP port on which it hears."""
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
        """Stop hearing."""
        self._stop.set()
        self._thread.join(1)
        self._socket.close()


def free_port() -> int:
    """Return a UDP port that nobody uses now."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
