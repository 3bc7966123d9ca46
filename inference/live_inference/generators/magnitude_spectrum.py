"""The magnitude-spectrum approach (Pfalz 2018, 3.1.1): spectra are fed back, a vocoder makes them sound; torch-free."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from live_inference.arrays import FloatArray
from live_inference.backends.network import Network, NetworkState, draw_masks
from live_inference.generator import Controls, GeneratorSpec, fit_seed
from live_inference.heads import draw_mixture
from live_inference.resynthesis import Resynthesis, ResynthesisState
from live_models.features import Normalisation, at_reference_level, expand, features_of

SEED_WINDOWS: Final = 128
"""Windows of the seed that the network hears: about three seconds at the usual hop."""

HOLD_TIME_S: Final = 2.0
"""Time over which the level is measured and, with `energy_hold` 1, brought back."""

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
        rng = np.random.default_rng(rng_seed)
        p = self.network.parameters
        windows = features_of(at_reference_level(fit_seed(seed, self.spec.seed_length)), p, self.normalisation)
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
                output, _ = draw_mixture(output, p.num_components, controls.temperature, state.rng)
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
        target = self.normalisation.level
        if energy_hold <= 0.0 or target <= 0.0 or not state.power > 0.0:
            return np.float32(1.0)
        # At most 12 dB per HOLD_TIME_S: a correction that is heard as a swell, not as a pump.
        error_db = float(np.clip(10.0 * np.log10(state.power / target), -12.0, 12.0))
        return np.float32(10.0 ** (-energy_hold * self._rate * error_db / 20.0 * p.exponent))
