"""Loops have no audible seam and one loudness; their pitches are found."""

import hashlib
import math

import numpy as np
import pytest
import soundfile
from scipy.signal import periodogram

from live_inference.bank.loop_files import write_loop
from live_inference.loops.cutting import Seam, cut_loop, find_seam, make_loop, without_silence
from live_inference.loops.loudness import at_loudness, loudness_lufs, true_peak
from live_inference.loops.pitches import strongest_pitches
from support.plucks import plucked, sine

RATE = 48_000
NOTES = [110.0, 146.83, 164.81, 220.0, 196.0, 164.81, 130.81, 146.83, 246.94, 220.0, 196.0, 164.81, 110.0, 130.81]


def drifting_noise(seed, seconds=3):
    """End and beginning differ: a plain cut would click."""
    noise = np.cumsum(np.random.default_rng(seed).normal(0, 0.01, seconds * RATE))
    return (noise - np.linspace(0, 1, len(noise))).astype(np.float32)


# -- the seam -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(12))
def test_the_step_at_the_seam_is_smaller_than_most_others(seed):
    noise = drifting_noise(seed)
    loop = make_loop(noise, RATE)
    steps = np.abs(np.diff(loop))
    assert abs(float(loop[0] - loop[-1])) < np.percentile(steps, 50)
    cut = noise[: len(loop)]
    assert abs(float(cut[0] - cut[-1])) > 10 * np.abs(np.diff(cut)).max()


def test_a_tone_goes_on_through_all_repetitions():
    """The seam of a tone is a whole number of periods after its beginning: only the tone is heard."""
    loop = make_loop(sine(311.13, 2.0), RATE)
    frequencies, power = periodogram(np.tile(loop, 40), RATE, "blackmanharris")
    tone = abs(frequencies - 311.13) < 2
    assert 10 * np.log10(power[~tone].sum() / power[tone].sum()) < -45


def test_the_seam_is_found_where_the_sound_comes_again():
    """A second of noise is repeated two seconds later: the loop returns exactly there."""
    once, between = (np.random.default_rng(seed).normal(0, 0.1, 2 * RATE).astype(np.float32) for seed in (1, 2))
    dream = np.concatenate([once[:RATE], between, once[:RATE]])
    seam = find_seam(dream, RATE)
    assert seam.end - seam.start == 3 * RATE
    assert seam.similarity == pytest.approx(1.0, abs=1e-6)
    loop = cut_loop(dream, seam)
    np.testing.assert_allclose(loop, dream[seam.start : seam.end], atol=1e-6)  # equal ends: the fade changes nothing


