"""A device at another sample rate: loops and voices sound at their pitch, resampled outside the callback."""

from pathlib import Path

import numpy as np
import pytest

from live_daemon.audio.engine import Engine
from live_daemon.loops.arena import Arena
from live_daemon.loops.engine_rate import EngineRate
from live_daemon.loops.loop import Loop
from live_daemon.loops.mixer import LoopMixer
from live_daemon.loops.voices import Voice
from live_daemon.settings import FollowerSettings, VoiceSettings
from live_daemon.state.state_file import ControllerState, load_state, save_state
from live_inference.worker.messages import ArenaRange
from support import stage as support
from support.signals import SAMPLE_RATE, error_db, noise, rms, tone

DEVICE_RATE = 44_100


def _rates(seconds: float = 4.0, rate: float = DEVICE_RATE) -> tuple[EngineRate, Arena, np.ndarray]:
    samples = np.zeros(round(seconds * SAMPLE_RATE), np.float32)
    arena = Arena(len(samples))
    return EngineRate(arena, samples, SAMPLE_RATE, rate), arena, samples


@pytest.mark.parametrize("rate", [DEVICE_RATE, 96_000, 22_050])
def test_a_resampled_loop_is_the_same_circle_of_sound(rate: int) -> None:
    """A loop of whole turns is a sine that never ends; resampled it must be that sine, over the seam too."""
    rates, arena, samples = _rates(rate=rate)
    lease = arena.lease(round(0.5 * SAMPLE_RATE), "a test")
    assert lease is not None
    place = lease.place
    samples[: place.frames] = tone(1000.0, 0.5, 0.5)
    at = rates.loop(place, place.frames)
    assert at is not None and at.frames == rate // 2
    wanted = tone(1000.0, 0.5, 0.5, rate)
    assert error_db(samples[at.offset : at.offset + at.frames], wanted) < -90
    assert rates.loop(place, place.frames) == at  # made once


def test_a_voice_that_is_still_being_made_is_resampled_as_if_whole() -> None:
    whole, pieces = _rates(), _rates()
    sound = noise(1.0, 0.2)
    found = []
    for (rates, arena, samples), steps in ((whole, [48_000]), (pieces, [4800, 4800, 10_001, 10_001, 30_000, 48_000])):
        lease = arena.lease(48_000, "a test")
        assert lease is not None
        place = lease.place
        at = rates.begin(place)
        assert at is not None and at.frames == DEVICE_RATE
        filled = 0
        for made in steps:
            samples[place.offset : place.offset + made] = sound[:made]
            now = rates.fill(place, made)
            assert filled <= now <= round(made * DEVICE_RATE / SAMPLE_RATE) + 1
            filled = now
        assert filled == at.frames  # all of it: the engine must come to the end
        found.append(samples[at.offset : at.offset + at.frames].copy())
    np.testing.assert_array_equal(found[0], found[1])
    assert rms(found[0][-2000:-1000]) > 0.1


def test_room_of_copies_comes_back_with_their_sound() -> None:
    rates, arena, _ = _rates(1.0)
    lease = arena.lease(24_000, "a test")
    assert lease is not None
    place = lease.place
    assert rates.loop(place, 24_000) is not None
    assert arena.lease(5_000, "a test") is None
    lease.end()
    assert arena.ranges == [] and arena.lease(48_000, "a test") is not None
    assert rates.loop(ArenaRange(0, 48_000), 48_000) is None and rates.no_room


