"""What comes into the engine is sound, what goes out is a number: whatever a cable, a driver or a bank holds."""

from pathlib import Path

import numpy as np
import pytest

from live_daemon.audio import mixing
from live_daemon.audio.engine import versions
from support.signals import SAMPLE_RATE, tone
from support.stage import Stage


def loudest_gain(stage: Stage, heard: np.ndarray, seconds: float) -> list[float]:
    """Play; return the highest gain of slot 0 in each tenth of a second."""
    gains = []
    block = SAMPLE_RATE // 10
    for start in range(0, round(seconds * SAMPLE_RATE), block):
        stage.play(heard[start : start + block])
        gains.append(float(stage.record.fields["slot_gain"][0, 0]))
    return gains


@pytest.mark.parametrize("sample", [1e11, -3e38, 1e4, 999.0, np.nan, np.inf])
def test_one_wild_sample_in_the_live_input_does_not_raise_the_loops(tmp_path: Path, sample: float) -> None:
    """1e11 once held every loop at full gain for ten seconds."""
    stage = Stage(tmp_path)
    stage.record.arena[:] = 0.1
    stage.control.set_bands([110.0, 220.0, 440.0, 880.0], 20.0)
    stage.control.set_follower(attack_ms=20.0, release_ms=400.0, sensitivity_db=30.0, gate_db=-120.0)
    stage.control.start_slot(0, 0, SAMPLE_RATE, gain=0.0)
    stage.control.set_gain_map(0, [1.0, 1.0, 1.0, 1.0])
    heard = np.zeros((4 * SAMPLE_RATE, 2), np.float32)
    heard[SAMPLE_RATE, 0] = sample
    gains = loudest_gain(stage, heard, 4.0)
    assert max(gains[30:]) < 0.05, "two seconds later nothing is left of it"
    if not 1.0 <= abs(sample) <= 1000.0:
        assert max(gains) == 0.0, "damage is silence"
    assert np.abs(stage.control.read_input(3.5)).max() <= 32.0


@pytest.mark.parametrize("layer", ["swell", "tremolo", "ring"])
@pytest.mark.parametrize("value", [np.nan, np.inf, 3e38, -3e38, 1e30])
def test_what_a_bank_holds_never_makes_the_output_anything_but_numbers(
    tmp_path: Path, value: float, layer: str
) -> None:
    """Two loops of 3e38 add up to infinity, times a gain of 0 it is no number."""
    stage = Stage(tmp_path)
    stage.control.set_bands([440.0], 20.0)
    stage.record.arena[:SAMPLE_RATE] = value
    stage.record.arena[SAMPLE_RATE : 2 * SAMPLE_RATE] = tone(440.0, 1.0, 0.3)
    for slot in range(4):
        stage.control.start_slot(slot, 0, SAMPLE_RATE, gain=1.0, pan=-1.0, layer=layer)
    out = stage.play(tone(440.0, 0.5))
    assert np.all(np.abs(out) <= 1.0)
    stage.control.start_slot(5, SAMPLE_RATE, SAMPLE_RATE, gain=1.0)
    assert np.abs(stage.play(1.0)).max() > 0.1, "the others sound on"


@pytest.mark.parametrize(
    "field", ["slot_pan", "slot_own", "slot_own_wanted", "gain_map", "level", "limiter_peak", "slot_turn"]
)
def test_a_record_that_holds_no_numbers_is_heard_as_silence_at_most(tmp_path: Path, field: str) -> None:
    stage = Stage(tmp_path)
    stage.control.set_bands([440.0], 20.0)
    stage.record.arena[:] = 0.3
    stage.control.start_slot(0, 0, SAMPLE_RATE, gain=1.0, layer="tremolo")
    stage.control.start_slot(1, 0, SAMPLE_RATE, gain=1.0)
    stage.play(0.2)
    stage.record.fields[field][...] = np.nan
    out = stage.play(tone(440.0, 0.5), 64)
    assert np.all(np.isfinite(out)) and np.abs(out).max() <= 1.0


def test_a_live_seed_of_opposite_channels_is_the_louder_one(tmp_path: Path) -> None:
    """A balanced cable in a stereo input: their mean is silence."""
    stage = Stage(tmp_path)
    heard = tone(440.0, 1.0, 0.3)
    stage.play(np.stack([-0.9 * heard, heard], axis=1))
    np.testing.assert_allclose(stage.control.read_input(1.0), heard, atol=1e-6)
    stage.play(np.stack([heard, np.zeros_like(heard)], axis=1))
    np.testing.assert_allclose(stage.control.read_input(1.0), 0.5 * heard, atol=1e-6)


@pytest.mark.parametrize(
    ("gains", "followed"), [((1.0, -1.0), 1.0), ((-0.6, 0.8), 0.8), ((1.0, 0.0), 0.5), ((1.0, -0.3), 0.35)]
)
def test_the_follower_hears_the_louder_of_channels_that_cancel_each_other(
    tmp_path: Path, gains: tuple[float, float], followed: float
) -> None:
    """And the mean of all others, as ever."""
    for name in ("stereo", "mono"):
        (tmp_path / name).mkdir()
    stage, alone = Stage(tmp_path / "stereo"), Stage(tmp_path / "mono")
    heard = tone(440.0, 1.5, 0.05)
    for one, sound in ((stage, np.stack([gain * heard for gain in gains], axis=1)), (alone, followed * heard)):
        one.control.set_bands([440.0], 20.0)
        one.play(sound.astype(np.float32), 64)
    assert stage.control.levels()[0] == pytest.approx(alone.control.levels()[0], rel=0.02)
    assert alone.control.levels()[0] > 0.05


def test_a_constant_of_another_module_is_part_of_the_compiled_engines_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """numba keeps machine code by this file alone: with an old value compiled in, an edit elsewhere changed nothing."""
    before = versions()["engine"]
    assert versions()["engine"] == before
    monkeypatch.setattr(mixing, "CANCELLED", 2 * mixing.CANCELLED)
    assert versions()["engine"] != before
