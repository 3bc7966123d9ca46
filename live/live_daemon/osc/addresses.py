"""The one table of OSC addresses: dispatch, checks, documentation, patches and tests all read it.

Numbers are flat, booleans are 0/1, paths use forward slashes. Pd sends every number as a float and Max sends what the
user typed, so a whole float is taken for an int and an int for a float.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

ROOT: Final = "/dream"
MAX_LOOPS: Final = 64
LAYERS: Final = ("swell", "tremolo", "ring")
LADDER: Final = ("live", "shorter", "bank", "hold", "silence")

OscValue = int | float | str
OscType = Literal["i", "f", "s", "a"]

_TYPE_NAMES: Final[dict[OscType, str]] = {"i": "int", "f": "float", "s": "string", "a": "int, float or string"}


class OscRefusedError(ValueError):
    """A message that the table does not allow. The text is one line: address, rule, what was found."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of an OSC address."""

    name: str
    type: OscType
    meaning: str
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    optional: bool = False
    repeated: bool = False

    @property
    def rule(self) -> str:
        """What the argument must be, as words: ``float in 0..1``.

        >>> Argument("gain", "f", "", minimum=0, maximum=1).rule
        'float in 0..1'
        """
        words = _TYPE_NAMES[self.type]
        if self.choices:
            return f"one of {', '.join(self.choices)}"
        if self.minimum is not None and self.maximum is not None:
            words += f" in {self.minimum:g}..{self.maximum:g}"
        return words

    def check(self, address: str, value: object) -> OscValue:
        """Return the value as the table's type, or raise `OscRefusedError`."""
        checked = self._convert(value)
        if checked is None:
            raise OscRefusedError(f"{address}: {self.name} must be {self.rule}, got {value!r}")
        if isinstance(checked, str):
            if self.choices and checked not in self.choices:
                raise OscRefusedError(f"{address}: {self.name} must be {self.rule}, got {checked!r}")
        elif (self.minimum is not None and checked < self.minimum) or (
            self.maximum is not None and checked > self.maximum
        ):
            raise OscRefusedError(f"{address}: {self.name} must be {self.rule}, got {checked:g}")
        return checked

    def _convert(self, value: object) -> OscValue | None:
        if isinstance(value, str):
            return value if self.type in ("s", "a") else None
        if isinstance(value, bool):
            value = int(value)
        if not isinstance(value, int | float) or not math.isfinite(value):
            return None
        if self.type == "a":
            return value
        if self.type == "s":
            return None
        if self.type == "f":
            return float(value)
        return int(value) if float(value).is_integer() else None


@dataclass(frozen=True, slots=True)
class Address:
    """One row of the table. ``direction`` is seen from the daemon: "in" is heard, "out" is sent.

    ``setting`` is the setting (``section.key``) that says how it is at the start, where there is one.
    """

    path: str
    direction: Literal["in", "out"]
    meaning: str
    arguments: tuple[Argument, ...] = ()
    setting: str = ""

    def check(self, values: Sequence[object]) -> tuple[OscValue, ...]:
        """Return the arguments converted to the table's types (left-out optional ones are missing at the end).

        Raises:
            OscRefusedError: wrong count, type, range or choice, in one line.
        """
        if not self.arguments:  # OSCQuery clients send a nil where nothing is to be said (type N)
            values = [value for value in values if value is not None]
        required = sum(not argument.optional and not argument.repeated for argument in self.arguments)
        repeated = bool(self.arguments) and self.arguments[-1].repeated
        if len(values) < required or (len(values) > len(self.arguments) and not repeated):
            raise OscRefusedError(f"{self.path}: takes {self.usage}, got {len(values)} argument(s)")
        checked = []
        for index, value in enumerate(values):
            argument = self.arguments[min(index, len(self.arguments) - 1)]
            checked.append(argument.check(self.path, value))
        return tuple(checked)

    @property
    def usage(self) -> str:
        """The arguments as one reads them: ``loop gain``, optional ones in brackets."""
        if not self.arguments:
            return "no arguments"
        shown = (f"[{argument.name}]" if argument.optional else argument.name for argument in self.arguments)
        return " ".join(shown) + (" ..." if self.arguments[-1].repeated else "")


def _loop() -> Argument:
    return Argument("loop", "i", "number of the loop, from 0", minimum=0, maximum=MAX_LOOPS - 1)


def _id(optional: bool = False) -> Argument:
    return Argument("id", "i", "number of the dream", minimum=0, maximum=2**31 - 1, optional=optional)


def _switch(meaning: str) -> Argument:
    return Argument("on", "i", meaning, minimum=0, maximum=1)


_DREAM_OPTIONS: Final = (
    Argument("model", "s", "checkpoint to dream with; an empty string is the current one", optional=True),
    Argument("duration_s", "f", "length of the dream", unit="s", minimum=0.5, maximum=600, optional=True),
    Argument("rng_seed", "i", "number that fixes every random draw", minimum=0, maximum=2**31 - 1, optional=True),
)
_REASON: Final = Argument("reason", "s", "one line: the thing, the rule, what was found")

