"""A black box that was damaged, or made up: it is rendered as far as it goes, or refused in one line."""

from __future__ import annotations

import io
import json
import os
import pickle
import shutil
import zipfile
from pathlib import Path

import numpy as np
import pytest
from test_replay import a_full_concert

from live_daemon.audio.layout import MAX_SLOTS, Course
from live_daemon.black_box import replay_lines, replay_log
from live_daemon.black_box.files import INPUT_FILE, LONGEST_LINE, SAMPLES_FOLDER, read_lines
from live_daemon.black_box.old_sessions import LOG_FILE
from live_daemon.black_box.replay import read_log, render
from live_daemon.black_box.replay_log import ReplayError


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    concert, _ = a_full_concert(tmp_path_factory.mktemp("concert"))
    return concert.log


@pytest.fixture
def log(made, tmp_path):
    return Path(shutil.copytree(made, tmp_path / "log"))


def lines_of(log):
    return [json.loads(line) for line in (log / LOG_FILE).read_text().splitlines() if line]


def write(log, lines):
    (log / LOG_FILE).write_text("\n".join(json.dumps(line) for line in lines) + "\n")


def outcome(log, out):
    """Render; return the refusal, or None. Nothing else than ReplayError may come."""
    try:
        render(read_log(log), out)
    except ReplayError as refused:
        assert len(str(refused).splitlines()) == 1
        return str(refused)
    return None


NONSENSE = (None, -1, 10**18, 10**4000, 1.5, "x", "", [], [1], {}, True, float("nan"), float("inf"), "../../etc/passwd")


def shows(line):
    """The kinds of lines, and of commands: one of each is damaged."""
    return line["what"], line.get("op"), "stream" in line


def test_every_field_of_every_kind_of_line_may_hold_nonsense(log, monkeypatch):
    """Read only: what is rendered after a damaged number is told below. One line of each kind is enough of a log."""
    lines = list({shows(line): line for line in reversed(lines_of(log))}.values())
    start = next(log.glob("start-*.npz"))
    state, real, refused = replay_lines.read_start(start, 10**9), replay_lines.read_start, 0
    monkeypatch.setattr(replay_log, "read_start", lambda file, frames: state if file == start else real(file, frames))
    for place in range(len(lines)):
        for name in [one for one in lines[place] if one not in ("what", "t")]:
            for value in (*NONSENSE, "missing"):
                damaged = lines[place] | {name: value}
                if value == "missing":
                    del damaged[name]
                text = "9" * 4001 if value == 10**4000 else None
                shown = json.dumps(damaged | {name: 0} if text else damaged)
                shown = shown.replace(f'"{name}": 0', f'"{name}": {text}') if text else shown
                whole = [json.dumps(line) for line in lines]
                whole[place] = shown
                (log / LOG_FILE).write_text("\n".join(whole))
                try:
                    read_log(log)
                except ReplayError as error:
                    assert len(str(error).splitlines()) == 1
                    refused += 1
    assert refused > 50


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("samples", {"offset": 10**9}),
        ("samples", {"frames": 6 * 10**9}),
        ("samples", {"file": "../../../etc/passwd"}),
        ("samples", {"at": 10**15}),
        ("input", {"at": 10**15}),
        ("input", {"frames": 2**39}),
        ("input", {"channels": 3}),
        ("input", {"frame": 2**61}),
        ("end", {"frame": 2**61}),
        ("command", {"slot": 10**6}),
        ("command", {"slot": -1}),
        ("command", {"op": "REBOOT"}),
        ("command", {"row": 77}),
        ("command", {"ints": [1] * 50}),
        ("session", {"arena_frames": 2**62}),
        ("session", {"sample_rate": 0}),
        ("start", {"file": "../start.npz"}),
        ("start", {"file": "/dev/zero"}),
    ],
)
def test_numbers_that_lead_nowhere_are_refused_or_silent(log, tmp_path, kind, changes):
    lines = lines_of(log)
    place = next(place for place, line in enumerate(lines) if line["what"] == kind)
    lines[place] |= changes
    write(log, lines)
    outcome(log, tmp_path / "out.wav")


def state_of(log):
    with np.load(next(log.glob("start-*.npz"))) as found:
        return {name: found[name] for name in found.files}


SLOTS = np.zeros(MAX_SLOTS, np.int64)
ENDLESS = {"slot_phase": SLOTS + 1, "slot_looping": SLOTS + Course.ENDLESS, "slot_frames": SLOTS + 5}


