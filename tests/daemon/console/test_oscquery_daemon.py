"""The running daemon, found and used by clients that are not ours; a console in trouble leaves the stage alone."""

import contextlib
import itertools
import json
import os
import shutil
import signal
import socket
import subprocess
import threading
import time
import urllib.request
import webbrowser
from pathlib import Path

import pytest

from live_daemon.osc.addresses import INCOMING, OSC_ADDRESSES
from support.daemon import Daemon
from support.ports import free_port

pytestmark = pytest.mark.whole

CLIENT = Path(__file__).parents[2] / "support" / "oscquery_client.mjs"
PACKAGES = ("oscquery@1.1.1", "ws@8.18.0", "osc-min@2.1.2")


def get(port, path="/"):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
        return json.loads(answer.read())


def wait_for_console(port, timeout_s=120):
    deadline = time.monotonic() + timeout_s
    while True:
        try:
            return get(port, "/?HOST_INFO")
        except OSError:
            assert time.monotonic() < deadline, "the console does not answer"
            time.sleep(0.1)


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    port = free_port()
    with Daemon(tmp_path_factory.mktemp("stage"), "console.enabled=true", f"console.port={port}") as daemon:
        wait_for_console(port)
        yield daemon, port


def console_pid(daemon):
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            words = (folder / "cmdline").read_text(errors="replace").split("\0")
            parent = int((folder / "stat").read_text(errors="replace").rpartition(")")[2].split()[1])
            if "live_daemon.console" in words and parent == daemon.process.pid:
                return int(folder.name)
    return None


def test_values_are_those_of_the_running_daemon(stage):
    daemon, port = stage
    daemon.wait_for("/dream/status")
    deadline = time.monotonic() + 60
    while not (told := get(port, "/dream/status?VALUE").get("VALUE")) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert told[0] in ("starting", "ready", "degraded")
    daemon.send("/dream/follower/release_ms", 777.0)
    while get(port, "/dream/follower/release_ms?VALUE") != {"VALUE": [777.0]}:
        assert time.monotonic() < deadline + 60
        time.sleep(0.05)


def test_a_published_python_client_finds_and_reads_it(stage):
    """python-oscquery (PyPI): by zeroconf, on this machine's own interface."""
    browser_module = pytest.importorskip("pythonoscquery.osc_query_browser", reason="python-oscquery is not installed")
    from pythonoscquery.osc_query_client import OSCQueryClient

    daemon, port = stage
    browser = browser_module.OSCQueryBrowser()
    try:
        # It asks once for a service that it hears of, and keeps None where no answer came: other daemons on this
        # machine share the port of mDNS, and an answer to one may reach another. A new browser asks anew.
        deadline = time.monotonic() + 90
        ours, plain = [], []
        while not (ours and plain) and time.monotonic() < deadline:
            again = time.monotonic() + 10
            while not (ours and plain) and time.monotonic() < again:
                time.sleep(0.2)
                ours = [one for one in browser.get_discovered_oscquery() if one is not None and one.port == port]
                plain = [one for one in browser.get_discovered_osc() if one is not None and one.port == daemon.port]
            if not (ours and plain):
                browser.zc.close()
                browser = browser_module.OSCQueryBrowser()
        assert ours and plain, "zeroconf did not tell of the daemon"
        assert ours[0].parsed_addresses() == plain[0].parsed_addresses() == ["127.0.0.1"]
        client = OSCQueryClient(ours[0])
        info = client.get_host_info()
        assert (info.name, info.osc_port, info.osc_transport) == ("live-daemon", daemon.port, "UDP")
        node = client.query_node("/dream/status")
        assert node.description == "state of the daemon, once a second" and len(node.value) == 7
    finally:
        browser.zc.close()


@pytest.fixture(scope="session")
def npm_client(tmp_path_factory):
    """The client's folder with its npm packages, from LIVE_DAEMON_NPM_CLIENT or the registry."""
    folder = Path(os.environ.get("LIVE_DAEMON_NPM_CLIENT") or tmp_path_factory.mktemp("npm"))
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("node and npm are not installed")
    if not (folder / "node_modules" / "oscquery").is_dir():
        try:
            quick = ["--no-audit", "--no-fund", "--fetch-retries=0", "--fetch-timeout=15000"]
            command = ["npm", "install", *quick, "--prefix", str(folder), *PACKAGES]
            subprocess.run(command, cwd=folder, capture_output=True, timeout=90, check=True)
        except (subprocess.SubprocessError, OSError) as error:
            pytest.skip(f"npm's oscquery cannot be installed here ({error})")
    shutil.copy(CLIENT, folder / CLIENT.name)
    return folder


