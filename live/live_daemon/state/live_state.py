"""What is kept of the live dream, so that it comes back with a controller that died."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from live_daemon.settings.ranges import MANNERS, WITH
from live_inference.files.reading import OneOf


@dataclass(slots=True)
class LiveState:
    """``wanted``: whether the performer has started a live dream, of ``model`` (empty: the current one)."""

    wanted: bool = False
    model: str = ""
    manner: Annotated[str, OneOf(MANNERS)] = WITH
