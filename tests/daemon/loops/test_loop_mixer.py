"""Loops on the controller's side: places are leased and freed, nothing is started twice."""

import pytest

from live_daemon.audio.control import EngineStalledError
from live_daemon.loops.mixer import LoopMixer
from live_daemon.loops.voices import Voice
from live_daemon.settings import FollowerSettings, VoiceSettings
from support.fake_engine import a_loop, a_voice, brought, has_room, make_mixer, panic


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


def test_a_mixer_that_comes_back_starts_nothing_again():
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


def test_levels_of_all_loops_and_all_dreams_are_kept_for_an_engine_that_comes_back():
    mixer, control = make_mixer()
    mixer.set_level("dreams", 0.25)
    assert control.levels == {"DREAMS": 0.25}
    again, engine = make_mixer()
    again.restore(mixer.state())
    assert engine.levels == {"DREAMS": 0.25, "LOOPS": 1.0}
    assert again.levels == {"dreams_level": 0.25, "loops_level": 1.0}


@pytest.mark.parametrize(("own_outputs", "wanted"), [(0, [0, 0, 0]), (2, [1, 2, 1]), (64, [1, 2, 3])])
def test_loops_take_the_outputs_behind_the_mix_in_turn(own_outputs, wanted):
    mixer, control = make_mixer(own_outputs=own_outputs)
    for number in range(3):
        mixer.add_loop(a_loop(mixer, 110.0 * (number + 1)))
    assert [control.sounding[loop.slot][2]["output"] for loop in mixer.loops] == wanted
    assert mixer.loops_in_mix(4) == max(0, min(own_outputs, 3) - 2)
