"""A loop goes over to a copy of itself and back: at its place in the circle, without a click, and no room is lost."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from live_daemon.audio.control import EngineStalledError
from live_daemon.audio.engine import Engine
from live_daemon.loops.loop import Loop
from live_daemon.loops.mixer import LoopMixer
from live_daemon.settings import FollowerSettings, VoiceSettings
from live_daemon.state.state_file import ControllerState, load_state, save_state
from live_inference.worker.messages import ArenaRange
from support import stage as support
from support.fake_engine import a_loop, brought, has_room, make_mixer
from support.signals import SAMPLE_RATE

FRAMES = 30_007  # no multiple of a tick, nor of a block


class Show:
    """A real engine under a loop mixer, with one loop of a ramp: a sample's value tells its place in the circle."""

    def __init__(self, folder: Path):
        folder.mkdir(exist_ok=True)
        self.engine = support.Stage(folder, arena_s=4.0)
        self.mixer = self.new_mixer()
        self.now_s = 0.0
        ramp = 0.2 + 0.3 * np.arange(FRAMES) / FRAMES
        self.loop = Loop(self.room(ramp), [(440.0, 1.0)], "ramp", FRAMES, gain=1.0)
        self.mixer.add_loop(self.loop)
        self.end_leases()
        self.play(0.2)

    def new_mixer(self) -> LoopMixer:
        record = self.engine.record
        return LoopMixer(
            self.engine.control,
            len(record.arena),
            record.sample_rate,
            VoiceSettings(),
            FollowerSettings(enabled=False),
            samples=record.arena,
            engine_rate=record.get("engine_sample_rate"),
        )

    def room(self, samples: np.ndarray) -> ArenaRange:
        lease = self.mixer.arena.lease(len(samples), "a test")
        assert lease is not None
        place = lease.place
        self.engine.record.arena[place.offset : place.offset + place.frames] = samples
        return place

    def end_leases(self) -> None:
        for lease in self.mixer.arena.leases:
            if lease.purpose == "a test":
                lease.end()

    def copy(self, gain: float) -> ArenaRange:
        place = self.loop.place
        return self.room(gain * self.engine.record.arena[place.offset : place.offset + place.frames])

    def play(self, seconds: float, block: int = 441) -> np.ndarray:
        rate, out = self.engine.record.get("engine_sample_rate"), []
        for _ in range(round(seconds * rate / block)):
            out.append(self.engine.engine.process(np.zeros((block, 2), np.float32)))
            self.now_s += block / rate
            self.mixer.set_engine_rate(rate)
            self.mixer.tick(self.now_s)
        return np.concatenate(out)


def test_a_loop_goes_over_to_its_copy_at_the_same_place_in_the_circle(tmp_path: Path) -> None:
    show, twin = (Show(tmp_path / name) for name in ("show", "twin"))
    first = show.copy(-0.5)
    show.mixer.set_loop_copy(show.loop, first)
    show.end_leases()
    out, dry = show.play(1.5), twin.play(1.5)
    settled = round(0.03 * SAMPLE_RATE)
    np.testing.assert_allclose(out[settled:], -0.5 * dry[settled:], atol=1e-6)  # to the sample, over the seam too
    assert np.abs(np.diff(out[:settled, 0])).max() < 0.004  # 10 ms out and 10 ms in: no click
    show.mixer.set_loop_copy(show.loop, None)
    out, dry = show.play(1.0), twin.play(1.0)
    np.testing.assert_array_equal(out[settled:], dry[settled:])
    assert show.mixer.arena.ranges == [show.loop.place]  # the copy's room is free again


def test_a_hundred_changes_leave_one_copy(tmp_path: Path) -> None:
    show = Show(tmp_path)
    for n in range(100):
        show.mixer.set_loop_copy(show.loop, show.copy(0.5))
        show.end_leases()
        show.play(0.005 if n % 3 else 0.03, 96)  # some of them while the one before has not begun
    show.play(0.2)
    assert len(show.mixer.arena.ranges) == 2 and show.loop.copy in show.mixer.arena.ranges
    show.mixer.replace_loops([])
    show.play(0.2)
    assert show.mixer.arena.ranges == []


def test_a_device_at_another_rate_plays_the_copy(tmp_path: Path) -> None:
    show = Show(tmp_path)
    show.mixer.set_loop_copy(show.loop, show.copy(-0.5))
    show.end_leases()
    show.play(0.1)
    show.engine.engine = Engine(show.engine.record)
    show.engine.engine.set_sample_rate(44_100)
    show.play(0.3)
    assert show.play(0.2)[:, 0].max() < 0.0
    show.mixer.set_loop_copy(show.loop, None)
    show.play(0.1)
    assert show.play(0.2)[:, 0].min() > 0.0
    assert len(show.mixer.arena.ranges) == 2  # the loop, and what is resampled of it


def test_a_controller_that_comes_back_finds_the_copy_that_sounds(tmp_path: Path) -> None:
    show = Show(tmp_path / "record")
    show.loop.effect = "hall"
    show.mixer.set_loop_copy(show.loop, show.copy(-0.5))
    show.end_leases()
    show.play(0.1)
    save_state(tmp_path, ControllerState(session="tonight", mixer=show.mixer.state()))
    starts = show.engine.control.slot_state(show.loop.slot).starts
    found = load_state(tmp_path, "tonight")
    assert found is not None and found.mixer.loops[0].copy == show.loop.copy
    show.mixer = show.new_mixer()
    show.mixer.restore(found.mixer)
    out = show.play(0.2)
    assert out[:, 0].max() < 0.0  # without a pause
    assert show.engine.control.slot_state(show.mixer.loops[0].slot).starts == starts
    assert len(show.mixer.arena.ranges) == 2


def test_a_state_whose_copy_is_too_short_is_refused(tmp_path: Path) -> None:
    mixer, _ = make_mixer()
    loop = a_loop(mixer, 110.0)
    loop.copy = ArenaRange(0, loop.sounding_frames - 1)
    mixer.add_loop(loop)
    told: list[str] = []
    save_state(tmp_path, ControllerState(session="tonight", mixer=mixer.state()))
    assert load_state(tmp_path, "tonight", 10_000, told.append) == ControllerState()
    assert "sounding_frames must lie in its place" in told[0]


def test_a_stalled_engine_gets_the_copy_when_it_takes_commands_again() -> None:
    mixer, control = make_mixer()
    loop = a_loop(mixer, 110.0)
    mixer.add_loop(loop)
    brought(mixer, loop)
    copy = mixer.arena.lease(loop.sounding_frames, "a test")
    assert copy is not None
    control.stalled = True
    with pytest.raises(EngineStalledError):
        mixer.set_loop_copy(loop, copy.place)
    control.stalled = False
    copy.end()
    assert not has_room(mixer, 1000 - loop.place.frames)
    mixer.tick(1.0)
    assert control.sounding[loop.slot][0] == copy.place.offset and control.sounding[loop.slot][2]["goes_on"]
