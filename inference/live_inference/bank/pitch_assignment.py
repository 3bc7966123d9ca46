"""Assigns pitches to the loops of a bank: the follower's bands and weights, for all loops together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from live_inference.bank.manifest import BankLoop
from live_inference.loops.seed_analysis import GRID_HZ, level_at

MOST_BANDS: Final = 48
"""Of the follower's 64 bands; the others are for dreams that become loops on stage."""

PITCHES_EACH: Final = 12
LOWEST_HZ, HIGHEST_HZ = 10.0, 20_000.0
_QUARTER_TONE: Final = 2 ** (1 / 24)


@dataclass(frozen=True, slots=True)
class Profile:
    """The pitches that call a loop, as (Hz, strength), and, if its seed is known, the level of every quarter tone."""

    pitches: list[tuple[float, float]]
    levels: list[float] | None = None


def profile(loop: BankLoop) -> Profile:
    """Return what calls a loop of a bank: its seed, as the follower hears it, or else its own pitches."""
    levels = loop.seed_levels
    if loop.seed_pitches_hz and levels and len(levels) == len(GRID_HZ):
        return Profile([(hz, level_at(levels, hz)) for hz in loop.seed_pitches_hz if hz > 0], levels)
    weights = loop.pitch_weights or [1.0 / (place + 1) for place in range(len(loop.pitches_hz))]
    return Profile(list(zip(loop.pitches_hz, weights, strict=False)))


def assign_pitches(profiles: Sequence[Profile]) -> list[list[tuple[float, float]]]:
    """Return each loop's pitches with their weights in the gain map, so that its own profile calls it most.

    Pitches within a quarter tone share a band. The 48 strongest bands over all loops are used, and for each loop the 12
    in which its profile is strongest. A loop's weights are proportional to its profile, and the weights of all loops
    have the same norm: of all rows of one norm, the one parallel to the input gives the greatest sum (Cauchy-Schwarz;
    in other words, a matched filter). No loop's weights add up to more than 1. A profile without an audible pitch is
    returned unchanged.
    """
    pitches = [(hz, how) for one in profiles for hz, how in one.pitches if LOWEST_HZ <= hz <= HIGHEST_HZ and how > 0]
    centres = _centres(pitches)
    if not len(centres):
        return [list(one.pitches) for one in profiles]
    rows = np.stack([_row(one, centres) for one in profiles])
    for row in rows:
        row[np.argsort(-row, kind="stable")[PITCHES_EACH:]] = 0.0
    rows /= np.maximum(np.sqrt(np.square(rows).sum(axis=1, keepdims=True)), 1e-12)
    rows /= max(1.0, float(rows.sum(axis=1).max()))
    return [
        [(float(centres[band]), float(row[band])) for band in np.argsort(-row, kind="stable") if row[band] > 0]
        or list(one.pitches)
        for row, one in zip(rows, profiles, strict=True)
    ]


def _row(one: Profile, centres: NDArray[np.float64]) -> NDArray[np.float64]:
    """The strength of a profile in each band. Shape: `[bands]`."""
    if one.levels is not None:
        return np.asarray([level_at(one.levels, hz) for hz in centres])
    row = np.zeros(len(centres))
    for hz, how in one.pitches:
        if LOWEST_HZ <= hz <= HIGHEST_HZ and how > 0:
            nearest = int(np.argmin(abs(np.log(centres / hz))))
            if max(centres[nearest] / hz, hz / centres[nearest]) < _QUARTER_TONE:
                row[nearest] += how
    return row


def _centres(pitches: list[tuple[float, float]]) -> NDArray[np.float64]:
    """Centres of the strongest bands, ascending; pitches within a quarter tone form one band."""
    groups: list[list[tuple[float, float]]] = []
    for hz, how in sorted(pitches):
        if groups and hz < groups[-1][0][0] * _QUARTER_TONE:
            groups[-1].append((hz, how))
        else:
            groups.append([(hz, how)])
    strengths = [sum(how for _, how in group) for group in groups]
    kept = sorted(range(len(groups)), key=lambda one: -strengths[one])[:MOST_BANDS]
    return np.asarray([_mean_hz(groups[one]) for one in sorted(kept) if strengths[one] > 0])


def _mean_hz(group: list[tuple[float, float]]) -> float:
    total = sum(how for _, how in group)
    return math.exp(sum(how * math.log(hz) for hz, how in group) / total)
