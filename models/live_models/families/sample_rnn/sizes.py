"""Sizes that the benchmark measures of SampleRNN."""

from __future__ import annotations

from typing import Final

from live_models.contract.family import BenchSize

SIZES: Final[dict[str, BenchSize]] = {
    "sample-rnn-8-2-512": BenchSize({}, batch=32, compared=True, batch_compared=True),
    "sample-rnn-8-bands-192": BenchSize(
        {
            **{"bands": 8, "sample_rate": 44100, "frame_sizes": (8, 2), "frame_width": 8, "hidden_size": 192},
            **{"predictor_size": 128, "sequence_length": 128, "head": "mixture", "linear_length": 1024},
        }
    ),
}
"""The thesis's network, 2 million multiply-adds a sample; and that of the preset `full_band`."""
