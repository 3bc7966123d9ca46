"""Rows of the loops that play."""

from __future__ import annotations

from typing import Final

from live_daemon.osc.addresses.parts import loop, ranged, switch
from live_daemon.osc.rules import Address, Argument, Handler
from live_daemon.settings import limits_of
from live_daemon.settings.ranges import GAIN

PAGE: Final = "loops"

EFFECT: Final = Address(
    path="/dream/loop/effect",
    meaning="let a loop sound through an effect of [effects] plugins, rendered before it sounds; one at a time",
    arguments=(
        loop(),
        Argument("name", "s", "name of the effect; to turn off whichever is on: empty"),
        switch("1 is on", as_bool=True),
    ),
    handler=Handler("effects.switch"),
    example=(0, "hall", 1),
    page=PAGE,
)


def _level(kind: str, what: str) -> Address:
    """Return the row of the level of all sounds of a kind."""
    return Address(
        path=f"/dream/level/{kind}",
        meaning=f"the level of all {what}",
        arguments=(ranged("level", "f", "linear gain, on top of the gain of each", GAIN),),
        handler=Handler("mixer.set_level", (kind,)),
        example=(0.5,),
        page=PAGE,
        latest_by=0,
    )


ROWS: Final = (
    Address(
        path="/dream/unmute",
        meaning="unmute every loop, for instance after a panic",
        handler=Handler("mixer.unmute_all"),
        page=PAGE,
        sets_much=True,
    ),
    _level("loops", "loops, with what the follower adds"),
    _level("dreams", "dreams that sound once, and the live dream"),
    Address(
        path="/dream/loop/gain",
        meaning="a loop's own gain, to which the follower adds",
        arguments=(loop(), ranged("gain", "f", "linear gain", GAIN)),
        handler=Handler("mixer.set_loop_gain"),
        example=(0, 0.5),
        page=PAGE,
        loop_value="gain",
        latest_by=1,
    ),
    Address(
        path="/dream/loop/mute",
        meaning="mute or unmute a loop",
        arguments=(loop(), switch("1 is muted", as_bool=True)),
        handler=Handler("mixer.set_loop_mute"),
        example=(0, 1),
        page=PAGE,
        loop_value="muted",
        latest_by=1,
    ),
    Address(
        path="/dream/loop/layer",
        meaning="how a loop follows what is played",
        arguments=(
            loop(),
            ranged(
                "layer",
                "s",
                "swell: gain; tremolo: rate of a modulation; ring: ring modulation",
                limits_of("follower.layer"),
            ),
        ),
        handler=Handler("mixer.set_loop_layer"),
        example=(0, "tremolo"),
        page=PAGE,
        setting="follower.layer",
        loop_value="layer",
        latest_by=1,
    ),
    EFFECT,
)
