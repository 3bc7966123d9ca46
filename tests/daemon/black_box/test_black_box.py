"""The black box under the real daemon: its log survives every kill, its replay is what sounded, it disturbs nothing."""

import json
import os
import signal
import threading
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

from live_daemon.audio.control import EngineControl
from live_daemon.audio.layout import COMMAND_RING
from live_daemon.audio.record import AudioRecord
from live_daemon.black_box.collector import Collector
from live_daemon.black_box.files import (
    INPUT_FILE,
    SessionFiles,
    read_lines,
)
from live_daemon.black_box.old_sessions import LOG_FILE, sessions
from live_daemon.black_box.recorder import BlackBox
from live_daemon.black_box.replay import read_log, render, rendered
from live_daemon.black_box.replay_log import Recorded, Samples
from live_daemon.black_box.writer import BlackBoxWriter, EventLog
from live_daemon.processes.command_lines import Session, processes
from live_daemon.processes.shared_folder import sweep
from live_daemon.processes.supervisor import Supervisor
from live_daemon.settings import load_settings
from live_inference.bank.manifest import BankLoop, write_bank
from support.audio_process import AudioProcess
from support.black_box import lines_of, wait_until
from support.daemon import Daemon
from support.jack import JackServer, needs_jack
from support.jack_recorder import JackRecorder
from support.plucks import plucked
from support.signals import noise
from support.stage import Stage

RATE = 48_000
LINE = [82.4, 123.5, 164.8, 196.0, 246.9, 196.0, 164.8, 123.5]


def performed_with_kills(folder: Path) -> Daemon:
    """Every kind of thing that a concert has, and two deaths in it."""
    soundfile.write(folder / "input.wav", np.tile(plucked(LINE), 8), RATE)
    daemon = Daemon(
        folder,
        f"audio.input_file={folder / 'input.wav'}",
        f"audio.output_file={folder / 'output.wav'}",
        "audio.monitor=0.5",
        "audio.blocksize=128",
        "follower.sensitivity_db=40",
        duration_s=1.5,
    )
    with daemon:
        soundfile.write(daemon.recordings / "take.wav", plucked(LINE), RATE)
        daemon.wait_for("/dream/ready")
        daemon.wait_for("/dream/bank/ready")
        bank = folder / "bank" / "evening"
        bank.mkdir(parents=True)
        for number, hz in enumerate((110, 220, 330)):
            t = np.arange(RATE) / RATE
            soundfile.write(bank / f"{number}.wav", 0.3 * np.sin(2 * np.pi * hz * t), RATE)
        write_bank(
            bank, [BankLoop(f"{number}.wav", [hz], 1.0, -12.0) for number, hz in enumerate((110.0, 220.0, 330.0))]
        )
        daemon.send("/dream/bank/load", str(bank))
        daemon.wait_for("/dream/bank/ready")
        daemon.send("/dream/loop/gain", 0, 0.5)
        daemon.send("/dream/loop/layer", 1, "ring")
        time.sleep(0.3)
        os.kill(daemon.children()["controller"], signal.SIGKILL)
        daemon.wait_until(lambda: "the controller is back" in daemon.log)
        daemon.send("/dream/loop/gain", 2, 0.7)
        daemon.send("/dream/follower/q", 8.0)
        time.sleep(0.3)
        os.kill(daemon.children()["audio"], signal.SIGKILL)
        daemon.wait_until(lambda: daemon.log.count("no sound device") >= 2)
        daemon.send("/dream/loop/gain", 1, 1.0)
        time.sleep(0.3)
        daemon.forget()
        daemon.send("/dream/panic")
        daemon.wait_for("/dream/bands")  # how everything stands is told behind a panic
        daemon.send("/dream/loop/mute", 0, 0)
        time.sleep(0.3)
        daemon.send("/dream/ping", 1)
        daemon.wait_for("/dream/pong")
    return daemon


