"""Rows of the dreams' controls. Their names and ranges are those of the models."""

from __future__ import annotations

from typing import Final

from live_daemon.osc.addresses.parts import ranged
from live_daemon.osc.rules import Address, Argument, Handler
from live_daemon.settings import Limits
from live_inference.worker.control_ranges import CONTROL_RANGES, SAMPLING

PAGE: Final = "how it dreams"


def _control(name: str, meaning: str, value: str, example: float | str) -> Address:
    """Return the row of a control."""
    limits = Limits(choices=SAMPLING) if name == "sampling" else Limits(*CONTROL_RANGES[name])
    return Address(
        path=f"/dream/control/{name}",
        meaning=meaning,
        arguments=(ranged(name, "s" if limits.choices else "f", value, limits),),
        handler=Handler("controls.set", (name,)),
        example=(example,),
        page=PAGE,
        latest_by=0,
    )


ROWS: Final = (
    _control(
        "temperature",
        "how daring dreams are (like every control, it applies to audio that is not generated yet: the rest of a "
        "dream that is being made, and all later ones, of any model)",
        "0: always the likeliest; 1: as learnt; more: wilder, and with more hiss",
        0.8,
    ),
    _control(
        "tau",
        "with sampling tempered: how far a dream may stray from the likeliest",
        "share of all possibilities to draw from, the likeliest first; 0: only the likeliest",
        0.9,
    ),
    _control(
        "dropout",
        "forgetting while dreaming: keeps a dream from circling; a lot of it loosens pitch and rhythm",
        "chance that a connection is cut at each step",
        0.1,
    ),
    _control(
        "noise",
        "disturb the dream's own feedback: rougher, and less likely to get stuck",
        "standard deviation of the noise in the feedback; 0: none",
        0.02,
    ),
    _control(
        "noise_when_stuck",
        "disturb the feedback only while predictions are too much alike: a cure for dreams that stand still (of models "
        "of the approaches vector and noizenet)",
        "standard deviation of the noise; 0: none",
        0.1,
    ),
    _control(
        "energy_hold",
        "how strongly a dream's level is pulled to that of the training recordings",
        "0: not at all; 1: firmly",
        0.25,
    ),
    _control(
        "influence",
        "how strongly a dream heeds what you play, its harmony, loudness and density (of models with a condition)",
        "0: not at all; 1: as learnt; more: the dream is pushed towards it, at half the speed",
        2,
    ),
    _control(
        "sampling",
        "how the next sound is chosen (models with a mixture or with classes)",
        "greedy and exact: always the likeliest; tempered: one of the likeliest, see tau; full: any",
        "full",
    ),
    Address(
        path="/dream/control/reset",
        meaning="reset every control: each checkpoint dreams as its card says again",
        handler=Handler("controls.reset"),
        page=PAGE,
        sets_much=True,
    ),
)

PITCHES: Final = Address(
    path="/dream/pitches",
    meaning="say the harmony instead of letting the model hear it from the seed or the live input: dreams that are "
    "being made turn to it, and all later ones begin with it, until auto (of models with a condition, see "
    "/dream/control/influence)",
    arguments=(
        Argument(
            "pitch",
            "a",
            "MIDI numbers (fractions are microtones) or note names (C3, F#4, Bb2; C4 is 60); auto alone: what is "
            "heard counts again",
            repeated=True,
        ),
    ),
    handler=Handler("pitches.say"),
    example=("C3", "E3", "G3"),
    page=PAGE,
    latest_by=0,
)