OSC_ADDRESSES: Final[tuple[Address, ...]] = (
    Address(
        "/dream/seed",
        "in",
        "dream on a recording",
        (Argument("path", "s", "the recording, inside the recordings, dreams or bank folder"), *_DREAM_OPTIONS),
    ),
    Address(
        "/dream/seed/live",
        "in",
        "dream on the last seconds of the live input",
        (
            Argument("seconds", "f", "how much of the live input to seed with", unit="s", minimum=0.1, maximum=60),
            *_DREAM_OPTIONS,
        ),
    ),
    Address("/dream/cancel", "in", "give up a dream that is queued or being made", (_id(),)),
    Address(
        "/dream/panic",
        "in",
        "fade every sound in 20 ms, mute every loop, give up every dream (the monitor is back with the next sound)",
    ),
    Address(
        "/dream/ping",
        "in",
        "ask for /dream/pong",
        (Argument("token", "a", "comes back as it is", optional=True),),
    ),
    Address(
        "/dream/model/load",
        "in",
        "make a checkpoint the current model (answered by /dream/model/ready)",
        (Argument("name", "s", "name of the checkpoint"),),
        setting="engine.model",
    ),
    Address("/dream/model/list", "in", "ask for the names of the checkpoints (one /dream/model/name each)"),
    Address(
        "/dream/bank/load",
        "in",
        "put a bank's loops in place of those that play",
        (Argument("path", "s", "bank folder (it holds bank.json)"),),
        setting="paths.bank",
    ),
    Address("/dream/bank/add", "in", "make a dream one more loop", (_id(),)),
    Address(
        "/dream/loop/gain",
        "in",
        "a loop's own gain, to which the follower adds",
        (_loop(), Argument("gain", "f", "linear gain", minimum=0, maximum=1)),
    ),
    Address("/dream/loop/mute", "in", "silence a loop, or let it sound again", (_loop(), _switch("1 is muted"))),
    Address(
        "/dream/loop/layer",
        "in",
        "how the loop is followed",
        (
            _loop(),
            Argument("layer", "s", "swell: gain; tremolo: rate of a modulation; ring: ring modulation", choices=LAYERS),
        ),
        setting="follower.layer",
    ),
    Address(
        "/dream/follower/enable",
        "in",
        "let live pitch move the loops, or not",
        (_switch("1 is on"),),
        setting="follower.enabled",
    ),
    Address(
        "/dream/follower/attack_ms",
        "in",
        "how fast a band's envelope rises",
        (Argument("attack_ms", "f", "time constant", unit="ms", minimum=0.1, maximum=5000),),
        setting="follower.attack_ms",
    ),
    Address(
        "/dream/follower/release_ms",
        "in",
        "how fast a band's envelope falls",
        (Argument("release_ms", "f", "time constant", unit="ms", minimum=0.1, maximum=5000),),
        setting="follower.release_ms",
    ),
    Address(
        "/dream/follower/sensitivity_db",
        "in",
        "gain between a band's envelope and its level",
        (Argument("sensitivity_db", "f", "gain", unit="dB", minimum=-40, maximum=60),),
        setting="follower.sensitivity_db",
    ),
    Address(
        "/dream/follower/range",
        "in",
        "largest gain that one band gives",
        (Argument("range", "f", "linear gain", minimum=0, maximum=1),),
        setting="follower.range",
    ),
    Address(
        "/dream/follower/gate_db",
        "in",
        "a band whose envelope lies below gives no gain (it shuts 4 dB lower, and opens and shuts as slowly as an "
        "envelope rises and falls)",
        (Argument("gate_db", "f", "envelope in dBFS; -120 is no gate", unit="dB", minimum=-120, maximum=0),),
        setting="follower.gate_db",
    ),
    Address(
        "/dream/follower/bands",
        "in",
        "which pitches the follower hears (answered by /dream/bands)",
        (
            Argument(
                "band",
                "a",
                "Hz, or names of notes (E2, F#3; A4 is 440 Hz), or MIDI notes behind the word midi; bank alone: the "
                "loops' own strongest pitches",
                repeated=True,
            ),
        ),
        setting="follower.bands",
    ),
    Address(
        "/dream/follower/map",
        "in",
        "how much of a band's level is added to a loop's gain, in place of what the loop's pitches say",
        (
            _loop(),
            Argument("band", "i", "number of the band, from 0, as in /dream/bands", minimum=0, maximum=63),
            Argument("weight", "f", "1 adds the level, -1 takes it away", minimum=-1, maximum=1),
        ),
    ),
    Address(
        "/dream/follower/map/auto",
        "in",
        "let the loop's own pitches say again which bands move it",
        (replace(_loop(), optional=True, meaning="number of the loop, from 0; left out: all"),),
    ),
    Address(
        "/dream/follower/q",
        "in",
        "sharpness of the band-pass filters",
        (Argument("q", "f", "centre frequency over bandwidth", minimum=0.5, maximum=200),),
        setting="follower.q",
    ),
    Address(
        "/dream/initialized",
        "out",
        "the daemon is ready",
        (Argument("version", "s", "version of live-daemon"),),
    ),
    Address("/dream/terminated", "out", "the daemon ends"),
    Address(
        "/dream/status",
        "out",
        "once a second",
        (
            Argument("state", "s", "starting, ready or dreaming; degraded while a part is down"),
            Argument("model", "s", "the current checkpoint"),
            Argument("voices", "i", "dreams that sound now"),
            Argument("queue", "i", "dreams waiting or being made"),
            Argument("xruns", "i", "blocks missed since the start"),
            Argument("load", "f", "time of the audio callback over its period, mean of about a second"),
            Argument("latency_ms", "f", "input to output, as the sound device says", unit="ms"),
        ),
    ),
    Address(
        "/dream/queued",
        "out",
        "a dream was ordered",
        (_id(), Argument("path", "s", "its recording"), Argument("model", "s", "its checkpoint")),
    ),
    Address("/dream/started", "out", "the model begins to dream", (_id(),)),
    Address(
        "/dream/progress",
        "out",
        "while a dream is made",
        (_id(), Argument("fraction", "f", "part that is done", minimum=0, maximum=1)),
    ),
    Address(
        "/dream/ready",
        "out",
        "the dream is a complete file (told again, with the same id, if the controller died just then)",
        (_id(), Argument("path", "s", "the dream"), Argument("duration_s", "f", "its length", unit="s")),
    ),
    Address(
        "/dream/sounding",
        "out",
        "the dream begins to sound now, perhaps while the rest of it is still being made",
        (_id(),),
    ),
    Address("/dream/failed", "out", "a dream could not be made (what sounds of it fades)", (_id(), _REASON)),
    Address(
        "/dream/dropped",
        "out",
        "a dream was given up before its end",
        (
            _id(),
            Argument(
                "reason",
                "s",
                "cancelled; late: it could not sound before its deadline; full: too many wait; superseded: the same "
                "take was asked for in another way; ended: the daemon ends",
            ),
        ),
    ),
    Address(
        "/dream/ladder",
        "out",
        "what a dream that is asked for now is answered with changed (told at every step down or up)",
        (
            Argument("level", "i", "0 is best", minimum=0, maximum=4),
            Argument(
                "word",
                "s",
                "live: dreams as asked for; shorter: shorter ones, to be in time; bank: loops of the bank stand in; "
                "hold: the last loop does; silence: there is nothing",
                choices=LADDER,
            ),
            _REASON,
        ),
    ),
    Address("/dream/model/ready", "out", "this checkpoint is loaded and warm", (Argument("name", "s", "its name"),)),
    Address(
        "/dream/model/name",
        "out",
        "answer to /dream/model/list",
        (
            Argument("name", "s", "a checkpoint"),
            Argument("approach", "s", "its approach"),
            Argument("default", "i", "1 for the default", minimum=0, maximum=1),
        ),
    ),
    Address(
        "/dream/bank/ready",
        "out",
        "the loops changed",
        (
            Argument("path", "s", "the bank folder; empty when a dream was added"),
            Argument("loops", "i", "number of loops"),
        ),
    ),
    Address(
        "/dream/bands",
        "out",
        "the follower's bands changed",
        (Argument("hz", "f", "centre frequency of each band, in order of their numbers", unit="Hz", repeated=True),),
    ),
    Address(
        "/dream/sample_rate",
        "out",
        "the sound device runs at this rate now; what sounded is resampled and comes back",
        (
            Argument("device_hz", "f", "sample rate of the device", unit="Hz"),
            Argument("settings_hz", "f", "[audio] sample_rate, at which dreams are made", unit="Hz"),
        ),
    ),
    Address(
        "/dream/gains",
        "out",
        "50 times a second: the gains that the follower gives",
        (Argument("gain", "f", "one float per loop, in order", repeated=True),),
    ),
    Address(
        "/dream/pong",
        "out",
        "answer to /dream/ping",
        (Argument("token", "a", "as it was sent", optional=True),),
    ),
    Address(
        "/dream/error",
        "out",
        "something was refused or went wrong",
        (Argument("address", "s", "the address it concerns"), Argument("message", "s", "one line")),
    ),
)

INCOMING: Final[dict[str, Address]] = {row.path: row for row in OSC_ADDRESSES if row.direction == "in"}
OUTGOING: Final[dict[str, Address]] = {row.path: row for row in OSC_ADDRESSES if row.direction == "out"}


def check_incoming(path: str, values: Sequence[object]) -> tuple[OscValue, ...]:
    """Return the checked arguments of a message to the daemon.

    Raises:
        OscRefusedError: unknown address (the nearest known ones are named) or arguments that the table refuses.
    """
    row = INCOMING.get(path)
    if row is None:
        raise OscRefusedError(f"{path}: unknown address; `live-daemon osc` lists the known ones")
    return row.check(values)
