"""How much of a dream must be made before it sounds, so that it does not run dry."""

from __future__ import annotations

from typing import Final

LEAST_S: Final = 0.12
"""A chunk of dream (0.1 s) may be late by its own length; the fade at the edge takes 10 ms."""

SAFETY: Final = 0.8
"""Share of the measured speed to count on: other programs use the machine too."""

SHORTEST_S: Final = 1.0
"""Shortest useful dream: anything less is only a note."""


def primed_s(duration_s: float, x_realtime: float) -> float:
    """Return how many seconds of a dream must be made before it starts.

    With a model faster than real time one chunk is enough. The slower the model, the more is needed, so that the end
    is made before it is played: up to the whole dream.

    >>> primed_s(10.0, 20.0), primed_s(10.0, 0.5)
    (0.12, 6.12)
    """
    missing = max(0.0, 1.0 - SAFETY * x_realtime)
    return min(duration_s, duration_s * missing + LEAST_S)


def until_sound_s(duration_s: float, x_realtime: float) -> float:
    """Return the time until a dream that is begun now may sound."""
    return primed_s(duration_s, x_realtime) / max(x_realtime, 1e-6)


def longest_in_time_s(duration_s: float, x_realtime: float, left_s: float) -> float:
    """Return the longest dream, up to ``duration_s``, that can sound within ``left_s``; 0 when none can.

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
