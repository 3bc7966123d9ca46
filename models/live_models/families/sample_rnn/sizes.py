"""Sizes that the benchmark measures of SampleRNN."""

from __future__ import annotations

from typing import Final

from live_models.contract.family import BenchSize

SIZES: Final[dict[str, BenchSize]] = {
    "sample-rnn-8-2-512": BenchSize({}, batch=32, compared=True, batch_compared=True),
}
"""The thesis's network: 2 million multiply-adds a sample."""
