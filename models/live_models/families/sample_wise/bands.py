"""What hyperparameters say of bands: a filter bank in front, and one sample of each band in a step (a frame)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from live_models.contract.parameters import FULL_RATE

BANDS: Final = (1, 4, 8)
FRAMES: Final = 128
"""Frames that a linear skip hears, unless somebody says otherwise: 23 ms of 8 bands at 44.1 kHz."""

BY_BAND: Final[Mapping[str, Mapping[str, Any]]] = {"voice": {"bands": 1}, "full": {"bands": 8}}
"""What `--band` sets."""


def in_full_band(params: Mapping[str, Any], given: Mapping[str, Any], length: str) -> dict[str, Any]:
    """Return params of a preset with what follows from bands: the rate, and `length`, the numbers that are heard."""
    bands = _number(params.get("bands", 1))
    if bands is None or bands == 1:
        return dict(params)
    if "bands" not in given:
        return {"sample_rate": FULL_RATE, **params}
    return {**params, "sample_rate": FULL_RATE, length: FRAMES * bands} | {
        name: params[name] for name in ("sample_rate", length) if name in given
    }


def band_faults(bands: int, length: str, numbers: int, *, categorical: bool) -> Iterator[str]:
    """Every sentence that tells why bands cannot be used with `numbers` of the hyperparameter `length`, or classes."""
    if bands not in BANDS:
        yield f"bands must be one of {', '.join(map(str, BANDS))}, got {bands}"
        return
    if bands > 1 and categorical:
        yield f"head must be another than categorical for {bands} bands, got 'categorical'"
    if numbers % bands:
        yield f"{length} must be a multiple of bands {bands}, got {numbers}"


def _number(value: Any) -> int | None:
    """A number that may still be a word; None where it is none, which the check of its field will tell."""
    try:
        return int(value)
    except (TypeError, ValueError):
        return None
