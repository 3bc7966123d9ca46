"""Too much, too slowly, or nonsense: refused early, soon gone, nothing held, nothing in the log."""

import contextlib
import gc
import json
import logging
import socket
import struct
import time
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from support.console import ConsoleThread, osc
from support.raw_http import ENTERED, HANDSHAKE, PATIENCE_S, asked, console_with_routes, raw, rest_of, until


@pytest.fixture
def console(monkeypatch):
    with console_with_routes(monkeypatch) as running:
        yield running


@pytest.fixture
def quiet(capfd, caplog):
    """Says that nothing was told of: on the terminal, or to a log that the terminal would show without pytest."""

    def check():
        gc.collect()  # what a task raised, and nobody asked for, is told when it goes
        assert capfd.readouterr() == ("", "")
        assert not [record for record in caplog.records if record.levelno >= logging.WARNING]

    return check


@pytest.mark.parametrize(
    ("target", "status"),
    [("/studio/api/test/json", 413), ("/studio/api/nothing", 404), ("/studio/page/app.js", 405), ("/dream", 405)],
)
@pytest.mark.parametrize("announced", [True, False])
def test_two_gigabytes_are_refused_before_they_are_there(console, target, status, announced):
    """Announced or in chunks: the answer comes early, little is taken, the connection is closed."""
    head = b"POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" % target.encode()
    head += b"Content-Length: 2000000000\r\n\r\n" if announced else b"Transfer-Encoding: chunked\r\n\r\n"
    piece = bytes(1 << 20)
    piece = piece if announced else b"100000\r\n" + piece + b"\r\n"
    with raw(console, head) as connection:
        sent = 0
        with contextlib.suppress(ConnectionResetError, BrokenPipeError):
            while sent < 2000:
                connection.sendall(piece)
                sent += 1
        assert sent < 64
    assert asked(console, target, "POST", bytes(1_200_000), Content_Type="application/json")[0] == status


def test_a_recording_of_two_gigabytes_is_refused_before_it_is_there(console):
    head = b"POST /studio/api/uploads?to=recordings&name=long.wav HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    head += b"Content-Type: application/octet-stream\r\nContent-Length: 2000000000\r\n\r\n"
    Path(console.context.settings.paths.recordings).mkdir()
    with raw(console, head) as connection:
        connection.sendall(bytes(1 << 20))
        assert rest_of(connection).startswith(b"HTTP/1.1 413 ")
    assert not list(Path(console.context.settings.paths.recordings).iterdir())


def test_a_panic_of_one_page_does_not_wait_for_the_flood_of_another(console, monkeypatch):
    """Each of the other's commands takes a hundredth of a second, longer than any does."""
    heard = []

    def slow(path):
        heard.append(path)
        time.sleep(0.01)
        return True

    command = json.dumps({"COMMAND": "LISTEN", "DATA": "/dream/gains"}).encode()
    frame = b"\x81" + bytes([0x80 | len(command)]) + bytes(4) + command  # a text with a mask of zeros
    with connect(f"ws://127.0.0.1:{console.port}/") as page, raw(console, HANDSHAKE % b"/") as flooding:
        assert flooding.recv(1000).startswith(b"HTTP/1.1 101 ")
        monkeypatch.setattr(console.console._tree, "can_listen", slow)
        flooding.sendall(300 * frame)  # in one piece: they come whole
        until(lambda: heard)
        page.send(osc("/dream/panic"))
        assert console.daemon.recv(100) == osc("/dream/panic")
        assert len(heard) < 150


def test_a_command_that_is_longer_than_any_is_not_read(console, monkeypatch):
    monkeypatch.setattr("live_daemon.console.sockets.parse_json", lambda *_: pytest.fail("is read"))
    with connect(f"ws://127.0.0.1:{console.port}/") as page:
        page.send(json.dumps({"COMMAND": "LISTEN", "DATA": "/dream/gains", "MORE": [0] * 2_000}))
        page.send(osc("/dream/panic"))
        assert console.daemon.recv(100) == osc("/dream/panic")


def test_what_nobody_takes_is_not_kept(console):
    """The sender is held back instead."""
    head = b"POST /studio/api/test/deaf HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2000000000\r\n\r\n"
    with raw(console, head) as connection:
        connection.settimeout(0.5)
        sent = 0
        with contextlib.suppress(TimeoutError):
            while sent < 200:
                sent += connection.send(bytes(1 << 20)) / (1 << 20)
        assert sent < 32  # in the system's buffers
        assert console.get("/?HOST_INFO")[0] == 200


def test_a_body_that_drips_is_given_up(console, monkeypatch):
    monkeypatch.setattr("live_daemon.console.door.BODY_PATIENCE_S", 0.2)
    head = b"POST /studio/api/test/json HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    with raw(console, head + b"Content-Length: 100000\r\n\r\n") as connection:
        deadline = time.monotonic() + PATIENCE_S
        found = b""
        connection.settimeout(0.02)
        while b"408" not in found:
            assert time.monotonic() < deadline
            connection.send(b" ")
            with contextlib.suppress(TimeoutError):
                found += connection.recv(1000)
        connection.settimeout(PATIENCE_S)
        rest_of(connection)
    until(lambda: not console.console.connections.count)


