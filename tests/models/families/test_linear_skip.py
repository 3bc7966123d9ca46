"""The linear skip of samples: what it finds, how it dies away, what it does with silence, at any rate."""

from __future__ import annotations

import numpy as np
import pytest

from live_models.families.sample_wise.band_skip import fit_band_skip
from live_models.families.sample_wise.linear import AROUND, LARGEST_RADIUS, USUAL_RATE, fit_linear_skip, stable
from live_models.pseudo_qmf import in_bands


def test_the_linear_skip_finds_a_predictor_that_is_there():
    """Two undamped strings: a sample is an exact linear function of the four before it, whatever the amplitudes."""
    t = np.arange(4000)
    tape = np.float32(0.3 * np.sin(0.31 * t) + 0.2 * np.sin(1.7 * t + 1.0))
    skip = fit_linear_skip(tape, 4, USUAL_RATE)
    poles = np.exp(1j * np.array([0.31, -0.31, 1.7, -1.7]))
    np.testing.assert_allclose(skip.weight[0], -np.poly(poles).real[:0:-1], atol=1e-3)
    assert skip.deviation < 1e-4


@pytest.mark.parametrize("rate", [USUAL_RATE, 44_100])
def test_a_predictor_that_would_ring_up_is_made_to_die_away(rate):
    """A swelling tone: least squares finds its growth, 1.001 a sample; fed by itself the predictor must not grow.

    At any rate it falls by 5 dB a second.
    """
    t = np.arange(3000)
    tape = np.float32(0.01 * 1.001**t * np.sin(0.4 * t))
    weight = fit_linear_skip(tape, 2, rate).weight[0]
    roots = np.roots([1.0, -weight[1], -weight[0]])
    a_second_db = 20.0 * rate * np.log10(np.abs(roots))
    np.testing.assert_allclose(a_second_db, 20.0 * USUAL_RATE * np.log10(LARGEST_RADIUS), atol=0.5)
    np.testing.assert_allclose(np.abs(np.angle(roots)), 0.4, atol=1e-3)  # at its own pitch
    decaying = np.array([-0.81, 1.2])
    np.testing.assert_array_equal(stable(decaying, LARGEST_RADIUS), decaying)


def test_the_size_of_what_is_left_over_is_a_mean_over_20_ms_at_any_rate():
    """One click in a faint noise: it is heard around itself for as long."""
    for rate, width in ((USUAL_RATE, AROUND), (4 * USUAL_RATE, 4 * AROUND)):
        tape = np.float32(1e-4 * np.random.default_rng(0).standard_normal(4 * rate))
        tape[2 * rate] += 1.0
        around = fit_linear_skip(tape, 2, rate).around
        assert np.count_nonzero(around > 10.0 * np.median(around)) == pytest.approx(width, abs=2)


@pytest.mark.parametrize("bands", [1, 8])
def test_a_recording_that_ends_in_digital_silence_has_a_predictor(bands):
    """Sums that run over the loud part end a rounding below 0 behind it."""
    rng, t = np.random.default_rng(0), np.arange(4 * USUAL_RATE)
    for silent in (t >= len(t) // 2, t < len(t) // 2):
        tape = np.where(silent, 0.0, 0.3 * np.sin(0.31 * t) + 1e-3 * rng.standard_normal(len(t)))
        tape = in_bands(tape.astype(np.float32), bands)
        skip = fit_linear_skip(tape, 64, USUAL_RATE) if bands == 1 else fit_band_skip(tape, bands, 64, 4 * USUAL_RATE)
        for found in (skip.weight, skip.whitening, skip.around, skip.units, skip.starting_deviations(3)):
            assert np.isfinite(found).all()
