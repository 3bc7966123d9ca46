"""A function by a table, read in kernels (numba)."""

from __future__ import annotations

from typing import Any, NamedTuple

from live_models.arrays import DoubleArray
from live_models.kernels.compiling import kernel


class Curve(NamedTuple):
    """A function of differences of log magnitudes: a table over `-reach`..`reach`, a line of this `slope` outside.

    Shape: `values` `[n]`
    """

    values: DoubleArray
    reach: float
    slope: float


@kernel
def read(curve: Curve, difference: float) -> Any:
    """The curve's value at a difference."""
    last = len(curve.values) - 1
    if not abs(difference) < curve.reach:
        return curve.slope * difference
    place = (difference + curve.reach) * last / (2.0 * curve.reach)
    index = min(int(place), last - 1)
    low, high = curve.values[index], curve.values[index + 1]
    return low + (place - index) * (high - low)
