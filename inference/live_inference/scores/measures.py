"""Measures a sound in one pass, dreams and sources in the same way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from live_inference.scores import artifacts, bands, sameness
from live_inference.scores.spectra import Spectra, level
from live_models.arrays import FloatArray

REPEAT_RESIDUAL: Final = 0.01
"""-20 dB: a loop with hiss 20 dB below is still a loop. Recordings stay above it except for half a second."""

NOISE_FLATNESS_DB: Final = -12.0
NOISE_LEVEL_DB: Final = -20.0
"""A window is noise if its flatness is above -12 dB and its level within 20 dB of the sound's. White noise has -2.5 dB,
pink noise -7, plucked strings -50, and even distorted guitar -13 on average."""

WHITE_FLATNESS_DB: Final = -3.5
"""A window flatter than this is noise, whatever the source. White noise has -2.5 dB, plus or minus 0.3."""

SILENT_DB: Final = -50.0
"""Silence: 50 dB below the reference's level, about the noise of a room."""


@dataclass(frozen=True)
class Measures:
    """Measures of one sound: rates per second, levels and distances in dB, runs in seconds."""

    clicks_per_s: float
    subsonic_share: float
    clipped_share: float
    flatness_db: float
    noise_s: float
    loudest_db: float
    mean_change_db: float
    least_change_db: float
    repeated_s: float
    silent_s: float
    pitch_change: float = 0.0
    """0: not measured (the statistics of older cards)."""
    attack_s: float = 0.0
    """0: too few attacks, or not measured."""
    low_flatness_db: float = 0.0
    """0: not measured (the statistics of older cards)."""


def measure(
    samples: FloatArray,
    sample_rate: int,
    spectra: Spectra,
    reference_level: float,
    flatness_limit_db: float,
    low_flatness_limit_db: float = WHITE_FLATNESS_DB,
) -> Measures:
    """Measure a sound relative to a reference's level; windows flatter than the limits count as noise.

    `low_flatness_limit_db`: of what lies below 5 kHz alone.
    """
    gain_db = 20.0 * float(np.log10(max(level(samples), 1e-9) / max(reference_level, 1e-9)))
    level_db = spectra.level_db + gain_db
    audible = spectra.audible
    heard = audible if audible.any() else np.ones_like(audible)
    change = sameness.change_db(spectra)
    flat = (spectra.flatness_db > flatness_limit_db) | (spectra.low_flatness_db > low_flatness_limit_db)
    noisy = flat & (level_db > NOISE_LEVEL_DB)
    residuals = sameness.residuals(samples, sample_rate)
    alike = residuals[~np.isnan(residuals)] < REPEAT_RESIDUAL  # a rest inside a loop does not end it
    return Measures(
        clicks_per_s=artifacts.clicks_per_s(samples, sample_rate),
        subsonic_share=artifacts.subsonic_share(samples, sample_rate),
        clipped_share=artifacts.clipped_share(samples, sample_rate),
        flatness_db=float(np.median(spectra.flatness_db[heard])),
        noise_s=sameness.longest_run_s(noisy, spectra.hop_s),
        loudest_db=sameness.loudest_db(spectra),
        mean_change_db=float(change.mean()),
        least_change_db=float(np.percentile(change, 5.0)),
        repeated_s=sameness.longest_run_s(alike, sameness.REPEAT_HOP_S),
        silent_s=sameness.longest_run_s(level_db < SILENT_DB, spectra.hop_s),
        pitch_change=sameness.pitch_change(spectra),
        attack_s=bands.attack_s(samples, sample_rate),
        low_flatness_db=float(np.median(spectra.low_flatness_db[heard])),
    )
