"""Argument types of the commands; a value out of range is refused in one sentence."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Final

MOST_RNG_SEED: Final = 2**31 - 1
"""The largest number that OSC carries, so that every dream can be requested on stage."""


def whole_number(low: int, high: int) -> Callable[[str], int]:
    """An argparse type: a whole number in a range."""

    def parse(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            value = low - 1
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"must be a whole number in range {low}..{high}, got {text!r}")
        return value

    return parse


def seconds(low: float, high: float) -> Callable[[str], float]:
    """An argparse type: seconds in a range."""

    def parse(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = low - 1.0
        if not low <= value <= high:  # also NaN
            raise argparse.ArgumentTypeError(f"must be in range {low:g}..{high:g} seconds, got {text!r}")
        return value

    return parse


rng_seed: Final = whole_number(0, MOST_RNG_SEED)
"""An argparse type: the number that fixes every random draw."""
