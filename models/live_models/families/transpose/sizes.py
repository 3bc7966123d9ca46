"""Sizes that the benchmark measures of the transpose approach."""

from __future__ import annotations

from typing import Final

from live_models.contract.family import BenchSize
from live_models.families.lstm.sizes import lstm_size

SIZES: Final[dict[str, BenchSize]] = {
    "transpose-64-8": lstm_size(64, 64, 1, num_unrollings=8),
    "transpose-64-16": lstm_size(64, 64, 1, compared=True, num_unrollings=16),
    "transpose-64-32": lstm_size(64, 64, 1, num_unrollings=32),
    "transpose-32-16": lstm_size(32, 32, 1, num_unrollings=16),
    "transpose-128-16": lstm_size(128, 128, 1, num_unrollings=16),
}
