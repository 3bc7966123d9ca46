"""Sizes that the benchmark measures of the mdn_lstm family."""

from __future__ import annotations

from typing import Final

from live_models.contract.family import BenchSize

SIZES: Final[dict[str, BenchSize]] = {
    "mdn-lstm-100x5": BenchSize({"use_dropout": False}, batch=32, compared=True),
}