def test_who_takes_nothing_of_an_answer_is_let_go(console, monkeypatch):
    monkeypatch.setattr("live_daemon.console.door.STALL_S", 0.2)
    with raw(console, b"GET /studio/api/test/long HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"):
        until(lambda: console.console.connections.count)
        until(lambda: not console.console.connections.count)


def test_who_takes_the_last_of_an_answer_too_slowly_is_let_go(console, monkeypatch):
    monkeypatch.setattr("live_daemon.console.http_server.CLOSE_TIMEOUT_S", 0.2)
    with raw(console, b"GET /studio/api/test/large HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n") as connection:
        assert connection.recv(12) == b"HTTP/1.1 200"
        until(lambda: not console.console.connections.count)


def many_files(count):
    resource = pytest.importorskip("resource", reason="a limit of Unix")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < count:
        if hard != resource.RLIM_INFINITY and hard < count:
            pytest.skip(f"{count} open files are not allowed here")
        resource.setrlimit(resource.RLIMIT_NOFILE, (count, hard))


@pytest.mark.whole
@pytest.mark.parametrize("path", [b"/", b"/studio/pictures"])
def test_a_thousand_websockets_keep_no_page_out(console, monkeypatch, path):
    monkeypatch.setattr("live_daemon.console.guard.SenderLimits.take", lambda *_: True)
    many_files(2500)
    with contextlib.ExitStack() as held:
        page = held.enter_context(connect(f"ws://127.0.0.1:{console.port}/"))
        page.send('{"COMMAND": "LISTEN", "DATA": "/dream/started"}')
        for _ in range(1000):
            held.enter_context(contextlib.closing(raw(console, HANDSHAKE % path)))
        assert console.get("/?HOST_INFO")[0] == 200
        assert console.console.connections.count <= 64
        with connect(f"ws://127.0.0.1:{console.port}/") as late:
            late.send(osc("/dream/panic"))
            assert console.daemon.recv(100) == osc("/dream/panic")
        console.tell("/dream/started", 7)
        assert page.recv(PATIENCE_S) == osc("/dream/started", 7)


