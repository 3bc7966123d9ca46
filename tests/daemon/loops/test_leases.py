"""Leases on the arena: each is ended exactly once, and whatever the engine plays is leased until it has freed it."""

from __future__ import annotations

import contextlib
import queue
import random
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import soundfile

from live_daemon.audio import control as control_module
from live_daemon.audio.control import EngineControl, EngineStalledError
from live_daemon.audio.engine import Engine
from live_daemon.audio.layout import COMMANDS
from live_daemon.bank import bank_loader
from live_daemon.bank.bank_orders import BankOrders
from live_daemon.loops.arena import Arena, Lease, LeaseError
from live_daemon.loops.loop import Loop
from live_daemon.loops.mixer import LoopMixer
from live_daemon.loops.voices import Voice
from live_daemon.settings import FollowerSettings, PathSettings, Settings, VoiceSettings
from live_daemon.state.state_file import ControllerState, load_state, save_state
from live_inference.bank.manifest import BankLoop, write_bank
from live_inference.files.audio import read_audio
from live_inference.worker.messages import ArenaRange, DreamOrder
from support.fake_engine import a_voice, has_room, make_mixer
from support.plucks import sine
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


class AtOnce:
    """The loader's thread, run in ours: what it has read waits in the queue when `load` returns."""

    def __init__(self, target: Callable[[], None], **_: object):
        self.start = target


