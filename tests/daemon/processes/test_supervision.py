"""The supervisor's parts: heartbeats, the spare process, back-off, a stall that nobody is blamed for, what is left."""

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from live_daemon.audio.layout import ProcessState
from live_daemon.audio.record import AudioRecord
from live_daemon.audio.watchdog import BlockWatch
from live_daemon.processes import run as running
from live_daemon.processes.child import Child, Spare
from live_daemon.processes.shared_folder import claim, sweep
from live_daemon.processes.supervisor import AFTER_STALL_S, LONGEST_COMPILE_S, LONGEST_START_S, STALL_S, Supervisor
from live_daemon.settings import load_settings
from live_inference.worker.address import ADDRESS_FILE
from live_inference.worker.heartbeat import Heartbeat

SLEEPER = [sys.executable, "-c", "import sys; sys.stdin.read()"]
ECHO = [sys.executable, "-c", "import sys; sys.exit(7 if sys.stdin.readline() == 'go\\n' else 5)"]


def test_a_heartbeat_is_overdue_when_its_own_promise_is_broken(tmp_path: Path) -> None:
    heartbeat = Heartbeat.make(tmp_path / "heartbeat", 100.0)
    other = Heartbeat(tmp_path / "heartbeat")  # as another process maps it
    assert other.overdue_s() == 0.0
    other.beat(-1.0)
    assert 1.0 <= heartbeat.overdue_s() < 10.0
    heartbeat.beat(5.0)
    assert other.overdue_s() == 0.0
    assert (tmp_path / "heartbeat").stat().st_mode & 0o777 == 0o600
    with pytest.raises((OSError, ValueError)):
        Heartbeat(tmp_path / "nobody")


def test_a_child_that_dies_early_again_and_again_is_started_later_and_later() -> None:
    child = Child("x", SLEEPER)
    waits = []
    for ran_s in (0.1, 0.1, 0.1, 0.1, 60.0):
        child.started_at = 100.0 - ran_s
        child.ended(1, 100.0)
        waits.append(round(child.start_at - 100.0, 3))
    assert waits == [0.0, 0.2, 0.4, 0.8, 0.0]


class _NoProcess:
    """In the place of `subprocess.Popen`: the system has none left, for a while."""

    def __init__(self) -> None:
        self.calls, self.left = 0, False

    def __call__(self, *_: object, **__: object) -> "_FakeProcess":
        self.calls += 1
        if not self.left:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        return _FakeProcess()


