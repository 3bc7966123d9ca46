"""What a network sees of a recording: vectors with their level, and magnitude spectra."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from live_models.arrays import FloatArray
from live_models.fields import shown

# Recordings and seeds are brought to this level (RMS), so that a quiet microphone does not mean a quiet dream.
REFERENCE_RMS: Final = 0.1

# Below this RMS (-80 dBFS) a recording is silence: raising it to the reference would only raise its noise.
SILENCE_RMS: Final = 1e-4

SOUNDING: Final = 0.05
"""Of the peak (-26 dB): a last note that is softer than this has faded away."""

LOOKED_THROUGH: Final = 8192

# A vector's level is a logarithm: ln(1e-4 + RMS) / LEVEL_SPAN + 1 is about 0 at silence and 0.75 at REFERENCE_RMS.
LEVEL_FLOOR: Final = 1e-4
LEVEL_SPAN: Final = -float(np.log(LEVEL_FLOOR))

LARGEST_GAIN_DB: Final = 200.0
"""Beyond it a card's number is damaged; far beyond it there is no factor of that many decibels."""


@dataclass(frozen=True)
class Normalisation:
    """Numbers that turn samples into features and back; part of the card.

    `global_maximum`: largest magnitude in the training material (magnitude_spectrum; 1 otherwise).
    `level`: mean power of the training material's features' magnitudes or samples, or mean level of its vectors; where
    the dream is steered to. `deviation`: of what the linear skip leaves over (samples); vector: the largest innovation
    that a dream may have, no pluck being harder than those of the material. `gain_db`: what a frozen dream of this
    checkpoint is raised by to have the material's level.
    """

    global_maximum: float = 1.0
    level: float = 0.0
    deviation: float = 1.0
    gain_db: float = 0.0

    @classmethod
    def from_card(cls, params: dict[str, Any]) -> Normalisation:
        """Read a card's `normalisation`. Raises ValueError for unknown names or values that are not finite."""
        known = {"global_maximum", "level", "deviation", "gain_db"}
        if set(params) - known:
            raise ValueError(
                f"unknown normalisation {shown(sorted(set(params) - known)[0])}; known are {sorted(known)}"
            )
        values = {name: float(value) for name, value in params.items()}
        scales = (values.get("global_maximum", 1.0), values.get("deviation", 1.0))
        if not np.isfinite(list(values.values())).all() or min(scales) <= 0.0:
            raise ValueError(f"normalisation must be finite, its global_maximum and deviation above 0, got {values}")
        if abs(values.get("gain_db", 0.0)) > LARGEST_GAIN_DB:
            raise ValueError(f"normalisation's gain_db must be in range -200..200, got {values['gain_db']:g}")
        return cls(**values)


def at_reference_level(samples: np.ndarray) -> np.ndarray:
    """The same sound with an RMS of 0.1 over its sounding half; silence stays as it is. float32.

    The level is the RMS of the louder half of the 50 ms-like pieces (1/200 of the sound, at least 256 samples): pauses
    in a recording do not make the rest of it louder.
    """
    samples = np.asarray(samples, dtype=np.float32)
    if not len(samples):
        return samples
    length = max(256, len(samples) // 200)
    count = max(1, len(samples) // length)
    least, longer = divmod(len(samples), count)  # pieces as those of np.array_split: the first ones are one longer
    lengths = np.full(count, least) + (np.arange(count) < longer)
    starts = np.cumsum(lengths) - lengths
    power = np.sort(np.add.reduceat(samples.astype(np.float64) ** 2, starts) / lengths)
    rms = float(np.sqrt(np.mean(power[count // 2 :])))
    if rms < SILENCE_RMS:
        return samples
    return (samples * np.float32(REFERENCE_RMS / rms)).astype(np.float32)


def sounding(samples: FloatArray) -> FloatArray:
    """A sound without the fading away after its last note: to where it is last above -26 dB of its peak.

    Looked for from the end: a minute is not gone through. Silence stays as it is. Shape: `[n]` -> `[m]`, a view
    """
    if not len(samples):
        return samples
    limit = SOUNDING * max(samples.max(), -samples.min())
    for end in range(len(samples), 0, -LOOKED_THROUGH):
        first = max(0, end - LOOKED_THROUGH)
        loud = np.flatnonzero(np.abs(samples[first:end]) > limit)
        if len(loud):
            return samples[: first + loud[-1] + 1]
    return samples


def compress(spectra: np.ndarray, exponent: float, maximum: float | FloatArray) -> np.ndarray:
    """Features of magnitudes: (magnitude / maximum) ** exponent; one maximum, or one each. Shape kept, float32."""
    return np.asarray((spectra / np.float32(maximum)) ** np.float32(exponent), dtype=np.float32)


def expand(features: np.ndarray, exponent: float, maximum: float | FloatArray) -> np.ndarray:
    """Magnitudes of features, the inverse of `compress`; what a network put below 0 is 0. Shape kept, float32."""
    raised = np.maximum(features, 0.0) ** np.float32(1.0 / exponent)
    return np.asarray(raised * np.float32(maximum), dtype=np.float32)


def with_level(vectors: np.ndarray) -> np.ndarray:
    """Vectors divided by their RMS, with the level as one more column: ln(1e-4 + RMS), scaled to about 0..1.

    Shape: `[num_vectors, seg_len]` -> `[num_vectors, seg_len + 1]`, float32
    """
    rms = np.sqrt(np.mean(vectors.astype(np.float64) ** 2, axis=1, keepdims=True))
    level = np.log(LEVEL_FLOOR + rms) / LEVEL_SPAN + 1.0
    return np.concatenate([vectors / (LEVEL_FLOOR + rms), level], axis=1).astype(np.float32)


def without_level(features: np.ndarray) -> np.ndarray:
    """Vectors with their level put back: undoes `with_level`. Shape: `[..., seg_len + 1]` -> `[..., seg_len]`."""
    scale = np.exp((np.clip(features[..., -1:], -1.0, 1.5) - 1.0) * LEVEL_SPAN)
    return np.asarray(features[..., :-1] * scale, dtype=np.float32)


def vectors_of(samples: np.ndarray, seg_len: int, level_normalised: bool) -> np.ndarray:
    """Vectors of a sound already at its reference level, one after the other, with their level by choice.

    The last incomplete one is dropped; a short sound is padded to one vector.

    Shape: `[num_samples]` -> `[num_vectors, seg_len]`, or one more column; float32
    """
    samples = np.asarray(samples, dtype=np.float32)
    if len(samples) < seg_len:
        samples = np.pad(samples, (0, seg_len - len(samples)))
    vectors = samples[: len(samples) // seg_len * seg_len].reshape(-1, seg_len)
    return with_level(vectors) if level_normalised else vectors
