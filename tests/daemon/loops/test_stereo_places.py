"""Stereo sounds on their way through the arena: leases, copies at the device's rate, loops, voices, new controllers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soxr

from live_daemon.audio.engine import Engine
from live_daemon.loops import engine_rate
from live_daemon.loops.arena import Arena
from live_daemon.loops.engine_rate import EngineRate
from live_daemon.loops.loop import Loop
from live_daemon.loops.mixer import LoopMixer
from live_daemon.loops.slots import NO_SLOT
from live_daemon.loops.voices import Voice, alternating_pan
from live_daemon.settings import FollowerSettings, VoiceSettings
from live_daemon.state.state_file import ControllerState, load_state, save_state
from live_inference.loops.cutting import as_circle
from live_inference.loops.loudness import at_loudness
from live_inference.worker.arena import read_range, write_range
from live_inference.worker.messages import ArenaRange
from support import stage as support
from support.signals import SAMPLE_RATE, error_db, noise, tone

DEVICE_RATE = 44_100
HALF_LEFT, HALF_RIGHT = 500.0, 700.0


# -- the arena


def test_both_rows_are_one_lease_and_a_part_of_them_keeps_the_whole_rest() -> None:
    arena = Arena(1000)
    first, second = arena.lease(300, "stereo", 2), arena.lease(400, "mono")
    assert first is not None and second is not None and arena.lease(1, "more") is None
    assert (first.place, second.place) == (ArenaRange(0, 300, 300), ArenaRange(600, 400))
    rest = arena.share(first.place.part(100, 200), "what still sounds of it")
    first.end()
    assert arena.lease(101, "more") is None and (more := arena.lease(100, "more")) is not None
    assert more.place == ArenaRange(0, 100)
    rest.end()
    assert (both := arena.lease(250, "stereo", 2)) is not None and both.place == ArenaRange(100, 250, 250)


def test_the_second_row_is_free_again_when_a_dream_is_mono() -> None:
    arena = Arena(1000)
    whole = arena.lease(400, "an order", 2)
    assert whole is not None
    arena.share(whole.place.mono, "its voice")
    whole.end()
    assert (found := arena.lease(600, "another")) is not None and found.place.offset == 400


@pytest.mark.parametrize("place", [ArenaRange(10, 50, 0), ArenaRange(10, 50, 50), ArenaRange(10, 50, 130)])
def test_what_is_written_is_read_and_nothing_beside(place: ArenaRange) -> None:
    samples = np.zeros(300, np.float32)
    sound = noise(1.0, 0.1, 1)[: 50 * place.channels].reshape(place.channels, 50)
    assert write_range(samples, place, 0, sound[0] if place.channels == 1 else sound) == 50
    np.testing.assert_array_equal(np.atleast_2d(read_range(samples, place)), sound)
    assert np.count_nonzero(samples) == sound.size
    more = np.ones((2, 30), np.float32)
    assert write_range(samples, place, 40, more) == 10 and write_range(samples, place, 60, more) == 0
    assert np.count_nonzero(samples == 1.0) == 10 * place.channels


# -- another rate


def _rates(seconds: float) -> tuple[EngineRate, Arena, np.ndarray]:
    samples = np.zeros(round(seconds * SAMPLE_RATE), np.float32)
    arena = Arena(len(samples))
    return EngineRate(arena, samples, SAMPLE_RATE, DEVICE_RATE), arena, samples


def _leased(arena: Arena, samples: np.ndarray, seconds: float) -> tuple[ArenaRange, np.ndarray]:
    """A place for two channels, and the unlike noise that is in it."""
    lease = arena.lease(round(seconds * SAMPLE_RATE), "a test", 2)
    assert lease is not None
    sound = np.stack([noise(seconds, 0.1, 1), noise(seconds, 0.1, 2)])
    write_range(samples, lease.place, 0, sound)
    return lease.place, sound


def test_a_copy_of_a_loop_is_the_circle_of_each_channel() -> None:
    rates, arena, samples = _rates(5.0)
    place, sound = _leased(arena, samples, 1.0)
    at = rates.loop(place, 40_000)  # a loop is shorter than its room
    assert at is not None and at.channels == 2 and at.frames == round(40_000 * DEVICE_RATE / SAMPLE_RATE)
    for made, channel in zip(read_range(samples, at), sound, strict=True):
        np.testing.assert_allclose(made, as_circle(channel[:40_000], at.frames), atol=1e-6)


def test_a_stream_is_resampled_on_both_channels_as_it_is_made() -> None:
    rates, arena, samples = _rates(8.0)
    lease = arena.lease(96_000, "a test", 2)
    assert lease is not None
    sound = np.stack([noise(2.0, 0.1, 1), noise(2.0, 0.1, 2)])
    at = rates.begin(lease.place)
    assert at is not None and at.channels == 2
    playable = 0
    for filled in (4800, 4801, 30_000, 96_000):
        write_range(samples, lease.place, 0, sound[:, :filled])
        now = rates.fill(lease.place, filled)
        assert now >= playable
        playable = now
    assert playable == at.frames
    for made, channel in zip(read_range(samples, at), sound, strict=True):
        wanted = soxr.resample(channel, SAMPLE_RATE, DEVICE_RATE, quality="HQ")
        assert error_db(made[: len(wanted)], wanted[: len(made)]) < -100


def test_where_there_is_no_room_for_both_channels_of_a_copy_their_mean_sounds() -> None:
    """A stereo loop or voice at another rate is not silent for want of room that a mono one would have."""
    rates, arena, samples = _rates(3.2)
    place, sound = _leased(arena, samples, 1.0)
    at = rates.loop(place, 48_000)
    assert at is not None and at.channels == 1 and not rates.no_room
    np.testing.assert_allclose(samples[at.rows[0]], as_circle(sound.mean(axis=0), at.frames), atol=1e-6)
    rates.change(DEVICE_RATE)  # the loop's copy is dropped
    at = rates.begin(place)
    assert at is not None and at.channels == 1 and not rates.no_room
    assert [rates.fill(place, filled) for filled in (4800, 30_000, 48_000)][-1] == at.frames
    wanted = soxr.resample(sound.mean(axis=0), SAMPLE_RATE, DEVICE_RATE, quality="HQ")
    assert error_db(samples[at.rows[0]], wanted[: at.frames]) < -100


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("piece_s", [0.1, 0.37, 10.0])
def test_a_long_loop_is_copied_in_pieces_which_close_as_one_circle(
    channels: int, piece_s: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A controller that resamples ten minutes at once is taken for hung."""
    monkeypatch.setattr(engine_rate, "PIECE_S", piece_s)
    rates, arena, samples = _rates(5.0)
    lease = arena.lease(48_000, "a test", channels)
    assert lease is not None
    sound = np.stack([noise(1.0, 0.1, rng_seed) for rng_seed in range(channels)])
    write_range(samples, lease.place, 0, sound if channels == 2 else sound[0])
    calls = 1
    while (at := rates.loop(lease.place, 40_000)) is None:
        assert rates.copies == {} and not rates.no_room, "a new controller must not take it for complete"
        calls += 1
    assert 0.8 / piece_s < calls < 3 + 2 / piece_s
    assert at.channels == channels and rates.loop(lease.place, 40_000) == at
    for made, channel in zip(np.atleast_2d(read_range(samples, at)), sound, strict=True):
        np.testing.assert_allclose(made, as_circle(channel[:40_000], at.frames), atol=1e-6)


