"""How much of a dream must be made before it may sound, so that it does not run dry. Plain arithmetic."""

from __future__ import annotations

from typing import Final

LEAST_S: Final = 0.12
"""A chunk of dream (0.1 s) may come as late as it lasts, and the fade at the edge takes 10 ms."""

SAFETY: Final = 0.8
"""The part of the measured speed that is counted on: others use the machine too."""

SHORTEST_S: Final = 1.0
"""Below this it is no dream, only a note."""


def primed_s(duration_s: float, x_realtime: float) -> float:
    """Return how many seconds of a dream must be made before it starts.

    A model faster than real time needs a chunk; of a slower one so much that the end is made before it is played. The
    slower, the more: at the end of the scale the whole dream, which then is not heard before it is complete.

    >>> primed_s(10.0, 20.0), primed_s(10.0, 0.5)
    (0.12, 6.12)
    """
    missing = max(0.0, 1.0 - SAFETY * x_realtime)
    return min(duration_s, duration_s * missing + LEAST_S)


def until_sound_s(duration_s: float, x_realtime: float) -> float:
    """Return how long it takes until a dream that is begun now may sound."""
    return primed_s(duration_s, x_realtime) / max(x_realtime, 1e-6)


def longest_in_time_s(duration_s: float, x_realtime: float, left_s: float) -> float:
    """Return how long a dream may be to sound within ``left_s``: as asked for, or shorter; 0 when none can.

    >>> longest_in_time_s(10.0, 20.0, 8.0)
    10.0
    >>> round(longest_in_time_s(10.0, 0.5, 8.0), 2)
    6.47
    >>> longest_in_time_s(10.0, 0.01, 8.0)
    0.0
    """
    if until_sound_s(duration_s, x_realtime) <= left_s:
        return duration_s
    missing = 1.0 - SAFETY * x_realtime
    if missing <= 0.0:
        return 0.0
    length_s = (left_s * x_realtime - LEAST_S) / missing
    return length_s if length_s >= SHORTEST_S else 0.0
