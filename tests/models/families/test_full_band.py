"""A family in full band: predicts noise bands with its spectra, sounds at the whole rate, learns from both."""

from __future__ import annotations

import numpy as np
import pytest

from live_models.contract.generator import Controls
from live_models.contract.parameters import HyperparameterError
from live_models.contract.sound import TrainingSound
from live_models.families import FAMILIES
from live_models.families.magnitude_spectrum.features import CompressedMagnitudes, band_maxima, maxima_of
from live_models.loading import load_generator
from live_models.resynthesis.band_splitting import NUM_BANDS, SLICES
from support.strings import plucked

FAMILY = FAMILIES["magnitude_spectrum"]
RATE = 44_100
FULL = {"band": "full", "sample_rate": RATE, "head": "mixture", "num_components": 2, "use_dropout": False}


def checkpoint(**more):
    found = FAMILY.tiny_checkpoint(3, seg_len=256, window_size=256, hop_size=64, **{**FULL, **more})
    found.tensors["head.bias"] += 0.2  # louder than nothing
    return found


@pytest.mark.parametrize("backend", ["cpu_float32", "cpu", "eager"])
def test_a_step_gives_a_hop_at_the_whole_rate(backend):
    generator = load_generator(checkpoint(), backend)
    assert generator.spec.sample_rate == RATE
    assert generator.spec.hop_length == 4 * 64
    state = generator.begin(plucked(2.0, 1, RATE), 1)
    made = generator.advance(state, Controls(), 20)
    assert made.shape == (20 * 256,)
    assert np.isfinite(made).all()
    above = np.abs(np.fft.rfft(made * np.hanning(len(made))))[len(made) // 3 :]
    assert above.max() > 0.0


@pytest.mark.parametrize("resynthesis", ["oscillator_bank", "phase_gradient"])
def test_pieces_are_the_whole(resynthesis):
    generator = load_generator(checkpoint(resynthesis=resynthesis), "cpu_float32")
    seed = plucked(2.0, 1, RATE)
    whole = generator.advance(generator.begin(seed, 1), Controls(), 30)
    state = generator.begin(seed, 1)
    pieces = [generator.advance(state, Controls(), count) for count in (1, 2, 7, 20)]
    np.testing.assert_array_equal(np.concatenate(pieces), whole)


def test_a_batch_is_each_dream_alone():
    generator = load_generator(checkpoint(condition=True), "cpu_float32")
    seeds = [plucked(2.0, number, RATE) for number in range(3)]
    state = generator.begin_batch(seeds, [1, 2, 3])
    together = generator.advance_batch(state, Controls(influence=2.0), 12)
    for number, seed in enumerate(seeds):
        alone = generator.advance(generator.begin(seed, number + 1), Controls(influence=2.0), 12)
        np.testing.assert_allclose(together[number], alone, atol=2e-4 * np.abs(alone).max())


def test_every_noise_band_is_told_relative_to_its_own_greatest_level():
    p = FAMILY.parameters({**FULL, "seg_len": 1024, "window_size": 1024})
    bands = np.geomspace(1.0, 1e-3, NUM_BANDS).astype(np.float32)
    seen = CompressedMagnitudes(p, maxima_of(p, 50.0, bands))
    sound = plucked(2.0, 1, RATE)
    features = seen.features(sound)
    assert features.shape[1] == p.input_size == 1024 + SLICES * NUM_BANDS
    again = seen.magnitudes(features)
    np.testing.assert_allclose(seen.features(sound), features)
    np.testing.assert_allclose((again / seen.maxima) ** p.exponent, features, rtol=2e-3, atol=1e-5)


@pytest.mark.whole
def test_a_fit_learns_bins_and_bands_and_its_card_tells_the_bands():
    p = FAMILY.parameters({**FULL, "seg_len": 256, "window_size": 256, "hop_size": 64, "hidden_size": 16, "bptt": 4})
    sound = TrainingSound(RATE, [plucked(6.0, 1, RATE)], [{"duration_s": 6.0}])
    fit = FAMILY.make_fit(p, sound, 0)
    data = fit.training.data
    assert data.shape[1] == 256 + SLICES * NUM_BANDS
    assert data[:, :256].max() == pytest.approx(1.0)
    assert data[:, 256:].max() == pytest.approx(1.0, abs=1e-3)
    card = fit.card()
    assert len(card["noise_bands"]) == NUM_BANDS
    np.testing.assert_allclose(band_maxima(card), fit._bands, rtol=1e-5)
    assert np.isfinite([fit.update(0.0) for _ in range(3)]).all()


def test_bins_of_an_attack_lie_half_as_far_apart_as_without_the_bands():
    p = FAMILY.parameters({**FULL, "hidden_size": 8, "bptt": 4, "resynthesis": "phase_gradient"})
    card = FAMILY.make_fit(p, TrainingSound(RATE, [plucked(8.0, 1, RATE)], [{"duration_s": 8.0}]), 0).card()
    assert card["resynthesis"]["attack_spread_ms"] == 3.0


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"sample_rate": 11025}, "sample_rate must be 32000 or more"),
        ({"hop_size": 100}, "window_size must be a multiple of hop_size"),
        ({"band": "wide"}, "band must be one of voice, full"),
    ],
)
def test_what_cannot_be_a_full_band_is_refused(wrong, named):
    with pytest.raises(HyperparameterError, match=named):
        FAMILY.parameters({**FULL, **wrong})


@pytest.mark.parametrize("wrong", [[1.0], [0.0] * NUM_BANDS, "loud", [float("nan")] * NUM_BANDS])
def test_a_card_whose_bands_are_damaged_is_refused(wrong):
    with pytest.raises(ValueError, match=r"noise_bands|could not convert"):
        band_maxima({"noise_bands": wrong})
