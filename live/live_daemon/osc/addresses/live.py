"""Rows of the live dream: one endless dream that answers what is played."""

from __future__ import annotations

from typing import Final

from live_daemon.osc.addresses.parts import ranged
from live_daemon.osc.rules import Address, Answer, Argument, Handler
from live_daemon.settings import Limits
from live_daemon.settings.ranges import MANNERS

PAGE: Final = "live dream"
PHASES: Final = ("stopped", "waiting", "starting", "sounding")

ROWS: Final = (
    Address(
        path="/dream/live/start",
        meaning="one endless dream that answers what is played: it begins with the next sound of the live input, and "
        "is made just ahead of what sounds (a model with a condition turns with the harmony; another one begins again "
        "every four seconds on what was played)",
        arguments=(Argument("model", "s", "checkpoint to dream with; empty: the current one", optional=True),),
        handler=Handler("live.start"),
        page=PAGE,
        answer=Answer("/dream/live/phase", 5.0),
    ),
    Address(
        path="/dream/live/stop",
        meaning="let the live dream fade out in half a second",
        handler=Handler("live.stop"),
        page=PAGE,
    ),
)

MANNER: Final = Address(
    path="/dream/control/manner",
    meaning="how the live dream plays beside you",
    arguments=(
        ranged(
            "manner",
            "s",
            "with: it goes on while you play, as loud and as dense; between: it thins out while you play, and fills "
            "your rests",
            Limits(choices=MANNERS),
        ),
    ),
    handler=Handler("live.set_manner"),
    example=("between",),
    page=PAGE,
    latest_by=0,
)

LIVE: Final = Address(
    path="/dream/live/phase",
    direction="out",
    meaning="what the live dream does has changed",
    arguments=(
        Argument(
            "phase",
            "s",
            "waiting: for the first sound of the live input, or for the dreaming engine; starting; sounding; stopped",
            choices=PHASES,
        ),
        Argument("model", "s", "its checkpoint"),
    ),
)
