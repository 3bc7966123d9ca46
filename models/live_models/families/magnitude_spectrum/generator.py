"""The magnitude-spectrum approach (Pfalz 2018, 3.1.1): spectra are fed back, a vocoder makes them sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from live_models.arrays import DoubleArray, FloatArray
from live_models.card import normalisation_and_controls
from live_models.contract.backend import DreamDraws
from live_models.contract.checkpoint import Checkpoint, checked_kind
from live_models.contract.generator import Controls, GeneratorSpec, dream_rng, fit_seed
from live_models.families.lstm.backends.network import Network
from live_models.families.lstm.forcing import fed
from live_models.families.magnitude_spectrum.backend import MagnitudeSpectrumBackend, SpectrumState
from live_models.families.magnitude_spectrum.config import MagnitudeSpectrumParameters
from live_models.families.magnitude_spectrum.features import windows_of
from live_models.features import Normalisation, at_reference_level, expand
from live_models.resynthesis.choice import oscillator_bank, resynthesis_for
from live_models.resynthesis.contract import OSCILLATOR_BANK, Resynthesis
from live_models.resynthesis.oscillator_bank import OscillatorBank

SEED_WINDOWS: Final = 128
"""Windows of the seed that the network hears: about three seconds at the usual hop."""

HEARD_WINDOWS: Final = 16
"""Windows of the seed that the resynthesis hears."""


@dataclass
class SpectrumDreams:
    """Dreams under way, one or a batch, with the vocoder of each. One thread at a time."""

    state: SpectrumState
    draws: DreamDraws
    voices: list[Any]


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
        self.backend = MagnitudeSpectrumBackend(p, network, self.normalisation)
        self.resynthesis = resynthesis_of(checkpoint, self.normalisation)

    def begin(self, seed: FloatArray, rng_seed: int) -> SpectrumDreams:
        """Listen to the seed and return the state from which to dream on. Raises ValueError for an unusable seed."""
        return self.begin_batch([seed], [rng_seed])

    def begin_batch(self, seeds: Sequence[FloatArray], rng_seeds: Sequence[int]) -> SpectrumDreams:
        """Listen to several seeds at once. See `Generator.begin_batch`."""
        p = self.parameters
        heard = [fit_seed(seed, self.spec.seed_length) for seed in seeds]
        rngs = [dream_rng(one, rng_seed) for one, rng_seed in zip(heard, rng_seeds, strict=True)]
        windows = np.stack([windows_of(at_reference_level(one), p, self.normalisation) for one in heard])
        sounded = self._magnitudes(windows[:, -HEARD_WINDOWS:])
        voices = [self.resynthesis.begin(rng, own) for rng, own in zip(rngs, sounded, strict=True)]
        draws = DreamDraws(rngs, self.default_controls)
        state = self.backend.begin(len(heard))
        self.backend.listen(state, windows, draws)
        return SpectrumDreams(state, draws, voices)

    def advance(self, state: SpectrumDreams, controls: Controls, num_steps: int) -> FloatArray:
        """The next `num_steps * hop_length` samples. See `Generator.advance`."""
        return np.asarray(self.advance_batch(state, controls, num_steps)[0])

    def advance_batch(self, state: SpectrumDreams, controls: Controls, num_steps: int) -> FloatArray:
        """The next samples of all dreams. See `Generator.advance_batch`."""
        state.draws.controls = controls
        spectra = self.backend.dream(state.state, state.draws, num_steps)
        magnitudes = self._magnitudes(spectra)
        sounds = [self.resynthesis.advance(voice, own) for voice, own in zip(state.voices, magnitudes, strict=True)]
        return np.stack(sounds) * np.float32(10.0 ** (self.normalisation.gain_db / 20.0))

    def _magnitudes(self, features: FloatArray) -> FloatArray:
        return expand(features, self.parameters.exponent, self.normalisation.global_maximum)


def generator(checkpoint: Checkpoint, network: Network) -> MagnitudeSpectrumGenerator:
    """The table's entry. Raises ValueError and ControlError for an unusable card."""
    return MagnitudeSpectrumGenerator(checkpoint, network)


def parameters_of(checkpoint: Checkpoint) -> MagnitudeSpectrumParameters:
    """The checkpoint's hyperparameters. Raises TypeError for another family's."""
    return checked_kind(checkpoint, MagnitudeSpectrumParameters)


def resynthesis_of(checkpoint: Checkpoint, normalisation: Normalisation) -> Resynthesis[Any]:
    """The resynthesis as the card has it. Raises ValueError and TypeError for an unusable card."""
    card = checkpoint.card.get("resynthesis", {})
    return resynthesis_for(OSCILLATOR_BANK, parameters_of(checkpoint).analysis, card, normalisation.global_maximum)


def oscillator_bank_of(checkpoint: Checkpoint, normalisation: Normalisation) -> OscillatorBank:
    """The oscillator bank of the card, whatever the checkpoint dreams with: what an exported file sounds with."""
    card = checkpoint.card.get("resynthesis", {})
    return oscillator_bank(parameters_of(checkpoint).analysis, card, normalisation.global_maximum)


def forced_outputs(
    checkpoint: Checkpoint, network: Network, sound: FloatArray, num_samples: int
) -> tuple[FloatArray, DoubleArray]:
    """What the head puts out for about `num_samples` of a recording. See `live_models.families.lstm.forcing.fed`."""
    p = parameters_of(checkpoint)
    inputs = windows_of(at_reference_level(sound), p, Normalisation.from_card(checkpoint.card["normalisation"]))
    return fed(checkpoint, network, inputs[: max(1, num_samples // p.hop_size), None])
