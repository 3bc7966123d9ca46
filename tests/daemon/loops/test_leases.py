"""Leases on the arena: each is ended exactly once, and whatever the engine plays is leased until it has freed it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from live_daemon.audio import control as control_module
from live_daemon.audio.control import EngineStalledError
from live_daemon.loops.arena import Arena, LeaseError
from live_daemon.loops.loop import Loop
from live_daemon.loops.mixer import LoopMixer
from live_daemon.settings import FollowerSettings, VoiceSettings
from live_inference.worker.messages import ArenaRange
from support.fake_engine import a_voice, has_room, make_mixer
from support.stage import Stage

RATE = 48_000
ARENA_S = 14


def test_an_arena_gives_first_fit_and_a_range_is_free_when_its_last_lease_ends() -> None:
    arena = Arena(100)
    first, second, third = (arena.lease(frames, "a test") for frames in (40, 40, 20))
    assert first and second and third
    assert [one.place.offset for one in (first, second, third)] == [0, 40, 80]
    assert arena.lease(1, "a test") is None
    shared = arena.share(second.place, "another")
    second.end()
    assert arena.lease(1, "a test") is None
    shared.end()
    assert arena.lease(41, "a test") is None
    again = arena.lease(40, "a test")
    assert again is not None and again.place == second.place
    for one in (first, third, again):
        one.end()
    assert arena.leases == [] == arena.ranges


def test_a_lease_is_not_ended_twice() -> None:
    arena = Arena(100)
    lease = arena.lease(10, "a loop")
    assert lease is not None
    lease.end()
    assert arena.lease(10, "another") is not None
    with pytest.raises(LeaseError, match=r"for a loop has ended already"):
        lease.end()


def test_a_lease_ends_when_what_it_was_taken_for_fails() -> None:
    arena = Arena(100)
    lease = arena.lease(10, "a file")
    assert lease is not None
    with pytest.raises(OSError, match="damaged"), lease.ended_by_a_fault():
        raise OSError("damaged")
    assert arena.leases == []


def test_ranges_that_overlap_are_not_given_out_beneath_each_other() -> None:
    """A slot that fades reads a part of a range that somebody else has a lease on."""
    arena = Arena(100)
    arena.share(ArenaRange(0, 60), "a loop")
    arena.share(ArenaRange(10, 10), "a slot")
    found = arena.lease(40, "a test")
    assert found is not None and found.place.offset == 60


def test_a_loop_that_is_replaced_in_the_fade_of_a_panic_keeps_its_range_until_it_is_silent() -> None:
    """The mixer forgot the slot at the panic: the range was given to the next dream while its old sound still faded."""
    mixer, control = make_mixer(frames=100)
    lease = mixer.arena.lease(100, "a test")
    mixer.add_loop(Loop(lease.place, [], "loop", 100))
    lease.end()
    mixer.silence()  # and the engine fades
    mixer.replace_loops([])
    mixer.tick(0.01)
    assert not has_room(mixer, 1)
    control.sounding.clear()
    mixer.tick(0.02)
    assert has_room(mixer, 100)


def test_what_fades_when_a_controller_comes_back_keeps_its_range() -> None:
    mixer, control = make_mixer(frames=100)
    a_voice(mixer, 7, 100)
    mixer.tick(0.0)
    mixer.voices.stop(7)
    again = LoopMixer(control, 100, RATE, VoiceSettings(), FollowerSettings())
    again.restore(mixer.state())
    assert not has_room(again, 1)
    control.sounding.clear()
    again.tick(0.1)
    assert has_room(again, 100)


def test_a_start_that_the_engine_does_not_take_costs_no_range_however_often_it_is_tried(tmp_path: Path) -> None:
    """At a device's own rate each attempt made another copy, and only the last one was ever given back."""
    mixer, control = make_mixer(frames=1000)
    mixer.set_engine_rate(44_100)
    mixer._rates._samples = np.zeros(1000, np.float32)
    a_voice(mixer, 7, 100)
    control.stalled = True
    for tick in range(20):
        with pytest.raises(EngineStalledError):
            mixer.tick(float(tick))
    assert len(mixer.arena.ranges) == 2, "the voice and one copy"
    control.stalled = False
    mixer.tick(30.0)
    control.sounding.clear()
    mixer.tick(31.0)
    assert mixer.arena.ranges == []


def test_a_copy_whose_sound_is_over_when_the_controller_comes_back_is_free() -> None:
    mixer, control = make_mixer(frames=1000)
    mixer.set_engine_rate(44_100)
    mixer._rates._samples = np.zeros(1000, np.float32)
    a_voice(mixer, 7, 100)
    mixer.tick(0.0)
    written = mixer.state()
    control.sounding.clear()
    settings = VoiceSettings(), FollowerSettings()
    again = LoopMixer(control, 1000, RATE, *settings, samples=np.zeros(1000, np.float32), engine_rate=44_100)
    again.restore(written)
    assert again.arena.ranges == []


def test_a_start_that_is_taken_while_it_is_looked_at_does_not_read_as_an_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Phase first, ring second: a start taken between the two looked like a slot that had ended, and lost its range."""
    stage = Stage(tmp_path)
    stage.control.start_slot(3, 0, 4800)
    tail = stage.control._tail

    class Late:
        """The ring's tail; the engine takes the start right after it was read."""

        def __getitem__(self, index: int) -> int:
            found = int(tail[index])
            stage.play(0.001)
            return found

    assert not stage.control.free_slots()[3]
    stage.control._tail = Late()  # type: ignore[assignment]
    monkeypatch.setattr(control_module, "load_acquire", lambda cell: cell[0])
    assert stage.control.slot_state(3).phase == "starting"
    stage.control._tail = tail
    stage.control.start_slot(4, 0, 4800)
    stage.control._tail = Late()  # type: ignore[assignment]
    assert not stage.control.free_slots()[4]
    stage.control._tail = tail
    assert stage.control.slot_state(3).phase == "playing" and stage.control.free_slots()[5]
