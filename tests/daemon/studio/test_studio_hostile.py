"""What somebody, or a crash, may have put where the studio reads: nothing of it holds or breaks a request."""

from __future__ import annotations

import errno
import json
import os
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from live_daemon.console.http_server import FILE_THREADS
from live_daemon.settings.sections import PathSettings
from live_daemon.soundcheck.lines import CERTIFICATE
from live_daemon.studio import (
    answers,
    bank_files,
    library,
    sounds,
    spectrograms,
    training_process,
    training_questions,
    trainings,
    uploads,
)
from live_daemon.studio.folders import coded
from live_daemon.studio.settings_file import SettingsFile
from support.console import ConsoleThread
from support.raw_http import asked
from support.studio_folders import tone, written

API = "/studio/api"
NO_TEXT = os.fsdecode(b"\xe9tude \xff")
PIPES = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes in folders")
BYTES_AS_NAMES = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are text there")


@pytest.fixture
def console() -> Iterator[ConsoleThread]:
    with ConsoleThread() as running:
        for name in ("recordings", "dreams", "bank", "state", "checkpoints"):
            folder(running, name).mkdir(exist_ok=True)
        yield running


def folder(console: ConsoleThread, name: str) -> Path:
    paths: PathSettings = console.context.settings.paths
    return Path(getattr(paths, name))


def training(console: ConsoleThread, events: bytes = b"", name: str = "mine", **started: Any) -> Path:
    """The folder of a training whose process is gone."""
    place = console.context.folder / "trainings" / name
    place.mkdir(parents=True, exist_ok=True)
    said = {"name": name, "pid": 1, "process_at": 0.0, "at": 1.0, **started}
    (place / "started.json").write_text(json.dumps(said))
    (place / "events.jsonl").write_bytes(events)
    return place


# -- names and values ---------------------------------------------------------------------------------------------


@BYTES_AS_NAMES
def test_a_folder_whose_name_is_no_text_hides_no_other(console: ConsoleThread) -> None:
    for name in (NO_TEXT, "dark"):
        bank = folder(console, "bank") / name
        bank.mkdir()
        (bank / "bank.json").write_text('{"loops": []}')
    status, told = console.get(f"{API}/stage")
    assert status == 200
    assert {one["name"] for one in told["banks"]} == {NO_TEXT, "dark"}


def test_what_a_file_says_in_bytes_that_are_no_text_is_told_all_the_same(console: ConsoleThread) -> None:
    lines = [dict.fromkeys(("name", "status", "figure", "bar", "remedy"), "\udcff")]
    told = {"lines": lines, "figures": {}, "safe": True, "verdict": "\udce9"}
    (folder(console, "state") / f"{CERTIFICATE}-1.json").write_text(json.dumps(told))
    status, check = console.get(f"{API}/tonight/check")
    assert (status, check["last"]["verdict"]) == (200, "\udce9")
    training(console, json.dumps({"event": "dream", "path": "/x/\udcff.wav"}).encode() + b"\n")
    status, found = console.get(f"{API}/trainings/of/mine")
    assert (status, found["events"][0]["path"]) == (200, "/x/\udcff.wav")


@pytest.mark.parametrize("origin", ["http://[", "http://[::1", "//[", "null"])
def test_an_origin_that_is_no_address_is_refused(console: ConsoleThread, origin: str) -> None:
    assert asked(console, f"{API}/dreams", Origin=origin)[0] == 403


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 30, "-1", "x"])
def test_a_loop_that_has_no_number_is_not_there(console: ConsoleThread, number: str) -> None:
    assert console.get(f"{API}/stage/loops/{number}/shape")[0] == 404


@pytest.mark.parametrize("value", ["a\0b", "a\nb", "\udc80", ["\0"]])
def test_a_hyperparameter_that_no_command_line_holds_is_refused(console: ConsoleThread, value: Any) -> None:
    written(folder(console, "recordings") / "take.wav", tone(220.0, 0.5))
    order = {"name": "mine", "recordings": [{"folder": "takes", "key": coded("take.wav")}], "params": {"units": value}}
    body = json.dumps({**order, "insist": True}).encode()
    status, _, text = asked(console, f"{API}/trainings", "POST", body, Content_Type="application/json")
    assert (status, text) == (400, b'{"error": "units must be a number, a word or true or false"}')


