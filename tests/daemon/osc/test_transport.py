"""OSC over UDP: order, refusals, allow list, and packets that are not OSC."""

import queue
import socket
import struct
import time

import ifaddr
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pythonosc.osc_bundle_builder import OscBundleBuilder
from pythonosc.osc_message_builder import OscMessageBuilder
from pythonosc.osc_packet import OscPacket

from live_daemon.osc.addresses import OUTGOING, OscRefusedError
from live_daemon.osc.limits import ErrorLimiter, RefusalLimiter, SenderLimits
from live_daemon.osc.local import heard_at
from live_daemon.osc.transport import OscSender, OscServer, encode, parse_datagram


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
        assert server.events.get(timeout=60) == ("message", "/dream/loop/gain", (loop, 1.0))


def test_a_bundle_is_taken_at_once_even_when_its_time_lies_ahead(server):
    bundle = OscBundleBuilder(time.time() + 3600)  # a time tag far ahead must not hold the stage
    bundle.add_content(message("/dream/panic"))
    bundle.add_content(message("/dream/ping", 3))
    server.receive(bundle.build().dgram, "127.0.0.1")
    assert server.events.get(timeout=60) == ("message", "/dream/panic", ())
    assert server.events.get(timeout=60) == ("message", "/dream/ping", (3,))


def raw(address, tags, arguments=b""):
    """A message of any types, also of those that no library writes."""
    return b"".join(part + bytes(4 - len(part) % 4) for part in (address.encode(), b"," + tags)) + arguments


def bundle_of(*elements):
    return b"#bundle\0" + bytes(7) + b"\1" + b"".join(struct.pack(">i", len(one)) + one for one in elements)


PRESSED = {
    "no types": b"/dream/panic\0\0\0\0",
    "nothing": raw("/dream/panic", b""),
    "float": raw("/dream/panic", b"f", struct.pack(">f", 1.0)),
    "int": raw("/dream/panic", b"i", struct.pack(">i", 1)),
    "double": raw("/dream/panic", b"d", struct.pack(">d", 0.25)),
    "true": raw("/dream/panic", b"T"),
    "nil": raw("/dream/panic", b"N"),
    "impulse": raw("/dream/panic", b"I"),
    "text": raw("/dream/panic", b"s", b"now\0"),
    "symbol": raw("/dream/panic", b"S", b"now\0"),
    "character": raw("/dream/panic", b"c", b"\0\0\0p"),
    "unknown type": raw("/dream/panic", b"Q", bytes(4)),
    "half an argument": raw("/dream/panic", b"d", b"\x3f\xf0\0\0"),
    "two zeros": raw("/dream/panic", b"ff", bytes(8)),
    "not utf-8": raw("/dream/panic", b"s", b"\xff\xfe\xfd\0"),
    "types without a comma": b"/dream/panic\0\0\0\0abcd",
}
LET_GO = {
    "float": raw("/dream/panic", b"f", bytes(4)),
    "int": raw("/dream/panic", b"i", bytes(4)),
    "false": raw("/dream/panic", b"F"),
    "wide int": raw("/dream/panic", b"h", bytes(8)),
    "zero and impulse": raw("/dream/panic", b"iI", bytes(4)),
}


@pytest.mark.parametrize("datagram", PRESSED.values(), ids=PRESSED)
@pytest.mark.parametrize("wrap", [lambda one: one, bundle_of, lambda one: bundle_of(bundle_of(one))])
def test_a_panic_acts_whatever_its_arguments_are(heard, datagram, wrap):
    server, events, _ = heard
    server.receive(wrap(datagram), "10.0.0.1")
    assert events == ["/dream/panic"]
    events.clear()
    assert server._limits.take("10.0.0.2", 2000) and not server._limits.take("10.0.0.2")
    server.receive(wrap(datagram), "10.0.0.2")
    assert events == ["/dream/panic"], "over the limit it is heard all the same"


@pytest.mark.parametrize("datagram", LET_GO.values(), ids=LET_GO)
def test_a_panic_button_that_is_let_go_does_nothing(heard, datagram):
    server, events, _ = heard
    server.receive(datagram, "10.0.0.1")
    server.receive(bundle_of(datagram), "10.0.0.1")
    assert events == []


