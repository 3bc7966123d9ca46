"""Recordings made ready for training: one tape of samples or windows, and the part kept for validation."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np

from live_inference.files.audio import read_audio
from live_inference.files.names import as_text
from live_models.arrays import FloatArray
from live_models.families.lstm.linear import SampleSkip, fit_linear_skip, fit_vector_skip
from live_models.families.vector.skip import VectorSkip
from live_models.features import (
    SILENCE_RMS,
    Normalisation,
    at_reference_level,
    compress,
    features_of,
    magnitude_spectra,
    with_level,
)
from live_models.hyperparameters import Hyperparameters

VALIDATION_SHARE: Final = 0.1

LARGEST_QUANTILE: Final = 0.995

MIN_STEPS: Final = 32
"""Fewer steps than this are no material: at the usual hop less than a second."""


class MaterialError(ValueError):
    """The recordings cannot be trained on; the message is one line for the user."""


@dataclass(frozen=True)
class Tape:
    """Material end to end: windows `[N, bins]` (magnitude_spectrum) or samples `[N]` (the others)."""

    data: FloatArray
    parameters: Hyperparameters
    skip: VectorSkip | None = None
    """vector: labels are what it leaves over."""

    def __len__(self) -> int:
        return len(self.data)

    def pairs(self, cursors: np.ndarray) -> tuple[FloatArray, FloatArray]:
        """Inputs and labels at cursor positions of the rows, read round the end of the tape.

        Shape: `[T, B]` -> `[T, B, input_size]` and `[T, B, label_size]`; transpose has a label after the last row of
        each matrix, `[T, M, 1]`
        """
        p = self.parameters
        if p.sample_wise:
            return self._vectors(cursors), self.data[(cursors[:, p.rows - 1 :: p.rows, None] + p.seg_len) % len(self)]
        if p.approach == "magnitude_spectrum":
            return self.data[cursors % len(self)], self.data[(cursors + 1) % len(self)]
        if self.skip is not None:
            windows = self._samples(cursors + p.seg_len - p.skip_length, p.skip_length + p.seg_len)
            label = self.skip.innovations(windows[..., : p.skip_length], windows[..., p.skip_length :])
            return self._vectors(cursors), label
        return self._vectors(cursors), self._vectors(cursors + p.seg_len)

    def _samples(self, cursors: np.ndarray, length: int) -> FloatArray:
        return self.data[(cursors[..., None] + np.arange(length)) % len(self)]

    def _vectors(self, cursors: np.ndarray) -> FloatArray:
        vectors = self._samples(cursors, self.parameters.seg_len)
        if not self.parameters.level_normalised:
            return vectors
        flat = with_level(vectors.reshape(-1, self.parameters.seg_len))
        return flat.reshape(*cursors.shape, -1)


@dataclass(frozen=True)
class Material:
    """All that a training needs of its recordings. `seeds`: each recording at its reference level, for dreams."""

    training: Tape
    validation: Tape
    normalisation: Normalisation
    seeds: list[FloatArray]
    recordings: list[dict[str, Any]]
    linear: Mapping[str, FloatArray] = field(default_factory=dict)
    """The linear skip's tensors by their names."""
    sample_skip: SampleSkip | None = None
    """column_vector, transpose: what their linear skip was fitted with."""


