"""How high dreams go: up to 5.5 kHz (`voice`), or the full band; who has it, and whether somebody has said which."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from live_models.contract.family import Family, load_entry
from live_models.contract.parameters import Parameters
from live_models.registry import band_in
from live_training.presets import recommended

VOICE: Final = "voice"
FULL: Final = "full"

_DECIDES: Final = ("band", "bands", "sample_rate")
"""Hyperparameters that say how high dreams go: who gives one of them has chosen."""


def has_full_band(family: Family) -> bool:
    """Whether a system can learn a full band. Any thread."""
    return FULL in load_entry(family.config).by_band


def band_params(family: Family, band: str) -> dict[str, Any]:
    """The hyperparameters that this band sets; none where a system has one band."""
    return dict(load_entry(family.config).by_band.get(band, {}))


def band_of(parameters: Parameters) -> str:
    """The band of these hyperparameters, `voice` or `full`."""
    return band_in(vars(parameters))


def is_open(family: Family | None, preset_name: str | None, params: Mapping[str, Any]) -> bool:
    """Whether nobody has said how high dreams shall go. `family`: that asked for, if any; `params`: all that are given.

    A preset that somebody names has a band of its own.
    """
    if preset_name is not None or any(name in params for name in _DECIDES):
        return False
    # A filter bank's eight bands take longer to learn: nobody gets them unasked.
    return hasattr(load_entry((family or recommended()).config), "band")
