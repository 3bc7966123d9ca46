"""256 classes of a sample's value: intervals of equal width (thesis), or by the mu-law (ITU-T G.711)."""

from __future__ import annotations

from typing import Final

import numpy as np

NUM_CLASSES: Final = 256
QUANTISATIONS: Final = ("linear", "mulaw")

MU: Final = 255.0


def class_values(quantisation: str, span: float = 1.0) -> np.ndarray:
    """The middles of the intervals, which together cover `-span`..`span`. Shape: -> `[256]`, float64"""
    return _spread((np.arange(NUM_CLASSES) + 0.5) * 2.0 / NUM_CLASSES - 1.0, quantisation, span)


def class_edges(quantisation: str, span: float = 1.0) -> np.ndarray:
    """Borders between neighbouring intervals: `searchsorted` gives a value's class. Shape: -> `[255]`, float64"""
    return _spread(np.arange(1, NUM_CLASSES) * 2.0 / NUM_CLASSES - 1.0, quantisation, span)


def _spread(places: np.ndarray, quantisation: str, span: float) -> np.ndarray:
    if quantisation == "mulaw":
        places = np.sign(places) * np.expm1(np.abs(places) * np.log1p(MU)) / MU
    return np.asarray(places * span)
