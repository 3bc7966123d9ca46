"""Rows of the follower: its settings, its bands, and how much each band moves each loop."""

from __future__ import annotations

from typing import Final

from live_daemon.follower.bands import MAX_BANDS
from live_daemon.osc.addresses.parts import loop, ranged, switch
from live_daemon.osc.rules import Address, Answer, Argument, Handler
from live_daemon.settings import limits_of
from live_daemon.settings.ranges import WEIGHT

PAGE: Final = "follower"


def _number(key: str, meaning: str, value: str, unit: str, example: float) -> Address:
    """Return the row of a number of ``[follower]``: the address, the argument and the setting have one name."""
    return Address(
        path=f"/dream/follower/{key}",
        meaning=meaning,
        arguments=(ranged(key, "f", value, limits_of(f"follower.{key}"), unit=unit),),
        handler=Handler("mixer.set_follower", (key,)),
        example=(example,),
        page=PAGE,
        setting=f"follower.{key}",
        latest_by=0,
    )


ROWS: Final = (
    Address(
        path="/dream/follower/enable",
        meaning="let what is played move the loops, or not",
        arguments=(switch("1 is on"),),
        handler=Handler("mixer.set_follower", ("enabled",)),
        example=(1,),
        page=PAGE,
        setting="follower.enabled",
        latest_by=0,
    ),
    _number("attack_ms", "how fast a band's envelope rises", "time constant", "ms", 20),
    _number("release_ms", "how fast a band's envelope falls", "time constant", "ms", 400),
    _number("sensitivity_db", "gain between a band's envelope and its level", "gain", "dB", 30),
    _number("range", "largest gain that one band gives", "linear gain", "", 1),
    _number(
        "gate_db",
        "a band whose envelope is below this gives no gain (the gate closes 4 dB lower, and opens and closes as "
        "slowly as the envelope rises and falls)",
        "envelope in dBFS; -120: no gate",
        "dB",
        -60,
    ),
    Address(
        path="/dream/follower/bands",
        meaning="the pitches that the follower listens for (answered by /dream/bands)",
        arguments=(
            Argument(
                "band",
                "a",
                "Hz, note names (E2, F#3; A4 is 440 Hz), or MIDI notes after the word midi; bank alone: the loops' own "
                "strongest pitches",
                repeated=True,
            ),
        ),
        handler=Handler("reports.set_bands"),
        example=("E2", "A2", "D3", "G3", "B3", "E4"),
        page=PAGE,
        setting="follower.bands",
        latest_by=0,
        answer=Answer("/dream/bands", 5.0),
    ),
    Address(
        path="/dream/follower/map",
        meaning="how much of a band's level is added to a loop's gain, instead of what its pitches imply",
        arguments=(
            loop(),
            Argument("band", "i", "number of the band, from 0, as in /dream/bands", minimum=0, maximum=MAX_BANDS - 1),
            ranged("weight", "f", "1 adds the level, -1 subtracts it", WEIGHT),
        ),
        handler=Handler("mixer.set_weight"),
        example=(0, 1, 0.5),
        page=PAGE,
        latest_by=2,
    ),
    Address(
        path="/dream/follower/map/auto",
        meaning="let a loop's own pitches decide again which bands move it",
        arguments=(loop("number of the loop, from 0; omitted: all", optional=True),),
        handler=Handler("mixer.set_weights_auto"),
        example=(0,),
        page=PAGE,
    ),
    _number("q", "sharpness of the band-pass filters", "centre frequency over bandwidth", "", 20),
)
