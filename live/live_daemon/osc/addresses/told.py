"""Rows of what the daemon tells."""

from __future__ import annotations

from typing import Final

from live_daemon.osc.addresses.parts import REASON, dream_id, loop
from live_daemon.osc.rules import Address, Argument

FALLBACK_STEPS: Final = ("live", "shorter", "bank", "hold", "silence")
"""What a dream that is asked for now is answered with, the best first."""

ROWS: Final = (
    Address(
        path="/dream/initialized",
        direction="out",
        meaning="the daemon is ready",
        arguments=(Argument("version", "s", "version of live-daemon"),),
    ),
    Address(path="/dream/terminated", direction="out", meaning="the daemon ends"),
    Address(
        path="/dream/status",
        direction="out",
        meaning="state of the daemon, once a second",
        arguments=(
            Argument("state", "s", "starting, ready or dreaming; degraded while a part is down"),
            Argument("model", "s", "the current checkpoint"),
            Argument("voices", "i", "dreams that sound now"),
            Argument("queue", "i", "dreams waiting or being made"),
            Argument("xruns", "i", "blocks missed since the start"),
            Argument("load", "f", "time of the audio callback divided by its period, averaged over about a second"),
            Argument("latency_ms", "f", "input to output, as the sound device says", unit="ms"),
        ),
    ),
    Address(
        path="/dream/queued",
        direction="out",
        meaning="a dream was requested",
        arguments=(dream_id(), Argument("path", "s", "its recording"), Argument("model", "s", "its checkpoint")),
    ),
    Address(path="/dream/started", direction="out", meaning="the model starts dreaming", arguments=(dream_id(),)),
    Address(
        path="/dream/progress",
        direction="out",
        meaning="progress of a dream that is being made",
        arguments=(dream_id(), Argument("fraction", "f", "fraction done", minimum=0, maximum=1)),
    ),
    Address(
        path="/dream/ready",
        direction="out",
        meaning="the dream is a complete file (sent again, with the same id, if the controller died just then)",
        arguments=(dream_id(), Argument("path", "s", "the dream"), Argument("duration_s", "f", "its length", unit="s")),
    ),
    Address(
        path="/dream/sounding",
        direction="out",
        meaning="the dream begins to sound, perhaps while the rest of it is still being made",
        arguments=(dream_id(),),
    ),
    Address(
        path="/dream/failed",
        direction="out",
        meaning="a dream could not be made (if it already sounds, it fades)",
        arguments=(dream_id(), REASON),
    ),
    Address(
        path="/dream/dropped",
        direction="out",
        meaning="a dream was cancelled before its end",
        arguments=(
            dream_id(),
            Argument(
                "reason",
                "s",
                "cancelled; late: it could not sound before its deadline; full: too many wait; superseded: the same "
                "take was asked for in another way; ended: the daemon ends",
            ),
        ),
    ),
    Address(
        path="/dream/ladder",
        direction="out",
        meaning="what a request for a dream gets now has changed (sent at every step down or up)",
        arguments=(
            Argument("level", "i", "0 is best", minimum=0, maximum=4),
            Argument(
                "word",
                "s",
                "live: dreams as asked for; shorter: shorter ones, to be in time; bank: loops of the bank stand in; "
                "hold: the last loop does; silence: there is nothing",
                choices=FALLBACK_STEPS,
            ),
            REASON,
        ),
    ),
    Address(
        path="/dream/model/ready",
        direction="out",
        meaning="this checkpoint is loaded and warm",
        arguments=(Argument("name", "s", "its name"),),
    ),
    Address(
        path="/dream/model/name",
        direction="out",
        meaning="answer to /dream/model/list",
        arguments=(
            Argument("name", "s", "a checkpoint"),
            Argument("approach", "s", "its approach"),
            Argument("default", "i", "1 for the default", minimum=0, maximum=1),
        ),
    ),
    Address(
        path="/dream/bank/ready",
        direction="out",
        meaning="the loops changed",
        arguments=(
            Argument("path", "s", "the bank folder; empty when a dream was added"),
            Argument("loops", "i", "number of loops"),
        ),
    ),
    Address(
        path="/dream/loop/name",
        direction="out",
        meaning="what a loop is: sent with the answer to /dream/state, and when the loops change",
        arguments=(
            loop(),
            Argument("name", "s", "its file's name, without the ending"),
            Argument("pitch_hz", "f", "its strongest pitches, the strongest first", unit="Hz", repeated=True),
        ),
    ),
    Address(
        path="/dream/bands",
        direction="out",
        meaning="the follower's bands changed",
        arguments=(
            Argument("hz", "f", "centre frequency of each band, in order of their numbers", unit="Hz", repeated=True),
        ),
    ),
    Address(
        path="/dream/sample_rate",
        direction="out",
        meaning="the sound device now runs at this rate; all sounds are resampled and return",
        arguments=(
            Argument("device_hz", "f", "sample rate of the device", unit="Hz"),
            Argument("settings_hz", "f", "[audio] sample_rate, at which dreams are made", unit="Hz"),
        ),
    ),
    Address(
        path="/dream/gains",
        direction="out",
        meaning="the gains from the follower, 50 times a second",
        arguments=(Argument("gain", "f", "one float per loop, in order", repeated=True),),
        is_frequent=True,
    ),
    Address(
        path="/dream/pong",
        direction="out",
        meaning="answer to /dream/ping",
        arguments=(Argument("token", "a", "as sent", optional=True),),
    ),
    Address(
        path="/dream/error",
        direction="out",
        meaning="a message was refused, or something went wrong",
        arguments=(Argument("address", "s", "the address it concerns"), Argument("message", "s", "one line")),
    ),
)
