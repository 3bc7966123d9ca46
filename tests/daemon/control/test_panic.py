"""A panic is a state: whatever was asked for before it never sounds, whoever dies, and silence is kept until asked."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from live_daemon.audio.control import EngineControl
from live_daemon.audio.engine import Engine
from live_daemon.audio.record import AudioRecord
from live_daemon.control.controller import Controller
from live_daemon.control.events import OscArrived, ProblemArrived
from live_daemon.control.inbox import MOST_WAITING, Inbox
from live_daemon.control.recorded_link import RecordedLink
from live_daemon.dreams.requests import MOST_WAITING as MOST_ORDERS
from live_daemon.osc.addresses import INCOMING
from live_daemon.osc.link import Heard
from live_daemon.settings import AudioSettings, OscSettings, PathSettings, Settings, VoiceSettings
from live_daemon.takes.arrivals import RecordingArrived
from live_inference.bank.manifest import BankLoop, write_bank
from live_inference.worker import messages as m
from support.plucks import sine
from support.signals import rms
from support.stage import Stage as EngineStage

RATE = 48_000
WITHIN = round(0.020 * RATE) + 64
INPUT = np.full((RATE // 10, 2), 0.25, np.float32)


# -- the engine ----------------------------------------------------------------------------------------------------


@pytest.fixture
def engine(tmp_path: Path) -> EngineStage:
    stage = EngineStage(tmp_path)
    stage.record.arena[:] = 0.2
    return stage


def test_while_a_panic_is_not_handled_the_engine_starts_nothing(engine: EngineStage) -> None:
    """The controller hangs, or is dead, or works through a burst that came before: what it orders is not heard."""
    engine.control.start_slot(0, 0, 4800, gain=0.5)
    engine.control.set_monitor(1.0)
    assert rms(engine.play(INPUT, 64)) > 0.05
    engine.record.ask_for_panic()
    assert np.all(engine.play(INPUT, 64)[WITHIN:] == 0)
    for slot in range(4):
        engine.control.start_slot(slot, 0, 4800, gain=1.0)
    engine.control.set_monitor(1.0)
    assert np.all(engine.play(INPUT, 64) == 0)
    engine.control.start_slot(5, 0, 4800, gain=1.0)  # in the ring while it is handled
    engine.control.panic_handled(engine.record.panics)
    assert np.all(engine.play(INPUT, 64) == 0), "what was ordered before it was handled never sounds"
    engine.control.start_slot(6, 0, 4800, gain=0.5)
    assert rms(engine.play(INPUT, 64)) > 0.05


def test_a_panic_that_comes_while_another_is_handled_counts_too(engine: EngineStage) -> None:
    engine.record.ask_for_panic()
    handled = engine.record.panics
    engine.record.ask_for_panic()
    engine.control.panic_handled(handled)
    engine.control.start_slot(0, 0, 4800, gain=1.0)
    assert np.all(engine.play(INPUT, 64) == 0)


def test_an_engine_that_begins_after_a_panic_begins_silent(engine: EngineStage) -> None:
    """The audio process is killed, then the panic comes: the next one must not play the 20 ms of a fade."""
    engine.control.start_slot(0, 0, 4800, gain=0.5)
    engine.control.set_monitor(1.0)
    engine.play(INPUT, 64)
    engine.record.ask_for_panic()
    engine.engine = Engine(engine.record)
    engine.engine.set_sample_rate(RATE)
    assert np.all(engine.play(INPUT, 64) == 0)
    assert engine.control.panic_is_done and engine.control.slot_state(0).phase == "free"


# -- the inbox -----------------------------------------------------------------------------------------------------


class Panics:
    count = 0


def osc(address: str, *values: float | str) -> OscArrived:
    return OscArrived(address, INCOMING[address].check(values))


def drained(inbox: Inbox) -> list[object]:
    found = []
    while len(inbox):
        found.append(inbox.get(0.0))
    return found


@pytest.fixture
def inbox() -> Inbox:
    Panics.count = 0
    return Inbox(lambda: Panics.count)


def test_of_settings_that_wait_the_last_counts_for_each_thing_that_is_set(inbox: Inbox) -> None:
    for turn in range(8000):
        inbox.put(osc("/dream/follower/q", 1 + turn / 100))
        inbox.put(osc("/dream/loop/gain", turn % 3, turn / 8000))
        inbox.put(osc("/dream/follower/map", turn % 2, 5, turn / 8000))
        inbox.put(osc("/dream/ping", turn)) if turn < 4 else None
    assert [event for event in drained(inbox) if event.address != "/dream/ping"] == [
        osc("/dream/follower/q", 80.99),
        osc("/dream/loop/gain", 0, 7998 / 8000),
        osc("/dream/follower/map", 0, 5, 7998 / 8000),
        osc("/dream/loop/gain", 1, 7999 / 8000),
        osc("/dream/follower/map", 1, 5, 7999 / 8000),
        osc("/dream/loop/gain", 2, 7997 / 8000),
    ]
    inbox.put(osc("/dream/follower/q", 2))
    assert drained(inbox) == [osc("/dream/follower/q", 2)], "what was taken out is not changed any more"


@pytest.mark.parametrize(
    "between",
    [
        osc("/dream/seed", "take.wav"),
        osc("/dream/unmute"),
        osc("/dream/control/reset"),
        osc("/dream/follower/map/auto"),
        RecordingArrived(Path("take.wav")),
    ],
)
def test_a_setting_does_not_pass_what_is_no_setting(inbox: Inbox, between: object) -> None:
    """A take is dreamt on as things were set when it came; what all loops are told is not undone by what came first."""
    events = [osc("/dream/control/tau", 0.1), between, osc("/dream/control/tau", 0.2)]
    for event in events:
        inbox.put(event)
    assert drained(inbox) == events


def test_what_was_put_before_a_panic_is_forgotten_and_what_comes_behind_it_is_not(inbox: Inbox) -> None:
    before = [osc("/dream/seed/live", 59), osc("/dream/follower/q", 5), RecordingArrived(Path("take.wav"))]
    kept = [ProblemArrived("", "told"), m.DreamStarted(3)]
    for event in (*before, *kept):
        inbox.put(event)
    Panics.count += 1
    behind = [osc("/dream/panic"), osc("/dream/follower/q", 7)]
    for event in behind:
        inbox.put(event)
    found = []
    while len(inbox):
        event = inbox.get(0.0)
        if not inbox.is_forgotten(event, Panics.count):
            found.append(event)
    assert found == [*kept, *behind]


def test_the_inbox_is_bounded_but_for_the_worker_and_for_takes(inbox: Inbox) -> None:
    for number in range(5000):
        inbox.put(osc("/dream/cancel", number))
        inbox.put(m.DreamProgress(number, 0.5, 1, 1.0))
    assert len(inbox) == MOST_WAITING + 5000
    assert (inbox.take_left_out(), inbox.take_left_out()) == (5000 - MOST_WAITING, 0)
    drained(inbox)
    inbox.put(osc("/dream/cancel", 1))
    assert len(inbox) == 1, "there is room again"
    inbox.get(0.0)
    with pytest.raises(queue.Empty):
        inbox.get(0.001)


# -- the controller ------------------------------------------------------------------------------------------------


class Evening:
    """A record with an engine, and controllers one after the other; the test is the clock, and whoever kills."""

    def __init__(self, folder: Path):
        self.folder = folder
        (folder / "record").mkdir()
        self.record = AudioRecord.create(folder / "record", RATE, 60 * RATE)
        self.engine = Engine(self.record)
        self.engine.set_sample_rate(RATE)
        paths = {name: str(folder / name) for name in ("recordings", "dreams", "bank", "state", "checkpoints")}
        for path in paths.values():
            Path(path).mkdir()
        self.settings = Settings(
            audio=AudioSettings(device="none", monitor=0.5),
            osc=OscSettings(send=[]),
            paths=PathSettings(**paths),
            voices=VoiceSettings(stagger_s=0.0),
        )
        self.controllers: list[Controller] = []

    def controller(self) -> Controller:
        """The next one begins, when the one before is dead."""
        for old in self.controllers:
            self.kill(old)
        made = Controller(self.settings, self.record, "a session")
        self.controllers.append(made)
        made._begin()
        return made

    @staticmethod
    def kill(controller: Controller) -> None:
        controller._watcher.close()
        controller._worker.close()

    def osc(self, controller: Controller, address: str, values: tuple[float | str, ...]) -> None:
        """A message comes, as from the OSC process."""
        if address == "/dream/panic":
            self.record.ask_for_panic()
        controller._on_osc(Heard(address, values, self.record.panics, ("127.0.0.1", 9)))

    def bank(self) -> None:
        """Two loops that sound by themselves, at gain 0.5."""
        folder = Path(self.settings.paths.bank)
        for hz in (110.0, 220.0):
            soundfile.write(folder / f"{hz:g}.wav", sine(hz, 1.0), RATE)
        write_bank(folder, [BankLoop(f"{hz:g}.wav", [hz], 1.0, -18.0) for hz in (110.0, 220.0)])

    def play(self, seconds: float, controller: Controller | None = None) -> np.ndarray:
        out = []
        for _ in range(round(seconds * RATE / 960)):
            if controller is not None:
                self.work(controller)
            out.append(self.engine.process(np.full((960, 2), 0.1, np.float32)))
        return np.concatenate(out)

    @staticmethod
    def work(controller: Controller) -> None:
        """As `Controller.run`, without waiting."""
        controller.look_for_panic()
        while len(controller.events):
            controller._step(controller.events.get(0.0))
        controller._tick(1e9)

    def sounding(self) -> Controller:
        """A controller whose bank's loops sound, and the live input too."""
        self.bank()
        controller = self.controller()
        controller._handle(controller.events.get(timeout=60))  # the bank of the start
        for loop in (0, 1):
            self.osc(controller, "/dream/loop/gain", (loop, 0.5))
        assert rms(self.play(0.3, controller)) > 0.03
        controller._saver.save()
        return controller


