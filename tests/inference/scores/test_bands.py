"""Octaves up to 20 kHz and times of attacks: measured on sounds with known figures, judged where they are wrong."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.signal import butter, sosfilt

from live_inference.scores.bands import FLOOR_DB, attack_s, octave_edges, octaves_db
from live_inference.scores.reference import Reference
from live_inference.scores.score import score

RATE = 44_100


def noise(seconds=10.0, seed=0):
    return 0.1 * np.random.default_rng(seed).standard_normal(round(seconds * RATE))


def above(hz, sound):
    return sosfilt(butter(8, hz, "highpass", fs=RATE, output="sos"), sound)


def plucks(seed=0, rise_s=0.002, hiss=0.0, seconds=12.0, rate=RATE):
    """Notes with partials that die away, and a noise at each beginning; every note rises in `rise_s`."""
    rng = np.random.default_rng(seed)
    time = np.arange(round(0.5 * rate)) / rate
    rising = np.minimum(time / rise_s, 1.0)
    notes = []
    for _ in range(round(2 * seconds)):
        hz = 220.0 * 2.0 ** (rng.integers(0, 24) / 12.0)
        partials = (np.sin(2 * np.pi * k * hz * time) * np.exp(-3.0 * k**0.7 * time) / k for k in range(1, 20))
        note = sum(partials) + 0.3 * rng.standard_normal(len(time)) * np.exp(-60.0 * time)
        notes.append(0.1 * rising * note)
    sound = np.concatenate(notes)
    return (sound + hiss * above(11_000.0, rng.standard_normal(len(sound)))).astype(np.float32)


def test_octaves_reach_twenty_kilohertz_and_what_a_rate_has_room_for():
    assert octave_edges(48_000)[-1] == (pytest.approx(11_315, rel=0.01), 20_000.0)
    assert octave_edges(44_100)[-1][1] == pytest.approx(19_845)
    assert octave_edges(11_025)[-1] == (pytest.approx(2828, rel=0.01), pytest.approx(4961, rel=0.01))
    assert len(octave_edges(8_000)) == 5


def test_white_noise_has_three_decibels_more_in_each_octave():
    levels = octaves_db(noise(), RATE)
    np.testing.assert_allclose(np.diff(levels)[2:-1], 3.01, atol=0.3)


def test_what_is_filtered_out_is_missing():
    whole, low = noise(), sosfilt(butter(8, 5657.0, fs=RATE, output="sos"), noise())
    change = octaves_db(low, RATE) - octaves_db(whole, RATE)
    assert np.all(change[:5] > 0.0)  # the rest is more of the whole
    assert octaves_db(np.sin(np.arange(RATE) * 0.05), RATE)[-1] == FLOOR_DB


@pytest.mark.parametrize("rise_ms", [5.0, 20.0, 60.0])
@pytest.mark.parametrize("rate", [11_025, 44_100])
def test_the_time_of_attacks_is_that_of_their_rise(rise_ms, rate):
    """Noise that rises in a line is at 10 % of its height after a tenth of the rise."""
    rng, time = np.random.default_rng(1), np.arange(round(0.5 * rate)) / rate
    shape = np.minimum(time / (rise_ms / 1000.0), 1.0) * np.exp(-np.maximum(time - 0.1, 0.0) * 30.0)
    bursts = np.concatenate([shape * rng.standard_normal(len(time)) for _ in range(12)])
    assert 1000.0 * attack_s(bursts, rate) == pytest.approx(0.6 * rise_ms, abs=5.0, rel=0.35)


def test_without_attacks_no_time_is_told():
    assert attack_s(noise(4.0), RATE) == 0.0
    assert attack_s(np.zeros(RATE), RATE) == 0.0
    assert attack_s(np.zeros(10), RATE) == 0.0


def test_what_the_eye_sees_in_a_spectrogram_fails():
    """Attacks smeared over 90 ms, and noise above 11 kHz that the source does not have."""
    reference = Reference.of([plucks(0), plucks(1)], RATE)
    good = score(plucks(2), reference)
    smeared = score(plucks(2, rise_s=0.09), reference)
    hissing = score(plucks(2, hiss=0.02), reference)
    assert good.resemblance > 0.6, (good.faults, good.details)
    assert smeared.resemblance < 0.5
    assert any("attacks of" in fault for fault in smeared.faults)
    assert hissing.resemblance < 0.5
    assert any("between 11315 and 19845 Hz" in fault for fault in hissing.faults)


def test_a_card_keeps_octaves_and_attacks_and_an_older_one_has_none():
    reference = Reference.of([plucks(0)], RATE)
    told = reference.to_json()
    again = Reference.from_json(told)
    np.testing.assert_allclose(again.octaves_db, reference.octaves_db, atol=0.06)
    assert again.measures.attack_s == pytest.approx(reference.measures.attack_s, abs=1e-4)
    older = {key: value for key, value in told.items() if key not in ("octaves_db", "own_octaves_db")}
    older["measures"] = {key: value for key, value in told["measures"].items() if key != "attack_s"}
    judged = score(plucks(2, rise_s=0.09, hiss=0.02), Reference.from_json(older))
    assert not any("between" in fault or "attacks" in fault for fault in judged.faults)
