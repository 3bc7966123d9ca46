"""The magnitude-spectrum approach (Pfalz 2018, 3.1.1): spectra are fed back, a vocoder makes them sound; torch-free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from live_models.arrays import DoubleArray, FloatArray
from live_models.card import normalisation_and_controls
from live_models.contract.checkpoint import Checkpoint, checked_kind
from live_models.contract.generator import Controls, GeneratorSpec, dream_rng, fit_seed
from live_models.families.lstm.backends.network import Network, NetworkState, draw_masks_each, listen
from live_models.families.lstm.forcing import fed
from live_models.families.magnitude_spectrum.config import MagnitudeSpectrumParameters
from live_models.families.magnitude_spectrum.features import windows_of
from live_models.features import LARGEST_GAIN_DB, Normalisation, at_reference_level, expand
from live_models.heads import MEANS, Sampling, draw_mixture, method_of
from live_models.resynthesis import Resynthesis, ResynthesisState

SEED_WINDOWS: Final = 128
"""Windows of the seed that the network hears: about three seconds at the usual hop."""

HOLD_TIME_S: Final = 2.0
"""Time over which the level is measured and, with `energy_hold` 1, brought back."""

TILT: Final = 2.0
"""How strongly `energy_hold` 1 prefers louder or quieter components of a mixture. See `_tilt`."""

MAX_FEATURE: Final = 1.5
"""The largest feature fed back: the training material ends at 1. A runaway is stopped here (and heard by the guard)."""


@dataclass
class MagnitudeSpectrumLane:
    """What one dream of a batch has for itself.

    Shape: `window` `[num_bins]`, the compressed spectrum that goes in next; `power`: running mean of its power
    """

    resynthesis: ResynthesisState
    rng: np.random.Generator
    window: FloatArray
    power: float


@dataclass
class MagnitudeSpectrumState:
    """Dreams under way, one or a batch. One thread at a time."""

    network: NetworkState
    lanes: list[MagnitudeSpectrumLane]


class MagnitudeSpectrumGenerator:
    """Predicts the next window's magnitudes, feeds them back, and lets an oscillator bank sound them.

    Rows of the author's matrix have states of their own and only the last row is kept; so only that row runs here.
    See `live_models.contract.generator.Generator`.
    """

    def __init__(self, checkpoint: Checkpoint, network: Network) -> None:
        p = self.parameters = parameters_of(checkpoint)
        self.spec = GeneratorSpec(
            checkpoint.name, p.approach, p.sample_rate, p.window_size + (SEED_WINDOWS - 1) * p.hop_size, p.hop_size
        )
        self.normalisation, self.default_controls = normalisation_and_controls(checkpoint.card)
        self.network = network
        self.resynthesis = resynthesis_of(checkpoint, self.normalisation)
        self._rate = min(1.0, p.hop_size / (HOLD_TIME_S * p.sample_rate))

    def begin(self, seed: FloatArray, rng_seed: int) -> MagnitudeSpectrumState:
        """Listen to the seed and return the state from which to dream on. Raises ValueError for an unusable seed."""
        return self.begin_batch([seed], [rng_seed])

    def begin_batch(self, seeds: Sequence[FloatArray], rng_seeds: Sequence[int]) -> MagnitudeSpectrumState:
        """Listen to several seeds at once. See `Generator.begin_batch`."""
        p = self.parameters
        heard = [fit_seed(seed, self.spec.seed_length) for seed in seeds]
        rngs = [dream_rng(one, rng_seed) for one, rng_seed in zip(heard, rng_seeds, strict=True)]
        windows = np.stack([windows_of(at_reference_level(one), p, self.normalisation) for one in heard])
        lanes = [
            MagnitudeSpectrumLane(self.resynthesis.begin(rng), rng, own[-1].copy(), self.normalisation.level)
            for rng, own in zip(rngs, windows, strict=True)
        ]
        state = MagnitudeSpectrumState(self.network.begin(len(lanes)), lanes)
        heard_steps = windows[:, :-1].swapaxes(0, 1)
        masks = [draw_masks_each(p, self.default_controls.dropout, rngs) for _ in heard_steps]
        listen(self.network, heard_steps, state.network, masks)
        return state

    def advance(self, state: MagnitudeSpectrumState, controls: Controls, num_steps: int) -> FloatArray:
        """The next `num_steps * hop_length` samples. See `Generator.advance`."""
        return np.asarray(self.advance_batch(state, controls, num_steps)[0])

    def advance_batch(self, state: MagnitudeSpectrumState, controls: Controls, num_steps: int) -> FloatArray:
        """The next samples of all dreams. See `Generator.advance_batch`."""
        p = self.parameters
        spectra = np.empty((len(state.lanes), num_steps, p.window_size), dtype=np.float32)
        rngs = [lane.rng for lane in state.lanes]
        for index in range(num_steps):
            masks = draw_masks_each(p, controls.dropout, rngs)
            outputs = self.network.step(np.stack([lane.window for lane in state.lanes]), state.network, masks)
            for number, lane in enumerate(state.lanes):
                spectra[number, index] = self._next(lane, outputs[number], controls)
        magnitudes = expand(spectra, p.exponent, self.normalisation.global_maximum)
        sounds = [
            self.resynthesis.advance(lane.resynthesis, own) for lane, own in zip(state.lanes, magnitudes, strict=True)
        ]
        return np.stack(sounds) * np.float32(10.0 ** (self.normalisation.gain_db / 20.0))

    def _next(self, lane: MagnitudeSpectrumLane, output: FloatArray, controls: Controls) -> FloatArray:
        """From the head's output to the next window; sets what goes in next."""
        p = self.parameters
        if p.mixture:
            tilt = self._tilt(lane, output, controls.energy_hold)
            sampling = Sampling(method_of(controls.sampling, MEANS), controls.temperature, controls.tau)
            output = draw_mixture(output, p.num_components, sampling, lane.rng, tilt)
        window = np.clip(output + np.float32(p.skip) * lane.window, 0.0, MAX_FEATURE)  # NaN stays NaN
        window = window * self._hold(lane, window, controls.energy_hold)
        lane.window = window
        if controls.noise > 0.0:
            noise = lane.rng.standard_normal(p.window_size, dtype=np.float32)
            lane.window = np.maximum(window + np.float32(controls.noise) * noise, 0.0)
        return window

    def _hold(self, lane: MagnitudeSpectrumLane, window: FloatArray, energy_hold: float) -> np.float32:
        """Factor for the window that moves the running power towards the training material's."""
        p = self.parameters
        power = float(np.mean(window.astype(np.float64) ** (2.0 / p.exponent)))
        lane.power += self._rate * (power - lane.power)
        if energy_hold <= 0.0:
            return np.float32(1.0)
        error_db = self._error_db(lane)
        return np.float32(10.0 ** (-energy_hold * self._rate * error_db / 20.0 * p.exponent))

    def _error_db(self, lane: MagnitudeSpectrumLane) -> float:
        """How far the running power lies above the training material's, at most 12 dB either way. dB.

        The bound makes of the correction at most 12 dB per HOLD_TIME_S: heard as a swell, not as a pump.
        """
        target = self.normalisation.level
        if target <= 0.0 or not np.isfinite(lane.power):
            return 0.0
        return float(np.clip(10.0 * np.log10(max(lane.power, 1e-30) / target), -12.0, 12.0))

    def _tilt(self, lane: MagnitudeSpectrumLane, output: FloatArray, energy_hold: float) -> DoubleArray | None:
        """What to add to the logarithms of a mixture's weights so that a dream too quiet or too loud finds its level.

        Where the network thinks of a note that begins as well as of one that dies away, a quiet dream gets the note:
        `TILT` nepers per 6 dB between components at 12 dB of error. The features' mean stands for the level; exact
        powers of every component would cost more than the network's own layer.
        """
        error_db = self._error_db(lane) if energy_hold > 0.0 else 0.0
        if error_db == 0.0:
            return None
        p = self.parameters
        means = output[2 * p.num_components :].reshape(p.num_components, -1).mean(axis=1, dtype=np.float64)
        means = np.maximum(means + p.skip * float(lane.window.mean()), 1e-6)
        levels_db = 20.0 / p.exponent * np.log10(means)
        return np.asarray(
            -energy_hold * TILT * error_db / 12.0 * np.clip(levels_db - levels_db.mean(), -18.0, 18.0) / 6.0
        )


