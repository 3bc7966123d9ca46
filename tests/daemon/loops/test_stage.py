"""Loops, voices and bands on the controller's side: places are taken and given back, nothing is started twice."""

import itertools
import math
from types import SimpleNamespace

import pytest

from live_daemon.audio.control import EngineStalledError
from live_daemon.follower.band_plan import BandPlan
from live_daemon.loops.arena import Arena
from live_daemon.loops.mixer import Loop, LoopMixer
from live_daemon.loops.voices import JITTER, MAX_WAITING_VOICES, Voice
from live_daemon.settings import FollowerSettings, VoiceSettings
from live_inference.worker.messages import ArenaRange


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
        offset = self.sounding[slot][0] if slot in self.sounding else 0
        return SimpleNamespace(phase="playing" if slot in self.sounding else "free", offset=offset)

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

    def gains(self, slots):
        return [0.1 * slot for slot in slots]


def make_stage(frames=1000, **follower):
    control = FakeControl()
    voices = VoiceSettings(max=2, stagger_s=2.0)
    return LoopMixer(control, frames, 48_000, voices, FollowerSettings(**{"loops": 3, **follower}), 0.5), control


def panic(stage, control):
    control.panic()
    stage.silence()


def a_loop(stage, *pitches, frames=100):
    place = stage.take_room(frames)
    assert place is not None
    return Loop(place, [(hz, 1.0) for hz in pitches], "loop", frames, dream_id=place.offset)


def test_an_arena_gives_first_fit_and_takes_back():
    arena = Arena(100)
    first, second, third = arena.take(40), arena.take(40), arena.take(20)
    assert (first.offset, second.offset, third.offset) == (0, 40, 80)
    assert arena.take(1) is None
    arena.give_back(second)
    assert arena.take(41) is None
    assert arena.take(40) == second
    arena.give_back(first)
    arena.give_back(third)
    assert arena.take(30) == ArenaRange(0, 30)


def test_a_loop_beyond_the_limit_takes_the_oldest_ones_place_when_that_has_faded():
    stage, control = make_stage(frames=400)
    loops = [a_loop(stage, 100.0 * (index + 1)) for index in range(4)]
    for loop in loops:
        stage.add_loop(loop)
    assert stage.loops == [loops[3], loops[1], loops[2]], "the others keep their numbers"
    assert ("stop", loops[0].slot) in control.calls
    stage.tick(1.0)
    assert stage.take_room(100) is None, "its samples still sound while it fades"
    control.ends(loops[0].slot)
    stage.tick(1.1)
    assert stage.take_room(100) is not None


def test_every_loop_is_called_by_its_own_pitches():
    stage, control = make_stage()
    first, second = a_loop(stage, 110.0, 220.0), a_loop(stage, 330.0)
    stage.add_loop(first)
    stage.add_loop(second)
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
    stage, control = make_stage(frames=2000)
    for number in range(4):
        assert stage.voices.queue(Voice(stage.take_room(100), number))
    started = []
    for tick in range(400):
        now = tick * 0.02
        before = set(control.sounding)
        stage.tick(now)
        started += [now for _ in set(control.sounding) - before]
        if tick == 300:
            control.ends(stage.voices.sounding[0].slot)
    assert len(control.sounding) == 2
    assert started[0] == 0 and 2.0 <= started[1] <= 2.0 * (1 + JITTER) + 0.03
    assert started[2] == pytest.approx(6.02, abs=0.03), "the third waits for a voice, the fourth still does"
    assert len(started) == 3


def times_of_voices(rng_seed, number=6):
    control = FakeControl()
    voices = VoiceSettings(max=8, stagger_s=2.0, rng_seed=rng_seed)
    stage = LoopMixer(control, 1000, 48_000, voices, FollowerSettings())
    for dream in range(number):
        a_voice(stage, dream, 10)
    times = []
    for tick in range(2000):
        stage.tick(tick * 0.02)
        times += [tick * 0.02 for _ in stage.voices.take_begun()]
    return times


def test_the_schedule_of_the_voices_is_the_same_every_evening_and_does_not_tick():
    times = times_of_voices(1)
    assert times == times_of_voices(1) != times_of_voices(2)
    gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
    assert len(gaps) == 5 and all(2.0 <= gap <= 2.0 * (1 + JITTER) + 0.03 for gap in gaps)
    assert max(gaps) - min(gaps) > 0.1


def test_a_controller_that_comes_back_keeps_to_the_schedule():
    stage, control = make_stage()
    for dream in range(3):
        a_voice(stage, dream, 10)
    stage.tick(0.0)
    again = LoopMixer(control, 1000, 48_000, VoiceSettings(max=2, stagger_s=2.0), FollowerSettings())
    again.restore(stage.state())
    again.tick(1.9)
    assert len(again.voices) == 1
    again.tick(3.1)
    assert len(again.voices) == 2


