"""What is kept of the live dream, so that it comes back with a controller that died."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final

from live_inference.files.reading import OneOf

WITH: Final = "with"
BETWEEN: Final = "between"
MANNERS: Final = (WITH, BETWEEN)
"""How a live dream plays beside the player: with her, or between what she plays."""


@dataclass(slots=True)
class LiveState:
    """``wanted``: whether the performer has started a live dream, of ``model`` (empty: the current one)."""

    wanted: bool = False
    model: str = ""
    manner: Annotated[str, OneOf(MANNERS)] = WITH
