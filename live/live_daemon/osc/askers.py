"""Clients that asked something lately: answers go to the port that they asked from, as to the receivers."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from live_daemon.osc.udp import Place

HEARS_S: Final = 3.0
MOST_ASKERS: Final = 8


class Askers:
    """The latest clients; each is forgotten a few seconds after its last question. *Controller's main thread.*"""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        """``clock`` counts seconds."""
        self._clock = clock
        self._until: OrderedDict[Place, float] = OrderedDict()

    def add(self, place: Place) -> None:
        """Remember a client. Addresses can be forged, so only the latest few are kept."""
        self._until.pop(place, None)
        self._until[place] = self._clock() + HEARS_S
        while len(self._until) > MOST_ASKERS:
            self._until.popitem(last=False)

    def present(self) -> list[Place]:
        """Return the clients that are answered now."""
        if not self._until:
            return []
        now = self._clock()
        for place in [place for place, until in self._until.items() if until <= now]:
            del self._until[place]
        return list(self._until)