@pytest.mark.whole
def test_the_replay_is_what_sounded_whatever_was_killed(tmp_path: Path) -> None:
    daemon = performed_with_kills(tmp_path)
    (folder,) = sessions(tmp_path / "state" / "black-box")
    recorded = read_log(folder)
    result = render(recorded, tmp_path / "replay.wav")
    assert result.remarks == [], daemon.log
    assert (result.segments, result.panics) == (2, 1) and result.dreams >= 1 and result.commands > 20

    heard, _ = soundfile.read(tmp_path / "output.wav", dtype="float32", always_2d=True)
    found, _ = soundfile.read(tmp_path / "replay.wav", dtype="float32", always_2d=True)
    # The block in which the engine was killed was computed and never given out: the replay has it, the output has not.
    begin = recorded.segments[1].frame
    first = len(heard) - (len(found) - begin)
    assert 0 <= begin - first <= 128
    np.testing.assert_array_equal(heard[:first].view(np.int32), found[:first].view(np.int32))
    np.testing.assert_array_equal(heard[first:].view(np.int32), found[begin:].view(np.int32))
    assert np.abs(heard[-5:]).max() < 1e-6 < np.abs(heard[:first]).max()  # it ends with its fade

    whats = {line["what"] for line in lines_of(folder)}
    assert {"session", "start", "command", "samples", "input", "counters", "osc_in", "osc_out", "event"} <= whats
    orders = [line["of"] for line in lines_of(folder, "to_worker") if "rng_seed" in json.dumps(line)]
    assert orders
    assert {"/dream/initialized", "/dream/terminated"} <= {line["address"] for line in lines_of(folder, "osc_out")}
    assert sum(line["address"] == "/dream/panic" for line in lines_of(folder, "osc_in")) == 1
    for file in folder.rglob("*"):
        assert file.stat().st_mode & 0o077 == 0, f"{file} can be read by others"
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.whole
def test_a_daemon_killed_whole_leaves_a_log_that_renders(tmp_path: Path) -> None:
    daemon = Daemon(tmp_path, "audio.monitor=1.0", f"audio.output_file={tmp_path / 'output.wav'}")
    soundfile.write(tmp_path / "input.wav", np.tile(plucked(LINE), 8), RATE)
    daemon._command += ["--set", f"audio.input_file={tmp_path / 'input.wav'}"]
    with daemon:
        assert daemon.process is not None
        (folder,) = sessions(tmp_path / "state" / "black-box")
        wait_until(lambda: sum(line["frames"] for line in lines_of(folder, "input")) > 1.2 * RATE, 30.0)
        children = daemon.children().values()
        daemon.process.kill()
        daemon.process.wait()
        wait_until(lambda: not any(map(_is_alive, children)), 30.0)  # they end since their standard input does
        sweep()  # nobody was left to give the memory back
    result = render(read_log(folder), tmp_path / "replay.wav")
    assert result.duration_s > 1.0 and any("no end" in remark for remark in result.remarks)
    heard, _ = soundfile.read(tmp_path / "output.wav", dtype="float32", always_2d=True)
    found, _ = soundfile.read(tmp_path / "replay.wav", dtype="float32", always_2d=True)
    assert np.abs(found).max() > 0.01
    np.testing.assert_array_equal(found, heard[: len(found)])


