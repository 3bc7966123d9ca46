"""Pictures of sounds against scipy's spectra, and against what sounds: pitch, time, level, band, peaks."""

from __future__ import annotations

import itertools
import math
import tracemalloc
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
import scipy.signal
import soundfile

from live_daemon.studio import spectrograms
from live_daemon.studio.spectrograms import HEADER, MAGIC, RANGE_DB, picture_of, row_edges
from live_inference.files.source import AudioFileError
from support.studio_folders import RATE, tone

LENGTH = 4096
"""The window at 48 kHz: the power of two nearest to 80 ms."""


class Picture(NamedTuple):
    columns: int
    rows: int
    duration_s: float
    low_hz: float
    high_hz: float
    top_db: float
    peak: float
    low: Any
    high: Any
    levels: Any

    @property
    def level_db(self) -> Any:
        return (self.levels / 255.0 - 1) * RANGE_DB

    @property
    def centres_hz(self) -> Any:
        edges = row_edges(self.low_hz, self.high_hz, self.rows)
        return np.sqrt(edges[:-1] * edges[1:])


def picture(path: Path) -> Picture:
    data = picture_of(path)
    magic, columns, rows, *rest = HEADER.unpack_from(data)
    assert magic == MAGIC and len(data) == HEADER.size + columns * (rows + 2)
    body = np.frombuffer(data, np.int8, offset=HEADER.size)
    levels = body[2 * columns :].view(np.uint8).reshape(rows, columns)
    return Picture(columns, rows, *rest, body[:columns], body[columns : 2 * columns], levels)


def of(folder: Path, samples: Any, rate: int = RATE) -> Picture:
    soundfile.write(folder / "sound.wav", samples, rate, subtype="FLOAT")
    return picture(folder / "sound.wav")


