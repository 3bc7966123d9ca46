"""Features: spectra and levels against their definitions, and there and back again."""

from __future__ import annotations

import numpy as np
import pytest

from live_models.families.magnitude_spectrum.features import CompressedMagnitudes
from live_models.features import (
    REFERENCE_RMS,
    Normalisation,
    at_reference_level,
    compress,
    expand,
    sounding,
    vectors_of,
    with_level,
    without_level,
)
from support.parameters import hyperparameters


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
    seen = CompressedMagnitudes(hyperparameters(seg_len=16, window_size=16, hop_size=8), np.ones(16, np.float32))
    assert seen.features(short).shape == (1, 16)


def test_a_card_with_an_impossible_normalisation_is_refused():
    for params in ({"global_maximum": 0.0}, {"level": float("nan")}, {"peak": 1.0}):
        with pytest.raises(ValueError, match="normalisation"):
            Normalisation.from_card(params)


@pytest.mark.parametrize("length", [1, 255, 256, 700, 55_125, 60_001])
def test_the_reference_level_is_that_of_the_louder_half_of_the_pieces(length):
    rising = np.linspace(0.0, 0.3, length)
    sound = (rising * np.random.default_rng(length).normal(size=length)).astype(np.float32)
    sound[-1] = 0.5
    pieces = np.array_split(sound.astype(np.float64), max(1, length // max(256, length // 200)))
    powers = sorted(np.mean(piece**2) for piece in pieces)
    rms = np.sqrt(np.mean(powers[len(pieces) // 2 :]))
    np.testing.assert_allclose(at_reference_level(sound), sound * 0.1 / rms, rtol=1e-6)


@pytest.mark.parametrize("rest", [0, 1, 8191, 8192, 8193, 40_000])
def test_what_sounds_ends_where_the_last_note_has_faded(rest):
    played = np.ones(3, dtype=np.float32)
    rested = np.concatenate([0.2 * played, -played, np.full(rest, 0.049, dtype=np.float32)])
    assert len(sounding(rested)) == 6
    assert len(sounding(0.0 * rested)) == len(rested) and len(sounding(played[:0])) == 0
