"""Names and texts from outside reach a terminal as visible characters: they clear nothing and write no line of ours."""

from __future__ import annotations

import ast
import json
import shutil
from pathlib import Path

import pytest
import soundfile

from live_daemon.black_box.old_sessions import LOG_FILE
from live_daemon.black_box.replay import read_log
from live_daemon.cli import main
from live_daemon.log import say
from live_daemon.osc.reporter import one_line
from live_daemon.soundcheck.lines import Line
from live_inference.bank.manifest import BankLoop, write_bank
from live_inference.command_line.printable import printable
from support.checkpoints import small_checkpoint
from support.signals import noise

HOSTILE = "take\x1b[2J\x1b]0;mine\x07\x9b31m\u202e\r\npass  everything is well"
SHOWN = r"take\x1b[2J\x1b]0;mine\x07\x9b31m\u202e pass"


@pytest.fixture
def shown(capsys):
    """What was printed, checked."""

    def read() -> str:
        captured = capsys.readouterr()
        text = captured.out + captured.err
        strange = sorted({c for c in text if not c.isprintable() and c != "\n"})
        assert not strange, f"{strange} in {text!r}"
        assert not any(line.startswith("pass  everything") for line in text.splitlines()), text
        return text

    return read


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (HOSTILE, f"{SHOWN}  everything is well"),
        ("  two  spaces  ", "  two  spaces  "),
        ("a\t\n b", "a b"),
        ("a\u2028b\x1cc", "a b c"),
        ("\udc80", r"\x80"),
        ("\udce9tude", "étude"),
        ("\ud800", r"\ud800"),
        (" " * 100_000 + "x", " " * 100_000 + "x"),
        ("Übung ✓ チェロ", "Übung ✓ チェロ"),
    ],
)
def test_one_line_of_visible_characters(text: str, line: str) -> None:
    assert printable(text) == line


def test_what_the_daemon_says_and_tells(shown) -> None:
    say(HOSTILE)
    assert SHOWN in shown()
    assert SHOWN in one_line(HOSTILE)


def test_models(tmp_path: Path, shown) -> None:
    small_checkpoint(tmp_path, "spectrum_mixture", "small")
    for ending in (".json", ".safetensors"):
        shutil.copy(tmp_path / f"small{ending}", tmp_path / f"{HOSTILE.replace('/', '')}{ending}")
    main(["models", "--set", f"paths.checkpoints={tmp_path}"])
    assert r"take\x1b[2J" in shown()


@pytest.mark.parametrize(
    "action", [["list"], ["check"], ["drop", "0"], ["page"], ["order", "1"], ["keep", "nothing" + HOSTILE]]
)
def test_banks(tmp_path: Path, shown, action: list[str]) -> None:
    bank = tmp_path / f"bank{HOSTILE}"
    bank.mkdir()
    for name in (f"{HOSTILE}.wav", "b.wav", f"unlisted{HOSTILE}.wav"):
        soundfile.write(bank / name, noise(1.0, 0.1), 48_000)
    write_bank(bank, [BankLoop(f"{HOSTILE}.wav", [220.0], 1.0, -12.0), BankLoop("b.wav", [220.0], 1.0, -12.0)])
    main(["bank", action[0], str(bank), *action[1:]])
    assert r"\x1b[2J" in shown()


