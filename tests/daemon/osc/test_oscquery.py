"""OSCQuery as its proposal says it, from the table of addresses; nobody gets in who should not."""

import asyncio
import contextlib
import json
import socket
import sys
import time
from dataclasses import fields

import ifaddr
import pytest
from pythonosc.osc_message import OscMessage
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from live_daemon.console import guard, process
from live_daemon.console.announce import addresses_of
from live_daemon.console.command import open_page
from live_daemon.console.connections import MOST_CONNECTIONS, MOST_OF_AN_ADDRESS, MOST_STRANGERS, Connections
from live_daemon.console.guard import Guard
from live_daemon.console.tree import Tree, access
from live_daemon.loops.follower import FOLLOWER_KEYS
from live_daemon.osc.addresses import INCOMING, OSC_ADDRESSES, OscRefusedError, check_incoming
from live_daemon.osc.console_link import StateTeller, free_udp_port
from live_daemon.osc.limits import SenderLimits
from live_daemon.osc.wire import PANIC_TIMES
from live_daemon.settings import ConsoleSettings, FollowerSettings, Settings, SettingsError, load_settings
from live_inference.worker.heartbeat import Heartbeat
from live_models.contract.generator import Controls
from support.console import ConsoleThread, nodes, osc
from support.ports import free_port


@pytest.fixture
def console():
    with ConsoleThread() as running:
        yield running


# -- the tree ------------------------------------------------------------------------------------------------------


def test_every_address_is_in_the_tree_with_its_types_and_ranges():
    found = {node["FULL_PATH"]: node for node in nodes(Tree().answer("/").body)}
    for row in OSC_ADDRESSES:
        node = found[row.path]
        assert node["DESCRIPTION"] == row.meaning
        assert node["ACCESS"] in ((2, 3) if row.direction == "in" else (1,))
        forms = [node, *node.get("OVERLOADS", [])]
        longest = max((form["TYPE"].replace("N", "") for form in forms), key=len)
        assert len(longest) == len(row.arguments)
        for form in forms:
            types = form["TYPE"].replace("N", "")
            assert form.get("EXTENDED_TYPE", []) == [argument.name for argument in row.arguments[: len(types)]]
            for index, (kind, argument) in enumerate(zip(types, row.arguments, strict=False)):
                assert kind == argument.type or (argument.type == "a" and kind in "ifs")
                bound = (form.get("RANGE") or [None] * len(types))[index] or {}
                assert bound.get("MIN") == argument.minimum
                assert bound.get("MAX") == argument.maximum
                assert tuple(bound.get("VALS", ())) == argument.choices
    containers = [node for node in found.values() if "TYPE" not in node]
    assert all(node["ACCESS"] == 0 and node["CONTENTS"] for node in containers)


def test_each_node_lies_where_its_path_says():
    def check(node, path):
        assert node["FULL_PATH"] == (path or "/")
        for name, child in node.get("CONTENTS", {}).items():
            check(child, f"{path}/{name}")

    check(Tree().answer("/").body, "")


def test_what_can_be_read_and_set_is_what_the_controller_tells_back():
    both = {row.path for row in INCOMING.values() if access(row) == 3}
    follower = {row.path for row in INCOMING.values() if row.setting in {f"follower.{key}" for key in FOLLOWER_KEYS}}
    assert both == follower | {f"/dream/control/{field.name}" for field in fields(Controls)}
    assert access(INCOMING["/dream/control/reset"]) == 2


def test_a_value_is_what_the_daemon_told_last_and_its_type_grows_with_it():
    tree = Tree()
    assert tree.answer("/dream/gains", "VALUE").body == {}  # readable, but nothing told yet
    assert tree.tell("/dream/gains", (0.5, 0.25, 0.0))
    assert tree.answer("/dream/gains").body["TYPE"] == "fff"
    assert tree.answer("/dream/gains", "VALUE").body == {"VALUE": [0.5, 0.25, 0.0]}
    assert tree.tell("/dream/terminated", ())
    assert tree.answer("/dream/terminated").body["VALUE"] == [None]


def test_of_a_setting_only_a_change_is_news_of_an_event_every_one():
    tree = Tree()
    assert tree.tell("/dream/follower/q", (20.0,))
    assert not tree.tell("/dream/follower/q", (20.0,))
    assert tree.tell("/dream/follower/q", (21.0,))
    assert tree.tell("/dream/started", (3,)) and tree.tell("/dream/started", (3,))


