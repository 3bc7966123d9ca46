"""Following, by the model alone: the player goes to another chord; how soon is the dream nearer to the new one?

Forty dreams begin from passages on one chord. The ear of the models hears the player, who stays for five seconds and
then goes on with another passage; what it heard in the last `--smoothing` seconds is heeded, 21 times a second. A dream
is nearer to the new chord when the last half second of its sound is, by pitch profile, and stays so for half a second.
The player's own sound, measured like this, is the floor. Neither daemon nor sound card are in it: what they add is
measured elsewhere.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import soxr

from live_inference.scores.answer import folded, likeness, profile
from live_models.arrays import DoubleArray, FloatArray
from live_models.condition.ear import EAR_RATE, HOP, condition_of_frames, frames_of
from live_models.condition.numbers import Condition
from live_models.contract.family import ANY_BACKEND
from live_models.contract.generator import Generator
from live_models.features import at_reference_level
from live_models.loading import load_generator
from live_models.registry import Registry
from support.passages import PASSAGE_S, RATE, of_chords, plucked_chords
from trials.figures import figure_table, leave

AFTER_S = 5.0
WINDOW_S = 0.5
STEP_S = 0.05
CHORDS = 16


def heeded(player: FloatArray, smoothing_s: float) -> list[Condition]:
    """What is heeded at each of the ear's frames: the mean of those of the last seconds. Shape: `[n]` at `EAR_RATE`"""
    frames = frames_of(player, EAR_RATE)
    width = max(1, round(smoothing_s * EAR_RATE / HOP))
    return [condition_of_frames(frames[max(0, end - width) : end]) for end in range(1, len(frames) + 1)]


def follow(
    generator: Generator[Any],
    seeds: Sequence[FloatArray],
    players: Sequence[FloatArray],
    influence: float,
    smoothing_s: float,
) -> list[FloatArray]:
    """Dreams of seeds that heed players from then on, all in one batch.

    Shape: `seeds`, `players` `[n]` each, at `RATE` -> `[n]` each, at the generator's rate
    """
    rate, hop = generator.spec.sample_rate, generator.spec.hop_length
    told = [heeded(at_reference_level(_at(one, EAR_RATE)), smoothing_s) for one in players]
    controls = replace(generator.default_controls, influence=influence)
    state = generator.begin_batch([_at(one, rate) for one in seeds], list(range(len(seeds))))
    made: list[FloatArray] = []
    done, frames = 0, min(map(len, told))
    for frame in range(frames):
        generator.heed(state, [one[frame] for one in told])
        steps = int((frame + 1) * HOP / EAR_RATE * rate / hop) - done
        if steps:
            made.append(generator.advance_batch(state, controls, steps))
            done += steps
    return list(np.concatenate(made, axis=1))


def turned_s(dream: FloatArray, rate: int, old: DoubleArray, new: DoubleArray) -> float:
    """Seconds from the change until the dream's last half second is nearer to the new chord, and stays; inf: never."""
    nearer = []
    for end_s in np.arange(PASSAGE_S, PASSAGE_S + AFTER_S - STEP_S, STEP_S):
        heard = profile(dream[round((end_s - WINDOW_S) * rate) : round(end_s * rate)], rate)
        own, other = likeness(heard, np.stack([new, old]))
        nearer.append(bool(own > other))
    stay = round(WINDOW_S / STEP_S)
    for index in range(len(nearer) - stay):
        if all(nearer[index : index + stay]):
            return index * STEP_S
    return float("inf")


def _at(sound: FloatArray, rate: int) -> FloatArray:
    return np.asarray(soxr.resample(sound, RATE, rate, quality="HQ"), dtype=np.float32)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", nargs="*", help="names, or paths of cards (default: the shipped default)")
    parser.add_argument("--recording", nargs="+", type=Path, default=[], help="with a .json of chords beside each")
    parser.add_argument("--influence", nargs="+", type=float, default=[1.0, 2.0])
    parser.add_argument("--smoothing", nargs="+", type=float, default=[1.0], help="seconds that the ear looks back")
    parser.add_argument("--changes", type=int, default=40)
    parser.add_argument("--backend", default=ANY_BACKEND)
    parser.add_argument("--out", type=Path, default=Path("trials-out/turning"))
    options = parser.parse_args()
    passages = of_chords(options.recording, CHORDS) if options.recording else plucked_chords(CHORDS)
    rng = np.random.default_rng(0)
    profiles = [
        folded(condition_of_frames(frames_of(_at(one.samples, EAR_RATE), EAR_RATE)).pitches) for one in passages
    ]
    picks = [rng.choice(len(passages), 2, replace=False) for _ in range(options.changes)]
    own = [np.concatenate([passages[a].follows, passages[b].samples]) for a, b in picks]
    floor = [turned_s(one, RATE, profiles[a], profiles[b]) for one, (a, b) in zip(own, picks, strict=True)]
    registry, rows = Registry(), []
    for name in options.checkpoints or [registry.default_name()]:
        generator = load_generator(Path(name) if "/" in name else registry.find(name), options.backend)
        for influence in options.influence:
            for smoothing_s in options.smoothing:
                seeds = [passages[a].samples for a, _ in picks]
                dreams = follow(generator, seeds, own, influence, smoothing_s)
                rate = generator.spec.sample_rate
                times = [
                    turned_s(dream, rate, profiles[a], profiles[b]) for dream, (a, b) in zip(dreams, picks, strict=True)
                ]
                found = {
                    "checkpoint": generator.spec.name, "influence": influence, "smoothing_s": smoothing_s,
                    "median_s": float(np.median(times)), "p95_s": float(np.quantile(times, 0.95, method="lower")),
                    "never": int(np.sum(np.isinf(times))), "times_s": times,
                }  # fmt: skip
                rows.append(found)
                print({key: value for key, value in found.items() if key != "times_s"}, flush=True)
    table = [("the player's own sound, by the same measure", f"{np.median(floor):.2f} s (median)")]
    table += [
        (
            f"{one['checkpoint']}, influence {one['influence']:g}, the ear looks back {one['smoothing_s']:g} s",
            f"nearer to the new chord after {one['median_s']:.2f} s (median), {one['p95_s']:.2f} s (p95); never: "
            f"{one['never']} of {options.changes}",
        )
        for one in rows
    ]
    leave(options.out, "turning", rows, figure_table(table))
    return 0