def test_a_published_npm_client_lists_everything_sets_one_and_hears_it(stage, npm_client):
    _daemon, port = stage
    command = ["node", CLIENT.name, str(port), "/dream/follower/q", "33.5"]
    done = subprocess.run(command, cwd=npm_client, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["name"] == "live-daemon"
    listed = {method["path"]: method for method in seen["listed"]}
    assert {row.path for row in OSC_ADDRESSES} <= set(listed)
    for path in ("/dream/loop/gain", "/dream/follower/attack_ms", "/dream/seed/live"):
        needed = [argument for argument in INCOMING[path].arguments if not argument.optional]
        assert [(one["range"]["min"], one["range"]["max"]) for one in listed[path]["arguments"]] == [
            (argument.minimum, argument.maximum) for argument in needed
        ]
    assert seen["heard"] == {"address": "/dream/follower/q", "value": 33.5}
    assert seen["after"] == 33.5


def test_a_flood_of_http_and_idle_connections_leaves_the_stage_alone(stage):
    daemon, port = stage
    stop = threading.Event()
    counts = {"asked": 0}

    def flood():
        while not stop.is_set():
            with contextlib.suppress(OSError):
                get(port)
            counts["asked"] += 1

    flooding = [threading.Thread(target=flood) for _ in range(4)]
    idle = [socket.create_connection(("127.0.0.1", port)) for _ in range(40)]
    for thread in flooding:
        thread.start()
    try:
        daemon.forget()
        deadline = time.monotonic() + 60
        for token in itertools.count():
            daemon.send("/dream/ping", token)
            assert daemon.wait_for("/dream/pong") == (token,)
            if token >= 20 and counts["asked"] > 20:
                break
            assert time.monotonic() < deadline, "nobody floods"
            time.sleep(0.01)
    finally:
        stop.set()
        for thread in flooding:
            thread.join(20)
        for connection in idle:
            connection.close()
    assert not [message for message in daemon.heard if message[0] == "/dream/error"]
    wait_for_console(port)


def test_a_console_that_is_killed_comes_back_with_the_values(stage):
    daemon, port = stage
    others = daemon.children()
    old = console_pid(daemon)
    os.kill(old, signal.SIGKILL)
    deadline = time.monotonic() + 120
    while console_pid(daemon) in (None, old):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    wait_for_console(port)
    while "VALUE" not in get(port, "/dream/follower/q"):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert daemon.children() == others
    assert os.getpriority(os.PRIO_PROCESS, console_pid(daemon)) == 19


@pytest.mark.parametrize("verb", ["studio", "console"])
def test_the_verb_finds_it(stage, monkeypatch, capsys, verb):
    """With another port but its state folder it would be that daemon a second time: one line says so."""
    from live_daemon import cli

    daemon, port = stage
    opened = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    monkeypatch.setattr(signal, "signal", lambda *_: None)  # Ctrl-C stays the test's
    state = ("--set", f"paths.state={daemon.folder / 'state'}")
    assert cli.main([verb, "--set", f"console.port={port}", *state]) == 0
    assert opened == [f"http://127.0.0.1:{port}/studio"] and opened[0] in capsys.readouterr().out
    assert cli.main([verb, "--set", f"console.port={free_port()}", "--set", "audio.device=none", *state]) == 1
    assert "another live-daemon runs with the state folder" in capsys.readouterr().err
    assert len(opened) == 1


def test_a_port_in_use_is_told_and_taken_when_it_is_free(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with Daemon(tmp_path, "console.enabled=true", f"console.port={port}") as daemon:
            deadline = time.monotonic() + 60
            while f"console.port {port} on 127.0.0.1 cannot be used" not in daemon.log:
                assert time.monotonic() < deadline, daemon.log
                time.sleep(0.1)
            taken.close()
            assert wait_for_console(port)["NAME"] == "live-daemon"