def test_how_a_loop_stands_is_news_and_no_value_of_its_address():
    """One address speaks of many loops: a client that restores values would set one of them."""
    tree = Tree()
    assert tree.can_listen("/dream/loop/gain") and not tree.can_listen("/dream/seed")
    assert tree.tell("/dream/loop/gain", (3, 0.5)) and tree.tell("/dream/loop/gain", (3, 0.5))
    assert not tree.tell("/dream/loop/gain", (3, 7.0))
    node = tree.answer("/dream/loop/gain").body
    assert node["ACCESS"] == 2 and "VALUE" not in node
    assert tree.answer("/dream/loop/gain", "VALUE").status == 204


def test_what_is_told_without_a_value_has_none_any_more():
    tree = Tree()
    assert not tree.tell("/dream/control/dropout", ())
    assert tree.tell("/dream/control/dropout", (0.25,))
    assert tree.answer("/dream/control/dropout", "VALUE").body == {"VALUE": [0.25]}
    assert tree.tell("/dream/control/dropout", ()), "who listens should know"
    assert tree.answer("/dream/control/dropout", "VALUE").body == {}
    assert not tree.tell("/dream/control/dropout", ())


@pytest.mark.parametrize(
    ("path", "values"),
    [("/dream/panic", ()), ("/dream/seed", ("a.wav",)), ("/nothing", (1,)), ("/dream/gains", (float("nan"),))],
)
def test_what_is_no_value_is_not_kept(path, values):
    tree = Tree()
    assert not tree.tell(path, values)
    assert "VALUE" not in (tree.answer(path).body or {})


# -- over HTTP, as the proposal's examples ----------------------------------------------------------------------------


def test_http_answers_as_the_proposal_says(console):
    status, root = console.get("/")
    assert status == 200 and {row.path for row in OSC_ADDRESSES} <= {node["FULL_PATH"] for node in nodes(root)}
    assert console.get("/dream/loop/gain?TYPE") == (200, {"TYPE": "if"})
    assert console.get("/dream/loop/gain?RANGE")[1]["RANGE"] == [{"MIN": 0, "MAX": 63}, {"MIN": 0.0, "MAX": 1.0}]
    assert console.get("/dream/follower/attack_ms?UNIT") == (200, {"UNIT": ["time.ms"]})
    assert console.get("/dream/loop?TYPE") == (200, {})
    assert console.get("/dream/panic?VALUE")[0] == 204
    assert console.get("/dream/loop/gain?GABBAGABBAHEY")[0] == 400
    assert console.get("/dream/bazzz?TYPE")[0] == 404
    assert console.get("/dream/loop/") == console.get("/dream/loop")


def test_host_info_is_told_at_any_path(console):
    for path in ("/?HOST_INFO", "/dream/loop?HOST_INFO"):
        info = console.get(path)[1]
        assert info["NAME"] == "live-daemon" and info["OSC_PORT"] == console.daemon.getsockname()[1]
        assert info["EXTENSIONS"]["LISTEN"] and info["EXTENSIONS"]["RANGE"]


def test_a_told_value_is_read_over_http(console):
    console.tell("/dream/status", "ready", "nylon-spectrum", 1, 2, 3, 0.25, 5.5)
    assert console.get("/dream/status?VALUE")[1]["VALUE"] == ["ready", "nylon-spectrum", 1, 2, 3, 0.25, 5.5]


def test_head_has_the_length_and_no_body(console):
    status, body = console.get("/dream", method="HEAD")
    assert (status, body) == (200, "")


# -- LISTEN ----------------------------------------------------------------------------------------------------------


def listen(client, path, command="LISTEN"):
    client.send(json.dumps({"COMMAND": command, "DATA": path}))


def settle(console, client):
    """After this answer the commands before it are done."""
    assert client.ping().wait(60)
    console.get("/?HOST_INFO")


def test_listen_and_ignore(console):
    with connect(f"ws://127.0.0.1:{console.port}/") as client:
        listen(client, "/dream/started")
        settle(console, client)
        console.tell("/dream/sounding", 1)
        console.tell("/dream/started", 7)
        heard = OscMessage(client.recv(60))
        assert (heard.address, heard.params) == ("/dream/started", [7])
        listen(client, "/dream/started", "IGNORE")
        settle(console, client)
        console.tell("/dream/started", 8)
        with pytest.raises(TimeoutError):
            client.recv(0.2)


def test_osc_over_the_websocket_goes_to_the_daemon(console):
    packet = osc("/dream/loop/gain", 1, 0.5)
    with connect(f"ws://127.0.0.1:{console.port}/") as client:
        client.send(packet)
        assert console.daemon.recv(4096) == packet


