"""Small checkpoints with random weights, for tests that need a model but no training."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from live_models.checkpoint import load_checkpoint, save_checkpoint
from live_models.contract.checkpoint import Checkpoint
from live_models.contract.parameters import Parameters

from .parameters import hyperparameters_of

SMALL: dict[str, dict[str, Any]] = {
    "vector": {"approach": "vector", "seg_len": 32, "hidden_size": 24, "sample_rate": 8000},
    "vector_mixture": {
        "approach": "vector",
        "seg_len": 32,
        "hidden_size": 24,
        "num_layers": 2,
        "use_residual": True,
        "sample_rate": 8000,
        "head": "mixture",
        "num_components": 3,
        "level_normalised": True,
    },
    "vector_skip": {
        "approach": "vector",
        "seg_len": 32,
        "hidden_size": 24,
        "sample_rate": 8000,
        "head": "mixture",
        "num_components": 3,
        "level_normalised": True,
        "linear_skip": True,
        "linear_length": 48,
    },
    "vector_hearing": {
        "approach": "vector",
        "seg_len": 32,
        "hidden_size": 24,
        "sample_rate": 8000,
        "head": "mixture",
        "num_components": 3,
        "level_normalised": True,
        "condition": True,
    },
    "noizenet_rnn": {
        "approach": "noizenet",
        "cell": "rnn",
        "seg_len": 32,
        "hidden_size": 24,
        "sample_rate": 8000,
        "head": "mixture",
        "num_components": 3,
        "level_normalised": True,
        "linear_skip": True,
        "linear_length": 48,
    },
    "column": {
        "approach": "column_vector",
        "seg_len": 24,
        "hidden_size": 20,
        "sample_rate": 4000,
        "head": "mixture",
        "num_components": 3,
        "linear_skip": True,
        "use_dropout": False,
    },
    "column_dropped": {
        "approach": "column_vector",
        "seg_len": 33,
        "hidden_size": 18,
        "num_layers": 2,
        "use_residual": True,
        "sample_rate": 4000,
        "input_dropout": 0.5,
    },
    "column_classes": {
        "approach": "column_vector",
        "seg_len": 24,
        "hidden_size": 20,
        "sample_rate": 4000,
        "head": "categorical",
        "quantisation": "mulaw",
        "linear_skip": True,
    },
    "column_bands": {
        "approach": "column_vector",
        "bands": 4,
        "seg_len": 24,
        "hidden_size": 20,
        "sample_rate": 8000,
        "head": "mixture",
        "num_components": 3,
        "linear_skip": True,
        "use_dropout": False,
    },
    "column_bands_dropped": {
        "approach": "column_vector",
        "bands": 8,
        "seg_len": 40,
        "hidden_size": 18,
        "num_layers": 2,
        "sample_rate": 8000,
        "input_dropout": 0.5,
    },
    "transpose": {
        "approach": "transpose",
        "seg_len": 16,
        "num_unrollings": 5,
        "sample_rate": 4000,
        "head": "mixture",
        "num_components": 3,
        "num_layers": 2,
    },
    "spectrum": {
        "approach": "magnitude_spectrum",
        "seg_len": 64,
        "window_size": 64,
        "hop_size": 24,
        "hidden_size": 24,
        "sample_rate": 8000,
        "input_dropout": 0.9,
    },
    "spectrum_mixture": {
        "approach": "magnitude_spectrum",
        "seg_len": 64,
        "window_size": 64,
        "hop_size": 24,
        "hidden_size": 20,
        "num_layers": 3,
        "use_residual": True,
        "sample_rate": 8000,
        "head": "mixture",
        "num_components": 4,
        "skip": 0.9,
    },
    "spectrum_hearing": {
        "approach": "magnitude_spectrum",
        "seg_len": 64,
        "window_size": 64,
        "hop_size": 24,
        "hidden_size": 20,
        "sample_rate": 8000,
        "head": "mixture",
        "num_components": 4,
        "condition": True,
    },
    "weighted_groups": {
        "approach": "mdn_lstm",
        "resynthesis": "oscillator_bank",
        "window_size": 48,
        "hop_size": 16,
        "fft_size": 64,
        "groups_per_width": 8,
        "seg_len": 18,
        "hidden_size": 20,
        "num_layers": 2,
        "num_components": 4,
        "exponent": 0.5,
        "skip": 0.4,
    },
}


STREAMS: dict[str, dict[str, Any]] = {
    "wavenet_skip": {
        "approach": "wavenet",
        "num_blocks": 1,
        "num_layers": 5,
        "num_filters": 18,
        "sample_rate": 4000,
        "head": "mixture",
        "num_components": 3,
        "linear_length": 24,
    },
    "wavenet_bands": {
        "approach": "wavenet",
        "bands": 8,
        "num_blocks": 1,
        "num_layers": 4,
        "num_filters": 18,
        "sample_rate": 8000,
        "head": "mixture",
        "num_components": 3,
        "linear_length": 40,
    },
    "srnn_bands": {
        "approach": "sample_rnn",
        "bands": 8,
        "frame_sizes": (8, 2),
        "frame_width": 3,
        "hidden_size": 20,
        "predictor_size": 18,
        "sequence_length": 24,
        "sample_rate": 8000,
        "head": "mixture",
        "num_components": 3,
        "linear_length": 40,
    },
    "naive_skip": {
        "approach": "naive_rnn",
        "hidden_size": 20,
        "sample_rate": 4000,
        "head": "mixture",
        "num_components": 3,
        "linear_length": 24,
    },
    "naive_classes": {
        "approach": "naive_rnn",
        "num_layers": 3,
        "hidden_size": 18,
        "sample_rate": 4000,
        "quantisation": "mulaw",
        "linear_length": 7,
    },
    "srnn_skip": {
        "approach": "sample_rnn",
        "frame_sizes": (12, 4, 2),
        "frame_width": 5,
        "hidden_size": 20,
        "predictor_size": 18,
        "sequence_length": 24,
        "sample_rate": 4000,
        "head": "mixture",
        "num_components": 3,
        "linear_length": 24,
    },
    "srnn_gru": {
        "approach": "sample_rnn",
        "frame_sizes": (8,),
        "frame_width": 3,
        "cell": "gru",
        "hidden_size": 32,
        "predictor_size": 32,
        "sequence_length": 24,
        "sample_rate": 4000,
        "quantisation": "mulaw",
        "linear_length": 7,
    },
}
"""What systems can be that hear and draw one sample after the other, beside their smallest size."""


def random_tensors(parameters: Parameters, rng_seed: int = 0) -> dict[str, np.ndarray]:
    """Weights that keep an LSTM moving: uniform, about 1.5 / sqrt(inputs); a linear skip that dies away."""
    rng = np.random.default_rng(rng_seed)
    tensors = {}
    for name, shape in parameters.tensor_shapes().items():
        bound = 1.5 / np.sqrt(shape[-1])
        tensors[name] = rng.uniform(-bound, bound, shape).astype(np.float32)
    if "linear.weight" in tensors:
        tensors["linear.weight"] *= np.float32(0.4)
    if "linear.spread" in tensors:
        spread = np.tril(tensors["linear.spread"]) * np.float32(0.1)
        tensors["linear.spread"] = spread + 0.1 * np.eye(len(spread), dtype=np.float32)
    if "linear.deviations" in tensors:
        tensors["linear.deviations"] = np.linspace(1.5, 0.2, *tensors["linear.deviations"].shape, dtype=np.float32)
    return tensors


def small_checkpoint(folder: Path, kind: str, name: str | None = None, **card: Any) -> Checkpoint:
    """Write and read back a small random checkpoint of one of the kinds in SMALL."""
    parameters = hyperparameters_of(SMALL[kind])
    base = {
        "hyperparameters": parameters.to_params(),
        "normalisation": {"level": 0.01, "deviation": 0.05},
        "recordings": [],
    }
    path = save_checkpoint(folder / (name or kind), random_tensors(parameters), base | card)
    return load_checkpoint(path)