@pytest.mark.parametrize("text", ["[follower]\nq = " + "9" * 5000, "a" + ".a" * 30_000 + " = 1", "[" * 5000])
def test_settings_that_cost_a_reader_much_are_told_as_a_fault(
    console: ConsoleThread, tmp_path: Path, text: str
) -> None:
    """A reader that follows each dot of a key takes a quarter of an hour for these 60 kB."""
    file = tmp_path / "settings.toml"
    file.write_text(text)
    told = SettingsFile(replace(console.context, settings_file=file)).told()
    assert told["fault"]
    assert "\n" not in told["fault"]
    assert told["settings"]


# -- damaged files ------------------------------------------------------------------------------------------------


@PIPES
def test_a_loop_whose_file_is_no_sound_any_more_holds_nobody(console: ConsoleThread) -> None:
    state = folder(console, "state")
    os.mkfifo(state / "pipe.wav")
    files = {"1": str(state / "pipe.wav"), "2": "/dev/zero", "3": "a\0b", "4": ["x"]}
    loops = [{"dream_id": int(number), "name": "a"} for number in files]
    (state / "state.json").write_text(json.dumps({"mixer": {"loops": loops}, "dreams": files, "bank": ""}))
    assert [console.get(f"{API}/stage/loops/{number}/shape")[0] for number in range(len(files))] == [204] * 4


@PIPES
@pytest.mark.parametrize("name", ["events.jsonl", "troubles.txt", "started.json"])
def test_a_pipe_in_the_place_of_what_a_training_told_holds_nobody(console: ConsoleThread, name: str) -> None:
    place = training(console)
    (place / name).unlink(missing_ok=True)
    os.mkfifo(place / name)
    assert console.get(f"{API}/trainings")[0] == 200
    assert console.get(f"{API}/trainings/of/mine")[0] == (404 if name == "started.json" else 200)
    if name != "started.json":
        with pytest.raises(OSError, match="must be a file"):
            training_process.start([], place / "events.jsonl", place / "troubles.txt")


@pytest.mark.parametrize(
    "events",
    [
        b'{"event":"loss","progress":null}\n{"event":"a","progress":0.5}\n',
        b'{"event":"loss","progress":"x"}\n{"event":"a","progress":0.5}\n',
        b'{"event":"loss","progress":[]}\n[1]\n3\n{"event":4}\n{"event":"a","progress":0.5}\n',
    ],
)
def test_events_of_other_types_leave_the_rest_as_it_is(console: ConsoleThread, events: bytes) -> None:
    training(console, events)
    status, told = console.get(f"{API}/trainings")
    assert (status, told["trainings"][0]["progress"]) == (200, 0.5)


@pytest.mark.parametrize("name", ["../../elsewhere", "other", "a\0b", "é" * 200, "\udc80"])
def test_a_training_that_says_another_name_than_its_folder_is_none(console: ConsoleThread, name: str) -> None:
    training(console, name="good")
    place = training(console)
    (place / "started.json").write_text(json.dumps({"name": name, "pid": 1, "process_at": 0.0, "at": 2.0}))
    status, told = console.get(f"{API}/trainings")
    assert (status, [one["name"] for one in told["trainings"]]) == (200, ["good"])


