"""Spectra against their definitions; what cannot be an analysis is refused."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.signal

from live_models.resynthesis.analysis import Analysis, padded_blackman


def test_a_sine_at_a_bins_centre_has_its_peak_there_with_the_windows_height():
    window_size, bins = 256, [8, 40, 101]
    t = np.arange(4 * window_size)
    for k in bins:  # bin k of the padded transform: k cycles in 2 * window_size samples
        tone = 0.5 * np.sin(2 * np.pi * k * t / (2 * window_size))
        spectra = padded_blackman(window_size, 64).magnitudes(tone)
        assert (spectra.argmax(axis=1) == k).all()
        np.testing.assert_allclose(spectra.max(axis=1), 0.25 * np.blackman(window_size).sum(), rtol=2e-3)


def test_spectra_are_those_of_the_defining_sum():
    rng = np.random.default_rng(0)
    samples = rng.standard_normal(100)
    window_size, hop = 16, 7
    spectra = padded_blackman(window_size, hop).magnitudes(samples)
    assert spectra.shape == ((100 - 16) // 7 + 1, 16)
    for row in (0, 5, 12):
        piece = samples[row * hop : row * hop + window_size] * np.blackman(window_size)
        for k in (0, 1, 9, 15):
            direct = abs(np.sum(piece * np.exp(-2j * np.pi * k * np.arange(window_size) / (2 * window_size))))
            assert spectra[row, k] == pytest.approx(direct, abs=1e-5)


def test_a_sound_longer_than_a_block_of_windows_has_the_same_spectra():
    samples = np.random.default_rng(1).standard_normal(300 * 8 + 16).astype(np.float32)
    whole = padded_blackman(16, 8).magnitudes(samples)
    late = padded_blackman(16, 8).magnitudes(samples[290 * 8 :])
    np.testing.assert_allclose(whole[290:], late, rtol=1e-5)


@pytest.mark.parametrize("window", ["blackman", "hamming", "hann"])
def test_magnitudes_are_those_of_scipy(window):
    samples = np.random.default_rng(0).standard_normal(900)
    analysis = Analysis(window, 100, 256, 30)
    shape = scipy.signal.get_window(window, 100, fftbins=False)
    expected = [np.abs(np.fft.rfft(samples[s : s + 100] * shape, 256)) for s in range(0, 801, 30)]
    np.testing.assert_allclose(analysis.magnitudes(samples), np.array(expected)[:, :128], atol=1e-5)


@pytest.mark.parametrize(
    "bad", [("kaiser", 64, 128, 16), ("hann", 64, 32, 16), ("hann", 64, 127, 16), ("hann", 64, 128, 65)]
)
def test_an_impossible_analysis_is_refused(bad):
    with pytest.raises(ValueError, match=r"must be one of|are needed"):
        Analysis(*bad)
