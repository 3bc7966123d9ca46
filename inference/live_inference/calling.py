"""Which pitches call which loop of a bank: the follower's bands and weights, for all loops together. Torch-free."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from live_inference.bank import BankLoop

Pitches = Sequence[tuple[float, float]]

MOST_BANDS: Final = 48
"""Of the follower's 64; the others are left to the dreams that become loops on stage."""

PITCHES_EACH: Final = 12
LOWEST_HZ, HIGHEST_HZ = 10.0, 20_000.0
_QUARTER_TONE: Final = 2 ** (1 / 24)


def profile(loop: BankLoop) -> list[tuple[float, float]]:
    """Return what calls a loop of a bank as (Hz, strength): its seed's pitches; none known: its own; or nothing."""
    if loop.seed_pitches_hz:
        return list(zip(loop.seed_pitches_hz, loop.seed_levels or itertools.repeat(1.0), strict=False))
    weights = loop.pitch_weights or [1.0 / (place + 1) for place in range(len(loop.pitches_hz))]
    return list(zip(loop.pitches_hz, weights, strict=False))


def tuned(profiles: Sequence[Pitches]) -> list[list[tuple[float, float]]]:
    """Return each loop's pitches with their weights in the gain map, so that its own profile calls it most.

    Pitches within a quarter tone share a band; the 48 that are strongest over all loops are kept, and of those the 12
    that are strongest in each loop. Each loop's weights w are in proportion to its profile, all of them of the same
    length: of all rows of one length the one that is parallel to what is heard gives the greatest sum (Cauchy and
    Schwarz; in other words a matched filter). No loop's weights add up to more than 1. A profile without any pitch
    that can be heard comes back as it is.
    """
    heard = [[(hz, max(0.0, how)) for hz, how in one if LOWEST_HZ <= hz <= HIGHEST_HZ] for one in profiles]
    centres = _centres([pitch for one in heard for pitch in one])
    if not len(centres):
        return [list(one) for one in profiles]
    rows = np.zeros((len(profiles), len(centres)))
    for row, one in zip(rows, heard, strict=True):
        for hz, how in one:
            nearest = int(np.argmin(abs(np.log(centres / hz))))
            if max(centres[nearest] / hz, hz / centres[nearest]) < _QUARTER_TONE:
                row[nearest] += how
        row[np.argsort(-row, kind="stable")[PITCHES_EACH:]] = 0.0
    rows /= np.maximum(np.sqrt(np.square(rows).sum(axis=1, keepdims=True)), 1e-12)
    rows /= max(1.0, float(rows.sum(axis=1).max()))
    return [
        [(float(centres[band]), float(row[band])) for band in np.argsort(-row, kind="stable") if row[band] > 0]
        or list(one)
        for row, one in zip(rows, profiles, strict=True)
    ]


def _centres(pitches: list[tuple[float, float]]) -> NDArray[np.float64]:
    """Centres of the bands, ascending: groups within a quarter tone, the strongest of them."""
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
