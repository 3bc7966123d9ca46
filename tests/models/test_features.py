"""Features: spectra and levels against their definitions, and there and back again."""

from __future__ import annotations

import numpy as np
import pytest

from live_models.families.magnitude_spectrum.features import windows_of
from live_models.features import (
    REFERENCE_RMS,
    Normalisation,
    at_reference_level,
    compress,
    expand,
    magnitude_spectra,
    vectors_of,
    with_level,
    without_level,
)
from support.parameters import hyperparameters


def test_a_sine_at_a_bins_centre_has_its_peak_there_with_the_windows_height():
    window_size, bins = 256, [8, 40, 101]
    t = np.arange(4 * window_size)
    for k in bins:  # bin k of the padded transform: k cycles in 2 * window_size samples
        tone = 0.5 * np.sin(2 * np.pi * k * t / (2 * window_size))
        spectra = magnitude_spectra(tone, window_size, 64)
        assert (spectra.argmax(axis=1) == k).all()
        np.testing.assert_allclose(spectra.max(axis=1), 0.25 * np.blackman(window_size).sum(), rtol=2e-3)


def test_spectra_are_those_of_the_defining_sum():
    rng = np.random.default_rng(0)
    samples = rng.standard_normal(100)
    window_size, hop = 16, 7
    spectra = magnitude_spectra(samples, window_size, hop)
    assert spectra.shape == ((100 - 16) // 7 + 1, 16)
    for row in (0, 5, 12):
        piece = samples[row * hop : row * hop + window_size] * np.blackman(window_size)
        for k in (0, 1, 9, 15):
            direct = abs(np.sum(piece * np.exp(-2j * np.pi * k * np.arange(window_size) / (2 * window_size))))
            assert spectra[row, k] == pytest.approx(direct, abs=1e-5)


def test_a_sound_longer_than_a_block_of_windows_has_the_same_spectra():
    samples = np.random.default_rng(1).standard_normal(300 * 8 + 16).astype(np.float32)
    whole = magnitude_spectra(samples, 16, 8)
    late = magnitude_spectra(samples[290 * 8 :], 16, 8)
    np.testing.assert_allclose(whole[290:], late, rtol=1e-5)


def test_compress_and_expand_undo_each_other():
    magnitudes = np.random.default_rng(0).uniform(1e-3, 40.0, (5, 8)).astype(np.float32)
    features = compress(magnitudes, 0.3, 40.0)
    assert features.max() <= 1.0
    np.testing.assert_allclose(expand(features, 0.3, 40.0), magnitudes, rtol=1e-4)
    assert (expand(-features, 0.3, 40.0) == 0.0).all()


@pytest.mark.parametrize("level", [1e-3, 0.1, 0.7])
def test_level_normalised_vectors_have_an_rms_of_one_and_come_back(level):
    vectors = level * np.random.default_rng(0).standard_normal((6, 64)).astype(np.float32)
    features = with_level(vectors)
    np.testing.assert_allclose(np.sqrt((features[:, :-1] ** 2).mean(axis=1)), 1.0, rtol=0.12)
    assert (np.abs(features[:, -1]) < 1.2).all()
    np.testing.assert_allclose(without_level(features), vectors, rtol=1e-4, atol=1e-7)


def test_silence_has_a_level_of_nought():
    features = with_level(np.zeros((1, 32), dtype=np.float32))
    np.testing.assert_allclose(features, 0.0, atol=1e-7)


@pytest.mark.parametrize("gain", [1e-3, 1.0, 30.0])
def test_the_reference_level_is_that_of_the_sounding_half(gain):
    rng = np.random.default_rng(0)
    sound = rng.standard_normal(11025).astype(np.float32)
    pause = np.zeros(11025, dtype=np.float32)
    out = at_reference_level(gain * np.concatenate([sound, pause]))
    assert np.sqrt(np.mean(out[:11025] ** 2)) == pytest.approx(REFERENCE_RMS, rel=0.05)
    assert out.dtype == np.float32


def test_silence_is_not_raised():
    quiet = np.full(4000, 1e-6, dtype=np.float32)
    np.testing.assert_array_equal(at_reference_level(quiet), quiet)


def test_inputs_of_a_vector_model_are_the_samples_in_order():
    samples = np.arange(70, dtype=np.float32)
    features = vectors_of(samples, 16, False)
    np.testing.assert_array_equal(features, np.arange(64, dtype=np.float32).reshape(4, 16))


def test_a_short_sound_is_padded_to_one_step():
    short = np.ones(3, dtype=np.float32)
    assert vectors_of(short, 16, False).shape == (1, 16)
    assert windows_of(short, hyperparameters(seg_len=16, window_size=16, hop_size=8), Normalisation()).shape == (1, 16)


def test_a_card_with_an_impossible_normalisation_is_refused():
    for params in ({"global_maximum": 0.0}, {"level": float("nan")}, {"peak": 1.0}):
        with pytest.raises(ValueError, match="normalisation"):
            Normalisation.from_card(params)
