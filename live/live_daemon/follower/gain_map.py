"""From a loop's strongest pitches to its row of the gain map."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def gain_map_row(
    pitches: Sequence[tuple[float, float]], centres_hz: Sequence[float] | NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the weight of each band for a loop whose strongest pitches are (Hz, weight) pairs; they sum to 1.

    Each pitch goes to its two neighbouring bands in proportion to its nearness in pitch (logarithm of frequency), or to
    the last band beyond the ends. With levels in 0..1 the row's contribution stays in 0..1.

    Shape: (bands,). Bands must ascend.

    Raises:
        ValueError: no pitch of positive weight, a frequency that is not positive, or bands that do not ascend.
    """
    centres = np.log(np.asarray(centres_hz, np.float64))
    if centres.size == 0 or not np.all(np.isfinite(centres)) or np.any(np.diff(centres) <= 0):
        raise ValueError(f"bands must be positive and ascend, got {list(centres_hz)}")
    row = np.zeros(len(centres))
    for hz, weight in pitches:
        if not (hz > 0 and weight >= 0):
            raise ValueError(f"a loop's pitch needs Hz > 0 and weight >= 0, got {hz:g} Hz with weight {weight:g}")
        place = float(np.interp(np.log(hz), centres, np.arange(len(centres))))
        below = int(place)
        row[below] += weight * (1.0 - (place - below))
        if place > below:
            row[below + 1] += weight * (place - below)
    total = row.sum()
    if not total > 0:
        raise ValueError("a loop needs at least one pitch of positive weight to be followed, got none")
    normalised: NDArray[np.float64] = row / total
    return normalised
