"""Pitches are assigned so that a seed that is played again calls its own loop."""

import numpy as np
import pytest
import soxr
from scipy.signal import sosfilt

from live_daemon.follower.band_plan import BandPlan
from live_daemon.follower.bands import band_sections
from live_daemon.settings import FollowerSettings
from live_inference.bank.manifest import BankLoop
from live_inference.bank.pitch_assignment import MOST_BANDS, Profile, assign_pitches, profile
from live_inference.loops import seed_analysis
from live_inference.loops.seed_analysis import GRID_HZ, analyse_seed, level_at
from support.plucks import plucked, sine

RATE = 48_000
SCALE = [82.41, 98.0, 110.0, 123.47, 146.83, 164.81, 196.0, 220.0, 246.94, 293.66, 329.63, 392.0]


def mean_levels(sound, centres, sensitivity=10 ** (30 / 20)):
    """Mean level of each band, in float64 and without the engine: filter, rectifier, attack and release."""
    sections = band_sections(centres, 20.0, 2, RATE)
    rectified = np.abs(np.stack([sosfilt(one, sound.astype(np.float64)) for one in sections]))
    envelope, levels = np.zeros(len(centres)), np.zeros(len(centres))
    rise, fall = (1 - np.exp(-24 * 1000 / (ms * RATE)) for ms in (20.0, 400.0))
    for now in rectified[:, ::24].T:
        rest = now - envelope
        envelope += np.where(rest > 0, rise, fall) * rest
        levels += np.minimum(1.0, sensitivity * envelope)
    return levels / len(rectified[0, ::24])


def by_pitches(*pitches):
    """Rows for loops of which only the pitches are known."""
    return assign_pitches([Profile(list(one)) for one in pitches])


def test_a_phrase_calls_its_own_loop_out_of_twelve_that_share_their_notes():
    """Every phrase has three of twelve notes and shares notes with others: a matched filter tells them apart."""
    rng = np.random.default_rng(3)
    phrases = [plucked(list(rng.choice(SCALE, 3, replace=False)), 0.2) for _ in range(12)]
    heard = [analyse_seed(sound, RATE) for sound in phrases]
    rows = assign_pitches(
        [profile(BankLoop("", [], 0, 0, seed_pitches_hz=one.pitches_hz, seed_levels=one.levels)) for one in heard]
    )
    plan = BandPlan()
    plan.follow(rows)
    gain_map = np.array([plan.row(row) for row in rows])
    for loudness in (1.0, 0.25):
        gains = np.array([gain_map @ mean_levels(loudness * sound, plan.centres) for sound in phrases])
        assert (gains.argmax(axis=1) == np.arange(12)).all()


def test_the_loop_whose_profile_is_played_gets_the_greatest_gain():
    """Cauchy-Schwarz holds for any profiles, even if one has all pitches of another, and louder."""
    rng = np.random.default_rng(1)
    profiles = [[(hz, float(rng.random())) for hz in rng.choice(SCALE, 6, replace=False)] for _ in range(20)]
    profiles += [[(110.0, 0.9), (220.0, 0.9), (330.0, 0.9)], [(110.0, 0.3)]]
    rows = [dict(row) for row in by_pitches(*profiles)]
    for number, heard in enumerate(profiles):
        gains = [
            sum(level * weight for hz, level in heard for at, weight in row.items() if abs(np.log2(at / hz)) < 0.01)
            for row in rows
        ]
        assert int(np.argmax(gains)) == number


def test_weights_add_up_to_one_at_most_and_have_one_length():
    rows = by_pitches([(110.0, 1.0)], [(220.0, 1.0), (330.0, 1.0)], [(110.0, 3.0), (440.0, 4.0)])
    weights = [np.array([weight for _, weight in row]) for row in rows]
    assert max(one.sum() for one in weights) == pytest.approx(1.0)
    assert [np.linalg.norm(one) for one in weights] == pytest.approx([np.linalg.norm(weights[0])] * 3)
    assert rows[2][0] == (pytest.approx(440.0), pytest.approx(0.8 * weights[0][0]))  # the strongest first