def test_an_impulse_is_no_argument_wherever_it_stands(heard):
    server, events, _ = heard
    server.receive(raw("/dream/ping", b"I"), "10.0.0.1")
    server.receive(raw("/dream/control/reset", b"I"), "10.0.0.1")
    server.receive(raw("/dream/loop/gain", b"iIf", struct.pack(">if", 3, 0.5)), "10.0.0.1")
    server.receive(raw("/dream/loop/layer", b"iS", struct.pack(">i", 3) + b"ring\0\0\0\0"), "10.0.0.1")
    assert events == ["/dream/ping", "/dream/control/reset", "/dream/loop/gain", "/dream/loop/layer"]


@pytest.mark.parametrize(
    "bad",
    [
        raw("/dream/ping", b"Q", bytes(4)),
        raw("/dream/ping", b"s", b"\xff\xfe\xfd\0"),
        raw("/dream/loop/gain", b"if", bytes(4)),
        raw("/dream/nothing", b""),
        bundle_of(raw("/dream/ping", b"Q")),
        b"nonsense",
        b"#bundle\0",
    ],
)
def test_a_bundle_loses_only_the_message_that_cannot_be_read(heard, bad):
    server, events, _ = heard
    server.receive(bundle_of(message("/dream/ping", 1).dgram, bad, message("/dream/panic").dgram), "10.0.0.1")
    assert [one for one in events if one.startswith("/dream/p") and ":" not in one] == ["/dream/ping", "/dream/panic"]
    assert len(events) == (4 if bad.startswith(b"/dream/nothing") else 3) or "unknown address" in "".join(events)


def test_of_a_torn_bundle_what_comes_before_the_tear_counts(heard):
    server, events, _ = heard
    server.receive(bundle_of(message("/dream/panic").dgram) + struct.pack(">i", 400), "10.0.0.1")
    assert sorted(events)[0] == "/dream/panic" and "lies inside the bundle" in sorted(events)[1]


def test_a_panic_passes_what_waits_before_it_and_nothing_that_comes_behind_it():
    """8000 turns of a knob in the system's buffer: each is read and checked, a panic waited for that."""
    heard = []
    quiet = OscServer("127.0.0.1", 0, ["127.0.0.1"], lambda address, values: heard.append((address, values)), print)
    client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    for datagram in (*[message("/dream/follower/q", 5.0).dgram] * 50, message("/dream/panic").dgram):
        client.sendto(datagram, ("127.0.0.1", quiet.port))
    for number in range(3):
        client.sendto(message("/dream/ping", number).dgram, ("127.0.0.1", quiet.port))
    quiet.start()
    deadline = time.monotonic() + 60
    while len(heard) < 4 and time.monotonic() < deadline:
        time.sleep(0.01)
    quiet.close()
    assert heard == [("/dream/panic", ()), *(("/dream/ping", (number,)) for number in range(3))]


def test_a_stranger_is_refused(server):
    server.receive(message("/dream/panic").dgram, "10.1.2.3")
    kind, _, reason = server.events.get(timeout=60)
    assert kind == "refused" and "10.1.2.3" in reason and "allow" in reason


def addresses_here():
    """Listening hosts of this machine: loopback, all, and where there is a network its own address in it."""
    every = [str(ip.ip) for adapter in ifaddr.get_adapters() for ip in adapter.ips if ip.is_IPv4]
    network = [one for one in every if not one.startswith(("127.", "169.254."))]
    return ["127.0.0.1", "localhost", "0.0.0.0", *network[:1]]


@pytest.mark.parametrize("host", addresses_here())
def test_programs_of_this_machine_are_never_locked_out(host):
    """As the console, the MIDI process and `live-daemon osc` send: to the host on which the daemon listens."""
    heard = queue.Queue()
    server = OscServer(host, 0, ["192.0.2.7"], lambda *seen: heard.put(seen), lambda *seen: heard.put(seen))
    server.start()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger:
        stranger.sendto(message("/dream/ping", 3).dgram, (heard_at(host), server.port))
        assert heard.get(timeout=60) == ("/dream/ping", (3,))
    server.receive(message("/dream/ping", 4).dgram, "192.0.2.8")
    assert "not in [osc] allow" in heard.get(timeout=60)[1]
    server.close()


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
    server = OscServer("127.0.0.1", 0, [], lambda *e: events.append(e), lambda *e: events.append(e))
    try:
        server.receive(datagram, "127.0.0.1")
    finally:
        server.close()
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
    heard.settimeout(60)
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