def test_it_is_scipys_spectrogram_on_a_scale_of_pitch(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    samples = rng.normal(0, 0.1, RATE).astype(np.float32) + tone(440.0, 1.0) + tone(3000.0, 1.0)
    found = of(tmp_path, samples)
    # One window in the middle of each column of 2.5 ms; scipy centres its own on multiples of the hop.
    hop = RATE // 400
    padded = np.concatenate([np.zeros(LENGTH // 2 - hop // 2), samples, np.zeros(LENGTH)])
    bins_hz, _, power = scipy.signal.spectrogram(
        padded, RATE, scipy.signal.get_window("hann", LENGTH), LENGTH, LENGTH - hop, 2 * LENGTH, detrend=False,
        scaling="spectrum", mode="psd",
    )  # fmt: skip
    power = 2 * power[:, : found.columns]  # a sine of full scale is 1, not its mean square
    edges = row_edges(found.low_hz, found.high_hz, found.rows)
    step = bins_hz[1]
    for row in range(found.rows):
        first = math.floor(edges[row] / step)
        last = max(math.ceil(edges[row + 1] / step), first + 1)
        expected = 10 * np.log10(power[first:last].max(axis=0)) - found.top_db
        np.testing.assert_allclose(found.level_db[row], np.clip(expected, -RANGE_DB, 0), atol=0.35)


def test_a_sweep_is_a_rising_line(tmp_path: Path) -> None:
    time_s = np.arange(4 * RATE) / RATE
    found = of(tmp_path, 0.5 * scipy.signal.chirp(time_s, 100.0, 4.0, 6000.0, "logarithmic"))
    places_s = (np.arange(found.columns) + 0.5) * found.duration_s / found.columns
    expected = 100.0 * 60.0 ** (places_s / 4.0)
    inside = slice(20, -20)
    heard = found.centres_hz[found.levels.argmax(axis=0)]
    cents = 1200 * np.log2(heard[inside] / expected[inside])
    assert np.abs(cents).max() < 130, "within a row, and a window's length of the sweep"
    assert 6000 < found.high_hz < 9000


@pytest.mark.parametrize("rate", [11025, 44100, 48000, 96000])
def test_levels_are_in_dbfs_and_the_band_is_the_files_own(tmp_path: Path, rate: int) -> None:
    found = of(tmp_path, 0.4 * tone(1000.0, 1.0, rate), rate)  # a tenth of full scale
    assert found.top_db == pytest.approx(-20.0, abs=0.2)
    assert found.peak == pytest.approx(0.1, rel=1e-3)
    assert found.duration_s == pytest.approx(1.0) and found.columns == 400
    assert found.high_hz == pytest.approx(2000.0), "there is nothing above it"
    noise = of(tmp_path, np.random.default_rng(2).normal(0, 0.1, rate).astype(np.float32), rate)
    assert noise.high_hz == pytest.approx(min(20_000.0, rate / 2), rel=0.03)


def test_a_dream_of_a_narrow_model_fills_its_picture(tmp_path: Path) -> None:
    noise = np.random.default_rng(3).normal(0, 0.1, 2 * RATE)
    low = scipy.signal.sosfilt(scipy.signal.butter(12, 5000.0, fs=RATE, output="sos"), noise)
    assert 5000 < of(tmp_path, low.astype(np.float32)).high_hz < 11_000


@pytest.mark.parametrize("frames", [1, 7, 479, 480, 100_003])
def test_peaks_are_the_lowest_and_highest_samples_of_each_column(tmp_path: Path, frames: int) -> None:
    samples = np.random.default_rng(frames).uniform(-0.7, 0.5, frames).astype(np.float32)
    found = of(tmp_path, samples)
    edges = np.linspace(0, frames, found.columns + 1).astype(int)
    parts = [samples[first:last] for first, last in itertools.pairwise(edges)]
    scale = 127 / np.abs(samples).max()
    np.testing.assert_array_equal(found.low, np.round([part.min() * scale for part in parts]))
    np.testing.assert_array_equal(found.high, np.round([part.max() * scale for part in parts]))


def test_a_click_is_where_it_sounds(tmp_path: Path) -> None:
    samples = np.zeros(60 * RATE, np.float32)
    samples[45 * RATE + 100] = -1.0
    found = of(tmp_path, samples)
    assert found.columns == 1000
    column = 45 * 1000 // 60
    assert list(np.flatnonzero(found.low)) == [column] and found.low[column] == -127 and not found.high.any()
    seen = np.flatnonzero(found.levels.max(axis=0) > 0)
    assert set(seen) <= {column - 1, column, column + 1} and column in seen


def test_silence_and_nan_are_black_and_nothing_is_refused(tmp_path: Path) -> None:
    silent = of(tmp_path, np.zeros(RATE, np.float32))
    assert not silent.levels.any() and not silent.low.any() and silent.peak == 0.0
    broken = of(tmp_path, np.full(RATE, np.nan, np.float32))
    assert not broken.levels.any()
    soundfile.write(tmp_path / "none.wav", np.zeros(0, np.float32), RATE)
    with pytest.raises(AudioFileError, match="0 frames"):
        picture_of(tmp_path / "none.wav")


def test_formats_that_do_not_tell_their_length_have_pictures(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.mp3", tone(440.0, 3.0), RATE)
    found = picture(tmp_path / "a.mp3")
    assert found.duration_s == pytest.approx(3.0, abs=0.1)
    assert found.centres_hz[found.levels.max(axis=1).argmax()] == pytest.approx(440.0, rel=0.05)


def test_a_long_file_takes_no_more_memory_than_a_short_one(tmp_path: Path) -> None:
    """Ten minutes would be 115 MB as samples; what is kept are the spectra of the columns."""
    used = []
    for minutes in (1, 10):
        soundfile.write(tmp_path / "long.wav", np.zeros(minutes * 60 * 8000, np.int16), 8000)
        tracemalloc.start()
        picture_of(tmp_path / "long.wav")
        used.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert used[1] < used[0] + 2_000_000
    bins = spectrograms.HIGHEST_HZ / (RATE / (2 * LENGTH))
    assert 4 * spectrograms.MOST_COLUMNS * bins < 20e6, "a thousand columns of spectra at 48 kHz"
