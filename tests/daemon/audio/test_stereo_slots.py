"""Slots of two channels: balance instead of pan, one gain for both, never a sample outside the arena."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from live_daemon.audio.layout import COMMAND_RING, TICK, Kind, Layer, Op
from support.signals import SAMPLE_RATE, error_db, noise
from support.stage import Stage

FRAMES = 9_001  # no multiple of a tick
HALF = np.float32(np.sqrt(0.5))
LAYERS = tuple(layer.name.lower() for layer in Layer)


def stereo(folder: Path, left: np.ndarray, right: np.ndarray, **how) -> Stage:
    """A stage whose slot 0 plays a loop of two rows that are not side by side."""
    folder.mkdir(exist_ok=True)
    stage = Stage(folder)
    stage.record.arena[500 : 500 + len(left)] = left
    stage.record.arena[40_000 : 40_000 + len(right)] = right
    stage.control.set_bands([220.0, 440.0], 12.0)
    stage.control.set_gain_map(0, [0.5, 0.5])
    stage.control.start_slot(0, 500, len(left), apart=39_500, **{"gain": 0.7, "fade_in_ms": 0.0, **how})
    return stage


def mono(folder: Path, sound: np.ndarray, **how) -> Stage:
    """The same with one row."""
    folder.mkdir(exist_ok=True)
    stage = Stage(folder)
    stage.record.arena[500 : 500 + len(sound)] = sound
    stage.control.set_bands([220.0, 440.0], 12.0)
    stage.control.set_gain_map(0, [0.5, 0.5])
    stage.control.start_slot(0, 500, len(sound), **{"gain": 0.7, "fade_in_ms": 0.0, **how})
    return stage


def test_each_channel_stays_on_its_side(tmp_path: Path) -> None:
    left, right = noise(1.0, 0.1, 1)[:FRAMES], noise(1.0, 0.1, 2)[:FRAMES]
    out = stereo(tmp_path, left, right, gain=1.0).play(FRAMES / SAMPLE_RATE)
    np.testing.assert_allclose(out[TICK:, 0], left[TICK:], atol=2e-8)
    np.testing.assert_allclose(out[TICK:, 1], right[TICK:], atol=2e-8)


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("pan", [-1.0, -0.3, 0.0, 0.55, 1.0])
def test_equal_channels_sound_as_the_mono_sound_that_they_make(tmp_path: Path, pan: float, layer: str) -> None:
    """Two channels at -3 dB have the power of one: the same loudness (BS.1770), and the same at every pan."""
    sound, heard = noise(1.0, 0.1, 3)[:FRAMES], noise(0.4, 0.2, 4)
    two = stereo(tmp_path / "two", HALF * sound, HALF * sound, pan=pan, layer=layer).play(heard, 64)
    one = mono(tmp_path / "one", sound, pan=pan, layer=layer).play(heard, 64)
    np.testing.assert_allclose(two, one, atol=1e-7)


@pytest.mark.parametrize("layer", LAYERS)
def test_both_channels_have_one_gain_and_one_carrier(tmp_path: Path, layer: str) -> None:
    """The right channel at half the left one's level is that in every sample that sounds."""
    sound, heard = noise(1.0, 0.1, 5)[:FRAMES], noise(0.4, 0.2, 6)
    out = stereo(tmp_path, sound, np.float32(0.5) * sound, layer=layer).play(heard, 64)
    assert np.abs(out[:, 0]).max() > 0.05
    np.testing.assert_allclose(out[:, 1], 0.5 * out[:, 0], atol=1e-8)


@pytest.mark.parametrize("layer", LAYERS)
def test_any_block_size_gives_the_same_samples(tmp_path: Path, layer: str) -> None:
    left, right, heard = noise(1.0, 0.1, 1)[:FRAMES], noise(1.0, 0.1, 2)[:FRAMES], noise(0.5, 0.2, 7)
    whole = stereo(tmp_path / "whole", left, right, layer=layer, pan=0.3).play(heard)
    pieces = stereo(tmp_path / "pieces", left, right, layer=layer, pan=0.3).play(heard, 1, 63, 500)
    np.testing.assert_array_equal(pieces, whole)


