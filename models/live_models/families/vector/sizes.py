"""Sizes that the benchmark measures of the vector approach."""

from __future__ import annotations

from typing import Final

from live_models.contract.family import BenchSize
from live_models.families.lstm.sizes import lstm_size

SIZES: Final[dict[str, BenchSize]] = {
    "vector-1024-1": lstm_size(1024, 1024, 1, batch=8, compared=True, batch_compared=True),
    "vector-1024-4": lstm_size(1024, 1024, 4, batch=8, compared=True, gpu="too"),
}