@pytest.mark.parametrize(
    "nonsense",
    [
        *("", "{", "[]", "null", "[" * 4000, '{"COMMAND": "LISTEN"}', '{"COMMAND": 3, "DATA": "/dream/gains"}'),
        *('{"COMMAND": "LISTEN", "DATA": {}}', '{"COMMAND": "LISTEN", "DATA": "/dream/panic"}', b"", b"#bundle", b"/x"),
    ],
)
def test_nonsense_is_left_out_and_the_connection_stays(console, nonsense):
    with connect(f"ws://127.0.0.1:{console.port}/") as client:
        client.send(nonsense)
        listen(client, "/dream/started")
        settle(console, client)
        console.tell("/dream/started", 5)
        assert OscMessage(client.recv(60)).params == [5]


def test_a_client_that_does_not_read_is_let_go_and_the_others_hear_on(console):
    with (
        connect(f"ws://127.0.0.1:{console.port}/", max_queue=1) as lazy,
        connect(f"ws://127.0.0.1:{console.port}/") as awake,
    ):
        for client in (lazy, awake):
            listen(client, "/dream/error")
            settle(console, client)
        for _ in range(12_000):  # twelve megabytes: more than the buffers between two sockets hold
            console.tell("/dream/error", "", "x" * 1000)
            assert awake.recv(60)
            if len(console.console._listeners["/dream/error"]) == 1:
                break
        assert len(console.console._listeners["/dream/error"]) == 1
        with pytest.raises(ConnectionClosed):
            while True:
                lazy.recv(60)


# -- who gets in -----------------------------------------------------------------------------------------------------


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
    monkeypatch.setattr("live_daemon.console.server.OPEN_TIMEOUT_S", 600.0)
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
    monkeypatch.setattr("live_daemon.console.server.OPEN_TIMEOUT_S", 0.2)
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
        await asyncio.wait_for(process._run(settings, free_udp_port(), tmp_path / "pulse"), 10)

    with pytest.raises(RuntimeError, match="nobody thought of this"):
        asyncio.run(run())


# -- what the controller tells -----------------------------------------------------------------------------------------


def test_the_controller_tells_a_change_at_once_and_everything_once_a_second():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as hears:
        hears.bind(("127.0.0.1", 0))
        hears.settimeout(60)
        teller = StateTeller(hears.getsockname()[1])
        state = {key: float(getattr(FollowerSettings(), key)) for key in FOLLOWER_KEYS}
        state |= {"temperature": 0.7, "tau": 1.0, "noise": 0.0, "energy_hold": 0.25, "dropout": None, "sampling": None}

        def heard():
            found = {}
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:  # behind all that was told
                last.sendto(b"", hears.getsockname())
            while packet := hears.recv(4096):
                message = OscMessage(packet)
                found[message.address] = message.params
            return found

        teller.tell(state, 10.0)
        assert set(heard()) == {row.path for row in INCOMING.values() if access(row) == 3}
        teller.tell(state, 10.5)
        assert heard() == {}
        teller.tell(state | {"q": 7.0}, 10.6)
        assert heard() == {"/dream/follower/q": [7.0]}
        teller.tell(state | {"q": 7.0}, 11.1)
        assert len(heard()) == len(state)
        teller.tell(state | {"q": 1e9}, 11.2)  # a state file from elsewhere must not end the controller
        assert heard() == {}
        teller.tell(state | {"sampling": "greedy", "dropout": 0.1}, 11.3)
        assert heard() == {
            "/dream/control/sampling": ["greedy"],
            "/dream/control/dropout": [pytest.approx(0.1)],
            "/dream/follower/q": [20.0],
        }
        teller.tell(state, 11.4)
        assert heard() == {"/dream/control/sampling": [], "/dream/control/dropout": []}


def test_a_client_may_send_a_nil_where_nothing_is_to_be_said():
    """Type N of OSCQuery: some clients send it, others send no argument at all."""
    assert check_incoming("/dream/panic", [None]) == check_incoming("/dream/panic", []) == ()
    with pytest.raises(OscRefusedError):
        check_incoming("/dream/loop/gain", [0, None])


def test_what_the_docs_say_of_python_oscquery_is_so():
    """It wants a VALUE wherever ACCESS is not 0; what can only be written has none in the proposal."""
    node_of = pytest.importorskip("pythonoscquery.shared.osc_path_node").OSCPathNode.from_json
    tree = Tree()
    tree.tell("/dream/status", ("ready", "nylon", 0, 0, 0, 0.1, 5.0))
    assert node_of(tree.answer("/dream/status").body).value[0] == "ready"
    with pytest.raises(ValueError, match="No value"):
        node_of(tree.answer("/dream/loop/gain").body)
    with pytest.raises(ValueError, match=r"No value|either have child nodes or values"):
        node_of(tree.answer("/").body)
