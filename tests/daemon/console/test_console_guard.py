"""Nobody gets into the console who should not, and nobody keeps others out."""

import asyncio
import contextlib
import json
import socket
import sys
import time

import ifaddr
import pytest
from pythonosc.osc_message import OscMessage
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from live_daemon.console import guard, process
from live_daemon.console.command import open_page
from live_daemon.console.connections import MOST_CONNECTIONS, MOST_OF_AN_ADDRESS, MOST_STRANGERS, Connections
from live_daemon.console.guard import Guard
from live_daemon.osc.limits import SenderLimits
from live_daemon.osc.local import addresses_of, free_udp_port
from live_daemon.osc.wire import PANIC_TIMES
from live_daemon.settings import ConsoleSettings, Settings, SettingsError, load_settings
from live_inference.worker.heartbeat import Heartbeat
from support.console import ConsoleThread, osc
from support.ports import free_port


@pytest.fixture
def console():
    with ConsoleThread() as running:
        yield running


def listen(client, path, command="LISTEN"):
    client.send(json.dumps({"COMMAND": command, "DATA": path}))


def settle(console, client):
    """After this answer the commands before it are done."""
    assert client.ping().wait(60)
    console.get("/?HOST_INFO")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "[", "@127.0.0.1:x"])
def test_a_name_that_others_can_point_here_is_refused(console, host):
    assert console.get("/", Host=host)[0] in (400, 403)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:1", "[::1]:9126", "192.168.1.4"])
def test_names_of_this_machine_pass(console, host):
    assert console.get("/", Host=host)[0] == 200


def test_a_page_of_another_site_opens_no_websocket(console):
    with pytest.raises(InvalidStatus) as refused:
        connect(f"ws://127.0.0.1:{console.port}/", origin="https://evil.example")
    assert refused.value.response.status_code == 403
    with connect(f"ws://127.0.0.1:{console.port}/", origin=f"http://127.0.0.1:{console.port}"):
        pass


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_is_set_over_http(console, method):
    assert console.get("/dream/follower/q?VALUE=3", method=method)[0] == 405


def test_who_may_not_send_osc_may_not_look():
    with ConsoleThread(allow=("192.0.2.7",), listen_host="192.0.2.1") as console:
        status, text = console.get("/")
        assert status == 403 and "127.0.0.1 is not in [osc] allow" in text
        at = load_settings(None, [f"console.port={console.port}"])
        with pytest.raises(SettingsError, match=r"refuses \(403 Forbidden\): 127\.0\.0\.1 is not in \[osc\] allow"):
            open_page(at, lambda _: pytest.fail("a page that is refused is not opened"))


