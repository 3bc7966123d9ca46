"""OSC over UDP: order, refusals, allow list, and packets that are not OSC."""

import queue
import socket
import struct
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pythonosc.osc_bundle_builder import OscBundleBuilder
from pythonosc.osc_message_builder import OscMessageBuilder
from pythonosc.osc_packet import OscPacket

from live_daemon.osc.addresses import OUTGOING, OscRefusedError
from live_daemon.osc.transport import ErrorLimiter, OscSender, OscServer, encode, parse_datagram


def message(address, *values):
    builder = OscMessageBuilder(address)
    for value in values:
        builder.add_arg(value)
    return builder.build()


@pytest.fixture
def server():
    events = queue.Queue()
    made = OscServer(
        "127.0.0.1",
        0,
        ["127.0.0.1"],
        lambda *seen: events.put(("message", *seen)),
        lambda *seen: events.put(("refused", *seen)),
    )
    made.events = events
    made.start()
    yield made
    made.close()


def test_messages_arrive_in_order_with_the_tables_types(server):
    client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    for loop in range(50):
        client.sendto(message("/dream/loop/gain", float(loop % 64), 1).dgram, ("127.0.0.1", server.port))
    for loop in range(50):
        assert server.events.get(timeout=2) == ("message", "/dream/loop/gain", (loop, 1.0))


def test_a_bundle_is_taken_at_once_even_when_its_time_lies_ahead(server):
    bundle = OscBundleBuilder(time.time() + 3600)  # a time tag far ahead must not hold the stage
    bundle.add_content(message("/dream/panic"))
    bundle.add_content(message("/dream/ping", 3))
    server.receive(bundle.build().dgram, "127.0.0.1")
    assert server.events.get(timeout=1) == ("message", "/dream/panic", ())
    assert server.events.get(timeout=1) == ("message", "/dream/ping", (3,))


def test_a_stranger_is_refused(server):
    server.receive(message("/dream/panic").dgram, "10.1.2.3")
    kind, _, reason = server.events.get(timeout=1)
    assert kind == "refused" and "10.1.2.3" in reason and "allow" in reason


def test_a_used_port_is_told_at_once(server):
    with pytest.raises(OSError, match="in use"):
        OscServer("127.0.0.1", server.port, [], lambda *_: None, lambda *_: None)


@pytest.mark.parametrize("datagram", [b"", b"hello", b"/dream/panic", b"#bundle\0" + b"\xff" * 30, b"/a\0\0,i\0\0"])
def test_what_is_not_osc_is_refused_in_one_line(datagram):
    with pytest.raises(OscRefusedError) as refused:
        list(parse_datagram(datagram))
    assert "\n" not in str(refused.value)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.binary(max_size=60).map(lambda tail: b"/dream/seed\0,sffi\0\0\0" + tail)))
def test_no_datagram_stops_the_server(datagram):
    events = []
    server = OscServer.__new__(OscServer)
    server._allow, server._on_message, server._on_refused = (
        frozenset(),
        lambda *e: events.append(e),
        lambda *e: events.append(e),
    )
    server.receive(datagram, "127.0.0.1")
    assert all(isinstance(one, str | tuple) for event in events for one in event)


def test_answers_have_the_tables_types():
    (timed,) = OscPacket(encode("/dream/progress", 4, 1)).messages
    assert timed.message.address == "/dream/progress"
    assert timed.message.params == [4, 1.0]
    assert b",if\0" in encode("/dream/progress", 4, 1)
    gains = encode("/dream/gains", 0.25, 0, 1)
    assert b",fff" in gains and struct.unpack(">3f", gains[-12:]) == (0.25, 0.0, 1.0)


def test_gains_of_all_loops_fit_one_datagram():
    assert len(encode("/dream/gains", *[0.5] * 64)) < 1472


def test_a_receiver_that_is_away_does_not_disturb():
    heard = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    heard.bind(("127.0.0.1", 0))
    heard.settimeout(2)
    sender = OscSender([("127.0.0.1", 9), heard.getsockname()])
    for number in range(20):
        sender.send("/dream/started", number)
    assert [next(parse_datagram(heard.recv(1000))) for _ in range(20)] == [("/dream/started", (n,)) for n in range(20)]
    sender.close()


def test_an_answer_outside_the_table_is_our_own_mistake():
    with pytest.raises(OscRefusedError):
        encode("/dream/progress", 4, 1.5)
    with pytest.raises(KeyError):
        encode("/dream/nothing")
    assert "/dream/progress" in OUTGOING


def test_errors_are_limited_per_second():
    now = [0.0]
    limiter = ErrorLimiter(3, lambda: now[0])
    assert [limiter.allows() for _ in range(5)] == [True, True, True, False, False]
    now[0] = 1.2
    assert limiter.allows()