def test_an_output_of_its_own_gets_both_channels_as_loud(tmp_path: Path) -> None:
    stages = [
        stereo(tmp_path / "two", HALF * np.float32(0.2) * np.ones(FRAMES), HALF * np.float32(0.2) * np.ones(FRAMES)),
        stereo(tmp_path / "apart", noise(1.0, 0.1, 1)[:FRAMES], noise(1.0, 0.1, 2)[:FRAMES], output=1, gain=1.0),
    ]
    for stage in stages:
        stage.record.put("output_channels", 3)
    stages[0].control.start_slot(0, 500, FRAMES, apart=39_500, gain=1.0, fade_in_ms=0.0, output=1)
    blocks = [np.zeros((4800, 2), np.float32)] * 2
    equal, unlike = ([stage.engine.process(block) for block in blocks][1] for stage in stages)
    np.testing.assert_allclose(equal[-100:, 2], 0.2, atol=1e-6)
    assert np.all(equal[-100:, :2] == 0.0) and np.all(unlike[:, :2] == 0.0)
    arena = stages[1].record.arena
    wanted = HALF * (arena[500 : 500 + FRAMES] + arena[40_000 : 40_000 + FRAMES])[4800:9000]
    np.testing.assert_allclose(unlike[:4200, 2], wanted, atol=1e-7)


def endless(folder: Path, left: np.ndarray, right: np.ndarray | None = None) -> Stage:
    """A stage whose slot 0 goes round in a ring of one row or two that is written ahead of it, at changing gains."""
    folder.mkdir(exist_ok=True)
    stage = Stage(folder)
    how = {"looping": False, "endless": True, "filled": 4800, "gain": 0.6, "fade_in_ms": 40.0}
    stage.control.start_slot(0, 500, 4800, apart=0 if right is None else 6000, **how)
    for number in range(4):
        begin = 2400 * (number + 1) if number else 0
        for row, sound in ((500, left), (6500, right)):
            if sound is not None:
                at = np.arange(begin, 2400 * (number + 2))
                stage.record.arena[row + at % 4800] = sound[at]
        stage.control.fill_slot(0, 500, 2400 * (number + 2))
        stage.control.set_slot_gain(0, 0.6 - 0.1 * number)
        stage.heard = np.concatenate([getattr(stage, "heard", np.zeros((0, 2), np.float32)), stage.play(0.04, 64)])
    return stage


def test_an_endless_sound_of_equal_channels_is_the_mono_one_to_the_bit(tmp_path: Path) -> None:
    """A live dream on an input of two channels is mono while what is played is, and may be stereo a moment later."""
    sound = noise(1.0, 0.1, 1)
    one, two = endless(tmp_path / "one", sound), endless(tmp_path / "two", sound, sound)
    assert np.abs(one.heard).max() > 0.05
    np.testing.assert_array_equal(two.heard.view(np.int32), one.heard.view(np.int32))


def test_the_mean_of_an_endless_sound_is_the_mono_one_and_each_channel_on_its_side(tmp_path: Path) -> None:
    mid, side = noise(1.0, 0.1, 1), noise(1.0, 0.1, 2)
    mono, wide = endless(tmp_path / "one", mid), endless(tmp_path / "two", mid + side, mid - side)
    alone = endless(tmp_path / "side", side)
    np.testing.assert_allclose(wide.heard.mean(axis=1), mono.heard[:, 0], atol=1e-6)
    np.testing.assert_allclose(0.5 * (wide.heard[:, 0] - wide.heard[:, 1]), alone.heard[:, 0], atol=1e-6)


@pytest.mark.parametrize("end", ["panic", "stop", "level"])
def test_both_channels_of_an_endless_sound_fall_silent_together(tmp_path: Path, end: str) -> None:
    stage = endless(tmp_path, noise(1.0, 0.1, 1), noise(1.0, 0.1, 2))
    stage.control.fill_slot(0, 500, 14_400)
    acts = {
        "panic": stage.panic,
        "stop": lambda: stage.control.stop_slot(0, 10.0),
        "level": lambda: stage.control.set_level(Kind.DREAMS, 0.0),
    }
    acts[end]()
    out = stage.play(0.05, 64)
    assert np.all(np.abs(out[:200]).max(axis=0) > 0.01)
    assert np.all(out[round(0.02 * SAMPLE_RATE) :] == 0.0)