@pytest.mark.parametrize(
    "command",
    [
        ["bank", "list", HOSTILE],
        ["score", f"{HOSTILE}.wav", "--reference", f"{HOSTILE}.wav"],
        ["replay", HOSTILE, "--out", "x.wav"],
        ["osc", f"/dream/{HOSTILE}"],
        ["osc", "/dream/cancel", HOSTILE],
        ["models", "--settings", HOSTILE],
        ["models", "--set", f"engine.model{HOSTILE}=1"],
        ["midi", "learn", f"/dream/{HOSTILE}"],
        ["demo", "--input", HOSTILE, "--out", "out"],
    ],
)
def test_what_is_not_there_is_told(tmp_path: Path, monkeypatch, shown, command: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    state = ["--set", f"paths.state={tmp_path / 'state'}"] if command[0] not in ("bank", "score") else []
    assert main([*command, *state]) == 1
    assert "x1b[2J" in shown()


@pytest.mark.parametrize(
    ("module", "arguments"),
    [
        ("live_inference.export.cli", [HOSTILE, "--out", "xyz.ts"]),
        ("live_inference.render.command", [f"{HOSTILE}.wav", "--bank", "bank", "--model", HOSTILE]),
        ("live_training.cli", [f"{HOSTILE}.wav", "--name", "mine", "--minutes", "1", "--approach", "vector"]),
    ],
)
def test_verbs_of_their_own(tmp_path: Path, monkeypatch, shown, module: str, arguments: list[str]) -> None:
    command = pytest.importorskip(module)
    monkeypatch.chdir(tmp_path)
    assert command.main([*arguments, "--checkpoints", str(tmp_path)]) == 1
    assert "x1b[2J" in shown()


def test_the_sound_check(shown) -> None:
    print(Line("bank", "fail", HOSTILE, HOSTILE, HOSTILE))
    assert shown().count(SHOWN) == 3


def test_remarks_of_a_replay_come_from_a_log(tmp_path: Path) -> None:
    lines = [{"what": "session", "sample_rate": 48_000, "arena_frames": 1}, {"what": "gap", "text": HOSTILE}]
    (tmp_path / LOG_FILE).write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    with pytest.raises(Exception, match="no engine ever began"):
        read_log(tmp_path)


OUTSIDE = {"error", "reason", "fault", "remark", "why", "path", "file", "folder", "out", "bank", "recording", "seed"}


def _is_from_outside(node: ast.expr) -> bool:
    """Whether an expression that is printed holds a name or a text from outside that is not made printable."""
    match node:
        case ast.Call(func=ast.Name(id="str") | ast.Attribute(attr="join" | "quote"), args=parts):
            return any(map(_is_from_outside, parts))
        case ast.JoinedStr(values=parts):
            return any(_is_from_outside(part.value) for part in parts if isinstance(part, ast.FormattedValue))
        case ast.BinOp(left=left, right=right) | ast.IfExp(body=left, orelse=right):
            return _is_from_outside(left) or _is_from_outside(right)
        case ast.BoolOp(values=parts):
            return any(map(_is_from_outside, parts))
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.Subscript(slice=ast.Constant(value=str(name))):
            return name in OUTSIDE
    return False


def test_nothing_from_outside_is_printed_as_it_is() -> None:
    root = Path(__file__).parents[2]
    found = []
    for source in sorted(file for top in ("live", "inference", "models") for file in (root / top).rglob("*.py")):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id="print")
                    | ast.Attribute(attr="write", value=ast.Attribute(attr="stderr" | "stdout")),
                    args=parts,
                ) if any(map(_is_from_outside, parts)):
                    found.append(f"{source.relative_to(root)}:{node.lineno}: {ast.unparse(node)}")
    assert not found, "use live_inference.command_line.printable: " + "\n".join(found)


MAY_KNOW_STDERR = {"terminal.py", "progress.py", "entry.py"}
"""Of `live_inference/command_line`: the function that writes there, the bar, and what makes any text printable."""


def test_standard_error_is_written_in_one_place() -> None:
    """It may be a file on a full disk: whoever writes there without `terminal.tell` ends by it."""
    root = Path(__file__).parents[2]
    found = []
    for source in sorted(file for top in ("live", "inference", "models") for file in (root / top).rglob("*.py")):
        if source.parent.name == "command_line" and source.name in MAY_KNOW_STDERR:
            continue
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            match node:
                case ast.Attribute(value=ast.Name(id="sys"), attr="stderr"):
                    found.append(f"{source.relative_to(root)}:{node.lineno}")
    assert not found, "use live_inference.command_line.terminal: " + ", ".join(found)
