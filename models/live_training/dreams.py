"""Dreams of a network while it learns, one step after each update, and the places where dreams begin."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from live_inference.files.dreams import atomically, wav_bytes
from live_models.arrays import FloatArray
from live_models.contract.fit import Fit
from live_models.contract.generator import Controls


class ConcurrentDream:
    """Dreams one step after each update, while the weights change (Pfalz 2018, 3.3). The training's thread.

    `streams` dreams run at once. When they are long enough each is written as `dream_<number>.wav`, and the next begin:
    by `dream_seed` at the same place of the recordings, at a random one, or where the training is.
    """

    def __init__(
        self,
        fit: Fit,
        folder: Path,
        duration_s: float,
        rng_seed: int,
        streams: int = 1,
        controls: Controls | None = None,
    ) -> None:
        p = fit.parameters
        self._generator = fit.dreaming_generator(Controls() if controls is None else controls)
        self._fit, self._folder, self._streams = fit, folder, streams
        self._rng = np.random.default_rng(rng_seed)
        self._length = max(1, round(duration_s * p.sample_rate / p.hop_length))
        self._state: Any = None
        self._made: list[FloatArray] = []
        self.count = dreams_in(folder)

    def step(self) -> list[Path]:
        """Dream one more step; returns the paths of the dreams that it finished. Raises OSError."""
        if self._state is None:
            seeds = [self._next_seed(self._generator.spec.seed_length) for _ in range(self._streams)]
            self._state = self._generator.begin_batch(seeds, self._rng.integers(2**31, size=self._streams).tolist())
        self._made.append(self._generator.advance_batch(self._state, self._generator.default_controls, 1))
        if len(self._made) < self._length:
            return []
        paths = write_dreams(self._folder, np.concatenate(self._made, axis=1), self._generator.spec.sample_rate)
        self.count += len(paths)
        self._state, self._made = None, []
        return paths

    def _next_seed(self, length: int) -> FloatArray:
        where, recordings = self._fit.parameters.dream_seed, self._fit.sound.recordings
        if where == "same":
            return recordings[0][:length]
        if where == "random":
            return take(recordings, length, self._rng)
        tape = np.concatenate(recordings)
        return tape[(self._fit.position + np.arange(min(length, len(tape)))) % len(tape)]


def dreams_in(folder: Path) -> int:
    """The highest number among the dreams made on the way in a folder, 0 if there are none."""
    numbers = [int(path.stem.removeprefix("dream_")) for path in folder.glob("dream_[0-9]*.wav")]
    return max(numbers, default=0)


def write_dreams(folder: Path, dreams: Sequence[FloatArray] | FloatArray, sample_rate: int) -> list[Path]:
    """Write dreams as `dream_<number>.wav`, counting on from those in the folder. Raises OSError."""
    first = dreams_in(folder) + 1
    paths = [folder / f"dream_{first + index:04d}.wav" for index in range(len(dreams))]
    for path, dream in zip(paths, dreams, strict=True):
        write_wav(path, dream, sample_rate)
    return paths


def write_wav(path: Path, samples: FloatArray, sample_rate: int) -> None:
    """Write a mono 24-bit WAV by an atomic rename, clipped at full scale. Raises OSError."""
    data = wav_bytes(np.clip(samples, -1.0, 1.0), sample_rate, "PCM_24")
    atomically(path, lambda partial: partial.write_bytes(data))


def take(recordings: Sequence[FloatArray], length: int, rng: np.random.Generator) -> FloatArray:
    """A random stretch of the recordings; the longer a recording, the likelier."""
    sizes = np.array([len(samples) for samples in recordings], dtype=np.float64)
    samples = recordings[int(rng.choice(len(recordings), p=sizes / sizes.sum()))]
    start = int(rng.integers(max(1, len(samples) - length)))
    return samples[start : start + length]
