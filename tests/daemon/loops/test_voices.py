"""Voices start one after the other, sound as far as they are made, and give their room back when they have ended."""

import itertools

import pytest

from live_daemon.loops.mixer import LoopMixer
from live_daemon.loops.voices import JITTER, MAX_WAITING_VOICES, Voice
from live_daemon.settings import FollowerSettings, VoiceSettings
from support.fake_engine import FakeControl, a_loop, a_voice, brought, has_room, make_mixer


def test_voices_start_one_after_the_other_and_never_more_than_allowed():
    mixer, control = make_mixer(frames=2000)
    for number in range(4):
        assert mixer.voices.queue(Voice(mixer.arena.lease(100, "a test").place, number))
    started = []
    for tick in range(400):
        now = tick * 0.02
        before = set(control.sounding)
        mixer.tick(now)
        started += [now for _ in set(control.sounding) - before]
        if tick == 300:
            control.ends(mixer.voices.sounding[0].slot)
    assert len(control.sounding) == 2
    assert started[0] == 0 and 2.0 <= started[1] <= 2.0 * (1 + JITTER) + 0.03
    assert started[2] == pytest.approx(6.02, abs=0.03), "the third waits for a voice, the fourth still does"
    assert len(started) == 3


def times_of_voices(rng_seed, number=6):
    control = FakeControl()
    voices = VoiceSettings(max=8, stagger_s=2.0, rng_seed=rng_seed)
    mixer = LoopMixer(control, 1000, 48_000, voices, FollowerSettings())
    for dream in range(number):
        a_voice(mixer, dream, 10)
    times = []
    for tick in range(2000):
        mixer.tick(tick * 0.02)
        times += [tick * 0.02 for _ in mixer.voices.take_begun()]
    return times


def test_the_schedule_of_the_voices_is_the_same_every_evening_and_does_not_tick():
    times = times_of_voices(1)
    assert times == times_of_voices(1) != times_of_voices(2)
    gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
    assert len(gaps) == 5 and all(2.0 <= gap <= 2.0 * (1 + JITTER) + 0.03 for gap in gaps)
    assert max(gaps) - min(gaps) > 0.1


def test_a_controller_that_comes_back_keeps_to_the_schedule():
    mixer, control = make_mixer()
    for dream in range(3):
        a_voice(mixer, dream, 10)
    mixer.tick(0.0)
    again = LoopMixer(control, 1000, 48_000, VoiceSettings(max=2, stagger_s=2.0), FollowerSettings())
    again.restore(mixer.state())
    again.tick(1.9)
    assert len(again.voices) == 1
    again.tick(3.1)
    assert len(again.voices) == 2


def test_a_dream_that_is_being_made_sounds_as_far_as_it_is():
    mixer, control = make_mixer()
    voice = a_voice(mixer, 7, filled=20)
    mixer.tick(0.0)
    assert mixer.voices.take_begun() == [7] and mixer.voices.take_begun() == []
    assert control.sounding[voice.slot][2]["filled"] == 20
    mixer.voices.fill(7, 50)
    mixer.voices.fill(7, 40)  # told late
    mixer.voices.fill(8, 60)  # another's
    assert [call for call in control.calls if call[0] == "fill"] == [("fill", voice.slot, 50, False)]
    mixer.reapply()
    assert control.calls.count(("fill", voice.slot, 50, False)) == 2, "a voice must not wait for ever after a stall"
    assert mixer.voices.end(7)
    assert control.calls[-1] == ("fill", voice.slot, 50, True)


def test_what_has_not_begun_to_sound_is_not_ended_but_taken_out():
    mixer, _ = make_mixer(frames=100)
    a_voice(mixer, 7, filled=20)
    assert not mixer.voices.end(7)
    assert mixer.voices.find(7) is None and has_room(mixer, 100)


def test_a_stopped_voice_keeps_its_room_until_it_has_faded():
    mixer, control = make_mixer(frames=100)
    voice = a_voice(mixer, 7, filled=20)
    mixer.tick(0.0)
    mixer.voices.stop(7)
    assert ("stop", voice.slot) in control.calls and len(mixer.voices) == 0
    mixer.tick(0.1)
    assert not has_room(mixer, 1)
    control.ends(voice.slot)
    mixer.tick(0.2)
    assert has_room(mixer, 100)


