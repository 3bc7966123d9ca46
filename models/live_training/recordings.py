"""Reads recordings for a training: mono, at the model's sample rate, at the reference level, without silent ends."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from live_inference.files.audio import read_audio
from live_models.arrays import FloatArray
from live_models.contract.sound import SoundError, TrainingSound
from live_models.features import SILENCE_RMS, at_reference_level
from live_models.printable import printable


def load_sound(paths: Sequence[Path], licences: Sequence[str], sample_rate: int) -> TrainingSound:
    """Read recordings; bring each to the reference level. `licences`: one per recording, for the card.

    Raises AudioFileError for a file that is not usable audio, SoundError for silence.
    """
    recordings, rows = [], []
    for path, licence in zip(paths, licences, strict=True):
        samples = read_audio(path, sample_rate)
        samples = at_reference_level(_without_silent_ends(samples - samples.mean(), path))
        recordings.append(samples)
        rows.append(
            {
                "file": printable(Path(path).name),
                "licence": licence,
                "duration_s": round(len(samples) / sample_rate, 2),
                "sha256": _sha256(Path(path)),
            }
        )
    return TrainingSound(sample_rate, recordings, rows)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _without_silent_ends(samples: FloatArray, path: Path) -> FloatArray:
    """Cut both ends where they stay 60 dB below the peak."""
    peak = float(np.abs(samples).max())
    if peak < SILENCE_RMS:
        raise SoundError(f"{path}: must hold sound, found silence (peak {peak:.1e})")
    loud = np.flatnonzero(np.abs(samples) > 1e-3 * peak)
    return samples[loud[0] : loud[-1] + 1]
