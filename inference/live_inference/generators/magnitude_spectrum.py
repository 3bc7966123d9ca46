"""The magnitude-spectrum approach (Pfalz 2018, 3.1.1): spectra are fed back, a vocoder makes them sound; torch-free."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from live_inference.arrays import DoubleArray, FloatArray
from live_inference.backends.network import Network, NetworkState, draw_masks
from live_inference.generator import Controls, GeneratorSpec, dream_rng, fit_seed
from live_inference.heads import draw_mixture
from live_inference.resynthesis import Resynthesis, ResynthesisState
from live_models.features import Normalisation, at_reference_level, expand, features_of

SEED_WINDOWS: Final = 128
"""Windows of the seed that the network hears: about three seconds at the usual hop."""

HOLD_TIME_S: Final = 2.0
"""Time over which the level is measured and, with `energy_hold` 1, brought back."""

TILT: Final = 2.0
"""How strongly `energy_hold` 1 prefers louder or quieter components of a mixture. See `_tilt`."""

MAX_FEATURE: Final = 1.5
"""The largest feature fed back: the training material ends at 1. A runaway is stopped here (and heard by the guard)."""


@dataclass
class MagnitudeSpectrumState:
    """A dream under way. One thread at a time.

    Shape: `window` `[1, num_bins]`, the compressed spectrum that goes in next; `power`: running mean of its power
    """

    network: NetworkState
    resynthesis: ResynthesisState
    rng: np.random.Generator
    window: FloatArray
    power: float


class MagnitudeSpectrumGenerator:
    """Predicts the next window's magnitudes, feeds them back, and lets an oscillator bank sound them.

    Rows of the author's matrix have states of their own and only the last row is kept; so only that row runs here.
    See `live_inference.generator.Generator`.
    """

    def __init__(
        self,
        name: str,
        network: Network,
        normalisation: Normalisation,
        resynthesis: Resynthesis,
        default_controls: Controls,
    ) -> None:
        p = network.parameters
        self.spec = GeneratorSpec(
            name, p.approach, p.sample_rate, p.window_size + (SEED_WINDOWS - 1) * p.hop_size, p.hop_size
        )
        self.default_controls = default_controls
        self.network = network
        self.normalisation = normalisation
        self.resynthesis = resynthesis
        self._rate = min(1.0, p.hop_size / (HOLD_TIME_S * p.sample_rate))

    def begin(self, seed: FloatArray, rng_seed: int) -> MagnitudeSpectrumState:
        """Listen to the seed and return the state from which to dream on. Raises ValueError for an unusable seed."""
        p = self.network.parameters
        heard = fit_seed(seed, self.spec.seed_length)
        rng = dream_rng(heard, rng_seed)
        windows = features_of(at_reference_level(heard), p, self.normalisation)
        state = MagnitudeSpectrumState(
            self.network.begin(1), self.resynthesis.begin(rng), rng, windows[-1:].copy(), self.normalisation.level
        )
        for index in range(len(windows) - 1):
            masks = draw_masks(p, 1, self.default_controls.dropout, rng)
            self.network.step(windows[index : index + 1], state.network, masks)
        return state

    def advance(self, state: MagnitudeSpectrumState, controls: Controls, num_steps: int) -> FloatArray:
        """The next `num_steps * hop_length` samples. See `Generator.advance`."""
        p = self.network.parameters
        spectra = np.empty((num_steps, p.window_size), dtype=np.float32)
        for index in range(num_steps):
            masks = draw_masks(p, 1, controls.dropout, state.rng)
            output = self.network.step(state.window, state.network, masks)[0]
            if p.head == "mixture":
                tilt = self._tilt(state, output, controls.energy_hold)
                output, _ = draw_mixture(output, p.num_components, controls.temperature, state.rng, tilt)
            output = output + np.float32(p.skip) * state.window[0]
            window = np.clip(output, 0.0, MAX_FEATURE)  # NaN stays NaN
            window = window * self._hold(state, window, controls.energy_hold)
            spectra[index] = window
            if controls.noise > 0.0:
                noise = state.rng.standard_normal(p.window_size, dtype=np.float32)
                window = np.maximum(window + np.float32(controls.noise) * noise, 0.0)
            state.window[0] = window
        gain = np.float32(10.0 ** (self.normalisation.gain_db / 20.0))
        magnitudes = expand(spectra, p.exponent, self.normalisation.global_maximum) * gain
        return self.resynthesis.advance(state.resynthesis, magnitudes)

    def _hold(self, state: MagnitudeSpectrumState, window: FloatArray, energy_hold: float) -> np.float32:
        """Factor for the window that moves the running power towards the training material's."""
        p = self.network.parameters
        power = float(np.mean(window.astype(np.float64) ** (2.0 / p.exponent)))
        state.power += self._rate * (power - state.power)
        if energy_hold <= 0.0:
            return np.float32(1.0)
        error_db = self._error_db(state)
        return np.float32(10.0 ** (-energy_hold * self._rate * error_db / 20.0 * p.exponent))

    def _error_db(self, state: MagnitudeSpectrumState) -> float:
        """How far the running power lies above the training material's, at most 12 dB either way. dB.

        The bound makes of the correction at most 12 dB per HOLD_TIME_S: heard as a swell, not as a pump.
        """
        target = self.normalisation.level
        if target <= 0.0 or not np.isfinite(state.power):
            return 0.0
        return float(np.clip(10.0 * np.log10(max(state.power, 1e-30) / target), -12.0, 12.0))

    def _tilt(self, state: MagnitudeSpectrumState, output: FloatArray, energy_hold: float) -> DoubleArray | None:
        """What to add to the logarithms of a mixture's weights so that a dream too quiet or too loud finds its level.

        Where the network thinks of a note that begins as well as of one that dies away, a quiet dream gets the note:
        `TILT` nepers per 6 dB between components at 12 dB of error. The features' mean stands for the level; exact
        powers of every component would cost more than the network's own layer.
        """
        error_db = self._error_db(state) if energy_hold > 0.0 else 0.0
        if error_db == 0.0:
            return None
        p = self.network.parameters
        means = output[2 * p.num_components :].reshape(p.num_components, -1).mean(axis=1, dtype=np.float64)
        means = np.maximum(means + p.skip * float(state.window.mean()), 1e-6)
        levels_db = 20.0 / p.exponent * np.log10(means)
        return np.asarray(
            -energy_hold * TILT * error_db / 12.0 * np.clip(levels_db - levels_db.mean(), -18.0, 18.0) / 6.0
        )
