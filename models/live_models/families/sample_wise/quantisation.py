"""The classes of a categorical head: of a sample, or of what the linear skip leaves over."""

from __future__ import annotations

from typing import Final, Protocol

import numpy as np

from live_models import quantisation

DEVIATIONS: Final = {"linear": 6.0, "mulaw": 16.0}
"""Behind a linear skip the classes reach this many deviations of what is left over either way: what lies beyond, the
first samples of a pluck, falls into the outermost class. Equal intervals must be narrow enough for what is no pluck."""


class Classes(Protocol):
    """What hyperparameters say of the classes."""

    @property
    def categorical(self) -> bool:
        """Whether the head gives classes."""
        ...

    @property
    def quantisation(self) -> str:
        """Widths of the classes."""
        ...

    @property
    def linear_skip(self) -> bool:
        """Whether the classes are those of what a linear skip leaves over."""
        ...


def span(parameters: Classes) -> float:
    """What the classes reach to either way: samples of -1..1, or deviations."""
    return DEVIATIONS[parameters.quantisation] if parameters.linear_skip else 1.0


def class_values(parameters: Classes) -> np.ndarray:
    """The middles of the classes' intervals; none for other heads. Shape: -> `[256]` or `[0]`, float64."""
    if not parameters.categorical:
        return np.zeros(0)
    return quantisation.class_values(parameters.quantisation, span(parameters))


def class_edges(parameters: Classes) -> np.ndarray:
    """Borders between neighbouring classes: `searchsorted` gives a value's class. Shape: -> `[255]`, float64."""
    return quantisation.class_edges(parameters.quantisation, span(parameters))
