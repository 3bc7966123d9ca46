"""Loops, voices and bands on the controller's side: places are taken and given back, nothing is started twice."""

import itertools
import math
from types import SimpleNamespace

import numpy as np
import pytest

from live_daemon.audio.control import EngineStalledError
from live_daemon.follower.band_plan import BandPlan
from live_daemon.loops.loop import Loop
from live_daemon.loops.mixer import LoopMixer
from live_daemon.loops.slots import NUM_SLOTS
from live_daemon.loops.voices import JITTER, MAX_WAITING_VOICES, Voice
from live_daemon.settings import FollowerSettings, VoiceSettings


class FakeControl:
    """Stands in for the engine: slots sound until the test ends them; every call is kept."""

    def __init__(self):
        self.sounding = {}
        self.rows = {}
        self.muted = {}
        self.calls = []
        self.bands = []
        self.monitor = None
        self.stalled = False
        self.panic_is_done = True

    def start_slot(self, slot, offset, frames, **how):
        if self.stalled:
            raise EngineStalledError("the engine takes no commands")
        assert self.sounding.get(slot) is None, "a slot that sounds must not be started"
        self.sounding[slot] = (offset, frames, how)

    def fill_slot(self, slot, offset, filled, *, ends=False):
        self.calls.append(("fill", slot, filled, ends))

    def stop_slot(self, slot, fade_ms):
        self.calls.append(("stop", slot))

    def ends(self, slot):
        del self.sounding[slot]

    def slot_state(self, slot):
        offset, frames, _ = self.sounding.get(slot, (0, 0, None))
        return SimpleNamespace(phase="playing" if slot in self.sounding else "free", offset=offset, frames=frames)

    def set_monitor(self, gain):
        self.monitor = gain

    def set_gain_map(self, slot, weights):
        self.rows[slot] = list(weights)

    def set_slot_mute(self, slot, muted):
        self.muted[slot] = muted

    def set_bands(self, centres, q, sections):
        self.bands = list(centres)

    def set_slot_gain(self, slot, gain):
        self.calls.append(("gain", slot, gain))

    def set_slot_layer(self, slot, layer):
        self.calls.append(("layer", slot, layer))

    def set_follower(self, **values):
        self.calls.append(("follower", values))

    def panic(self):
        self.calls.append(("panic",))
        self.sounding.clear()

    def free_slots(self):
        return np.array([slot not in self.sounding for slot in range(NUM_SLOTS)])

    def gains(self, slots):
        return [0.1 * slot for slot in slots]


def make_mixer(frames=1000, **follower):
    control = FakeControl()
    voices = VoiceSettings(max=2, stagger_s=2.0)
    return LoopMixer(control, frames, 48_000, voices, FollowerSettings(**{"loops": 3, **follower}), 0.5), control


def panic(mixer, control):
    control.panic()
    mixer.silence()


def a_loop(mixer, *pitches, frames=100):
    place = mixer.arena.lease(frames, "a test").place
    return Loop(place, [(hz, 1.0) for hz in pitches], "loop", frames, dream_id=place.offset)


def brought(mixer, loop):
    """Whoever brought a loop to the mixer has ended its lease: only the mixer's are left."""
    next(lease for lease in mixer.arena.leases if lease.place == loop.place and lease.purpose == "a test").end()


def has_room(mixer, frames):
    """Whether a range of this length is free."""
    lease = mixer.arena.lease(frames, "a test")
    if lease is not None:
        lease.end()
    return lease is not None


def test_a_loop_beyond_the_limit_takes_the_oldest_ones_place_when_that_has_faded():
    mixer, control = make_mixer(frames=400)
    loops = [a_loop(mixer, 100.0 * (index + 1)) for index in range(4)]
    for loop in loops:
        mixer.add_loop(loop)
        brought(mixer, loop)
    assert mixer.loops == [loops[3], loops[1], loops[2]], "the others keep their numbers"
    assert ("stop", loops[0].slot) in control.calls
    mixer.tick(1.0)
    assert not has_room(mixer, 100), "its samples still sound while it fades"
    control.ends(loops[0].slot)
    mixer.tick(1.1)
    assert has_room(mixer, 100)


def test_every_loop_is_called_by_its_own_pitches():
    mixer, control = make_mixer()
    first, second = a_loop(mixer, 110.0, 220.0), a_loop(mixer, 330.0)
    mixer.add_loop(first)
    mixer.add_loop(second)
    assert sorted(control.bands) == [110.0, 220.0, 330.0]
    heard_by_first = {control.bands[i]: weight for i, weight in enumerate(control.rows[first.slot]) if weight}
    heard_by_second = {control.bands[i]: weight for i, weight in enumerate(control.rows[second.slot]) if weight}
    assert heard_by_first == {110.0: 0.5, 220.0: 0.5}
    assert heard_by_second == {330.0: 1.0}


def test_a_band_keeps_its_number_while_other_loops_come_and_go():
    plan = BandPlan()
    assert plan.follow([[(110.0, 1)], [(220.0, 1)]])
    places = {hz: plan.centres.index(hz) for hz in (110.0, 220.0)}
    assert plan.follow([[(220.0, 1)], [(330.0, 1)]])
    assert plan.centres.index(220.0) == places[220.0]
    assert plan.centres[places[110.0]] == 330.0, "a band that nobody needs any more is used again"
    assert not plan.follow([[(220.0 * 2 ** (0.4 / 24), 1)], [(330.0, 1)]]), "within a quarter tone a band is shared"


