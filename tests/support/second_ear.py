"""An ear that nobody here wrote: Basic Pitch (Bittner et al. 2022, ICASSP), which hears several notes at once.

Its network comes with the package (Apache 2.0, 230 KB, ONNX). The package's dependencies are not needed and heavy:
`pip install --no-deps basic-pitch==0.4.0`, and onnxruntime.
"""

from __future__ import annotations

import importlib.util
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import soxr

from live_models.arrays import DoubleArray, FloatArray

RATE: Final = 22_050
WINDOW: Final = 43_844
NOTES: Final = "StatefulPartitionedCall:1"
"""Of its three outputs the one that says which of the 88 keys of a piano sound."""

LOWEST_MIDI: Final = 21
SOUNDING: Final = 0.3
"""The package's own threshold of a frame for a note that goes on."""


def model_file() -> Path | None:
    """The network's file, where the package is installed; the package itself is not imported."""
    spec = importlib.util.find_spec("basic_pitch")
    if spec is None or importlib.util.find_spec("onnxruntime") is None:
        return None
    file = Path((spec.submodule_search_locations or [""])[0]) / "saved_models" / "icassp_2022" / "nmp.onnx"
    return file if file.is_file() else None


def notes(samples: FloatArray, sample_rate: int) -> DoubleArray:
    """How surely each of 88 keys sounds, mean over time; less than `SOUNDING` counts as nothing. Shape: -> `[88]`"""
    heard = np.asarray(soxr.resample(samples, sample_rate, RATE), dtype=np.float32)
    windows = np.pad(heard, (0, -len(heard) % WINDOW)).reshape(-1, WINDOW, 1)
    session = _session()
    found = session.run([NOTES], {session.get_inputs()[0].name: windows})[0].reshape(-1, 88).astype(np.float64)
    return np.asarray(np.where(found > SOUNDING, found, 0.0).mean(axis=0))


def profile(samples: FloatArray, sample_rate: int) -> DoubleArray:
    """Share of each pitch class, as `live_inference.scores.answer.profile`. Shape: -> `[12]`"""
    heard = notes(samples, sample_rate)
    classes = np.bincount((np.arange(88) + LOWEST_MIDI) % 12, weights=heard, minlength=12)
    return np.asarray(classes / max(float(classes.sum()), 1e-12), dtype=np.float64)


@lru_cache(maxsize=1)
def _session() -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(str(model_file()), options)