def _is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def test_switched_off_it_writes_nothing(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    settings = load_settings(overrides=[f"paths.state={tmp_path / 'state'}", "black_box.enabled=false"])
    supervisor = Supervisor(settings)
    supervisor.record = stage.record
    supervisor._open_black_box(stage.record)
    assert stage.record.get("recorded") == 0
    session = Session(settings, tmp_path / "settings.json", tmp_path, stage.record.arena_path, "tonight", None)
    assert supervisor._black_box is None
    assert not any("--black-box" in child.command for child in processes(session))
    assert not (tmp_path / "state").exists()


@pytest.mark.jack
@needs_jack
def test_the_replay_is_what_a_sound_server_was_given(tmp_path: Path) -> None:
    (tmp_path / "record").mkdir()
    record = AudioRecord.create(tmp_path / "record", RATE, RATE)
    record.arena[:] = noise(1.0, 0.3)
    control = EngineControl(record)
    box = BlackBox(tmp_path / "box", record, 1.0, {}, print)
    box.start()
    with JackServer(tmp_path, 64) as server:
        options = ("--device", "JACK:system", "--client-name", "engine")
        with AudioProcess(record, *options, environment=server.environment) as audio:
            audio.wait_for(lambda: record.get("frame") > 4800)
            with JackRecorder(server.environment, ("engine:out_0", "engine:out_1")) as recorder:
                for number in range(20):
                    control.start_slot(number % 3, 1000 * number, 9000, gain=0.5, pan=0.1 * number - 1)
                    time.sleep(0.03)
                heard = recorder.sound()
            assert audio.end() == 0
    box.close()
    recorded = read_log(tmp_path / "box")
    found = np.concatenate(list(rendered(recorded, recorded.remarks))).T
    assert recorded.remarks == []
    heard = heard[:, -(heard.shape[1] // 2) :]  # both ports are connected by then
    assert np.abs(heard).max() > 0.1
    place = int(np.argmax(np.correlate(found[0], heard[0], "valid")))
    np.testing.assert_array_equal(heard, found[:, place : place + heard.shape[1]])


# -- the recorder ---------------------------------------------------------------------------------------------------


@pytest.mark.whole
def test_no_command_is_lost_while_they_pour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as the controller has patience; how much it has on stage is no question for a busy machine."""
    for patience in ("BLACK_BOX_PATIENCE_S", "PUSH_TIMEOUT_S"):
        monkeypatch.setattr(f"live_daemon.audio.control.{patience}", 60.0)
    (tmp_path / "record").mkdir()
    stage = Stage(tmp_path / "record")
    box = BlackBox(tmp_path / "box", stage.record, 1.0, {}, print)
    box.start()
    stop = threading.Event()

    def run() -> None:
        silence = np.zeros((64, 2), np.float32)
        while not stop.is_set():
            stage.engine.process(silence)
            time.sleep(0.0005)

    engine = threading.Thread(target=run)
    engine.start()
    try:
        for number in range(3 * COMMAND_RING):
            stage.control.set_slot_gain(number % 100, (number % 1000) / 1000)
        wait_until(lambda: stage.control.waiting == 0, 30.0)
    finally:
        stop.set()
        engine.join()
        box.close()
    commands = lines_of(tmp_path / "box", "command")
    assert lines_of(tmp_path / "box", "gap") == []
    assert [line["n"] for line in commands] == list(range(3 * COMMAND_RING))
    assert all((line["scalars"] or [0.0])[0] == (line["n"] % 1000) / 1000 for line in commands)
    assert all(line["frame"] % 32 == 0 for line in commands)


def test_what_was_overwritten_is_a_gap(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    kept: list[dict] = []
    collector = Collector(stage.record, lambda what, payload=None, **fields: kept.append({"what": what, **fields}))
    for _ in range(COMMAND_RING // 100 + 2):
        for number in range(100):
            stage.control.set_slot_gain(number, 0.5)
        stage.play(0.01)
    collector.poll(last=True)
    taken = [line["n"] for line in kept if line["what"] == "command"]
    total = 100 * (COMMAND_RING // 100 + 2)
    assert taken == list(range(total - COMMAND_RING + 1, total))
    (gap,) = (line["text"] for line in kept if line["what"] == "gap")
    assert gap.startswith(f"{total - COMMAND_RING + 1} commands")


def test_input_that_left_the_ring_is_a_gap(tmp_path: Path) -> None:
    stage = Stage(tmp_path, sample_rate=8000)
    kept: list[dict] = []
    collector = Collector(stage.record, lambda what, payload=None, **fields: kept.append({"what": what, **fields}))
    stage.play(noise(70.0, 0.1)[: 70 * 8000], 4000)
    collector.poll(last=True)
    begin = min(line["frame"] for line in kept if line["what"] == "input")
    assert begin == 70 * 8000 - stage.record.get("ring_frames")
    assert next(line["text"] for line in kept if line["what"] == "gap").startswith(f"{begin} frames of input")


def test_a_full_disk_is_told_once_and_what_waited_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    tries: list[object] = []
    full = True
    store = SessionFiles.store

    def failing(self, line, payload=None):
        if full:
            tries.append(line)
            raise OSError(28, "No space left on device")
        store(self, line, payload)

    monkeypatch.setattr(SessionFiles, "store", failing)
    monkeypatch.setattr("live_daemon.black_box.writer.RETRY_S", 0.05)
    writer = BlackBoxWriter(tmp_path / "box", told.append)
    writer.start()
    for number in range(50):
        writer.put("note", number=number)
    wait_until(lambda: len(tries) > 3)
    assert len(told) == 1 and "No space left" in told[0] and "\n" not in told[0]
    full = False
    wait_until(lambda: len(told) == 2)
    writer.close()
    assert [line["number"] for line in lines_of(tmp_path / "box", "note")] == list(range(50))


def test_half_a_piece_of_input_is_taken_back(tmp_path: Path) -> None:
    """A disk that fills in the middle of a write: what the log says of the file stays true, the piece comes later."""
    import resource

    files = SessionFiles(tmp_path)
    first, second = noise(1.0, 0.1, 1), noise(1.0, 0.1, 2)
    files.store({"what": "input", "frame": 0}, first)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (first.nbytes + second.nbytes // 2, hard))
    try:
        with pytest.raises(OSError, match="large"):
            files.store({"what": "input", "frame": len(first)}, second)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (tmp_path / INPUT_FILE).stat().st_size == first.nbytes
    files.store({"what": "input", "frame": len(first)}, second)
    assert [line["at"] for line in lines_of(tmp_path)] == [0, first.nbytes]
    np.testing.assert_array_equal(np.fromfile(tmp_path / INPUT_FILE, np.float32), np.concatenate([first, second]))


def test_a_disk_that_hangs_holds_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hangs, released = threading.Event(), threading.Event()

    def hang(*_: object) -> None:
        hangs.set()
        released.wait(30)

    monkeypatch.setattr(SessionFiles, "store", hang)
    monkeypatch.setattr("live_daemon.black_box.writer.MOST_LINES", 100)
    log = EventLog(tmp_path / "box", lambda: 0, lambda _: None)
    log.note("osc_in", number=-1)
    assert hangs.wait(60)
    for number in range(1000):
        log.note("osc_in", number=number)
    assert log._writer is not None and log._writer._lost == 900
    released.set()


def test_a_disk_that_is_nearly_full_is_left_to_the_dreams(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("live_daemon.black_box.files.LEFT_FREE_BYTES", 2**62)
    with pytest.raises(OSError, match="are free"):
        SessionFiles(tmp_path / "box").store({"what": "note"})


def test_a_line_torn_by_a_kill_does_not_tear_the_next(tmp_path: Path) -> None:
    files = SessionFiles(tmp_path)
    files.store({"what": "note", "number": 1})
    with (tmp_path / LOG_FILE).open("ab") as file:
        file.write(b'{"what":"no')
    SessionFiles(tmp_path).store({"what": "note", "number": 2})  # a controller that comes back
    files.store({"what": "note", "number": 3})
    assert [line and line["number"] for line in read_lines(tmp_path / LOG_FILE)] == [1, None, 2, 3]


def test_a_sound_that_is_still_being_made_is_one_file(tmp_path: Path) -> None:
    (tmp_path / "record").mkdir()
    stage = Stage(tmp_path / "record")
    files = SessionFiles(tmp_path / "box")
    collector = Collector(
        stage.record, lambda what, payload=None, **fields: files.store({"what": what, **fields}, payload)
    )
    sound = noise(1.0, 0.3)
    stage.record.arena[: len(sound)] = sound
    stage.control.start_slot(3, 0, len(sound), looping=False, filled=0)
    for filled in range(4800, len(sound) + 1, 4800):
        stage.control.fill_slot(3, 0, filled)
        stage.play(0.01)
    stage.control.start_slot(4, 0, len(sound))
    stage.control.start_slot(5, 0, len(sound))  # the same once more takes no room
    stage.play(0.01)
    collector.poll(last=True)
    assert len(list((tmp_path / "box" / "samples").iterdir())) == 2
    pieces = lines_of(tmp_path / "box", "samples")
    assert len(pieces) == 10 + 2
    recorded = Recorded(tmp_path / "box", RATE, len(sound), [], {}, [], 0, 0, [])
    for line in pieces:
        found = recorded.read_samples(Samples(line["offset"], line["frames"], line["file"], line["at"]))
        np.testing.assert_array_equal(found, sound[line["offset"] : line["offset"] + line["frames"]])


def test_a_fault_of_its_own_ends_only_the_black_box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "record").mkdir()
    stage = Stage(tmp_path / "record")
    told: list[str] = []

    def fail(_: object, **__: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(Collector, "poll", fail)
    box = BlackBox(tmp_path / "box", stage.record, 1.0, {}, told.append)
    box.start()
    wait_until(lambda: told != [])
    assert "fault of its own" in told[0] and stage.record.get("recorded") == 0
    for _ in range(3 * COMMAND_RING // 100):  # and nobody waits for it
        for number in range(100):
            stage.control.set_slot_gain(number, 0.5)
        stage.play(0.01)
    box.close()
    assert len(told) == 1