@pytest.mark.parametrize(
    "changes",
    [
        {"slot_phase": SLOTS + 1, "slot_offset": SLOTS + 2**40, "slot_frames": SLOTS + 5},
        {"slot_phase": SLOTS + 1, "slot_offset": SLOTS - 5, "slot_frames": SLOTS + 5},
        {"slot_phase": SLOTS + 1, "slot_frames": SLOTS + 5, "slot_position": SLOTS + 2**40},
        {"slot_phase": SLOTS + 1, "slot_frames": SLOTS + 5, "slot_filled": SLOTS + 2**40},
        {**ENDLESS, "slot_filled": SLOTS - 1},
        {**ENDLESS, "slot_filled": SLOTS + 9, "slot_position": SLOTS - 1},
        {**ENDLESS, "slot_filled": SLOTS + 9, "slot_position": SLOTS + 10},
        {**ENDLESS, "slot_filled": SLOTS + 9, "slot_offset": SLOTS + 2**40},
        {"slot_phase": SLOTS + 99},
        {"slot_pending": SLOTS + 1, "pending_offset": SLOTS + 2**40, "pending_frames": SLOTS + 2**40},
        {"num_bands": np.int64(10**6)},
        {"output_channels": np.int64(10**6)},
        {"slot_output": SLOTS + 10**6},
        {"frame": np.float64(1)},
        {"frame": np.int64(-1)},
        {"slot_offset": np.zeros(3, np.int64)},
        {"gain_map": np.zeros((2**10, 2**10), np.float32)},
        {"slot_phase": None},
        {"engine_sample_rate": np.float64(np.nan)},
    ],
)
def test_a_state_that_would_let_the_engine_read_elsewhere_is_refused(log, tmp_path, changes):
    """The engine runs without any check: it would end the process, or play whatever lies there."""
    state = state_of(log) | changes
    np.savez(next(log.glob("start-*.npz")), **{name: value for name, value in state.items() if value is not None})
    assert "start-0001.npz" in outcome(log, tmp_path / "out.wav")


class Trap:
    """What must never run."""

    def __reduce__(self):
        return os.mkdir, ("trapped",)


def test_states_that_are_bombs_pickles_or_no_archives_are_refused(log, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = next(log.glob("start-*.npz"))
    bomb, trap = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("frame.npy", b"\0" * (64 << 20))
    np.savez(trap, frame=np.array(Trap(), object))
    whole = path.read_bytes()
    for content in (
        *(bomb.getvalue(), trap.getvalue(), pickle.dumps(Trap()), b"", b"PK\3\4", whole[: len(whole) // 2]),
        *(whole[:100], whole.replace(b"NUMPY", b"NUMPX"), b"\x93NUMPY\1\0" + b"\xff" * 100),
    ):
        path.write_bytes(content)
        assert "start-0001.npz" in outcome(log, tmp_path / "out.wav")
    assert not (tmp_path / "trapped").exists()


@pytest.mark.skipif(os.name == "nt", reason="pipes and devices in the file system are POSIX's")
@pytest.mark.parametrize("thing", ["pipe", "device", "folder"])
def test_what_is_no_file_is_not_waited_for(log, tmp_path, thing):
    def put(path):
        path.unlink()
        if thing == "pipe":
            os.mkfifo(path)
        elif thing == "folder":
            path.mkdir()
        else:
            path.symlink_to("/dev/zero")

    for sound in (log / SAMPLES_FOLDER).iterdir():
        put(sound)
    put(log / INPUT_FILE)
    assert outcome(log, tmp_path / "out.wav") is None, "without its sounds it is rendered, with remarks"
    assert any("missing" in remark for remark in render(read_log(log), tmp_path / "out.wav").remarks)
    put(next(log.glob("start-*.npz")))
    assert "start-0001.npz" in outcome(log, tmp_path / "out.wav")
    put(log / LOG_FILE)
    assert LOG_FILE in outcome(log, tmp_path / "out.wav")


def test_lines_without_end_and_lines_of_brackets_are_left_out(tmp_path):
    path = tmp_path / LOG_FILE
    path.write_bytes(
        b'{"what": "a"}\n' + b"x" * (2 * LONGEST_LINE + 5) + b'\n{"what": "b", "x": NaN}\n' + b"[" * 100_000
        + b'\n{"what": 5}\n[1]\n\n{"what": ["a"]}\n{"what": "c"}'
    )  # fmt: skip
    assert [line and line["what"] for line in read_lines(path)] == ["a", *[None] * 3, "b", *[None] * 4, "c"]
