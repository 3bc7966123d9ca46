"""Rises in the high bins that nothing follows are cut; attacks of new partials, and all that is steady, are not."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from live_models.resynthesis.analysis import padded_blackman
from live_models.resynthesis.phase_gradient import PhaseGradient
from live_models.resynthesis.true_attacks import TrueAttacks
from support.spectra import convergence_db, etude

RATE = 11025
ANALYSIS = padded_blackman(512, 128)
LOUDEST, AT = 10.0, 30


class Spectra:
    """A resynthesis whose sound is the spectra that it gets, one number per bin."""

    analysis, look_ahead = ANALYSIS, 0

    def begin(self, rng, heard):
        return None

    def advance(self, state, spectra):
        return spectra.copy()


def judged(spectra, pieces=None, heard=None):
    stage = TrueAttacks(Spectra(), RATE, LOUDEST)
    state = stage.begin(np.random.default_rng(0), spectra[:0] if heard is None else heard)
    starts = np.cumsum([0, *(pieces or [len(spectra)])])
    parts = [stage.advance(state, spectra[a:b]) for a, b in itertools.pairwise(starts)]
    return np.concatenate(parts)[stage.ahead :]


def ringing(count=60):
    """A few steady partials over a quiet floor, and where the high bins begin."""
    spectra = np.full((count, ANALYSIS.num_bins), 1e-3, dtype=np.float32)
    spectra[:, 20:160:20] = 3.0
    return spectra, 200


def test_what_is_steady_stays_as_it_is():
    spectra, _ = ringing()
    out = judged(spectra, heard=spectra[:20])
    np.testing.assert_allclose(out, spectra[: len(out)], rtol=1e-6)


@pytest.mark.parametrize("windows", [1, 2, 4])
def test_a_rise_that_nothing_follows_is_cut(windows):
    spectra, high = ringing()
    spectra[AT : AT + windows, high:] *= 30.0
    out = judged(spectra, heard=spectra[:20])
    np.testing.assert_allclose(out[AT : AT + windows, high + 40 :], 1e-3, rtol=0.3)
    np.testing.assert_allclose(out[:, 20], 3.0, rtol=1e-3)


@pytest.mark.parametrize("windows", [1, 4])
def test_a_rise_that_brings_new_partials_stays(windows):
    spectra, high = ringing()
    spectra[AT : AT + windows, high:] *= 30.0
    spectra[AT:, 5:165:8] = 2.0
    out = judged(spectra, heard=spectra[:20])
    np.testing.assert_array_equal(out[AT : AT + windows, high:], spectra[AT : AT + windows, high:])


def test_a_rise_that_lasts_stays_and_keeps_its_first_window():
    spectra, high = ringing()
    spectra[AT:, high:] *= 30.0
    out = judged(spectra, heard=spectra[:20])
    np.testing.assert_allclose(out[AT:, high + 40 :], 30e-3, rtol=0.01)
    np.testing.assert_allclose(out[:AT, high + 40 :], 1e-3, rtol=0.01)


@pytest.mark.parametrize("pieces", [[1] * 60, [59, 1], [7, 33, 20], [0, 60]])
def test_pieces_equal_the_whole(pieces):
    spectra = np.random.default_rng(0).uniform(0.0, 1.0, (60, ANALYSIS.num_bins)).astype(np.float32) ** 8
    np.testing.assert_array_equal(judged(spectra, pieces), judged(spectra))


def test_a_recorded_guitar_stays_nearly_as_it_is():
    analysis, guitar = padded_blackman(1024, 256), etude(RATE, 4.0)
    spectra = analysis.magnitudes(guitar)
    plain = PhaseGradient(analysis)
    stage = TrueAttacks(plain, RATE, float(spectra.max()))
    found = []
    for one in (plain, stage):
        state = one.begin(np.random.default_rng(0), spectra[:0])
        found.append(convergence_db(analysis, spectra, one.advance(state, spectra)[one.look_ahead * 256 :]))
    assert stage.look_ahead == 7 + plain.look_ahead
    assert found[1] < found[0] + 4.0


def test_nan_passes_and_is_over_with_its_window():
    spectra, _ = ringing()
    spectra[AT, 3] = np.nan
    out = judged(spectra)
    assert np.isnan(out[AT, 3])
    assert np.isfinite(np.delete(out, AT, axis=0)).all()


@pytest.mark.parametrize(("window_size", "hop"), [(8, 4), (16, 8), (64, 64), (64, 4)])
def test_every_overlap_will_do(window_size, hop):
    analysis = padded_blackman(window_size, hop)
    stage = TrueAttacks(PhaseGradient(analysis), 4000, 1.0)
    spectra = np.ones((200, window_size), dtype=np.float32)
    out = stage.advance(stage.begin(np.random.default_rng(0), spectra), spectra)
    assert out.shape == (200 * hop,)
    assert np.isfinite(out).all()
