"""What a window's own shape says of phases: from differences of log magnitudes to a tone's pitch and a click's place.

Průša & Søndergaard (2016) take every window for a Gaussian, whose logarithm is a parabola: both relations are lines. A
window is not quite one, and its own curves are known: over its main lobe the difference of two bins tells how far a
tone is from the bin between them; over its length the difference of two windows tells where in time a click is. With
them a tone comes back at its pitch (the lines are up to 1 Hz off) and a click to a fraction of a sample.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from live_models.arrays import DoubleArray
from live_models.resynthesis.analysis import Analysis
from live_models.resynthesis.curve import Curve
from live_models.resynthesis.gathering import Gathering, no_gathering
from live_models.resynthesis.phase_integration import Gradient

WIDTHS: Final = {"blackman": 0.17954, "hamming": 0.29794, "hann": 0.25645}
"""Width of the Gaussian that is most like a window, over the square of its length (Průša & Søndergaard 2016)."""

LOBES: Final = {"blackman": 3.0, "hamming": 2.0, "hann": 2.0}
"""Half the width of a window's main lobe, in bins of a transform as long as the window."""

SHARE: Final = 0.9
"""The share of lobe and length in which a curve is taken from the window: at their ends logarithms fall without end."""

NUM_VALUES: Final = 1025
SMALLEST: Final = 1e-9


def gradient_of(analysis: Analysis, look_ahead: int, gathering: Gathering | None = None) -> Gradient:
    """The curves of an analysis. Without look-ahead a click's place is a line: the window before tells it half."""
    turn = 2.0 * np.pi * analysis.hop_size / analysis.fft_size
    per_hop = analysis.hop_size * analysis.fft_size / (WIDTHS[analysis.window] * analysis.window_size**2)
    across = _curve(*_click(analysis), -0.5 / per_hop) if look_ahead else Curve(np.zeros(2), 0.0, -0.5 / per_hop)
    gathering = no_gathering(analysis.num_bins) if gathering is None else gathering
    return Gradient(_curve(*_tone(analysis, turn), 0.5 * per_hop), across, turn, gathering)


def _tone(a: Analysis, turn: float) -> tuple[DoubleArray, DoubleArray]:
    """Differences of the bins beside one, and the phase advance beyond that bin's own, for tones near it."""
    reach = SHARE * LOBES[a.window] * a.fft_size / a.window_size - 1.0
    if reach <= 0.0:
        return np.zeros(1), np.zeros(1)
    steps = np.linspace(-1.0, 1.0, NUM_VALUES)
    times = np.arange(a.window_size) - 0.5 * (a.window_size - 1)

    def lobe(bins: DoubleArray) -> DoubleArray:
        waves = np.cos(2.0 * np.pi / a.fft_size * np.outer(bins, times))
        return np.asarray(np.log(np.maximum(np.abs(waves @ a.shape), SMALLEST)))

    tones = reach * steps  # bins above the one in the middle
    return lobe(1.0 - tones) - lobe(-1.0 - tones), turn * tones


def _click(a: Analysis) -> tuple[DoubleArray, DoubleArray]:
    """Differences of the windows beside one, and the phase from bin to bin, for clicks near its middle."""
    reach = SHARE * (0.5 * (a.window_size - 1) - a.hop_size)
    if reach <= 0.0:
        return np.zeros(1), np.zeros(1)
    places = reach * np.linspace(-1.0, 1.0, NUM_VALUES)  # samples after the middle

    def height(samples: DoubleArray) -> DoubleArray:
        times = np.arange(a.window_size) - 0.5 * (a.window_size - 1)
        return np.asarray(np.log(np.maximum(np.interp(samples, times, a.shape), SMALLEST)))

    return height(places - a.hop_size) - height(places + a.hop_size), -2.0 * np.pi / a.fft_size * places


def _curve(differences: DoubleArray, values: DoubleArray, slope: float) -> Curve:
    """The values over a grid of differences as far as both sides go and differences grow or fall all the way."""
    if differences[0] > differences[-1]:
        differences, values = differences[::-1], values[::-1]
    if len(differences) < 2 or (np.diff(differences) <= 0.0).any():
        return Curve(np.zeros(2), 0.0, slope)
    reach = float(min(-differences[0], differences[-1]))
    return Curve(np.interp(np.linspace(-reach, reach, NUM_VALUES), differences, values), reach, slope)
