"""The filter bank: reconstruction, delay, aliasing, power, and pieces that equal the whole."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from scipy.signal import freqz

from live_models.pseudo_qmf import Analysis, FilterBank, Synthesis, pseudo_qmf
from support.signals import error_db

RATE = 44100


@pytest.fixture(scope="module", params=(4, 8))
def bank(request: pytest.FixtureRequest) -> FilterBank:
    return pseudo_qmf(request.param)


def there_and_back(bank: FilterBank, samples: np.ndarray) -> np.ndarray:
    """What comes back of a sound, its delay taken off."""
    padded = np.pad(samples, (0, bank.delay)).astype(np.float32)
    return bank.synthesised(bank.analysed(padded))[bank.delay :]


def noise(num_samples: int) -> np.ndarray:
    return np.random.default_rng(0).standard_normal(num_samples).astype(np.float32)


def test_noise_comes_back(bank: FilterBank) -> None:
    sound = noise(8000)
    assert error_db(there_and_back(bank, sound), sound) < -90.0


def test_sines_within_and_between_bands_come_back(bank: FilterBank) -> None:
    width = RATE / 2 / bank.num_bands
    inside = np.hanning(8000)
    for hertz in (30.0, 0.5 * width, width - 3.0, width, 2 * width, 2 * width + 700.0, RATE / 2 - 30.0):
        sound = np.sin(2 * np.pi * hertz * np.arange(8000) / RATE + 0.3) * inside
        assert error_db(there_and_back(bank, sound), sound) < -85.0, hertz


def test_a_click_comes_back_where_it_was_and_nowhere_else(bank: FilterBank) -> None:
    for place in (640, 641, 640 + bank.num_bands - 1):
        click = np.zeros(1280)
        click[place] = 1.0
        back = there_and_back(bank, click)
        assert abs(back[place] - 1.0) < 1e-4
        assert np.abs(np.delete(back, place)).max() < 1e-4  # -80 dB: neither ringing nor images


def test_the_delay_is_that_of_the_filters_and_exact(bank: FilterBank) -> None:
    assert bank.delay == bank.analysis.shape[1] - bank.num_bands
    sound = noise(4000)
    back = bank.synthesised(bank.analysed(sound))
    lag = int(np.argmax(np.correlate(back, sound, "full"))) - (len(sound) - 1)
    assert lag == bank.delay


def test_a_band_hears_what_lies_in_it_and_leaves_out_the_rest(bank: FilterBank) -> None:
    width = 0.5 / bank.num_bands
    for band, taps in enumerate(bank.analysis):
        frequencies, response = freqz(taps, worN=4096, fs=1.0)
        level = 20 * np.log10(np.abs(response) / np.sqrt(bank.num_bands) + 1e-12)
        away = np.abs(frequencies - (band + 0.5) * width)
        assert np.abs(level[away < 0.2 * width]).max() < 0.1
        assert level[away > 1.5 * width].max() < -80.0  # what two bands away aliases


def test_the_bands_have_the_power_of_the_sound(bank: FilterBank) -> None:
    sound = noise(80_000)
    bands = bank.analysed(sound)
    assert np.mean(bands.astype(np.float64) ** 2) == pytest.approx(np.mean(sound.astype(np.float64) ** 2), rel=5e-3)


def test_pieces_of_any_length_equal_the_whole_bit_for_bit(bank: FilterBank) -> None:
    sounds = noise(2 * 3000).reshape(2, 3000)
    bands = bank.analysed(sounds)
    analysis, synthesis = Analysis(bank, (2,)), Synthesis(bank, (2,))
    edges = [0, 1, 5, 6, 30, 31, 700, 700, 2999, 3000]
    parts = [analysis.advance(sounds[:, a:b]) for a, b in itertools.pairwise(edges)]
    assert np.array_equal(np.concatenate(parts, axis=-1), bands)
    sounded = np.concatenate([synthesis.advance(part) for part in parts], axis=-1)
    assert np.array_equal(sounded, bank.synthesised(bands))
    assert np.array_equal(bank.analysed(sounds[1]), bands[1])  # alone as beside others


def test_a_frame_comes_with_its_last_sample(bank: FilterBank) -> None:
    analysis = Analysis(bank)
    count = bank.num_bands
    assert analysis.advance(noise(count - 1)).shape == (count, 0)
    assert analysis.advance(noise(1)).shape == (count, 1)


def test_fewer_bands_than_two_are_refused() -> None:
    with pytest.raises(ValueError, match="num_bands must be 2 or more, got 1"):
        pseudo_qmf(1)