def test_more_pitches_than_bands_are_heard_by_the_nearest():
    plan = BandPlan()
    semitones = [[(55 * 2 ** (n / 12), 1.0)] for n in range(80)]
    plan.follow(semitones)
    assert len(plan.centres) == 64
    for pitches in semitones:
        row = plan.row(pitches)
        assert sum(row) == pytest.approx(1.0)
        nearest = plan.centres[row.index(max(row))]
        assert abs(math.log2(nearest / pitches[0][0])) == min(abs(math.log2(c / pitches[0][0])) for c in plan.centres)


def test_bands_from_the_settings_stay_as_they_are():
    plan = BandPlan([400.0, 100.0])
    assert plan.centres == [100.0, 400.0]
    assert not plan.follow([[(250.0, 1)]])
    assert sum(plan.row([(200.0, 1.0)])) == pytest.approx(1.0)
    assert plan.row([]) == [0.0, 0.0]


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


def a_voice(mixer, number, frames=100, **how):
    """A voice whose order is over: only the voice holds its room."""
    lease = mixer.arena.lease(frames, "a test")
    assert mixer.voices.queue(Voice(lease.place, number, **how))
    lease.end()
    return mixer.voices.find(number)


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


def test_panic_mutes_every_loop_and_forgets_what_waits():
    mixer, control = make_mixer(frames=300)
    mixer.add_loop(a_loop(mixer, 110.0))
    a_voice(mixer, 1)
    a_voice(mixer, 2)
    mixer.tick(0.0)
    panic(mixer, control)
    mixer.tick(10.0)
    assert not len(mixer.voices), "the one that waited does not start after a panic"
    assert len(control.sounding) == 1
    assert control.muted[mixer.loops[0].slot] is True
    assert has_room(mixer, 200)


def test_after_a_panic_a_loop_that_is_unmuted_sounds_again_and_so_does_the_monitor():
    """The engine frees every slot at a panic; loops that were only muted were dead for the rest of the show."""
    mixer, control = make_mixer()
    mixer.add_loop(a_loop(mixer, 110.0))
    mixer.reapply()
    assert control.monitor == 0.5
    panic(mixer, control)
    mixer.reapply()
    assert control.monitor == 0.0
    mixer.tick(1.0)
    mixer.set_loop_mute(0, False)
    assert mixer.loops[0].slot in control.sounding
    assert control.muted[mixer.loops[0].slot] is False
    assert control.monitor == 0.5


def test_a_loop_that_the_engine_did_not_take_is_started_when_it_does():
    mixer, control = make_mixer()
    control.stalled = True
    with pytest.raises(EngineStalledError):
        mixer.add_loop(a_loop(mixer, 110.0))
    assert mixer.gains() == [0.0]
    mixer.set_loop_gain(0, 0.5)
    control.stalled = False
    assert mixer.tick(0.0)
    assert control.sounding[mixer.loops[0].slot][2]["gain"] == 0.5


def test_banks_in_quick_succession_wait_for_free_slots():
    mixer, control = make_mixer(frames=100_000)
    for _ in range(4):
        mixer.replace_loops([a_loop(mixer, 100.0 + 10 * number, frames=10) for number in range(64)])
        mixer.tick(0.0)
    assert sum(loop.slot < 0 for loop in mixer.loops) == 64, "64 play still, 64 fade"
    for slot in list(control.sounding):
        control.ends(slot)
    mixer.tick(1.0)
    mixer.tick(1.1)
    assert all(loop.slot in control.sounding for loop in mixer.loops)


def test_one_dream_more_does_not_throw_a_bank_away():
    mixer, _ = make_mixer(frames=10_000)
    bank = [a_loop(mixer, 100.0 + 10 * number) for number in range(40)]
    for loop in bank:
        loop.dream_id = -1
    mixer.replace_loops(bank)
    for _ in range(5):
        mixer.add_loop(a_loop(mixer, 500.0))
    assert len(mixer.loops) == 43 and mixer.loops[:40] == bank


def test_a_loop_that_does_not_exist_is_told_with_those_that_do():
    mixer, _ = make_mixer()
    with pytest.raises(IndexError, match="loop 0 does not exist: there is none"):
        mixer.set_loop_gain(0, 1.0)
    mixer.add_loop(a_loop(mixer, 110.0))
    with pytest.raises(IndexError, match="there are 1, numbered from 0"):
        mixer.set_loop_mute(4, True)


def test_a_stage_that_comes_back_starts_nothing_anew():
    mixer, control = make_mixer()
    mixer.add_loop(a_loop(mixer, 110.0))
    mixer.set_follower("q", 9.0)
    mixer.voices.queue(Voice(mixer.arena.lease(50, "a test").place, 7))
    written = mixer.state()
    mixer.tick(0.0)  # the voice starts after the state was written
    started = dict(control.sounding)
    again = LoopMixer(control, 1000, 48_000, VoiceSettings(), FollowerSettings())
    again.restore(written)
    assert again.loops == mixer.loops
    assert [voice.dream_id for voice in again.voices.sounding] == [7]
    assert again.follower["q"] == 9.0
    assert control.sounding == started
    assert not has_room(again, 851) and has_room(again, 850)


def test_a_loop_that_no_longer_sounds_is_started_when_the_controller_comes_back():
    mixer, control = make_mixer()
    mixer.add_loop(a_loop(mixer, 110.0))
    control.sounding.clear()
    again = LoopMixer(control, 1000, 48_000, VoiceSettings(), FollowerSettings())
    again.restore(mixer.state())
    again.tick(0.0)
    assert len(control.sounding) == 1
