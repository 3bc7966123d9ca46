"""The one receive loop: datagrams in their order, a port that is taken or given back, an end that is not an error."""

import errno
import queue
import socket
import threading

import pytest

from live_daemon.osc.local import LOOPBACK, free_udp_port
from live_daemon.osc.udp import UdpPort


@pytest.fixture
def sender():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made:
        made.bind((LOOPBACK, 0))
        made.settimeout(10)
        yield made


def test_datagrams_are_heard_in_their_order_with_their_sender_and_answered_from_the_port(sender):
    heard = queue.Queue()
    port = UdpPort(LOOPBACK, 0, lambda datagram, place: heard.put((datagram, place)), "test")
    port.start()
    for number in range(20):
        sender.sendto(b"%d" % number, (LOOPBACK, port.number))
    assert [heard.get(timeout=10) for _ in range(20)] == [(b"%d" % n, sender.getsockname()) for n in range(20)]
    port.send(b"answer", sender.getsockname())
    assert sender.recvfrom(10) == (b"answer", (LOOPBACK, port.number))
    port.close()


def test_what_waits_already_can_be_taken_at_once(sender):
    """The first datagram is held until all others lie in the system's buffer."""
    taken, all_sent = queue.Queue(), threading.Event()

    def take(datagram, _place):
        all_sent.wait(10)
        taken.put([datagram, *(later for later, _ in port.take_waiting(3))])

    port = UdpPort(LOOPBACK, 0, take, "test")
    port.start()
    for number in range(6):
        sender.sendto(b"%d" % number, (LOOPBACK, port.number))
    all_sent.set()
    assert [taken.get(timeout=10) for _ in range(2)] == [[b"0", b"1", b"2", b"3"], [b"4", b"5"]]
    port.close()


class LikeMacOs(socket.socket):
    """Sends no datagram that is larger than its buffer, at first 9216 bytes (net.inet.udp.maxdgram)."""

    largest = 9216

    def getsockopt(self, level, option, *rest):
        return self.largest if option == socket.SO_SNDBUF else super().getsockopt(level, option, *rest)

    def setsockopt(self, level, option, *rest):
        self.largest = rest[0] if option == socket.SO_SNDBUF else self.largest
        super().setsockopt(level, option, *rest)

    def sendto(self, datagram, *rest):
        if len(datagram) > self.largest:
            raise OSError(errno.EMSGSIZE, "Message too long")
        return super().sendto(datagram, *rest)


def test_a_large_datagram_is_sent_where_the_buffer_is_small_at_first(sender, monkeypatch):
    """A bundle of 8192 bytes is longer as JSON, in which the controller hears of it: on macOS it never did."""
    with monkeypatch.context() as system:
        system.setattr(socket, "socket", LikeMacOs)
        port = UdpPort(LOOPBACK, 0, lambda *_: None, "test")
    port.send(bytes(30_000), sender.getsockname())
    assert sender.recvfrom(40_000)[0] == bytes(30_000)
    port.close()


def test_a_port_that_is_taken_or_no_address_is_known_at_once_and_a_closed_one_is_free():
    number = free_udp_port()
    first = UdpPort(LOOPBACK, number, lambda *_: None, "first")
    with pytest.raises(OSError) as taken:
        UdpPort(LOOPBACK, number, lambda *_: None, "second")
    assert taken.value.errno == errno.EADDRINUSE
    first.start()
    first.close()
    UdpPort(LOOPBACK, number, lambda *_: None, "third").close()
    with pytest.raises(OSError, match="is no address"):
        UdpPort("a\0b", 0, lambda *_: None, "fourth")
