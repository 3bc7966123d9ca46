"""Dreams between host, worker and engine: what sounds when, what is refused, what stands in. Stepped clocks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from live_daemon.dreams.dream_orders import ANSWER_AFTER_S
from live_daemon.dreams.fallback import REJECTIONS
from live_daemon.dreams.parts import DreamParts
from live_daemon.dreams.requests import MOST_WAITING
from live_daemon.dreams.worker_session import SILENT_WORKER_S
from live_daemon.loops.mixer import Loop, LoopMixer
from live_daemon.settings import EngineSettings, FollowerSettings, PathSettings, Settings, VoiceSettings
from live_daemon.state.state_file import ControllerState
from live_daemon.takes.recordings import RecordingArrived
from live_inference.worker import messages as m
from live_inference.worker.messages import Priority
from support.stage import Stage as EngineStage

RATE = 48_000
DURATION_S = 4.0


class Rig:
    """The dreams of a controller on a real mixer and a real engine; the host, the worker and the clock are ours."""

    def __init__(self, folder: Path, *, before: Rig | None = None, **voices):
        """``before``: the controller that died; this one takes over its engine and its state."""
        self.now = 1000.0
        self.engine = before.engine if before else EngineStage(folder, arena_s=60.0)
        if before is None:
            self.engine.record.arena[:] = 1000.0  # what is not made yet must never be heard
        self.settings = Settings(
            engine=EngineSettings(duration_s=DURATION_S, model="nylon"),
            voices=VoiceSettings(**{"stagger_s": 0.0, "gain_db": 0.0, **voices}),
            follower=FollowerSettings(loops=4),
            paths=PathSettings(**{name: str(folder / name) for name in ("recordings", "dreams", "bank", "state")}),
        )
        self.mixer = LoopMixer(self.engine.control, 60 * RATE, RATE, self.settings.voices, self.settings.follower)
        self.told = []
        self.sent = []
        self.link = SimpleNamespace(connected=True, send=lambda message: self.sent.append(message) or True)
        reporter = SimpleNamespace(
            send=lambda path, *values: self.told.append((path, *values)),
            problem=lambda address, text: self.told.append(("/dream/error", address, text)),
        )
        watcher = SimpleNamespace(expect=lambda path, order_id: None)
        self.state = before.state if before else ControllerState(model="nylon")
        self.dreams = DreamParts(
            self.settings,
            self.state,
            self.mixer,
            self.engine.control,
            reporter,
            watcher,
            self.link,
            save=lambda: None,
            clock=lambda: self.now,
            wall_clock=lambda: self.now,
        )
        self.heard = np.zeros(0, np.float32)
        if before is not None:
            self.mixer.restore(self.state.stage)
            self.dreams.restore(self.state)
        self.model_is_ready()

    def model_is_ready(self, x_realtime=20.0):
        self.dreams.worker.model_ready("nylon", x_realtime)
        self.dreams.orders.model_ready("nylon")

    def answer(self, answer):
        self.dreams.answers.answered(answer)

    def ask(self, name="take.wav") -> m.DreamOrder | None:
        """A take is dropped; return the order that the worker got, if it got one."""
        before = len(self.sent)
        self.dreams.intake.recording_arrived(RecordingArrived(Path(self.settings.paths.recordings) / name))
        return self.sent[before].orders[-1] if len(self.sent) > before else None

    def make(self, order, seconds, x_realtime=20.0, level=0.1):
        """The worker has made so much of a dream."""
        filled = round(seconds * RATE)
        place = order.voice
        if place is not None:
            self.engine.record.arena[place.offset : place.offset + filled] = level
        self.answer(m.DreamProgress(order.id, seconds / order.duration_s, filled, x_realtime))
        self.mixer.start_voices(self.stage_time_s)

    def ready(self, order, x_realtime=20.0):
        self.make(order, order.duration_s, x_realtime)
        self.engine.record.arena[order.loop.offset : order.loop.offset + RATE] = 0.05
        self.answer(m.DreamReady(order.id, f"/dreams/{order.id}.wav", order.duration_s, RATE, [220.0], [1.0]))

    @property
    def stage_time_s(self):
        return self.engine.record.get("frame") / RATE

    def play(self, seconds):
        """Stage time and clock go on; return what sounds (left)."""
        out = []
        for _ in range(round(seconds / 0.02)):
            out.append(self.engine.play(0.02, 64)[:, 0])
            self.now += 0.02
            self.mixer.tick(self.stage_time_s)
            self.dreams.orders.tick()
        self.heard = np.concatenate(out)
        assert np.abs(self.heard).max() < 2.0, "samples that were not made yet have sounded"
        return self.heard

    def held(self):
        """Frames of the arena that somebody holds."""
        return sum(place.frames for place in self.mixer._arena._taken)

    def of(self, path):
        return [message[1:] for message in self.told if message[0] == path]

    def load_bank(self, *names, dream_id=-1):
        for name in names:
            place = self.mixer.take_room(RATE)
            self.engine.record.arena[place.offset : place.offset + RATE] = 0.2
            self.mixer.loops.append(Loop(place, [(220.0, 1.0)], name, RATE, dream_id))
        self.play(0.1)

    def worker_dies(self):
        self.link.connected = False
        self.dreams.worker.lost()
        self.dreams.orders.worker_lost()

    def worker_is_back(self):
        self.link.connected = True
        self.model_is_ready()


@pytest.fixture
def rig(tmp_path):
    return Rig(tmp_path)


def level(sound):
    return float(np.abs(sound[-960:]).max())


def test_a_dream_of_a_fast_model_sounds_after_its_first_chunks(rig):
    order = rig.ask()
    rig.make(order, 0.1)
    assert rig.mixer.voices.take_begun() == []
    rig.make(order, 0.2)
    assert rig.mixer.voices.take_begun() == [order.id]
    rig.play(0.1)
    assert level(rig.heard) > 0.01
    for tenth in range(3, 41):
        rig.make(order, tenth / 10)
        rig.play(0.08)
        assert level(rig.heard) > 0.01
    rig.ready(order)
    rig.play(2.0)
    assert level(rig.heard) == 0 and len(rig.mixer.voices) == 0
    assert rig.engine.control.counters().underruns == 0
    assert rig.mixer.voices.take_begun() == [], "once is enough"
    assert [path for path in ("/dream/queued", "/dream/ready", "/dream/failed") if rig.of(path)] == [
        "/dream/queued",
        "/dream/ready",
    ]


@pytest.mark.parametrize("x_realtime", [0.6, 0.9, 1.1])
def test_a_slower_model_gets_the_start_that_it_needs_and_never_runs_dry(rig, x_realtime):
    order = rig.ask()
    made_s = 0.0
    while made_s < DURATION_S:
        made_s = min(DURATION_S, made_s + 0.1)
        rig.play(round(0.1 / x_realtime / 0.02) * 0.02)
        rig.make(order, made_s, x_realtime)
        if rig.mixer.voices.take_begun():
            begun_s = made_s
    rig.ready(order)
    assert begun_s > 0.5 * DURATION_S if x_realtime < 0.7 else begun_s < 0.6 * DURATION_S
    rig.play(DURATION_S)
    assert rig.engine.control.counters().underruns == 0


def test_a_dream_without_a_loop_plays_to_its_end_and_gives_the_loops_room_back(rig):
    order = rig.ask()
    rig.make(order, DURATION_S)
    rig.play(0.5)
    rig.answer(m.DreamReady(order.id, "/dreams/1.wav", DURATION_S, 0, [220.0], [1.0]))
    rig.play(1.0)
    assert level(rig.heard) > 0.01
    assert rig.of("/dream/ready") == [(order.id, "/dreams/1.wav", DURATION_S)]
    assert rig.mixer.loops == [] and rig.of("/dream/bank/ready") == []
    assert rig.held() == order.voice.frames
    rig.play(DURATION_S)
    assert rig.held() == 0


def test_a_dream_that_the_guard_refuses_in_the_middle_fades_at_once(rig):
    order = rig.ask()
    rig.make(order, 2.0)
    rig.play(0.2)
    rig.answer(m.DreamFailed(order.id, "stuck", rejected=True))
    assert rig.of("/dream/failed") == [(order.id, "stuck")]
    rig.play(0.06)
    assert level(rig.heard) > 0 or np.all(rig.heard[round(0.042 * RATE) :] == 0)
    assert np.all(rig.play(0.1) == 0)
    assert np.abs(np.diff(rig.heard)).max() < 0.001
    assert rig.held() == 0, "its room is free again"


def test_a_dream_that_is_cancelled_fades_and_its_room_waits_for_the_worker(rig):
    order = rig.ask()
    rig.make(order, 2.0)
    rig.play(0.2)
    rig.dreams.orders.cancel(order.id)
    assert rig.sent[-1] == m.Cancel(order.id)
    rig.play(0.2)
    assert level(rig.heard) == 0
    rig.make(order, 2.5)
    assert level(rig.play(0.1)) == 0
    assert rig.held() > 0
    rig.answer(m.DreamCancelled(order.id))
    assert rig.of("/dream/dropped") == [(order.id, "cancelled")]
    assert rig.held() == 0


def test_the_worker_dies_in_the_middle(rig):
    """What is made plays to its end with a fade; then a loop of the bank; the dream is made again, as file and loop."""
    rig.load_bank("bank")
    order = rig.ask()
    rig.make(order, 2.0)
    rig.play(0.5)
    rig.worker_dies()
    rig.play(1.4)
    assert level(rig.heard) > 0.01, "it still sounds"
    assert rig.of("/dream/ladder")[-1][:2] == (2, "bank")
    rig.play(0.2)
    rig.play(2.0)
    assert level(rig.heard) == pytest.approx(0.2 * pan_gain(rig), rel=0.1), "now the loop"
    assert np.abs(np.diff(rig.heard)).max() < 0.001
    rig.worker_is_back()
    rig.play(0.1)
    assert rig.of("/dream/ladder")[-1][:2] == (0, "live")
    again = rig.sent[-1].orders[0]
    assert again.id == order.id and not again.plays and again.voice is None and again.loop is not None
    rig.ready(again)
    rig.play(0.1)
    assert rig.of("/dream/ready")[0][0] == order.id
    assert rig.mixer.voices.find(order.id) is None
    rig.play(8.0)
    assert level(rig.heard) == 0, "the loop is gone after as long as the dream was to last"
    assert rig.held() == sum(loop.place.frames for loop in rig.mixer.loops)


def pan_gain(rig):
    """How a voice is panned decides how loud its left side is."""
    slots = rig.engine.record.fields["slot_pan"][0]
    voice = rig.mixer.voices.sounding[0]
    return float(np.cos(0.25 * np.pi * (slots[voice.slot] + 1)))


def test_a_dream_whose_worker_died_before_it_sounded_is_made_again_and_sounds(rig):
    order = rig.ask()
    rig.make(order, 0.1)
    rig.worker_dies()
    rig.worker_is_back()
    rig.play(0.1)
    again = rig.sent[-1].orders[0]
    assert again.plays and again.voice is not None
    rig.make(again, 1.0)
    assert rig.mixer.voices.take_begun() == [order.id]


def test_asked_while_the_worker_is_away_a_loop_of_the_bank_answers(rig):
    rig.load_bank("first", "second")
    rig.worker_dies()
    rig.play(0.1)
    assert rig.of("/dream/ladder") == [(2, "bank", "the dreaming engine is away")]
    assert rig.ask() is None
    rig.play(ANSWER_AFTER_S - 0.1)
    assert level(rig.heard) == 0, "it may be back in a moment"
    rig.play(2.0)
    assert level(rig.heard) > 0.1
    rig.play(DURATION_S)
    rig.play(1.0)
    assert level(rig.heard) == 0 and len(rig.mixer.voices) == 0
    rig.worker_is_back()
    rig.play(0.1)
    assert rig.of("/dream/ladder")[-1] == (0, "live", "dreams come as they are asked for")
    assert rig.sent[-1].orders[0].recording_name == "take.wav", "within its deadline the dream itself still comes"


def test_the_dream_takes_over_from_the_loop_that_stood_in_for_it(rig):
    rig.load_bank("bank")
    rig.worker_dies()
    rig.ask()
    rig.play(3.0)
    assert level(rig.heard) > 0.1
    rig.worker_is_back()
    rig.play(0.1)
    order = rig.sent[-1].orders[0]
    rig.make(order, 4.0)
    assert rig.mixer.voices.take_begun() == [order.id]
    assert [voice.answers_s for voice in rig.mixer.voices.sounding] == [0.0]
    rig.play(3.0)
    assert level(rig.heard) == pytest.approx(0.1 * pan_gain(rig), rel=0.1)


def test_without_a_bank_the_last_loop_is_held_and_without_any_it_says_so(rig):
    rig.worker_dies()
    rig.play(0.1)
    assert rig.of("/dream/ladder")[-1][:2] == (4, "silence")
    rig.load_bank("a dream's loop", dream_id=3)
    assert rig.of("/dream/ladder")[-1][:2] == (3, "hold")
    rig.ask()
    rig.play(ANSWER_AFTER_S + 2.0)
    assert level(rig.heard) > 0.1


def test_a_worker_that_hangs_is_not_counted_on(rig):
    rig.load_bank("bank")
    order = rig.ask()
    rig.make(order, 0.1)
    rig.play(SILENT_WORKER_S - 0.2)
    assert rig.of("/dream/ladder") == []
    rig.play(2.0)
    assert rig.of("/dream/ladder") == [(2, "bank", "the dreaming engine does not answer")]
    assert level(rig.heard) > 0.1
    rig.dreams.orders.cancel_all()
    rig.engine.control.panic()
    rig.mixer.silence()
    rig.play(0.02)
    assert np.all(rig.play(3.0) == 0), "panic always wins"
    rig.make(order, 0.2)
    rig.answer(m.DreamCancelled(order.id))
    rig.play(0.1)
    assert rig.of("/dream/ladder")[-1][:2] == (4, "silence") or rig.of("/dream/ladder")[-1][:2] == (0, "live")


def test_refusals_in_a_row_bring_the_bank_and_a_good_dream_ends_that(rig):
    rig.load_bank("bank")
    for number in range(REJECTIONS):
        order = rig.ask(f"{number}.wav")
        rig.answer(m.DreamFailed(order.id, "silent", rejected=True))
    assert rig.of("/dream/ladder")[-1][:2] == (2, "bank")
    rig.play(3.0)
    assert level(rig.heard) > 0.05, "the last of them is answered by a loop"
    order = rig.ask("good.wav")
    assert order is not None, "dreams are still tried"
    rig.ready(order)
    rig.play(0.1)
    assert rig.of("/dream/ladder")[-1][:2] == (0, "live")
    order = rig.ask("broken.wav")
    rig.answer(m.DreamFailed(order.id, "no such file"))
    assert rig.dreams.fallback.rejections == 0, "a bad file says nothing about the model"


def test_a_slow_model_makes_shorter_dreams_and_tells(rig):
    rig.model_is_ready(0.1)
    order = rig.ask()
    assert 1.0 <= order.duration_s < DURATION_S
    assert order.voice.frames == round(order.duration_s * RATE)
    rig.play(0.04)
    step, word, reason = rig.of("/dream/ladder")[-1]
    assert (step, word) == (1, "shorter") and f"dream {order.id}" in reason
    # It is in time: made at this speed it sounds before the deadline, and does not run dry.
    made_s, begun = 0.0, rig.now
    while not rig.mixer.voices.take_begun():
        rig.play(1.0)
        made_s += 0.1
        rig.make(order, made_s, 0.1)
        assert rig.now - begun < rig.settings.engine.deadline_s
    rig.answer(m.DreamCancelled(order.id))
    rig.model_is_ready(20.0)
    assert rig.ask("next.wav").duration_s == DURATION_S
    rig.play(0.04)
    assert rig.of("/dream/ladder")[-1][:2] == (0, "live")


def test_a_model_that_is_far_too_slow_is_answered_by_the_bank_at_once(rig):
    rig.load_bank("bank")
    rig.model_is_ready(0.01)
    assert rig.ask() is None
    assert [reason for _, reason in rig.of("/dream/dropped")] == ["late"]
    rig.play(0.1)
    assert rig.of("/dream/ladder")[-1][:2] == (2, "bank") and "too slow" in rig.of("/dream/ladder")[-1][2]


def test_a_model_that_controls_made_too_slow_is_tried_again_when_they_change(rig):
    order = rig.ask()
    rig.make(order, 2.0, 0.01)
    rig.answer(m.DreamCancelled(order.id))
    assert rig.ask("late.wav") is None, "with these controls none is in time"
    rig.dreams.worker.set_controls({})
    order = rig.ask("again.wav")
    assert order.duration_s == DURATION_S
    rig.dreams.worker.set_controls({})
    rig.make(order, 2.0, 0.01)  # made for the greater part with those of before
    rig.answer(m.DreamCancelled(order.id))
    assert rig.ask("once_more.wav").duration_s == DURATION_S


def test_what_cannot_sound_before_its_deadline_is_dropped_late(rig):
    rig.load_bank("bank")
    rig.worker_dies()
    rig.ask()
    number = rig.of("/dream/queued")[0][0]
    rig.play(rig.settings.engine.deadline_s - 0.5)
    assert rig.of("/dream/dropped") == []
    rig.play(1.0)
    assert rig.of("/dream/dropped") == [(number, "late")]
    rig.worker_is_back()
    rig.play(0.1)
    assert not any(isinstance(message, m.DreamBatch) for message in rig.sent)


def test_a_dream_that_stays_silent_at_the_worker_is_given_up_at_its_deadline(rig):
    order = rig.ask()
    rig.make(order, 0.1)
    rig.now += rig.settings.engine.deadline_s
    rig.play(0.1)
    assert rig.sent[-1] == m.Cancel(order.id)
    rig.answer(m.DreamCancelled(order.id))
    assert rig.of("/dream/dropped") == [(order.id, "late")]


def test_a_voice_whose_turn_comes_too_late_is_not_played(tmp_path):
    rig = Rig(tmp_path, max=1)
    first, second = rig.ask("1.wav"), None
    rig.ready(first)
    rig.play(0.1)
    second = rig.ask("2.wav")
    rig.ready(second)
    assert rig.mixer.voices.find(second.id) is not None
    rig.now += rig.settings.engine.deadline_s
    rig.play(0.04)
    assert rig.mixer.voices.find(second.id) is None
    assert any("too late" in text for _, text in rig.of("/dream/error"))


def test_the_line_is_full_and_a_request_gives_way_to_another(rig):
    rig.worker_dies()
    for number in range(MOST_WAITING):
        rig.ask(f"{number}.wav")
    rig.ask("one more.wav")
    assert [reason for _, reason in rig.of("/dream/dropped")] == ["full"]
    folder = Path(rig.settings.paths.recordings)
    rig.dreams.intake.seed(str(folder / "5.wav"), "nylon", 2.0)
    assert [reason for _, reason in rig.of("/dream/dropped")] == ["full", "superseded"]


def test_takes_that_wait_together_are_one_batch_and_the_live_input_comes_between(rig):
    first = rig.ask("first.wav")
    for number in range(3):
        assert rig.ask(f"{number}.wav") is None
    rig.engine.play(0.5)
    rig.dreams.intake.seed_live(0.4)
    live = rig.sent[-1].orders[0]
    assert live.priority == Priority.LIVE and live.seed is not None and live.seed.frames == round(0.4 * RATE)
    rig.ready(first)
    rig.dreams.orders.send_next()
    assert len(rig.sent[-1].orders) == 1, "the live dream is still being made"
    rig.ready(live)
    rig.dreams.orders.send_next()
    assert [order.recording_name for order in rig.sent[-1].orders] == ["0.wav", "1.wav", "2.wav"]


def test_while_a_long_take_is_read_the_next_one_is_sent_and_nobody_calls_the_worker_hung(rig):
    long = rig.ask("hour.mp3")
    assert rig.ask("next.wav") is None, "one at a time"
    rig.answer(m.TakeReading(long.id))
    assert [order.recording_name for order in rig.sent[-1].orders] == ["next.wav"]
    for _ in range(20):
        rig.now += 2.0
        rig.answer(m.TakeReading(long.id))
        assert not rig.dreams.worker.hangs() and rig.dreams.worker.trouble() == ""
    rig.ready(rig.sent[-1].orders[0])
    rig.answer(m.DreamStarted(long.id))
    assert rig.ask("third.wav") is None, "now it is made, and the next one waits"


def test_a_model_that_is_hardly_fast_enough_makes_no_batches(rig):
    rig.model_is_ready(1.5)
    first = rig.ask("first.wav")
    for number in range(3):
        rig.ask(f"{number}.wav")
    rig.ready(first, 1.5)
    rig.dreams.orders.send_next()
    assert [order.recording_name for order in rig.sent[-1].orders] == ["0.wav"]


def test_a_live_seeds_room_is_free_when_its_dream_is_over(rig):
    rig.engine.play(1.0)
    rig.dreams.intake.seed_live(0.5)
    order = rig.sent[-1].orders[0]
    rig.answer(m.DreamFailed(order.id, "silent"))
    assert rig.held() == 0


def test_a_controller_that_comes_back_holds_the_room_of_its_orders(rig, tmp_path):
    rig.engine.play(1.0)
    rig.dreams.intake.seed_live(0.5)
    order = rig.sent[-1].orders[0]
    rig.make(order, 1.0)
    rig.play(0.1)
    rig.dreams.remember(rig.state)
    rig.state.stage = rig.mixer.state()
    again = Rig(tmp_path, before=rig)
    assert again.dreams.requests.at_worker == [replace(order, plays=False)]
    again.make(order, 2.0)
    again.play(1.5)
    assert level(again.heard) > 0.01, "news of what is made reach the voice that the dead controller had started"
    again.ready(order)
    again.play(DURATION_S)
    assert again.held() == sum(loop.place.frames for loop in again.mixer.loops)