def test_a_training_that_cannot_be_found_again_does_not_run(
    console: ConsoleThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full when its number is to be written down."""
    written(folder(console, "recordings") / "take.wav", tone(220.0, 0.5))
    ended: list[tuple[int, float]] = []

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(trainings, "write_started", full)
    monkeypatch.setattr(training_process, "start", lambda *_: (4321, 5.0))
    monkeypatch.setattr(training_process, "kill", lambda *process: ended.append(process) or True)
    order = {"name": "mine", "recordings": [{"folder": "takes", "key": coded("take.wav")}], "insist": True}
    body = json.dumps(order).encode()
    assert asked(console, f"{API}/trainings", "POST", body, Content_Type="application/json")[0] == 507
    assert ended == [(4321, 5.0)]


def test_a_picture_of_a_sound_at_any_rate_takes_little_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rate = 4_000_000
    path = written(tmp_path / "fast.wav", np.tile(tone(220.0, 0.5, rate), 4), rate)
    largest, transform = [0], np.fft.rfft

    def seen(pieces: Any, *more: Any) -> Any:
        largest[0] = max(largest[0], pieces.size)
        return transform(pieces, *more)

    monkeypatch.setattr(np.fft, "rfft", seen)
    assert spectrograms.picture_of(path).startswith(spectrograms.MAGIC)
    assert 0 < largest[0] <= 2 * spectrograms.WINDOW_S * rate + spectrograms.SAMPLES_AT_ONCE


# -- who waits for whom -------------------------------------------------------------------------------------------


def test_a_large_body_is_not_read_where_panics_are_heard(
    console: ConsoleThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A megabyte of JSON takes a tenth of a second and more."""
    threads, parse = [], answers.parse_json

    def parsed(*values: Any) -> Any:
        threads.append(threading.current_thread())
        return parse(*values)

    monkeypatch.setattr(answers, "parse_json", parsed)
    for count in (100_000, 1):
        body = json.dumps({"loops": [0] * count}).encode()
        assert asked(console, f"{API}/banks/root/order", "POST", body, Content_Type="application/json")[0] == 404
    assert threads[0] is not console._thread
    assert len(threads) == 2


@pytest.mark.parametrize("slow", ["trainer", "pictures", "sounds"])
def test_what_takes_minutes_leaves_threads_for_everything_else(
    console: ConsoleThread, monkeypatch: pytest.MonkeyPatch, slow: str
) -> None:
    released, entered = threading.Event(), threading.Event()

    def waits(*_: object) -> list[dict[str, Any]]:
        entered.set()
        assert released.wait(60)
        return [{"approaches": []}]

    monkeypatch.setattr(training_questions, "_asked", waits)
    monkeypatch.setattr(sounds, "picture_of", lambda path: str(waits(path)).encode())
    monkeypatch.setattr(sounds, "make_playable", lambda path, target: target.write_text(str(waits(path))))
    keys = []
    for number in range(FILE_THREADS + 2):
        path = folder(console, "dreams") / f"a-{number:04d}.aiff"
        written(path, tone(220.0 + number, 0.1), subtype="PCM_16")
        keys.append(coded(path.name))
    wanted = {
        "trainer": [f"{API}/trainings/choices"] * len(keys),
        "pictures": [f"{API}/spectrograms/dreams/{key}" for key in keys],
        "sounds": [f"{API}/sounds/dreams/{key}" for key in keys],
    }[slow]
    written(folder(console, "dreams") / "there-0001.wav", tone(330.0, 0.1))
    with ThreadPoolExecutor(len(wanted)) as pages:
        waiting = [pages.submit(console.get, one) for one in wanted]
        try:
            assert entered.wait(60)
            deadline = time.monotonic() + 60
            while console.console.connections.count < len(wanted) - 4:  # those that are sent away close again
                assert time.monotonic() < deadline
                time.sleep(0.01)
            assert console.get(f"{API}/dreams")[0] == 200
            assert asked(console, f"{API}/sounds/dreams/{coded('there-0001.wav')}")[0] == 200
        finally:
            released.set()
        statuses = {one.result()[0] for one in waiting}
    assert statuses <= {200, 503}
    assert 200 in statuses


@pytest.mark.parametrize("slow", ["merge", "add", "upload", "throw away", "search"])
def test_what_looks_at_or_changes_files_for_long_leaves_threads_for_everything_else(
    console: ConsoleThread, monkeypatch: pytest.MonkeyPatch, slow: str
) -> None:
    released, entered = threading.Event(), threading.Event()

    def waits(*_: object) -> None:
        entered.set()
        assert released.wait(60)
        raise answers.StudioError("it is enough")

    monkeypatch.setattr(bank_files, "merge", waits)
    monkeypatch.setattr(bank_files, "add_dream", waits)
    monkeypatch.setattr(uploads, "_to_disk", waits)
    monkeypatch.setattr(training_process, "kill", waits)
    if slow == "search":
        monkeypatch.setattr(library, "told_of", waits)
    (folder(console, "bank") / "bank.json").write_text('{"loops": []}')
    training(console)
    written(folder(console, "dreams") / "a-0001.wav", tone(330.0, 0.1))
    path, method, kind, body = {
        "merge": ("banks/root/merge", "POST", "application/json", b'{"banks": ["root"]}'),
        "add": (f"dreams/dreams/{coded('a-0001.wav')}/bank", "POST", "application/json", b'{"key": "root"}'),
        "upload": ("uploads?to=recordings&name=a.wav", "POST", "application/octet-stream", b"sound"),
        "throw away": ("trainings/of/mine", "DELETE", "application/json", None),
        "search": ("dreams?search=nothing", "GET", "application/json", None),
    }[slow]
    with ThreadPoolExecutor(FILE_THREADS + 2) as pages:
        for _ in range(FILE_THREADS + 2):
            pages.submit(asked, console, f"{API}/{path}", method, body, Content_Type=kind)
        try:
            assert entered.wait(60)
            deadline = time.monotonic() + 60
            while console.console.connections.count <= FILE_THREADS:  # a fifth upload is sent away
                assert time.monotonic() < deadline
                time.sleep(0.01)
            assert console.get(f"{API}/dreams?kind=takes")[0] == console.get(f"{API}/banks")[0] == 200
        finally:
            released.set()
