"""Rows of the live input: recording it, its level, and what the follower hears in it."""

from __future__ import annotations

from typing import Final

from live_daemon.osc.addresses.parts import switch
from live_daemon.osc.rules import Address, Answer, Argument, Handler
from live_daemon.settings import limits_of

LOWEST_DB: Final = -120.0
HIGHEST_DB: Final = 30.0
"""Where the engine clips."""

ROWS: Final = (
    Address(
        path="/dream/record",
        meaning="record the live input: 1 begins a take, 0 ends it; its file appears in the recordings folder, and is "
        "dreamt on as any other",
        arguments=(switch("1 begins, 0 ends", as_bool=True),),
        handler=Handler("recording.record"),
        example=(1,),
        page="dreams",
        answer=Answer("/dream/recording", 5.0),
    ),
)

TOLD: Final = (
    Address(
        path="/dream/recording",
        direction="out",
        meaning="a take of the live input begins, goes on (once a second) or has ended",
        arguments=(
            switch("1: it goes on; 0: none does"),
            Argument("duration_s", "f", "how long it is", unit="s"),
        ),
    ),
    Address(
        path="/dream/input",
        direction="out",
        meaning="the live input's level, 25 times a second while it moves",
        arguments=(
            Argument(
                "peak_db",
                "f",
                "peak of all input channels since the message before, in dBFS; -120: silence",
                unit="dB",
                minimum=LOWEST_DB,
                maximum=HIGHEST_DB,
            ),
        ),
        is_frequent=True,
    ),
    Address(
        path="/dream/heard",
        direction="out",
        meaning="what the follower hears, 25 times a second while it moves",
        arguments=(
            Argument(
                "level",
                "f",
                "one float per band, in the order of /dream/bands: what the band adds to a loop's gain, where its "
                "weight is 1",
                minimum=limits_of("follower.range").minimum,
                maximum=limits_of("follower.range").maximum,
                repeated=True,
            ),
        ),
        is_frequent=True,
    ),
)
