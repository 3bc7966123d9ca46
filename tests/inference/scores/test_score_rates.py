"""What a dream is scored by means the same at every rate, also where all faults are below 5 kHz and noise is above."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import soxr

from live_inference.scores.artifacts import clicks_per_s, clipped_share
from live_inference.scores.reference import Reference
from live_inference.scores.score import Scores, score
from live_inference.scores.spectra import spectra_of
from support.strings import plucked

LOW = 11025
RATES = (LOW, 22050, 44100, 48000)
SECONDS = 10.0
BREATH_DB = -45.0


def _tone(rate: int, hz: float) -> np.ndarray:
    return np.sin(2 * np.pi * hz * np.arange(4 * rate) / rate)


@pytest.mark.parametrize("rate", RATES)
def test_a_low_tone_is_not_clipped_and_a_clipped_one_is_for_as_long_as_it_is(rate):
    for hz in (41.2, 55.0, 82.4):
        assert clipped_share(_tone(rate, hz), rate) == 0.0
    for top in (0.5, 0.9):
        flat = 1.0 - 2.0 * np.arcsin(top) / np.pi  # of a sine's period, above `top`
        assert clipped_share(np.clip(_tone(rate, 55.0), -top, top), rate) == pytest.approx(flat, abs=0.04)


def _white(seconds: float, rng_seed: int) -> np.ndarray:
    """What a network of a full band puts out when it fails: noise up to 5 kHz. At 11025 Hz."""
    return np.random.default_rng(rng_seed).standard_normal(round(seconds * LOW))


def _full(low: np.ndarray, rate: int) -> np.ndarray:
    """A sound of 11025 Hz at another rate, with breath above as full-band dreams have it; the same below 5 kHz."""
    raised = soxr.resample(low, LOW, rate, quality="VHQ")
    if rate == LOW:
        return raised.astype(np.float32)
    breath = np.random.default_rng(5).standard_normal(len(raised))
    spectrum = np.fft.rfft(breath)
    spectrum[np.fft.rfftfreq(len(raised), 1.0 / rate) < 5200.0] = 0.0
    breath = np.fft.irfft(spectrum, len(raised))
    return (raised + 10 ** (BREATH_DB / 20) * np.std(low) * breath / np.std(breath)).astype(np.float32)


@cache
def _reference(rate: int) -> Reference:
    return Reference.of([_full(plucked(2 * SECONDS, 0), rate)], rate)


def _scored(low: np.ndarray, rate: int) -> Scores:
    return score(_full(low, rate), _reference(rate))


def _with_burst() -> np.ndarray:
    low = plucked(SECONDS, 1).astype(np.float64)
    low[5 * LOW : 5 * LOW + LOW // 2] = np.std(low) * _white(0.5, 1)
    return low


@pytest.mark.parametrize("rate", RATES)
def test_music_passes_and_a_burst_and_a_hiss_of_the_network_do_not(rate):
    assert _scored(plucked(SECONDS, 1), rate).passed
    assert _scored(_with_burst(), rate).details["noise_s"] == pytest.approx(0.5, abs=0.11)
    music = plucked(SECONDS, 1)
    hiss = 10 ** (-35 / 20) * np.std(music) * _white(SECONDS, 2)[: len(music)]
    faults = _scored(music + hiss, rate).faults
    assert any(fault.startswith("noisy") for fault in faults), faults


def test_the_hiss_of_the_network_counts_the_same_at_every_rate():
    music = plucked(SECONDS, 1)
    hissing = music + 10 ** (-35 / 20) * np.std(music) * _white(SECONDS, 2)[: len(music)]
    own = [np.median(spectra_of(_full(hissing, rate), rate).low_flatness_db) for rate in RATES]
    assert own == pytest.approx([own[0]] * len(RATES), abs=1.0)


def test_at_the_rate_of_the_papers_all_flatness_is_below():
    spectra = spectra_of(plucked(SECONDS, 1), LOW)
    np.testing.assert_array_equal(spectra.low_flatness_db, spectra.flatness_db)
    assert _reference(LOW).low_flatness_limit_db == _reference(LOW).flatness_limit_db


def test_an_older_card_without_these_numbers_finds_a_burst_all_the_same():
    told = _reference(44100).to_json()
    del told["low_flatness_limit_db"], told["measures"]["low_flatness_db"]
    older = Reference.from_json(told)
    dream = _full(_with_burst(), 44100)
    assert score(dream, older).details["noise_s"] >= 0.25
    music = _full(plucked(SECONDS, 1), 44100)
    known = score(music, replace(_reference(44100), copies=None))
    assert score(music, older).artifacts == pytest.approx(known.artifacts, abs=1e-3)


@pytest.mark.parametrize("rate", RATES)
def test_clicks_are_counted_once_each(rate):
    music = _full(plucked(SECONDS, 1), rate)
    places = np.round((np.arange(1, 9) + 0.1234) * rate).astype(int)
    clicked = music.copy()
    clicked[places] += np.float32(3.0 * np.std(music))
    found = (clicks_per_s(clicked, rate) - clicks_per_s(music, rate)) * len(music) / rate
    assert found == pytest.approx(8.0, abs=2.0)
