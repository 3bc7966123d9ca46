"""Sizes that the benchmark measures of NoizeNet."""

from __future__ import annotations

from typing import Final

from live_models.contract.family import BenchSize

_ALIVE: Final = {
    "use_dropout": False,
    "head": "mixture",
    "num_components": 8,
    "level_normalised": True,
    "linear_skip": True,
}
SIZES: Final[dict[str, BenchSize]] = {
    "noizenet-50-2": BenchSize({"use_dropout": False}, batch=32, compared=True, batch_compared=True),
    "noizenet-alive": BenchSize(
        {**_ALIVE, "seg_len": 512, "linear_length": 2048, "hidden_size": 192, "num_layers": 1}, batch=32, compared=True
    ),
}
"""The paper's network, and the size of the preset that does not collapse."""
