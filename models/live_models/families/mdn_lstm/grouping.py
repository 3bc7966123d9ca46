"""Bins in groups that become wider towards high frequencies, as the ear's own resolution does."""

from __future__ import annotations

from typing import Final

import numpy as np

from live_models.arrays import FloatArray

SMALLEST: Final = 1e-12
"""A mean below this counts as this one for the lines beside it: silence has no decibels."""


def group_widths(num_bins: int, groups_per_width: int) -> list[int]:
    """Bins of each group: `groups_per_width` groups of one bin, as many of two, of four, of eight, until none is left.

    256 bins and 32 groups are Naterop & Giacomuzzi's: 32 bins singly, 64 in pairs, 128 in fours, 32 in eights. The last
    group takes what is left, be it less than its width.

    >>> group_widths(10, 2)
    [1, 1, 2, 2, 4]
    """
    widths: list[int] = []
    left, width = num_bins, 1
    while left:
        for _ in range(groups_per_width):
            widths.append(min(width, left))
            left -= widths[-1]
            if not left:
                break
        width *= 2
    return widths


class Grouping:
    """Means of groups of neighbouring bins, and back. Immutable; any thread.

    Shape: `widths` `[num_groups]`; `of_bin` `[num_bins]`, the group of each bin; `below`, `above`, `share`
    `[num_bins]`: the groups between whose centres a bin lies, and the upper one's share in it
    """

    def __init__(self, num_bins: int, groups_per_width: int) -> None:
        self.widths = np.array(group_widths(num_bins, groups_per_width))
        self.of_bin = np.repeat(np.arange(len(self.widths)), self.widths)
        self.starts = np.cumsum(self.widths) - self.widths
        centres = self.starts + 0.5 * (self.widths - 1)
        place = np.interp(np.arange(num_bins), centres, np.arange(len(centres)))
        self.below = place.astype(np.int64)
        self.above = np.minimum(self.below + 1, len(centres) - 1)
        self.share = (place - self.below).astype(np.float32)

    def grouped(self, spectra: FloatArray) -> FloatArray:
        """The mean of each group. Shape: `[..., num_bins]` -> `[..., num_groups]`, float32."""
        sums = np.add.reduceat(spectra.astype(np.float64), self.starts, axis=-1)
        return np.asarray(sums / self.widths, dtype=np.float32)

    def spread(self, groups: FloatArray) -> FloatArray:
        """Bins whose groups have these means; `grouped` undoes it. Shape: `[..., num_groups]` -> `[..., num_bins]`.

        Between the centres of groups a line in decibels, as the slope of a window's own spectrum nearly is; then each
        group is raised or lowered to its mean. With one value for a whole group, the steps between groups are heard:
        through the phase gradient, the paper's analysis of `nylon_melody` came back with a spectral convergence of
        -13.3 dB by steps, -24.9 dB by lines, -26.9 dB without groups.
        """
        logs = np.log(np.maximum(groups, SMALLEST))
        lower, upper = logs[..., self.below], logs[..., self.above]
        bins = np.exp(lower + self.share * (upper - lower))
        return np.asarray(bins * (groups / self.grouped(bins))[..., self.of_bin], dtype=np.float32)
