"""A long random evening on a real engine: whatever plays is leased, and every lease is ended exactly once."""

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
from live_daemon.loops.arena import Arena, Lease
from live_daemon.loops.loop import Loop
from live_daemon.loops.mixer import LoopMixer
from live_daemon.loops.voices import Voice
from live_daemon.settings import FollowerSettings, PathSettings, Settings, VoiceSettings
from live_daemon.state.state_file import ControllerState, load_state, save_state
from live_inference.bank.manifest import BankLoop, write_bank
from live_inference.files.stereo import read_channels
from live_inference.worker.messages import ArenaRange, DreamOrder
from support.plucks import sine
from support.stage import Stage

RATE = 48_000
ARENA_S = 14


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
        monkeypatch.setattr(bank_loader, "read_loop", lambda path, row, rate: (read_channels(path, rate), ""))
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
                sides = [sine(hz, 0.6)] if hz in (220.0, 330.0) else [sine(hz, 0.6), sine(1.5 * hz, 0.6)]
                soundfile.write(bank / f"{hz:g}.wav", np.stack(sides, axis=1), RATE)
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
        channels = self.rng.choice([1, 2, 2])
        voice, loop = (self.mixer.order_leases.take(frames, channels) for _ in range(2))
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
            if order.plays and order.id % 2:  # there is room for two channels, and the dream has one
                order = replace(order, voice=order.voice.mono, loop=order.loop and order.loop.mono)
                self.orders[order.id] = order
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

    def effect(self) -> None:
        """A loop goes over to a copy, another copy, or back."""
        if not self.mixer.loops:
            return
        loop = self.rng.choice(self.mixer.loops)
        asked = loop.sounding_frames, "an effect", self.rng.choice([1, loop.place.channels])
        copy = self.mixer.arena.lease(*asked) if self.rng.random() < 0.7 else None
        try:
            self.mixer.set_loop_copy(loop, copy.place if copy else None)
        finally:
            if copy is not None:
                copy.end()

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
        self.state.mixer = self.mixer.state()
        self.state.at_worker = list(self.orders.values())
        save_state(self.folder / "state", self.state)
        for _ in range(self.rng.randrange(6)):  # further than was written
            self._play()
        found = load_state(self.folder / "state", "tonight", len(self.record.arena))
        assert found is not None
        self.state = found
        self.begin_controller()
        with contextlib.suppress(EngineStalledError):
            self.mixer.restore(found.mixer)
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
            for row in one.rows:
                leased[row] = True
        fields = self.record.fields[0]
        for slot in np.flatnonzero(fields["slot_phase"]):
            place = ArenaRange(*(int(fields[f"slot_{name}"][slot]) for name in ("offset", "frames", "apart")))
            self.happened[f"{place.channels} channels"] += 1
            for row in place.rows:
                assert leased[row].all(), f"slot {slot} reads what nobody has a lease on"

    def go(self, steps: int) -> None:
        often = [self.ask, self.progress, self.progress, self.ready, self.touch, self.bank_arrives, self.answer]
        often.append(self.effect)
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
    assert min(course.happened["1 channels"], course.happened["2 channels"]) > 100
