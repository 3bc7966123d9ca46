"""`live-daemon osc --monitor`: what the daemon hears and says, from its black box."""

import json

import pytest

from live_daemon import cli
from live_daemon.commands import osc

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


def test_where_there_is_nothing_to_watch_one_line_says_so(tmp_path, capsys):
    assert monitor(tmp_path) == 1
    assert "no session yet" in capsys.readouterr().err
    assert monitor(tmp_path, "--set", "black_box.enabled=false") == 1
    assert "black box, which is off" in capsys.readouterr().err
    assert monitor(tmp_path, "/dream/ping") == 1
    assert "sends nothing" in capsys.readouterr().err
