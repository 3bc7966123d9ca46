"""A take that can be learnt in seconds, and hyperparameters for it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile

from live_models.families.lstm.material import load_material
from live_models.families.lstm.trainer import Trainer
from live_models.hyperparameters import Hyperparameters

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


def small_trainer(recording: Path, rng_seed: int = 0, **params: object) -> Trainer:
    """A trainer of the small network, with some hyperparameters changed."""
    parameters = Hyperparameters.from_params(SMALL | params)
    return Trainer(parameters, load_material([recording], ["own"], parameters), rng_seed)
