"""The levels of a checkpoint: each band of a dream is as loud as a recording's, soft and loud, in what sounds alone."""

from __future__ import annotations

import numpy as np
import pytest

from live_models.contract.checkpoint import CheckpointError
from live_models.contract.generator import Controls, Levelled
from live_models.families import FAMILIES
from live_models.levels import FROM_HZ, MOST_DB, PLACES, Bands, LevelMap, Levels
from live_models.loading import load_generator
from live_models.resynthesis.band_splitting import NUM_BANDS, SLICES
from support.strings import plucked

RATE = 11025
HERTZ = np.arange(512) * RATE / 1024
FULL_HERTZ = np.concatenate([HERTZ, np.tile(np.geomspace(5000.0, 19000.0, NUM_BANDS), SLICES)])


def windows(seed: int, count: int = 4000, tilt: float = 1.0, hertz: np.ndarray = FULL_HERTZ) -> np.ndarray:
    """Windows whose level wanders over 40 dB, with a slope; `tilt` 2: the high ones are where soft ones were."""
    rng = np.random.default_rng(seed)
    level_db = rng.uniform(-40.0, 0.0, count)[:, None]
    slope_db = -6.0 * tilt * np.log2(np.maximum(hertz, 100.0) / 100.0) * (1.0 + 0.01 * tilt * level_db)
    return (10.0 ** ((level_db + slope_db + rng.normal(0.0, 1.0, (count, len(hertz)))) / 20.0)).astype(np.float32)


def levels_between(bands: Bands, dreamt: np.ndarray, recorded: np.ndarray) -> Levels:
    return Levels.between(bands.hertz, bands.levels_db(dreamt), bands.levels_db(recorded))


def test_bands_are_a_fifth_of_an_octave_and_the_noise_bands_come_after_them():
    bands = Bands(FULL_HERTZ, len(HERTZ), SLICES)
    low = bands.hertz[:-NUM_BANDS]
    assert low[0] == FROM_HZ
    assert low[-1] == pytest.approx(RATE / 2, rel=0.1)
    np.testing.assert_allclose(np.diff(np.log2(low)), 0.2, atol=1e-12)
    np.testing.assert_array_equal(bands.hertz[-NUM_BANDS:], FULL_HERTZ[-NUM_BANDS:])


def test_a_band_has_the_mean_power_of_its_bins_and_of_its_slices():
    bands = Bands(FULL_HERTZ, len(HERTZ), SLICES)
    window = np.full(len(FULL_HERTZ), 0.1, dtype=np.float32)
    np.testing.assert_allclose(bands.levels_db(window[None])[0], -20.0, atol=1e-3)
    window[len(HERTZ) + NUM_BANDS : len(HERTZ) + 2 * NUM_BANDS] = 0.2  # one slice of four: (3 + 4) / 4
    np.testing.assert_allclose(bands.levels_db(window[None])[0, -NUM_BANDS:], -20.0 + 10 * np.log10(1.75), atol=1e-3)


def test_dreams_get_the_levels_of_the_recordings_soft_and_loud():
    bands = Bands(FULL_HERTZ, len(HERTZ), SLICES)
    dreamt, recorded = windows(0), windows(1) * np.float32(0.7)
    recorded[:, len(HERTZ) :] *= 1.4
    mapped = LevelMap(levels_between(bands, dreamt, recorded), bands).applied(windows(2))
    for place in (0.05, 0.25, 0.5, 0.75, 0.95):
        found, wanted = (np.quantile(bands.levels_db(one), place, axis=0) for one in (mapped, recorded))
        # Between two bands bins get a part of both gains: a band is within a dB
        np.testing.assert_allclose(found, wanted, atol=1.2)


def test_what_changes_with_the_level_is_mended_where_one_gain_is_not_enough():
    bands = Bands(HERTZ, len(HERTZ), SLICES)
    dreamt, recorded = windows(0, hertz=HERTZ), windows(1, tilt=1.1, hertz=HERTZ)
    mapped = LevelMap(levels_between(bands, dreamt, recorded), bands).applied(dreamt)
    away = [
        np.abs(
            np.quantile(bands.levels_db(one), PLACES, axis=0) - np.quantile(bands.levels_db(recorded), PLACES, axis=0)
        )
        for one in (dreamt, dreamt * np.float32(10.0 ** (-3.0 / 20.0)), mapped)
    ]
    assert away[2].mean() < 0.3 * min(away[0].mean(), away[1].mean())


def test_below_the_first_band_and_beyond_what_helps_nothing_is_raised():
    bands = Bands(FULL_HERTZ, len(HERTZ), SLICES)
    quiet = windows(0)
    mapped = LevelMap(levels_between(bands, quiet, 100.0 * quiet), bands).applied(quiet)
    raised_db = 20.0 * np.log10(mapped / quiet)
    low = HERTZ < FROM_HZ * 2.0**-0.2
    np.testing.assert_allclose(raised_db[:, : len(HERTZ)][:, low], 0.0, atol=1e-4)
    np.testing.assert_allclose(raised_db[:, len(HERTZ) :], MOST_DB, atol=1e-3)
    assert raised_db.max() < MOST_DB + 1e-3