def test_a_dream_that_is_being_made_sounds_as_far_as_it_is():
    stage, control = make_stage()
    voice = a_voice(stage, 7, filled=20)
    stage.tick(0.0)
    assert stage.voices.take_begun() == [7] and stage.voices.take_begun() == []
    assert control.sounding[voice.slot][2]["filled"] == 20
    stage.voices.fill(7, 50)
    stage.voices.fill(7, 40)  # told late
    stage.voices.fill(8, 60)  # another's
    assert [call for call in control.calls if call[0] == "fill"] == [("fill", voice.slot, 50, False)]
    stage.reapply()
    assert control.calls.count(("fill", voice.slot, 50, False)) == 2, "a voice must not wait for ever after a stall"
    assert stage.voices.end(7)
    assert control.calls[-1] == ("fill", voice.slot, 50, True)


def test_what_has_not_begun_to_sound_is_not_ended_but_taken_out():
    stage, _ = make_stage(frames=100)
    a_voice(stage, 7, filled=20)
    assert not stage.voices.end(7)
    assert stage.voices.find(7) is None and stage.take_room(100) is not None


def test_a_stopped_voice_keeps_its_room_until_it_has_faded():
    stage, control = make_stage(frames=100)
    voice = a_voice(stage, 7, filled=20)
    stage.tick(0.0)
    stage.voices.stop(7)
    assert ("stop", voice.slot) in control.calls and len(stage.voices) == 0
    stage.tick(0.1)
    assert stage.take_room(1) is None
    control.ends(voice.slot)
    stage.tick(0.2)
    assert stage.take_room(100) is not None


def test_too_many_waiting_voices_are_refused():
    stage, _ = make_stage()
    for number in range(MAX_WAITING_VOICES):
        a_voice(stage, number, 10)
    assert not stage.voices.queue(Voice(stage.take_room(10), 99))


def test_a_loop_stands_in_for_a_dream_and_keeps_its_room_meanwhile():
    stage, control = make_stage(frames=400)
    bank = [a_loop(stage, 100.0), a_loop(stage, 200.0)]
    for loop in bank:
        loop.dream_id = -1
    stage.replace_loops(bank)
    dream_loop = a_loop(stage, 300.0)
    stage.add_loop(dream_loop)
    bank[0].name, bank[1].name = "first", "second"
    assert stage.answer(1, 5.0) == "first"
    assert stage.answer(1, 5.0) == "", "one dream, one answer"
    stage.tick(0.0)
    voice = stage.voices.sounding[0]
    offset, frames, how = control.sounding[voice.slot]
    assert (offset, frames, how["looping"]) == (bank[0].place.offset, 100, True)
    assert stage.voices.take_begun() == [], "it is no dream"
    stage.replace_loops([])
    for loop in (*bank, dream_loop):
        control.ends(loop.slot)
    stage.tick(1.0)
    assert stage.take_room(400) is None, "the first loop still sounds as an answer"
    stage.tick(5.1)
    assert ("stop", voice.slot) in control.calls
    assert control.calls.count(("stop", voice.slot)) == 1
    stage.tick(5.2)
    assert control.calls.count(("stop", voice.slot)) == 1
    control.ends(voice.slot)
    stage.tick(7.0)
    assert stage.take_room(400) is not None


def test_loops_answer_in_turn_but_not_those_that_are_muted_and_without_a_bank_the_last_one():
    stage, _ = make_stage()
    assert stage.answer(0, 5.0) == ""
    loops = [a_loop(stage, 100.0 * (number + 1)) for number in range(3)]
    for number, loop in enumerate(loops):
        loop.name = str(number)
        stage.add_loop(loop)
    assert stage.answer(1, 5.0) == "2"
    stage.set_loop_mute(2, True)
    assert stage.answer(2, 5.0) == "1"
    for loop in loops:
        loop.dream_id = -1
    assert [stage.answer(number, 5.0) for number in (3, 4, 5)] == ["0", "1", "0"]


def test_a_controller_that_comes_back_takes_no_answer_for_a_loop():
    """Both read the same samples; the loop's slot is the loop's, the other fades."""
    stage, control = make_stage()
    loop = a_loop(stage, 100.0)
    stage.add_loop(loop)
    stage.answer(1, 5.0)
    stage.tick(0.0)
    slot, answer = loop.slot, stage.voices.sounding[0].slot
    again = LoopMixer(control, 1000, 48_000, VoiceSettings(), FollowerSettings())
    again.restore(stage.state())
    assert again.loops[0].slot == slot
    assert ("stop", answer) in control.calls and ("stop", slot) not in control.calls
    assert len(again.voices) == 0


def a_voice(stage, number, frames=100, **how):
    """A voice whose order is over: only the voice holds its room."""
    place = stage.take_room(frames)
    assert stage.voices.queue(Voice(place, number, **how))
    stage.give_room_back(place)
    return stage.voices.find(number)


