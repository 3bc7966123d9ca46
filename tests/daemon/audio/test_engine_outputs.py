"""What leaves the engine: pan, limiter, outputs of their own, any number of channels."""

from pathlib import Path

import numpy as np
import pytest

from live_daemon.audio.layout import TICK, Kind
from live_daemon.audio.mixing import LIMITER_START
from support.signals import error_db, tone
from support.stage import Stage

HALF = np.sqrt(0.5)  # pan in the middle


@pytest.mark.parametrize(
    ("pan", "left", "right"), [(-1.0, 1.0, 0.0), (0.0, HALF, HALF), (1.0, 0.0, 1.0), (0.5, 0.383, 0.924)]
)
def test_pan_keeps_the_power(tmp_path: Path, pan: float, left: float, right: float) -> None:
    stage = Stage(tmp_path)
    stage.record.arena[:] = 0.1
    stage.control.start_slot(0, 0, 4800, gain=1.0, pan=pan)
    np.testing.assert_allclose(stage.play(0.1)[-1], [0.1 * left, 0.1 * right], atol=1e-4)


def test_limiter_is_transparent_below_minus_3_db_and_never_passes_full_scale(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.control.set_monitor(1.0)
    stage.play(0.1)
    quiet = tone(440.0, 0.2, 0.999 * LIMITER_START)
    np.testing.assert_array_equal(stage.play(quiet)[:, 0], quiet)
    loud = stage.play(np.stack([tone(440.0, 0.5, 20.0), tone(440.0, 0.5, 10.0)], axis=1))
    assert 0.95 < np.abs(loud).max() <= 1.0
    np.testing.assert_allclose(loud[:, 0], 2 * loud[:, 1], atol=1e-6)  # both channels get the same gain
    # Held by its release, the limiter is a change of level, not of form.
    steady = loud[-4800:, 0] / np.abs(loud[-4800:, 0]).max()
    assert error_db(steady, tone(440.0, 0.5)[-4800:]) < -25


def test_every_loop_on_an_output_of_its_own_and_the_rest_in_the_mix(tmp_path: Path) -> None:
    """Four channels: the mix, two loops. A loop for which the device has no channel stays in the mix."""
    stage = Stage(tmp_path)
    stage.record.put("output_channels", 4)
    for n in range(4):
        stage.record.arena[4800 * n : 4800 * (n + 1)] = tone(500.0 * (n + 1), 0.1, 0.1)
    for n in range(3):
        stage.control.start_slot(n, 4800 * n, 4800, gain=1.0, output=n + 1, pan=-1.0, fade_in_ms=0.0)
    stage.control.start_slot(3, 4800 * 3, 4800, gain=1.0, pan=1.0, fade_in_ms=0.0)
    heard = np.zeros((4800, 2), np.float32)
    out = np.concatenate([stage.engine.process(heard[:size]) for size in (31, 64, 4000, 705)])
    for channel, n in ((0, 2), (1, 3), (2, 0), (3, 1)):
        np.testing.assert_allclose(out[TICK:, channel], stage.record.arena[4800 * n :][TICK:4800], atol=1e-7)
    stage.panic()
    stage.engine.process(heard)
    assert np.all(stage.engine.process(heard) == 0)


def test_an_output_of_its_own_is_limited_by_itself(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.record.put("output_channels", 3)
    stage.record.arena[:4800], stage.record.arena[4800:9600] = tone(500.0, 0.1, 10.0), tone(500.0, 0.1, 0.5)
    stage.control.start_slot(0, 0, 4800, gain=1.0, output=1, fade_in_ms=0.0)
    stage.control.start_slot(1, 4800, 4800, gain=1.0, pan=-1.0, fade_in_ms=0.0)
    out = stage.engine.process(np.zeros((4800, 2), np.float32))
    assert 0.9 < np.abs(out[:, 2]).max() <= 1.0
    np.testing.assert_allclose(out[TICK:, 0], stage.record.arena[4800 + TICK : 9600], atol=1e-7)


@pytest.mark.parametrize("outputs", [1, 2, 6])
def test_channel_counts(tmp_path: Path, outputs: int) -> None:
    """A mono card gets both sides, a larger one silence in its other channels; without an input nothing is read."""
    stage = Stage(tmp_path)
    stage.record.arena[:] = 0.1
    stage.record.put("input_channels", 0)
    stage.record.put("output_channels", outputs)
    stage.control.start_slot(0, 0, 4800, gain=1.0)
    out = stage.engine.process(np.zeros((4800, 0), np.float32))
    assert out.shape == (4800, outputs)
    np.testing.assert_allclose(out[-1, :2], 0.1 * HALF, atol=1e-6)
    assert np.all(out[:, 2:] == 0)


@pytest.mark.parametrize(("kind", "lowered"), [(Kind.LOOPS, 0), (Kind.DREAMS, 1)])
def test_all_loops_and_all_dreams_have_a_level_each_which_moves_without_a_click(
    tmp_path: Path, kind: Kind, lowered: int
) -> None:
    """A loop of .2 and a dream of .1, both constant: what sounds is their sum, each times its kind's level."""
    stage = Stage(tmp_path)
    stage.record.arena[:48_000], stage.record.arena[48_000:96_000] = 0.2, 0.1
    stage.control.start_slot(0, 0, 48_000, gain=1.0, fade_in_ms=0.0)
    stage.control.start_slot(1, 48_000, 48_000, gain=1.0, fade_in_ms=0.0, looping=False)
    heard = [stage.play(0.1, 64)]
    stage.control.set_level(kind, 0.25)
    heard.append(stage.play(0.1, 64))
    sound = np.concatenate(heard)[TICK:, 0]
    parts = [0.2, 0.1]
    assert sound[0] == pytest.approx(sum(parts) * HALF, rel=1e-6)
    parts[lowered] *= 0.25
    assert sound[-1] == pytest.approx(sum(parts) * HALF, rel=1e-6)
    assert np.abs(np.diff(sound)).max() < 0.2 / 200, "over 10 ms"
