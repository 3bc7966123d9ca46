"""Phases from magnitudes: those of the paper's heap, in pieces or whole; tones, chirps, attacks keep their place."""

from __future__ import annotations

import heapq
import itertools

import numpy as np
import pytest

from live_models.resynthesis.analysis import Analysis, padded_blackman
from live_models.resynthesis.curve import Curve
from live_models.resynthesis.gathering import Attack, no_gathering
from live_models.resynthesis.phase_gradient import PhaseGradient
from live_models.resynthesis.phase_integration import (
    LEVELS_PER_NEPER,
    NUM_LEVELS,
    QUIET,
    Gradient,
    Room,
    Trail,
    integrate,
)
from support.spectra import convergence_db, etude, sounded

RATE = 11025
PFALZ, NATEROP = padded_blackman(512, 128), Analysis("hamming", 256, 512, 64)
ODD = Analysis("hann", 190, 300, 47)
ANALYSES = [PFALZ, NATEROP, ODD]


def heap_phases(logs, phases, advances, across):
    """The paper's procedure, with a heap. Windows before and now; no bin is quiet. Shape: `[2, K]`"""
    num_bins, done = logs.shape[1], {}
    heap = [(-logs[0, m], 0, m) for m in range(num_bins)]
    heapq.heapify(heap)
    while len(done) < num_bins:
        _, window, m = heapq.heappop(heap)
        if window == 0 and m not in done:
            done[m] = phases[m] + 0.5 * (advances[0, m] + advances[1, m])
            heapq.heappush(heap, (-logs[1, m], 1, m))
        for step in (1, -1) if window else ():
            q = m + step
            if 0 <= q < num_bins and q not in done:
                done[q] = done[m] + step * 0.5 * (across[m] + across[q])
                heapq.heappush(heap, (-logs[1, q], 1, q))
    return np.array([done[m] for m in range(num_bins)])


@pytest.mark.parametrize("look_ahead", [0, 1])
def test_lists_by_level_give_the_phases_of_the_papers_heap(look_ahead):
    rng, num_bins = np.random.default_rng(5), 40
    line = Curve(np.zeros(2), 0.0, -0.2)
    bent = Curve(np.array([0.9, 0.3, -0.3, -0.9]), 2.0, -0.4)
    gradient = Gradient(line, bent, 1.1, no_gathering(num_bins))
    for _ in range(20):
        levels = rng.permutation(int(-LEVELS_PER_NEPER * np.log(QUIET)))[: 3 * num_bins].reshape(3, num_bins)
        logs = -(levels + 0.5) / LEVELS_PER_NEPER
        before = rng.uniform(0.0, 2.0 * np.pi, num_bins)
        advances = np.stack([rng.uniform(-2.0, 2.0, num_bins), np.zeros(num_bins)])
        trail = Trail(
            np.exp(logs[1:]),
            logs.copy(),
            np.stack([before, before]),
            advances.copy(),
            np.ones(1, dtype=np.uint64),
            Attack(np.zeros(2), np.zeros(num_bins)),
        )
        room = Room(
            np.zeros(NUM_LEVELS, np.int64),
            np.zeros(2 * num_bins, np.int64),
            np.zeros(num_bins),
            np.zeros(num_bins, dtype=np.bool_),
        )
        integrate(trail, room, gradient, look_ahead)
        edges = np.gradient(logs[1]) * 2.0  # one-sided at both ends, as ours
        advances[1] = -0.2 * edges + gradient.turn * np.arange(num_bins)
        change = logs[2] - logs[0] if look_ahead else 2.0 * (logs[1] - logs[0])
        across = np.where(np.abs(change) < 2.0, np.interp(change, np.linspace(-2, 2, 4), bent.values), -0.4 * change)
        expected = heap_phases(logs[:2], before, advances, across)
        np.testing.assert_allclose(np.exp(1j * trail.phases[1]), np.exp(1j * expected), atol=1e-9)


def test_every_bin_that_is_not_quiet_has_a_level_of_its_own():
    assert -LEVELS_PER_NEPER * np.log(QUIET) < NUM_LEVELS


@pytest.mark.parametrize("analysis", ANALYSES, ids=lambda one: one.window)
@pytest.mark.parametrize("ahead", [0, 1])
@pytest.mark.parametrize("pieces", [[1] * 40, [39, 1], [7, 13, 20], [0, 40]])
def test_pieces_equal_the_whole(analysis, ahead, pieces):
    spectra = np.random.default_rng(0).uniform(0.0, 1.0, (40, analysis.num_bins)).astype(np.float32) ** 8
    resynthesis = PhaseGradient(analysis, ahead)
    whole = resynthesis.advance(resynthesis.begin(np.random.default_rng(2), spectra[:9]), spectra)
    state = resynthesis.begin(np.random.default_rng(2), spectra[:9])
    starts = np.cumsum([0, *pieces])
    parts = [resynthesis.advance(state, spectra[a:b]) for a, b in itertools.pairwise(starts)]
    np.testing.assert_array_equal(np.concatenate(parts), whole)
    assert whole.dtype == np.float32
    assert np.abs(whole).max() > 0.0


def test_one_rng_seed_gives_the_same_samples_and_another_gives_others():
    spectra = PFALZ.magnitudes(etude(RATE, 1.0))
    first, again, other = (sounded(PhaseGradient(PFALZ), spectra, rng_seed) for rng_seed in (3, 3, 4))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


