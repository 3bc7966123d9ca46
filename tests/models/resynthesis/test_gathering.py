"""One attack, one place: windows that a network drew agree on where an attack is, and what was right stays so."""

from __future__ import annotations

import numpy as np
import pytest

from live_models.resynthesis.analysis import Analysis, padded_blackman
from live_models.resynthesis.choice import resynthesis_for
from live_models.resynthesis.gathering import gathering_of
from live_models.resynthesis.phase_gradient import PhaseGradient
from support.spectra import etude, sounded

RATE = 11025
NAMES = ["long", "short", "naterop"]
ANALYSES = [padded_blackman(1024, 256), padded_blackman(512, 128), Analysis("hamming", 256, 512, 64)]
LONG = ANALYSES[0]
ATTACK = 30
"""The first window of an attack, as a network draws it."""


def gathered(analysis, spread_ms):
    return PhaseGradient(analysis, gathering=gathering_of(analysis, RATE, spread_ms))


def drawn_attack(analysis):
    """Spectra in which all bins rise at once and stay for as many windows as overlap, each bin as it likes."""
    rng, overlap = np.random.default_rng(4), analysis.window_size // analysis.hop_size
    spectra = np.full((2 * ATTACK, analysis.num_bins), 1e-4, dtype=np.float32)
    drawn = rng.rayleigh(1.0, (overlap, analysis.num_bins)) * np.array([0.5] + [1.0] * (overlap - 1))[:, None]
    spectra[ATTACK : ATTACK + overlap] = drawn
    return spectra


def length_ms(sound):
    """How long 80 % of the energy takes, at the least."""
    energy = np.concatenate([[0.0], np.cumsum(sound.astype(np.float64) ** 2)])
    ends = np.searchsorted(energy, energy[:-1] + 0.8 * energy[-1])
    inside = ends < len(energy)
    return float((ends[inside] - np.flatnonzero(inside)).min()) / RATE * 1e3


@pytest.mark.parametrize("analysis", ANALYSES, ids=NAMES)
def test_an_attack_that_a_network_drew_over_several_windows_comes_at_once(analysis):
    """Each window by itself puts its own pulse, a hop after the one before."""
    spectra, hop_ms = drawn_attack(analysis), analysis.hop_size / RATE * 1e3
    plain, ours = sounded(PhaseGradient(analysis), spectra), sounded(gathered(analysis, 0.0), spectra)
    assert length_ms(plain) > 1.4 * hop_ms
    assert length_ms(ours) < 0.8 * length_ms(plain)


def test_its_bins_come_some_milliseconds_apart_so_that_it_is_no_click():
    spectra = drawn_attack(LONG)
    sharp, spread = (sounded(gathered(LONG, spread_ms), spectra) for spread_ms in (0.0, 6.0))
    assert np.abs(spread).max() < 0.7 * np.abs(sharp).max()
    assert np.sum(spread**2) == pytest.approx(np.sum(sharp**2), rel=0.3)


@pytest.mark.parametrize("analysis", ANALYSES, ids=NAMES)
def test_impulses_keep_their_place_in_time(analysis):
    places = [2000, 4003, 6111, 8500]
    clicks = np.zeros(10000, dtype=np.float32)
    clicks[places] = 1.0
    out = sounded(gathered(analysis, 0.0), analysis.magnitudes(clicks))
    for place in places:
        around = out[place - 400 : place + 400].astype(np.float64) ** 2
        middle = float((around * np.arange(-400, 400)).sum() / around.sum())
        assert abs(middle) < 4.0, place
        assert around[340 + round(middle) : 461 + round(middle)].sum() > 0.95 * around.sum(), place


@pytest.mark.parametrize("hz", [220.0, 700.0, 3000.0])
def test_a_tone_that_goes_on_is_left_as_it_is(hz):
    t = np.arange(2 * RATE) / RATE
    out = sounded(gathered(LONG, 6.0), LONG.magnitudes(np.sin(2.0 * np.pi * hz * t).astype(np.float32)))[4000:-4000]
    assert np.sqrt(np.mean(out**2)) == pytest.approx(np.sqrt(0.5), rel=0.02)
    assert np.abs(out).max() < 1.02


def test_attacks_of_a_recorded_guitar_stay_within_a_hundredth_of_a_second():
    guitar, size = etude(RATE, 4.0), RATE // 100
    ours = sounded(gathered(LONG, 6.0), LONG.magnitudes(guitar))
    count = len(ours) // size
    rises = [np.diff(np.sqrt((one[: count * size].reshape(-1, size) ** 2).mean(axis=1))) for one in (guitar, ours)]
    alike = {late: np.corrcoef(rises[0][9:-9], np.roll(rises[1], -late)[9:-9])[0, 1] for late in range(-5, 6)}
    assert abs(max(alike, key=alike.get)) <= 1
    assert max(alike.values()) > 0.4


@pytest.mark.parametrize("pieces", [[1] * 60, [59, 1], [7, 13, 40]])
def test_pieces_are_the_whole(pieces):
    spectra = drawn_attack(LONG)
    whole = sounded(gathered(LONG, 6.0), spectra)
    np.testing.assert_array_equal(sounded(gathered(LONG, 6.0), spectra, pieces=pieces), whole)


def test_a_card_says_how_far_bins_lie_apart():
    spectra = drawn_attack(LONG)
    cards = [{}, {"attack_spread_ms": 0.0}, {"attack_spread_ms": 6}]
    heard = [sounded(resynthesis_for("phase_gradient", LONG, card, RATE), spectra) for card in cards]
    plain, sharp, spread = sounded(PhaseGradient(LONG), spectra), gathered(LONG, 0.0), gathered(LONG, 6.0)
    for ours, expected in zip(heard, (plain, sounded(sharp, spectra), sounded(spread, spectra)), strict=True):
        np.testing.assert_array_equal(ours, expected)


@pytest.mark.parametrize("bad", [-1.0, 51.0, float("nan")])
def test_a_card_with_a_spread_that_is_none_is_refused(bad):
    with pytest.raises(ValueError, match=r"resynthesis.attack_spread_ms must be in range 0..50"):
        resynthesis_for("phase_gradient", LONG, {"attack_spread_ms": bad}, RATE)
