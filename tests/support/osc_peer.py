"""A plain OSC peer for tests: a UDP socket that keeps what it hears, and sends."""

from __future__ import annotations

import queue
import socket
import threading
import time
from collections.abc import Callable

from pythonosc.osc_message import OscMessage
from pythonosc.osc_message_builder import OscMessageBuilder


class OscPeer:
    """`with OscPeer() as peer:` hears on `peer.port`; `peer.wait_for("/dream/seed")` returns its arguments."""

    def __init__(self, port: int = 0) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", port))
        self.port = int(self._socket.getsockname()[1])
        self.heard: list[tuple[float, str, list[object]]] = []
        self._new: queue.Queue[tuple[str, list[object]]] = queue.Queue()
        self.clock: Callable[[], float] = time.monotonic  # tells when each message was heard
        self._thread = threading.Thread(target=self._listen, daemon=True)

    def __enter__(self) -> OscPeer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.send_raw(b"", self.port)
        self._thread.join(5)
        self._socket.close()

    def _listen(self) -> None:
        while True:
            packet, sender = self._socket.recvfrom(65536)
            if not packet:
                return
            self.received(packet, sender)
            message = OscMessage(packet)
            self.heard.append((self.clock(), message.address, list(message.params)))
            self._new.put((message.address, list(message.params)))

    def received(self, packet: bytes, sender: tuple[str, int]) -> None:
        """What to do with a packet beside keeping it: here, nothing."""

    def send(self, port: int, address: str, *arguments: object) -> None:
        builder = OscMessageBuilder(address)
        for argument in arguments:
            builder.add_arg(argument)
        self.send_raw(builder.build().dgram, port)

    def send_raw(self, packet: bytes, port: int) -> None:
        self._socket.sendto(packet, ("127.0.0.1", port))

    def wait_for(self, address: str, timeout_s: float = 60) -> list[object]:
        """Drop what is heard until this address comes; return its arguments."""
        deadline = time.monotonic() + timeout_s
        while (left := deadline - time.monotonic()) > 0:
            try:
                heard, arguments = self._new.get(timeout=left)
            except queue.Empty:
                break
            if heard == address:
                return arguments
        raise TimeoutError(f"{address} was not heard in {timeout_s} s, but {[one[1:] for one in self.heard][-20:]}")
