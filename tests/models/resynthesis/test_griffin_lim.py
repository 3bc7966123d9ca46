"""Iterated phases: nearer with every iteration, in one piece or in many, and what comes before is gone on from."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from live_models.resynthesis.analysis import Analysis, padded_blackman
from live_models.resynthesis.griffin_lim import GriffinLim
from support.spectra import convergence_db, etude, sounded

RATE = 11025
SMALL, NATEROP, ODD = padded_blackman(64, 16), Analysis("hamming", 256, 512, 64), Analysis("hann", 60, 90, 25)


@pytest.mark.parametrize("analysis", [SMALL, NATEROP, ODD], ids=lambda one: one.window)
@pytest.mark.parametrize("pieces", [[1] * 70, [69, 1], [7, 33, 30], [0, 70]])
def test_pieces_equal_the_whole(analysis, pieces):
    spectra = np.random.default_rng(0).uniform(0.0, 1.0, (70, analysis.num_bins)).astype(np.float32) ** 8
    resynthesis = GriffinLim(analysis, 3)
    whole = resynthesis.advance(resynthesis.begin(np.random.default_rng(2), spectra[:9]), spectra)
    state = resynthesis.begin(np.random.default_rng(2), spectra[:9])
    starts = np.cumsum([0, *pieces])
    parts = [resynthesis.advance(state, spectra[a:b]) for a, b in itertools.pairwise(starts)]
    np.testing.assert_array_equal(np.concatenate(parts), whole)
    assert whole.shape == (70 * analysis.hop_size,)
    assert np.abs(whole).max() > 0.0


def test_one_rng_seed_gives_the_same_samples():
    spectra = NATEROP.magnitudes(etude(RATE, 0.6))
    resynthesis = GriffinLim(NATEROP, 2)
    np.testing.assert_array_equal(sounded(resynthesis, spectra, 3), sounded(resynthesis, spectra, 3))


def test_every_iteration_brings_the_spectra_of_a_guitar_nearer():
    """From the phase gradient's -22 dB; from random phases 100 iterations reach -31 dB."""
    analysis, guitar = padded_blackman(1024, 256), etude(RATE, 4.0)
    spectra = analysis.magnitudes(guitar)
    found = [convergence_db(analysis, spectra, sounded(GriffinLim(analysis, n), spectra)) for n in (0, 4, 40)]
    assert found[0] > found[1] + 4.0 > found[2] + 8.0
    assert found[2] < -33.0


def test_it_sounds_five_windows_late_whatever_the_hop():
    for analysis in (SMALL, NATEROP, padded_blackman(64, 4)):
        late = (GriffinLim(analysis).look_ahead + 1) * analysis.hop_size
        assert late == 5 * analysis.window_size


def test_a_tone_runs_on_over_the_borders_of_blocks_and_from_what_was_heard():
    t = np.arange(RATE) / RATE
    spectra = NATEROP.magnitudes(0.3 * np.sin(2 * np.pi * 1279.2 * t))
    out = sounded(GriffinLim(NATEROP, 5), spectra[20:], heard=spectra[:20]).astype(np.float64)
    first, rest = out[:64], out[256:]
    assert np.sqrt(np.mean(first**2)) == pytest.approx(0.3 / np.sqrt(2), rel=0.2)
    t = np.arange(len(rest)) / RATE
    basis = np.stack([np.sin(2 * np.pi * 1279.2 * t), np.cos(2 * np.pi * 1279.2 * t)], axis=1)
    coefficients, *_ = np.linalg.lstsq(basis, rest, rcond=None)
    assert np.hypot(*coefficients) == pytest.approx(0.3, rel=0.01)
    assert np.sqrt(np.mean((rest - basis @ coefficients) ** 2)) < 0.01


def test_silence_is_silent():
    out = sounded(GriffinLim(SMALL, 2), np.zeros((60, SMALL.num_bins), dtype=np.float32))
    assert len(out) > 0
    assert (out == 0.0).all()


@pytest.mark.filterwarnings("ignore:invalid value")
def test_nan_reaches_the_sound_and_passes():
    spectra = SMALL.magnitudes(etude(RATE, 0.2))
    spectra[30, 17] = np.nan
    out = sounded(GriffinLim(SMALL, 2), spectra)
    assert np.isfinite(out[: 30 * 16]).all()
    assert np.isnan(out[30 * 16 : 30 * 16 + 48]).all()
    assert np.isfinite(out[30 * 16 + 64 :]).all()
