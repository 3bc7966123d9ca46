"""The desk between host, worker and engine: what sounds when, what is refused, what stands in. Stepped clocks."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from live_daemon.dreams import dream_orders as dream_desk
from live_daemon.dreams import worker_watch
from live_daemon.dreams.dream_orders import ANSWER_AFTER_S, DreamOrders
from live_daemon.dreams.fallback import REJECTIONS
from live_daemon.dreams.requests import MOST_WAITING
from live_daemon.dreams.worker_watch import SILENT_WORKER_S
from live_daemon.loops.loop import Loop
from live_daemon.loops.mixer import LoopMixer
from live_daemon.settings import EngineSettings, FollowerSettings, PathSettings, Settings, VoiceSettings
from live_daemon.state.state_file import ControllerState
from live_daemon.takes.recordings import RecordingArrived
from live_inference.worker import messages as m
from live_inference.worker.messages import Priority
from support.stage import Stage as EngineStage

RATE = 48_000
DURATION_S = 4.0


class Desk:
    """A desk with a real stage on a real engine; the host, the worker and the clock are ours."""

    def __init__(self, folder: Path, monkeypatch, **voices):
        self.now = 1000.0
        clock = SimpleNamespace(time=lambda: self.now, monotonic=lambda: self.now)
        for module in (dream_desk, worker_watch):
            monkeypatch.setattr(module, "time", clock)
        self.engine = EngineStage(folder, arena_s=60.0)
        self.engine.record.arena[:] = 1000.0  # what is not made yet must never be heard
        self.settings = Settings(
            engine=EngineSettings(duration_s=DURATION_S, model="nylon"),
            voices=VoiceSettings(**{"stagger_s": 0.0, "gain_db": 0.0, **voices}),
            follower=FollowerSettings(loops=4),
            paths=PathSettings(**{name: str(folder / name) for name in ("recordings", "dreams", "bank", "state")}),
        )
        self.stage = LoopMixer(self.engine.control, 60 * RATE, RATE, self.settings.voices, self.settings.follower)
        self.told = []
        self.sent = []
        self.link = SimpleNamespace(connected=True, send=self.sent.append)
        teller = SimpleNamespace(
            send=lambda path, *values: self.told.append((path, *values)),
            problem=lambda address, text: self.told.append(("/dream/error", address, text)),
        )
        watcher = SimpleNamespace(expect=lambda path, order_id: None)
        self.state = ControllerState(model="nylon")
        self.desk = DreamOrders(
            self.settings, self.state, self.stage, self.engine.control, teller, watcher, self.link, lambda: None
        )
        self.heard = np.zeros(0, np.float32)
        self.desk.worker_ready("nylon", 20.0)

    def ask(self, name="take.wav") -> m.DreamOrder | None:
        """A take is dropped; return the order that the worker got, if it got one."""
        before = len(self.sent)
        self.desk.recording_arrived(RecordingArrived(Path(self.settings.paths.recordings) / name))
        return self.sent[before].orders[-1] if len(self.sent) > before else None

    def make(self, order, seconds, x_realtime=20.0, level=0.1):
        """The worker has made so much of a dream."""
        filled = round(seconds * RATE)
        place = order.voice
        if place is not None:
            self.engine.record.arena[place.offset : place.offset + filled] = level
        self.desk.answered(m.DreamProgress(order.id, seconds / order.duration_s, filled, x_realtime))
        self.stage.start_voices(self.stage_time_s)

    def ready(self, order, x_realtime=20.0):
        self.make(order, order.duration_s, x_realtime)
        self.engine.record.arena[order.loop.offset : order.loop.offset + RATE] = 0.05
        self.desk.answered(m.DreamReady(order.id, f"/dreams/{order.id}.wav", order.duration_s, RATE, [220.0], [1.0]))

    @property
    def stage_time_s(self):
        return self.engine.record.get("frame") / RATE

    def play(self, seconds):
        """Stage time and clock go on; return what sounds (left)."""
        out = []
        for _ in range(round(seconds / 0.02)):
            out.append(self.engine.play(0.02, 64)[:, 0])
            self.now += 0.02
            self.stage.tick(self.stage_time_s)
            self.desk.tick()
        self.heard = np.concatenate(out)
        assert np.abs(self.heard).max() < 2.0, "samples that were not made yet have sounded"
        return self.heard

    def held(self):
        """Frames of the arena that somebody leases once the desk has looked."""
        self.stage.order_leases.keep(self.desk.orders.all())
        return sum(place.frames for place in self.stage.arena.ranges)

    def of(self, path):
        return [message[1:] for message in self.told if message[0] == path]

    def load_bank(self, *names, dream_id=-1):
        for name in names:
            lease = self.stage.arena.lease(RATE, name)
            self.engine.record.arena[lease.place.offset : lease.place.offset + RATE] = 0.2
            self.stage.add_loop(Loop(lease.place, [(220.0, 1.0)], name, RATE, dream_id))
            lease.end()
        self.play(0.1)

    def worker_dies(self):
        self.link.connected = False
        self.desk.worker_lost()

    def worker_is_back(self):
        self.link.connected = True
        self.desk.worker_ready("nylon", 20.0)


@pytest.fixture
def desk(tmp_path, monkeypatch):
    return Desk(tmp_path, monkeypatch)


def level(sound):
    return float(np.abs(sound[-960:]).max())


def test_a_dream_of_a_fast_model_sounds_after_its_first_chunks(desk):
    order = desk.ask()
    desk.make(order, 0.1)
    assert desk.stage.voices.take_begun() == []
    desk.make(order, 0.2)
    assert desk.stage.voices.take_begun() == [order.id]
    desk.play(0.1)
    assert level(desk.heard) > 0.01
    for tenth in range(3, 41):
        desk.make(order, tenth / 10)
        desk.play(0.08)
        assert level(desk.heard) > 0.01
    desk.ready(order)
    desk.play(2.0)
    assert level(desk.heard) == 0 and len(desk.stage.voices) == 0
    assert desk.engine.control.counters().underruns == 0
    assert desk.stage.voices.take_begun() == [], "once is enough"
    assert [path for path in ("/dream/queued", "/dream/ready", "/dream/failed") if desk.of(path)] == [
        "/dream/queued",
        "/dream/ready",
    ]


@pytest.mark.parametrize("x_realtime", [0.6, 0.9, 1.1])
def test_a_slower_model_gets_the_start_that_it_needs_and_never_runs_dry(desk, x_realtime):
    order = desk.ask()
    made_s = 0.0
    while made_s < DURATION_S:
        made_s = min(DURATION_S, made_s + 0.1)
        desk.play(round(0.1 / x_realtime / 0.02) * 0.02)
        desk.make(order, made_s, x_realtime)
        if desk.stage.voices.take_begun():
            begun_s = made_s
    desk.ready(order)
    assert begun_s > 0.5 * DURATION_S if x_realtime < 0.7 else begun_s < 0.6 * DURATION_S
    desk.play(DURATION_S)
    assert desk.engine.control.counters().underruns == 0


def test_a_dream_without_a_loop_plays_to_its_end_and_gives_the_loops_room_back(desk):
    order = desk.ask()
    desk.make(order, DURATION_S)
    desk.play(0.5)
    desk.desk.answered(m.DreamReady(order.id, "/dreams/1.wav", DURATION_S, 0, [220.0], [1.0]))
    desk.play(1.0)
    assert level(desk.heard) > 0.01
    assert desk.of("/dream/ready") == [(order.id, "/dreams/1.wav", DURATION_S)]
    assert desk.stage.loops == [] and desk.of("/dream/bank/ready") == []
    assert desk.held() == order.voice.frames
    desk.play(DURATION_S)
    assert desk.held() == 0


def test_a_dream_that_the_guard_refuses_in_the_middle_fades_at_once(desk):
    order = desk.ask()
    desk.make(order, 2.0)
    desk.play(0.2)
    desk.desk.answered(m.DreamFailed(order.id, "stuck", rejected=True))
    assert desk.of("/dream/failed") == [(order.id, "stuck")]
    desk.play(0.06)
    assert level(desk.heard) > 0 or np.all(desk.heard[round(0.042 * RATE) :] == 0)
    assert np.all(desk.play(0.1) == 0)
    assert np.abs(np.diff(desk.heard)).max() < 0.001
    assert desk.held() == 0, "its room is free again"


def test_a_dream_that_is_cancelled_fades_and_its_room_waits_for_the_worker(desk):
    order = desk.ask()
    desk.make(order, 2.0)
    desk.play(0.2)
    desk.desk.cancel(order.id)
    assert desk.sent[-1] == m.Cancel(order.id)
    desk.play(0.2)
    assert level(desk.heard) == 0
    desk.make(order, 2.5)
    assert level(desk.play(0.1)) == 0
    assert desk.held() > 0
    desk.desk.answered(m.DreamCancelled(order.id))
    assert desk.of("/dream/dropped") == [(order.id, "cancelled")]
    assert desk.held() == 0


def test_the_worker_dies_in_the_middle(desk):
    """What is made plays to its end with a fade; then a loop of the bank; the dream is made again, as file and loop."""
    desk.load_bank("bank")
    order = desk.ask()
    desk.make(order, 2.0)
    desk.play(0.5)
    desk.worker_dies()
    desk.play(1.4)
    assert level(desk.heard) > 0.01, "it still sounds"
    assert desk.of("/dream/ladder")[-1][:2] == (2, "bank")
    desk.play(0.2)
    desk.play(2.0)
    assert level(desk.heard) == pytest.approx(0.2 * desk_gain(desk), rel=0.1), "now the loop"
    assert np.abs(np.diff(desk.heard)).max() < 0.001
    desk.worker_is_back()
    desk.play(0.1)
    assert desk.of("/dream/ladder")[-1][:2] == (0, "live")
    again = desk.sent[-1].orders[0]
    assert again.id == order.id and not again.plays and again.voice is None and again.loop is not None
    desk.ready(again)
    desk.play(0.1)
    assert desk.of("/dream/ready")[0][0] == order.id
    assert desk.stage.voices.find(order.id) is None
    desk.play(8.0)
    assert level(desk.heard) == 0, "the loop is gone after as long as the dream was to last"
    assert desk.held() == sum(loop.place.frames for loop in desk.stage.loops)


def desk_gain(desk):
    """How a voice is panned decides how loud its left side is."""
    slots = desk.engine.record.fields["slot_pan"][0]
    voice = desk.stage.voices.sounding[0]
    return float(np.cos(0.25 * np.pi * (slots[voice.slot] + 1)))


def test_a_dream_whose_worker_died_before_it_sounded_is_made_again_and_sounds(desk):
    order = desk.ask()
    desk.make(order, 0.1)
    desk.worker_dies()
    desk.worker_is_back()
    desk.play(0.1)
    again = desk.sent[-1].orders[0]
    assert again.plays and again.voice is not None
    desk.make(again, 1.0)
    assert desk.stage.voices.take_begun() == [order.id]


def test_asked_while_the_worker_is_away_a_loop_of_the_bank_answers(desk):
    desk.load_bank("first", "second")
    desk.worker_dies()
    desk.play(0.1)
    assert desk.of("/dream/ladder") == [(2, "bank", "the dreaming engine is away")]
    assert desk.ask() is None
    desk.play(ANSWER_AFTER_S - 0.1)
    assert level(desk.heard) == 0, "it may be back in a moment"
    desk.play(2.0)
    assert level(desk.heard) > 0.1
    desk.play(DURATION_S)
    desk.play(1.0)
    assert level(desk.heard) == 0 and len(desk.stage.voices) == 0
    desk.worker_is_back()
    desk.play(0.1)
    assert desk.of("/dream/ladder")[-1] == (0, "live", "dreams come as they are asked for")
    assert desk.sent[-1].orders[0].recording_name == "take.wav", "within its deadline the dream itself still comes"


def test_the_dream_takes_over_from_the_loop_that_stood_in_for_it(desk):
    desk.load_bank("bank")
    desk.worker_dies()
    desk.ask()
    desk.play(3.0)
    assert level(desk.heard) > 0.1
    desk.worker_is_back()
    desk.play(0.1)
    order = desk.sent[-1].orders[0]
    desk.make(order, 4.0)
    assert desk.stage.voices.take_begun() == [order.id]
    assert [voice.answers_s for voice in desk.stage.voices.sounding] == [0.0]
    desk.play(3.0)
    assert level(desk.heard) == pytest.approx(0.1 * desk_gain(desk), rel=0.1)


def test_without_a_bank_the_last_loop_is_held_and_without_any_it_says_so(desk):
    desk.worker_dies()
    desk.play(0.1)
    assert desk.of("/dream/ladder")[-1][:2] == (4, "silence")
    desk.load_bank("a dream's loop", dream_id=3)
    assert desk.of("/dream/ladder")[-1][:2] == (3, "hold")
    desk.ask()
    desk.play(ANSWER_AFTER_S + 2.0)
    assert level(desk.heard) > 0.1


def test_a_worker_that_hangs_is_not_counted_on(desk):
    desk.load_bank("bank")
    order = desk.ask()
    desk.make(order, 0.1)
    desk.play(SILENT_WORKER_S - 0.2)
    assert desk.of("/dream/ladder") == []
    desk.play(2.0)
    assert desk.of("/dream/ladder") == [(2, "bank", "the dreaming engine does not answer")]
    assert level(desk.heard) > 0.1
    desk.desk.cancel_all()
    desk.engine.panic()
    desk.stage.silence()
    desk.play(0.02)
    assert np.all(desk.play(3.0) == 0), "panic always wins"
    desk.make(order, 0.2)
    desk.desk.answered(m.DreamCancelled(order.id))
    desk.play(0.1)
    assert desk.of("/dream/ladder")[-1][:2] == (4, "silence") or desk.of("/dream/ladder")[-1][:2] == (0, "live")


def test_refusals_in_a_row_bring_the_bank_and_a_good_dream_ends_that(desk):
    desk.load_bank("bank")
    for number in range(REJECTIONS):
        order = desk.ask(f"{number}.wav")
        desk.desk.answered(m.DreamFailed(order.id, "silent", rejected=True))
    assert desk.of("/dream/ladder")[-1][:2] == (2, "bank")
    desk.play(3.0)
    assert level(desk.heard) > 0.05, "the last of them is answered by a loop"
    order = desk.ask("good.wav")
    assert order is not None, "dreams are still tried"
    desk.ready(order)
    desk.play(0.1)
    assert desk.of("/dream/ladder")[-1][:2] == (0, "live")
    order = desk.ask("broken.wav")
    desk.desk.answered(m.DreamFailed(order.id, "no such file"))
    assert desk.desk._ladder.rejections == 0, "a bad file says nothing about the model"


def test_a_slow_model_makes_shorter_dreams_and_tells(desk):
    desk.desk.worker_ready("nylon", 0.1)
    order = desk.ask()
    assert 1.0 <= order.duration_s < DURATION_S
    assert order.voice.frames == round(order.duration_s * RATE)
    desk.play(0.04)
    step, word, reason = desk.of("/dream/ladder")[-1]
    assert (step, word) == (1, "shorter") and f"dream {order.id}" in reason
    # It is in time: made at this speed it sounds before the deadline, and does not run dry.
    made_s, begun = 0.0, desk.now
    while not desk.stage.voices.take_begun():
        desk.play(1.0)
        made_s += 0.1
        desk.make(order, made_s, 0.1)
        assert desk.now - begun < desk.settings.engine.deadline_s
    desk.desk.answered(m.DreamCancelled(order.id))
    desk.desk.worker_ready("nylon", 20.0)
    assert desk.ask("next.wav").duration_s == DURATION_S
    desk.play(0.04)
    assert desk.of("/dream/ladder")[-1][:2] == (0, "live")


def test_a_model_that_is_far_too_slow_is_answered_by_the_bank_at_once(desk):
    desk.load_bank("bank")
    desk.desk.worker_ready("nylon", 0.01)
    assert desk.ask() is None
    assert [reason for _, reason in desk.of("/dream/dropped")] == ["late"]
    desk.play(0.1)
    assert desk.of("/dream/ladder")[-1][:2] == (2, "bank") and "too slow" in desk.of("/dream/ladder")[-1][2]


def test_a_model_that_controls_made_too_slow_is_tried_again_when_they_change(desk):
    order = desk.ask()
    desk.make(order, 2.0, 0.01)
    desk.desk.answered(m.DreamCancelled(order.id))
    assert desk.ask("late.wav") is None, "with these controls none is in time"
    desk.desk.worker.controls_changed()
    order = desk.ask("again.wav")
    assert order.duration_s == DURATION_S
    desk.desk.worker.controls_changed()
    desk.make(order, 2.0, 0.01)  # made for the greater part with those of before
    desk.desk.answered(m.DreamCancelled(order.id))
    assert desk.ask("once_more.wav").duration_s == DURATION_S


def test_what_cannot_sound_before_its_deadline_is_dropped_late(desk):
    desk.load_bank("bank")
    desk.worker_dies()
    desk.ask()
    number = desk.of("/dream/queued")[0][0]
    desk.play(desk.settings.engine.deadline_s - 0.5)
    assert desk.of("/dream/dropped") == []
    desk.play(1.0)
    assert desk.of("/dream/dropped") == [(number, "late")]
    desk.worker_is_back()
    desk.play(0.1)
    assert not any(isinstance(message, m.DreamBatch) for message in desk.sent)


def test_a_dream_that_stays_silent_at_the_worker_is_given_up_at_its_deadline(desk):
    order = desk.ask()
    desk.make(order, 0.1)
    desk.now += desk.settings.engine.deadline_s
    desk.play(0.1)
    assert desk.sent[-1] == m.Cancel(order.id)
    desk.desk.answered(m.DreamCancelled(order.id))
    assert desk.of("/dream/dropped") == [(order.id, "late")]


def test_a_voice_whose_turn_comes_too_late_is_not_played(tmp_path, monkeypatch):
    desk = Desk(tmp_path, monkeypatch, max=1)
    first, second = desk.ask("1.wav"), None
    desk.ready(first)
    desk.play(0.1)
    second = desk.ask("2.wav")
    desk.ready(second)
    assert desk.stage.voices.find(second.id) is not None
    desk.now += desk.settings.engine.deadline_s
    desk.play(0.04)
    assert desk.stage.voices.find(second.id) is None
    assert any("too late" in text for _, text in desk.of("/dream/error"))


def test_the_line_is_full_and_a_request_gives_way_to_another(desk):
    desk.worker_dies()
    for number in range(MOST_WAITING):
        desk.ask(f"{number}.wav")
    desk.ask("one more.wav")
    assert [reason for _, reason in desk.of("/dream/dropped")] == ["full"]
    folder = Path(desk.settings.paths.recordings)
    desk.desk.seed(str(folder / "5.wav"), "nylon", 2.0)
    assert [reason for _, reason in desk.of("/dream/dropped")] == ["full", "superseded"]


def test_takes_that_wait_together_are_one_batch_and_the_live_input_comes_between(desk):
    first = desk.ask("first.wav")
    for number in range(3):
        assert desk.ask(f"{number}.wav") is None
    desk.engine.play(0.5)
    desk.desk.seed_live(0.4)
    live = desk.sent[-1].orders[0]
    assert live.priority == Priority.LIVE and live.seed is not None and live.seed.frames == round(0.4 * RATE)
    desk.ready(first)
    desk.desk.send_next()
    assert len(desk.sent[-1].orders) == 1, "the live dream is still being made"
    desk.ready(live)
    desk.desk.send_next()
    assert [order.recording_name for order in desk.sent[-1].orders] == ["0.wav", "1.wav", "2.wav"]


def test_while_a_long_take_is_read_the_next_one_is_sent_and_nobody_calls_the_worker_hung(desk, monkeypatch):
    long = desk.ask("hour.mp3")
    assert desk.ask("next.wav") is None, "one at a time"
    desk.desk.answered(m.TakeReading(long.id))
    assert [order.recording_name for order in desk.sent[-1].orders] == ["next.wav"]
    now = time.monotonic()
    for passed_s in range(0, 40, 2):
        monkeypatch.setattr(time, "monotonic", lambda passed_s=passed_s: now + passed_s)
        desk.desk.answered(m.TakeReading(long.id))
        assert not desk.desk.worker.hangs() and desk.desk.worker.trouble() == ""
    desk.ready(desk.sent[-1].orders[0])
    desk.desk.answered(m.DreamStarted(long.id))
    assert desk.ask("third.wav") is None, "now it is made, and the next one waits"


def test_a_model_that_is_hardly_fast_enough_makes_no_batches(desk):
    desk.desk.worker_ready("nylon", 1.5)
    first = desk.ask("first.wav")
    for number in range(3):
        desk.ask(f"{number}.wav")
    desk.ready(first, 1.5)
    desk.desk.send_next()
    assert [order.recording_name for order in desk.sent[-1].orders] == ["0.wav"]


def test_a_live_seeds_room_is_free_when_its_dream_is_over(desk):
    desk.engine.play(1.0)
    desk.desk.seed_live(0.5)
    order = desk.sent[-1].orders[0]
    desk.desk.answered(m.DreamFailed(order.id, "silent"))
    assert desk.held() == 0


def test_a_controller_that_comes_back_holds_the_room_of_its_orders(desk, tmp_path, monkeypatch):
    desk.engine.play(1.0)
    desk.desk.seed_live(0.5)
    order = desk.sent[-1].orders[0]
    desk.make(order, 1.0)
    desk.play(0.1)
    desk.desk.remember()
    desk.state.stage = desk.stage.state()
    (tmp_path / "again").mkdir()
    again = Desk(tmp_path / "again", monkeypatch)
    again.engine = desk.engine
    again.stage = LoopMixer(desk.engine.control, 60 * RATE, RATE, desk.settings.voices, desk.settings.follower)
    again.stage.restore(desk.state.stage)
    again.desk._stage, again.desk._state, again.desk._control = again.stage, desk.state, desk.engine.control
    again.desk._ladder._stage = again.stage
    again.desk.restore()
    assert again.desk.orders.at_worker == [replace(order, plays=False)]
    again.make(order, 2.0)
    again.play(1.5)
    assert level(again.heard) > 0.01, "news of what is made reach the voice that the dead controller had started"
    again.ready(order)
    again.play(DURATION_S)
    assert again.held() == sum(loop.place.frames for loop in again.stage.loops)
