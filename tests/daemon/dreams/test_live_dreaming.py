"""The live dream under the real daemon: begun by playing, outlives every process, ended by a panic, replayed."""

from __future__ import annotations

import itertools
import json
import os
import signal
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import soundfile

from live_daemon.audio.layout import Course, SlotPhase
from live_daemon.audio.record import AudioRecord
from live_daemon.black_box.old_sessions import sessions
from live_daemon.black_box.replay import read_log, render
from live_daemon.dreams.live_dreaming import LiveDreaming
from live_daemon.loops.mixer import LoopMixer
from live_daemon.settings import FollowerSettings, VoiceSettings
from live_daemon.state.live_state import LiveState
from live_inference.worker import messages as m
from support.daemon import Daemon
from support.plucks import plucked
from support.signals import noise
from support.sounding_daemon import shared_folder_of
from support.stage import Stage

RATE = 48_000
BEGINS_S = 2.0


def player(folder: Path, silent_s: float = BEGINS_S, seconds: float = 120.0) -> str:
    """Two chords in turn after some silence."""
    chords = [np.resize(plucked(hz), 3 * RATE) for hz in ([130.8, 164.8, 196.0], [146.8, 174.6, 220.0])]
    sound = np.resize(np.concatenate(chords), round(seconds * RATE)).astype(np.float32)
    soundfile.write(folder / "input.wav", np.concatenate([np.zeros(round(silent_s * RATE), np.float32), sound]), RATE)
    return f"audio.input_file={folder / 'input.wav'}"


def phases(daemon: Daemon) -> list[str]:
    """Each once: the answer to /dream/state tells the present one again."""
    told = [values[0] for address, values in daemon.heard if address == "/dream/live/phase"]
    return [phase for phase, _ in itertools.groupby(told) if phase != "stopped"]


def sounds(record: AudioRecord) -> bool:
    fields = record.fields[0]
    return bool(((fields["slot_looping"] == Course.ENDLESS) & (fields["slot_phase"] == SlotPhase.PLAYING)).any())


def test_the_ring_is_kept_until_the_worker_writes_no_more(tmp_path: Path) -> None:
    """It may load a model for seconds before it hears of the end, and then write its first step."""
    stage, asked = Stage(tmp_path, arena_s=40.0), []
    stage.play(noise(2.0, 0.1))
    mixer = LoopMixer(stage.control, len(stage.record.arena), RATE, VoiceSettings(), FollowerSettings())
    worker = SimpleNamespace(is_ready=True, wanted_model="a", ask=asked.append, send=lambda _: None)
    reporter = SimpleNamespace(send=lambda *_: None, problem=lambda *_: None)
    live = LiveDreaming(LiveState(), stage.control, mixer, worker, reporter, trouble=str)  # type: ignore[arg-type]
    for end in (live.stop, live.panic, lambda: live.start("b")):
        live.start()
        live.tick()
        order = asked[-1]
        end()
        live.stop()
        assert mixer.arena.is_leased(order.place) and mixer.arena.is_leased(order.seed)
        live.answered(m.LiveEnded(order.id))
        assert mixer.arena.leases == []
    live.start()
    live.tick()
    worker.is_ready = False
    live.worker_lost()
    assert mixer.arena.leases == []


@pytest.mark.whole
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds the daemon's processes in /proc (Linux)")
def test_it_plays_until_it_is_stopped_whoever_dies(tmp_path: Path) -> None:
    with Daemon(tmp_path, player(tmp_path), "audio.monitor=0") as daemon:
        record = AudioRecord.open(shared_folder_of(daemon))
        daemon.send("/dream/control/manner", "between")
        daemon.send("/dream/live/start")
        daemon.wait_for("/dream/live/phase", first="sounding")
        assert phases(daemon)[:2] == ["waiting", "starting"]
        daemon.wait_until(lambda: sounds(record))
        daemon.wait_for("/dream/status", first="dreaming")
        state = tmp_path / "state" / "state.json"
        daemon.wait_until(lambda: json.loads(state.read_text())["live"]["wanted"])
        for name in ("inference", "controller"):
            daemon.forget()
            before = daemon.children()[name]
            os.kill(before, signal.SIGKILL)
            daemon.wait_until(lambda name=name, before=before: daemon.children().get(name, before) != before)
            daemon.wait_for("/dream/live/phase", first="sounding")
            daemon.wait_until(lambda: sounds(record))
        assert json.loads(state.read_text())["live"]["manner"] == "between"
        daemon.forget()
        daemon.send("/dream/live/stop")
        daemon.wait_for("/dream/live/phase", first="stopped")
        daemon.wait_until(lambda: not sounds(record))
        daemon.send("/dream/live/start", "missing")
        address, why = daemon.wait_for("/dream/error")
        assert address == "/dream/live/start" and "missing" in why
        daemon.wait_for("/dream/live/phase", first="stopped")


@pytest.mark.whole
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds the daemon's processes in /proc (Linux)")
def test_a_panic_ends_it_and_the_black_box_has_every_sample(tmp_path: Path) -> None:
    output = tmp_path / "output.wav"
    with Daemon(tmp_path, player(tmp_path, 0.0), "audio.monitor=0", f"audio.output_file={output}") as daemon:
        record = AudioRecord.open(shared_folder_of(daemon))
        daemon.send("/dream/live/start")
        daemon.wait_for("/dream/live/phase", first="sounding")
        began = record.get("frame")
        daemon.wait_until(lambda: record.get("frame") > began + 12 * RATE)  # the ring was gone round
        daemon.send("/dream/panic")
        daemon.wait_for("/dream/live/phase", first="stopped")
        daemon.wait_until(lambda: record.get("panics") == 1)  # the engine may hear of it after the controller
        panicked = int(record.fields["panic_frame"][0][0])
        daemon.wait_until(lambda: record.get("frame") > panicked + 2 * RATE)
        assert not sounds(record)
    (folder,) = sessions(tmp_path / "state" / "black-box")
    result = render(read_log(folder), tmp_path / "replay.wav")
    assert result.remarks == [], daemon.log
    heard, found = (soundfile.read(one, dtype="float32")[0] for one in (output, tmp_path / "replay.wav"))
    assert np.abs(heard[began : began + 10 * RATE]).max() > 0.01
    assert np.abs(heard[panicked + round(0.02 * RATE) :]).max() == 0.0
    np.testing.assert_array_equal(found.view(np.int32), heard.view(np.int32))
