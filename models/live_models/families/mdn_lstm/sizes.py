"""Sizes that the benchmark measures of the mdn_lstm family."""

from __future__ import annotations

from typing import Final

from live_models.contract.family import BenchSize

_PAPER: Final = {"use_dropout": False}

SIZES: Final[dict[str, BenchSize]] = {
    "mdn-lstm-100x5": BenchSize({**_PAPER, "resynthesis": "phase_gradient"}, batch=32, compared=True),
    "mdn-lstm-100x5-griffin-lim": BenchSize(_PAPER),
}
