"""The control surface for a tablet: the place and message of each control, for any program that draws it.

Addresses, names of choices and bounds come from the table of addresses. The ranges of the faders are set here by hand,
inside those bounds: nobody can play an attack between 0.1 and 5000 ms on a finger's length.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from live_daemon.osc.addresses import INCOMING, LAYERS

WIDTH: Final = 1024
HEIGHT: Final = 768
LOOPS: Final = 16
"""Strips: the default of `[follower] loops`."""

RED: Final = (0.80, 0.13, 0.10)
GREEN: Final = (0.20, 0.65, 0.40)
BLUE: Final = (0.25, 0.55, 0.85)
AMBER: Final = (0.90, 0.60, 0.15)
GREY: Final = (0.35, 0.38, 0.42)

Kind = Literal["button", "toggle", "record", "fader", "choice", "meter", "label"]
Colour = tuple[float, float, float]


@dataclass(frozen=True)
class Control:
    """One control. It sends ``address``, ``before``, and its own value if it has one.

    button: sends when touched; toggle: 0 or 1; record: touched twice, sends the seconds in between, within ``low`` and
    ``high``; fader: ``low`` to ``high``; choice: one of ``choices``; meter and label only show.
    """

    kind: Kind
    name: str
    label: str
    x: int
    y: int
    width: int
    height: int
    colour: Colour = GREY
    address: str = ""
    before: tuple[float | str, ...] = ()
    low: float = 0.0
    high: float = 1.0
    start: float = 0.0
    choices: tuple[str, ...] = ()
    horizontal: bool = False


_FOLLOWER: Final = (
    # last word of the address, label, low, high, initial value (as in the settings)
    ("sensitivity_db", "sensitivity (dB)", -10.0, 60.0, 30.0),
    ("attack_ms", "attack (ms)", 1.0, 500.0, 20.0),
    ("release_ms", "release (ms)", 20.0, 3000.0, 400.0),
    ("q", "sharpness (Q)", 2.0, 80.0, 20.0),
    ("range", "range", 0.0, 1.0, 1.0),
    ("gate_db", "gate (dB)", -120.0, -20.0, -120.0),
)


def surface() -> list[Control]:
    """Return every control; coordinates are pixels from the upper left corner."""
    return [*_top(), *_strips(), *_follower()]


def _top() -> list[Control]:
    panic = Control("button", "panic", "PANIC", 12, 12, 150, 96, RED, "/dream/panic")
    seeds = [_seed(seconds, 392 + 68 * at) for at, seconds in enumerate((2.0, 5.0, 10.0))]
    noise = Control("button", "seed_noise", "dream on noise", 596, 12, 60, 96, GREEN, "/dream/seed/noise", ("perlin",))
    return [
        panic,
        Control("button", "unmute", "unmute all", 172, 12, 90, 96, AMBER, "/dream/unmute"),
        _record(272),
        *seeds,
        noise,
        Control("label", "status", "no live-daemon heard yet", 664, 12, 348, 44),
        Control("label", "said", "", 664, 64, 348, 44),
    ]


def _record(x: int) -> Control:
    """Two touches: what is played in between becomes the seed of a dream; the live input is kept for a minute."""
    (seconds, *_) = INCOMING["/dream/seed/live"].arguments
    low, high = float(seconds.minimum or 0), float(seconds.maximum or 0)
    return Control("record", "record", "RECORD", x, 12, 110, 96, RED, "/dream/seed/live", low=low, high=high)


def _seed(seconds: float, x: int) -> Control:
    words = (f"seed_{seconds:g}", f"dream on {seconds:g} s")
    return Control("button", *words, x, 12, 60, 96, GREEN, "/dream/seed/live", before=(seconds,))


def _strips() -> list[Control]:
    controls = []
    for loop in range(LOOPS):
        x = 12 + 63 * loop
        controls += [
            Control("label", f"loop_{loop}", str(loop), x, 124, 55, 26),
            Control(
                "fader", f"gain_{loop}", "gain", x, 156, 33, 240, BLUE, "/dream/loop/gain", before=(loop,)
            ),
            Control("meter", f"meter_{loop}", "", x + 37, 156, 18, 240, GREEN),
            Control(
                "toggle", f"mute_{loop}", "mute", x, 404, 55, 48, AMBER, "/dream/loop/mute", before=(loop,)
            ),
            Control(
                "choice", f"layer_{loop}", "layer", x, 460, 55, 96, GREY, "/dream/loop/layer", before=(loop,),
                choices=LAYERS,
            ),
        ]  # fmt: skip
    return controls


def _follower() -> list[Control]:
    controls = [
        Control("toggle", "follow", "follow", 12, 572, 120, 84, GREEN, "/dream/follower/enable", start=1.0),
        Control(
            "button", "bands", "bands of the loops", 12, 668, 120, 40, GREY, "/dream/follower/bands", before=("bank",)
        ),
        Control("button", "map_auto", "map by pitch", 12, 716, 120, 40, GREY, "/dream/follower/map/auto"),
    ]
    for at, (word, label, low, high, start) in enumerate(_FOLLOWER):
        x, y = 148 + 290 * (at % 3), 572 + 96 * (at // 3)
        address = f"/dream/follower/{word}"
        controls += [
            Control("label", f"{word}_label", label, x, y, 274, 26),
            Control("fader", word, label, x, y + 30, 274, 54, BLUE, address, (), low, high, start, horizontal=True),
        ]
    return controls


def is_whole(control: Control) -> bool:
    """Return whether the table has a whole number for the control's value."""
    arguments = INCOMING[control.address].arguments
    return arguments[min(len(control.before), len(arguments) - 1)].type == "i"
