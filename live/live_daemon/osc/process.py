"""The OSC process: listens on the ports, passes a panic to the engine at once and the rest to the controller.

A panic gets through even if the controller hangs or is dead: it is counted in the audio record, where the engine sees
it at its next tick.
"""

from __future__ import annotations

import argparse
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

from live_daemon.audio.record import AudioRecord
from live_daemon.osc.addresses import OscValue
from live_daemon.osc.link import ControllerLink, Ports
from live_daemon.osc.panic_port import PanicPort
from live_daemon.osc.transport import OscServer
from live_daemon.osc.udp import Place
from live_daemon.osc.wire import PANIC
from live_daemon.settings import OscSettings, settings_from_file
from live_inference.worker.heartbeat import Heartbeat
from live_inference.worker.process import end_when_a_thread_fails, end_with_parent

RETRY_PORT_S = 2.0
TELL_S = 0.2
PATIENCE_S = 2.0
NOT_OPEN, NOT_WANTED = 1, -1


class ListeningPorts:
    """Opens the ports, and hands on what arrives there."""

    def __init__(self, settings: OscSettings, record: AudioRecord, here: int, controller: int):
        """``here``, ``controller``: our port and the controller's, for the link between them.

        Raises:
            OSError: another program has our port.
        """
        self._settings = settings
        self._record = record
        self._server: _Server | None = None
        self._panic_port: PanicPort | None = None
        self._tried_s = -1e9
        self.ports = Ports(NOT_OPEN, NOT_OPEN if settings.panic_port else NOT_WANTED)
        self.link = ControllerLink(here, controller, self._answer)

    def tick(self) -> None:
        """Try to open closed ports, every two seconds, and report the ports' state to the controller."""
        if max(self.ports) > 0 and time.monotonic() - self._tried_s > RETRY_PORT_S:
            self._tried_s = time.monotonic()
            self.ports = Ports(self._open(), self._open_panic_port())
        self.link.tell(self.ports)

    def panic(self) -> int:
        """Let everything fade; return the panic's number. *Any thread.*"""
        return self._record.ask_for_panic()

    def close(self) -> None:
        """Close the ports."""
        for port in (self._server, self._panic_port):
            if port is not None:
                port.close()
        self.link.close()

    def _open(self) -> int:
        if self._server is None:
            osc = self._settings
            try:
                self._server = _Server(osc, self, lambda: self._record.panics)
            except OSError as error:
                return error.errno or NOT_OPEN
            self._server.start()
        return 0

    def _open_panic_port(self) -> int:
        osc = self._settings
        if osc.panic_port and self._panic_port is None:
            try:
                self._panic_port = PanicPort(osc.listen_host, osc.panic_port, osc.allow, self._hear_panic)
            except OSError as error:
                return error.errno or NOT_OPEN
        return 0 if osc.panic_port else NOT_WANTED

    def _hear_panic(self) -> None:
        self.link.tell(self.ports, [(PANIC, (), self.panic())])

    def _answer(self, datagram: bytes, place: Place) -> None:
        if self._server is not None:
            self._server.answer(datagram, place)


class _Server(OscServer):
    """Passes all messages of one datagram to the controller in one piece."""

    def __init__(self, osc: OscSettings, ports: ListeningPorts, panics: Callable[[], int]):
        self._owner = ports
        self._count = panics
        self._heard: list[object] = []
        self._refused: list[object] = []
        super().__init__(
            osc.listen_host, osc.listen_port, osc.allow, self._hear, lambda *told: self._refused.append(told)
        )

    def _hear(self, address: str, values: tuple[OscValue, ...]) -> None:
        panics = self._owner.panic() if address == PANIC else self._count()
        self._heard.append((address, values, panics))

    def receive(self, datagram: bytes, host: str) -> None:
        super().receive(datagram, host)
        if self._heard or self._refused:
            self._owner.link.tell(self._owner.ports, self._heard, self._refused, self.sender)
            self._heard, self._refused = [], []


def main() -> int:
    """Run until standard input closes."""
    parser = argparse.ArgumentParser(prog="live_daemon.osc", description=__doc__)
    parser.add_argument("--settings", type=Path, required=True, help="resolved settings, JSON")
    parser.add_argument("--record", type=Path, required=True, help="folder of the audio record")
    parser.add_argument("--here", type=int, required=True, help="UDP port on which the controller's answers are heard")
    parser.add_argument("--controller", type=int, required=True, help="UDP port of the controller")
    parser.add_argument("--heartbeat", type=Path, help="file of eight bytes for its signs of life")
    options = parser.parse_args()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process; the supervisor ends us
    stop = threading.Event()
    end_when_a_thread_fails()
    end_with_parent(stop.set)
    heartbeat = Heartbeat(options.heartbeat) if options.heartbeat else None
    record = AudioRecord.open(options.record)
    ports = ListeningPorts(settings_from_file(options.settings).osc, record, options.here, options.controller)
    while not stop.is_set():
        ports.tick()
        if heartbeat is not None:
            heartbeat.beat(PATIENCE_S)
        stop.wait(TELL_S)
    ports.close()
    return 0
