"""A guitar, and how near a resynthesis comes to its spectra."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from typing import Any

import numpy as np
import soundfile
import soxr

from live_models.arrays import FloatArray
from live_models.resynthesis.analysis import Analysis
from live_models.resynthesis.contract import Resynthesis


def etude(rate: int, duration_s: float) -> FloatArray:
    """The beginning of the demo's guitar, mono."""
    with resources.files("live_daemon").joinpath("data/etude.flac").open("rb") as file:
        samples, found = soundfile.read(file, dtype="float32", always_2d=True)
    mono = samples[: round((duration_s + 0.1) * found)].mean(axis=1)
    return np.asarray(soxr.resample(mono, found, rate)[: round(duration_s * rate)], dtype=np.float32)


def sounded(
    resynthesis: Resynthesis[Any],
    spectra: FloatArray,
    rng_seed: int = 0,
    heard: FloatArray | None = None,
    pieces: Sequence[int] = (),
) -> FloatArray:
    """What spectra sound like, without what comes before the first window. `pieces`: windows of each call."""
    nothing = np.zeros((0, resynthesis.analysis.num_bins), dtype=np.float32)
    state = resynthesis.begin(np.random.default_rng(rng_seed), nothing if heard is None else heard)
    parts = np.split(spectra, np.cumsum(pieces)[:-1].astype(int))
    sound = np.concatenate([resynthesis.advance(state, part) for part in parts])
    return np.asarray(sound[resynthesis.look_ahead * resynthesis.analysis.hop_size :])


def convergence_db(analysis: Analysis, wanted: FloatArray, sound: FloatArray) -> float:
    """Spectral convergence: how far a sound's spectra are from those wanted, both from the first window on. dB.

    The norm of the difference over that of the spectra wanted, without the windows at both ends, where one is cut.
    """
    made = analysis.magnitudes(sound).astype(np.float64)
    edge = -(-analysis.window_size // analysis.hop_size)
    inside = slice(edge, min(len(made), len(wanted)) - edge)
    return float(20.0 * np.log10(np.linalg.norm(made[inside] - wanted[inside]) / np.linalg.norm(wanted[inside])))