class Show:
    """A real engine under the loop mixer."""

    def __init__(self, folder: Path, **follower: object) -> None:
        self.engine = support.Stage(folder, arena_s=20.0)
        self.record, self.control = self.engine.record, self.engine.control
        self.mixer = self.new_mixer(**follower)
        self.now_s = 0.0

    def new_mixer(self, **follower: object) -> LoopMixer:
        return LoopMixer(
            self.control,
            len(self.record.arena),
            self.record.sample_rate,
            VoiceSettings(max=2, stagger_s=0.0, gain_db=0.0),
            FollowerSettings(**follower),  # type: ignore[arg-type]
            samples=self.record.arena,
            engine_rate=self.record.get("engine_sample_rate"),
        )

    def add_loop(self, hz: float, seconds: float = 1.0) -> None:
        lease = self.mixer.arena.lease(round(seconds * SAMPLE_RATE), "a test")
        assert lease is not None
        place = lease.place
        self.record.arena[place.offset : place.offset + place.frames] = tone(hz, seconds, 0.3)
        self.mixer.add_loop(Loop(place, [(hz, 1.0)], f"{hz:g}", place.frames))
        lease.end()
        self.mixer.set_loop_gain(len(self.mixer.loops) - 1, 1.0)

    def restart(self, rate: float) -> None:
        self.engine.engine = Engine(self.record)
        self.engine.engine.set_sample_rate(rate)

    def play(self, seconds: float) -> np.ndarray:
        """Let time pass: the engine plays, the controller ticks every 20 ms."""
        rate, out = self.record.get("engine_sample_rate"), []
        for _ in range(round(seconds * 50)):
            out.append(self.engine.engine.process(np.zeros((round(rate / 50), 2), np.float32)))
            self.now_s += 0.02
            self.mixer.set_engine_rate(rate)
            self.mixer.tick(self.now_s)
        return np.concatenate(out)


def level(out: np.ndarray, hz: float, rate: float) -> float:
    """How strong a tone is, of both channels together."""
    t = np.arange(len(out)) / rate
    turned = np.hanning(len(out))[:, None] * 2 * np.exp(-2j * np.pi * hz * t)[:, None]
    return float(np.linalg.norm(2 * np.abs((out * turned).mean(axis=0))))


def test_a_device_that_comes_back_at_another_rate_plays_every_loop_at_its_pitch(tmp_path: Path) -> None:
    show = Show(tmp_path)
    pitches = [500.0, 700.0, 900.0]
    for hz in pitches:
        show.add_loop(hz)
    show.play(0.3)
    before = [level(show.play(0.5), hz, SAMPLE_RATE) for hz in pitches]
    show.restart(DEVICE_RATE)
    assert show.mixer.set_engine_rate(DEVICE_RATE) and not show.mixer.set_engine_rate(DEVICE_RATE)
    show.play(0.3)
    out = show.play(0.5)
    for hz, was in zip(pitches, before, strict=True):
        assert was > 0.25
        assert level(out, hz, DEVICE_RATE) == pytest.approx(was, rel=0.01)
        assert level(out, hz * DEVICE_RATE / SAMPLE_RATE, DEVICE_RATE) < 0.01 * was  # never at the wrong pitch
    show.restart(SAMPLE_RATE)  # and back: from the samples themselves, not from copies of copies
    show.play(0.3)
    assert level(show.play(0.5), 500.0, SAMPLE_RATE) == pytest.approx(before[0], rel=0.01)


