"""Dreams of a network in training: concurrent ones while it learns, and frozen ones at its end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from live_inference.arrays import FloatArray
from live_inference.backends.eager import EagerNetwork
from live_inference.generator import generate
from live_inference.guard import Guard
from live_inference.loading import build_generator, load_generator
from live_models.checkpoint import Checkpoint
from live_models.features import REFERENCE_RMS
from live_training.trainer import Trainer

MAX_GAIN_DB = 18.0


class ConcurrentDream:
    """One dream step after each update, with a state of its own while the weights change (Pfalz 2018, 3.3).

    When a dream has its length it is written as `dream_<number>.wav`, and the next one begins from another place of
    the recordings: as `dream_seed` says, the same one, a random one, or the training's own (Pfalz 2018, 3.3). One
    thread: that of the training.
    """

    def __init__(self, trainer: Trainer, folder: Path, duration_s: float, rng_seed: int) -> None:
        p = trainer.parameters
        card = {"normalisation": vars(trainer.material.normalisation)}
        network = EagerNetwork.around(trainer.network)
        tensors = trainer.network.shared_tensors()
        self._generator = build_generator(Checkpoint("in training", card, tensors, p), network)
        self._trainer = trainer
        self._folder, self._seeds = folder, trainer.material.seeds
        self._rng = np.random.default_rng(rng_seed)
        self._length = max(1, round(duration_s * p.sample_rate / p.hop_length))
        self._state: Any = None
        self._made: list[FloatArray] = []
        self.count = len(list(folder.glob("dream_*.wav")))

    def step(self) -> Path | None:
        """Dream one step on; returns the path of a dream that has just been written. Raises OSError."""
        if self._state is None:
            seed = self._next_seed(self._generator.spec.seed_length)
            self._state = self._generator.begin(seed, int(self._rng.integers(2**31)))
        self._made.append(self._generator.advance(self._state, self._generator.default_controls, 1))
        if len(self._made) < self._length:
            return None
        self.count += 1
        path = self._folder / f"dream_{self.count:04d}.wav"
        write_wav(path, np.concatenate(self._made), self._generator.spec.sample_rate)
        self._state, self._made = None, []
        return path

    def _next_seed(self, length: int) -> FloatArray:
        p = self._trainer.parameters
        if p.dream_seed == "same":
            return self._seeds[0][:length]
        if p.dream_seed == "random":
            return _take(self._seeds, length, self._rng)
        start = self._trainer.cursor * (p.hop_size if p.approach == "magnitude_spectrum" else 1)
        tape = np.concatenate(self._seeds)
        return tape[(start + np.arange(min(length, len(tape)))) % len(tape)]


def frozen_dreams(
    checkpoint: Checkpoint, seeds: Sequence[FloatArray], count: int, duration_s: float, rng_seed: int
) -> list[FloatArray]:
    """Dreams of frozen weights on the cpu backend, from places of the recordings drawn by `rng_seed`."""
    generator = load_generator(checkpoint, "cpu")
    rng = np.random.default_rng(rng_seed)
    dreams = []
    for number in range(count):
        seed = _take(seeds, generator.spec.seed_length, rng)
        length = round(duration_s * generator.spec.sample_rate)
        dreams.append(np.concatenate(list(generate(generator, seed, length, rng_seed + number))))
    return dreams


def gain_to_reference_db(dreams: Sequence[FloatArray]) -> float:
    """The gain that brings these dreams together to the reference level, at most 18 dB either way. dB."""
    power = float(np.mean([np.mean(dream.astype(np.float64) ** 2) for dream in dreams]))
    if not np.isfinite(power) or power <= 0.0:
        return 0.0
    return float(np.clip(10.0 * np.log10(REFERENCE_RMS**2 / power), -MAX_GAIN_DB, MAX_GAIN_DB))


def scores_of(dreams: Sequence[FloatArray], seeds: Sequence[FloatArray], sample_rate: int) -> dict[str, Any]:
    """First scores for the card: how many dreams the guard passes and why not, level of the last third. dB."""
    reasons, last = [], []
    for dream in dreams:
        guard = Guard(sample_rate, seeds[0])
        reasons.append(guard.check(dream))
        last.append(_level_db(dream[-len(dream) // 3 :]))
    return {
        "dreams": len(dreams),
        "passed": sum(reason is None for reason in reasons),
        "faults": sorted({reason for reason in reasons if reason is not None}),
        "last_third_db": [round(level, 1) for level in last],
        "recordings_db": round(20.0 * float(np.log10(REFERENCE_RMS)), 1),
    }


def write_wav(path: Path, samples: FloatArray, sample_rate: int) -> None:
    """Write a mono 24-bit WAV by an atomic rename; what is beyond full scale is clipped. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    soundfile.write(part, np.clip(samples, -1.0, 1.0), sample_rate, subtype="PCM_24", format="WAV")
    part.replace(path)


def _take(seeds: Sequence[FloatArray], length: int, rng: np.random.Generator) -> FloatArray:
    """A stretch of a recording, places weighted by the recordings' lengths."""
    sizes = np.array([len(seed) for seed in seeds], dtype=np.float64)
    seed = seeds[int(rng.choice(len(seeds), p=sizes / sizes.sum()))]
    start = int(rng.integers(max(1, len(seed) - length)))
    return seed[start : start + length]


def _level_db(samples: FloatArray) -> float:
    return 20.0 * float(np.log10(np.sqrt(np.mean(samples.astype(np.float64) ** 2)) + 1e-10))
