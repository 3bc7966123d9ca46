"""Loops of two channels: one seam, one gain, the loudness of both."""

from __future__ import annotations

import numpy as np
import pyloudnorm
import pytest
import soundfile

from live_inference.bank.files import read_loop
from live_inference.bank.loop_files import write_loop
from live_inference.bank.manifest import BankLoop
from live_inference.loops.cutting import as_circle, cut_loop, find_seam, make_loop, without_silence
from live_inference.loops.loudness import LOOP_LOUDNESS_LUFS, at_loudness, loudness_lufs, true_peak
from support.plucks import plucked, sine

RATE = 48_000


def two_players() -> np.ndarray:
    """One on each side, with rests before and after."""
    left, right = plucked([110.0, 164.8, 220.0] * 4), plucked([220.0, 330.0, 293.7, 440.0] * 3)
    return np.pad(np.stack([left, 0.3 * right]), ((0, 0), (4800, 9600))).astype(np.float32)


def test_equal_channels_are_cut_where_one_is_and_to_the_same_samples():
    mono = plucked([110.0, 164.8, 220.0, 146.8] * 3)
    seam = find_seam(mono, RATE)
    both = np.stack([mono, mono])
    found = find_seam(both, RATE)
    assert (found.start, found.end, found.fade) == (seam.start, seam.end, seam.fade)
    for channel in cut_loop(both, found):
        np.testing.assert_allclose(channel, cut_loop(mono, seam), atol=1e-7)


def test_both_channels_are_cut_at_one_seam_and_go_on_behind_it_as_in_the_dream():
    sound = without_silence(two_players(), RATE)
    seam = find_seam(sound, RATE)
    loop = cut_loop(sound, seam)
    assert loop.shape == (2, seam.end - seam.start)
    np.testing.assert_array_equal(loop[:, seam.fade :], sound[:, seam.start + seam.fade : seam.end])
    step = np.abs(loop[:, 0] - loop[:, -1])
    assert np.all(step <= np.percentile(np.abs(np.diff(loop, axis=1)), 99.9, axis=1)), "no channel clicks"


def test_a_seam_is_similar_on_both_channels_together():
    """A period that only the loud channel has counts more than another of the soft one; both count as one sound."""
    time = np.arange(4 * RATE) / RATE
    loud, soft = np.sin(2 * np.pi * 100 * time), 0.01 * np.random.default_rng(1).standard_normal(len(time))
    seam = find_seam(np.stack([soft, loud]).astype(np.float32), RATE)
    assert seam.similarity == pytest.approx(find_seam(loud.astype(np.float32), RATE).similarity, abs=1e-3)
    assert abs((seam.end - seam.start) % 480 - 240) > 235


def test_silence_is_cut_off_where_both_channels_are_silent():
    sound = np.zeros((2, 3 * RATE), np.float32)
    sound[0, RATE // 2 : RATE] = sine(220.0, 0.5)
    sound[1, 2 * RATE : 2 * RATE + RATE // 2] = sine(330.0, 0.5)
    cut = without_silence(sound, RATE)
    assert cut.shape[1] == pytest.approx(2 * RATE, abs=1000)
    np.testing.assert_array_equal(cut, sound[:, RATE // 2 : RATE // 2 + cut.shape[1]])


def test_the_loudness_is_that_of_both_channels():
    sound = two_players()
    wanted = pyloudnorm.Meter(RATE, filter_class="DeMan").integrated_loudness(sound.T.astype(np.float64))
    assert loudness_lufs(sound, RATE) == pytest.approx(wanted, abs=1e-6)
    assert loudness_lufs(at_loudness(sound, RATE, -30.0), RATE) == pytest.approx(-30.0, abs=0.01)
    mono = plucked([220.0, 330.0] * 4)
    half = np.float32(np.sqrt(0.5))
    assert loudness_lufs(half * np.stack([mono, mono]), RATE) == pytest.approx(loudness_lufs(mono, RATE), abs=0.01)


def test_the_true_peak_is_the_higher_of_both():
    quarter = np.sin(np.pi / 2 * np.arange(4800) + np.pi / 4).astype(np.float32)  # its peaks lie between samples
    assert true_peak(np.stack([0.1 * quarter, quarter])) == pytest.approx(1.0, abs=0.01)
    assert true_peak(np.stack([quarter, np.zeros(4800, np.float32)])) == pytest.approx(true_peak(quarter), abs=1e-6)


def test_a_circle_of_two_channels_is_that_of_each():
    loop = make_loop(two_players(), RATE)
    other = as_circle(loop, round(loop.shape[1] * 44_100 / RATE))
    for channel, wanted in zip(other, loop, strict=True):
        np.testing.assert_allclose(channel, as_circle(wanted, other.shape[1]), atol=1e-6)


def test_a_stereo_loop_is_written_and_read_with_both_channels(tmp_path):
    dream = two_players()
    row = write_loop(tmp_path, "wide", dream, RATE)
    info = soundfile.info(str(tmp_path / "wide.wav"))
    assert (info.channels, info.samplerate, info.subtype, info.frames) == (2, RATE, "PCM_24", row.frames)
    assert row.loudness_lufs == pytest.approx(LOOP_LOUDNESS_LUFS, abs=0.05)
    assert row.duration_s == pytest.approx(row.frames / RATE, abs=1e-4)
    samples, remark = read_loop(tmp_path / "wide.wav", row, RATE)
    assert remark == ""
    np.testing.assert_array_equal(samples, soundfile.read(tmp_path / "wide.wav", dtype="float32")[0].T)
    again, _ = read_loop(tmp_path / "wide.wav", BankLoop("wide.wav"), RATE)  # by hand: measured and adjusted
    assert loudness_lufs(again, RATE) == pytest.approx(LOOP_LOUDNESS_LUFS, abs=0.05)


@pytest.mark.parametrize("right", [1.0, -1.0])
def test_one_sound_on_two_channels_is_read_as_the_mono_loop_that_it_is(tmp_path, right):
    loop = make_loop(plucked([110.0, 164.8, 220.0] * 4), RATE)
    soundfile.write(tmp_path / "mono.wav", loop, RATE, subtype="FLOAT")
    soundfile.write(tmp_path / "dual.wav", np.stack([loop, right * loop], axis=1), RATE, subtype="FLOAT")
    mono, dual = (read_loop(tmp_path / name, BankLoop(name), 44_100)[0] for name in ("mono.wav", "dual.wav"))
    np.testing.assert_array_equal(dual, mono)