def generator(checkpoint: Checkpoint, network: Network) -> MagnitudeSpectrumGenerator:
    """The table's entry. Raises ValueError and ControlError for an unusable card."""
    return MagnitudeSpectrumGenerator(checkpoint, network)


def parameters_of(checkpoint: Checkpoint) -> MagnitudeSpectrumParameters:
    """The checkpoint's hyperparameters. Raises TypeError for another family's."""
    return checked_kind(checkpoint, MagnitudeSpectrumParameters)


def resynthesis_of(checkpoint: Checkpoint, normalisation: Normalisation) -> Resynthesis:
    """The vocoder as the card has it. Raises ValueError and TypeError for an unusable card."""
    p = parameters_of(checkpoint)
    settings = dict(checkpoint.card.get("resynthesis", {}))
    keep_peaks, gate_db = bool(settings.get("keep_peaks", False)), settings.get("gate_db")
    gate_db = None if gate_db is None else float(gate_db)
    if gate_db is not None and not abs(gate_db) <= LARGEST_GAIN_DB:
        raise ValueError(f"resynthesis.gate_db must be in range -200..200, got {gate_db:g}")
    return Resynthesis(p.window_size, p.hop_size, keep_peaks, gate_db, normalisation.global_maximum)


def forced_outputs(
    checkpoint: Checkpoint, network: Network, sound: FloatArray, num_samples: int
) -> tuple[FloatArray, DoubleArray]:
    """What the head puts out for about `num_samples` of a recording. See `live_models.families.lstm.forcing.fed`."""
    p = parameters_of(checkpoint)
    inputs = windows_of(at_reference_level(sound), p, Normalisation.from_card(checkpoint.card["normalisation"]))
    return fed(checkpoint, network, inputs[: max(1, num_samples // p.hop_size), None])