def test_levels_of_equal_sounds_change_nothing():
    bands = Bands(FULL_HERTZ, len(HERTZ), SLICES)
    found = LevelMap(levels_between(bands, windows(0), windows(0)), bands).applied(windows(3, 10))
    np.testing.assert_allclose(found, windows(3, 10), rtol=1e-5)


def test_windows_are_mapped_each_by_itself_and_nan_stays():
    bands = Bands(FULL_HERTZ, len(HERTZ), SLICES)
    level_map, some = LevelMap(levels_between(bands, windows(0), windows(1, tilt=1.2)), bands), windows(2, 12)
    whole = level_map.applied(some.reshape(2, 6, -1)).reshape(12, -1)
    np.testing.assert_array_equal(whole, np.concatenate([level_map.applied(one[None]) for one in some]))
    some[3, 100] = np.nan
    found = level_map.applied(some)
    assert np.isnan(found[3]).any()
    np.testing.assert_array_equal(np.delete(found, 3, axis=0), np.delete(whole, 3, axis=0))
    silence = level_map.applied(np.zeros((1, len(FULL_HERTZ)), dtype=np.float32))
    np.testing.assert_array_equal(silence, 0.0)


@pytest.mark.parametrize("num_bins", [3, 8, 33])
def test_few_bins_have_few_bands_or_none(num_bins):
    hertz = np.arange(num_bins) * RATE / 2 / num_bins
    bands = Bands(hertz, num_bins, SLICES)
    some = np.abs(np.random.default_rng(0).normal(size=(50, num_bins))).astype(np.float32)
    found = LevelMap(levels_between(bands, some, 1.5 * some), bands).applied(some)
    assert found.shape == some.shape
    assert np.isfinite(found).all()


def test_a_card_keeps_them():
    bands = Bands(FULL_HERTZ, len(HERTZ), SLICES)
    levels = levels_between(bands, windows(0), windows(1))
    again = Levels.from_card({"levels": levels.to_json()})
    np.testing.assert_allclose(again.dreamt_db, levels.dreamt_db, atol=0.006)
    np.testing.assert_allclose(again.recorded_db, levels.recorded_db, atol=0.006)
    assert Levels.from_card({}) is None


RISING = [[0.0, 1.0], [0.0, 1.0]]


@pytest.mark.parametrize(
    "wrong",
    [
        [1.0],
        {"hertz": [700.0, 800.0]},
        {"hertz": [700.0], "dreamt_db": RISING, "recorded_db": RISING},
        {"hertz": [700.0, 800.0], "dreamt_db": RISING, "recorded_db": [[0.0, 1.0, 2.0]] * 2},
        {"hertz": [700.0, 800.0], "dreamt_db": [[1.0, 0.0], [0.0, 1.0]], "recorded_db": RISING},
        {"hertz": [700.0, 800.0], "dreamt_db": [[0.0, float("nan")], [0.0, 1.0]], "recorded_db": RISING},
        {"hertz": [700.0, 800.0], "dreamt_db": [[0.0], [0.0, 1.0]], "recorded_db": RISING},
        {"hertz": "ab", "dreamt_db": "ab", "recorded_db": "ab"},
        {"hertz": [700.0, 800.0], "dreamt_db": RISING, "recorded_db": RISING},  # of other bands than the model's
    ],
)
def test_what_a_card_must_not_say(wrong):
    checkpoint = FAMILIES["magnitude_spectrum"].tiny_checkpoint(1)
    checkpoint.card["levels"] = wrong
    with pytest.raises(CheckpointError, match="levels"):
        load_generator(checkpoint, "eager")


@pytest.mark.parametrize("approach", ["magnitude_spectrum", "mdn_lstm"])
def test_they_change_what_sounds_but_not_what_is_dreamt(approach):
    made = []
    seeds, pieces = [plucked(2.0, seed, RATE) for seed in (1, 2)], [0.3 * plucked(2.0, 3, RATE)]
    levels = None
    for _ in range(2):
        checkpoint = FAMILIES[approach].tiny_checkpoint(3, sample_rate=RATE, use_dropout=False)
        checkpoint.tensors["head.bias"] += 0.3
        if levels is not None:
            checkpoint.card["levels"] = levels.to_json()
        generator = load_generator(checkpoint, "cpu_float32")
        assert isinstance(generator, Levelled)
        levels = generator.measured_levels(seeds, [0, 1], 100, pieces)
        state = generator.begin(plucked(2.0, 1, RATE), 1)
        made.append((generator.advance(state, Controls(), 40), np.stack([one.window for one in state.state.lanes])))
    np.testing.assert_array_equal(made[1][1], made[0][1])
    assert np.abs(made[1][0] - made[0][0]).max() > 1e-3 * np.abs(made[0][0]).max()


def test_a_dream_that_is_not_finite_has_no_levels():
    checkpoint = FAMILIES["magnitude_spectrum"].tiny_checkpoint(3)
    checkpoint.tensors["head.bias"] += np.float32(np.nan)
    generator = load_generator(checkpoint, "cpu_float32")
    seeds = [plucked(2.0, 1, generator.spec.sample_rate)]
    assert generator.measured_levels(seeds, [0], 20, seeds) is None
