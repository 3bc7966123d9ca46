"""One attack, one place in time: windows that see the same attack agree on where it is (numba).

In the spectra of a recording every window that sees an attack tells the same place of it. Those that a network draws
one after the other tell a place each: the attack becomes a train of pulses, one a hop, over the length of a window, and
a pulse by itself is a click. Here the last window in which bins rise says where the attack is, and in those that follow
what rose with it is put there. (Röbel 2003, "A New Approach to Transient Processing in the Phase Vocoder", resets
phases at an attack for the same reason.)
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from live_models.arrays import DoubleArray
from live_models.kernels.compiling import kernel
from live_models.resynthesis.analysis import Analysis
from live_models.resynthesis.curve import Curve, read

LOWEST_HZ: Final = 500.0
"""Bins from here up tell of an attack, and are gathered: below, strings ring on."""

RISE: Final = 0.6
"""Nepers by which bins must rise, on average, from the window before to the one after."""

ROSE: Final = 1.0
"""Nepers above the window before the attack; what is quieter was there before."""

KEPT: Final = 0.25
SUREST: Final = 4.0
"""A later window in which bins still rise a quarter as much as in the first, or one neper after silence (from which all
rises are alike), sees more of the attack, and tells its place better."""

DEEPEST: Final = 8.0
"""Nepers (70 dB) below the loudest bin; how far what lies below rises nobody hears."""

EDGE: Final = 0.3
"""Of a window's length, from its middle: so far a window places an attack; of one that lies further the next sees more.
"""

SPREAD_HZ: Final = 150.0
"""Bins so far apart come some milliseconds earlier or later than the others: a pluck, a hammer, a tongue is a short
noise; all bins in one sample are a click."""

LONGEST_SPREAD_MS: Final = 50.0
"""Longer is no attack."""

GOLDEN: Final = 0.6180339887498949
"""Multiples of it, modulo 1, are spread evenly and without order."""


class Gathering(NamedTuple):
    """What gathers the attacks of an analysis. Nothing, where `lowest` lies above the bins.

    `lowest`: the first bin that tells of an attack; `hop`, `size`: samples between windows and of one; `turn`: phase
    from bin to bin of a click a sample late; `spread`: what is added to that phase at each bin

    Shape: `spread` `[num_bins]`
    """

    lowest: int
    hop: float
    size: float
    turn: float
    spread: DoubleArray


class Attack(NamedTuple):
    """The last attack of a stream. Written in place.

    `found`: its place, in samples after the middle of the window that is now, and how far bins rose with it (0: there
    is none); `before`: logarithms of the magnitudes before it. Shape: `[2]`, `[num_bins]`
    """

    found: DoubleArray
    before: DoubleArray


def gathering_of(analysis: Analysis, sample_rate: int, spread_ms: float) -> Gathering:
    """What gathers attacks of spectra at a sample rate; their bins come up to `spread_ms` earlier or later."""
    turn = -2.0 * np.pi / analysis.fft_size
    hertz = np.arange(analysis.num_bins) * sample_rate / analysis.fft_size
    knots = np.arange(int(hertz[-1] / SPREAD_HZ) + 2)
    places = np.interp(hertz / SPREAD_HZ, knots, 2.0 * (knots * GOLDEN % 1.0) - 1.0) * 1e-3 * spread_ms * sample_rate
    lowest = int(np.searchsorted(hertz, LOWEST_HZ))
    return Gathering(lowest, float(analysis.hop_size), float(analysis.window_size), turn, turn * places)


def no_gathering(num_bins: int) -> Gathering:
    """What leaves attacks where each window puts them."""
    return Gathering(num_bins, 0.0, 0.0, 1.0, np.zeros(num_bins))


@kernel
def gather(
    attack: Attack,
    gathering: Gathering,
    curve: Curve,
    before: DoubleArray,
    now: DoubleArray,
    after: DoubleArray,
    across: DoubleArray,
) -> None:
    """Put what rose with an attack to its place: changes the phases `across` bins of the window that is now.

    `curve`: phase between two bins by the difference of the windows on either side. Shape: `[num_bins]` each
    """
    found, lowest, last = attack.found, gathering.lowest, len(now)
    if lowest >= last:
        return
    floor = now[0]
    for m in range(last):
        floor = max(floor, before[m], now[m], after[m])
    floor -= DEEPEST
    rise = 0.0
    for m in range(lowest, last):
        rise += max(after[m], floor) - max(before[m], floor)
    rise /= last - lowest
    found[0] -= gathering.hop
    found[1] *= KEPT
    if found[0] < -0.5 * gathering.size:
        found[1] = 0.0
    if rise > max(RISE, found[1]):
        if found[1] == 0.0:  # one that goes on rising has begun before
            for m in range(last):
                attack.before[m] = max(before[m], floor)
        # What rings on from before hides how far the others rise: those that rise most tell
        most, count = 0.0, 0
        for m in range(lowest, last):
            own = max(after[m], floor) - max(before[m], floor)
            if own >= rise:
                most += own
                count += 1
        edge = EDGE * gathering.size
        place = read(curve, most / max(count, 1)) / gathering.turn
        found[0], found[1] = min(max(place, -edge), edge), min(rise, SUREST)
    if found[1] > 0.0:
        for m in range(lowest, last):
            if now[m] - attack.before[m] >= ROSE:
                across[m] = gathering.turn * found[0]
    for m in range(last):
        across[m] += gathering.spread[m]
