"""The whole daemon in trouble, and a panic: it is heard whatever the controller does, and silence stays."""

from __future__ import annotations

import math
import socket
import sys
import time
from pathlib import Path

import pytest

from live_daemon.audio.record import AudioRecord
from live_daemon.osc.link import Heard, OscLink, Ports
from live_daemon.osc.panic_port import PanicPort
from live_daemon.osc.process import ListeningPorts
from live_daemon.osc.transport import encode
from live_daemon.settings import OscSettings
from support.ports import free_port
from trials import panics


@pytest.mark.whole
@pytest.mark.skipif(sys.platform != "linux", reason="finds the controller in /proc")
def test_a_panic_is_heard_while_the_controller_is_dead_and_behind_a_burst(tmp_path: Path) -> None:
    """How soon is the show's matter, on a machine with nothing else to do: here, that it is, and that silence stays."""
    found = panics.perform(tmp_path, 1, {"200 live dreams", "controller killed"}, keeps_silent_s=2.0)
    assert [one.name for one in found] == ["200 live dreams", "controller killed"]
    for one in found:
        assert all(math.isfinite(seconds) for seconds in one.silent_s) and not one.sounded


class Wired:
    """The OSC process's ports in this process, and the controller's end of the link."""

    def __init__(self, folder: Path):
        self.record = AudioRecord.create(folder, 48_000, 48_000)
        here, there = free_port(), free_port()
        self.heard: list[Heard] = []
        self.refused: list[tuple[str, str]] = []
        self.ports: list[Ports] = []
        self.link = OscLink(here, there, self.heard.append, lambda *told: self.refused.append(told), self.ports.append)
        self.link.start()
        self.osc = OscSettings(listen_port=free_port(), panic_port=free_port())
        self.listening = ListeningPorts(self.osc, self.record, there, here)
        self.listening.tick()
        self.client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.client.settimeout(60)

    def send(self, datagram: bytes, port: int = 0) -> None:
        self.client.sendto(datagram, ("127.0.0.1", port or self.osc.listen_port))

    def wait(self, condition) -> None:
        """As the process waits: it tries a closed port again, and tells of its ports again and again."""
        deadline = time.monotonic() + 60
        while not condition():
            assert time.monotonic() < deadline, self.ports
            self.listening.tick()
            time.sleep(0.002)

    def close(self) -> None:
        self.client.close()
        self.listening.close()
        self.link.close()


@pytest.fixture
def wired(tmp_path: Path):
    made = Wired(tmp_path)
    yield made
    made.close()


def test_what_is_heard_comes_to_the_controller_in_order_with_its_panics_and_who_asks_is_answered(wired: Wired) -> None:
    wired.wait(lambda: wired.ports[-1:] == [Ports(0, 0)])
    for number, (address, *values) in enumerate((("/dream/loop/gain", 3, 0.25), ("/dream/panic",), ("/dream/ping", 7))):
        wired.send(encode(address, *values))
        wired.wait(lambda number=number: len(wired.heard) > number)  # a panic passes what waits before it
    wired.send(b"nonsense")
    wired.wait(lambda: len(wired.heard) == 3 and wired.refused)
    place = ("127.0.0.1", wired.client.getsockname()[1])
    assert wired.heard == [
        Heard("/dream/loop/gain", (3, 0.25), 0, place),
        Heard("/dream/panic", (), 1, place),
        Heard("/dream/ping", (7,), 1, place),
    ]
    assert "is not OSC" in wired.refused[0][1]
    wired.link.answer(encode("/dream/pong", 7), place)
    data, sender = wired.client.recvfrom(1000)
    assert data == encode("/dream/pong", 7) and sender == ("127.0.0.1", wired.osc.listen_port)


def test_a_panic_is_counted_in_the_record_although_no_controller_listens(wired: Wired) -> None:
    wired.link.close()
    wired.send(encode("/dream/panic"))
    wired.wait(lambda: wired.record.panics == 1)
    wired.send(encode("/dream/panic"), wired.osc.panic_port)
    wired.wait(lambda: wired.record.panics == 2)


def test_the_panic_port_hears_a_panic_and_nothing_else(wired: Wired) -> None:
    for datagram in (encode("/dream/ping", 1), b"/dream/panic\0\0\0\0,f\0\0" + bytes(4), b"nonsense"):
        wired.send(datagram, wired.osc.panic_port)
    wired.send(b"/dream/panic\0\0\0\0,s\0\0now\0", wired.osc.panic_port)
    wired.wait(lambda: wired.heard)
    assert [one.address for one in wired.heard] == ["/dream/panic"] and wired.record.panics == 1


def test_the_panic_port_hears_nobody_who_is_not_allowed() -> None:
    heard: list[int] = []
    port = PanicPort("127.0.0.1", 0, ["192.0.2.7"], lambda: heard.append(1))
    for host in ("192.0.2.8", "192.0.2.7", "127.0.0.1"):
        port.receive(encode("/dream/panic"), host)
    for _ in range(50):
        port.receive(encode("/dream/panic"), "192.0.2.9")
    port.close()
    assert len(heard) == 2


def test_a_flood_of_anything_else_does_not_keep_a_panic_of_the_same_sender_from_its_port() -> None:
    """A surface that sends everything to the wrong port used up what a second may hold of panics."""
    heard: list[int] = []
    port = PanicPort("127.0.0.1", 0, [], lambda: heard.append(1))
    for _ in range(50):
        port.receive(encode("/dream/ping", 1), "192.0.2.7")
        port.receive(b"nonsense", "192.0.2.7")
    port.receive(encode("/dream/panic"), "192.0.2.7")
    port.close()
    assert heard == [1]


def test_ports_that_are_taken_are_told_and_taken_when_they_are_free(tmp_path: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", 0))
        listening = ListeningPorts(
            OscSettings(listen_port=other.getsockname()[1]),
            AudioRecord.create(tmp_path, 48_000, 48_000),
            free_port(),
            free_port(),
        )
        listening.tick()
        assert listening.ports.osc > 0 and listening.ports.panic == -1
    listening._tried_s = -1e9
    listening.tick()
    assert listening.ports == Ports(0, -1)
    listening.close()