@pytest.fixture
def evening(tmp_path: Path) -> Iterator[Evening]:
    made = Evening(tmp_path)
    yield made
    for controller in made.controllers:
        made.kill(controller)


@pytest.mark.parametrize("death", ["before it is handled", "after", "with a full disk", "and its state is damaged"])
def test_a_controller_that_comes_back_after_a_panic_keeps_silent(evening: Evening, monkeypatch, death: str) -> None:
    """Loops came back unmuted at their old gains, and the live input with them: 2.6 s after the panic."""
    first = evening.sounding()
    if death == "before it is handled":
        evening.record.ask_for_panic()
        assert np.all(evening.play(0.1)[WITHIN:] == 0)
    else:
        if death == "with a full disk":

            def full(*_: object) -> None:
                raise OSError(28, "No space left on device")

            monkeypatch.setattr("live_daemon.control.state_saver.save_state", full)
        evening.osc(first, "/dream/panic", ())
        assert np.all(evening.play(0.3, first)[WITHIN:] == 0)
    if death == "and its state is damaged":
        (evening.folder / "state" / "state.json").write_text("{")
    monkeypatch.undo()
    second = evening.controller()
    assert np.all(evening.play(1.0, second)[WITHIN:] == 0)
    assert all(loop.muted for loop in second._mixer.loops)
    third = evening.controller()
    assert np.all(evening.play(0.5, third)[WITHIN:] == 0), "the one after it knows, too"
    if death == "and its state is damaged":
        assert third._mixer.loops == [], "nor does the bank of the settings come by itself"
        return
    evening.osc(third, "/dream/unmute", ())
    assert rms(evening.play(0.3, third)) > 0.03


