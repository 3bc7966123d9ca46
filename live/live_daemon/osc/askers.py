"""Who asked something lately, and hears the answers at the port that it asked from, as `[osc] send` hears them."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from live_daemon.osc.udp import Place

HEARS_S: Final = 3.0
MOST_ASKERS: Final = 8


class Askers:
    """The last ones who asked; each is forgotten some seconds after its last question. *Controller's main thread.*"""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        """``clock`` counts seconds."""
        self._clock = clock
        self._until: OrderedDict[Place, float] = OrderedDict()

    def add(self, place: Place) -> None:
        """Remember who asked; addresses can be made up, so that only the last few are kept."""
        self._until.pop(place, None)
        self._until[place] = self._clock() + HEARS_S
        while len(self._until) > MOST_ASKERS:
            self._until.popitem(last=False)

    def present(self) -> list[Place]:
        """Return those who hear now."""
        if not self._until:
            return []
        now = self._clock()
        for place in [place for place, until in self._until.items() if until <= now]:
            del self._until[place]
        return list(self._until)
