"""Sounds of which one knows what is wrong with them, made from a source: what the scores are calibrated on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

import live_daemon
from live_inference.files.audio import read_audio
from support.strings import plucked

RATE = 11025
DURATION_S = 12.0
ETUDE = Path(live_daemon.__file__).parent / "data" / "etude.flac"


@cache
def etude() -> np.ndarray:
    """The shipped etude at the models' rate."""
    return read_audio(ETUDE, RATE)


@cache
def strings(rng_seed: int, seconds: float = 40.0) -> np.ndarray:
    """A piece for plucked strings; another number gives another order of the same pitches."""
    return plucked(seconds, rng_seed)


def degraded(source: np.ndarray, other: Sequence[np.ndarray] = ()) -> dict[str, np.ndarray]:
    """Sounds by name, at the level of `source`, each with its own fault. `other` is music that is no copy of it."""
    rng = np.random.default_rng(3)
    length = round(DURATION_S * RATE)
    level = float(np.std(source))
    music = (other[0] if other else source)[:length]
    time = np.arange(length) / RATE
    white = rng.standard_normal(length)
    pink = np.fft.irfft(np.fft.rfft(white) / np.sqrt(np.maximum(np.arange(length // 2 + 1), 30 * DURATION_S)), length)
    clicks = music.copy()
    places = rng.integers(10, length - 10, 60)
    clicks[places] += np.float32(3 * level) * rng.choice([-1.0, 1.0], len(places)).astype(np.float32)
    drone = sum(np.sin(2 * np.pi * hz * time + hz) for hz in (110.0, 165.1, 220.4, 330.9))
    loud = float(np.abs(music).max())
    start = int(np.argmax(np.abs(source[: -3 * RATE])))
    sounds = {
        "the source itself": source[:length],
        "white noise": white,
        "pink noise": pink,
        "a sine": np.sin(2 * np.pi * 220.0 * time),
        "a drone": drone,
        "a loop of 100 ms": np.tile(source[start : start + 1102], 200)[:length],
        "a loop of 2.3 s": np.tile(source[start : start + 25358], 10)[:length],
        "a hard-cut collage": collage(source, 1.5, length),
    }
    sounds = {name: level * np.asarray(x, np.float64) / max(float(np.std(x)), 1e-9) for name, x in sounds.items()}
    sounds |= {
        "silence": np.zeros(length),
        "with clicks": clicks,
        "with an offset": music + 0.5 * level,
        "clipped": np.clip(music, -0.25 * loud, 0.25 * loud) * 2.0,
        "with hiss": music + 0.1 * level * rng.standard_normal(length),
        "with a burst": np.where(np.abs(time - 6.0) < 0.3, 3.0 * level * white, music),
        "cut into steps": stepped(music, 256, level),
        "fading": music * 10.0 ** (-20.0 * time / DURATION_S / 20.0),
        "growing": music * 10.0 ** (14.0 * time / DURATION_S / 20.0),
        "dying": np.where(time < 5.0, music, 0.0),
    }
    return {name: np.asarray(x, dtype=np.float32) for name, x in sounds.items()}


def collage(source: np.ndarray, piece_s: float, length: int) -> np.ndarray:
    """Pieces of the source from anywhere, joined without a fade."""
    rng = np.random.default_rng(5)
    size = round(piece_s * RATE)
    starts = rng.integers(0, len(source) - size, -(-length // size))
    return np.concatenate([source[start : start + size] for start in starts])[:length]


def stepped(music: np.ndarray, hop_length: int, level: float) -> np.ndarray:
    """A small jump at every multiple of `hop_length`, as vector models make them: each vector has its own offset."""
    rng = np.random.default_rng(6)
    offsets = 0.2 * level * rng.standard_normal(len(music) // hop_length + 1)
    return music + np.repeat(offsets, hop_length)[: len(music)]
