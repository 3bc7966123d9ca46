"""The end of a training: five scored dreams from the frozen weights, the card, and a verdict in plain words."""

from __future__ import annotations

import importlib.metadata
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from live_inference.scores.score import NO_ANSWER, Scores
from live_models.arrays import FloatArray
from live_models.checkpoint import as_stored
from live_models.contract.parameters import Parameters
from live_training.dreams import write_wav
from live_training.judging import LEVELLED_S, Judge, at_level, gain_to_recordings_db, level_db, summary

FROZEN_DREAMS: Final = 5

_ADVICE: Final[dict[str, str]] = {
    "artifacts": "There are clicks or noise: {longer}, or try another --approach under another --name",
    "resemblance": "They do not sound like your recordings yet: {longer}, or record more",
    "novelty": "They repeat your recordings literally: record more, or try --preset fast_answer under another --name",
    "stuck": "They stay where they are: {longer}, or record more varied playing",
    "energy": "They grow or fade: {longer}",
    "answer": "They do not follow what is played to them: {longer}, or record in more keys",
}
"""Advice for the weakest measure; see docs/training.md."""

LOW: Final = 0.5
SURE: Final = 0.9
UNSURE: Final = 0.65
"""Answers: the player's own next five seconds on the same chord have .99, of sixteen passages .9 is the right one or
the second, .5 is chance."""
DRIFT_DB: Final = 6.0


LEVELLING: Final = 2.5
"""Measuring the levels takes at most so many times as long as the five dreams (1.8 to 2.3 were measured): 24, three
quarters as long, at once, of which only spectra are made."""


@dataclass(frozen=True)
class Frozen:
    """The result of a training: the checkpoint's card, its dreams at their level, their files and scores."""

    card: dict[str, Any]
    dreams: list[FloatArray]
    files: list[Path]
    scores: list[Scores]
    conditioned: bool = False


def freezing_s(parameters: Parameters, x_realtime: float) -> float:
    """How long the end of a training takes for each second of its five dreams. `x_realtime`: of one dream."""
    return FROZEN_DREAMS / x_realtime * (1.0 + LEVELLING if parameters.has_tone else 1.0)