def test_a_copy_that_is_not_complete_gives_its_room_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_rate, "PIECE_S", 0.1)
    rates, arena, _ = _rates(5.0)
    lease = arena.lease(48_000, "a test", 2)
    assert lease is not None and rates.loop(lease.place, 48_000) is None and len(arena.ranges) == 2
    rates.change(96_000)
    assert arena.ranges == [lease.place]
    assert rates.loop(lease.place, 48_000) is None
    lease.end()
    assert arena.ranges == []


def test_a_long_voice_is_copied_in_pieces_which_are_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_rate, "PIECE_S", 0.25)
    rates, arena, samples = _rates(6.0)
    lease = arena.lease(96_000, "a test")
    assert lease is not None
    sound = noise(2.0, 0.1, 1)
    write_range(samples, lease.place, 0, sound)
    at = rates.begin(lease.place)
    assert at is not None
    playable = [rates.fill(lease.place, 96_000)]
    while rates.is_behind(lease.place, 96_000):
        playable.append(rates.fill(lease.place, 96_000))
    assert len(playable) == 8 and playable[-1] == at.frames
    assert max(np.diff([0, *playable])) < 0.5 * DEVICE_RATE
    wanted = soxr.resample(sound, SAMPLE_RATE, DEVICE_RATE, quality="HQ")
    assert error_db(samples[at.rows[0]], wanted[: at.frames]) < -100
    at = rates.begin(lease.place, 1000)  # again: one that ends is filled at once
    assert rates.fill(lease.place, 90_000, ends=True) > 1.8 * DEVICE_RATE and not rates.is_behind(lease.place, 90_000)


