"""Passages that stay on the pitches of one chord: cut from recordings, transposed, or plucked here."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soxr

from live_daemon.demo.etude import SAMPLE_RATE as PLUCK_RATE
from live_daemon.demo.etude import pluck
from live_daemon.follower.bands import midi_to_hz
from live_inference.files.audio import read_audio
from live_models.arrays import FloatArray

RATE = 44_100
PASSAGE_S = 5.0
AFTER_S = 1.0
"""The chord of a span sounds alone a second after the span began."""

SHIFTS = (0, 5, -4, 3, -2, 6, 1, -5, 4, -3, 2, -1)
QUALITIES = {"maj": (0, 4, 7), "min": (0, 3, 7), "dom": (0, 4, 7, 10), "sus": (0, 5, 7)}


@dataclass(frozen=True)
class Passage:
    """Five seconds on one chord, and the player's own next five (empty: there are none). Mono, at `RATE`."""

    name: str
    samples: FloatArray
    follows: FloatArray


def of_chords(recordings: Sequence[Path], count: int) -> list[Passage]:
    """Passages of recordings with a .json of `[start_s, end_s, root, quality]` beside them; no chord twice.

    Where the recordings have too few chords, their passages are transposed by resampling to others.
    """
    spans = []
    for path in recordings:
        sound = read_audio(path, RATE)
        for start_s, _, root, quality in json.loads(path.with_suffix(".json").read_text(encoding="utf-8")):
            spans.append((path.stem, sound, float(start_s) + AFTER_S, int(root), str(quality)))
    found: dict[tuple[int, str], Passage] = {}
    for shift in SHIFTS:
        for name, sound, start_s, root, quality in spans:
            chord = ((root + shift) % 12, quality)
            if chord in found or len(found) == count:
                continue
            own, follows = (_cut(sound, start_s + after_s, shift) for after_s in (0.0, PASSAGE_S))
            moved = f" {shift:+d}" if shift else ""
            found[chord] = Passage(f"{name} {start_s:.0f} s{moved}: {chord[0]} {quality}", own, follows)
    if len(found) < count:
        raise SystemExit(f"the recordings have only {len(found)} chords, transposed ones counted; wanted {count}")
    return list(found.values())


def of_recording(path: Path) -> list[Passage]:
    """All whole passages of any recording, one after the other; each is followed by the next."""
    sound, length = read_audio(path, RATE), round(PASSAGE_S * RATE)
    pieces = [sound[at : at + length] for at in range(0, len(sound) - length + 1, length)]
    nexts = [*pieces[1:], np.zeros(0, dtype=np.float32)]
    return [
        Passage(f"{path.stem} {PASSAGE_S * index:.0f} s", *pair)
        for index, pair in enumerate(zip(pieces, nexts, strict=True))
    ]


def plucked_chords(count: int, rng_seed: int = 0) -> list[Passage]:
    """Broken chords on strings made here, one chord each; no file is needed."""
    rng = np.random.default_rng(rng_seed)
    chords = [(root, quality) for quality in QUALITIES for root in (0, 7, 2, 9, 4, 11, 6, 1, 8, 3, 10, 5)]
    picked = [chords[index] for index in sorted(rng.choice(len(chords), count, replace=False))]
    return [
        Passage(f"{root} {quality}", *(broken_chord(root, quality, rng, PASSAGE_S) for _ in range(2)))
        for root, quality in picked
    ]


def broken_chord(
    root: int, quality: str, rng: np.random.Generator, seconds: float, plucks_per_s: Sequence[float] = (4.0,)
) -> FloatArray:
    """Plucks on the pitches of a chord over two octaves, so many a second in each part. Shape: -> `[n]`, at `RATE`"""
    pitches = [48 + root % 12 + octave + step for octave in (0, 12) for step in QUALITIES[quality]]
    sound = np.zeros(round(seconds * PLUCK_RATE))
    start = 0
    while start < len(sound):
        tone = pluck(midi_to_hz(int(rng.choice(pitches))), 1.5, rng.uniform(0.5, 1.0), rng)
        sound[start : start + len(tone)] += tone[: len(sound) - start]
        start += round(PLUCK_RATE / plucks_per_s[start * len(plucks_per_s) // len(sound)])
    return np.asarray(soxr.resample(0.3 * sound / np.abs(sound).max(), PLUCK_RATE, RATE), dtype=np.float32)


def _cut(sound: FloatArray, start_s: float, shift: int) -> FloatArray:
    """A passage, transposed by semitones: played faster or slower, so more or less of the recording is taken."""
    ratio = 2.0 ** (shift / 12.0)
    part = sound[round(start_s * RATE) : round((start_s + PASSAGE_S * ratio) * RATE)]
    if not shift:
        return part
    return np.asarray(soxr.resample(part, RATE * ratio, RATE, quality="HQ"), dtype=np.float32)