@pytest.mark.parametrize(("common", "expected"), [(1.0, 1.0), (0.5, 0.5), (0.0, 0.0)])
def test_the_crossfade_keeps_the_power_however_much_its_sides_have_in_common(common, expected):
    fade = 4 * RATE
    noise = np.random.default_rng(5).normal(0, 0.1, 3 * fade)
    end = common * noise[:fade] + math.sqrt(1 - common**2) * np.random.default_rng(6).normal(0, 0.1, fade)
    dream = np.concatenate([noise, end]).astype(np.float32)
    loop = cut_loop(dream, Seam(0, 3 * fade, fade, expected))
    middle = loop[fade // 2 - RATE // 2 : fade // 2 + RATE // 2]
    assert middle.std() == pytest.approx(loop[fade:].std(), rel=0.03)


def test_a_loop_lasts_nearly_as_long_as_the_dream_and_a_short_one_is_no_shorter_than_its_crossfade():
    for seconds in (0.5, 0.6, 1.0, 10.0):
        dream = np.random.default_rng(3).normal(0, 0.1, round(seconds * RATE)).astype(np.float32)
        seam = find_seam(dream, RATE)
        assert seam.end + seam.fade <= len(dream)
        assert seam.end - seam.start >= max(seam.fade, 0.75 * (len(dream) - seam.fade) - seam.fade)


def test_what_is_silent_at_the_ends_is_cut_off():
    tone = sine(220, 2.0)
    faint = 10 ** (-60 / 20) * sine(220, 0.5)
    sound = without_silence(np.concatenate([faint, tone, np.zeros(RATE, np.float32), tone, faint]), RATE)
    assert len(sound) / RATE == pytest.approx(5.0, abs=0.021)  # silence between notes is music
    assert np.abs(sound[:480]).max() > 0.1 and np.abs(sound[-480:]).max() > 0.1
    assert len(without_silence(np.zeros(RATE, np.float32), RATE)) == RATE


def test_a_dream_too_short_is_refused():
    with pytest.raises(ValueError, match=r"at least 0\.5 s"):
        make_loop(np.zeros(1000, np.float32), RATE)
    with pytest.raises(ValueError, match=r"got 0\.10 s"):
        make_loop(np.concatenate([sine(440, 0.1), np.zeros(RATE, np.float32)]), RATE)


# -- loudness -----------------------------------------------------------------------------------------------------


def test_a_full_tone_of_997_hz_has_the_loudness_of_the_recommendation():
    """ITU-R BS.1770-4: 0 dBFS at 997 Hz in one front channel reads -3.01 LKFS."""
    assert loudness_lufs(sine(997, 5.0, 1.0), RATE) == pytest.approx(-3.01, abs=0.02)


def test_loops_of_different_pitch_and_level_become_equally_loud():
    for samples in (sine(82.4, 5.0, 0.01), sine(1318.5, 5.0, 0.05), plucked(NOTES)):
        assert loudness_lufs(at_loudness(samples, RATE, -23.0), RATE) == pytest.approx(-23, abs=0.05)


def test_a_short_loop_is_as_loud_as_when_it_repeats():
    """BS.1770 has no block shorter than 0.4 s."""
    short = sine(500, 0.2, 0.1)
    assert loudness_lufs(short, RATE) == pytest.approx(loudness_lufs(np.tile(short, 50), RATE), abs=0.05)


def test_the_true_peak_between_the_samples():
    """A sine at a quarter of the rate, sampled at 45 degrees: every sample is 3 dB below the peak."""
    quarter = (0.5 * np.sin(np.pi / 2 * np.arange(RATE) + np.pi / 4)).astype(np.float32)
    assert np.abs(quarter).max() == pytest.approx(0.3536, abs=1e-3)
    assert true_peak(quarter) == pytest.approx(0.5, rel=0.01)
    wide = np.zeros(RATE, np.float32)
    wide[::4800] = 0.3
    assert true_peak(at_loudness(wide, RATE)) == pytest.approx(10 ** (-1 / 20), rel=0.01)
    silence = np.zeros(RATE, np.float32)
    assert loudness_lufs(silence, RATE) == -math.inf and not at_loudness(silence, RATE).any()


# -- its file -----------------------------------------------------------------------------------------------------


def test_a_loop_becomes_a_file_of_48_khz_and_a_row_of_the_manifest(tmp_path):
    dream = np.concatenate([sine(220, 3.0, 0.05, 22_050), np.zeros(22_050, np.float32)])
    row = write_loop(tmp_path, "a loop", dream, 22_050, scores={"novelty": 0.5}, seed="take.wav", rng_seed=7)
    loop, rate = soundfile.read(tmp_path / row.file, dtype="float32")
    assert (rate, row.file, row.frames, row.duration_s) == (RATE, "a loop.wav", len(loop), round(len(loop) / RATE, 4))
    assert 2.6 < row.duration_s <= 2.75
    assert row.loudness_lufs == pytest.approx(loudness_lufs(loop, RATE), abs=0.02) == pytest.approx(-18, abs=0.02)
    assert row.level_db == pytest.approx(20 * np.log10(loop.std()), abs=0.02)
    assert row.pitches_hz == [pytest.approx(220, abs=0.2)] and row.pitch_weights == [1.0]
    assert row.sha256 == hashlib.sha256((tmp_path / row.file).read_bytes()).hexdigest()
    assert (row.scores, row.seed, row.rng_seed) == ({"novelty": 0.5}, "take.wav", 7)


def test_the_same_dream_gives_the_same_bytes(tmp_path, monkeypatch):
    rows = [write_loop(tmp_path / name, "a", plucked(NOTES), RATE) for name in ("one", "two")]
    assert rows[0] == rows[1]
    written = (tmp_path / "one" / "a.wav").read_bytes()
    assert written == (tmp_path / "two" / "a.wav").read_bytes()
    assert b"PEAK" not in written[:200]  # the chunk in which libsndfile writes the time


@pytest.mark.parametrize(
    ("name", "dream", "rule"),
    [
        ("quiet", np.full(RATE, 1e-5, np.float32), "is silent"),
        ("nothing", np.zeros(0, np.float32), "is silent"),
        ("broken", np.full(RATE, np.nan, np.float32), "must be finite"),
        ("short", sine(220, 0.3), "at least 0.5 s"),
        ("../out", sine(220, 1.0), "valid for a file"),
        ("", sine(220, 1.0), "valid for a file"),
    ],
)
def test_what_cannot_be_a_loop_is_refused_and_nothing_is_written(tmp_path, name, dream, rule):
    with pytest.raises(ValueError, match=rule):
        write_loop(tmp_path / "bank", name, dream, RATE)
    assert not list(tmp_path.rglob("*.wav"))


# -- pitches ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hz", [73.4, 110.0, 329.63, 1318.5])
def test_the_pitch_of_a_tone_is_found_to_two_cents(hz):
    (pitch,) = strongest_pitches(sine(hz, 3.0), RATE)
    assert abs(1200 * np.log2(pitch.frequency_hz / hz)) < 2
    assert pitch.weight == pytest.approx(1.0)


def test_the_pitches_of_a_chord_come_in_their_order():
    chord = sine(220, 4.0, 0.4) + sine(330, 4.0, 0.2) + sine(554.4, 4.0, 0.1)
    found = strongest_pitches(chord, RATE)
    assert [round(one.frequency_hz) for one in found] == [220, 330, 554]
    assert [one.weight for one in found] == pytest.approx([4 / 7, 2 / 7, 1 / 7], abs=0.02)


def test_a_plucked_note_is_heard_at_its_partials_and_silence_has_no_pitch():
    for one in strongest_pitches(plucked([196.0]), RATE):
        assert abs(one.frequency_hz / 196 - round(one.frequency_hz / 196)) < 0.03
    assert strongest_pitches(np.zeros(RATE, np.float32), RATE) == []
    assert strongest_pitches(np.zeros(3, np.float32), RATE) == []