def test_too_many_waiting_voices_are_refused():
    mixer, _ = make_mixer()
    for number in range(MAX_WAITING_VOICES):
        a_voice(mixer, number, 10)
    assert not mixer.voices.queue(Voice(mixer.arena.lease(10, "a test").place, 99))


def test_a_loop_stands_in_for_a_dream_and_keeps_its_room_meanwhile():
    mixer, control = make_mixer(frames=400)
    bank = [a_loop(mixer, 100.0), a_loop(mixer, 200.0)]
    for loop in bank:
        loop.dream_id = -1
    mixer.replace_loops(bank)
    dream_loop = a_loop(mixer, 300.0)
    mixer.add_loop(dream_loop)
    for loop in (*bank, dream_loop):
        brought(mixer, loop)
    bank[0].name, bank[1].name = "first", "second"
    assert mixer.answer(1, 5.0) == "first"
    assert mixer.answer(1, 5.0) == "", "one dream, one answer"
    mixer.tick(0.0)
    voice = mixer.voices.sounding[0]
    offset, frames, how = control.sounding[voice.slot]
    assert (offset, frames, how["looping"]) == (bank[0].place.offset, 100, True)
    assert mixer.voices.take_begun() == [], "it is no dream"
    mixer.replace_loops([])
    for loop in (*bank, dream_loop):
        control.ends(loop.slot)
    mixer.tick(1.0)
    assert not has_room(mixer, 400), "the first loop still sounds as an answer"
    mixer.tick(5.1)
    assert ("stop", voice.slot) in control.calls
    assert control.calls.count(("stop", voice.slot)) == 1
    mixer.tick(5.2)
    assert control.calls.count(("stop", voice.slot)) == 1
    control.ends(voice.slot)
    mixer.tick(7.0)
    assert has_room(mixer, 400)


def test_loops_answer_in_turn_but_not_those_that_are_muted_and_without_a_bank_the_last_one():
    mixer, _ = make_mixer()
    assert mixer.answer(0, 5.0) == ""
    loops = [a_loop(mixer, 100.0 * (number + 1)) for number in range(3)]
    for number, loop in enumerate(loops):
        loop.name = str(number)
        mixer.add_loop(loop)
    assert mixer.answer(1, 5.0) == "2"
    mixer.set_loop_mute(2, True)
    assert mixer.answer(2, 5.0) == "1"
    for loop in loops:
        loop.dream_id = -1
    assert [mixer.answer(number, 5.0) for number in (3, 4, 5)] == ["0", "1", "0"]


def test_a_controller_that_comes_back_takes_no_answer_for_a_loop():
    """Both read the same samples; the loop's slot is the loop's, the other fades."""
    mixer, control = make_mixer()
    loop = a_loop(mixer, 100.0)
    mixer.add_loop(loop)
    mixer.answer(1, 5.0)
    mixer.tick(0.0)
    slot, answer = loop.slot, mixer.voices.sounding[0].slot
    again = LoopMixer(control, 1000, 48_000, VoiceSettings(), FollowerSettings())
    again.restore(mixer.state())
    assert again.loops[0].slot == slot
    assert ("stop", answer) in control.calls and ("stop", slot) not in control.calls
    assert len(again.voices) == 0


def test_a_voice_that_ended_gives_its_room_back():
    mixer, control = make_mixer(frames=100)
    a_voice(mixer, 1)
    mixer.tick(0.0)
    assert not has_room(mixer, 1)
    control.ends(mixer.voices.sounding[0].slot)
    mixer.tick(0.1)
    assert has_room(mixer, 100)


def test_room_is_free_when_the_order_and_the_voice_both_let_go():
    mixer, control = make_mixer(frames=100)
    lease = mixer.arena.lease(100, "a test")
    mixer.voices.queue(Voice(lease.place, 1, filled=10))
    mixer.tick(0.0)
    control.ends(mixer.voices.sounding[0].slot)
    mixer.tick(0.1)
    assert not has_room(mixer, 1), "the worker still writes there"
    lease.end()
    assert has_room(mixer, 100)