class Course:
    """A mixer, its banks and its dreams on a real engine; whatever happens comes by chance."""

    def __init__(self, folder: Path, rng_seed: int, monkeypatch: pytest.MonkeyPatch):
        self.rng = random.Random(rng_seed)
        self.folder = folder
        (folder / "record").mkdir()
        self.engine = Stage(folder / "record", arena_s=ARENA_S)
        self.record = self.engine.record
        self.settings = Settings(
            paths=PathSettings(**{name: str(folder / name) for name in ("recordings", "dreams", "bank", "state")}),
            voices=VoiceSettings(max=3, stagger_s=0.1),
            follower=FollowerSettings(loops=4),
        )
        self.given: list[Lease] = []  # by the controller that runs
        self.lost: list[Lease] = []  # by those that died
        self.ended: Counter[int] = Counter()
        self._watch(monkeypatch)
        monkeypatch.setattr(bank_loader, "threading", SimpleNamespace(Thread=AtOnce, Lock=threading.Lock))
        # Not what a loop sounds like is tried here: reading one took a quarter of a second.
        monkeypatch.setattr(bank_loader, "read_loop", lambda path, row, rate: (read_audio(path, rate), ""))
        monkeypatch.setattr(bank_loader, "make_loop", lambda samples, rate: samples)
        monkeypatch.setattr(bank_loader, "strongest_pitches", lambda samples, rate: [])
        self._monkeypatch = monkeypatch
        self.happened: Counter[str] = Counter()
        self.stands = False
        self.orders: dict[int, DreamOrder] = {}
        self.next_id = 1
        self._write_sounds()
        self.state = ControllerState(session="tonight")
        self.begin_controller()

    def _watch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        share, end = Arena.share, Arena.end

        def watched_share(arena: Arena, place: ArenaRange, purpose: str) -> Lease:
            lease = share(arena, place, purpose)
            self.given.append(lease)
            return lease

        def watched_end(arena: Arena, lease: Lease) -> None:
            end(arena, lease)
            self.ended[id(lease)] += 1

        monkeypatch.setattr(Arena, "share", watched_share)
        monkeypatch.setattr(Arena, "end", watched_end)

    def _write_sounds(self) -> None:
        for name, pitches in (("first", (110.0, 220.0)), ("second", (330.0,)), ("third", (440.0, 550.0, 660.0))):
            bank = self.folder / "bank" / name
            bank.mkdir(parents=True)
            for hz in pitches:
                soundfile.write(bank / f"{hz:g}.wav", sine(hz, 0.6), RATE)
            write_bank(bank, [BankLoop(f"{hz:g}.wav", [hz], 0.6, -18.0) for hz in pitches])
        (self.folder / "dreams").mkdir()
        soundfile.write(self.folder / "dreams" / "take-0001.wav", sine(300.0, 1.0), RATE)

    def begin_controller(self) -> None:
        """A controller that has just started, or come back: nothing of the last one's memory is left."""
        self.lost += self.given
        self.given = []
        self.engine.control = EngineControl(self.record)
        self.mixer = LoopMixer(
            self.engine.control,
            len(self.record.arena),
            RATE,
            self.settings.voices,
            self.settings.follower,
            samples=self.record.arena,
            engine_rate=self.record.get("engine_sample_rate"),
        )
        self.read: queue.Queue = queue.Queue()
        reporter = SimpleNamespace(send=lambda *_: None, problem=lambda *_: None)
        self.banks = BankOrders(self.settings, self.record, self.state, self.mixer, reporter, self.read.put)  # type: ignore[arg-type]
        self.state.dreams[1] = str(self.folder / "dreams" / "take-0001.wav")

    # -- what may happen

    def ask(self) -> None:
        frames = self.rng.randrange(2000, 40_000)
        voice, loop = self.mixer.order_leases.take(frames), self.mixer.order_leases.take(frames)
        seed = self.mixer.order_leases.take(3000) if self.rng.random() < 0.3 else None
        order = DreamOrder(
            id=self.next_id,
            recording="take.wav",
            recording_name="take.wav",
            model="",
            duration_s=1.0,
            rng_seed=1,
            folder="",
            voice=voice,
            loop=loop,
            seed=seed,
        )
        self.orders[order.id] = order
        self.next_id += 1

    def _any_order(self) -> DreamOrder | None:
        return self.rng.choice(list(self.orders.values())) if self.orders else None

    def progress(self) -> None:
        order = self._any_order()
        if order is not None and order.voice is not None:
            filled = self.rng.randrange(1, order.voice.frames + 1)
            if self.mixer.voices.find(order.id) is None and order.plays:
                self.mixer.voices.queue(Voice(order.voice, order.id, filled=filled))
                self.mixer.voices.stop_answer(order.id)
                self.orders[order.id] = replace(order, plays=False)
            self.mixer.voices.fill(order.id, filled)

    def ready(self) -> None:
        order = self._any_order()
        if order is not None:
            del self.orders[order.id]
            if order.voice is not None:
                self.mixer.voices.fill(order.id, order.voice.frames)
            if order.loop is not None:
                self.mixer.add_loop(Loop(order.loop, [(200.0, 1.0)], "dream", order.loop.frames, order.id))

    def cancel(self) -> None:
        order = self._any_order()
        if order is not None:
            del self.orders[order.id]
            self.mixer.voices.stop(order.id)
            self.mixer.voices.stop_answer(order.id)

    def worker_lost(self) -> None:
        for order in list(self.orders.values()):
            self.mixer.voices.end(order.id)
            self.orders[order.id] = replace(order, voice=None, loop=None)

    def answer(self) -> None:
        order = self._any_order()
        if order is not None:
            self.mixer.answer(order.id, 0.5)

    def load_bank(self) -> None:
        self.banks.load(self.rng.choice(["first", "second", "third"]))

    def add_to_bank(self) -> None:
        self.banks.add(1)

    def bank_arrives(self) -> None:
        if not self.read.empty():
            self.banks.loaded(self.read.get())

    def touch(self) -> None:
        if self.mixer.loops:
            number = self.rng.randrange(len(self.mixer.loops))
            self.mixer.set_loop_mute(number, self.rng.random() < 0.3)
            self.mixer.set_loop_gain(number, self.rng.random())

    def panic(self) -> None:
        number = self.record.ask_for_panic()
        self.banks.forget()
        self.mixer.silence()
        self.orders.clear()
        self.engine.control.panic_handled(number)

    def device_changes(self) -> None:
        rate = self.rng.choice([44_100, 48_000, 96_000])
        self.engine.engine = Engine(self.record)
        self.engine.engine.set_sample_rate(rate)
        self.mixer.set_engine_rate(rate)

    def engine_stands(self) -> None:
        """It takes no commands, or takes them again."""
        self.stands = not self.stands
        self._monkeypatch.setattr(control_module, "COMMANDS", 0 if self.stands else COMMANDS)
        self._monkeypatch.setattr(control_module, "PUSH_TIMEOUT_S", -1.0 if self.stands else 5.0)
        if not self.stands:
            self.mixer.reapply()

    def controller_dies(self) -> None:
        """It is killed after its last state was written; the engine plays on, the worker still has the orders."""
        self.state.stage = self.mixer.state()
        self.state.at_worker = list(self.orders.values())
        save_state(self.folder / "state", self.state)
        for _ in range(self.rng.randrange(6)):  # further than was written
            self._play()
        found = load_state(self.folder / "state", "tonight", len(self.record.arena))
        assert found is not None
        self.state = found
        self.begin_controller()
        with contextlib.suppress(EngineStalledError):
            self.mixer.restore(found.stage)
        self.orders = {order.id: order for order in found.at_worker}
        self.mixer.order_leases.keep(self.orders.values())

    # -- time

    def _play(self) -> None:
        if self.stands:
            return
        frames = round(self.record.get("engine_sample_rate") / 50)
        self.engine.engine.process(np.zeros((frames, 2), np.float32))

    def tick(self) -> None:
        self._play()
        with contextlib.suppress(EngineStalledError):
            self.mixer.set_engine_rate(self.record.get("engine_sample_rate"))
            self.mixer.tick(self.record.get("frame") / RATE)
        self.mixer.order_leases.keep(self.orders.values())
        self.assert_what_sounds_is_leased()

    def assert_what_sounds_is_leased(self) -> None:
        leased = np.zeros(len(self.record.arena), bool)
        for one in self.mixer.arena.ranges:
            leased[one.offset : one.offset + one.frames] = True
        fields = self.record.fields[0]
        for slot in np.flatnonzero(fields["slot_phase"]):
            offset, frames = int(fields["slot_offset"][slot]), int(fields["slot_frames"][slot])
            assert leased[offset : offset + frames].all(), f"slot {slot} reads what nobody has a lease on"

    def go(self, steps: int) -> None:
        often = [self.ask, self.progress, self.progress, self.ready, self.touch, self.bank_arrives, self.answer]
        seldom = [self.cancel, self.load_bank, self.add_to_bank, self.worker_lost]
        rare = [self.panic, self.device_changes, self.controller_dies, self.engine_stands]
        for _ in range(steps):
            what = self.rng.choice(self.rng.choices([often, seldom, rare], [10, 2, 0.8])[0])
            self.happened[what.__name__] += 1
            with contextlib.suppress(EngineStalledError):
                what()
            self.tick()

    def end(self) -> None:
        """Everything is given up, and the engine comes to its end of it."""
        if self.stands:
            self.engine_stands()
        self.orders.clear()
        while not self.read.empty():
            self.bank_arrives()
        self.mixer.replace_loops([])
        for voice in (*self.mixer.voices.sounding, *self.mixer.voices.waiting):
            self.mixer.voices.stop(voice.dream_id)
            self.mixer.voices.stop_answer(voice.dream_id)
        for _ in range(100):
            self.tick()


@pytest.mark.parametrize("rng_seed", range(3))
def test_in_a_long_random_evening_every_lease_ends_once_and_the_arena_is_whole_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rng_seed: int
) -> None:
    course = Course(tmp_path, rng_seed, monkeypatch)
    course.go(500)
    course.end()
    assert course.mixer.arena.leases == []
    assert all(course.ended[id(lease)] == 1 for lease in course.given)
    assert all(course.ended[id(lease)] <= 1 for lease in course.lost) and len(course.lost) > 100
    assert {"panic", "device_changes", "controller_dies", "engine_stands", "load_bank"} <= course.happened.keys()