def test_a_loop_that_sounds_already_goes_on_while_the_others_are_resampled(tmp_path: Path) -> None:
    show = Show(tmp_path)
    show.add_loop(500.0, 2.0)
    for hz in (700.0, 900.0, 1100.0):
        show.add_loop(hz, 2.0)
    show.play(0.2)
    show.restart(DEVICE_RATE)
    show.play(0.1)  # two of four are there
    out = show.play(0.4)
    rate = DEVICE_RATE
    pieces = [
        level(out[begin : begin + rate // 10], 500.0, rate) for begin in range(0, len(out) - rate // 10, rate // 20)
    ]
    assert min(pieces) > 0.9 * max(pieces)
    assert level(out[-rate // 10 :], 1100.0, rate) > 0.25


def test_a_voice_goes_on_where_it_was_and_ends(tmp_path: Path) -> None:
    """A rising tone says where in its voice we are."""
    show = Show(tmp_path)
    frames = 2 * SAMPLE_RATE
    lease = show.mixer.arena.lease(frames, "a test")
    assert lease is not None
    place = lease.place
    t = np.arange(frames) / SAMPLE_RATE
    show.record.arena[place.offset : place.offset + frames] = 0.3 * np.sin(2 * np.pi * (1000 * t + 500 * t * t))
    show.mixer.voices.queue(Voice(place, 7))
    lease.end()  # only the voice has one now
    show.play(1.0)
    show.restart(DEVICE_RATE)
    out = show.play(0.2)[-DEVICE_RATE // 10 :, 0]  # from 1.08 s to 1.18 s of the voice
    spectrum = np.abs(np.fft.rfft(out * np.hanning(len(out))))
    assert np.argmax(spectrum) * 10 == pytest.approx(1000 + 1000 * 1.13, abs=60)
    show.play(1.0)
    assert show.mixer.voices.sounding == []
    assert show.mixer.arena.ranges == []  # the copy's is free, too


def test_a_new_controller_finds_the_copies_that_sound(tmp_path: Path) -> None:
    show = Show(tmp_path)
    show.add_loop(500.0)
    show.play(0.1)
    show.restart(DEVICE_RATE)
    show.play(0.2)
    starts, state = show.control.slot_state(show.mixer.loops[0].slot).starts, show.mixer.state()
    show.mixer = show.new_mixer()
    show.mixer.restore(state)
    show.play(0.2)
    assert show.control.slot_state(show.mixer.loops[0].slot).starts == starts
    room = show.mixer.arena.lease(20 * SAMPLE_RATE - round(SAMPLE_RATE + DEVICE_RATE) + 1, "a test")
    assert room is None  # the copy's room is not given to anybody


def test_bands_can_be_chosen_and_weights_set_on_stage(tmp_path: Path) -> None:
    show = Show(tmp_path, bands=["E2", "midi", 69])
    show.add_loop(440.0)
    show.mixer.reapply()
    show.play(0.1)
    assert show.mixer.bands == pytest.approx([82.407, 440.0], abs=1e-3)
    fields, slot = show.record.fields[0], show.mixer.loops[0].slot

    def row() -> list[float]:
        show.play(0.02)
        return [float(weight) for weight in fields["gain_map"][slot][: len(show.mixer.bands)]]

    assert row() == [0.0, 1.0]
    show.mixer.set_weight(0, 0, -0.5)
    assert row() == [-0.5, 1.0]
    with pytest.raises(IndexError, match="band 2 does not exist: there are 2"):
        show.mixer.set_weight(0, 2, 1.0)
    show.mixer.set_bands(["E2", "A2", "A4"])
    assert row() == [-0.5, 1.0, 0.0]  # by the bands' numbers, as they were set
    show.mixer.set_weights_auto()
    assert row() == [0.0, 0.0, 1.0]
    show.mixer.set_bands(["bank"])
    assert show.mixer.bands == [440.0]
    assert row() == [1.0]
    state = show.mixer.state()
    show.mixer = show.new_mixer(bands=["E2"])
    show.mixer.restore(state)
    assert show.mixer.bands == [440.0]  # what was chosen on stage, not the settings


def test_copies_bands_and_weights_survive_the_state_file(tmp_path: Path) -> None:
    (tmp_path / "record").mkdir()
    show = Show(tmp_path / "record")
    show.add_loop(500.0)
    show.restart(DEVICE_RATE)
    show.play(0.1)
    show.mixer.set_bands([500.0])
    show.mixer.set_weight(0, 0, 0.25)
    state = ControllerState(session="tonight", mixer=show.mixer.state())
    assert len(state.mixer.copies) == 1
    save_state(tmp_path, state)
    found = load_state(tmp_path, "tonight")
    assert found is not None and found.mixer == state.mixer