def test_where_no_process_can_be_started_the_supervisor_goes_on_and_tries_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Too many processes of one user, or no memory: the supervisor ended, and with it the sound."""
    system = _NoProcess()
    monkeypatch.setattr("live_daemon.processes.child.subprocess.Popen", system)
    clock = Clock()
    supervisor = _supervisor(tmp_path, clock)
    controller = supervisor.children[1]
    controller.process, controller.started_at = None, -100.0
    tried_s = []
    while clock.now < 20.0:
        before = system.calls
        supervisor.check()
        if system.calls > before:
            tried_s.append(clock.now)
        assert controller.process is None
        clock.now += 0.1
    assert len(tried_s) < 12, "later and later, as one that died early"
    assert tried_s[-1] > 10.0
    assert capsys.readouterr().err.count("the controller process cannot be started") == 1
    system.left = True
    while controller.process is None:
        assert clock.now < 30.0
        supervisor.check()
        clock.now += 0.1
    assert not _killed(supervisor)


def test_a_spare_that_cannot_be_started_is_told_once_and_tried_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    system = _NoProcess()
    monkeypatch.setattr("live_daemon.processes.child.subprocess.Popen", system)
    spare = Spare(Child("audio", []))
    for now in range(20):
        spare.prepare(float(now))
    assert system.calls == 4, "every five seconds"
    assert capsys.readouterr().err.count("a spare audio process cannot be started") == 1
    system.left = True
    spare.prepare(20.0)
    assert spare._process is not None


@pytest.mark.whole
def test_a_child_ends_when_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("live_daemon.processes.child.PATIENCE_S", 60.0)  # it may not have begun to read yet
    child = Child("x", SLEEPER)
    child.start(5.0, now=0.0)
    assert child.process is not None
    child.stop()
    assert child.process.returncode == 0


@pytest.mark.whole
def test_the_spare_takes_over_and_is_asked_to_end_when_it_was_not_needed(tmp_path: Path) -> None:
    child = Child("audio", ECHO, tmp_path / "heartbeat")
    spare = Spare(child)
    assert not spare.takes_over(child, 100.0, now=0.0)  # there is none yet
    spare.prepare(now=0.0)
    assert spare.takes_over(child, 100.0, now=0.0)
    assert child.heartbeat is not None and not child.overdue(), "judged by its own sign of life"
    assert child.process is not None and child.process.wait(20) == 7
    spare.prepare(now=0.0)
    waiting = spare._process
    assert waiting is not None
    spare.stop()
    assert waiting.wait(20) == 5


def test_the_heartbeat_file_is_there_before_the_spare_hears_its_word(tmp_path: Path) -> None:
    class Process(_FakeProcess):
        found: bool | None = None

        @property
        def stdin(self) -> "Process":
            return self

        def write(self, _word: bytes) -> None:
            self.found = (tmp_path / "heartbeat").exists()

        def flush(self) -> None:
            pass

    child = Child("inference", [], tmp_path / "heartbeat")
    spare = Spare(child)
    waiting = spare._process = Process()  # type: ignore[assignment]
    assert spare.takes_over(child, 100.0, now=0.0)
    assert waiting.found is True


MARKED_WORKER = """
import os, pathlib, sys
from live_inference.worker.__main__ import main
read = os.read
def marked(descriptor, count):
    pathlib.Path(sys.argv[2], "waits").touch()
    return read(descriptor, count)
os.read = marked
sys.exit(main())
"""


def wait_for(path: Path) -> None:
    deadline = time.monotonic() + 90.0
    while not path.exists():
        assert time.monotonic() < deadline, f"{path.name} does not come"
        time.sleep(0.01)


@pytest.mark.whole
def test_a_spare_worker_is_warm_and_unseen_until_its_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Had it published its address before, the controller would talk to it instead of the one that dreams."""
    monkeypatch.setattr("live_daemon.processes.child.PATIENCE_S", 60.0)
    command = [sys.executable, "-c", MARKED_WORKER, "--folder", str(tmp_path), "--sample-rate", "48000"]
    command += ["--arena", str(tmp_path / "arena"), "--checkpoints", str(tmp_path)]
    command += ["--heartbeat", str(tmp_path / "heartbeat")]
    np.zeros(48000, np.float32).tofile(tmp_path / "arena")
    child = Child("inference", command, tmp_path / "heartbeat")
    spare = Spare(child, "--spare", "")
    spare.prepare(now=0.0)
    wait_for(tmp_path / "waits")
    assert not (tmp_path / ADDRESS_FILE).exists()
    assert spare.takes_over(child, 100.0, now=0.0)
    wait_for(tmp_path / ADDRESS_FILE)
    child.stop()
    assert child.process is not None and child.process.returncode == 0


class _FakeProcess:
    stdin: object = None
    killed = False

    def poll(self) -> int | None:
        return None

    def kill(self) -> None:
        self.killed = True


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def _supervisor(tmp_path: Path, clock: Clock | None = None) -> Supervisor:
    settings = load_settings(overrides=[f"paths.state={tmp_path / 'state'}", "audio.device=none"])
    supervisor = Supervisor(settings, clock=clock or Clock())
    supervisor.record = AudioRecord.create(tmp_path, 48_000, 48_000)
    supervisor._watch = BlockWatch(supervisor.record)
    supervisor.children = [Child("audio", []), Child("controller", [], tmp_path / "heartbeat")]
    for child in supervisor.children:
        child.expect(60.0)
        child.take(_FakeProcess(), now=0.0)  # type: ignore[arg-type]
    return supervisor


