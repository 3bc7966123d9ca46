"""Resampling with little delay: as soxr does it, in pieces as whole, and at once."""

from __future__ import annotations

import numpy as np
import pytest
import soxr

from live_inference.files.low_delay import HALF, LowDelayResampler

RATES = [(11_025, 48_000), (8_000, 44_100), (22_050, 48_000), (48_000, 11_025), (44_100, 11_025), (96_000, 11_025)]


def sound(rate, seconds=1.0):
    """Noise below 0.4 of the lower rate."""
    noise = np.random.default_rng(0).normal(0, 0.1, round(seconds * 11_025 * 0.7)).astype(np.float32)
    return soxr.resample(noise, 11_025 * 0.7, rate, quality="VHQ").astype(np.float32)


@pytest.mark.parametrize("rates", RATES)
def test_it_is_what_soxr_makes_of_the_whole(rates):
    low = min(rates)
    noise = np.random.default_rng(0).normal(0, 0.1, round(0.8 * low)).astype(np.float32)
    heard = soxr.resample(noise, 0.8 * low, rates[0], quality="VHQ")
    found, wanted = LowDelayResampler(*rates).resample(heard), soxr.resample(heard, *rates, quality="VHQ")
    middle = slice(round(0.1 * rates[1]), round(0.8 * rates[1]))
    error = np.std(found[middle] - wanted[middle]) / np.std(wanted[middle])
    assert 20 * np.log10(error) < -55


@pytest.mark.parametrize("rates", RATES)
def test_pieces_are_the_whole_and_nothing_is_held_back_for_long(rates):
    heard = np.random.default_rng(1).normal(0, 0.1, rates[0]).astype(np.float32)
    whole = LowDelayResampler(*rates).resample(heard)
    rng, stream, pieces, at = np.random.default_rng(2), LowDelayResampler(*rates), [], 0
    while at < len(heard):
        size = int(rng.integers(0, 700))
        pieces.append(stream.resample(heard[at : at + size]))
        at += size
        held_s = min(at, len(heard)) / rates[0] - sum(map(len, pieces)) / rates[1]
        assert held_s <= (HALF + 2) / min(rates)
    assert np.array_equal(np.concatenate(pieces), whole)


def test_what_the_lower_rate_cannot_hold_is_gone():
    time_s = np.arange(48_000) / 48_000
    for hz in (6_000, 9_000, 20_000):
        made = LowDelayResampler(48_000, 11_025).resample(np.sin(2 * np.pi * hz * time_s).astype(np.float32))
        assert np.abs(made[500:]).max() < 1e-3
