"""Sizes that the benchmark measures of WaveNet."""

from __future__ import annotations

from typing import Final

from live_models.contract.family import BenchSize

SIZES: Final[dict[str, BenchSize]] = {
    "wavenet-128-2x12": BenchSize({"num_filters": 128, "num_blocks": 2, "num_layers": 12}, batch=32, compared=True),
    "wavenet-128-4x10": BenchSize({"num_filters": 128, "num_blocks": 4, "num_layers": 10}),
    "wavenet-32-2x9": BenchSize({"num_filters": 32, "num_blocks": 2, "num_layers": 9}),
}