def load_material(paths: Sequence[Path], licences: Sequence[str], parameters: Hyperparameters) -> Material:
    """Read recordings, bring each to the reference level, cut off its last tenth for validation, join the rest.

    `licences` has one entry per recording, for the card. The recordings lie on one tape; where one ends the next
    begins, heard by the network as one more onset. Raises AudioFileError for a file that is not usable audio,
    MaterialError for silence or too little sound.
    """
    p = parameters
    step = p.seg_len if p.sample_wise else p.hop_length
    seeds, training, validation, rows = [], [], [], []
    for path, licence in zip(paths, licences, strict=True):
        samples = read_audio(path, p.sample_rate)
        samples = _without_silent_ends(samples - samples.mean(), path)
        samples = at_reference_level(samples)
        cut = round(len(samples) * (1.0 - VALIDATION_SHARE))
        seeds.append(samples)
        training.append(samples[:cut])
        validation.append(samples[cut:])
        rows.append(
            {
                "file": as_text(Path(path).name),
                "licence": licence,
                "duration_s": round(len(samples) / p.sample_rate, 2),
                "sha256": _sha256(Path(path)),
            }
        )
    if sum(map(len, training)) < MIN_STEPS * step:
        found = sum(map(len, seeds)) / p.sample_rate
        needed = MIN_STEPS * step / p.sample_rate / (1.0 - VALIDATION_SHARE)
        raise MaterialError(f"recordings must hold at least {needed:.1f} s of sound, found {found:.1f} s")
    if p.approach == "magnitude_spectrum":
        spectra = [magnitude_spectra(samples, p.window_size, p.hop_size) for samples in training]
        largest = max(float(s.max()) for s in spectra)
        power = sum(_compressed_in_place(s, p.exponent, largest) for s in spectra)
        windows = spectra[0] if len(spectra) == 1 else np.concatenate(spectra)
        level = power / windows.size
        normalisation = Normalisation(global_maximum=largest, level=level)
        held = [features_of(samples, p, normalisation) for samples in validation]
        return Material(Tape(windows, p), Tape(np.concatenate(held), p), normalisation, seeds, rows)
    tape = np.concatenate(training)
    normalisation = Normalisation()
    power = float(np.mean(tape.astype(np.float64) ** 2))
    linear: dict[str, FloatArray] = {}
    skip: VectorSkip | None = None
    sample_skip: SampleSkip | None = None
    if p.sample_wise:
        deviation = 1.0
        if p.linear_skip:
            sample_skip = fit_linear_skip(tape, p.seg_len)
            linear["linear.weight"], deviation = sample_skip.weight, sample_skip.deviation
        normalisation = Normalisation(level=power, deviation=deviation)
    elif p.linear_skip:
        linear = fit_vector_skip(tape, p.seg_len, p.skip_length, p.level_normalised)
        skip = VectorSkip.of(p, linear)
        normalisation = Normalisation(level=power, deviation=_largest_innovation(tape, p, skip))
    elif p.level_normalised:
        levels = features_of(tape, p, normalisation)[:, -1]
        normalisation = Normalisation(level=float(np.mean(levels[levels > np.median(levels)])))
    held_out = Tape(np.concatenate(validation), p, skip)
    return Material(Tape(tape, p, skip), held_out, normalisation, seeds, rows, linear, sample_skip)


def _compressed_in_place(spectra: FloatArray, exponent: float, largest: float) -> float:
    """Make magnitudes features, in their own memory (of an hour they are gigabytes).

    Returns the sum of their powers relative to the largest; in float64, or quiet windows are lost in it.
    """
    power = 0.0
    for first in range(0, len(spectra), 1024):
        block = spectra[first : first + 1024]
        power += float(np.sum((block.astype(np.float64) / largest) ** 2))
        block[:] = compress(block, exponent, largest)
    return power


def _largest_innovation(tape: FloatArray, p: Hyperparameters, skip: VectorSkip) -> float:
    """RMS that all but a few innovations of the material stay below, in units of the reference level."""
    tape = np.resize(tape, max(len(tape), p.skip_length + p.seg_len))
    windows = np.lib.stride_tricks.sliding_window_view(tape, p.skip_length + p.seg_len)[:: p.seg_len]
    history = windows[:, : p.skip_length]
    sizes = skip.scale(history) * np.sqrt(
        np.mean(np.square(skip.innovations(history, windows[:, p.skip_length :])), axis=1, keepdims=True)
    )
    return max(1e-6, float(np.quantile(sizes, LARGEST_QUANTILE)))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _without_silent_ends(samples: FloatArray, path: Path) -> FloatArray:
    """Cut what stays 60 dB below the peak off both ends."""
    peak = float(np.abs(samples).max())
    if peak < SILENCE_RMS:
        raise MaterialError(f"{path}: must hold sound, found silence (peak {peak:.1e})")
    loud = np.flatnonzero(np.abs(samples) > 1e-3 * peak)
    return samples[loud[0] : loud[-1] + 1]
