"""Judges a network in training by dreams from its frozen weights: their level, and their scores."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from live_inference.scores.answer import PASSAGE_S, seed_profile
from live_inference.scores.bands import octave_edges, octaves_db
from live_inference.scores.score import Reference, Scores, score
from live_models.arrays import DoubleArray, FloatArray
from live_models.contract.checkpoint import Checkpoint
from live_models.contract.fit import Fit
from live_models.contract.generator import Controls, GeneratorSpec, Levelled
from live_models.contract.parameters import Parameters
from live_models.contract.sound import SoundError, TrainingSound
from live_models.loading import load_generator
from live_models.tone import Tone
from live_training.dreams import take

MAX_GAIN_DB: Final = 18.0
SILENT_DB: Final = -100.0

TIE: Final = 0.02
"""A smaller difference between totals of a few short dreams means nothing; then the lower validation loss wins."""

CHUNK_S: Final = 1.0

LEVELLED_DREAMS: Final = 24
LEVELLED_S: Final = 15.0
"""Dreams, and their length, by which the levels are measured: an octave's level differs by 4 to 6 dB from one to the
next. Only their spectra are made."""

TONE_FROM_HZ: Final = 700.0
"""Lower octaves are the notes that happen to be played."""


@dataclass(frozen=True)
class Dreamt:
    """Dreams, and the pitch profile of the seed that each is to answer. Shape: `samples` `[n]` each, `asked` `[12]`"""

    samples: list[FloatArray]
    asked: list[DoubleArray]
    conditioned: bool = False


class Judge:
    """Dreams from frozen weights and scores the dreams against the recordings. One thread.

    `controls`: those that differ from the defaults, for the card.
    """

    def __init__(self, fit: Fit, controls: Mapping[str, Any] | None = None) -> None:
        """Raises SoundError if the recordings cannot serve as a reference."""
        self.parameters, self.sound = fit.parameters, fit.sound
        self._card = fit.card() | {"controls": dict(controls or {})}
        self.reference = reference_of(fit.sound)

    def card(self) -> dict[str, Any]:
        """The part of the card that dreams depend on."""
        return copy.deepcopy(self._card)

    @property
    def controls(self) -> Controls:
        """The controls of its dreams."""
        return Controls.from_params(self._card["controls"])

    def set_levels(self, tensors: Mapping[str, FloatArray], duration_s: float, rng_seed: int) -> dict[str, Any]:
        """Dream at the recordings' levels from now on, where a system can; returns what that adds to the card.

        They are measured by `LEVELLED_DREAMS` dreams of `duration_s` from these weights, without a rhythm: what is soft
        between its attacks would be raised, and the attacks above it be clicks (5 of 10 dreams passed, for 8).
        """
        checkpoint = self.checkpoint(tensors)
        checkpoint.card.pop("rhythm", None)
        generator = load_generator(checkpoint, "cpu")
        if not isinstance(generator, Levelled):
            return {}
        rng, spec = np.random.default_rng(rng_seed), generator.spec
        length = round(duration_s * spec.sample_rate)
        seeds = self._seeds(spec, LEVELLED_DREAMS, rng)
        recorded = [take(self.sound.recordings, length, rng) for _ in range(LEVELLED_DREAMS)]
        rng_seeds = [rng_seed + number for number in range(LEVELLED_DREAMS)]
        levels = generator.measured_levels(seeds, rng_seeds, max(1, length // spec.hop_length), recorded)
        found = {} if levels is None else {"levels": levels.to_json()}
        self._card |= found
        return copy.deepcopy(found)

    def take_over(self, card: Mapping[str, Any]) -> None:
        """Heed the edits of a card from now on; the normalisation is measured, and stays."""
        self._card |= {key: copy.deepcopy(card[key]) for key in self._card if key in card and key != "normalisation"}

    def checkpoint(self, tensors: Mapping[str, FloatArray]) -> Checkpoint:
        """These weights as a checkpoint whose dreams have the network's own level."""
        card = self.card()
        card["normalisation"]["gain_db"] = 0.0
        return Checkpoint("in training", card, dict(tensors), self.parameters)

    def dreams(self, tensors: Mapping[str, FloatArray], count: int, duration_s: float, rng_seed: int) -> Dreamt:
        """Dream `count` times at once from random places of the recordings, at the network's own level.

        `rng_seed` fixes the places and all draws: the same weights give the same dreams.
        """
        generator = load_generator(self.checkpoint(tensors), "cpu")
        rng = np.random.default_rng(rng_seed)
        rate, conditioned = generator.spec.sample_rate, generator.spec.condition
        seeds = self._seeds(generator.spec, count, rng)
        state = generator.begin_batch(seeds, [rng_seed + number for number in range(count)])
        length = round(duration_s * generator.spec.sample_rate)
        steps = max(1, round(CHUNK_S * generator.spec.sample_rate / generator.spec.hop_length))
        made: list[FloatArray] = []
        while sum(chunk.shape[1] for chunk in made) < length:
            made.append(generator.advance_batch(state, generator.default_controls, steps))
        asked = [seed_profile(seed, rate) for seed in seeds]
        heeding = conditioned and generator.default_controls.influence > 0.0
        return Dreamt(list(np.concatenate(made, axis=1)[:, :length]), asked, heeding)

    def _seeds(self, spec: GeneratorSpec, count: int, rng: np.random.Generator) -> list[FloatArray]:
        heard = max(spec.seed_length, round(PASSAGE_S * spec.sample_rate) if spec.condition else 0)
        return [take(self.sound.recordings, heard, rng) for _ in range(count)]

    def scores(self, dreamt: Dreamt) -> list[Scores]:
        """The scores of each dream. A dream that is not finite fails unmeasured."""
        hop_length = self.parameters.hop_length if self.parameters.hop_length > 1 else None
        return [
            score(dream, self.reference, hop_length=hop_length, asked=asked, conditioned=dreamt.conditioned)
            if np.isfinite(dream).all()
            else Scores(0.0, 0.0, 0.0, 0.0, 0.0, faults=("not finite",))
            for dream, asked in zip(dreamt.samples, dreamt.asked, strict=True)
        ]