@pytest.fixture
def heard():
    """A server with a clock of its own and what it said."""
    events, now = [], [100.0]
    server = OscServer(
        "127.0.0.1",
        0,
        ["10.0.0.1", "10.0.0.2"],
        lambda address, _: events.append(address),
        lambda _, reason: events.append(reason),
    )
    for limit in (server._limits, server._panics, server._left_out):
        limit._clock = lambda: now[0]
    yield server, events, now
    server.close()


def test_a_flood_is_cut_told_once_a_second_and_a_panic_still_heard(heard):
    server, events, now = heard
    flood = message("/dream/loop/gain", 1, 0.5).dgram
    for _ in range(5000):
        server.receive(flood, "10.0.0.1")
    assert events.count("/dream/loop/gain") == 2000
    (told,) = [one for one in events if "must send 2000 messages a second at most" in one]
    assert "10.0.0.1" in told
    server.receive(message("/dream/panic").dgram, "10.0.0.1")
    assert events[-1] == "/dream/panic"
    server.receive(flood, "10.0.0.2")
    assert events[-1] == "/dream/loop/gain", "the other hand is not held by the first"
    now[0] += 1.0
    events.clear()
    for _ in range(2001):
        server.receive(flood, "10.0.0.1")
    assert events.count("/dream/loop/gain") == 2000
    assert "3000 datagrams" in events[-1], "those left out meanwhile are told"
    for _ in range(50):
        server.receive(message("/dream/panic").dgram, "10.0.0.1")
    assert events.count("/dream/panic") == 20, "a flood of panics is one too"


def test_a_bundle_counts_as_its_messages(heard):
    server, events, _ = heard
    bundle = OscBundleBuilder(0)
    for _ in range(100):
        bundle.add_content(message("/dream/ping"))
    for _ in range(30):
        server.receive(bundle.build().dgram, "10.0.0.1")
    assert events.count("/dream/ping") == 2000


def test_strangers_are_told_of_once_a_second(heard):
    server, events, now = heard
    for number in range(1000):
        server.receive(message("/dream/panic").dgram, f"10.9.{number // 250}.{number % 250}")
    assert len(events) == 1
    now[0] += 1.1
    server.receive(message("/dream/panic").dgram, "10.9.9.9")
    assert len(events) == 2 and "1000 datagrams" in events[1]
    assert len(server._left_out._counts) < 10 and "/dream/panic" not in events


def test_a_flood_of_nonsense_leaves_room_to_tell_of_the_flood(heard):
    server, events, now = heard
    server._refusals = RefusalLimiter(10, lambda: now[0])
    for number in range(3000):
        server.receive(message(f"/nonsense/{number}").dgram, "10.0.0.1")
    assert [one for one in events if "unknown address" in one] == events[:10]
    assert len(events) == 11 and "2000 messages a second" in events[10]
    now[0] += 1.0
    server.receive(message("/nonsense").dgram, "10.0.0.1")
    assert events[11].endswith("(and 1990 refusals before it that were not told)")


def test_made_up_senders_do_not_fill_the_memory():
    now = [0.0]
    limits = SenderLimits(5, lambda: now[0])
    for number in range(10_000):
        assert limits.take(f"sender {number}")
    assert len(limits._senders) == 256


def test_a_datagram_that_is_too_long_is_refused():
    with pytest.raises(OscRefusedError, match="8192 bytes at most, got 20016"):
        list(parse_datagram(message("/dream/ping", "x" * 19_996).dgram))


def test_what_a_stranger_wrote_does_not_drive_the_terminal(heard):
    server, events, _ = heard
    server.receive(message("/dream/\x1b[2J\nhello").dgram, "10.0.0.1")
    assert events[0].isprintable() and "\\x1b" in events[0]


@pytest.mark.parametrize("host", ["a\0b", "a..b", "no such host", "256.1.1.1"])
def test_a_host_that_cannot_be_is_an_error_of_the_network(host):
    with pytest.raises(OSError) as refused:
        OscServer(host, 0, [], lambda *_: None, lambda *_: None)
    assert refused.value.strerror


def test_a_name_that_is_not_utf8_is_sent_with_its_bytes_as_escapes():
    """It could not be encoded, and that ended the controller."""
    datagram = encode("/dream/bank/ready", "/banks/caf\udce9", 3)
    assert b"/banks/caf\\udce9\0" in datagram
