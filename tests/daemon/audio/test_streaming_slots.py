"""A slot that sounds while its samples are being made: never beyond what is filled, no click, no sample lost."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from live_daemon.audio.dsp import END_FADE_MS, RESUME_MS
from live_daemon.audio.layout import TICK
from support.signals import SAMPLE_RATE, noise
from support.stage import Stage

HALF = np.sqrt(0.5)
FADE = round(END_FADE_MS * 0.001 * SAMPLE_RATE) + TICK
RESUME = round(RESUME_MS * 0.001 * SAMPLE_RATE)
BEYOND = np.float32(1000.0)  # whoever plays a sample that is not made yet is heard at once
FRAMES = 48_000


def streaming(folder: Path, filled: int, sound: np.ndarray | None = None, **how: float) -> Stage:
    stage = Stage(folder)
    stage.record.arena[:] = BEYOND
    stage.record.arena[:filled] = 0.1 if sound is None else sound[:filled]
    stage.control.start_slot(0, 0, FRAMES, looping=False, gain=1.0, fade_in_ms=0.0, filled=filled, **how)
    return stage


def fill(stage: Stage, start: int, end: int, sound: np.ndarray | None = None, *, ends: bool = False) -> None:
    stage.record.arena[start:end] = 0.1 if sound is None else sound[start:end]
    stage.control.fill_slot(0, 0, end, ends=ends)


@pytest.mark.parametrize("filled", [0, 1, 31, 32, 33, 511, 512, 513, 2000])
def test_a_slot_never_plays_beyond_what_is_filled(tmp_path: Path, filled: int) -> None:
    stage = streaming(tmp_path, filled)
    out = stage.play(0.2, 64)
    assert np.abs(out).max() <= 0.1
    assert np.all(out[filled + TICK :] == 0)
    state = stage.control.slot_state(0)
    assert state.phase == "waiting" and state.filled == filled
    # What is shorter than a fade is not begun; of more, all is played that a whole tick fits into.
    assert state.position <= TICK if filled <= FADE else filled - 2 * TICK < state.position <= filled
    assert stage.control.counters().underruns == 1


def test_it_fades_out_at_the_edge_and_in_again_where_it_fell_silent(tmp_path: Path) -> None:
    sound = np.linspace(0.05, 0.15, FRAMES, dtype=np.float32)  # every sample tells its place
    stage = streaming(tmp_path, 4800, sound)
    first = stage.play(0.3)[:, 0] / HALF
    np.testing.assert_allclose(first[TICK : 4800 - FADE - TICK], sound[TICK : 4800 - FADE - TICK], atol=1e-6)
    assert np.abs(np.diff(first[TICK:])).max() < 0.1 / (0.008 * SAMPLE_RATE)
    held = stage.control.slot_state(0).position
    fill(stage, 4800, held + RESUME - 1, sound)
    assert np.all(stage.play(0.1) == 0), "a drop is no reason to begin: it would be dry again at once"
    fill(stage, held + RESUME - 1, FRAMES, sound)
    again = stage.play(1.2)[:, 0] / HALF
    begins = int(np.flatnonzero(again)[0]) - 1
    assert begins <= TICK
    at = begins + FADE  # full level again: each sample is the one that follows those heard before
    np.testing.assert_allclose(again[at : at + 20_000], sound[held + at - begins :][:20_000], atol=2e-6)
    assert np.abs(np.diff(again)).max() < 0.15 / (0.008 * SAMPLE_RATE)
    assert stage.control.slot_state(0).phase == "free"
    assert stage.control.counters().underruns == 1


def test_filled_in_time_it_sounds_as_if_all_had_been_there(tmp_path: Path) -> None:
    sound = noise(1.0, 0.1)
    (tmp_path / "whole").mkdir()
    (tmp_path / "pieces").mkdir()
    whole = streaming(tmp_path / "whole", FRAMES, sound).play(1.1)
    stage = streaming(tmp_path / "pieces", 2400, sound)
    out = []
    for end in range(4800, FRAMES + 1, 2400):
        out.append(stage.play(0.03))
        fill(stage, end - 2400, end, sound)
    out.append(stage.play(1.1))
    np.testing.assert_array_equal(np.concatenate(out)[: len(whole)], whole)
    assert stage.control.counters().underruns == 0


@pytest.mark.parametrize("sizes", [(1,), (64,), (999,), (1, 64, 17, 300, 31)])
def test_any_block_size_gives_the_same_samples_also_through_underruns(tmp_path: Path, sizes: tuple[int, ...]) -> None:
    sound = noise(1.0, 0.1)
    made = []
    for name, blocks in (("whole", ()), ("pieces", sizes)):
        (tmp_path / name).mkdir()
        stage = streaming(tmp_path / name, 3000, sound)
        out = [stage.play(0.2, *blocks)]
        for start, end in ((3000, 9000), (9000, 17_000), (17_000, 31_000)):
            fill(stage, start, end, sound, ends=end == 31_000)
            out.append(stage.play(0.3, *blocks))
        made.append(np.concatenate(out))
        assert stage.control.counters().underruns >= 2
        assert stage.control.slot_state(0).phase == "free"
    np.testing.assert_array_equal(made[1], made[0])
    assert np.abs(made[0]).max() < 0.5


@pytest.mark.parametrize("filled", [0, 40, 700, 9000])
def test_told_that_no_more_will_come_it_ends_with_a_fade(tmp_path: Path, filled: int) -> None:
    stage = streaming(tmp_path, filled)
    out = [stage.play(0.005)]
    stage.control.fill_slot(0, 0, filled, ends=True)
    out.append(stage.play(0.3))
    sounded = np.concatenate(out)[:, 0]
    assert stage.control.slot_state(0).phase == "free"
    assert np.abs(np.diff(sounded[TICK:])).max() < 0.1 / (0.008 * SAMPLE_RATE)
    assert np.abs(sounded).max() <= 0.1


def test_it_can_be_stopped_replaced_and_silenced_while_it_waits(tmp_path: Path) -> None:
    stage = streaming(tmp_path, 1000)
    stage.play(0.1)
    stage.control.stop_slot(0, 40.0)
    stage.play(0.01)
    assert stage.control.slot_state(0).phase == "free"
    stage.control.start_slot(0, 0, FRAMES, looping=False, gain=1.0, filled=1000)
    stage.play(0.1)
    stage.control.start_slot(0, 0, 900, looping=True, gain=1.0)
    stage.play(0.1)
    assert stage.control.slot_state(0).looping
    stage.control.start_slot(0, 0, FRAMES, looping=False, gain=1.0, filled=1000)
    stage.play(0.1)
    stage.panic()
    stage.play(0.03)
    assert stage.control.slot_state(0).phase == "free"


def test_a_stop_near_the_edge_ends_before_it(tmp_path: Path) -> None:
    stage = streaming(tmp_path, 2000)
    stage.play(0.01)
    stage.control.stop_slot(0, 1000.0)
    out = stage.play(0.2)
    assert np.abs(out).max() <= 0.1 and np.abs(np.diff(out[:, 0])).max() < 0.1 / (0.008 * SAMPLE_RATE)
    assert stage.control.slot_state(0).phase == "free"


def test_news_of_another_sound_in_the_slots_place_are_not_for_this_one(tmp_path: Path) -> None:
    stage = streaming(tmp_path, 1000)
    stage.play(0.1)
    stage.control.fill_slot(0, 5000, 40_000)
    stage.play(0.1)
    assert stage.control.slot_state(0).filled == 1000
    stage.control.fill_slot(0, 0, 500)  # an edge never goes back
    stage.control.fill_slot(0, 0, FRAMES + 5)
    stage.record.arena[:FRAMES] = 0.1
    out = stage.play(1.2)
    assert np.abs(out).max() <= 0.1, "nor beyond the sound's own end"
    with pytest.raises(ValueError, match=r"filled must be in range 0\.\.100, got 101"):
        stage.control.start_slot(1, 0, 100, filled=101)


def test_news_before_the_start_is_taken_are_not_lost(tmp_path: Path) -> None:
    """A start that replaces what sounds waits for its fade; the edge moves meanwhile."""
    stage = Stage(tmp_path)
    stage.record.arena[:] = 0.1
    stage.control.start_slot(0, 100_000, 4800, gain=1.0)
    stage.play(0.1)
    stage.control.start_slot(0, 0, FRAMES, looping=False, gain=1.0, filled=1000)
    stage.control.fill_slot(0, 0, 20_000)
    stage.play(0.05)
    assert stage.control.slot_state(0).filled == 20_000
    assert stage.control.counters().underruns == 0


# -- an endless sound goes round in its range -------------------------------------------------------------------------

RING = 1500


def endless(folder: Path, block: int, sound: np.ndarray, ahead: int = 1400) -> tuple[Stage, np.ndarray]:
    """Write ``sound`` round and round, ``ahead`` frames before it is played."""
    folder.mkdir()
    stage = Stage(folder)
    stage.record.arena[:] = BEYOND
    stage.record.arena[100 : 100 + ahead] = sound[:ahead]
    stage.control.start_slot(0, 100, RING, endless=True, gain=1.0, fade_in_ms=0.0, filled=ahead)
    heard, written = [], ahead
    while written < len(sound):
        heard.append(stage.play(480 / SAMPLE_RATE, block)[:, 0] / HALF)
        more = min(len(sound), written + 480)
        stage.record.arena[100 + np.arange(written, more) % RING] = sound[written:more]
        written = more
        stage.control.fill_slot(0, 100, written)
    heard.append(stage.play(0.2, block)[:, 0] / HALF)
    return stage, np.concatenate(heard)


@pytest.mark.parametrize("block", [1, 64, 441])
def test_an_endless_sound_is_heard_whole_however_often_it_goes_round(tmp_path: Path, block: int) -> None:
    sound = noise(0.4, 0.1)
    stage, heard = endless(tmp_path / "a", block, sound)
    end = len(sound) - FADE - TICK
    np.testing.assert_allclose(heard[TICK:end], sound[TICK:end], atol=1e-6)
    assert np.abs(heard).max() < 1.0, "what lies beside the range, or was not written yet, is never heard"
    state = stage.control.slot_state(0)
    assert state.phase == "waiting" and not state.looping and state.position > 10 * RING
    assert np.all(heard[len(sound) :] == 0) and stage.control.counters().underruns == 1


def test_an_endless_sound_that_ran_dry_goes_on_and_one_that_is_stopped_is_freed(tmp_path: Path) -> None:
    sound = np.full(9600, 0.1, np.float32)
    stage, _ = endless(tmp_path / "a", 64, sound, ahead=RING)
    stage.control.fill_slot(0, 100, len(sound) + RESUME + TICK)
    assert np.abs(stage.play(0.1)).max() > 0.05
    assert stage.control.slot_state(0).phase == "playing"
    stage.control.stop_slot(0, 20.0)
    stage.play(0.1)
    assert stage.control.slot_state(0).phase == "free"
