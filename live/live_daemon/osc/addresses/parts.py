"""Arguments that several rows share, and arguments whose range is said elsewhere."""

from __future__ import annotations

from typing import Any, Final

from live_daemon.osc.rules import Argument, OscType
from live_daemon.settings import MAX_LOOPS, Limits, Range, limits_of
from live_daemon.settings.ranges import RNG_SEED

HIGHEST_ID: Final = 2**31 - 1


def ranged(name: str, kind: OscType, meaning: str, limits: Limits | Range, **rest: Any) -> Argument:
    """Return an argument with the range or the choices that stand in the settings."""
    return Argument(name, kind, meaning, **limits._asdict(), **rest)


def loop(meaning: str = "number of the loop, from 0", *, optional: bool = False) -> Argument:
    """Return the number of a loop."""
    return Argument("loop", "i", meaning, minimum=0, maximum=MAX_LOOPS - 1, optional=optional)


def dream_id() -> Argument:
    """Return the number of a dream."""
    return Argument("id", "i", "number of the dream", minimum=0, maximum=HIGHEST_ID)


def switch(meaning: str, *, as_bool: bool = False) -> Argument:
    """Return what is on or off."""
    return Argument("on", "i", meaning, minimum=0, maximum=1, as_bool=as_bool)


DREAM_OPTIONS: Final = (
    Argument("model", "s", "checkpoint to dream with; empty: the current one", optional=True),
    ranged("duration_s", "f", "length of the dream", limits_of("engine.duration_s"), unit="s", optional=True),
    ranged("rng_seed", "i", "seed of the random generator", RNG_SEED, optional=True),
)
REASON: Final = Argument("reason", "s", "one line: what is wrong, and why")
