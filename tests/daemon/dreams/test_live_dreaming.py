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


def player(folder: Path, silent_s: float = BEGINS_S, seconds: float = 120.0, right: float = 1.0) -> str:
    """Two chords in turn after some silence; ``right``: how loud the right channel is against the left one."""
    chords = [np.resize(plucked(hz), 3 * RATE) for hz in ([130.8, 164.8, 196.0], [146.8, 174.6, 220.0])]
    sound = np.resize(np.concatenate(chords), round(seconds * RATE)).astype(np.float32)
    sound = np.concatenate([np.zeros(round(silent_s * RATE), np.float32), sound])
    soundfile.write(folder / "input.wav", sound if right == 1.0 else panned(sound, right), RATE)
    return f"audio.input_file={folder / 'input.wav'}"


def phases(daemon: Daemon) -> list[str]:
    """Each once: the answer to /dream/state tells the present one again."""
    told = [values[0] for address, values in daemon.heard if address == "/dream/live/phase"]
    return [phase for phase, _ in itertools.groupby(told) if phase != "stopped"]


def sounds(record: AudioRecord) -> bool:
    fields = record.fields[0]
    return bool(((fields["slot_looping"] == Course.ENDLESS) & (fields["slot_phase"] == SlotPhase.PLAYING)).any())


def dreaming(stage: Stage) -> tuple[LiveDreaming, LoopMixer, SimpleNamespace, list]:
    """The live dream at the controller, with a worker that only listens."""
    told: list = []
    mixer = LoopMixer(stage.control, len(stage.record.arena), RATE, VoiceSettings(), FollowerSettings())
    worker = SimpleNamespace(is_ready=True, wanted_model="a", ask=told.append, send=told.append, spoke=lambda: None)
    reporter = SimpleNamespace(send=lambda *_: None, problem=lambda *_: None)
    live = LiveDreaming(LiveState(), stage.control, mixer, worker, reporter, trouble=str)  # type: ignore[arg-type]
    return live, mixer, worker, told


def hear_again(live: LiveDreaming) -> None:
    """A tick as it is when newer playing is due, or another try."""
    live._next_s = live._next_ear_s = live._next_seed_s = 0.0
    live.tick()


def panned(sound: np.ndarray, right: float) -> np.ndarray:
    return np.stack([sound, np.float32(right) * sound], axis=1)


def test_the_ring_is_kept_until_the_worker_writes_no_more(tmp_path: Path) -> None:
    """It may load a model for seconds before it hears of the end, and then write its first step."""
    stage = Stage(tmp_path, arena_s=40.0)
    stage.play(noise(2.0, 0.1))
    live, mixer, worker, told = dreaming(stage)
    for end in (live.stop, live.panic, lambda: live.start("b")):
        live.start()
        live.tick()
        order = told[-1]
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


def test_on_stereo_input_it_has_two_channels_and_the_worker_hears_how_wide_it_is(tmp_path: Path) -> None:
    stage = Stage(tmp_path, arena_s=40.0)
    stage.play(panned(noise(2.0, 0.1, 1), 0.5))
    live, mixer, _, told = dreaming(stage)
    live.start()
    live.tick()
    order = told[-1]
    assert order.place.channels == 2 and mixer.live.place == order.place
    np.testing.assert_allclose(order.width.beside, 1 / 3, atol=0.01)
    np.testing.assert_allclose(order.width.around, 0.0, atol=0.01)
    assert stage.record.arena[order.seed.offset : order.seed.offset + order.seed.frames].any(), "the mean, as ever"
    told.clear()
    for piece in np.split(panned(noise(3.0, 0.1, 2), 2.0), 100):
        stage.play(piece)
        live._next_ear_s = 0.0
        live.tick()
    widths = [one for one in told if isinstance(one, m.WidthHeard)]
    assert 3 <= len(widths) <= 13 and np.allclose(widths[-1].beside, -1 / 3, atol=0.05)


@pytest.mark.parametrize(
    ("right", "channels", "arena_s", "rows"),
    [(1.0, 2, 40.0, 2), (0.0, 2, 40.0, 2), (1.0, 1, 40.0, 1), (0.5, 2, 18.0, 1)],
)
def test_on_mono_input_or_without_room_it_is_mono(
    tmp_path: Path, right: float, channels: int, arena_s: float, rows: int
) -> None:
    """One channel twice, one input of two, a device with one; where two rows have no room, one, rather than none."""
    stage = Stage(tmp_path, arena_s=arena_s)
    stage.play(panned(noise(2.0, 0.1, 1), right))
    stage.record.put("input_channels", channels)
    live, _, _, told = dreaming(stage)
    live.start()
    live.tick()
    assert told[-1].place.channels == rows and told[-1].width is None
    np.testing.assert_allclose(
        stage.record.arena[told[-1].seed.offset :][3 * RATE : 5 * RATE],
        (0.5 + 0.5 * right) * noise(2.0, 0.1, 1),
        atol=1e-6,
        err_msg="the seed is the mean, as it always was",
    )


def test_a_stereo_device_that_comes_later_makes_it_stereo_when_something_is_played(tmp_path: Path) -> None:
    """It began on the stand-in clock, or on a mono device. One that goes takes no channel away."""
    stage = Stage(tmp_path, arena_s=60.0)
    stage.play(noise(2.0, 0.1, 1))
    stage.record.put("input_channels", 1)
    live, mixer, _, told = dreaming(stage)
    live.start()
    live.tick()
    assert mixer.live.place is not None and mixer.live.place.channels == 1
    stage.record.put("input_channels", 2)
    stage.play(5.0)
    hear_again(live)
    assert mixer.live.place is not None, "it sounds on in a rest: there is nothing to begin with"
    stage.play(panned(noise(2.0, 0.1, 2), 0.5))
    hear_again(live)
    assert told[-1] == m.StopLive() and live.present()[0] == "waiting"
    hear_again(live)
    assert told[-1].place.channels == 2 and told[-1].width is not None
    stage.record.put("input_channels", 1)
    hear_again(live)
    assert live.present()[0] == "starting" and told[-1] == m.SeedHeard()


def test_without_room_for_two_channels_it_is_not_begun_again_and_again(tmp_path: Path) -> None:
    stage = Stage(tmp_path, arena_s=18.0)
    stage.play(panned(noise(2.0, 0.1, 1), 0.5))
    live, mixer, _, told = dreaming(stage)
    live.start()
    live.tick()
    assert mixer.live.place is not None and mixer.live.place.channels == 1
    hear_again(live)
    assert live.present()[0] == "starting" and told[-1] == m.SeedHeard()


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
    """On stereo input: louder on the left, and so is the dream."""
    output = tmp_path / "output.wav"
    sound = player(tmp_path, 0.0, 60.0, 0.5)
    with Daemon(tmp_path, sound, "audio.monitor=0", f"audio.output_file={output}") as daemon:
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
    sounded = heard[began : began + 10 * RATE]
    assert np.abs(sounded).max() > 0.01
    assert np.std(sounded[:, 0]) / np.std(sounded[:, 1]) == pytest.approx(2.0, rel=0.1)
    assert np.abs(heard[panicked + round(0.02 * RATE) :]).max() == 0.0
    np.testing.assert_array_equal(found.view(np.int32), heard.view(np.int32))
