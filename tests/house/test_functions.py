"""docs/functions.md has no hole, and what it says can be typed."""

import importlib.util
import shlex
from pathlib import Path

import pytest

from live_daemon import cli
from live_daemon.commands.table import COMMANDS
from live_daemon.osc.addresses import INCOMING, OUTGOING
from support.osc_daemon import OscDaemon

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """How soon somebody must answer on stage is no question for a busy machine."""
    monkeypatch.setattr("live_daemon.osc.ask.HEARD_WITHIN_S", 30.0)


@pytest.fixture(scope="module")
def table():
    spec = importlib.util.spec_from_file_location("functions_table", DOCS / "functions_table.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cells(page, head):
    """The rows of the table with this head."""
    lines = page.splitlines()
    begin = lines.index(head)
    for line in lines[begin + 2 :]:
        if not line.startswith("| "):
            return
        yield [cell.strip() for cell in line[1:-1].split(" | ")]


def test_every_function_is_reached_by_osc_patch_and_command_line(table):
    rows = list(cells(table.as_markdown(), "| what | OSC | Max | Pd | tablet | command line | at the start |"))
    assert [row[1] for row in rows] == [f"`{path}`" for path in INCOMING]
    for what, address, in_max, in_pd, _tablet, command, _setting in rows:
        assert what and in_max.startswith("`") and in_pd.startswith("`"), f"{address} is in no patch"
        assert command.startswith(f"`live-daemon osc {address.strip('`')}")


def test_everything_that_is_told_is_shown_in_the_patches(table):
    rows = list(cells(table.as_markdown(), "| what | OSC | Max | Pd |"))
    assert [row[1] for row in rows] == [f"`{path}`" for path in OUTGOING]
    for _what, address, in_max, in_pd in rows:
        assert in_max.startswith("`") and in_pd.startswith("`"), f"{address} is in no patch"


def test_every_verb_is_told(table):
    page = table.as_markdown()
    for command in COMMANDS:
        assert command.help and f"| `live-daemon {command.name}` | {command.help}" in page


def _typical(row):
    return [(*argument.choices, {"s": "x", "i": 1, "f": 0.5}[argument.type])[0] for argument in row.arguments]


@pytest.mark.parametrize("path", INCOMING)
def test_what_the_table_says_can_be_typed_and_arrives(table, path, capsys):
    words = shlex.split(table.command(INCOMING[path]))[1:]
    answer = INCOMING[path].answer and INCOMING[path].answer.path
    with OscDaemon(*([(path, [(answer, *_typical(OUTGOING[answer]))])] if answer else [])) as daemon:
        assert cli.main([*words, "--set", f"osc.listen_port={daemon.port}"]) == 0
        arrived = daemon.wait_for(path)
    assert INCOMING[path].check(arrived) is not None
    assert capsys.readouterr().out.startswith(path)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["/dream/loop/gain", "0", "loud"], "gain must be float in 0..1, got 'loud'"),
        (["/dream/nothing"], "unknown address; `live-daemon osc` lists the known ones"),
    ],
)
def test_what_the_daemon_would_refuse_is_refused_here(words, reason, capsys):
    assert cli.main(["osc", *words]) == 1
    assert reason in capsys.readouterr().err


def test_a_model_may_be_called_like_a_number():
    with OscDaemon(("/dream/model/load", [("/dream/model/ready", "1024")])) as daemon:
        assert cli.main(["osc", "/dream/model/load", "1024", "--set", f"osc.listen_port={daemon.port}"]) == 0
        assert daemon.wait_for("/dream/model/load") == ["1024"]


@pytest.mark.parametrize("words", [[], ["1"], ["now"]])
def test_a_panic_is_sent_three_times(words, capsys):
    """Where strangers flood the port, a datagram is lost now and then."""
    with OscDaemon() as daemon:
        assert cli.main(["osc", "/dream/panic", *words, "--set", f"osc.listen_port={daemon.port}"]) == 0
        assert [one[1] for one in daemon.heard][:3] == 3 * ["/dream/panic"]  # before it asks whether it was heard
    assert capsys.readouterr().out.count("/dream/panic") == 1


def test_a_panic_button_that_is_let_go_sends_nothing(capsys):
    with OscDaemon() as daemon:
        assert cli.main(["osc", "/dream/panic", "0", "--set", f"osc.listen_port={daemon.port}"]) == 0
        assert daemon.heard == []
    assert "nothing is sent" in capsys.readouterr().out
