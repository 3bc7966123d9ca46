"""Standard error that cannot be written ends nobody: a log on a full disk, a terminal that is gone, a closed stream."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from live_daemon.control.state_saver import StateSaver
from live_daemon.log import say
from live_daemon.osc.reporter import Reporter
from live_daemon.processes.child import Child
from live_daemon.state.state_file import ControllerState
from live_inference.command_line.compiling import on_stderr
from live_inference.command_line.entry import run_command
from live_inference.command_line.progress import progress
from live_inference.command_line.terminal import tell

FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.is_char_device(), reason="needs /dev/full (Linux)")


def _broken_pipe() -> int:
    reads, writes = os.pipe()
    os.close(reads)
    return writes


@pytest.fixture(params=[pytest.param("full", marks=needs_full), "broken", "closed"])
def stream(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[io.TextIOWrapper]:
    """Standard error as the daemon's processes have it (unbuffered), where nothing can be written."""
    file = os.open(FULL, os.O_WRONLY) if request.param == "full" else _broken_pipe()
    stream = io.TextIOWrapper(io.FileIO(file, "w"), encoding="utf-8", write_through=True)
    if request.param == "closed":
        stream.close()
    with pytest.raises((OSError, ValueError)):  # else this test shows nothing
        stream.write("x\n")
        stream.flush()
    monkeypatch.setattr(sys, "stderr", stream)
    yield stream
    stream.close()


def test_a_line_that_cannot_be_written_is_lost_and_no_more(stream) -> None:
    tell("nobody reads this")
    say("nor this")
    on_stderr("nor that")


def test_a_state_that_cannot_be_written_on_a_full_disk_ends_no_controller(stream, tmp_path: Path) -> None:
    blocked, told = tmp_path / "file", list[tuple[object, ...]]()
    blocked.touch()  # a file where a folder should be: not even root can write there
    reporter = Reporter([], lambda what, **fields: told.append((what, fields["address"])))
    StateSaver(blocked, ControllerState, reporter).save()
    reporter.close()
    assert told == [("osc_out", "/dream/error")]


def test_the_supervisor_goes_on_when_a_child_ended(stream) -> None:
    child = Child("controller", [])
    child.ended(1, 100.0)
    assert child.start_at >= 100.0


def test_a_daemon_started_without_standard_error_speaks_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)  # as Python has it after `2>&-`
    say("nobody reads this")


def test_a_command_that_fails_has_its_exit_status_and_tells_whoever_else_asked(stream) -> None:
    if stream.closed:
        return  # nobody closes it in the middle
    told: list[str] = []

    def body() -> int:
        raise ValueError("is\nwrong")

    assert run_command("x", body, (ValueError,), told=told.append) == 1
    assert told == ["is wrong"]


def test_long_work_goes_on_without_its_progress(stream) -> None:
    if stream.closed:
        return  # nobody closes it in the middle
    with progress(10.0, "training", stream=stream) as bar:
        bar.move(10.0)


@pytest.mark.whole
@needs_full
def test_a_process_whose_thread_failed_ends() -> None:
    code = (
        "import threading, time\n"
        "from live_inference.worker.process import end_when_a_thread_fails\n"
        "end_when_a_thread_fails()\n"
        "threading.Thread(target=lambda: 1 / 0).start()\n"
        "time.sleep(200)\n"
    )
    with FULL.open("wb") as full:
        done = subprocess.run([sys.executable, "-u", "-c", code], stderr=full, timeout=120, check=False)
    assert done.returncode == 1


@pytest.mark.whole
@needs_full
def test_the_audio_process_without_a_terminal_has_its_exit_status(tmp_path: Path) -> None:
    command = [sys.executable, "-u", "-m", "live_daemon.audio", "--record", str(tmp_path), "--device", "none"]
    with FULL.open("wb") as full:
        done = subprocess.run(command, stderr=full, stdin=subprocess.DEVNULL, timeout=200, check=False)
    assert done.returncode == 1
