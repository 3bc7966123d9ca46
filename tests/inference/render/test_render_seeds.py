"""Recordings become seeds: cut at onsets and phrases as played; with the requested pitches and no others."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr

from live_inference.files.audio import AudioFileError
from live_inference.render.errors import RenderError
from live_inference.render.onsets import LONGEST_PHRASE_S, SHORTEST_PHRASE_S, onsets_s, phrases_s
from live_inference.render.pitched import parse_pitches, pitched_seeds
from live_inference.render.seeds import Recording, cut_seeds, parse_cut, read_recordings
from support.plucks import plucked, sine

RATE = 48_000
E2, B2, G3, C4 = 82.407, 123.471, 195.998, 261.626
TOLERANCE_S = 0.05
"""What MIREX's onset detection task allows."""


def notes_at(times_s, pitches_hz, seconds):
    """Plucked notes at given times; each rings until the next."""
    rng = np.random.default_rng(3)
    out = np.zeros(round(seconds * RATE), np.float32)
    for (start_s, end_s), hz in zip(pairwise([*times_s, seconds]), pitches_hz, strict=True):
        length = round((end_s - start_s) * RATE)
        tone = plucked([hz])[:length]
        at = round(start_s * RATE)
        out[at : at + len(tone)] += tone
    return out + 1e-5 * rng.standard_normal(len(out)).astype(np.float32)


def recording(samples, name="take", rate=RATE):
    return Recording(name, Path(f"{name}.wav"), samples, rate)


@pytest.mark.parametrize("rate", [48_000, 11_025])
def test_onsets_are_found_where_the_notes_begin(rate):
    times_s = [0.0, 0.31, 0.82, 1.4, 1.65, 2.6, 3.05, 3.9]
    pitches = [110.0, 220.0, 146.8, 110.0, 110.0, 329.6, 196.0, 110.0]
    sound = notes_at(times_s, pitches, 5.0)
    if rate != RATE:
        sound = soxr.resample(sound, RATE, rate).astype(np.float32)
    found = onsets_s(sound, rate)
    assert len(found) == len(times_s), found
    assert max(abs(a - b) for a, b in zip(found, times_s, strict=True)) <= TOLERANCE_S


def test_a_steady_tone_or_silence_has_no_onset_but_its_start():
    assert len(onsets_s(sine(440.0, 3.0), RATE)) <= 1
    assert onsets_s(np.zeros(RATE, np.float32), RATE) == []
    assert onsets_s(np.zeros(0, np.float32), RATE) == []


