"""Hyperparameters of any family, for tests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from live_models.families import parameters_of


def hyperparameters(**values: Any) -> Any:
    """Hyperparameters of `approach`, or of magnitude_spectrum."""
    return hyperparameters_of(values)


def hyperparameters_of(params: Mapping[str, Any]) -> Any:
    """The same from a mapping."""
    return parameters_of({"approach": "magnitude_spectrum", **params})
