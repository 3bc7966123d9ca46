"""What a performer hears while dreams do not come: a shorter one, a loop of the bank, the last loop. Stepped clocks."""

from __future__ import annotations

import numpy as np
import pytest

from live_daemon.dreams.dream_orders import ANSWER_AFTER_S
from live_daemon.dreams.fallback import REJECTIONS
from live_daemon.dreams.worker_session import SILENT_WORKER_S
from live_inference.worker import messages as m
from support.dreams import DURATION_S, RATE, Rig, level, pan_gain


@pytest.fixture
def rig(tmp_path):
    return Rig(tmp_path)


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
    rig.engine.panic()
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
