"""Sizes that the benchmark measures of the latent-spectrum system."""

from __future__ import annotations

from typing import Final

from live_models.contract.family import BenchSize

SIZES: Final[dict[str, BenchSize]] = {
    "latent-192": BenchSize(
        {
            **{"band": "full", "sample_rate": 44100, "hidden_size": 320, "num_layers": 2, "use_dropout": False},
            **{"hop_size": 256, "skip": 0.9, "resynthesis": "phase_gradient"},
        },
        batch=8,
    ),
}