def test_a_mono_slot_is_the_same_to_the_bit_whatever_plays_in_stereo_beside(tmp_path: Path) -> None:
    sound, heard = noise(1.0, 0.1, 3)[:FRAMES], noise(0.4, 0.2, 4)
    alone, beside = mono(tmp_path / "alone", sound, pan=0.3), mono(tmp_path / "beside", sound, pan=0.3)
    beside.control.start_slot(9, 60_000, 500, apart=1000, gain=1.0)  # silence on two channels
    beside.control.set_slot_layer(9, "ring")
    np.testing.assert_array_equal(beside.play(heard, 64, 17), alone.play(heard, 64, 17))


def test_a_slot_says_where_its_right_channel_is_from_its_order_on(tmp_path: Path) -> None:
    stage = stereo(tmp_path, noise(0.1), noise(0.1))
    assert (stage.control.slot_state(0).phase, stage.control.slot_state(0).apart) == ("starting", 39_500)
    stage.play(0.01)
    assert (stage.control.slot_state(0).phase, stage.control.slot_state(0).apart) == ("playing", 39_500)
    stage.control.start_slot(0, 0, 300)  # waits until the other has faded
    stage.play(TICK / SAMPLE_RATE)
    assert (stage.control.slot_state(0).phase, stage.control.slot_state(0).apart) == ("starting", 0)
    stage.play(0.05)
    assert (stage.control.slot_state(0).phase, stage.control.slot_state(0).apart) == ("playing", 0)


def test_a_stream_in_stereo_plays_as_far_as_it_is_filled_on_both_channels(tmp_path: Path) -> None:
    left, right = noise(1.0, 0.1, 1), noise(1.0, 0.1, 2)
    stage = stereo(tmp_path, left, right[: len(left)], looping=False, filled=9600, gain=1.0)
    first = stage.play(0.3, 64)
    assert np.all(first[10_000:] == 0.0), "nothing beyond what is filled"
    stage.control.fill_slot(0, 500, 30_000)
    more = stage.play(0.3, 64)
    there = stage.control.slot_state(0).position
    assert error_db(more[-1000:, 0], left[there - 1000 : there]) < -100
    assert error_db(more[-1000:, 1], right[there - 1000 : there]) < -100


def test_damage_on_one_channel_is_silence_there_alone(tmp_path: Path) -> None:
    left = np.full(FRAMES, 0.1, np.float32)
    right = np.where(np.arange(FRAMES) % 2, np.nan, np.float32(1e30)).astype(np.float32)
    out = stereo(tmp_path, left, right, gain=1.0).play(0.1)
    np.testing.assert_allclose(out[TICK:, 0], 0.1, atol=1e-7)
    assert np.all(out[:, 1] == 0.0)


@pytest.mark.parametrize(
    ("offset", "frames", "apart"), [(0, 100, -1), (0, 100, 192_000), (10, 100, 2**62), (5, 10, 191_990)]
)
def test_a_right_channel_outside_the_arena_is_refused_here_and_by_the_engine(
    tmp_path: Path, offset: int, frames: int, apart: int
) -> None:
    stage = Stage(tmp_path)
    with pytest.raises(ValueError, match="slot range must lie in the arena"):
        stage.control.start_slot(0, offset, frames, apart=apart)
    fields = stage.record.fields[0]
    fields["command_op"][0], fields["command_slot"][0] = Op.START, 0
    fields["command_ints"][0] = (offset, frames, 1, 0, 0, 0, apart)
    fields["command_scalars"][0] = (1.0, 0.0, 0.0, frames, 0.0, 0.0)
    stage.record.put("command_head", 1)
    assert COMMAND_RING > 1 and np.all(stage.play(0.1) == 0.0)
    assert stage.control.counters().refused_commands == 1
