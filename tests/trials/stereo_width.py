"""How near dreams on stereo takes come to the takes' width and correlation, octave by octave.

Takes: stereo recordings that are named, else two that are made of the demo's etude: the player on one side and, half a
take later, on the other; and the player in a room, that is, convolved with two unlike noises that die away in a third
of a second. Of take (the part in which its width is measured) and dream: side over mid in dB, correlation of left and
right, correlation of the levels of mid and side (pieces of 50 ms): whether the side plays the same notes.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soxr
from scipy.signal import butter, fftconvolve, sosfiltfilt

from live_daemon.demo.etude import ETUDE_FILE
from live_inference.dreaming.dream import Dreams
from live_inference.dreaming.width import MEASURED_S, take_width
from live_inference.files.audio import audio_info, read_audio
from live_inference.files.stereo import read_channels
from live_models.arrays import FloatArray
from live_models.loading import load_generator
from live_models.registry import Registry
from trials.figures import figure_table, leave

RATE = 44_100
DREAM_S = 12.0
OCTAVES_HZ = (125, 250, 500, 1000, 2000, 4000, 8000)
PIECE_S = 0.05
EDGE_S = 0.3
"""At both ends, where filters of the analysis ring."""
ROOM_S = 0.35


def main() -> int:
    """Dream on each take with each model, print a table, leave the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recordings", nargs="*", type=Path)
    parser.add_argument("--models", nargs="+", default=["nylon-full", "nylon-spectrum"])
    parser.add_argument("--out", type=Path, default=Path("trials-out"))
    options = parser.parse_args()
    result = {}
    for take, sound in takes(options.recordings):
        end = sound[:, -round((MEASURED_S + 2 * EDGE_S) * RATE) :]
        result[take] = {"take": figures(end, RATE)}
        for model in options.models:
            result[take][model] = figures(dreamt(model, sound), RATE)
    rows = [
        (f"{take}, {who}, {hz} Hz: side over mid, correlation, levels", "{:.1f} dB, {:.2f}, {:.2f}".format(*found))
        for take, of_take in result.items()
        for who, by_octave in of_take.items()
        for hz, found in by_octave.items()
    ]
    leave(options.out, "stereo_width", result, figure_table(rows))
    return 0


def takes(recordings: list[Path]) -> Iterator[tuple[str, FloatArray]]:
    """The takes by name. Shape: `[2, frames]`"""
    for path in recordings:
        sound = read_channels(path, RATE)
        if sound.ndim == 1:
            raise SystemExit(f"{path}: must be stereo, found {audio_info(path).channels} channels that are one sound")
        yield path.stem, sound
    if recordings:
        return
    player = read_audio(ETUDE_FILE, RATE)[: 30 * RATE]
    other = np.roll(player, len(player) // 2)
    yield "two sides", np.stack([0.9 * player + 0.3 * other, 0.3 * player + 0.9 * other]).astype(np.float32)
    rng, frames = np.random.default_rng(0), round(ROOM_S * RATE)
    dying = 0.02 * rng.standard_normal((2, frames)) * np.exp(-6.9 * np.arange(frames) / frames)
    dying[0, 0] += 0.9
    dying[1, 9] += 0.7
    yield "room", np.stack([fftconvolve(player, one)[: len(player)] for one in dying]).astype(np.float32)


def dreamt(model: str, take: FloatArray) -> FloatArray:
    """A dream on the mean of a take, with its width. Shape: `[2, frames]` -> `[2, frames]`, at `RATE`"""
    generator = load_generator(Registry().find(model))
    seed = np.asarray(soxr.resample(take.mean(axis=0), RATE, generator.spec.sample_rate), np.float32)
    width = take_width(take.T, RATE)
    dreams = Dreams(generator, [seed], [DREAM_S], RATE, [1], generator.default_controls, [width])
    made = []
    while not dreams.ended:
        chunk = dreams.advance()[0]
        if isinstance(chunk, Exception):
            raise SystemExit(f"{model}: the dream was refused ({chunk})")
        made.append(chunk.samples)
    return np.concatenate(made, axis=1)


def figures(sound: FloatArray, rate: int) -> dict[int, tuple[float, float, float]]:
    """By octave: side over mid in dB, correlation of left and right, of the levels of mid and side."""
    left, right = (one.astype(np.float64) for one in sound)
    found = {}
    for hz in OCTAVES_HZ:
        band = butter(4, [hz / np.sqrt(2), hz * np.sqrt(2)], "bandpass", fs=rate, output="sos")
        edge = round(EDGE_S * rate)
        one, two = (sosfiltfilt(band, channel)[edge:-edge] for channel in (left, right))
        mid, side = 0.5 * (one + two), 0.5 * (one - two)
        levels = np.corrcoef(_levels(mid, rate), _levels(side, rate))[0, 1]
        over = 10 * np.log10(max(side @ side, 1e-20) / max(mid @ mid, 1e-20))
        found[hz] = round(float(over), 2), round(float(np.corrcoef(one, two)[0, 1]), 3), round(float(levels), 3)
    return found


def _levels(sound: np.ndarray, rate: int) -> np.ndarray:
    size = round(PIECE_S * rate)
    pieces = sound[: len(sound) // size * size].reshape(-1, size)
    return np.asarray(10 * np.log10(np.square(pieces).mean(axis=1) + 1e-10))
