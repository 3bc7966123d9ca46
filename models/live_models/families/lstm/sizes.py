"""How a family over the shared LSTM writes down the sizes that the benchmark measures."""

from __future__ import annotations

from typing import Any

from live_models.contract.family import BenchSize


def lstm_size(
    seg_len: int,
    hidden: int,
    layers: int,
    *,
    batch: int = 0,
    compared: bool = False,
    batch_compared: bool = False,
    gpu: str = "",
    **more: Any,
) -> BenchSize:
    """A size without dropout. See `BenchSize`."""
    params = {"seg_len": seg_len, "hidden_size": hidden, "num_layers": layers, "use_dropout": False, **more}
    return BenchSize(params, batch, compared, batch_compared, gpu)
