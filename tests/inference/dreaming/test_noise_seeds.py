"""Seeds of noise: physics of the two kinds, the same number the same noise."""

import numpy as np
import pytest
from scipy.stats import kurtosis

from live_inference.dreaming.noise_seeds import LOWEST_HZ, NOISES, OCTAVES, gradient_noise, noise_seed
from live_models.features import REFERENCE_RMS

RATE = 16_000


@pytest.mark.parametrize("kind", NOISES)
def test_it_is_fixed_by_its_number_and_has_the_reference_level(kind):
    seed = noise_seed(kind, 20_000, RATE, 7)
    assert seed.dtype == np.float32 and seed.shape == (20_000,)
    assert np.sqrt(np.mean(seed.astype(np.float64) ** 2)) == pytest.approx(REFERENCE_RMS, rel=1e-5)
    np.testing.assert_array_equal(noise_seed(kind, 20_000, RATE, 7), seed)
    other = noise_seed(kind, 20_000, RATE, 8)
    assert abs(np.corrcoef(seed, other)[0, 1]) < 0.2


def test_normal_noise_is_white_and_normal():
    seed = noise_seed("normal", 1 << 16, RATE, 0).astype(np.float64)
    assert abs(kurtosis(seed)) < 0.1
    octaves = np.mean(np.abs(np.fft.rfft(seed))[1:].reshape(-1, 4096) ** 2, axis=1)
    assert octaves.max() < 1.15 * octaves.min()


def test_perlin_noise_sounds_where_its_lattices_are_at_any_rate():
    """A lattice of n points a second has its energy below n Hz; the loudest is the lowest."""
    for rate in (8_000, 22_050):
        seed = noise_seed("perlin", 4 * rate, rate, 3).astype(np.float64)
        power = np.abs(np.fft.rfft(seed)) ** 2
        hz = np.fft.rfftfreq(len(seed), 1 / rate)
        share = power / power.sum()
        assert share[hz > LOWEST_HZ * 2**OCTAVES].sum() < 0.01
        assert share[hz < LOWEST_HZ].sum() > 0.4
    coarse, fine = (noise_seed("perlin", rate, rate, 3) for rate in (8_000, 16_000))
    np.testing.assert_allclose(fine[::2], coarse, atol=2e-3)


def test_gradient_noise_is_perlins():
    """It is 0 at whole numbers with the slopes drawn there, and lies between the two lines (Perlin 2002)."""
    slopes = np.random.default_rng(5).uniform(-1.0, 1.0, 12)
    whole = gradient_noise(np.arange(11.0), np.random.default_rng(5))
    np.testing.assert_array_equal(whole, 0.0)
    near = gradient_noise(np.arange(11.0) + 1e-6, np.random.default_rng(5))
    np.testing.assert_allclose(near / 1e-6, slopes[:11], atol=1e-6)
    middle = gradient_noise(np.arange(11.0) + 0.5, np.random.default_rng(5))
    np.testing.assert_allclose(middle, 0.5 * (0.5 * slopes[:11] - 0.5 * slopes[1:12]), atol=1e-12)


def test_what_is_no_noise_is_refused():
    for kind, count in (("pink", 10), ("normal", 0)):
        with pytest.raises(ValueError, match="noise must be one of normal, perlin"):
            noise_seed(kind, count, RATE, 0)