def test_a_voice_that_ended_gives_its_room_back():
    stage, control = make_stage(frames=100)
    a_voice(stage, 1)
    stage.tick(0.0)
    assert stage.take_room(1) is None
    control.ends(stage.voices.sounding[0].slot)
    stage.tick(0.1)
    assert stage.take_room(100) is not None


def test_room_is_free_when_the_order_and_the_voice_both_let_go():
    stage, control = make_stage(frames=100)
    place = stage.take_room(100)
    stage.voices.queue(Voice(place, 1, filled=10))
    stage.tick(0.0)
    control.ends(stage.voices.sounding[0].slot)
    stage.tick(0.1)
    assert stage.take_room(1) is None, "the worker still writes there"
    stage.give_room_back(place)
    assert stage.take_room(100) is not None


def test_panic_mutes_every_loop_and_forgets_what_waits():
    stage, control = make_stage(frames=300)
    stage.add_loop(a_loop(stage, 110.0))
    a_voice(stage, 1)
    a_voice(stage, 2)
    stage.tick(0.0)
    panic(stage, control)
    stage.tick(10.0)
    assert not len(stage.voices), "the one that waited does not start after a panic"
    assert len(control.sounding) == 1
    assert control.muted[stage.loops[0].slot] is True
    assert stage.take_room(200) is not None


def test_after_a_panic_a_loop_that_is_unmuted_sounds_again_and_so_does_the_monitor():
    """The engine frees every slot at a panic; loops that were only muted were dead for the rest of the show."""
    stage, control = make_stage()
    stage.add_loop(a_loop(stage, 110.0))
    stage.reapply()
    assert control.monitor == 0.5
    panic(stage, control)
    stage.reapply()
    assert control.monitor == 0.0
    stage.tick(1.0)
    stage.set_loop_mute(0, False)
    assert stage.loops[0].slot in control.sounding
    assert control.muted[stage.loops[0].slot] is False
    assert control.monitor == 0.5


def test_a_loop_that_the_engine_did_not_take_is_started_when_it_does():
    stage, control = make_stage()
    control.stalled = True
    with pytest.raises(EngineStalledError):
        stage.add_loop(a_loop(stage, 110.0))
    assert stage.gains() == [0.0]
    stage.set_loop_gain(0, 0.5)
    control.stalled = False
    assert stage.tick(0.0)
    assert control.sounding[stage.loops[0].slot][2]["gain"] == 0.5


def test_banks_in_quick_succession_wait_for_free_slots():
    stage, control = make_stage(frames=100_000)
    for _ in range(4):
        stage.replace_loops([a_loop(stage, 100.0 + 10 * number, frames=10) for number in range(64)])
        stage.tick(0.0)
    assert sum(loop.slot < 0 for loop in stage.loops) == 64, "64 play still, 64 fade"
    for slot in list(control.sounding):
        control.ends(slot)
    stage.tick(1.0)
    stage.tick(1.1)
    assert all(loop.slot in control.sounding for loop in stage.loops)


def test_one_dream_more_does_not_throw_a_bank_away():
    stage, _ = make_stage(frames=10_000)
    bank = [a_loop(stage, 100.0 + 10 * number) for number in range(40)]
    for loop in bank:
        loop.dream_id = -1
    stage.replace_loops(bank)
    for _ in range(5):
        stage.add_loop(a_loop(stage, 500.0))
    assert len(stage.loops) == 43 and stage.loops[:40] == bank


def test_a_loop_that_does_not_exist_is_told_with_those_that_do():
    stage, _ = make_stage()
    with pytest.raises(IndexError, match="loop 0 does not exist: there is none"):
        stage.set_loop_gain(0, 1.0)
    stage.add_loop(a_loop(stage, 110.0))
    with pytest.raises(IndexError, match="there are 1, numbered from 0"):
        stage.set_loop_mute(4, True)


def test_a_stage_that_comes_back_starts_nothing_anew():
    stage, control = make_stage()
    stage.add_loop(a_loop(stage, 110.0))
    stage.set_follower("q", 9.0)
    stage.voices.queue(Voice(stage.take_room(50), 7))
    written = stage.state()
    stage.tick(0.0)  # the voice starts after the state was written
    started = dict(control.sounding)
    again = LoopMixer(control, 1000, 48_000, VoiceSettings(), FollowerSettings())
    again.restore(written)
    assert again.loops == stage.loops
    assert [voice.dream_id for voice in again.voices.sounding] == [7]
    assert again.follower["q"] == 9.0
    assert control.sounding == started
    assert again.take_room(851) is None and again.take_room(850) is not None


def test_a_loop_that_no_longer_sounds_is_started_when_the_controller_comes_back():
    stage, control = make_stage()
    stage.add_loop(a_loop(stage, 110.0))
    control.sounding.clear()
    again = LoopMixer(control, 1000, 48_000, VoiceSettings(), FollowerSettings())
    again.restore(stage.state())
    again.tick(0.0)
    assert len(control.sounding) == 1
