"""A guitar, and how near a resynthesis comes to its spectra."""

from __future__ import annotations

from importlib import resources

import numpy as np
import soundfile
import soxr

from live_models.arrays import FloatArray
from live_models.resynthesis.analysis import Analysis


def etude(rate: int, duration_s: float) -> FloatArray:
    """The beginning of the demo's guitar, mono."""
    with resources.files("live_daemon").joinpath("data/etude.flac").open("rb") as file:
        samples, found = soundfile.read(file, dtype="float32", always_2d=True)
    mono = samples[: round((duration_s + 0.1) * found)].mean(axis=1)
    return np.asarray(soxr.resample(mono, found, rate)[: round(duration_s * rate)], dtype=np.float32)


def convergence_db(analysis: Analysis, wanted: FloatArray, sound: FloatArray) -> float:
    """Spectral convergence: how far a sound's spectra are from those wanted, both from the first window on. dB.

    The norm of the difference over that of the spectra wanted, without the windows at both ends, where one is cut.
    """
    made = analysis.magnitudes(sound).astype(np.float64)
    edge = -(-analysis.window_size // analysis.hop_size)
    inside = slice(edge, min(len(made), len(wanted)) - edge)
    return float(20.0 * np.log10(np.linalg.norm(made[inside] - wanted[inside]) / np.linalg.norm(wanted[inside])))