def freeze(
    work: Path,
    tensors: Mapping[str, FloatArray],
    judge: Judge,
    log: Mapping[str, Any],
    duration_s: float,
    rng_seed: int,
) -> Frozen:
    """Dream from the weights as they will be stored, measure the level and the scores, and make the card.

    Writes the dreams into `work`, but not the checkpoint. Raises CheckpointError, OSError.
    """
    parameters = judge.parameters
    card: dict[str, Any] = {
        "hyperparameters": parameters.to_params(),
        **judge.card(),
        "recordings": judge.sound.rows,
        "preset": log["plan"]["preset"],
        "rng_seed": rng_seed,
        "versions": {"live-daemon": importlib.metadata.version("live-daemon")},
        "training_log": {
            "elapsed_s": round(log["elapsed_s"], 1),
            "steps": log["losses"][-1]["step"],
            "ended": log["ended"],
            "best": log["best"],
            "judgements": log["judgements"],
            "losses": thin(log["losses"]),
        },
        "scores": {},
        "reference": judge.reference.to_json(),
    }
    stored = {name: value.astype(np.float32) for name, value in as_stored(tensors).items()}
    card |= judge.set_levels(stored, min(0.75 * duration_s, LEVELLED_S), rng_seed + 1)
    dreamt = judge.dreams(stored, FROZEN_DREAMS, duration_s, rng_seed)
    gain_db = round(gain_to_recordings_db(dreamt.samples, judge.sound), 2)
    dreamt = at_level(dreamt, gain_db)
    dreams, scores = dreamt.samples, judge.scores(dreamt)
    card["normalisation"]["gain_db"] = gain_db
    card["scores"] = summary(scores) | {
        "level_db": [round(level_db(dream), 1) for dream in dreams],
        "last_third_db": [round(level_db(dream[-len(dream) // 3 :]), 1) for dream in dreams],
        "each": [one.to_json() for one in scores],
    }
    files = [work / f"frozen_{number}.wav" for number in range(1, len(dreams) + 1)]
    for path, dream in zip(files, dreams, strict=True):
        write_wav(path, dream, parameters.sample_rate)
    return Frozen(card, dreams, files, scores, dreamt.conditioned)


def in_words(scores: Sequence[Scores], minutes: float, conditioned: bool = False) -> str:
    """Sentences for a performer: the verdict, what would help, whether dreams answer. `minutes`: trained so far.

    `conditioned`: the model heeds what is played.
    """
    answers = [one.answer for one in scores if one.answer is not None]
    if not conditioned or not answers:
        return _verdict(scores, minutes)
    mean = float(np.mean(answers))
    how = "surely" if mean >= SURE else "now and then" if mean >= UNSURE else "hardly"
    return f"{_verdict(scores, minutes)} Their pitches {how} tell what was played (answer {mean:.2f}; 0.5 is chance)."


def _verdict(scores: Sequence[Scores], minutes: float) -> str:
    passed, count = sum(one.passed for one in scores), len(scores)
    if passed == count:
        return (
            f"Good: all {count} dreams live, sound like your recordings and copy nothing literally. Take it on stage."
        )
    found = "; ".join(_kinds(scores))
    longer = f"train longer (--resume --minutes {max(10, round(3 * minutes))})"
    advice = _ADVICE[weakest(scores)].format(longer=longer)
    if passed >= count - 1:
        return f"Usable: {passed} of {count} dreams pass, now and then one will disappoint ({found}). {advice}."
    if passed:
        return f"Not safe yet: only {passed} of {count} dreams pass ({found}). {advice}."
    return f"Not usable yet: no dream passes ({found}). {advice}."


def in_short(scores: Scores) -> str:
    """Total and, where it is known, answer."""
    return f"score {scores.total:.2f}" + ("" if scores.answer is None else f", answer {scores.answer:.2f}")


def told(frozen: Frozen) -> dict[str, Any]:
    """The verdict for machines: how many dreams pass, the card's means, and each dream."""
    return {
        "passed": sum(one.passed for one in frozen.scores),
        "dreams": [{"path": str(path), **one.to_json()} for path, one in zip(frozen.files, frozen.scores, strict=True)],
        "scores": {key: value for key, value in frozen.card["scores"].items() if key != "each"},
    }


def table(frozen: Frozen, sample_rate: int) -> list[str]:
    """One line per dream: file, length, level, score, answer, and whether it passes or why not."""
    return [
        f"  {path}  {len(dream) / sample_rate:.0f} s  {level_db(dream):.1f} dBFS  {in_short(one)}  "
        + ("passes" if one.passed else "fails: " + "; ".join(one.faults))
        for path, dream, one in zip(frozen.files, frozen.dreams, frozen.scores, strict=True)
    ]


def weakest(scores: Sequence[Scores]) -> str:
    """The lowest measure of these dreams; energy drift counts as 1 at 0 dB and as `LOW` at 6 dB."""
    means = {
        "artifacts": float(np.mean([one.artifacts for one in scores])),
        "resemblance": float(np.mean([one.resemblance for one in scores])),
        "novelty": float(np.mean([1.0 if one.novelty is None else one.novelty for one in scores])),
        "stuck": float(np.mean([one.stuck for one in scores])),
        "energy": float(np.mean([1.0 - (1.0 - LOW) * min(2.0, abs(one.energy_db) / DRIFT_DB) for one in scores])),
    }
    if any(fault.startswith(NO_ANSWER) for one in scores for fault in one.faults):
        means["answer"] = float(np.mean([1.0 if one.answer is None else one.answer for one in scores]))
    return min(means, key=lambda name: means[name])


def thin(losses: list[dict[str, Any]], most: int = 200) -> list[dict[str, Any]]:
    """At most `most` rows of the log, the last one among them."""
    stride = max(1, -(-len(losses) // most))
    return losses[::-1][::stride][::-1]


def _kinds(scores: Sequence[Scores], most: int = 3) -> list[str]:
    """One example of each kind of fault; the words before the first figure tell the kind."""
    kinds: dict[str, str] = {}
    for one in scores:
        for fault in one.faults:
            kinds.setdefault(re.split(r"[,:]|[-+]?\d", fault)[0], fault)
    return list(kinds.values())[:most]
