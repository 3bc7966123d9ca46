"""Dreams while a network learns: concurrent ones, one step after each update, and places in the recordings to begin."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from live_inference.files.dreams import atomically, wav_bytes
from live_models.arrays import FloatArray
from live_models.checkpoint import Checkpoint
from live_models.families.lstm.backends.eager import EagerNetwork
from live_models.families.lstm.network import LSTMNetwork
from live_models.families.lstm.trainer import Trainer
from live_models.features import Normalisation
from live_models.loading import build_generator

MIRROR_EVERY: Final = 16
"""Updates on a GPU after which the network that dreams beside it takes over the weights."""


GATE_DB: Final = 60.0
"""Bins so far below the loudest of the recordings are silent in a dream (the papers' threshold gate). What a network
leaves between partials is heard as hiss: four dreams of 20 s on nylon arpeggios were 17 dB flatter than the source
without the gate, score .43, and .67 with it, from the same weights."""


def dreaming_card(normalisation: Normalisation, controls: Mapping[str, Any] | None) -> dict[str, Any]:
    """What of a card a dream depends on: while training, when judged, and at the end, the same.

    Peaks alone are nearer to the source than all bins (`live_models.resynthesis.Resynthesis`).
    """
    return {
        "normalisation": vars(normalisation),
        "controls": dict(controls or {}),
        "resynthesis": {"keep_peaks": True, "gate_db": GATE_DB},
    }


class ConcurrentDream:
    """One dream step after each update, with a state of its own while the weights change (Pfalz 2018, 3.3).

    `streams` dreams go on side by side. When they have their length each is written as `dream_<number>.wav`, and the
    next ones begin from other places of the recordings: as `dream_seed` says, the same one, a random one, or the
    training's own (Pfalz 2018, 3.3). One thread: that of the training.

    Without a `mirror` the dreams hear the training's own network; a network on a GPU is mirrored on the CPU.
    """

    def __init__(
        self,
        trainer: Trainer,
        folder: Path,
        duration_s: float,
        rng_seed: int,
        streams: int = 1,
        mirror: LSTMNetwork | None = None,
        controls: Mapping[str, Any] | None = None,
    ) -> None:
        p = trainer.parameters
        if mirror is None and trainer.device.type != "cpu":
            mirror = copy.deepcopy(trainer.network).cpu()  # whitened or not, as it is
        network = trainer.network if mirror is None else mirror
        self._mirror = mirror
        card = dreaming_card(trainer.material.normalisation, controls)
        checkpoint = Checkpoint("in training", card, network.shared_tensors(), p)
        self._generator = build_generator(checkpoint, EagerNetwork.around(network))
        self._trainer, self._streams = trainer, streams
        self._folder, self._seeds = folder, trainer.material.seeds
        self._rng = np.random.default_rng(rng_seed)
        self._length = max(1, round(duration_s * p.sample_rate / p.hop_length))
        self._state: Any = None
        self._made: list[FloatArray] = []
        self.count = dreams_in(folder)

    def step(self) -> list[Path]:
        """Dream one step on; returns the paths of the dreams that have just been written. Raises OSError."""
        if self._mirror is not None and self._trainer.step % MIRROR_EVERY == 0:
            self._mirror.load_state_dict(self._trainer.network.state_dict())
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
        p = self._trainer.parameters
        if p.dream_seed == "same":
            return self._seeds[0][:length]
        if p.dream_seed == "random":
            return take(self._seeds, length, self._rng)
        start = self._trainer.cursor * (p.hop_size if p.approach == "magnitude_spectrum" else 1)
        tape = np.concatenate(self._seeds)
        return tape[(start + np.arange(min(length, len(tape)))) % len(tape)]


def dreams_in(folder: Path) -> int:
    """How many dreams made on the way lie there: the highest number given."""
    numbers = [int(path.stem.removeprefix("dream_")) for path in folder.glob("dream_[0-9]*.wav")]
    return max(numbers, default=0)


def write_dreams(folder: Path, dreams: Sequence[FloatArray] | FloatArray, sample_rate: int) -> list[Path]:
    """Write dreams made on the way behind those that are there, as `dream_<number>.wav`. Raises OSError."""
    first = dreams_in(folder) + 1
    paths = [folder / f"dream_{first + index:04d}.wav" for index in range(len(dreams))]
    for path, dream in zip(paths, dreams, strict=True):
        write_wav(path, dream, sample_rate)
    return paths


def write_wav(path: Path, samples: FloatArray, sample_rate: int) -> None:
    """Write a mono 24-bit WAV by an atomic rename; what is beyond full scale is clipped. Raises OSError."""
    data = wav_bytes(np.clip(samples, -1.0, 1.0), sample_rate, "PCM_24")
    atomically(path, lambda partial: partial.write_bytes(data))


def take(seeds: Sequence[FloatArray], length: int, rng: np.random.Generator) -> FloatArray:
    """A stretch of a recording, places weighted by the recordings' lengths."""
    sizes = np.array([len(seed) for seed in seeds], dtype=np.float64)
    seed = seeds[int(rng.choice(len(seeds), p=sizes / sizes.sum()))]
    start = int(rng.integers(max(1, len(seed) - length)))
    return seed[start : start + length]