def tone_of(dreams: Sequence[FloatArray], reference: Reference) -> Tone:
    """What dreams must be raised by in each octave from `TONE_FROM_HZ` up to have the recordings' colour."""
    rate = reference.sample_rate
    found = np.mean([octaves_db(dream, rate) for dream in dreams], axis=0)
    middles = np.sqrt([low * high for low, high in octave_edges(rate)])
    return Tone.of(middles.tolist(), np.where(middles >= TONE_FROM_HZ, reference.octaves_db - found, 0.0).tolist())


def toned(dreamt: Dreamt, parameters: Parameters, reference: Reference) -> Dreamt:
    """About as the dreams will sound when the levels of their checkpoint are measured, where it can have them.

    For dreams that choose the weights: levels of each would take longer than the dreams.
    """
    if not parameters.has_tone or not all(np.isfinite(one).all() for one in dreamt.samples):
        return dreamt
    tone = tone_of(dreamt.samples, reference)
    return replace(dreamt, samples=[tone.applied(one, reference.sample_rate) for one in dreamt.samples])


def at_level(dreamt: Dreamt, gain_db: float) -> Dreamt:
    """The dreams, multiplied by a gain."""
    return replace(dreamt, samples=[dream * np.float32(10.0 ** (gain_db / 20.0)) for dream in dreamt.samples])


def reference_of(sound: TrainingSound) -> Reference:
    """The recordings' statistics, with which dreams are compared. Raises SoundError."""
    try:
        return Reference.of(sound.recordings, sound.sample_rate)
    except ValueError as error:
        raise SoundError(f"the recordings cannot be used to score dreams: {error}") from None


def gain_to_recordings_db(dreams: Sequence[FloatArray], sound: TrainingSound) -> float:
    """The gain (dB) that brings the median level of the dreams to the recordings' level, rests included."""
    return gain_to_level_db(dreams, level_db(np.concatenate(sound.recordings)))


def gain_to_level_db(dreams: Sequence[FloatArray], wanted_db: float) -> float:
    """The gain (dB) that brings the median level of the dreams to a level (dBFS), at most 18 dB either way.

    Not their mean power: one dream too loud would make all others too quiet.
    """
    found = float(np.median([level_db(dream) for dream in dreams]))
    if not np.isfinite(found) or found <= SILENT_DB:
        return 0.0
    return float(np.clip(wanted_db - found, -MAX_GAIN_DB, MAX_GAIN_DB))


def level_db(samples: FloatArray) -> float:
    """RMS level, dBFS."""
    return 20.0 * float(np.log10(np.sqrt(np.mean(samples.astype(np.float64) ** 2)) + 1e-10))


def summary(scores: Sequence[Scores]) -> dict[str, Any]:
    """One row for logs and cards: how many dreams pass, the mean of each measure, all faults."""
    novelties = [one.novelty for one in scores if one.novelty is not None]
    answers = [one.answer for one in scores if one.answer is not None]
    return {
        "dreams": len(scores),
        "passed": sum(one.passed for one in scores),
        "total": _mean([one.total for one in scores]),
        "artifacts": _mean([one.artifacts for one in scores]),
        "resemblance": _mean([one.resemblance for one in scores]),
        "novelty": _mean(novelties) if novelties else None,
        "stuck": _mean([one.stuck for one in scores]),
        "energy_db": _mean([one.energy_db for one in scores]),
        "answer": _mean(answers) if answers else None,
        "faults": sorted({fault for one in scores for fault in one.faults}),
    }


def dreams_better(row: Mapping[str, Any], best: Mapping[str, Any] | None, conditioned: bool = False) -> bool:
    """Whether the weights of `row` dream better than those of `best`: more dreams pass, or they are worth more, or, at
    equal worth, the prediction is better.

    The total is a mean: one very good dream does not make up for another that cannot be played. Dreams of a model that
    heeds what is played are worth their total times their answer, which is 1 for dreams that always answer and half of
    it for those that never do: so beauty that does not listen loses to half as much that does, and is not thrown away.
    Of other models the answer is luck, and does not count.
    """
    if best is None:
        return True
    if row["passed"] != best["passed"]:
        return bool(row["passed"] > best["passed"])
    ours, theirs = _worth(row, conditioned), _worth(best, conditioned)
    if abs(ours - theirs) > TIE:
        return ours > theirs
    return bool(row["validation_loss"] < best["validation_loss"])


def _worth(row: Mapping[str, Any], conditioned: bool) -> float:
    answer = row.get("answer") if conditioned else None
    return float(row["total"]) * (1.0 if answer is None else float(answer))


def _mean(values: Sequence[float]) -> float:
    return round(float(np.mean(values)), 4)
