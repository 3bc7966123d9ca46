"""What weights of fewer bits cost in sound: the same inputs through both, and two dreams of one seed."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any, Final

import numpy as np
from scipy.signal import stft

from live_inference.files.audio import read_audio
from live_models.arrays import DoubleArray, FloatArray
from live_models.contract.checkpoint import Checkpoint
from live_models.contract.family import load_entry
from live_models.contract.generator import Generator, generate
from live_models.families import family_of

FORCED_SAMPLES: Final = 4096
"""Samples of the recording that both are fed, or this many steps where a step is longer."""

DREAM_S: Final = 10.0
PAIRS: Final = 3
"""Dreams of each kind that are compared: one pair alone is a matter of luck."""
MEL_BANDS: Final = 40
FLOOR_DB: Final = 80.0
"""Mel bands quieter than this below the loudest count as this: what nobody hears makes no distance."""


def weights_cost(checkpoint: Checkpoint, recording: Path, backend: str, rng_seed: int = 0) -> dict[str, Any]:
    """How far `cpu` or `cpu_int8` is from `cpu_float32`: on the recording's own sound, and in a dream seeded with it.

    * `forced_snr_db`: what the head puts out when both are fed the recording, step by step, dropout off: float32
      against the difference. `prediction_snr_db`: the same for the mean of the prediction (a mixture's, weighted).
    * `level_db`: how much louder its dreams of 10 s are, mean of `PAIRS` values of `rng_seed`. `log_mel_db`: mean
      distance of the long-term mel spectra of its dream and a float32 dream of the same `rng_seed`. A dream is chaotic:
      the smallest difference grows until two dreams of one seed are two dreams. So `log_mel_other_db` stands beside
      it: the distance between float32 dreams that differ in `rng_seed` alone.

    Raises AudioFileError for a recording that cannot be read.
    """
    p = checkpoint.hyperparameters
    family = family_of(p.approach)
    sound = read_audio(recording, p.sample_rate)
    executors = [family.executor(checkpoint, name) for name in ("cpu_float32", backend)]
    forced = [load_entry(family.forced)(checkpoint, executor, sound, FORCED_SAMPLES) for executor in executors]
    generators = [family.around(checkpoint, executor) for executor in executors]
    seeds = range(rng_seed, rng_seed + PAIRS)
    dreams, others = ([_dream(generator, sound, one) for one in seeds] for generator in generators)
    spectra, other_spectra = ([long_term_mel_db(one, p.sample_rate) for one in each] for each in (dreams, others))
    louder = [level_db(other) - level_db(dream) for dream, other in zip(dreams, others, strict=True)]
    by_weights = [np.abs(other - one).mean() for one, other in zip(spectra, other_spectra, strict=True)]
    by_rng_seed = [np.abs(other - one).mean() for one, other in combinations(spectra, 2)]
    return {
        "model": checkpoint.name,
        "approach": p.approach,
        "backend": backend,
        "steps": len(forced[0][0]),
        "forced_snr_db": round(snr_db(*(outputs for outputs, _ in forced)), 1),
        "prediction_snr_db": round(snr_db(*(predictions for _, predictions in forced)), 1),
        "level_db": round(float(np.mean(louder)), 2),
        "log_mel_db": round(float(np.mean(by_weights)), 2),
        "log_mel_other_db": round(float(np.mean(by_rng_seed)), 2),
    }


def snr_db(exact: np.ndarray, other: np.ndarray) -> float:
    """Power of `exact` over that of the difference, dB; 200 where there is none (weights stored as float16 already)."""
    power, error = np.sum(exact.astype(np.float64) ** 2), np.sum((other.astype(np.float64) - exact) ** 2)
    return float(-10.0 * np.log10(max(error / power, 1e-20)))


def level_db(samples: FloatArray) -> float:
    """RMS, dB full scale."""
    return float(10.0 * np.log10(max(float(np.mean(samples.astype(np.float64) ** 2)), 1e-20)))


def long_term_mel_db(samples: FloatArray, sample_rate: int) -> DoubleArray:
    """Mean power in triangular bands of equal width in mel (2595 log10(1 + f / 700), O'Shaughnessy 1987), dB.

    Shape: `[num_samples]` -> `[MEL_BANDS]`
    """
    hz, _, spectrum = stft(samples, sample_rate, nperseg=1024, noverlap=768)
    power = np.mean(np.abs(spectrum) ** 2, axis=1)
    top = 2595.0 * np.log10(1.0 + sample_rate / 2 / 700.0)
    edges = 700.0 * (10.0 ** (np.linspace(0.0, top, MEL_BANDS + 2) / 2595.0) - 1.0)
    rising = (hz - edges[:-2, None]) / np.diff(edges)[:-1, None]
    falling = (edges[2:, None] - hz) / np.diff(edges)[1:, None]
    bands = np.clip(np.minimum(rising, falling), 0.0, None) @ power
    return np.asarray(10.0 * np.log10(np.maximum(bands, bands.max() * 10.0 ** (-FLOOR_DB / 10.0) + 1e-30)))


def _dream(generator: Generator[Any], seed: FloatArray, rng_seed: int) -> FloatArray:
    return np.concatenate(list(generate(generator, seed, round(DREAM_S * generator.spec.sample_rate), rng_seed)))
