"""Sizes that the benchmark measures of the column-vector approach."""

from __future__ import annotations

from typing import Final

from live_models.contract.family import BenchSize
from live_models.families.lstm.sizes import lstm_size

SIZES: Final[dict[str, BenchSize]] = {
    "column-256-64-1": lstm_size(64, 256, 1, batch=32, compared=True, batch_compared=True),
    "column-256-256-2": lstm_size(256, 256, 2, batch=32, compared=True),
    "column-512-1024-2": lstm_size(1024, 512, 2, batch=32, compared=True),
    "column-8-bands-256-1024": lstm_size(
        1024, 256, 1, bands=8, sample_rate=44100, head="mixture", num_components=6, linear_skip=True
    ),
    "column-2048-2048-1": lstm_size(2048, 2048, 1, gpu="only"),
}
