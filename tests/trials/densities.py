"""Density, by the model alone: does a dream play more notes while the player does, as a partner who goes along?

Players of broken chords, whose notes a second change every `--part` seconds, are heeded as in `turning`. What begins a
second in the dream and in the player, both counted by the ear of the models, is compared part by part, without the
first second of each: the dream's mean for each of the player's densities, and their correlation over all parts.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np

from live_models.arrays import DoubleArray, FloatArray
from live_models.condition.ear import EAR_RATE, HOP, frames_of
from live_models.condition.numbers import NUM_PITCHES
from live_models.contract.family import ANY_BACKEND
from live_models.loading import load_generator
from live_models.registry import Registry
from support.passages import PASSAGE_S, QUALITIES, broken_chord
from support.passages import RATE as PLAYED_RATE
from trials.figures import figure_table, leave
from trials.turning import follow

PLUCKS_PER_S = (1.0, 2.0, 4.0, 8.0)
ROUNDS = 3
SETTLING_S = 1.0


def onsets_of(sound: FloatArray, rate: int, part_s: float) -> DoubleArray:
    """What begins a second in each part, its first second left out. Shape: `[n]` -> `[parts]`"""
    begins = frames_of(sound, rate)[:, NUM_PITCHES + 1]
    at_s = np.arange(len(begins)) * HOP / EAR_RATE
    parts = int(len(sound) / rate / part_s + 0.01)
    within = [(at_s >= part_s * part + SETTLING_S) & (at_s < part_s * (part + 1)) for part in range(parts)]
    return np.array([begins[one].sum() / (part_s - SETTLING_S) for one in within])


def measured(name: str, options: argparse.Namespace) -> dict[str, Any]:
    """The figures of one model."""
    generator = load_generator(Path(name) if "/" in name else Registry().find(name), options.backend)
    seeds, players, densities = [], [], []
    for number in range(options.players):
        rng = np.random.default_rng(number)
        density = np.concatenate([rng.permutation(PLUCKS_PER_S) for _ in range(ROUNDS)])
        root, quality = int(rng.integers(12)), str(rng.choice(list(QUALITIES)))
        seeds.append(broken_chord(root, quality, rng, PASSAGE_S))
        players.append(broken_chord(root, quality, rng, options.part * len(density), [float(one) for one in density]))
        densities.append(density)
    dreams = follow(generator, seeds, players, options.influence, options.smoothing)
    count, plucks = len(densities[0]), np.concatenate(densities)
    ours = np.concatenate([onsets_of(one, generator.spec.sample_rate, options.part)[:count] for one in dreams])
    theirs = np.concatenate([onsets_of(one, PLAYED_RATE, options.part)[:count] for one in players])
    return {
        "checkpoint": generator.spec.name,
        "correlation": float(np.corrcoef(ours, theirs)[0, 1]),
        "dream_onsets_per_s": {str(one): float(ours[plucks == one].mean()) for one in PLUCKS_PER_S},
        "player_onsets_per_s": {str(one): float(theirs[plucks == one].mean()) for one in PLUCKS_PER_S},
    }


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", nargs="*", help="names, or paths of cards (default: the shipped default)")
    parser.add_argument("--influence", type=float, default=2.0)
    parser.add_argument("--smoothing", type=float, default=0.6, help="seconds that the ear looks back")
    parser.add_argument("--part", type=float, default=5.0, help="seconds of each density")
    parser.add_argument("--players", type=int, default=8)
    parser.add_argument("--backend", default=ANY_BACKEND)
    parser.add_argument("--out", type=Path, default=Path("trials-out/densities"))
    options = parser.parse_args()
    rows = [measured(name, options) for name in options.checkpoints or [Registry().default_name()]]
    table = []
    for row in rows:
        both = zip(row["player_onsets_per_s"].values(), row["dream_onsets_per_s"].values(), strict=True)
        table.append((f"{row['checkpoint']}, correlation of densities", f"{row['correlation']:.2f}"))
        table += [(f"{row['checkpoint']}, while {one:.1f} notes a second begin", f"{two:.1f}") for one, two in both]
    leave(options.out, "densities", rows, figure_table(table))
    return 0