def test_there_are_bands_left_for_dreams_and_near_pitches_share_one():
    many = by_pitches(*([(50.0 * 1.06**number, 1.0 + number)] for number in range(60)))
    bands = {hz for row in many[60 - MOST_BANDS :] for hz, _ in row}
    assert len(bands) == MOST_BANDS and min(bands) > 50.0 * 1.06**11  # the weakest go
    kept = {hz for row in by_pitches([(50.0 * 1.06**n, 1.0 + n) for n in range(60)]) for hz, _ in row}
    assert len(kept) == 12 and min(kept) > 50.0 * 1.06**47  # of one loop the strongest twelve
    near = by_pitches([(440.0, 1.0)], [(445.0, 1.0)], [(466.2, 1.0)])
    assert near[0] == near[1] and near[0][0][0] == pytest.approx(np.sqrt(440 * 445)) != near[2][0][0]


def test_what_cannot_be_heard_comes_back_as_it_is():
    assert assign_pitches([]) == []
    assert by_pitches([], []) == [[], []]
    assert by_pitches([(23_000.0, 1.0)], [(440.0, 1.0)]) == [[(23_000.0, 1.0)], [(pytest.approx(440.0), 1.0)]]


def test_a_loop_is_called_by_its_seed_else_by_its_own_pitches():
    own = BankLoop("a.wav", [220.0, 330.0], 1.0, -18.0)
    assert profile(own) == Profile([(220.0, 1.0), (330.0, 0.5)])
    weighed = BankLoop("a.wav", [220.0, 330.0], 1.0, -18.0, pitch_weights=[0.9, 0.1])
    assert profile(weighed) == Profile([(220.0, 0.9), (330.0, 0.1)])
    levels = [0.0] * len(GRID_HZ)
    levels[24] = 0.4  # 110 Hz
    seeded = BankLoop("a.wav", [220.0], 1.0, -18.0, seed_pitches_hz=[110.0], seed_levels=levels)
    assert profile(seeded) == Profile([(110.0, pytest.approx(0.4))], levels)
    assert profile(BankLoop("a.wav", [220.0], 1.0, -18.0, seed_pitches_hz=[110.0], seed_levels=[0.4])).levels is None
    assert profile(BankLoop("a.wav", [], 1.0, -18.0)) == Profile([])


@pytest.mark.parametrize("rate", [11_025, 48_000])
def test_levels_are_those_that_the_follower_shows(rate):
    """Compared with float64 filters at the full rate: within 0.02 on average, 0.06 in any band."""
    sound = plucked([82.41, 220.0, 587.33, 1046.5], 0.3)
    expected = [mean_levels(sound, GRID_HZ, 10 ** (sensitivity_db / 20)) for sensitivity_db in (30, 24)]
    heard = sound if rate == RATE else soxr.resample(sound, RATE, rate)
    error = np.asarray(analyse_seed(heard, rate).levels) - np.mean(expected, axis=0)
    assert np.abs(error).max() < 0.06 and np.sqrt(np.mean(error**2)) < 0.02


def test_a_pitch_that_lasts_is_heard_stronger_than_a_loud_one_that_is_short():
    """A level never exceeds 1: the duration counts."""
    short = np.concatenate([sine(440, 0.15, 0.3), np.zeros(round(3.85 * RATE), np.float32)])
    long = sine(220, 4.0, 0.03)
    assert (short**2).sum() > 3 * (long**2).sum()
    heard = analyse_seed(short + long, RATE)
    assert [round(hz) for hz in heard.pitches_hz] == [220, 440]
    low, high = (level_at(heard.levels, hz) for hz in (220, 440))
    assert 1 >= low > 1.2 * high > 0
    assert level_at(heard.levels, 30.0) == level_at(heard.levels, 6000.0) == 0.0


@pytest.mark.parametrize("frames", [0, 10, RATE])
def test_nothing_is_heard_in_silence(frames):
    heard = analyse_seed(np.zeros(frames, np.float32), RATE)
    assert heard.pitches_hz == [] and not any(heard.levels)


def test_a_seed_is_heard_with_the_followers_own_settings():
    default = FollowerSettings()
    assert (seed_analysis.Q, seed_analysis.SECTIONS, seed_analysis.SENSITIVITIES_DB[0]) == (
        default.q,
        default.sections,
        default.sensitivity_db,
    )
    assert (default.attack_ms, default.release_ms) == (seed_analysis.ATTACK_MS, seed_analysis.RELEASE_MS)
