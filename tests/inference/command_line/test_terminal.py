"""Standard error that cannot be written ends nobody: a log on a full disk, a terminal that is gone, a closed stream."""

from __future__ import annotations

import io
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from live_daemon.control.state_saver import StateSaver
from live_daemon.log import say
from live_daemon.osc.reporter import Reporter
from live_daemon.processes.child import Child
from live_daemon.state.state_file import ControllerState
from live_inference.command_line import terminal
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


def _stopped_terminal() -> tuple[int, int, Callable[[], None]]:
    """A terminal on which Ctrl-S was pressed: its own end, ours, and what presses Ctrl-Q."""
    its_end, ours = os.openpty()
    os.write(its_end, b"\x13")
    return its_end, ours, lambda: (os.write(its_end, b"\x11"), None)[1]


def _unread_terminal() -> tuple[int, int, Callable[[], None]]:
    """A terminal whose window hangs: it says that it takes more, and has no room for a line."""
    its_end, ours = os.openpty()
    os.set_blocking(ours, False)
    with pytest.raises(BlockingIOError):
        while True:
            os.write(ours, b"x")
    os.set_blocking(ours, True)
    return its_end, ours, lambda: _empty(its_end)


def _empty(reads: int) -> None:
    os.set_blocking(reads, False)
    with pytest.raises(BlockingIOError):
        while True:
            os.read(reads, 65536)
            time.sleep(0.01)  # a terminal hands on what it has by and by
    os.set_blocking(reads, True)


def _full_pipe() -> tuple[int, int, Callable[[], None]]:
    """A pipe that nobody empties: where it is read, where it is written, and what empties it."""
    reads, writes = os.pipe()
    os.set_blocking(writes, False)
    with pytest.raises(BlockingIOError):
        while True:
            os.write(writes, b"x" * 512)
    os.set_blocking(writes, True)
    return reads, writes, lambda: _empty(reads)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not say whether a console takes a line")
@pytest.mark.parametrize("stalled", [_stopped_terminal, _unread_terminal, _full_pipe])
def test_nobody_waits_for_a_terminal_that_was_stopped_or_a_pipe_that_is_full(
    stalled: Callable[[], tuple[int, int, Callable[[], None]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line held the controller and the supervisor: no OSC, no restart, SIGTERM in vain."""
    reads, writes, go_on = stalled()
    stream = io.TextIOWrapper(io.FileIO(writes, "w"), encoding="utf-8", write_through=True)
    monkeypatch.setattr(sys, "stderr", stream)
    told = threading.Thread(target=lambda: [tell(text) for text in ("lost", "é" * 20_000)], daemon=True)
    told.start()
    told.join(20)
    waited = told.is_alive()
    go_on()
    told.join(20)
    assert not waited
    for _ in range(400):  # a terminal goes on a moment after it is told to
        tell("heard again")
        if select.select([reads], [], [], 0.05)[0]:
            break
    assert set(os.read(reads, 65536).split()) == {b"heard", b"again"}
    stream.close()
    os.close(reads)


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX's")
def test_a_burst_of_lines_is_whole_on_a_terminal_that_is_read_slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    import pty

    reads, writes = pty.openpty()
    stream = io.TextIOWrapper(io.FileIO(writes, "w"), encoding="utf-8", write_through=True)
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(terminal, "PATIENCE_S", 10.0)  # however busy the machine is
    lines, heard = [f"{number} " + "x" * 200 for number in range(200)], bytearray()

    def read() -> None:
        while heard.count(b"\n") < len(lines):
            heard.extend(os.read(reads, 700))
            time.sleep(0.001)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    for line in lines:
        tell(line)
    reader.join(20)
    assert heard.decode().split("\r\n") == [*lines, ""]
    stream.close()
    os.close(reads)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not say whether a pipe takes a line")
def test_a_line_longer_than_a_pipe_takes_is_whole_where_somebody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    reads, writes = os.pipe()
    with io.TextIOWrapper(io.FileIO(writes, "w"), encoding="utf-8", write_through=True) as stream:
        monkeypatch.setattr(sys, "stderr", stream)
        tell("é" * 7000)
    with os.fdopen(reads, "rb") as file:
        assert file.read().decode() == "é" * 7000 + "\n"


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