def test_phrases_end_at_rests():
    phrase = notes_at([0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0], [110, 165, 220, 165, 110, 165, 220], 3.6)
    rest = np.zeros(RATE // 2, np.float32)
    sound = np.concatenate([phrase, rest, phrase, rest, phrase])
    cuts = phrases_s(sound, RATE)
    expected = [4.1, 8.2]
    assert len(cuts) == 2 and max(abs(a - b) for a, b in zip(cuts, expected, strict=True)) < TOLERANCE_S, cuts


def test_phrases_end_at_the_longest_gap_without_any_rest():
    times = [*np.arange(0.0, 4.0, 0.4), 5.0, *np.arange(5.4, 9.0, 0.4)]
    cuts = phrases_s(notes_at(times, [110.0, 165.0] * (len(times) // 2) + [110.0] * (len(times) % 2), 9.4), RATE)
    assert len(cuts) == 1 and abs(cuts[0] - 5.0) < TOLERANCE_S, cuts  # 3.6 rings until 5.0: the one long gap


def test_no_phrase_is_too_long_or_too_short():
    rng = np.random.default_rng(0)
    times = [0.0, *np.cumsum(rng.uniform(0.2, 0.6, 120))]
    sound = notes_at(times, rng.choice([110.0, 165.0, 220.0], len(times)), times[-1] + 0.5)
    lengths = np.diff([0.0, *phrases_s(sound, RATE), len(sound) / RATE])
    assert lengths.max() <= LONGEST_PHRASE_S and lengths.min() >= SHORTEST_PHRASE_S
    drone = sine(220.0, 40.0)
    lengths = np.diff([0.0, *phrases_s(drone, RATE), 40.0])
    assert lengths.max() <= LONGEST_PHRASE_S and lengths.min() >= SHORTEST_PHRASE_S


def test_seeds_are_the_recording_itself_piece_by_piece():
    take = recording(sine(220.0, 7.0))
    seeds = cut_seeds([take], parse_cut("every:2"))
    assert [len(seed.samples) / RATE for seed in seeds] == [2.0, 2.0, 2.0, 1.0]
    assert np.array_equal(np.concatenate([seed.samples for seed in seeds]), take.samples)
    seeds = cut_seeds([take], parse_cut("at:1.5,4"))
    assert [len(seed.samples) / RATE for seed in seeds] == [1.5, 2.5, 3.0]
    assert [seed.source for seed in seeds] == ["take.wav 0.00-1.50 s", "take.wav 1.50-4.00 s", "take.wav 4.00-7.00 s"]
    assert len({seed.name for seed in seeds}) == 3


def test_every_seed_lies_in_what_its_dreams_are_scored_against():
    """150 s make three parts of 50 s; a seed across a border extends its part."""
    take = recording(np.arange(150 * 100, dtype=np.float32) + 1.0, rate=100)
    seeds = cut_seeds([take], parse_cut("at:10,45,55,70,110"))
    spans = [(seed.reference[0] - 1, seed.reference[-1]) for seed in seeds]
    assert spans == [(0, 5000), (0, 5000), (4500, 10000), (5000, 10000), (5000, 11000), (10000, 15000)]
    for seed in seeds:
        assert seed.samples[0] >= seed.reference[0] and seed.samples[-1] <= seed.reference[-1]
    assert seeds[0].reference is seeds[1].reference


def test_seeds_of_notes_begin_at_notes_and_last_two_seconds():
    times = [0.0, 0.9, 1.8, 2.7, 3.6, 4.5, 5.4, 6.3]
    take = recording(notes_at(times, [110.0, 165.0] * 4, 7.5))
    seeds = cut_seeds([take], parse_cut("onsets"))
    starts = np.cumsum([0.0, *(len(seed.samples) / RATE for seed in seeds)])[:-1]
    assert np.abs(np.asarray(starts) - [0.0, 2.7, 5.4]).max() < TOLERANCE_S


def test_what_is_silent_is_no_seed():
    sound = sine(220.0, 6.0)
    sound[2 * RATE : 4 * RATE] = 0.0
    seeds = cut_seeds([recording(sound)], parse_cut("every:2"))
    assert [seed.name for seed in seeds] == ["take-001", "take-003"]


@pytest.mark.parametrize("text", ["notes", "every:0", "every:x", "every:nan", "at:", "at:2,1", "at:0", "at:1,1.01"])
def test_another_cut_is_refused_in_one_line(text):
    with pytest.raises(RenderError, match=r"--cut must be onsets, phrases, every:SECONDS or at:") as raised:
        parse_cut(text)
    assert "\n" not in str(raised.value)


def test_a_time_behind_the_end_is_refused():
    with pytest.raises(RenderError, match=r"12 s must lie within take.wav, of 3.00 s"):
        cut_seeds([recording(sine(220.0, 3.0))], parse_cut("at:1,12"))


def test_recordings_of_one_name_have_seeds_of_two(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        soundfile.write(tmp_path / folder / "take.wav", sine(220.0, 1.0), RATE)
    found = read_recordings([tmp_path / "a" / "take.wav", tmp_path / "b" / "take.wav"])
    assert len({one.label for one in found}) == 2


def test_recordings_that_cannot_be_used_are_told(tmp_path):
    silent = tmp_path / "silent.wav"
    soundfile.write(silent, np.zeros(RATE), RATE)
    with pytest.raises(AudioFileError, match=r"silent.wav: is silent"):
        read_recordings([silent])
    with pytest.raises(AudioFileError, match=r"gone.wav: no such file"):
        read_recordings([tmp_path / "gone.wav"])


def test_pitches_are_read():
    assert parse_pitches("A4 E2; c4") == parse_pitches("A4,E2,c4")  # as from a shell, a text field, a spreadsheet
    assert [midi for _, midi in parse_pitches("A4, E2,c4,Bb3,A#3")] == [69, 40, 60, 58, 58]
    for text in ("H2", "E", "E12", "", "C0"):
        with pytest.raises(RenderError, match="--pitches must be notes from C1 to C7"):
            parse_pitches(text)


def harmonic_share(samples, rate, pitches_hz):
    """Share of the power below 700 Hz (above, harmonics are too dense) within half a semitone of a harmonic."""
    power = np.abs(np.fft.rfft(samples * np.hanning(len(samples)))) ** 2
    hz = np.fft.rfftfreq(len(samples), 1 / rate)
    near = np.zeros(len(hz), bool)
    for pitch in pitches_hz:
        number = np.maximum(1, np.round(hz / pitch))
        near |= np.abs(1200 * np.log2(np.maximum(hz, 1.0) / (number * pitch))) < 50
        near &= hz < 700
    return power[near].sum() / power[hz < 700].sum()


def test_restricted_seeds_hold_only_their_pitches_filtered_from_the_recording():
    """Notes of four pitches, two of them requested, each with a low hum that is no part of it."""
    times = np.arange(0.0, 8.0, 0.8)
    sound = notes_at(times, [B2, C4, G3, C4, B2, C4, G3, C4, B2, G3], 8.8)
    hum = 0.02 * np.sin(2 * np.pi * 311.0 * np.arange(len(sound)) / RATE).astype(np.float32)
    pitches = parse_pitches("B2,G3")
    seeds = pitched_seeds([recording(sound + hum)], pitches, 0)
    assert len(seeds) == 2
    for seed in seeds:
        assert "plucked" not in seed.source and seed.said == (47.0, 55.0)
        assert harmonic_share(sound + hum, RATE, [B2, G3]) < 0.8  # the oracle can tell
        assert harmonic_share(seed.samples, seed.sample_rate, [B2, G3]) > 0.97


def test_pitches_that_the_recording_lacks_are_plucked_in_tune():
    sound = notes_at(np.arange(0.0, 4.0, 0.8), [B2] * 5, 4.4)
    seeds = pitched_seeds([recording(sound)], parse_pitches("B2,E4"), 0)
    assert {seed.source for seed in seeds} == {"B2 filtered, E4 plucked"}
    alone = pitched_seeds([], parse_pitches("E4"), 0)[0]
    # The peak of the autocorrelation after 0.5 s gives the period to a hundredth of a sample.
    rate, hz = alone.sample_rate, 329.628
    note = alone.samples[: round(1.1 * rate)].astype(np.float64)
    spectrum = np.abs(np.fft.rfft(note * np.hanning(len(note)), 1 << 20))
    bins = np.fft.rfftfreq(1 << 20, 1 / rate)
    around = np.abs(1200 * np.log2(np.maximum(bins, 1.0) / hz)) < 60
    found = bins[around][np.argmax(spectrum[around])]
    assert abs(1200 * np.log2(found / hz)) < 4  # cents
    assert not np.array_equal(alone.samples, pitched_seeds([], parse_pitches("E4"), 1)[0].samples)
