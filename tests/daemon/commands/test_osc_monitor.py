"""`live-daemon osc --monitor`: what the daemon hears and says, from its black box."""

import json
import os

import pytest

from live_daemon import cli
from live_daemon.black_box import osc_lines
from live_daemon.black_box.files import FULL_FILE
from live_daemon.commands import osc
from live_daemon.processes.shared_folder import lock_file

SESSION = "2026-11-28-20-00-03-1f0a2b"


@pytest.fixture
def state(tmp_path, monkeypatch):
    """A state folder with a session of three messages; the third look ends the monitor, as Ctrl-C does."""
    looks = []

    def look(_seconds):
        looks.append(1)
        if len(looks) == 3:
            raise KeyboardInterrupt
        write(tmp_path, {"t": 2.0, "what": "osc_in", "address": "/dream/ping", "values": [len(looks)]})

    monkeypatch.setattr(osc.time, "sleep", look)
    write(
        tmp_path,
        {"t": 1.0, "what": "osc_out", "address": "/dream/ready", "values": [3, "a\x1b[2J.wav", 2.5]},
        {"t": 1.0, "what": "osc_out", "address": "/dream/error", "values": ["/dream/x", "unknown address"]},
    )
    return tmp_path


def write(state, *lines):
    folder = state / "black-box" / SESSION
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "log.jsonl").open("a") as log:
        log.writelines(json.dumps(one, separators=(",", ":")) + "\n" for one in lines)


def monitor(state, *words):
    return cli.main(["osc", "--monitor", *words, "--set", f"paths.state={state}"])


def test_each_message_is_a_line(state, capsys):
    assert monitor(state) == 0
    lines = [line.split(" ", 1)[1] for line in capsys.readouterr().out.splitlines()]
    assert lines == [
        "-> /dream/ready 3 a\\x1b[2J.wav 2.5",
        "!! /dream/x unknown address",
        "<- /dream/ping 1",
        "<- /dream/ping 2",
    ]


def test_for_machines_each_is_an_object(state, capsys):
    assert monitor(state, "--json") == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[-1] == {"time_s": 2.0, "way": "in", "address": "/dream/ping", "values": [2]}


@pytest.fixture
def running(state):
    """The lock that a daemon holds as long as it runs."""
    lock = os.open(state / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    assert lock_file(lock)
    yield
    os.close(lock)


def test_where_no_daemon_runs_one_line_says_that_these_messages_are_old(state, capsys):
    assert monitor(state) == 0
    assert capsys.readouterr().err == f"live-daemon: {osc.NOBODY}\n"


def test_of_a_daemon_that_runs_and_keeps_everything_nothing_more_is_said(state, running, capsys):
    assert monitor(state) == 0
    captured = capsys.readouterr()
    assert captured.err == "" and len(captured.out.splitlines()) == 4


def test_a_session_that_keeps_nothing_more_is_told_once(state, running, capsys):
    (state / "black-box" / SESSION / FULL_FILE).touch()
    assert monitor(state, "--json") == 0
    captured = capsys.readouterr()
    assert captured.err == f"live-daemon: {osc.FULL}\n"
    assert all(json.loads(line) for line in captured.out.splitlines())


def test_messages_that_are_left_out_are_told_once(state, running, capsys, monkeypatch):
    monkeypatch.setattr(osc_lines, "MOST_BYTES", 40)  # less than one message
    assert monitor(state) == 0
    assert capsys.readouterr().err == f"live-daemon: {osc.LEFT_OUT}\n"


def test_where_there_is_nothing_to_watch_one_line_says_so(tmp_path, capsys):
    assert monitor(tmp_path) == 1
    assert "no session yet" in capsys.readouterr().err
    assert monitor(tmp_path, "--set", "black_box.enabled=false") == 1
    assert "black box, which is off" in capsys.readouterr().err
    assert monitor(tmp_path, "/dream/ping") == 1
    assert "sends nothing" in capsys.readouterr().err
