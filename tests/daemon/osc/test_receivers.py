"""Where OSC is sent: broadcast, names that become known later, networks that refuse; a lasting trouble is told once."""

import errno
import socket
import threading
import time
from types import SimpleNamespace

import pytest

from live_daemon.log import Lasting
from live_daemon.osc import receivers as module
from live_daemon.osc.receivers import CALM_S, Receivers
from live_daemon.osc.reporter import Reporter
from live_daemon.settings import OscSettings
from live_daemon.soundcheck.network import patch_lines

NET_BROADCAST = "127.255.255.255"  # the broadcast address of the loopback's own network


def everywhere():
    """A socket that hears broadcasts."""
    hears = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    hears.bind(("", 0))
    hears.settimeout(60)
    return hears, hears.getsockname()[1]


def needs_broadcast():
    hears, port = everywhere()
    with hears, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
        out.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        hears.settimeout(0.5)
        try:
            out.sendto(b"there", (NET_BROADCAST, port))
            hears.recv(16)
        except OSError:
            pytest.skip("this system's loopback has no broadcast address")


def test_a_broadcast_address_is_sent_to():
    needs_broadcast()
    hears, port = everywhere()
    told = Receivers([(NET_BROADCAST, port)])
    with hears:
        told.send(b"/dream/started")
        assert hears.recv(100) == b"/dream/started"
    assert told.take_trouble() == ""
    told.close()


def test_the_sound_check_can_look_at_a_broadcast_address():
    needs_broadcast()
    (line,) = patch_lines(OscSettings(send=[f"{NET_BROADCAST}:9"]))
    assert "Permission" not in str(line)


class Wire:
    """A socket whose network is pulled by the test."""

    def __init__(self):
        self.fault = 0
        self.sent = []

    def setsockopt(self, *_):
        pass

    def setblocking(self, _):
        pass

    def sendto(self, datagram, place):
        if self.fault:
            raise OSError(self.fault, errno.errorcode[self.fault])
        self.sent.append((datagram, place))

    def close(self):
        pass


@pytest.fixture
def wire(monkeypatch):
    made = Wire()
    monkeypatch.setattr(module.socket, "socket", lambda *_: made)
    return made


def trouble_of(told, meanwhile=lambda: None):
    """Wait until the thread that looks names up has something to tell."""
    deadline = time.monotonic() + 60
    while not (said := told.take_trouble()):
        assert time.monotonic() < deadline
        meanwhile()
        time.sleep(0.001)
    return said


def test_a_network_that_refuses_is_told_once_and_when_it_is_back(wire):
    now = 0.0
    told = Receivers([("192.0.2.7", 9125)], str, lambda: now)
    wire.fault = errno.ENETUNREACH
    for _ in range(200):
        told.send(b"/x")
    assert "192.0.2.7:9125 (ENETUNREACH)" in told.take_trouble()
    assert told.take_trouble() == ""
    wire.fault = 0
    told.send(b"/x")
    assert told.take_trouble() == ""  # one message through is not a network that is well
    now = CALM_S
    told.send(b"/x")
    assert "can be reached again" in told.take_trouble()
    wire.fault = errno.EACCES
    told.send(b"/x")
    assert "EACCES" in told.take_trouble()


@pytest.mark.parametrize("fault", [errno.EAGAIN, errno.ECONNREFUSED])
def test_a_program_that_is_away_or_slow_is_no_trouble(wire, fault):
    told = Receivers([("192.0.2.7", 9125)], str)
    wire.fault = fault
    told.send(b"/x")
    assert told.take_trouble() == ""


def test_a_name_that_is_not_known_yet_is_sent_to_when_it_is(wire, monkeypatch):
    """A laptop that joins the network after the daemon started."""
    monkeypatch.setattr(module, "LOOK_UP_S", 0.001)
    is_there, known = threading.Event(), threading.Event()

    def look_up(name):
        if not is_there.is_set():
            raise OSError("not known")
        known.set()
        return "192.0.2.8"

    told = Receivers([("laptop.local", 9125)], look_up)
    assert "laptop.local:9125 is unknown" in told.take_trouble()
    told.send(b"/lost")
    is_there.set()
    assert known.wait(60)
    assert "is found now" in trouble_of(told)
    told.send(b"/found")
    assert wire.sent == [(b"/found", ("192.0.2.8", 9125))]
    told.close()


def test_a_name_that_gets_another_address_is_sent_to_there(wire, monkeypatch):
    """A tablet that lost its Wi-Fi and has a new lease; meanwhile nobody answers for its name."""
    monkeypatch.setattr(module, "LOOK_UP_S", 0.001)
    answers = iter(["192.0.2.8", "192.0.2.8", OSError("nobody answers"), "192.0.2.9"])

    def look_up(name):
        found = next(answers, "192.0.2.9")
        if isinstance(found, OSError):
            raise found
        return found

    told = Receivers([("tablet.local", 9125)], look_up)
    said = trouble_of(told, lambda: told.send(b"/x"))
    assert said.endswith("at 192.0.2.9") and ("192.0.2.9", 9125) in told
    told.send(b"/last")
    assert {place for _, place in wire.sent} <= {("192.0.2.8", 9125), ("192.0.2.9", 9125)}
    assert wire.sent[-1] == (b"/last", ("192.0.2.9", 9125))
    assert told.take_trouble() == ""
    told.close()


def test_an_address_is_not_looked_up_again(monkeypatch):
    begun = []
    monkeypatch.setattr(module.threading, "Thread", lambda **_: SimpleNamespace(start=lambda: begun.append(1)))
    Receivers([("127.0.0.1", 9), ("localhost", 9), ("192.0.2.255", 9)], lambda host: host).close()
    assert begun == []
    Receivers([("127.0.0.1", 9), ("tablet.local", 9)], lambda host: host).close()
    assert begun == [1]


def test_the_reporter_says_what_a_network_refuses(wire, capsys):
    reporter = Reporter([("192.0.2.7", 9125)])
    wire.fault = errno.EACCES
    for _ in range(50):
        reporter.send("/dream/started", 1)
    assert capsys.readouterr().err.count("nothing reaches 192.0.2.7:9125") == 1


def test_a_lasting_trouble_is_told_once_until_it_is_over():
    lasting = Lasting()
    assert not lasting.is_over()
    assert [lasting.is_new(text) for text in ("full", "full", "full", "read-only", "full")] == [1, 0, 0, 1, 1]
    assert lasting.is_over() and not lasting.is_over()
    assert lasting.is_new("full")
