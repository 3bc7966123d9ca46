"""Which band listens for which loop's pitch. A band keeps its number while loops come and go."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from live_daemon.follower.bands import LOWEST_HZ, MAX_BANDS, highest_band_hz
from live_daemon.follower.gain_map import gain_map_row

QUARTER_TONE = 1 / 24

Pitches = Sequence[tuple[float, float]]


class BandPlan:
    """Centre frequencies of the follower's bands, from the settings (fixed) or from the loops' strongest pitches.

    A band keeps its number as long as a loop needs it, so that its filter and envelope run on when another loop
    arrives. *Controller's main thread only.*
    """

    def __init__(self, fixed: Sequence[float] = (), sample_rate: float = 48_000.0):
        self.highest_hz = highest_band_hz(sample_rate)
        self.fix(fixed)

    def fix(self, centres: Sequence[float]) -> None:
        """Use these centre frequencies from now on; none: the loops' pitches."""
        self._fixed = bool(centres)
        self.centres: list[float] = sorted(centres)

    def follow(self, loops: Iterable[Pitches]) -> bool:
        """Make bands for these loops' pitches; return whether any band changed.

        Pitches within a quarter tone share a band; when all 64 are in use, the nearest one listens for a pitch.
        """
        if self._fixed:
            return False
        wanted = [hz for pitches in loops for hz, _ in pitches if LOWEST_HZ <= hz <= self.highest_hz]
        unused = [
            index
            for index, centre in enumerate(self.centres)
            if not any(_distance(hz, centre) < QUARTER_TONE for hz in wanted)
        ]
        changed = False
        for hz in wanted:
            if any(_distance(hz, c) < QUARTER_TONE for i, c in enumerate(self.centres) if i not in unused):
                continue
            if unused:
                self.centres[unused.pop(0)] = hz
            elif len(self.centres) < MAX_BANDS:
                self.centres.append(hz)
            else:
                continue
            changed = True
        return changed

    def row(self, pitches: Pitches) -> list[float]:
        """Return the weight of each band for a loop with these pitches (all 0 without a pitch).

        They add up to the sum of the pitches' weights, at most 1: not every loop of a bank is called equally loud.
        """
        row = [0.0] * len(self.centres)
        audible = [(hz, weight) for hz, weight in pitches if hz > 0 and weight > 0]
        if not (row and audible):
            return row
        total = sum(weight for _, weight in audible)
        if self._fixed:
            return [min(1.0, total) * float(weight) for weight in gain_map_row(audible, self.centres)]
        for hz, weight in audible:
            nearest = min(range(len(row)), key=lambda index: _distance(hz, self.centres[index]))
            row[nearest] += weight / max(1.0, total)
        return row


def _distance(first_hz: float, second_hz: float) -> float:
    """Distance in octaves."""
    return abs(math.log2(first_hz / second_hz))
