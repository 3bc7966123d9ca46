"""The sound check that the page starts: one at a time, its lines as they come, stopped, and what earlier ones found."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from live_daemon.audio.clock import Clock
from live_daemon.audio.record import AudioRecord
from live_daemon.processes.shared_folder import make_shared_folder
from live_daemon.settings import Settings, settings_to_file
from live_daemon.studio import check_runner, tonight
from live_daemon.studio.answers import StudioError, refused
from live_daemon.studio.check_runner import CheckRunner
from live_daemon.studio.context import StudioContext
from live_daemon.studio.history import History
from support.ports import free_port

RATE = 48_000
PATIENCE_S = 60.0
PATH = "/tonight/check"


@pytest.fixture
def context(tmp_path: Path) -> StudioContext:
    found = Settings()
    paths = {name: str(tmp_path / name) for name in ("recordings", "dreams", "bank", "state", "checkpoints")}
    settings = replace(
        found,
        paths=replace(found.paths, **paths),
        audio=replace(found.audio, device="none", arena_s=60),
        osc=replace(found.osc, listen_port=free_port(), send=[]),
    )
    return StudioContext(settings, tmp_path / "my show.toml", History(), lambda _: None)


def settled(runner: CheckRunner, found: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    deadline = time.monotonic() + PATIENCE_S
    while not found(told := runner.told()):
        assert time.monotonic() < deadline, told
        time.sleep(0.01)
    return told


def child(script: str) -> list[str]:
    return [sys.executable, "-c", script]


LINE = {"name": "disk", "status": "pass", "figure": "<b>", "bar": "", "remedy": ""}
SAYS = f"""
import json, sys
print(json.dumps({{"progress": "the engine is watched"}}), flush=True)
print("no JSON", flush=True)
print(json.dumps({{"line": {LINE!r}}}), flush=True)
sys.stdin.read()  # until the studio ends, or stops it
"""


@pytest.mark.whole
def test_one_check_at_a_time_its_lines_as_they_come_and_a_stop(context: StudioContext) -> None:
    runner = CheckRunner(context, child(SAYS))
    runner.begin()
    told = settled(runner, lambda told: bool(told["lines"]))
    assert told["running"] and told["lines"] == [LINE] and told["progress"] == "the engine is watched"
    with pytest.raises(StudioError, match="running already"):
        runner.begin()
    runner.stop()
    told = settled(runner, lambda told: not told["running"])
    assert told["stopped"] and told["error"] == "" and told["lines"] == [LINE]
    runner.stop()  # nothing to stop
    runner.begin()
    assert runner.told()["lines"] == [] and not runner.told()["stopped"]
    runner.stop()
    settled(runner, lambda told: not told["running"])


@pytest.mark.whole
def test_a_check_that_dies_says_so(context: StudioContext) -> None:
    runner = CheckRunner(context, child("import os; os._exit(7)"))
    runner.begin()
    told = settled(runner, lambda told: not told["running"])
    assert "status 7" in told["error"] and "live-daemon soundcheck --settings '" in told["error"]
    missing = CheckRunner(context, [str(Path(context.settings.paths.state) / "no such program")])
    with pytest.raises(StudioError, match="cannot be started"):
        missing.begin()
    assert not missing.told()["running"]


@pytest.mark.whole
def test_without_a_daemon_it_neither_plays_nor_opens_anything(context: StudioContext) -> None:
    runner = CheckRunner(context)
    runner.begin()
    told = settled(runner, lambda told: not told["running"])
    assert told["lines"] == [] and "the daemon has ended" in told["error"] and told["last"] is None


@contextlib.contextmanager
def stage(settings: Settings) -> Iterator[None]:
    """A stage as far as the check sees it: who holds the state folder's lock, and an engine that a clock drives."""
    state = Path(settings.paths.state)
    state.mkdir()
    lock = os.open(state / "lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(lock, fcntl.LOCK_EX)
    folder = make_shared_folder(state, 60 * RATE)
    record = AudioRecord.create(folder, RATE, 60 * RATE)
    stop = threading.Event()
    thread = threading.Thread(target=Clock(record).run, args=(stop,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
        os.close(lock)
        record.remove()
        folder.rmdir()


@pytest.mark.whole
def test_a_stage_that_runs_is_checked_and_what_needs_it_stopped_is_said(
    context: StudioContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_runner, "SECONDS", 2.0)
    page = TestClient(Starlette(routes=tonight.routes(context), exception_handlers={StudioError: refused}))
    with stage(context.settings):
        assert page.post(PATH).status_code == 202
        assert page.post(PATH).status_code == 409
        deadline = time.monotonic() + PATIENCE_S
        while (told := page.get(PATH).json())["running"]:
            assert time.monotonic() < deadline
            time.sleep(0.05)
    lines = {line["name"]: line for line in told["lines"]}
    assert told["error"] == "" and told["progress"].startswith("a daemon runs")
    assert lines["callback"]["status"] in ("pass", "fail") and lines["callback"]["values"]["blocks"] > 0
    assert {name for name, line in lines.items() if "a daemon runs" in line["figure"]} == set(told["needs_stop"])
    assert told["last"]["beside"] and told["whole"] is None and len(told["last"]["lines"]) == len(told["lines"])
    assert abs(told["last"]["at"] - time.time()) < PATIENCE_S


@pytest.mark.whole
def test_a_check_never_outlives_the_console_that_started_it(context: StudioContext, tmp_path: Path) -> None:
    file = tmp_path / "resolved.json"
    settings_to_file(context.settings, file)
    command = [sys.executable, "-m", "live_daemon.soundcheck", "--settings", str(file), "--seconds", "3000"]
    with (
        stage(context.settings),
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as check,
    ):
        assert check.stdin is not None and check.stdout is not None
        while "a daemon runs" not in check.stdout.readline():
            assert check.poll() is None
        check.stdin.close()  # as when the console is killed
        assert check.wait(PATIENCE_S) == 1


def certificate(state: Path, name: str, safe: bool, **figures: Any) -> None:
    state.mkdir(exist_ok=True)
    found = {"safe": safe, "verdict": name, "time": "", "lines": [LINE | {"values": {"n": 1}}], "figures": figures}
    (state / f"soundcheck-{name}.json").write_text(json.dumps(found))


def test_the_last_certificate_and_the_last_whole_one(context: StudioContext) -> None:
    state, runner = Path(context.settings.paths.state), CheckRunner(context)
    assert (runner.told()["last"], runner.told()["whole"]) == (None, None)
    certificate(state, "20261127-190000", True, rehearsal={})
    certificate(state, "20261128-190000", True, rehearsal={})
    certificate(state, "20261128-200000", False, running={})
    (state / "soundcheck-20261128-210000.json").write_text("{")
    (state / "soundcheck-20261128-220000.json").write_text("[]")
    (state / "soundcheck-20261128-230000.json").write_text('{"lines": [{}], "figures": {}}')
    told = runner.told()
    assert told["last"]["verdict"] == "20261128-200000" and not told["last"]["safe"] and told["last"]["beside"]
    assert told["whole"]["verdict"] == "20261128-190000" and told["whole"]["safe"]
    assert told["last"]["lines"] == [LINE]
