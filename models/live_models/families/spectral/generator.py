"""The generator of the systems over spectra: features are fed back, a resynthesis makes them sound."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from live_models.arrays import DoubleArray, FloatArray
from live_models.card import normalisation_and_controls
from live_models.condition.numbers import Condition
from live_models.contract.backend import DreamDraws
from live_models.contract.checkpoint import Checkpoint, checked_kind
from live_models.contract.generator import Controls, GeneratorSpec, dream_rng, fit_seed
from live_models.families.lstm.backends.network import Network
from live_models.families.lstm.forcing import fed
from live_models.families.lstm.heeding import seeds_heeded
from live_models.families.spectral.config import SpectralParameters
from live_models.families.spectral.damping import Damping
from live_models.families.spectral.features import SpectralFeatures
from live_models.families.spectral.loop import SpectralBackend, SpectrumState
from live_models.families.spectral.rhythm import HEARD_S, Recorded, Rhythm
from live_models.features import Normalisation, at_reference_level, sounding
from live_models.levels import Bands, LevelMap, Levels
from live_models.resynthesis.band_splitting import SLICES
from live_models.resynthesis.choice import resynthesis_for
from live_models.resynthesis.contract import Resynthesis
from live_models.resynthesis.full_band import FullBand
from live_models.resynthesis.true_attacks import TrueAttacks
from live_models.thread_team import ThreadTeam
from live_models.tone import Tone

SEED_WINDOWS: Final = 128
"""Windows of the seed that the network hears: about three seconds at the usual hop."""


MEASURED_STEPS: Final = 64
"""Windows of all dreams that are held at once while their levels are measured."""


@dataclass
class SpectrumDreams:
    """Dreams under way, one or a batch, with the resynthesis of each. One thread at a time."""

    state: SpectrumState
    draws: DreamDraws
    voices: list[Any]


class SpectralGenerator:
    """Predicts the next window's features, feeds them back, and lets a resynthesis sound them.

    Rows of Pfalz's matrix have states of their own and only the last row is kept; so only that row runs here.
    A resynthesis that looks ahead gets its windows at the beginning: a dream sounds from its first sample on.
    See `live_models.contract.generator.Generator`.
    """

    def __init__(self, checkpoint: Checkpoint, network: Network, seen: SpectralFeatures) -> None:
        p = self.parameters = spectral_parameters(checkpoint)
        seed_length = p.window_length + (SEED_WINDOWS - 1) * p.hop_length
        self.spec = GeneratorSpec(
            checkpoint.name, p.approach, p.sample_rate, seed_length, p.hop_length, condition=p.condition
        )
        self.normalisation, self.default_controls = normalisation_and_controls(checkpoint.card)
        self.seen = seen
        self.backend = SpectralBackend(p, network, self.normalisation)
        self.resynthesis = resynthesis_of(checkpoint, self.normalisation)
        self._team = ThreadTeam(getattr(network, "threads", 1))
        tone = Tone.from_card(checkpoint.card)
        self._tone = None if tone is None else tone.factors(p.sounding_hertz)
        self._bands, levels = Bands(p.sounding_hertz, p.analysis.num_bins, SLICES), Levels.from_card(checkpoint.card)
        self._levels = None if levels is None else LevelMap(levels, self._bands)
        self._recorded = Recorded.from_card(checkpoint.card, p) if p.mixture else None

    def begin(self, seed: FloatArray, rng_seed: int) -> SpectrumDreams:
        """Listen to the seed and return the state from which to dream on. Raises ValueError for an unusable seed."""
        return self.begin_batch([seed], [rng_seed])

    def begin_batch(self, seeds: Sequence[FloatArray], rng_seeds: Sequence[int]) -> SpectrumDreams:
        """Listen to several seeds at once. See `Generator.begin_batch`."""
        heard = [fit_seed(seed, self.spec.seed_length) for seed in seeds]
        rngs = [dream_rng(one, rng_seed) for one, rng_seed in zip(heard, rng_seeds, strict=True)]
        windows = np.stack([self.seen.features(at_reference_level(one)) for one in heard])
        p = self.parameters
        overlapping = p.window_size // p.hop_size + 3 + self.resynthesis.look_ahead  # with those on either side
        sounded = self._toned(self.seen.magnitudes(windows[:, -overlapping:]))
        voices = [self.resynthesis.begin(rng, own) for rng, own in zip(rngs, sounded, strict=True)]
        draws = DreamDraws(rngs, self.default_controls)
        dreams = SpectrumDreams(self.backend.begin(len(heard)), draws, voices)
        if p.condition:
            heeding = dreams.state.heeding = seeds_heeded(seeds, p.sample_rate)
            dreams.state.damping = Damping(p, heeding.numbers)
        if self._recorded is not None:
            dreams.state.rhythm = Rhythm(p, self._recorded, [self._at_length(seed) for seed in seeds])
        self.backend.listen(dreams.state, windows, draws)
        if self.resynthesis.look_ahead:
            self._sound(dreams, self.resynthesis.look_ahead)
        return dreams

    def advance(self, state: SpectrumDreams, controls: Controls, num_steps: int) -> FloatArray:
        """The next `num_steps * hop_length` samples. See `Generator.advance`."""
        return np.asarray(self.advance_batch(state, controls, num_steps)[0])

    def advance_batch(self, state: SpectrumDreams, controls: Controls, num_steps: int) -> FloatArray:
        """The next samples of all dreams. See `Generator.advance_batch`."""
        state.draws.controls = controls
        return self._sound(state, num_steps) * np.float32(10.0 ** (self.normalisation.gain_db / 20.0))

    def heed(self, state: SpectrumDreams, conditions: Sequence[Condition]) -> None:
        """Heed other conditions from the next step on. See `Generator.heed`."""
        state.state.heed(conditions)

    def prompt(self) -> SpectralGenerator:
        """The same generator for a dream that must answer at once: it does not wait to see whether an attack is true,
        which takes seven windows."""
        found = copy(self)
        if isinstance(self.resynthesis, TrueAttacks):
            found.resynthesis = self.resynthesis.resynthesis
        return found

    def measured_levels(
        self, seeds: Sequence[FloatArray], rng_seeds: Sequence[int], num_steps: int, recorded: Sequence[FloatArray]
    ) -> Levels | None:
        """See `live_models.contract.generator.Levelled`."""
        dreams = self.begin_batch(seeds, rng_seeds)
        dreamt = []
        for first in range(0, num_steps, MEASURED_STEPS):
            steps = min(MEASURED_STEPS, num_steps - first)
            spectra = self.seen.magnitudes(self.backend.dream(dreams.state, dreams.draws, steps))
            dreamt.append(self._bands.levels_db(spectra).reshape(-1, len(self._bands.hertz)))
        heard = [self._bands.levels_db(self.seen.magnitudes(self.seen.features(one))) for one in recorded]
        both = np.concatenate(dreamt), np.concatenate(heard)
        return Levels.between(self._bands.hertz, *both) if np.isfinite(both[0]).all() else None

    def _at_length(self, seed: FloatArray) -> FloatArray:
        """Windows of more of a seed than the network hears. Shape: `[n]` -> `[windows, feature_size]`"""
        longest = max(self.spec.seed_length, round(HEARD_S * self.spec.sample_rate))
        length = max(self.spec.seed_length, min(len(sounding(seed)), longest))
        return self.seen.features(at_reference_level(fit_seed(seed, length)))

    def _sound(self, dreams: SpectrumDreams, num_steps: int) -> FloatArray:
        magnitudes = self._toned(self.seen.magnitudes(self.backend.dream(dreams.state, dreams.draws, num_steps)))
        count = len(dreams.voices)
        sound = np.empty((count, num_steps * self.spec.hop_length), dtype=np.float32)
        threads = min(self._team.threads, count)

        def sounded(thread: int) -> None:
            for dream in range(thread * count // threads, (thread + 1) * count // threads):
                sound[dream] = self.resynthesis.advance(dreams.voices[dream], magnitudes[dream])

        self._team.run(sounded, threads)
        return sound

    def _toned(self, magnitudes: FloatArray) -> FloatArray:
        if self._levels is not None:
            magnitudes = self._levels.applied(magnitudes)
        return magnitudes if self._tone is None else magnitudes * self._tone


def spectral_parameters(checkpoint: Checkpoint) -> SpectralParameters:
    """The checkpoint's hyperparameters. Raises TypeError for those of a system that is not over spectra."""
    return checked_kind(checkpoint, SpectralParameters)


def resynthesis_of(checkpoint: Checkpoint, normalisation: Normalisation) -> Resynthesis[Any]:
    """The resynthesis as the card has it. Raises ValueError and TypeError for an unusable card."""
    p = spectral_parameters(checkpoint)
    card, loudest = checkpoint.card.get("resynthesis", {}), normalisation.global_maximum
    found = resynthesis_for(p.resynthesis, p.analysis, card, p.spectra_rate, loudest)
    if p.decimation > 1:
        found = FullBand(found, p.sample_rate)
    return TrueAttacks(found, p.spectra_rate, loudest) if card.get("true_attacks") else found


def outputs_fed(
    checkpoint: Checkpoint, network: Network, seen: SpectralFeatures, sound: FloatArray, num_samples: int
) -> tuple[FloatArray, DoubleArray]:
    """What the head puts out for about `num_samples` of a recording. See `live_models.families.lstm.forcing.fed`."""
    inputs = seen.features(at_reference_level(sound))
    steps = max(1, num_samples // spectral_parameters(checkpoint).hop_length)
    return fed(checkpoint, network, inputs[:steps, None])