def test_unmute_brings_every_loop_back_and_what_was_muted_before_a_restart_stays_muted(evening: Evening) -> None:
    controller = evening.sounding()
    evening.osc(controller, "/dream/panic", ())
    evening.play(0.1, controller)
    assert [loop.muted for loop in controller._mixer.loops] == [True, True]
    evening.osc(controller, "/dream/unmute", ())
    assert rms(evening.play(0.3, controller)) > 0.03
    assert [loop.muted for loop in controller._mixer.loops] == [False, False]
    controller._saver.save()
    second = evening.controller()
    assert rms(evening.play(0.3, second)[RATE // 10 :]) > 0.03, "a panic that was undone is not a panic"


def test_a_burst_before_a_panic_is_forgotten(evening: Evening, monkeypatch) -> None:
    """60 live dreams and a panic: a dream came 1.2 s later; of 4000, sound came for two and a half minutes."""
    controller = evening.sounding()
    sent: list[m.Message] = []
    monkeypatch.setattr(RecordedLink, "send", lambda _, message: sent.append(message) or True)
    monkeypatch.setattr(RecordedLink, "connected", True)
    controller._handle(m.ModelReady("nylon", 20.0, {}))
    sent.clear()
    for _ in range(200):
        evening.osc(controller, "/dream/seed/live", (1.0,))
    controller.events.put(RecordingArrived(evening.folder / "recordings" / "take.wav"))
    evening.osc(controller, "/dream/bank/load", (str(evening.folder / "bank"),))
    evening.osc(controller, "/dream/unmute", ())
    for event in (controller.events.get(0.0) for _ in range(3)):
        controller._step(event)
    evening.osc(controller, "/dream/panic", ())
    assert np.all(evening.play(1.0, controller)[WITHIN:] == 0)
    batches = [message for message in sent if isinstance(message, m.DreamBatch)]
    assert len(batches) == 1 and controller._dreams.requests.count == len(batches[0].orders)
    assert {message.id for message in sent if isinstance(message, m.Cancel)} == {
        order.id for batch in batches for order in batch.orders
    }
    for order in batches[0].orders:  # the worker did not hear of it in time
        controller.events.put(m.DreamProgress(order.id, 1.0, order.voice.frames, 20.0))
        controller.events.put(m.DreamReady(order.id, "/dreams/1.wav", 1.0, RATE, [110.0], [1.0]))
    assert np.all(evening.play(1.0, controller) == 0)
    evening.osc(controller, "/dream/seed/live", (1.0,))
    evening.work(controller)
    assert isinstance(sent[-1], m.DreamBatch), "what is asked for behind it is dreamt"


def test_a_take_that_came_before_the_panic_is_not_dreamt_by_a_controller_that_comes_back(evening: Evening) -> None:
    evening.sounding()
    soundfile.write(evening.folder / "recordings" / "before.wav", sine(110.0, 1.0), RATE)
    evening.record.ask_for_panic()
    second = evening.controller()
    assert np.all(evening.play(1.0, second)[WITHIN:] == 0)
    assert second._dreams.requests.count == 0


def test_the_line_is_looked_at_before_a_minute_of_input_is_copied(evening: Evening, monkeypatch) -> None:
    controller = evening.sounding()
    copied = []
    read = controller._control.read_input_channels
    monkeypatch.setattr(controller._control, "read_input_channels", lambda seconds: copied.append(seconds) or read(0.2))
    for _ in range(500):
        evening.osc(controller, "/dream/seed/live", (59.0,))
        evening.work(controller)
    assert len(copied) == MOST_ORDERS == controller._dreams.requests.count


def test_a_turn_of_q_is_one_command_however_many_loops_there_are(evening: Evening) -> None:
    controller = evening.sounding()
    evening.play(0.1)
    before = controller._control.waiting
    controller._mixer.set_follower("q", 11.0)
    assert controller._control.waiting == before + 1
    evening.play(0.1)
    assert evening.record.get("q") == 11.0


def test_a_loop_never_stands_in_for_a_dream_that_was_given_up(evening: Evening, monkeypatch) -> None:
    """The worker hangs, a panic comes, the performer unmutes a loop: the dream that was given up is not answered."""
    controller = evening.sounding()
    monkeypatch.setattr(RecordedLink, "connected", True)
    monkeypatch.setattr(RecordedLink, "send", lambda *_: True)
    controller._handle(m.ModelReady("nylon", 20.0, {}))
    evening.osc(controller, "/dream/seed/live", (1.0,))
    evening.play(0.1, controller)
    (order,) = controller._dreams.requests.at_worker
    evening.osc(controller, "/dream/panic", ())
    evening.play(0.1, controller)
    evening.osc(controller, "/dream/unmute", ())
    monkeypatch.setattr(RecordedLink, "connected", False)
    controller._dreams.requests.replace(order.id, asked_s=0.0)
    evening.play(0.1, controller)
    controller._handle(m.DreamFailed(order.id, "silent", True))
    evening.play(0.3, controller)
    assert not controller._mixer.voices.sounding and not controller._mixer.voices.waiting


def test_what_sounds_is_one_record_for_engine_and_controller(evening: Evening) -> None:
    """The state that a controller leaves tells of as many panics as the record does."""
    controller = evening.sounding()
    for number in (1, 2, 3):
        evening.osc(controller, "/dream/panic", ())
        evening.osc(controller, "/dream/panic", ())
        evening.work(controller)
        assert controller._state.panics == evening.record.panics == evening.record.get("panic_handled") == 2 * number
    assert EngineControl(evening.record).record.panics == 6
