"""The one table of OSC addresses: dispatch, checks, documentation, patches and tests all read it.

Numbers are flat, booleans are 0/1, paths use forward slashes. Pd sends every number as a float and Max sends what the
user typed, so a whole float is taken for an int and an int for a float.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from live_daemon.osc.rules import Address, Argument, OscRefusedError, OscValue
from live_daemon.settings import LAYERS, MAX_LOOPS
from live_inference.command_line.spelling import did_you_mean

__all__ = [
    "CONTROLS",
    "INCOMING",
    "LADDER",
    "LAYERS",
    "MAX_LOOPS",
    "OSC_ADDRESSES",
    "OUTGOING",
    "ROOT",
    "SAMPLING",
    "STATE",
    "Address",
    "Argument",
    "OscRefusedError",
    "OscValue",
    "UnknownAddressError",
    "check_incoming",
]

ROOT: Final = "/dream"
SAMPLING: Final = ("greedy", "exact", "tempered", "full")
LADDER: Final = ("live", "shorter", "bank", "hold", "silence")


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
        "fade every sound in 20 ms, mute every loop, give up every dream and all that was asked for before, whatever "
        "the arguments (the monitor is back with the next sound)",
    ),
    Address(
        "/dream/ping",
        "in",
        "ask for /dream/pong",
        (Argument("token", "a", "comes back as it is", optional=True),),
        asks=True,
    ),
    Address(
        "/dream/state",
        "in",
        "ask how everything stands: gain, mute and layer of each loop, follower and controls come back in the messages "
        "that set them, /dream/bands last (told unasked at the start, after a panic and when the loops change)",
        asks=True,
    ),
    Address(
        "/dream/model/load",
        "in",
        "make a checkpoint the current model (answered by /dream/model/ready)",
        (Argument("name", "s", "name of the checkpoint"),),
        setting="engine.model",
    ),
    Address("/dream/model/list", "in", "ask for the names of the checkpoints (one /dream/model/name each)", asks=True),
    Address(
        "/dream/bank/load",
        "in",
        "put a bank's loops in place of those that play",
        (Argument("path", "s", "bank folder (it holds bank.json)"),),
        setting="paths.bank",
    ),
    Address("/dream/bank/add", "in", "make a dream one more loop", (_id(),)),
    Address("/dream/unmute", "in", "let every loop sound again, as after a panic"),
    Address(
        "/dream/loop/gain",
        "in",
        "a loop's own gain, to which the follower adds",
        (_loop(), Argument("gain", "f", "linear gain", minimum=0, maximum=1)),
        latest_by=1,
    ),
    Address(
        "/dream/loop/mute", "in", "silence a loop, or let it sound again", (_loop(), _switch("1 is muted")), latest_by=1
    ),
    Address(
        "/dream/loop/layer",
        "in",
        "how the loop is followed",
        (
            _loop(),
            Argument("layer", "s", "swell: gain; tremolo: rate of a modulation; ring: ring modulation", choices=LAYERS),
        ),
        setting="follower.layer",
        latest_by=1,
    ),
    Address(
        "/dream/follower/enable",
        "in",
        "let live pitch move the loops, or not",
        (_switch("1 is on"),),
        setting="follower.enabled",
        latest_by=0,
    ),
    Address(
        "/dream/follower/attack_ms",
        "in",
        "how fast a band's envelope rises",
        (Argument("attack_ms", "f", "time constant", unit="ms", minimum=0.1, maximum=5000),),
        setting="follower.attack_ms",
        latest_by=0,
    ),
    Address(
        "/dream/follower/release_ms",
        "in",
        "how fast a band's envelope falls",
        (Argument("release_ms", "f", "time constant", unit="ms", minimum=0.1, maximum=5000),),
        setting="follower.release_ms",
        latest_by=0,
    ),
    Address(
        "/dream/follower/sensitivity_db",
        "in",
        "gain between a band's envelope and its level",
        (Argument("sensitivity_db", "f", "gain", unit="dB", minimum=-40, maximum=60),),
        setting="follower.sensitivity_db",
        latest_by=0,
    ),
    Address(
        "/dream/follower/range",
        "in",
        "largest gain that one band gives",
        (Argument("range", "f", "linear gain", minimum=0, maximum=1),),
        setting="follower.range",
        latest_by=0,
    ),
    Address(
        "/dream/follower/gate_db",
        "in",
        "a band whose envelope lies below gives no gain (it shuts 4 dB lower, and opens and shuts as slowly as an "
        "envelope rises and falls)",
        (Argument("gate_db", "f", "envelope in dBFS; -120 is no gate", unit="dB", minimum=-120, maximum=0),),
        setting="follower.gate_db",
        latest_by=0,
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
        latest_by=0,
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
        latest_by=2,
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
        latest_by=0,
    ),
    Address(
        "/dream/control/temperature",
        "in",
        "how daring dreams are (as every control, it counts for what is not made yet: the rest of a dream that is "
        "being made, and each later one, of any model)",
        (
            Argument(
                "temperature",
                "f",
                "0: always the likeliest; 1: as learnt; more: wilder, and with more hiss",
                minimum=0,
                maximum=4,
            ),
        ),
        latest_by=0,
    ),
    Address(
        "/dream/control/tau",
        "in",
        "with sampling tempered: how far from the likeliest a dream may choose",
        (
            Argument(
                "tau",
                "f",
                "share of all possibilities, the likeliest first, that is drawn from; 0: only the likeliest",
                minimum=0,
                maximum=1,
            ),
        ),
        latest_by=0,
    ),
    Address(
        "/dream/control/dropout",
        "in",
        "forgetting while it dreams: keeps a dream from circling; much of it loosens pitch and rhythm",
        (Argument("dropout", "f", "chance that a connection is cut in each step", minimum=0, maximum=0.95),),
        latest_by=0,
    ),
    Address(
        "/dream/control/noise",
        "in",
        "disturb what the dream hears of itself: rougher, and less likely to stand still",
        (Argument("noise", "f", "standard deviation of what is fed back; 0: none", minimum=0, maximum=1),),
        latest_by=0,
    ),
    Address(
        "/dream/control/energy_hold",
        "in",
        "how strongly the dream's level is led back to that of the recordings it was trained on",
        (Argument("energy_hold", "f", "0: it goes where it goes; 1: held firmly", minimum=0, maximum=1),),
        latest_by=0,
    ),
    Address(
        "/dream/control/sampling",
        "in",
        "how the next sound is chosen from the possible ones (models with a mixture or with classes)",
        (
            Argument(
                "sampling",
                "s",
                "greedy and exact: always the likeliest; tempered: one of the likeliest, see tau; full: any",
                choices=SAMPLING,
            ),
        ),
        latest_by=0,
    ),
    Address("/dream/control/reset", "in", "take every control back: each checkpoint dreams as its card says again"),
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

CONTROLS: Final[dict[str, str]] = {
    row.arguments[0].name: path
    for path, row in INCOMING.items()
    if path.startswith("/dream/control/") and row.arguments
}
"""Addresses of the dreams' controls by their names, which are those of `live_models.contract.generator.Controls`."""


