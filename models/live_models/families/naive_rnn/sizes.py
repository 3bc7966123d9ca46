"""Sizes that the benchmark measures of NaiveRNN."""

from __future__ import annotations

from typing import Final

from live_models.contract.family import BenchSize

SIZES: Final[dict[str, BenchSize]] = {
    "naive-512-2": BenchSize({"hidden_size": 512, "num_layers": 2}, batch=32, compared=True),
    "naive-256-2": BenchSize({"hidden_size": 256, "num_layers": 2}),
}
