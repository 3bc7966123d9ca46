"""The loop of the systems over spectra: each window is drawn from what the network makes of the one before."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from live_models.arrays import DoubleArray, FloatArray
from live_models.condition.guidance import heeded
from live_models.condition.numbers import Condition
from live_models.contract.backend import DreamDraws
from live_models.contract.generator import Controls
from live_models.families.lstm.backends.cpu import CpuNetwork
from live_models.families.lstm.backends.network import Network, NetworkState, draw_masks_each, listen
from live_models.families.lstm.heeding import Heeding
from live_models.families.spectral.compiled import CompiledLoop, heeds
from live_models.families.spectral.config import MAX_FEATURE, SpectralParameters
from live_models.families.spectral.damping import Damping
from live_models.families.spectral.rhythm import Rhythm
from live_models.families.spectral.steps import HOLD_DB, TILT, TILT_DB, Windows
from live_models.features import Normalisation
from live_models.heads import MEANS, Sampling, draw_mixture, method_of

HOLD_TIME_S: Final = 2.0
"""Time over which the level is measured and, with `energy_hold` 1, brought back."""

_NOTHING: Final = np.float32(0.0)
_MOST: Final = np.float32(MAX_FEATURE)


@dataclass
class SpectrumLane:
    """What one dream of a batch has for itself.

    Shape: `window` `[feature_size]`, the features that go in next; `power`: running mean of its power
    """

    window: FloatArray
    power: float


@dataclass
class SpectrumState:
    """Where the network and each dream are. One thread at a time.

    `heeding`, `damping`: None where there is no condition; `rhythm`: None where the card has none.
    """

    network: NetworkState
    lanes: list[SpectrumLane]
    heeding: Heeding | None = None
    damping: Damping | None = None
    rhythm: Rhythm | None = None

    def heed(self, conditions: Sequence[Condition]) -> None:
        """Heed other conditions from the next step on."""
        if self.heeding is None:
            return
        before = self.heeding.numbers
        self.heeding.heed(conditions)
        if self.damping is not None:
            self.damping.turn(self.heeding.numbers)
        if self.rhythm is not None:
            self.rhythm.turn(before, self.heeding.numbers)


class SpectralBackend:
    """A network over spectra as a loop. See `live_models.contract.backend.Backend`.

    What is known, for `listen`: features. Shape: `[dreams, steps, feature_size]`
    """

    def __init__(self, parameters: SpectralParameters, network: Network, normalisation: Normalisation) -> None:
        p = self.parameters = parameters
        self.network, self.normalisation = network, normalisation
        self._least_log = np.float32(np.log(p.least_deviation))
        self._rate = min(1.0, p.hop_size / (HOLD_TIME_S * p.spectra_rate))
        self._compiled: CompiledLoop | None = None
        if isinstance(network, CpuNetwork):
            self._compiled = CompiledLoop(p, network, normalisation, self._rate)

    def begin(self, batch: int) -> SpectrumState:
        """Silence, at the material's level."""
        silence = np.zeros(self.parameters.feature_size, dtype=np.float32)
        lanes = [SpectrumLane(silence.copy(), self.normalisation.level) for _ in range(batch)]
        return SpectrumState(self.network.begin(batch), lanes)

    def listen(self, state: SpectrumState, known: FloatArray, draws: DreamDraws) -> None:
        """Hear windows; the last one goes in next. See `Backend.listen`."""
        for lane, own in zip(state.lanes, known, strict=True):
            lane.window = own[-1].copy()
        heard_steps = self.entering(known[:, :-1]).swapaxes(0, 1)
        masks = [draw_masks_each(self.parameters, draws.controls.dropout, draws.rngs) for _ in heard_steps]
        if (heeding := state.heeding) is not None:
            heeding.ready(self.network, state.network, draws.controls.influence)
            heard_steps, masks = heeding.lanes(heard_steps, axis=1), [heeding.masks(one) for one in masks]
        listen(self.network, heard_steps, state.network, masks)

    def entering(self, known: FloatArray) -> FloatArray:
        """What of windows enters the network. Shape: `[..., feature_size]` -> `[..., input_size]`"""
        return known

    def dream(self, state: SpectrumState, draws: DreamDraws, steps: int) -> FloatArray:
        """The next windows. Shape: -> `[dreams, steps, feature_size]`."""
        p = self.parameters
        spectra = np.empty((len(state.lanes), steps, p.feature_size), dtype=np.float32)
        if state.heeding is not None:
            state.heeding.ready(self.network, state.network, draws.controls.influence)
        if self._compiled is not None and heeds(draws.controls):
            self._dream_compiled(self._compiled, state, draws, spectra)
            return spectra
        for index in range(steps):
            masks = draw_masks_each(p, draws.controls.dropout, draws.rngs)
            windows = np.stack([lane.window for lane in state.lanes])
            if state.heeding is None:
                outputs = self.network.step(windows, state.network, masks)
            else:
                outputs = state.heeding.step(self.network, windows, state.network, masks, draws.controls.influence)
            for number, (lane, rng) in enumerate(zip(state.lanes, draws.rngs, strict=True)):
                damping = state.damping if draws.controls.influence > 0.0 else None
                window = self._drawn(lane, outputs[number], draws.controls, rng, (state, number))
                if damping is not None:
                    window = damping.damped(number, window, draws.controls.influence)
                self._feed_back(lane, window, draws.controls, rng)
                spectra[number, index] = window
        return spectra

    def _dream_compiled(
        self, compiled: CompiledLoop, state: SpectrumState, draws: DreamDraws, spectra: FloatArray
    ) -> None:
        power = np.array([lane.power for lane in state.lanes])
        nothing, damping = np.zeros((len(spectra), 0), dtype=np.float32), state.damping
        played = (nothing, nothing, nothing, nothing)
        if damping is not None:
            played = (damping.old, damping.new, damping.wanted, damping.sounding)
        rhythm, dreams = state.rhythm, len(spectra)
        times = (np.zeros((dreams, 0)), np.zeros(dreams, dtype=np.int64), np.ones(dreams))
        if rhythm is not None:
            times = (rhythm.chances, rhythm.since, rhythm.pace)
        made = Windows(np.stack([lane.window for lane in state.lanes]), power, *played, *times, spectra)
        compiled.dream(state.network, draws, made, state.heeding, damping, rhythm)
        for lane, window, power in zip(state.lanes, made.entering, made.power, strict=True):
            lane.window, lane.power = window, float(power)

    def _drawn(
        self,
        lane: SpectrumLane,
        output: FloatArray,
        controls: Controls,
        rng: np.random.Generator,
        dream: tuple[SpectrumState, int],
    ) -> FloatArray:
        """From the head's output to the next window, at its level. `dream`: the batch, and its number there."""
        p, (state, number) = self.parameters, dream
        rhythm = state.rhythm
        if p.mixture:
            output = output.copy()
            logs = output[p.num_components : 2 * p.num_components]
            np.maximum(logs, self._least_log, out=logs)
            tilt = self._tilt(lane, output, controls.energy_hold)
            if controls.influence > 0.0 and (rhythm is not None or state.damping is not None):
                tilt = self._leaning(lane, output, controls, dream, tilt)
            sampling = Sampling(method_of(controls.sampling, MEANS), controls.temperature, controls.tau)
            output = draw_mixture(output, p.num_components, sampling, rng, tilt)
        # Not `np.clip`, which takes longer than the rest: a window of the paper's is 8 ms. NaN stays NaN.
        window = np.minimum(np.maximum(output + np.float32(p.skip) * lane.window, _NOTHING), _MOST)
        if state.damping is not None and controls.influence > 0.0:
            window = state.damping.rung(number, window, lane.window, controls.influence)
        if rhythm is not None and controls.influence > 0.0:  # of what sounds: what is raised may be an attack
            rhythm.hear(number, lane.window, window)
        return np.asarray(window * self._hold(lane, window, controls.energy_hold))

    def _leaning(
        self,
        lane: SpectrumLane,
        output: FloatArray,
        controls: Controls,
        dream: tuple[SpectrumState, int],
        tilt: DoubleArray | None,
    ) -> DoubleArray:
        """`tilt`, and what the rhythm adds to the logarithms of the weights, and the pitches that are new."""
        p, (state, number) = self.parameters, dream
        found = np.zeros(p.num_components) if tilt is None else tilt
        means = output[2 * p.num_components :].reshape(p.num_components, -1) + np.float32(p.skip) * lane.window
        if state.rhythm is not None:
            weights, attacking = output[: p.num_components] + found, state.rhythm.attacking(means, lane.window)
            waits = 1.0 if state.damping is None else 1.0 - state.damping.newness(number)
            leaning = state.rhythm.leaning(number, weights, attacking, controls.temperature)
            found = found + heeded(controls.influence) * waits * leaning * attacking
        if state.damping is not None:
            found = found + state.damping.calls(number, means, controls.influence)
        return found

    def _feed_back(self, lane: SpectrumLane, window: FloatArray, controls: Controls, rng: np.random.Generator) -> None:
        """Set what goes in next."""
        lane.window = window
        if controls.noise > 0.0:
            noise = rng.standard_normal(self.parameters.feature_size, dtype=np.float32)
            lane.window = np.maximum(window + np.float32(controls.noise) * noise, 0.0)

    def _hold(self, lane: SpectrumLane, window: FloatArray, energy_hold: float) -> np.float32:
        """Factor for the window that moves the running power towards the training material's."""
        p = self.parameters
        power = float(np.mean(window[: p.held_size].astype(np.float64) ** (2.0 / p.exponent)))
        lane.power += self._rate * (power - lane.power)
        if energy_hold <= 0.0:
            return np.float32(1.0)
        error_db = self._error_db(lane)
        return np.float32(10.0 ** (-energy_hold * self._rate * error_db / 20.0 * p.exponent))

    def _error_db(self, lane: SpectrumLane) -> float:
        """How far the running power lies above the training material's, at most `HOLD_DB` either way. dB."""
        target = self.normalisation.level
        if target <= 0.0 or not math.isfinite(lane.power):
            return 0.0
        return min(max(10.0 * math.log10(max(lane.power, 1e-30) / target), -HOLD_DB), HOLD_DB)

    def _tilt(self, lane: SpectrumLane, output: FloatArray, energy_hold: float) -> DoubleArray | None:
        """What to add to the logarithms of a mixture's weights so that a dream too quiet or too loud finds its level.

        Where the network thinks of a note that begins as well as of one that dies away, a quiet dream gets the note:
        `TILT` nepers per 6 dB between components at 12 dB of error. The features' mean stands for the level; exact
        powers of every component would cost more than the network's own layer.
        """
        error_db = self._error_db(lane) if energy_hold > 0.0 else 0.0
        if error_db == 0.0:
            return None
        p = self.parameters
        means = output[2 * p.num_components :].reshape(p.num_components, -1)[:, : p.held_size]
        means = means.mean(axis=1, dtype=np.float64)
        means = np.maximum(means + p.skip * float(lane.window[: p.held_size].mean()), 1e-6)
        levels_db = 20.0 / p.exponent * np.log10(means)
        away = np.minimum(np.maximum(levels_db - levels_db.mean(), -TILT_DB), TILT_DB)
        return np.asarray(-energy_hold * TILT * error_db / HOLD_DB * away / 6.0)