STATE: Final[tuple[str, ...]] = (
    "/dream/loop/gain",
    "/dream/loop/mute",
    "/dream/loop/layer",
    *(
        path
        for path, row in INCOMING.items()
        if path.startswith("/dream/follower/")
        and len(row.arguments) == 1
        and not row.arguments[0].repeated
        and row.setting
    ),
    *CONTROLS.values(),
)
"""What answers `/dream/state`: addresses that set something, sent by the daemon with the value that counts."""

_PATTERN_SIGNS: Final = "*?[]{}"
_PATTERN: Final = frozenset(_PATTERN_SIGNS)


class UnknownAddressError(OscRefusedError):
    """An address that the daemon does not hear; the text names the nearest ones that it does."""

    def __str__(self) -> str:
        """Compare only where the text is read: a flood of unknown addresses is told ten times a second."""
        path = str(self.args[0])
        if path in OUTGOING:
            return f"{path}: unknown address; live-daemon sends it and does not hear it"
        meant = did_you_mean(path, INCOMING, prefix=f"{ROOT}/")
        return f"{path}: unknown address; {meant or '`live-daemon osc` lists the known ones'}"


def check_incoming(path: str, values: Sequence[object]) -> tuple[OscValue, ...]:
    """Return the checked arguments of a message to the daemon.

    Raises:
        OscRefusedError: unknown address (the nearest known ones are named) or arguments that the table refuses.
    """
    row = INCOMING.get(path)
    if row is None and set(path) & _PATTERN:
        raise OscRefusedError(
            f"{path}: address patterns ({_PATTERN_SIGNS}) are not matched; send each address by its name"
        )
    if row is None:
        raise UnknownAddressError(path)
    return row.check(values)
