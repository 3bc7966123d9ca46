"""The OSC messages of a session's log, followed while it is written: scripted logs, torn lines, a new session."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from live_daemon.black_box import osc_lines
from live_daemon.black_box.files import FULL_FILE, SessionFiles
from live_daemon.black_box.osc_lines import OscPiece, osc_since

FIRST, SECOND = "2026-11-28-20-00-03-1f0a2b", "2026-11-28-21-10-00-aa0000"


def line(what: str, address: str, *values: Any, t: float = 1.5) -> dict[str, Any]:
    return {"t": t, "what": what, "frame": 64, "address": address, "values": list(values)}


def write(box: Path, *lines: dict[str, Any] | bytes, session: str = FIRST) -> None:
    (box / session).mkdir(parents=True, exist_ok=True)
    with (box / session / "log.jsonl").open("ab") as log:
        for one in lines:
            log.write(one if isinstance(one, bytes) else json.dumps(one, separators=(",", ":")).encode() + b"\n")


def said(piece: OscPiece) -> list[tuple[Any, ...]]:
    return [(one.way, one.address, *one.values) for one in piece.lines]


def test_what_came_in_what_went_out_and_what_was_refused(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"t": 1.0, "what": "session", "note": '"what":"osc_in"'},
        line("osc_in", "/dream/loop/gain", 3, 0.5, t=2.25),
        {"t": 1.0, "what": "command", "n": 1, "op": "START"},
        line("osc_out", "/dream/error", "/dream/nothing", "unknown address"),
        line("osc_out", "/dream/error", "", "the sender 10.0.0.9 is not in [osc] allow"),
        line("osc_out", "/dream/ready", 3, "ä <b>.wav", 2.5),
    )
    piece = osc_since(tmp_path)
    assert said(piece) == [
        ("in", "/dream/loop/gain", 3, 0.5),
        ("error", "/dream/nothing", "unknown address"),
        ("error", "", "the sender 10.0.0.9 is not in [osc] allow"),
        ("out", "/dream/ready", 3, "ä <b>.wav", 2.5),
    ]
    assert piece.session == FIRST and piece.lines[0].time_s == 2.25 and not piece.left_out and not piece.is_full


def test_the_daemons_own_writer_is_understood(tmp_path: Path) -> None:
    """Written by what writes the log on stage, not by this test."""
    files = SessionFiles(tmp_path / FIRST)
    files.store(line("osc_in", "/dream/panic"))
    files.store(line("osc_out", "/dream/gains", 0.5, float("nan")))
    files.close()
    assert said(osc_since(tmp_path)) == [("in", "/dream/panic"), ("out", "/dream/gains", 0.5, "nan")]
    (tmp_path / FIRST / FULL_FILE).touch()
    assert osc_since(tmp_path).is_full


def test_followed_in_pieces_torn_anywhere_nothing_is_lost_or_told_twice(tmp_path: Path) -> None:
    chance = random.Random(19)
    content = b"".join(
        json.dumps(line("osc_in", "/dream/ping", n, "é" * (n % 7)), separators=(",", ":"), ensure_ascii=False).encode()
        + b"\n"
        + (b'{"t":1,"what":"command"}\n' if n % 3 else b"")
        for n in range(200)
    )
    piece, found, place = osc_since(tmp_path), [], 0
    while place < len(content):
        size = chance.choice((1, 5, 40, 333))
        write(tmp_path, content[place : place + size])
        place += size
        piece = osc_since(tmp_path, piece.session, piece.at)
        found += [one.values[0] for one in piece.lines]
    assert found == list(range(200)) and piece.at == len(content)


def test_a_line_torn_by_a_killed_process_costs_that_line_alone(tmp_path: Path) -> None:
    write(tmp_path, line("osc_in", "/a", 1), b'{"t":1,"what":"osc_in","addr', b"\n", line("osc_in", "/a", 2))
    write(
        tmp_path, b'{"t":1,"what":"osc_in","address":3,"values":[]}\n', b'{"what":"osc_in"}\n', b'"what":"osc_\xff"\n'
    )
    write(tmp_path, b'{"t":"x","what":"osc_in","address":"/a","values":[1]}\n', line("osc_in", "/a", 3))
    assert [one.values for one in osc_since(tmp_path).lines] == [(1,), (2,), (3,)]


def test_a_new_session_is_read_from_its_beginning(tmp_path: Path) -> None:
    write(tmp_path, *(line("osc_in", "/a", n) for n in range(50)))
    before = osc_since(tmp_path)
    write(tmp_path, line("osc_in", "/b", 1), session=SECOND)
    after = osc_since(tmp_path, before.session, before.at)
    assert after.session == SECOND and said(after) == [("in", "/b", 1)]
    write(tmp_path, line("osc_in", "/b", 2), session=SECOND)
    assert said(osc_since(tmp_path, after.session, after.at)) == [("in", "/b", 2)]


def test_who_comes_late_gets_the_end_and_who_is_slow_hears_that_something_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(osc_lines, "FIRST_BYTES", 1000)
    monkeypatch.setattr(osc_lines, "MOST_BYTES", 4000)
    write(tmp_path, *(line("osc_in", "/a", n) for n in range(1000)))
    piece = osc_since(tmp_path)
    assert piece.lines[-1].values == (999,) and 5 < len(piece.lines) < 20 and not piece.left_out
    write(tmp_path, *(line("osc_in", "/a", n) for n in range(1000, 2000)))
    slow = osc_since(tmp_path, piece.session, piece.at)
    numbers = [one.values[0] for one in slow.lines]
    assert slow.left_out and numbers == list(range(numbers[0], 2000)) and len(numbers) < 100
    assert osc_since(tmp_path, slow.session, slow.at).lines == []
    write(tmp_path, b"x" * 9000, b"\n", line("osc_in", "/a", 7))
    while slow.at < (tmp_path / FIRST / "log.jsonl").stat().st_size:
        slow = osc_since(tmp_path, slow.session, slow.at)
    assert slow.lines[-1].values == (7,)


def test_many_lines_at_once_are_bounded(tmp_path: Path) -> None:
    write(tmp_path, line("osc_in", "/a", 0))
    piece = osc_since(tmp_path)
    write(tmp_path, *({"t": 1, "what": "osc_in", "address": "/a", "values": [n]} for n in range(3000)))
    late = osc_since(tmp_path, piece.session, piece.at)
    assert len(late.lines) == osc_lines.MOST_LINES and late.left_out and late.lines[-1].values == (2999,)


@pytest.mark.parametrize(("session", "at"), [("../../etc", 0), (FIRST, 10**15), ("", -5), (FIRST, 3), ("\0", 0)])
def test_a_made_up_place_reads_nothing_else(tmp_path: Path, session: str, at: int) -> None:
    write(tmp_path, line("osc_in", "/a", 1), line("osc_in", "/a", 2))
    assert [one.values[0] for one in osc_since(tmp_path, session, at).lines] in ([1, 2], [2])


def test_without_a_black_box_there_is_nothing(tmp_path: Path) -> None:
    assert osc_since(tmp_path / "none") == OscPiece("", 0, [], False, False)
    (tmp_path / FIRST).mkdir()
    (tmp_path / ".deleting-x").mkdir()
    assert osc_since(tmp_path).session == ""
    (tmp_path / FIRST / "log.jsonl").mkdir()
    assert osc_since(tmp_path).lines == []
