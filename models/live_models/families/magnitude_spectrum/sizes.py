"""Sizes that the benchmark measures of the magnitude-spectrum approach."""

from __future__ import annotations

from typing import Final

from live_models.contract.family import BenchSize
from live_models.families.lstm.sizes import lstm_size

SIZES: Final[dict[str, BenchSize]] = {
    "magnitude-1024": lstm_size(1024, 1024, 1, batch=8, compared=True, hop_size=256, resynthesis="phase_gradient"),
}