def _killed(supervisor: Supervisor) -> list[str]:
    return [child.name for child in supervisor.children if child.process is not None and child.process.killed]  # type: ignore[attr-defined]


def test_who_breaks_its_promise_is_killed_once_but_not_on_a_machine_that_stood_still(tmp_path: Path) -> None:
    clock = Clock()
    supervisor = _supervisor(tmp_path, clock)
    supervisor.check()
    assert not _killed(supervisor)
    heartbeat = Heartbeat(tmp_path / "heartbeat")
    heartbeat.beat(-0.01)
    clock.now += STALL_S + 0.1  # the supervisor was not called itself
    stood_until = clock.now
    while clock.now < stood_until + AFTER_STALL_S - 0.2:
        supervisor.check()
        assert not _killed(supervisor)
        clock.now += 0.1
    clock.now += 0.3
    supervisor.check()
    assert _killed(supervisor) == ["controller"]
    supervisor.children[1].process.killed = False  # type: ignore[union-attr]
    supervisor.check()
    assert not _killed(supervisor)  # it is dying already


def test_what_hangs_is_killed_before_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that could not be written in a stopped terminal kept a process that hangs alive."""
    supervisor, told = _supervisor(tmp_path), []  # type: ignore[var-annotated]
    monkeypatch.setattr("live_daemon.processes.supervisor.say", lambda text: told.append((text, _killed(supervisor))))
    Heartbeat(tmp_path / "heartbeat").beat(-0.01)
    supervisor.check()
    assert told == [("the controller process hangs: it is killed and started again", ["controller"])]


def test_a_process_that_starts_or_compiles_for_too_long_is_killed(tmp_path: Path) -> None:
    for state, longest_s in ((ProcessState.STARTING, LONGEST_START_S), (ProcessState.COMPILING, LONGEST_COMPILE_S)):
        clock = Clock()
        supervisor = _supervisor(tmp_path, clock)
        assert supervisor.record is not None
        supervisor.record.put("process_state", state)
        clock.now = longest_s - 1.0
        supervisor.check()
        assert not _killed(supervisor)
        clock.now = longest_s + 1.0
        supervisor.check()
        assert "audio" in _killed(supervisor)


# A process that, asked to end, notes it, and what has ended by then. Some wait until the sound has ended: a driver or a
# network keeps them.
LAST_WORDS = """
import pathlib, sys, time
folder, name, keeps = pathlib.Path(sys.argv[1]), sys.argv[2], "keeps" in sys.argv
(folder / f"{name}.runs").touch()
sys.stdin.read()
(folder / f"{name}.asked").write_text(" ".join(sorted(one.stem for one in folder.glob("*.ended"))))
while keeps and not (folder / "audio.ended").exists():
    time.sleep(0.01)
