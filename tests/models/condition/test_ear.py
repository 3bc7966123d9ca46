"""What the ear hears of tones, chords, noise and silence; pieces equal the whole."""

from __future__ import annotations

import numpy as np
import pytest
import soxr

from live_models.condition.ear import EAR_RATE, HOP, Ear, condition_of, frames_of, seed_condition
from live_models.condition.numbers import HIGHEST, LOWEST, NUM_PITCHES, SIZE, Condition
from support.signals import harmonic_tones as tone
from support.strings import plucked


def similarity(one, other):
    return float(one @ other / (np.linalg.norm(one) * np.linalg.norm(other)))


@pytest.mark.parametrize("pitch", [40, 45, 52, 60, 69, 76])
def test_a_tone_is_heard_as_it_would_be_said(pitch):
    heard, said = condition_of(tone([pitch]), EAR_RATE), Condition.said([pitch])
    assert similarity(heard.pitches, said.pitches) > 0.97
    assert similarity(heard.pitches, Condition.said([pitch + 1]).pitches) < 0.6


def test_chords_are_told_apart_and_one_level_is_one_level():
    major, minor = condition_of(tone([48, 52, 55]), EAR_RATE), condition_of(tone([48, 51, 55]), EAR_RATE)
    assert similarity(major.pitches, Condition.said([48, 52, 55]).pitches) > 0.9
    assert similarity(major.pitches, minor.pitches) < 0.9
    quiet = condition_of(0.1 * tone([48, 52, 55]), EAR_RATE)
    assert major.loudness_db - quiet.loudness_db == pytest.approx(20.0, abs=0.1)
    assert similarity(major.pitches, quiet.pitches) > 0.999
    assert major.pitches.sum() == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize("rate", [8000, 22050, 48000])
def test_another_rate_is_heard_alike(rate):
    there = soxr.resample(tone([45, 57, 64]), EAR_RATE, rate)
    assert similarity(condition_of(there, rate).pitches, condition_of(tone([45, 57, 64]), EAR_RATE).pitches) > 0.99


def test_onsets_are_counted():
    """Karplus-Strong notes come twice a second; a steady tone has one onset, its beginning."""
    assert condition_of(plucked(8.0, 1), EAR_RATE).onsets_per_s == pytest.approx(2.0, abs=0.4)
    assert condition_of(tone([57], 8.0), EAR_RATE).onsets_per_s < 0.3


def test_silence_and_a_fading_end():
    silence = condition_of(np.zeros(EAR_RATE, np.float32), EAR_RATE)
    assert not silence.pitches.any() and silence.onsets_per_s == 0.0
    assert np.isfinite(silence.numbers()).all()
    played = tone([52, 59], 5.0)
    rested = np.concatenate([played, 1e-4 * tone([53, 60], 9.0)])
    assert similarity(seed_condition(rested, EAR_RATE).pitches, seed_condition(played, EAR_RATE).pitches) > 0.99
    assert seed_condition(np.zeros(10, np.float32), EAR_RATE).pitches.shape == (NUM_PITCHES,)


def test_pieces_equal_the_whole():
    sound, rng, ear, found = plucked(4.0, 2), np.random.default_rng(0), Ear(), []
    whole, at = np.concatenate([sound, np.zeros(HOP, np.float32)]), 0
    while at < len(whole):
        length = int(rng.integers(1, 3000))
        found.append(ear.hear(whole[at : at + length]))
        at += length
    np.testing.assert_array_equal(np.concatenate(found), frames_of(sound, EAR_RATE))


def test_what_is_said():
    numbers = Condition.said([60.5]).numbers()
    assert numbers.shape == (SIZE,) and numbers.dtype == np.float32
    assert numbers[60 - LOWEST] == numbers[61 - LOWEST] == numbers[:NUM_PITCHES].max()
    assert Condition.said([HIGHEST]).pitches[-1] == 1.0
    assert Condition.said([24.0]).pitches.sum() == pytest.approx(1.0)  # its octave is in range
    with pytest.raises(ValueError, match=r"36\.\.84, got \[100\]"):
        Condition.said([100])
