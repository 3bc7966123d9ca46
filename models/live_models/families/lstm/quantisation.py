"""The classes of a categorical head: 256 intervals, equal ones (thesis) or by the mu-law (ITU-T G.711); torch-free."""

from __future__ import annotations

from typing import Final

import numpy as np

from live_models.families.lstm.config import NUM_CLASSES, LSTMParameters

MU: Final = 255.0

DEVIATIONS: Final = {"linear": 6.0, "mulaw": 16.0}
"""Behind a linear skip the classes reach so many deviations of what is left over either way: what lies beyond, the
first samples of a pluck, falls into the outermost class. Equal intervals must be narrow enough for what is no pluck."""


def span(parameters: LSTMParameters) -> float:
    """What the classes reach to either way: samples of -1..1, or deviations."""
    return DEVIATIONS[parameters.quantisation] if parameters.linear_skip else 1.0


def class_values(parameters: LSTMParameters) -> np.ndarray:
    """The middles of the classes' intervals; none for other heads. Shape: -> `[256]` or `[0]`, float64."""
    if not parameters.categorical:
        return np.zeros(0)
    middles = (np.arange(NUM_CLASSES) + 0.5) * 2.0 / NUM_CLASSES - 1.0
    if parameters.quantisation == "mulaw":
        middles = np.sign(middles) * np.expm1(np.abs(middles) * np.log1p(MU)) / MU
    return np.asarray(middles * span(parameters))


def class_edges(parameters: LSTMParameters) -> np.ndarray:
    """Borders between neighbouring classes: `searchsorted` gives a value's class. Shape: -> `[255]`, float64."""
    borders = np.arange(1, NUM_CLASSES) * 2.0 / NUM_CLASSES - 1.0
    if parameters.quantisation == "mulaw":
        borders = np.sign(borders) * np.expm1(np.abs(borders) * np.log1p(MU)) / MU
    return np.asarray(borders * span(parameters))