@pytest.mark.parametrize("analysis", ANALYSES, ids=lambda one: one.window)
@pytest.mark.parametrize("ahead", [0, 1])
@pytest.mark.parametrize("hertz", [443.7, 1279.2])
def test_a_stationary_tone_keeps_its_level_and_its_pitch(analysis, ahead, hertz):
    """It is one sinusoid of that frequency over its whole length: the phase advance from window to window is right."""
    t = np.arange(RATE) / RATE
    spectra = analysis.magnitudes(0.3 * np.sin(2 * np.pi * hertz * t))
    out = sounded(PhaseGradient(analysis, ahead), spectra)[analysis.window_size : -analysis.window_size]
    t = np.arange(len(out)) / RATE
    basis = np.stack([np.sin(2 * np.pi * hertz * t), np.cos(2 * np.pi * hertz * t)], axis=1)
    found, *_ = np.linalg.lstsq(basis, out.astype(np.float64), rcond=None)
    assert np.hypot(*found) == pytest.approx(0.3, rel=0.003)
    left_over = out - basis @ found  # 0.1 Hz beside it would leave .05 and more
    assert np.sqrt(np.mean(left_over**2)) < 0.006


@pytest.mark.parametrize("analysis", ANALYSES, ids=lambda one: one.window)
def test_a_stream_that_has_heard_something_needs_no_fade_in(analysis):
    t = np.arange(RATE) / RATE
    spectra = analysis.magnitudes(0.3 * np.sin(2 * np.pi * 600.0 * t))
    resynthesis = PhaseGradient(analysis)
    out = sounded(resynthesis, spectra[20:60], heard=spectra[:20])
    first = out[: analysis.hop_size].astype(np.float64)
    assert np.sqrt(np.mean(first**2)) == pytest.approx(0.3 / np.sqrt(2), rel=0.1)
    silent = sounded(resynthesis, spectra[20:60])
    assert np.sqrt(np.mean(silent[: analysis.hop_size].astype(np.float64) ** 2)) < 0.1


@pytest.mark.parametrize("analysis", ANALYSES, ids=lambda one: one.window)
def test_a_chirp_stays_one_line(analysis):
    t = np.arange(2 * RATE) / RATE
    chirp = 0.3 * np.sin(2 * np.pi * (300.0 * t + 350.0 * t**2))
    spectra = analysis.magnitudes(chirp)
    assert convergence_db(analysis, spectra, sounded(PhaseGradient(analysis), spectra)) < -22.0


@pytest.mark.parametrize("analysis", ANALYSES, ids=lambda one: one.window)
@pytest.mark.parametrize("ahead", [0, 1])
def test_impulses_keep_their_place_in_time(analysis, ahead):
    places = [2000, 4003, 6111, 8500]
    clicks = np.zeros(10000, dtype=np.float32)
    clicks[places] = 1.0
    out = sounded(PhaseGradient(analysis, ahead), analysis.magnitudes(clicks))
    for place in places:
        around = out[place - 400 : place + 400].astype(np.float64) ** 2
        middle = float((around * np.arange(-400, 400)).sum() / around.sum())
        start = 400 + round(middle)
        near = around[start - 60 : start + 61].sum() / around.sum()
        # Without the window after, the difference is that of half a hop ago
        assert abs(middle - (1 - ahead) * 0.5 * analysis.hop_size) < (1.0 if ahead else 12.0), place
        assert near > (0.95 if ahead else 0.75), place


@pytest.mark.parametrize(("ahead", "most_db"), [(0, -18.0), (1, -22.0)])
def test_the_spectra_of_a_guitar_come_back(ahead, most_db):
    """The oscillator bank reaches -14 dB (peaks) and -6 dB (all bins)."""
    analysis, guitar = padded_blackman(1024, 256), etude(RATE, 4.0)
    spectra = analysis.magnitudes(guitar)
    assert convergence_db(analysis, spectra, sounded(PhaseGradient(analysis, ahead), spectra)) < most_db


def test_silence_is_silent_also_after_a_sound():
    spectra = np.zeros((20, PFALZ.num_bins), dtype=np.float32)
    assert (sounded(PhaseGradient(PFALZ), spectra) == 0.0).all()
    heard = PFALZ.magnitudes(etude(RATE, 0.5))
    out = sounded(PhaseGradient(PFALZ), spectra, heard=heard)
    assert (out[PFALZ.window_size :] == 0.0).all()


@pytest.mark.parametrize("ahead", [0, 1])
@pytest.mark.parametrize("bad", [np.nan, np.inf])
@pytest.mark.filterwarnings("ignore:invalid value")
def test_what_is_no_number_reaches_the_sound_and_passes(ahead, bad):
    """The guard refuses the dream: a resynthesis must neither hide it nor break."""
    spectra = PFALZ.magnitudes(etude(RATE, 1.0))
    spectra[30, 17] = bad
    out = sounded(PhaseGradient(PFALZ, ahead), spectra)
    hop, size = PFALZ.hop_size, PFALZ.window_size
    assert np.isfinite(out[: 30 * hop]).all()
    assert not np.isfinite(out[30 * hop : 30 * hop + size - hop]).any()
    assert np.isfinite(out[30 * hop + size :]).all()


def test_the_gate_doubles_how_far_quiet_bins_lie_below_it():
    t = np.arange(RATE) / RATE
    loud, quiet = np.sin(2 * np.pi * 500.0 * t), 1e-3 * np.sin(2 * np.pi * 232 / 1024 * RATE * t)
    spectra = PFALZ.magnitudes(loud + quiet)
    gated = PhaseGradient(PFALZ, gate_db=40.0, reference=float(spectra.max()))
    levels = [PFALZ.magnitudes(sounded(one, spectra))[20, 232] for one in (PhaseGradient(PFALZ), gated)]
    assert 20.0 * np.log10(levels[0] / levels[1]) == pytest.approx(20.0, abs=1.5)  # 60 dB below: now 80