# -- loops and voices on a real engine


class Show:
    """A stereo loop of two tones, one on each side, in a real engine under a mixer."""

    def __init__(self, folder: Path):
        self.engine = support.Stage(folder, arena_s=20.0)
        self.record = self.engine.record
        self.mixer = self.new_mixer()
        self.now_s = 0.0

    def new_mixer(self) -> LoopMixer:
        return LoopMixer(
            self.engine.control,
            len(self.record.arena),
            self.record.sample_rate,
            VoiceSettings(max=2, stagger_s=0.0, gain_db=0.0),
            FollowerSettings(enabled=False),
            samples=self.record.arena,
            engine_rate=self.record.get("engine_sample_rate"),
        )

    def room(self, *channels: np.ndarray) -> ArenaRange:
        lease = self.mixer.arena.lease(len(channels[0]), "a test", len(channels))
        assert lease is not None
        write_range(self.record.arena, lease.place, 0, channels[0] if len(channels) == 1 else np.stack(channels))
        return lease.place

    def add_loop(self) -> Loop:
        place = self.room(tone(HALF_LEFT, 1.0, 0.1), tone(HALF_RIGHT, 1.0, 0.1))
        loop = Loop(place, [(HALF_LEFT, 1.0)], "wide", place.frames, gain=1.0)
        self.mixer.add_loop(loop)
        self.forget()
        return loop

    def forget(self) -> None:
        for lease in self.mixer.arena.leases:
            if lease.purpose == "a test":
                lease.end()

    def play(self, seconds: float) -> np.ndarray:
        rate, out = self.record.get("engine_sample_rate"), []
        for _ in range(round(seconds * 50)):
            out.append(self.engine.engine.process(np.zeros((round(rate / 50), 2), np.float32)))
            self.now_s += 0.02
            self.mixer.set_engine_rate(rate)
            self.mixer.tick(self.now_s)
        return np.concatenate(out)


def levels(out: np.ndarray, rate: float) -> np.ndarray:
    """Amplitude of both tones on both sides. Shape: `[side, tone]`"""
    window = np.hanning(len(out))
    turned = np.exp(-2j * np.pi * np.outer(np.array([HALF_LEFT, HALF_RIGHT]) / rate, np.arange(len(out))))
    return np.abs(2 * (turned * window) @ out / window.sum()).T


def assert_apart(out: np.ndarray, rate: float, number: int = 0) -> None:
    """Each tone sounds on its side alone, the balance as the number says."""
    angle = 0.25 * np.pi * (alternating_pan(number, 2) + 1)
    wanted = 0.1 * np.sqrt(2) * np.array([np.cos(angle), np.sin(angle)])
    np.testing.assert_allclose(levels(out, rate), np.diag(wanted), atol=1e-3)


def test_a_stereo_loop_sounds_wide_at_the_devices_own_rate_and_at_another(tmp_path: Path) -> None:
    show = Show(tmp_path)
    show.add_loop()
    show.play(0.3)
    assert_apart(show.play(0.5), SAMPLE_RATE)
    show.engine.engine = Engine(show.record)
    show.engine.engine.set_sample_rate(DEVICE_RATE)
    show.play(0.3)
    assert_apart(show.play(0.5), DEVICE_RATE)


def test_a_new_controller_takes_a_stereo_loop_over_with_both_channels(tmp_path: Path) -> None:
    show = Show(tmp_path)
    loop = show.add_loop()
    show.play(0.3)
    save_state(tmp_path, ControllerState(session="tonight", mixer=show.mixer.state()))
    state = load_state(tmp_path, "tonight", len(show.record.arena))
    assert state is not None and state.mixer.loops[0].place == loop.place and loop.place.channels == 2
    starts = show.engine.control.slot_state(loop.slot).starts
    show.mixer = show.new_mixer()
    show.mixer.restore(state.mixer)
    assert_apart(show.play(0.5), SAMPLE_RATE)
    assert show.engine.control.slot_state(loop.slot).starts == starts, "it goes on, it does not begin again"
    assert show.mixer.arena.ranges == [loop.place]


