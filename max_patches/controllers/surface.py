"""The control surface for a tablet: the place and message of each control, for any program that draws it.

Addresses, names of choices and bounds come from the table of addresses. The ranges of the faders are set here by hand,
inside those bounds: nobody can play an attack between 0.1 and 5000 ms on a finger's length.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from live_daemon.osc.addresses import INCOMING, LAYERS
from live_daemon.settings.ranges import MANNERS

WIDTH: Final = 1024
HEIGHT: Final = 768
LOOPS: Final = 16
"""Strips: the default of `[follower] loops`."""
SILENT_DB: Final = -60.0
"""Where the meter of the live input begins."""

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

    button: sends when touched; toggle: 0 or 1; record: the same, and it shows what the daemon says of its take;
    fader: ``low`` to ``high``; choice: one of ``choices``; meter and label only show.
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


_FADERS: Final = (
    # address, label, low, high, initial value (as in the settings; of a model's own controls the usual)
    ("/dream/follower/sensitivity_db", "sensitivity (dB)", -10.0, 60.0, 30.0),
    ("/dream/follower/attack_ms", "attack (ms)", 1.0, 500.0, 20.0),
    ("/dream/follower/release_ms", "release (ms)", 20.0, 3000.0, 400.0),
    ("/dream/control/influence", "influence on dreams", 0.0, 3.0, 1.0),
    ("/dream/follower/q", "sharpness (Q)", 2.0, 80.0, 20.0),
    ("/dream/follower/range", "range", 0.0, 1.0, 1.0),
    ("/dream/follower/gate_db", "gate (dB)", -120.0, -20.0, -120.0),
    ("/dream/control/temperature", "temperature", 0.0, 2.0, 1.0),
)


def surface() -> list[Control]:
    """Return every control; coordinates are pixels from the upper left corner."""
    return [*_top(), *_strips(), *_follower()]


def _top() -> list[Control]:
    # RECORD: touched twice. The daemon records its own input; the take is dreamt on when it ends.
    seeds = [_seed(seconds, 348 + 58 * at) for at, seconds in enumerate((2.0, 5.0, 10.0))]
    return [
        Control("button", "panic", "PANIC", 12, 12, 122, 96, RED, "/dream/panic"),
        Control("button", "unmute", "unmute all", 142, 12, 76, 96, AMBER, "/dream/unmute"),
        Control("record", "record", "RECORD", 226, 12, 98, 96, RED, "/dream/record"),
        Control("meter", "input", "", 328, 12, 14, 96, GREEN),
        *seeds,
        Control("button", "seed_noise", "dream on noise", 522, 12, 52, 96, GREEN, "/dream/seed/noise", ("perlin",)),
        Control("button", "live_start", "LIVE DREAM", 588, 12, 76, 96, BLUE, "/dream/live/start"),
        Control("button", "live_stop", "end it", 670, 12, 52, 96, GREY, "/dream/live/stop"),
        Control("choice", "manner", "manner", 728, 12, 70, 96, GREY, "/dream/control/manner", choices=MANNERS),
        Control("label", "status", "no live-daemon heard yet", 806, 12, 206, 44),
        Control("label", "said", "", 806, 64, 206, 44),
    ]


def _seed(seconds: float, x: int) -> Control:
    words = (f"seed_{seconds:g}", f"dream on {seconds:g} s")
    return Control("button", *words, x, 12, 52, 96, GREEN, "/dream/seed/live", before=(seconds,))


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
    for at, (address, label, low, high, start) in enumerate(_FADERS):
        x, y, word = 148 + 217 * (at % 4), 572 + 96 * (at // 4), address.rpartition("/")[2]
        controls += [
            Control("label", f"{word}_label", label, x, y, 205, 26),
            Control("fader", word, label, x, y + 30, 205, 54, BLUE, address, (), low, high, start, horizontal=True),
        ]
    return controls


def is_whole(control: Control) -> bool:
    """Return whether the table has a whole number for the control's value."""
    arguments = INCOMING[control.address].arguments
    return arguments[min(len(control.before), len(arguments) - 1)].type == "i"