@pytest.mark.parametrize(
    ("listen_host", "own"),
    [("127.0.0.1", "127.0.0.1"), ("localhost", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("192.0.2.1", "192.0.2.1")],
)
def test_programs_of_this_machine_are_never_locked_out_of_the_console(listen_host, own):
    guard, headers = Guard(("192.0.2.7",), listen_host), {"Host": "127.0.0.1:9126"}
    assert guard.refuses("GET", own, headers) is None
    assert guard.refuses("GET", "192.0.2.7", headers) is None
    assert guard.refuses("GET", "192.0.2.8", headers)[0] == 403
    assert Guard((), listen_host).refuses("GET", "192.0.2.8", headers) is None


@pytest.mark.parametrize(
    ("there", "told"),
    [
        (["127.0.0.1", "192.168.0.5", "169.254.3.3", "10.0.0.2"], ["192.168.0.5", "10.0.0.2"]),
        (["127.0.0.1", "169.254.3.3"], ["127.0.0.1"]),
    ],
)
def test_the_network_is_not_told_of_an_address_that_only_this_machine_has(monkeypatch, there, told):
    adapters = [ifaddr.Adapter(f"if{number}", "", [ifaddr.IP(one, 24, "")]) for number, one in enumerate(there)]
    monkeypatch.setattr(ifaddr, "get_adapters", lambda: adapters)
    assert addresses_of("0.0.0.0") == told
    assert addresses_of("127.0.0.1") == ["127.0.0.1"]


def test_too_many_requests_are_refused_and_then_heard_again(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(guard, "SenderLimits", lambda per_second: SenderLimits(per_second, lambda: now[0]))
    with ConsoleThread() as console:
        found = [console.get("/?HOST_INFO")[0] for _ in range(guard.REQUESTS_PER_SECOND + 2)]
        assert found == [200] * guard.REQUESTS_PER_SECOND + [429] * 2
        now[0] = 0.1
        assert console.get("/?HOST_INFO")[0] == 200


def test_a_flood_over_the_websocket_reaches_the_daemon_as_a_trickle_and_a_panic_whole(monkeypatch):
    """By a clock that stands still; few enough that the system's buffer holds them all."""
    monkeypatch.setattr(guard, "SenderLimits", lambda per_second: SenderLimits(per_second, lambda: 0.0))
    monkeypatch.setattr(guard, "MESSAGES_PER_SECOND", 100)
    with ConsoleThread() as console, connect(f"ws://127.0.0.1:{console.port}/") as client:
        for _ in range(3000):
            client.send(osc("/dream/ping", 1))
        client.send(osc("/dream/panic"))
        heard = [console.daemon.recv(4096) for _ in range(100 + PANIC_TIMES)]
        console.daemon.settimeout(0.2)
        with pytest.raises(TimeoutError):
            console.daemon.recv(4096)
    assert heard == [osc("/dream/ping", 1)] * 100 + [osc("/dream/panic")] * PANIC_TIMES


def is_closed(connection):
    connection.settimeout(60)
    try:
        return connection.recv(1) == b""
    except ConnectionResetError:
        return True
    except TimeoutError:
        return False


@pytest.fixture
def patient(monkeypatch):
    """A console that does not close idle connections by itself while the test still makes them."""
    monkeypatch.setattr("live_daemon.console.http_server.OPEN_TIMEOUT_S", 600.0)
    with ConsoleThread() as running:
        yield running


def test_idle_connections_keep_nobody_out(patient):
    """The oldest of them goes, so who comes last is heard; a page that listens stays."""
    console = patient
    with connect(f"ws://127.0.0.1:{console.port}/") as page:
        listen(page, "/dream/started")
        settle(console, page)
        held = [socket.create_connection(("127.0.0.1", console.port)) for _ in range(MOST_CONNECTIONS + 30)]
        assert console.get("/?HOST_INFO")[0] == 200
        assert all(is_closed(one) for one in held[: -MOST_OF_AN_ADDRESS + 1])
        console.tell("/dream/started", 5)
        assert OscMessage(page.recv(60)).params == [5]
        for connection in held:
            connection.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has all of 127.0.0.0/8 on loopback")
def test_idle_connections_of_strangers_take_no_place(patient):
    console = patient
    held = [
        socket.create_connection(("127.0.0.1", console.port), source_address=("127.0.0.2", 0))
        for _ in range(MOST_CONNECTIONS + 30)
    ]
    assert console.get("/?HOST_INFO")[0] == 200
    assert all(is_closed(one) for one in held[MOST_STRANGERS:])
    with connect(f"ws://127.0.0.1:{console.port}/") as page:
        listen(page, "/dream/started")
        settle(console, page)
    held[0].sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")  # one of the few that are told why
    held[0].settimeout(60)
    assert b"403" in held[0].recv(100)
    for connection in held:
        connection.close()


class Held:
    """A connection that notes how it was closed."""

    def __init__(self):
        self.aborted = False

    def abort(self):
        self.aborted = True


def test_when_all_are_in_use_the_address_that_has_most_gives_one_up():
    connections = Connections(lambda _: True)
    held = {}
    for sender, count in (("a", MOST_OF_AN_ADDRESS), ("b", MOST_CONNECTIONS - MOST_OF_AN_ADDRESS - 1), ("c", 1)):
        held[sender] = [Held() for _ in range(count)]
        for one in held[sender]:
            assert connections.opened(one, sender)
            connections.used(one)
    assert not connections.opened(Held(), "a")
    newcomer = Held()
    assert connections.opened(newcomer, "d") and not newcomer.aborted
    assert [one.aborted for one in held["a"]] == [True] + [False] * (MOST_OF_AN_ADDRESS - 1)
    assert not any(one.aborted for sender in "bc" for one in held[sender])


def test_one_address_takes_no_more_than_its_part():
    connections = Connections(lambda _: True)
    held = [Held() for _ in range(MOST_OF_AN_ADDRESS + 1)]
    assert all(connections.opened(one, "a") for one in held)
    assert [one.aborted for one in held] == [True] + [False] * MOST_OF_AN_ADDRESS
    for one in held:
        connections.closed(one)
    assert connections.opened(Held(), "a")


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 100_000 + b"\r\n\r\n",
        b"\0" * 1000,
        b"GET\r\n\r\n",
        b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 5000,
    ],
)
def test_what_is_not_http_is_closed(console, request_bytes):
    with socket.create_connection(("127.0.0.1", console.port)) as connection:
        connection.settimeout(60)
        with contextlib.suppress(ConnectionResetError, BrokenPipeError):
            connection.sendall(request_bytes)
            connection.shutdown(socket.SHUT_WR)
            answer = b""
            while chunk := connection.recv(65536):
                answer += chunk
            assert not answer.startswith(b"HTTP/1.1 200")
    assert console.get("/?HOST_INFO")[0] == 200


def test_a_request_that_never_ends_is_closed_in_time(monkeypatch):
    """A byte now and then keeps no place."""
    monkeypatch.setattr("live_daemon.console.http_server.OPEN_TIMEOUT_S", 0.2)
    with ConsoleThread() as console, socket.create_connection(("127.0.0.1", console.port)) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        connection.settimeout(0.02)
        deadline = time.monotonic() + 60
        closed = False
        while not closed and time.monotonic() < deadline:
            try:
                connection.sendall(b"X")
                closed = connection.recv(1000) == b""
            except TimeoutError:
                continue
            except (ConnectionResetError, BrokenPipeError):
                closed = True
        assert closed


def test_a_console_that_fails_while_it_begins_ends_with_its_process(tmp_path, monkeypatch):
    """Else it went on to say that it lives, without a page, and nobody would start it again."""

    class Broken:
        def __init__(self, *_):
            pass

        async def begin(self):
            raise RuntimeError("nobody thought of this")

        async def end(self):
            pass

    monkeypatch.setattr(process, "Announcement", Broken)
    monkeypatch.setattr(process, "end_with_parent", lambda end: None)
    settings = Settings(console=ConsoleSettings(port=free_port()))
    Heartbeat.make(tmp_path / "pulse", 60.0)

    async def run():
        await asyncio.wait_for(process._run(settings, None, free_udp_port(), tmp_path / "pulse"), 10)

    with pytest.raises(RuntimeError, match="nobody thought of this"):
        asyncio.run(run())