def test_bodies_that_do_not_come_keep_no_page_out(console):
    """They are let in, but have sent nothing yet: the oldest gives way. An upload that runs stays."""
    head = b"POST /studio/api/test/json HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    head += b"Content-Length: 100002\r\n\r\n{"
    with contextlib.ExitStack() as held:
        upload = held.enter_context(contextlib.closing(raw(console, head + b" " * 80_000)))
        until(lambda: console.console.connections.count - console.console.connections.idle == 1)
        for number in range(ENTERED["json"], ENTERED["json"] + 100):
            held.enter_context(contextlib.closing(raw(console, head)))
            until(lambda number=number: ENTERED["json"] > number)
        assert console.get("/?HOST_INFO")[0] == 200
        upload.sendall(b" " * 20_000 + b"}")
        assert rest_of(upload).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize("path", [b"/", b"/studio/pictures"])
def test_a_websocket_whose_other_end_is_gone_goes_too(monkeypatch, path):
    """It answers no ping: a tablet that fell asleep, a cable that was pulled."""
    monkeypatch.setattr("live_daemon.console.http_server.PING_EVERY_S", 0.1)
    with ConsoleThread() as console, raw(console, HANDSHAKE % path) as connection:
        assert connection.recv(12) == b"HTTP/1.1 101"
        assert b"\x89\x04" in rest_of(connection)  # a ping of four bytes
        until(lambda: not console.console.connections.count)


def frame(opcode, payload, final=True):
    """A client's frame, masked by zeros."""
    size = len(payload)
    length = bytes([0x80 | size]) if size < 126 else struct.pack(">BH", 0xFE, size) if size < 65536 else b""
    length = length or struct.pack(">BQ", 0xFF, size)
    return bytes([opcode | (0x80 if final else 0)]) + length + bytes(4) + payload


def test_pings_whose_answers_nobody_takes_do_not_pile_up(console):
    with raw(console, HANDSHAKE % b"/") as connection:
        assert connection.recv(12) == b"HTTP/1.1 101"
        flood = frame(9, bytes(100)) * 5000
        with pytest.raises((ConnectionResetError, BrokenPipeError)):
            for _ in range(200):  # a hundred megabytes of answers
                connection.sendall(flood)


def test_a_websocket_that_takes_nothing_and_answers_no_ping_goes_too(monkeypatch):
    """Something waits for it, which would be sent before its connection closes."""
    monkeypatch.setattr("live_daemon.console.http_server.PING_EVERY_S", 1.0)
    with ConsoleThread() as console, socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        connection.connect(("127.0.0.1", console.port))
        connection.sendall(HANDSHAKE % b"/")
        assert connection.recv(12) == b"HTTP/1.1 101"
        connection.sendall(frame(1, b'{"COMMAND": "LISTEN", "DATA": "/dream/error"}'))
        until(lambda: console.console.osc.listeners("/dream/error"))
        (client,) = console.console.osc._listeners["/dream/error"]
        client._transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        for _ in range(100):
            console.tell("/dream/error", "", "x" * 1000)
        assert client._transport.get_write_buffer_size()
        until(lambda: not console.console.connections.count)


ODD = {
    "too large": frame(2, bytes(9000)),
    "too large in pieces": frame(2, bytes(5000), final=False) + frame(0, bytes(5000)),
    "announced: exabytes": bytes([0x82, 0xFF]) + b"\x7f" + b"\xff" * 7 + bytes(4),
    "not UTF-8": frame(1, b"\xff\xfe"),
    "not UTF-8 in pieces": frame(1, b"\xff", final=False) + frame(0, b"\xfe"),
    "not masked": b"\x82\x01\x00",
    "no such opcode": frame(5, b""),
    "a reserved bit": b"\xf2\x80" + bytes(4),
    "a long ping": b"\x89\xfe\x00\xff" + bytes(4 + 255),
    "goes on with nothing": frame(0, b"a"),
    "closed oddly": frame(8, b"\x00"),
    "noise": bytes(range(256)) * 10,
}


@pytest.mark.parametrize("odd", ODD)
def test_odd_frames_end_their_websocket_alone(console, quiet, odd):
    listen = frame(1, b'{"COMMAND": "LISTEN", "DATA": "/dream/started"}')
    with raw(console, HANDSHAKE % b"/") as connection:
        assert connection.recv(12) == b"HTTP/1.1 101"
        connection.sendall(listen)
        until(lambda: console.console.osc.listeners("/dream/started"))
        connection.sendall(ODD[odd])
        for number in range(20):  # it listens: what is told meanwhile finds it closing
            console.tell("/dream/started", number)
        connection.shutdown(socket.SHUT_WR)
        said = rest_of(connection)
    codes = [code for code in (1002, 1007, 1009) if b"\x88" in said and struct.pack(">H", code) in said]
    assert codes == [1009] if "large" in odd or "exabytes" in odd else codes
    with connect(f"ws://127.0.0.1:{console.port}/") as client:
        client.send(osc("/dream/ping", 1))
        assert console.daemon.recv(100) == osc("/dream/ping", 1)
    until(lambda: not console.console.connections.count)
    quiet()


@pytest.mark.parametrize(
    "handshake",
    [
        (HANDSHAKE % b"/").replace(b"GET", b"POST"),
        (HANDSHAKE % b"/").replace(b"dGhlIHNhbXBsZSBub25jZQ==", b"short"),
        (HANDSHAKE % b"/").replace(b"Version: 13", b"Version: 1"),
        (HANDSHAKE % b"/").replace(b"\r\n\r\n", b"\r\n" + b"A: b\r\n" * 500 + b"\r\n"),
        (HANDSHAKE % b"/").replace(b"\r\n\r\n", b"\r\nContent-Length: 5\r\n\r\nhello"),
        (HANDSHAKE % b"/").replace(b"Sec-WebSocket-Key", b"Sec-WebSocket-Key: a\r\nSec-WebSocket-Key"),
        HANDSHAKE % b"/studio/nothing",
        HANDSHAKE % b"/studio/api/stage",
        HANDSHAKE % b"/studio/page/app.js",
        HANDSHAKE % b"http://evil.example/",
        HANDSHAKE % b"*",
        b"CONNECT evil.example:80 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: gzip\r\n\r\n",
        b"POST /studio/api/test/json HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: a\0b\r\n\r\n",
        b"GET /\xff HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(500),
    ],
)
def test_odd_handshakes_get_no_websocket_and_say_nothing_in_the_log(console, quiet, handshake):
    with raw(console, handshake) as connection:
        if b"websocket" not in handshake:
            connection.shutdown(socket.SHUT_WR)
        said = rest_of(connection)
    assert b" 101 " not in said.split(b"\r\n")[0] and not said.startswith(b"HTTP/1.1 200")
    assert console.get("/?HOST_INFO")[0] == 200
    until(lambda: not console.console.connections.count)
    quiet()


def test_who_leaves_in_the_middle_is_not_told_of(console, quiet):
    for path in (b"json", b"deaf"):
        head = b"POST /studio/api/test/%s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" % path
        raw(console, head + b"Content-Length: 100\r\n\r\n{").close()
    raw(console, b"GET /studio/api/test/long HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").close()
    with contextlib.suppress(ConnectionClosed), connect(f"ws://127.0.0.1:{console.port}/") as client:
        client.socket.close()
    for path in (b"/", b"/studio/pictures"):
        for _ in range(30):
            with raw(console, HANDSHAKE % path) as gone:  # reset, not closed
                gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    until(lambda: not console.console.connections.count)
    quiet()


def test_a_fault_of_ours_is_one_line_for_the_page_and_one_in_the_log(console, capfd):
    for _ in range(5):
        status, _, body = asked(console, "/studio/api/test/broken")
        assert status == 500 and "nobody thought" in json.loads(body)["error"]
    told = capfd.readouterr().err
    assert 1 <= told.count("/studio/api/test/broken failed: KeyError") == told.count("\n") < 5
    assert "Traceback" not in told
