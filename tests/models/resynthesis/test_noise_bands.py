"""Full band: what lies below 5 kHz comes back as it was, above it noise has the source's level, colour and attacks."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from scipy.signal import butter, sosfilt, welch

from live_models.resynthesis.analysis import padded_blackman
from live_models.resynthesis.band_splitting import (
    DECIMATION,
    LATENCY,
    NUM_BANDS,
    SLICES,
    NoiseBands,
    NoiseStream,
    Raising,
    low_part,
)
from live_models.resynthesis.full_band import FullBand, full_band_windows
from live_models.resynthesis.phase_gradient import PhaseGradient
from support.plucks import sine

RATE = 44_100
ANALYSIS = padded_blackman(1024, 256)
HOP = DECIMATION * ANALYSIS.hop_size


def white(seconds, seed=0, level=0.1):
    return (level * np.random.default_rng(seed).standard_normal(round(seconds * RATE))).astype(np.float32)


def octave_levels_db(samples):
    frequencies, power = welch(samples, RATE, nperseg=4096)
    edges = (344, 689, 1378, 2756, 5512, 11025, 19000)
    return np.array(
        [
            10.0 * np.log10(power[(frequencies >= low) & (frequencies < high)].sum())
            for low, high in itertools.pairwise(edges)
        ]
    )


def through(samples, pieces=(10_000,), seed=1, windows_ahead=1):
    """A sound through analysis and resynthesis: what a network that predicts everything would dream."""
    windows = full_band_windows(samples, ANALYSIS, RATE)
    band = FullBand(PhaseGradient(ANALYSIS, windows_ahead), RATE)
    state = band.begin(np.random.default_rng(seed), windows[:0])
    made, at = [], 0
    for count in pieces:
        made.append(band.advance(state, windows[at : at + count]))
        at += count
    # What sounds is `look_ahead` hops and the filter's half length late
    return np.concatenate(made)[band.look_ahead * HOP + LATENCY :]


def test_what_is_low_goes_down_and_up_again_unharmed():
    tones = sum(sine(hz, 1.0, 0.1, RATE) for hz in (110.0, 1000.0, 3000.0, 4500.0))
    raised = Raising(np.zeros(0, np.float32)).advance(low_part(tones))[LATENCY:]
    inside = slice(1000, 40_000)
    error = raised[inside] - tones[inside]
    assert 10.0 * np.log10(np.mean(error**2) / np.mean(tones[inside] ** 2)) < -60.0


def test_what_is_high_does_not_fold_into_the_low_part():
    low = low_part(sine(7000.0, 1.0, 0.1, RATE))
    assert np.sqrt(np.mean(low[500:-500] ** 2)) < 0.1 * 10 ** (-65 / 20)


@pytest.mark.parametrize("pieces", [(1, 2, 5, 92), (100,)])
def test_raising_in_pieces_is_raising_the_whole(pieces):
    low = low_part(white(1.0))[:100]
    stream, made = Raising(low[:0]), []
    for count in pieces:
        made.append(stream.advance(low[:count]))
        low = low[count:]
    whole = Raising(low[:0]).advance(low_part(white(1.0))[:100])
    np.testing.assert_array_equal(np.concatenate(made), whole)


def test_levels_of_white_noise_are_its_deviation():
    levels = NoiseBands(RATE, 256).levels(white(8.0))
    powers = np.mean(levels.astype(np.float64) ** 2, axis=0)
    # Near the cutoff the filters of the low part leave something out of it; from the third band on all is the bands'
    np.testing.assert_allclose(10.0 * np.log10(powers[3:] / 0.01), 0.0, atol=0.3)
    assert np.all(np.diff(10.0 * np.log10(powers[:4])) > -0.3)


def test_a_loud_low_tone_does_not_reach_the_bands():
    levels = NoiseBands(RATE, 256).levels(sine(440.0, 2.0, 1.0, RATE))
    assert 20.0 * np.log10(levels[4:-4].max()) < -95.0


def test_noise_in_pieces_is_the_whole():
    levels = np.abs(np.random.default_rng(0).standard_normal((40, NUM_BANDS))).astype(np.float32)
    bands = NoiseBands(RATE, 256)
    whole = NoiseStream(bands, np.random.default_rng(3)).advance(levels)
    stream = NoiseStream(bands, np.random.default_rng(3))
    pieces = np.concatenate([stream.advance(levels[at : at + 8]) for at in range(0, 40, 8)])
    np.testing.assert_array_equal(pieces, whole)


def test_colour_and_level_come_back_over_the_whole_band():
    source = white(6.0)
    made = through(source)
    np.testing.assert_allclose(
        octave_levels_db(made[RATE : 5 * RATE]), octave_levels_db(source[RATE : 5 * RATE]), atol=1.0
    )


@pytest.mark.parametrize("windows_ahead", [0, 1])
def test_an_attack_comes_at_its_place_above_and_below(windows_ahead):
    """Noise begins at one second: both parts rise there, the high one as sharply as a slice."""
    source = white(2.0)
    source[:RATE] = 0.0
    made = through(source, windows_ahead=windows_ahead)
    for low, high, limit_ms in ((500.0, 4000.0, 25.0), (7000.0, 15_000.0, 7.0)):
        band = butter(4, (low, high), "bandpass", fs=RATE, output="sos")
        rises = []
        for sound in (source, made):
            power = np.convolve(sosfilt(band, sound) ** 2, np.ones(64) / 64, "same")
            rises.append(np.flatnonzero(power > 0.25 * power[RATE + 8000 : RATE + 30_000].mean())[0])
        assert abs(rises[1] - rises[0]) / RATE * 1000.0 < limit_ms


def test_pieces_of_windows_are_the_whole():
    source = white(1.0)
    np.testing.assert_array_equal(through(source, (1, 1, 3, 10, 100)), through(source))


def test_a_stream_begins_with_the_noise_that_was_heard():
    windows = full_band_windows(white(3.0), ANALYSIS, RATE)
    band = FullBand(PhaseGradient(ANALYSIS, 1), RATE)
    state = band.begin(np.random.default_rng(0), windows[40:60])
    first = band.advance(state, windows[60:62])
    high = sosfilt(butter(4, 7000.0, "highpass", fs=RATE, output="sos"), first)
    expected = sosfilt(butter(4, 7000.0, "highpass", fs=RATE, output="sos"), white(1.0))[1000:]
    assert abs(20.0 * np.log10(np.std(high[300:]) / np.std(expected))) < 2.0


def test_what_is_no_number_is_heard_as_none():
    windows = full_band_windows(white(0.5), ANALYSIS, RATE)
    windows[5, ANALYSIS.num_bins + 3] = np.nan
    band = FullBand(PhaseGradient(ANALYSIS, 0), RATE)
    made = band.advance(band.begin(np.random.default_rng(0), windows[:0]), windows)
    assert np.isnan(made).any()


@pytest.mark.parametrize("samples", [0, 10, 4096, 5000])
def test_short_sounds_give_a_window(samples):
    windows = full_band_windows(white(1.0)[:samples], ANALYSIS, RATE)
    assert windows.shape == (max(1, (-(-samples // DECIMATION) - 1024) // 256 + 1), 1024 + SLICES * NUM_BANDS)
