"""Dreams between host, worker and engine: what sounds when, what is sent, what is refused. Stepped clocks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from live_daemon.dreams.dream_intake import SAME_TAKE_S
from live_daemon.dreams.requests import MOST_WAITING
from live_inference.worker import messages as m
from live_inference.worker.messages import Priority
from support.dreams import DURATION_S, RATE, Rig, level
from support.signals import noise


@pytest.fixture
def rig(tmp_path):
    return Rig(tmp_path)


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


def test_a_dream_that_stays_silent_at_the_worker_is_given_up_at_its_deadline(rig):
    order = rig.ask()
    rig.make(order, 0.1)
    rig.now += rig.settings.engine.deadline_s
    rig.play(0.1)
    assert rig.sent[-1] == m.Cancel(order.id)
    rig.answer(m.DreamCancelled(order.id))
    assert rig.of("/dream/dropped") == [(order.id, "late")]


def test_the_line_is_full_and_a_request_gives_way_to_another(rig):
    rig.worker_dies()
    for number in range(MOST_WAITING):
        rig.ask(f"{number}.wav")
    rig.ask("one more.wav")
    assert [reason for _, reason in rig.of("/dream/dropped")] == ["full"]
    folder = Path(rig.settings.paths.recordings)
    rig.dreams.intake.seed(str(folder / "5.wav"), "nylon", 2.0)
    assert [reason for _, reason in rig.of("/dream/dropped")] == ["full", "superseded"]


def test_a_host_that_asks_for_what_the_folder_has_just_ordered_means_one_dream(rig):
    path = Path(rig.settings.paths.recordings) / "take.wav"
    rig.ask("take.wav")
    rig.dreams.intake.seed(str(path))
    assert rig.dreams.requests.count == 1
    rig.dreams.intake.seed(str(path))
    assert rig.dreams.requests.count == 2, "asked once more, it is another dream"
    rig.ask("other.wav")
    rig.now += SAME_TAKE_S + 0.1
    rig.dreams.intake.seed(str(path.with_name("other.wav")))
    assert rig.dreams.requests.count == 4


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


def test_while_a_clock_stands_in_silence_is_no_seed_but_what_was_heard_before_is(rig):
    rig.engine.play(noise(0.5, 0.1))
    rig.engine.record.put("stand_in", 1)
    rig.engine.play(0.5)
    with pytest.raises(ValueError, match=r"^/dream/seed/live: the sound device is away, or no host plays: [^\n]*$"):
        rig.dreams.intake.seed_live(0.4)
    assert rig.sent == [] and rig.held() == 0 and rig.of("/dream/queued") == []
    rig.dreams.intake.seed_live(0.8)
    assert rig.sent[-1].orders[0].seed.frames == round(0.8 * RATE)


def test_noise_is_ordered_as_a_take_is_and_dropped_where_a_take_would_be(rig):
    rig.dreams.intake.seed_noise("perlin", "small", 1.5, 7)
    (order,) = rig.sent[-1].orders
    assert (order.noise, order.model, order.duration_s, order.rng_seed) == ("perlin", "small", 1.5, 7)
    assert order.priority == Priority.FILE and order.seed is None and not order.stamp
    assert rig.of("/dream/queued") == [(order.id, "noise-perlin", "small")]
    for _ in range(MOST_WAITING):
        rig.dreams.intake.seed_noise("normal")
    assert rig.of("/dream/dropped") == [(order.id + MOST_WAITING, "full")]
    assert len({one.rng_seed for one in rig.dreams.requests.all()}) == MOST_WAITING, "each its own noise"
    rig.dreams.orders.cancel_all()
    assert not rig.dreams.requests.waiting()


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
    rig.state.mixer = rig.mixer.state()
    again = Rig(tmp_path, before=rig)
    assert again.dreams.requests.at_worker == [replace(order, plays=False)]
    again.make(order, 2.0)
    again.play(1.5)
    assert level(again.heard) > 0.01, "news of what is made reach the voice that the dead controller had started"
    again.ready(order)
    again.play(DURATION_S)
    assert again.held() == sum(loop.place.frames for loop in again.mixer.loops)
