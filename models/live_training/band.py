"""How high dreams go: up to 5.5 kHz (`voice`), or the full band; who has it, and whether somebody has said which."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from live_models.contract.family import Family, load_entry
from live_models.contract.parameters import Parameters
from live_training.presets import recommended

VOICE: Final = "voice"
FULL: Final = "full"

_DECIDES: Final = ("band", "sample_rate")
"""Hyperparameters that say how high dreams go: who gives one of them has chosen."""


def has_full_band(family: Family) -> bool:
    """Whether a system can learn a full band. Any thread."""
    return hasattr(load_entry(family.config), "band")


def band_of(parameters: Parameters) -> str:
    """The band of these hyperparameters, `voice` or `full`."""
    return str(getattr(parameters, "band", VOICE))


def is_open(family: Family | None, preset_name: str | None, params: Mapping[str, Any]) -> bool:
    """Whether nobody has said how high dreams shall go. `family`: that asked for, if any; `params`: all that are given.

    A preset that somebody names has a band of its own.
    """
    if preset_name is not None or any(name in params for name in _DECIDES):
        return False
    return has_full_band(family or recommended())
