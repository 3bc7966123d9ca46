"""The space that a latent-spectrum network hears and dreams in: principal components of its recordings' windows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, Self

import numpy as np

from live_models.arrays import DoubleArray, FloatArray

BLOCK: Final = 4096
"""Windows that are looked at together."""

WHITENED: Final = 0.5
MOVED_WHITENED: Final = 0.75
"""Power of a component's deviation by which it is divided, as the network hears it, and as the head draws its
movement. With 1 the last components, which are noise, would count as much as the first; with 0 nothing would."""

LEAST: Final = 1e-6


class LatentSpace(NamedTuple):
    """From features to components and back. Immutable; any thread.

    A window's components are what its features differ from `mean` by, along `basis`, over `scale`. A dream moves from
    its last components, times `skip`, by what is drawn times `moved_scale`, plus `moved_mean`.

    Shape: `basis` `[features, latents]`, orthonormal; `mean` `[features]`; the others `[latents]`
    """

    basis: FloatArray
    mean: FloatArray
    scale: FloatArray
    moved_mean: FloatArray
    moved_scale: FloatArray

    @classmethod
    def from_tensors(cls, tensors: Mapping[str, FloatArray]) -> Self:
        """A checkpoint's."""
        return cls(*(tensors[f"latent.{name}"].astype(np.float32, copy=False) for name in cls._fields))

    @classmethod
    def of(cls, tapes: Sequence[np.ndarray], latents: int, skip: float) -> Self:
        """The principal components of tapes of windows (Pearson 1901); movements are those of the first tape.

        Shape: each `[windows, features]`
        """
        count = sum(len(tape) for tape in tapes)
        mean = sum(tape.sum(axis=0, dtype=np.float64) for tape in tapes) / count
        covariance = sum(_products(tape, mean) for tape in tapes) / count
        powers, axes = np.linalg.eigh(covariance)
        basis = axes[:, ::-1][:, :latents]
        scale = _partly(np.sqrt(np.maximum(powers[::-1][:latents], 0.0)), WHITENED)
        blocks = [tapes[0][first : first + BLOCK] - mean for first in range(0, len(tapes[0]), BLOCK)]
        heard = np.concatenate([block @ basis for block in blocks]) / scale
        moved = heard[1:] - skip * heard[:-1]
        moved_scale = _partly(moved.std(axis=0) * scale, MOVED_WHITENED) / scale
        found = (basis, mean, scale, moved.mean(axis=0), moved_scale)
        return cls(*(np.ascontiguousarray(one, dtype=np.float32) for one in found))

    def latents(self, features: FloatArray) -> FloatArray:
        """Components of windows. Shape: `[..., features]` -> `[..., latents]`"""
        return np.asarray((features - self.mean) @ self.basis / self.scale, dtype=np.float32)

    def features(self, latents: FloatArray) -> FloatArray:
        """Windows of components; undoes `latents`. Shape: `[..., latents]` -> `[..., features]`"""
        return np.asarray((latents * self.scale) @ self.basis.T + self.mean, dtype=np.float32)

    def change(self, features: FloatArray) -> FloatArray:
        """Components of a difference of two windows. Shape: as `latents`"""
        return np.asarray(features @ self.basis / self.scale, dtype=np.float32)


def _products(tape: np.ndarray, mean: DoubleArray) -> DoubleArray:
    found = np.zeros((len(mean), len(mean)))
    for first in range(0, len(tape), BLOCK):
        block = tape[first : first + BLOCK] - mean
        found += block.T @ block
    return found


def _partly(deviations: DoubleArray, power: float) -> DoubleArray:
    """Deviations to a power, as large as they are on the whole. Shape kept."""
    kept = np.maximum(deviations, LEAST * max(float(deviations.max()), LEAST))
    return np.asarray(kept**power * (kept ** (1.0 - power)).mean())
