"""Iterative phase reconstruction (Griffin & Lim 1984) in its fast form (Perraudin et al. 2013), by blocks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from live_models.arrays import ComplexArray, DoubleArray, FloatArray
from live_models.resynthesis.analysis import Analysis
from live_models.resynthesis.phase_gradient import LEAST_WEIGHT, PhaseGradient, PhaseGradientState
from live_models.resynthesis.phase_integration import SMALLEST, gradients, hear, integrate

MOMENTUM: Final = 0.99
"""How far an iteration goes on in the direction of the one before (Perraudin et al. 2013: .99)."""

BLOCK_OVERLAPS: Final = 4
"""Length of a block, in windows that overlap at one place."""


@dataclass
class GriffinLimState:
    """Where a stream of spectra has come to. One thread at a time.

    `known`: windows that are not made sound of yet, after the last one that is; `made`: complex spectra of the last
    windows that are; `ready`: samples not yet asked for.

    Shape: `known` `[n, num_bins]`, `made` `[context, num_bins]`, `ready` `[n, hop_size]`
    """

    voice: PhaseGradientState
    known: FloatArray
    made: ComplexArray
    ready: FloatArray


@dataclass(frozen=True)
class GriffinLim:
    """Blocks of windows whose phases are made to fit each other, given those of the windows before. See `Resynthesis`.

    Phases start as the phase gradient's, go on from the windows before, and are then iterated: to sound, to the
    spectra of that sound, and back to the magnitudes wanted. The windows that overlap a block's end are iterated with
    it and made anew with the next block, those before it stay as they are: so a block knows what is on either side.

    For what is not played live: a window sounds when its block and the windows after it are known, five window
    lengths late (0.46 s at 11025 Hz and 1024 samples). `iterations`: 40 are Naterop & Giacomuzzi's (2017, 2.4).
    """

    analysis: Analysis
    iterations: int = 40
    gate_db: float | None = None
    reference: float = 1.0
    start: PhaseGradient = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", PhaseGradient(self.analysis, 1, self.gate_db, self.reference))

    @property
    def context(self) -> int:
        """Windows before and after a block that are heard with it."""
        return -(-self.analysis.window_size // self.analysis.hop_size)

    @property
    def block(self) -> int:
        """Windows that are made together."""
        return BLOCK_OVERLAPS * self.context

    @property
    def look_ahead(self) -> int:
        """The rest of a block and the windows after it."""
        return self.block + self.context - 1

    def begin(self, rng: np.random.Generator, heard: FloatArray) -> GriffinLimState:
        """A state that has heard the last windows. See `Resynthesis.begin`."""
        bins, hop = self.analysis.num_bins, self.analysis.hop_size
        nothing = np.zeros((0, bins), dtype=np.float32)
        late = np.zeros((self.look_ahead, hop), dtype=np.float32)
        made = np.zeros((self.context, bins), dtype=np.complex128)
        state = GriffinLimState(self.start.begin(rng, nothing), nothing, made, late)
        self.advance(state, heard[-(self.context + 1) :])
        return state

    def advance(self, state: GriffinLimState, spectra: FloatArray) -> FloatArray:
        """Sound of further spectra. See `Resynthesis.advance`."""
        state.known = np.concatenate([state.known, spectra])
        pieces = [state.ready]
        while len(state.known) >= self.block + self.context:
            pieces.append(self._sound(state))
            state.known = state.known[self.block :]
        ready = np.concatenate(pieces)
        state.ready = ready[len(spectra) :]
        return ready[: len(spectra)].reshape(-1)

    def _sound(self, state: GriffinLimState) -> FloatArray:
        """The next block's samples; moves `made` to its end. Shape: -> `[block, hop_size]`"""
        magnitudes = state.known[: self.block + self.context].astype(np.float64)
        finite = np.where(np.isfinite(magnitudes), magnitudes, 0.0)
        turns = self._iterated(finite, state.made, self._first_turns(state, finite))[: self.block]
        wanted, gate = magnitudes[: self.block], self.start.gate
        sounding = np.where(wanted < gate, wanted * wanted / max(gate, SMALLEST), wanted) * turns
        out = self.start.sounded(np.pad(sounding, ((0, 0), (0, 1))), state.voice.overlap)
        made = finite[: self.block] * turns
        state.made = made[-self.context :]
        state.voice.trail.phases[1] = np.angle(turns[-1] * np.conj(self.start.centre))
        return out

    def _first_turns(self, state: GriffinLimState, magnitudes: DoubleArray) -> ComplexArray:
        """exp(i phase) of windows by the phase gradient, on from the last window made. Shape: that of `magnitudes`."""
        trail, room, gradient = state.voice.trail, state.voice.room, self.start.gradient
        last = np.abs(state.made[-1])
        found = trail.phases[1].copy()
        hear(trail, last, 1)
        hear(trail, magnitudes[0], 1)
        gradients(trail, room, gradient, 1)
        trail.phases[1] = found
        turns = np.empty(magnitudes.shape, dtype=np.complex128)
        for number in range(len(magnitudes)):
            hear(trail, magnitudes[min(number + 1, len(magnitudes) - 1)], 1)
            integrate(trail, room, gradient, 1)
            turns[number] = np.exp(1j * trail.phases[1]) * self.start.centre
        return turns

    def _iterated(self, magnitudes: DoubleArray, before: ComplexArray, turns: ComplexArray) -> ComplexArray:
        """Turns that fit each other better. Shape: that of `turns`."""
        a, count = self.analysis, len(before) + len(magnitudes)
        length = (count - 1) * a.hop_size + a.window_size
        starts = np.arange(count) * a.hop_size
        weight = np.zeros(length)
        for start in starts:
            weight[start : start + a.window_size] += a.shape**2
        weight = np.maximum(weight, LEAST_WEIGHT * weight.max())
        spectra = np.zeros((count, a.num_bins + 1), dtype=np.complex128)
        spectra[: len(before), :-1] = before
        past = magnitudes * turns
        target = past
        for _ in range(self.iterations):
            spectra[len(before) :, :-1] = target
            frames = np.fft.irfft(spectra, a.fft_size)[:, : a.window_size] * a.shape
            sound = np.zeros(length)
            for start, frame in zip(starts, frames, strict=True):
                sound[start : start + a.window_size] += frame
            pieces = np.lib.stride_tricks.sliding_window_view(sound / weight, a.window_size)[:: a.hop_size]
            heard = np.fft.rfft(pieces[len(before) :] * a.shape, a.fft_size)[:, :-1]
            levels = np.abs(heard)
            turns = np.where(levels > 0.0, heard / np.where(levels > 0.0, levels, 1.0), turns)
            found = magnitudes * turns
            target = found + MOMENTUM * (found - past)
            past = found
        return turns
