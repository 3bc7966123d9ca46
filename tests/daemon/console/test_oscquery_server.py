"""OSCQuery over HTTP and WebSocket, as its proposal says it."""

import json

import pytest
from pythonosc.osc_message import OscMessage
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from live_daemon.osc.addresses import OSC_ADDRESSES
from support.console import ConsoleThread, nodes, osc


@pytest.fixture
def console():
    with ConsoleThread() as running:
        yield running


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
            if console.console.osc.listeners("/dream/error") == 1:
                break
        assert console.console.osc.listeners("/dream/error") == 1
        with pytest.raises(ConnectionClosed):
            while True:
                lazy.recv(60)
