"""The vocoder: equal to a bank of oscillators written down directly, in one piece or in many, at the right level."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from live_models.resynthesis.analysis import padded_blackman
from live_models.resynthesis.oscillator_bank import OscillatorBank

NOTHING = np.zeros((0, 1), dtype=np.float32)


def oscillator_bank(spectra: np.ndarray, phases: np.ndarray, hop: int) -> np.ndarray:
    """Pfalz (2018), 3.2, word for word: per bin a sine at its centre frequency times a linear envelope; the sum."""
    num_windows, num_bins = spectra.shape
    n = np.arange(num_windows * hop)
    knots = np.arange(num_windows + 1) * hop
    out = np.zeros(len(n))
    for k in range(num_bins):
        envelope = np.interp(n, knots, np.concatenate([[0.0], spectra[:, k]]))
        out += envelope * np.sin(2 * np.pi * k * n / (2 * num_bins) + phases[k])
    return out


@pytest.mark.parametrize(("num_bins", "hop"), [(32, 8), (64, 24), (64, 64), (50, 7)])
def test_one_fft_per_window_equals_the_oscillator_bank(num_bins, hop):
    rng = np.random.default_rng(0)
    spectra = rng.uniform(0.0, 1.0, (23, num_bins)).astype(np.float32)
    resynthesis = OscillatorBank(padded_blackman(num_bins, hop))
    state = resynthesis.begin(np.random.default_rng(1), NOTHING)
    expected = oscillator_bank(resynthesis.amplitudes(spectra), state.phases, hop)
    # float32 output of a sum of up to 64 partials
    np.testing.assert_allclose(resynthesis.advance(state, spectra), expected, atol=1e-6)


@pytest.mark.parametrize("pieces", [[1] * 40, [39, 1], [7, 13, 20], [0, 40]])
def test_pieces_equal_the_whole(pieces):
    spectra = np.random.default_rng(0).uniform(0.0, 1.0, (40, 48)).astype(np.float32)
    resynthesis = OscillatorBank(padded_blackman(48, 20))
    whole = resynthesis.advance(resynthesis.begin(np.random.default_rng(2), NOTHING), spectra)
    state = resynthesis.begin(np.random.default_rng(2), NOTHING)
    starts = np.cumsum([0, *pieces])
    parts = [resynthesis.advance(state, spectra[a:b]) for a, b in itertools.pairwise(starts)]
    np.testing.assert_array_equal(np.concatenate(parts), whole)


@pytest.mark.parametrize("kind", ["noise", "tone", "chord"])
def test_a_stationary_sound_keeps_its_level(kind):
    rate, window_size, hop = 11025, 512, 128
    t = np.arange(3 * rate) / rate
    sound = {
        "noise": 0.1 * np.random.default_rng(0).standard_normal(len(t)),
        "tone": 0.3 * np.sin(2 * np.pi * 443.7 * t),
        "chord": sum(0.1 * np.sin(2 * np.pi * hz * t) for hz in (220.0, 331.0, 557.5)),
    }[kind]
    spectra = padded_blackman(window_size, hop).magnitudes(sound)
    resynthesis = OscillatorBank(padded_blackman(window_size, hop))
    # neighbouring oscillators beat: single drawings of the phases differ, their mean does not
    levels = []
    for rng_seed in range(8):
        out = resynthesis.advance(resynthesis.begin(np.random.default_rng(rng_seed), NOTHING), spectra)
        levels.append(np.mean(out[rate:] ** 2))
    assert 10 * np.log10(np.mean(levels) / np.mean(np.asarray(sound) ** 2)) == pytest.approx(0.0, abs=1.0)


def test_with_peaks_only_a_tone_at_a_bins_centre_comes_back_as_that_tone():
    window_size, hop, k = 256, 64, 37
    n = np.arange(8000)
    tone = 0.4 * np.sin(2 * np.pi * k * n / (2 * window_size))
    spectra = padded_blackman(window_size, hop).magnitudes(tone)
    # the side lobes' own maxima lie 58 dB and more below the peak (Blackman): the gate takes them
    resynthesis = OscillatorBank(
        padded_blackman(window_size, hop), keep_peaks=True, gate_db=50.0, reference=float(spectra.max())
    )
    amplitudes = resynthesis.amplitudes(spectra)
    assert (np.count_nonzero(amplitudes, axis=1) == 1).all()
    np.testing.assert_allclose(amplitudes[:, k], 0.4, rtol=5e-3)
    out = resynthesis.advance(resynthesis.begin(np.random.default_rng(0), NOTHING), spectra)
    power = np.abs(np.fft.rfft(out[hop : hop + 10 * 512])) ** 2
    assert power.argmax() == k * 10
    assert power.max() / power.sum() > 0.99


def test_the_gate_silences_quiet_bins_and_leaves_loud_ones():
    spectra = np.array([[1.0, 0.5, 0.11, 0.09, 0.0]], dtype=np.float32)
    gated = OscillatorBank(padded_blackman(5, 4), gate_db=20.0).amplitudes(spectra)
    plain = OscillatorBank(padded_blackman(5, 4)).amplitudes(spectra)
    np.testing.assert_allclose(gated[0, :3], plain[0, :3])
    assert (gated[0, 3:] == 0.0).all()


def test_the_sound_starts_from_silence_without_a_jump():
    resynthesis = OscillatorBank(padded_blackman(64, 32))
    out = resynthesis.advance(resynthesis.begin(np.random.default_rng(0), NOTHING), np.ones((4, 64), dtype=np.float32))
    assert out[0] == 0.0
    assert np.abs(out[:4]).max() < 0.2 * np.abs(out).max()


def test_nan_reaches_the_sound_also_where_only_peaks_are_kept():
    """The guard looks for it; a bin that is no number is above no neighbour."""
    bank = OscillatorBank(padded_blackman(16, 8), keep_peaks=True)
    out = bank.advance(bank.begin(np.random.default_rng(0), NOTHING), np.full((1, 16), np.nan, dtype=np.float32))
    assert np.isnan(out[1:]).all()
