"""Ranges of values that are set while playing and are not in the settings file; each is defined once, here.

The OSC table, the engine and the state file derive from them.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, get_args


class Range(NamedTuple):
    """A number's range, ends included."""

    minimum: float
    maximum: float


LayerName = Literal["swell", "tremolo", "ring"]
LAYERS: Final[tuple[str, ...]] = get_args(LayerName)

WITH: Final = "with"
BETWEEN: Final = "between"
MANNERS: Final = (WITH, BETWEEN)
"""How a live dream plays beside the player: with her, or between what she plays."""
MAX_LOOPS: Final = 64
BRIDGE_GROUPS: Final = 8
"""Channels of the bridge behind its stereo mix; loops take them in turn."""
GAIN: Final = Range(0, 1)
"""A loop's own gain, linear."""
WEIGHT: Final = Range(-1, 1)
"""How much of a band's level is added to a loop's gain."""
LIVE_SEED_S: Final = Range(0.1, 60)
"""How much of the live input a dream is seeded with."""
RNG_SEED: Final = Range(0, 2**31 - 1)
"""What an OSC int holds."""
