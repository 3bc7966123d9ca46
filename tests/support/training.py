"""A take that can be learnt in seconds, and hyperparameters for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from live_models.families import make_fit
from live_training.recordings import load_sound

from .parameters import hyperparameters_of

RATE = 4000
SMALL = {
    "approach": "magnitude_spectrum",
    "sample_rate": RATE,
    "seg_len": 64,
    "window_size": 64,
    "hop_size": 32,
    "hidden_size": 32,
    "num_unrollings": 8,
    "bptt": 8,
    "lr": 3e-3,
    "weight_stddev": 0.02,
    "input_noise": 0.01,
}


def write_take(path: Path, *, backwards: bool = False) -> Path:
    """Eight seconds of a three-note pattern that repeats."""
    t = np.arange(RATE // 4) / RATE
    notes = [np.sin(2 * np.pi * hz * t) * np.exp(-6 * t) for hz in (250.0, 500.0, 375.0)]
    take = 0.4 * np.concatenate(notes * 11)[: 8 * RATE]
    soundfile.write(path, take[::-1] if backwards else take, RATE)
    return path


def small_fit(recording: Path, rng_seed: int = 0, **params: object) -> Any:
    """A fit of the small network, with some hyperparameters changed."""
    parameters = hyperparameters_of(SMALL | params)
    return make_fit(parameters, load_sound([recording], ["own"], parameters.sample_rate), rng_seed)