(folder / f"{name}.ended").touch()
"""


@pytest.mark.whole
def test_the_sound_ends_behind_the_controller_whatever_keeps_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C on stage: a MIDI driver, the spares, the worker that hang must not leave the sound on."""
    monkeypatch.setattr("live_daemon.processes.child.PATIENCE_S", 60.0)
    supervisor = _supervisor(tmp_path)
    folder = tmp_path / "last"
    folder.mkdir()

    def child(name: str, *keeps: str) -> Child:
        made = Child(name, [sys.executable, "-c", LAST_WORDS, str(folder), name, *keeps])
        made.start(60.0, now=0.0)
        return made

    spare = Spare(Child("inference", [sys.executable, "-c", LAST_WORDS, str(folder), "spare"]), "keeps")
    spare.prepare(now=0.0)
    supervisor._spares["inference"] = spare
    supervisor.children = [child("audio"), child("controller")]
    supervisor.children += [child(name, "keeps") for name in ("inference", "console", "midi")]
    names = {"spare", *(one.name for one in supervisor.children)}
    deadline = time.monotonic() + 60.0
    while {path.stem for path in folder.glob("*.runs")} != names:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    supervisor.__exit__()
    assert {path.stem for path in folder.glob("*.ended")} == names, "none was killed: the sound waited for none"
    ended_before = {name: set((folder / f"{name}.asked").read_text().split()) for name in names}
    assert ended_before["audio"] == {"controller"}
    assert "controller" in ended_before["console"] & ended_before["inference"]
    assert all(one.process is not None and one.process.returncode == 0 for one in supervisor.children)


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="what POSIX systems have")
@pytest.mark.parametrize("ignored", ["SIGHUP", "SIGINT"])
def test_what_was_ignored_before_stays_so(monkeypatch: pytest.MonkeyPatch, ignored: str) -> None:
    """`nohup live-daemon run &` ended with its terminal, or with a Ctrl-C meant for another program."""
    found = {}

    class Looks:
        def __init__(self, *_: object, **__: object) -> None:
            pass

        def __enter__(self) -> "Looks":
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def run(self, stop: threading.Event) -> None:
            found.update({name: signal.getsignal(getattr(signal, name)) for name in names})
            os.kill(os.getpid(), signal.SIGTERM)
            deadline = time.monotonic() + 10.0
            while not stop.is_set():
                assert time.monotonic() < deadline
                time.sleep(0.01)

    names = ("SIGINT", "SIGTERM", "SIGHUP")
    monkeypatch.setattr(running, "Supervisor", Looks)
    before = {name: signal.getsignal(getattr(signal, name)) for name in names}
    try:
        for name in names:
            signal.signal(getattr(signal, name), signal.SIG_IGN if name == ignored else signal.SIG_DFL)
        assert running.run(load_settings()) == 0
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
    assert [name for name in names if found[name] is signal.SIG_IGN] == [ignored]


def test_the_first_block_may_take_its_time_the_next_ones_not(tmp_path: Path) -> None:
    record = AudioRecord.create(tmp_path, 48_000, 100)
    now = [0.0]
    watch = BlockWatch(record, lambda: now[0])
    record.put("process_state", ProcessState.RUNNING)
    assert not watch.is_stuck(0.7, 5.0)
    now[0] = 4.0
    assert not watch.is_stuck(0.7, 5.0)
    record.put("blocks", 3)
    assert not watch.is_stuck(0.7, 5.0)
    now[0] = 4.6
    assert not watch.is_stuck(0.7, 5.0)
    now[0] = 4.8
    assert watch.is_stuck(0.7, 5.0)


@pytest.mark.whole
@pytest.mark.skipif(sys.platform != "linux", reason="shared memory is in /dev/shm on Linux only")
def test_what_a_killed_daemon_left_is_swept_and_what_is_used_is_not(tmp_path: Path) -> None:
    ours, dead, young, old, strange = (
        tmp_path / name
        for name in (*(f"live-daemon-{os.getuid()}-{number}" for number in range(4)), "live-daemon-999999-0")
    )
    for folder in (ours, dead, young, old, strange):
        folder.mkdir()
        (folder / "record").write_bytes(b"x")
    descriptor = claim(ours)
    holder = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import pathlib, live_daemon.processes.shared_folder as l; l.claim(pathlib.Path({str(dead)!r}))",
        ],
        check=True,
    )
    assert holder.returncode == 0
    os.utime(old, (0, 0))
    assert sorted(sweep(tmp_path)) == [dead, old]
    assert ours.is_dir() and young.is_dir() and strange.is_dir()
    os.close(descriptor)
    assert sweep(tmp_path) == [ours]
    assert np.all([not path.exists() for path in (ours, dead, old)])