def test_an_unknown_stereo_sound_keeps_both_rows_until_it_has_faded(tmp_path: Path) -> None:
    show = Show(tmp_path)
    loop = show.add_loop()
    show.play(0.3)
    show.mixer = show.new_mixer()
    show.mixer.restore(ControllerState().mixer)
    assert show.mixer.arena.ranges == [loop.place]
    show.play(0.2)
    assert show.mixer.arena.ranges == []


def test_a_right_channel_outside_the_arena_is_damage_in_a_saved_state(tmp_path: Path) -> None:
    show = Show(tmp_path)
    loop = show.add_loop()
    loop.place = ArenaRange(loop.place.offset, loop.place.frames, len(show.record.arena))
    told: list[str] = []
    save_state(tmp_path, ControllerState(session="tonight", mixer=show.mixer.state()))
    assert load_state(tmp_path, "tonight", len(show.record.arena), told.append) == ControllerState()
    assert "must lie in the arena" in told[0]


def test_after_a_change_of_rate_long_voices_and_loops_come_in_pieces_and_never_run_dry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_rate, "PIECE_S", 0.25)
    show = Show(tmp_path)
    show.add_loop()
    for number in (2, 4):
        assert show.mixer.voices.queue(Voice(show.room(tone(1000.0, 3.0, 0.1)), number))
    show.forget()
    show.play(0.5)
    show.engine.engine = Engine(show.record)
    show.engine.engine.set_sample_rate(DEVICE_RATE)
    show.play(0.1)
    loop = show.mixer.loops[0]
    assert loop.slot == NO_SLOT and len(show.mixer.voices.sounding) == 2
    for _ in range(10):
        heard = show.play(0.2)
        window = np.hanning(len(heard))
        turned = np.exp(-2j * np.pi * 1000.0 / DEVICE_RATE * np.arange(len(heard)))
        assert np.all(np.abs(2 * (turned * window) @ heard / window.sum()) > 0.05)
    assert loop.slot != NO_SLOT and show.engine.control.counters().underruns == 0
    show.play(1.0)
    assert show.mixer.voices.sounding == []


def test_a_stereo_loop_that_stands_in_for_a_dream_is_as_loud_as_a_mono_one_of_its_loudness(tmp_path: Path) -> None:
    """A loop's loudness is that of both channels together, as a listener hears them."""
    power = []
    for channels in (1, 2):
        folder = tmp_path / str(channels)
        folder.mkdir()
        show = Show(folder)
        sides = [noise(1.0, 0.1, rng_seed) for rng_seed in range(channels)]
        loop = at_loudness(np.stack(sides) if channels == 2 else sides[0], SAMPLE_RATE)
        place = show.room(*np.atleast_2d(loop))
        show.mixer.add_loop(Loop(place, [(440.0, 1.0)], "noise", place.frames, gain=0.0))
        show.forget()
        assert show.mixer.answer(7, 5.0) == "noise"
        show.play(2.0)  # faded in
        power.append(np.square(show.play(1.0), dtype=np.float64).sum(axis=1).mean())
    assert power[0] > 0.0 and 10 * np.log10(power[1] / power[0]) == pytest.approx(0.0, abs=0.5)


def test_a_stereo_voice_is_as_loud_as_the_mono_dream_that_it_is_and_goes_on_after_a_change_of_rate(
    tmp_path: Path,
) -> None:
    show = Show(tmp_path)
    sound = noise(3.0, 0.1, 3)
    power = []
    for channels in (1, 2):
        place = show.room(*[sound] * channels)
        assert show.mixer.voices.queue(Voice(place, channels))
        show.forget()
        show.play(0.2)
        power.append(np.square(show.play(0.4), dtype=np.float64).sum(axis=1).mean())
        show.mixer.voices.stop(channels)
        show.play(0.2)
    assert power[0] == pytest.approx(power[1], rel=1e-3)
    left, right = tone(HALF_LEFT, 4.0, 0.1), tone(HALF_RIGHT, 4.0, 0.1)
    assert show.mixer.voices.queue(Voice(show.room(left, right), 4))
    show.forget()
    show.play(0.5)
    show.engine.engine = Engine(show.record)
    show.engine.engine.set_sample_rate(DEVICE_RATE)
    show.play(0.5)
    heard = levels(show.play(0.5), DEVICE_RATE)
    assert heard[0, 0] > 0.04 and heard[1, 1] > 0.04 and max(heard[0, 1], heard[1, 0]) < 1e-3
    show.play(3.5)
    assert show.mixer.arena.ranges == []
