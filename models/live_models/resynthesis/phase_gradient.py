"""Real-time phase gradient heap integration (Průša & Søndergaard 2016): phases from how magnitudes change."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from live_models.arrays import ComplexArray, DoubleArray, FloatArray
from live_models.resynthesis.analysis import Analysis
from live_models.resynthesis.gathering import Attack, Gathering
from live_models.resynthesis.phase_integration import (
    NUM_LEVELS,
    SMALLEST,
    Gradient,
    Room,
    Trail,
    all_overlapped,
    phased,
)
from live_models.resynthesis.window_curves import gradient_of

LEAST_WEIGHT: Final = 1e-3
"""Where overlapping windows are this weak (as a share of the strongest place), they are not raised further."""


@dataclass
class PhaseGradientState:
    """Where a stream of spectra has come to. One thread at a time.

    Shape: `overlap` `[window_size]`
    """

    trail: Trail
    room: Room
    overlap: DoubleArray


@dataclass(frozen=True)
class PhaseGradient:
    """Phases by integration of their gradient, then inverse FFT and overlap-add. See `Resynthesis`.

    The phase's derivative in time follows from how the logarithm of the magnitude changes over bins, the one in
    frequency from how it changes over windows (`live_models.resynthesis.window_curves`). Partials run on without a
    break, and what rises in all bins at once, an attack, gets phases that put it at its place in time.

    `windows_ahead`: 1 knows the window that comes next (difference of the windows on either side), 0 does not
    (difference from the window before). `gate_db`: bins this far below `reference` (a magnitude) become quieter: their
    distance to it doubles. Silenced instead, partials that die away would blink. None: no gate. `gathering`:
    puts attacks to one place; needs a window ahead. None: each window tells its own.

    A window sounds from its beginning on: of what `advance` returns for one, the windows before have their part.
    """

    analysis: Analysis
    windows_ahead: int = 1
    gate_db: float | None = None
    reference: float = 1.0
    gathering: Gathering | None = None
    gradient: Gradient = field(init=False, repr=False)
    centre: ComplexArray = field(init=False, repr=False)
    weight: DoubleArray = field(init=False, repr=False)

    def __post_init__(self) -> None:
        a = self.analysis
        object.__setattr__(self, "gradient", gradient_of(a, self.windows_ahead, self.gathering))
        middle = 0.5 * (a.window_size - 1)
        object.__setattr__(self, "centre", np.exp(-2j * np.pi * np.arange(a.num_bins) * middle / a.fft_size))
        squares = np.pad(a.shape**2, (0, -a.window_size % a.hop_size)).reshape(-1, a.hop_size).sum(axis=0)
        object.__setattr__(self, "weight", 1.0 / np.maximum(squares, LEAST_WEIGHT * squares.max()))

    @property
    def look_ahead(self) -> int:
        """One window, unless it was asked to do without."""
        return self.windows_ahead

    @property
    def gate(self) -> float:
        """The magnitude below which a bin becomes quieter."""
        return 0.0 if self.gate_db is None else self.reference * 10.0 ** (-self.gate_db / 20.0)

    def begin(self, rng: np.random.Generator, heard: FloatArray) -> PhaseGradientState:
        """A state that has made sound of the last windows heard, as many as overlap. See `Resynthesis.begin`."""
        a, bins = self.analysis, self.analysis.num_bins
        random = rng.integers(1, 2**64, 1, dtype=np.uint64)
        silence = np.full((3, bins), np.log(SMALLEST))
        attack = Attack(np.zeros(2), silence[0].copy())
        trail = Trail(np.zeros((2, bins)), silence, np.zeros((2, bins)), np.zeros((2, bins)), random, attack)
        room = Room(
            np.zeros(NUM_LEVELS, dtype=np.int64),
            np.zeros(2 * bins, dtype=np.int64),
            np.zeros(bins),
            np.zeros(bins, dtype=np.bool_),
        )
        state = PhaseGradientState(trail, room, np.zeros(a.window_size))
        self.advance(state, heard[-self.overlapping :])
        return state

    @property
    def overlapping(self) -> int:
        """Windows heard that reach into a dream, with one before them and those ahead."""
        return -(-self.analysis.window_size // self.analysis.hop_size) + 1 + self.windows_ahead

    def advance(self, state: PhaseGradientState, spectra: FloatArray) -> FloatArray:
        """Sound of further spectra. See `Resynthesis.advance`."""
        a = self.analysis
        turned = np.zeros((len(spectra), a.num_bins + 1), dtype=np.complex128)
        phased(
            state.trail, state.room, self.gradient, self.windows_ahead, np.ascontiguousarray(spectra), self.centre,
            self.gate, turned,
        )  # fmt: skip
        return self.sounded(turned, state.overlap).reshape(-1)

    def sounded(self, spectra: ComplexArray, overlap: DoubleArray) -> FloatArray:
        """Sound of windows with their phases: inverse FFT and overlap-add. `overlap` is moved on in place.

        Shape: `spectra` `[windows, num_bins + 1]`, `overlap` `[window_size]` -> `[windows, hop_size]`
        """
        a = self.analysis
        out = np.empty((len(spectra), a.hop_size), dtype=np.float32)
        all_overlapped(np.fft.irfft(spectra, a.fft_size, axis=1), a.shape, self.weight, overlap, out)
        return out
