"""Rows of what asks for dreams and gives them up, and of what asks how everything stands."""

from __future__ import annotations

from typing import Final

from live_daemon.osc.addresses.parts import DREAM_OPTIONS, dream_id, ranged
from live_daemon.osc.rules import Address, Answer, Argument, Handler
from live_daemon.settings import Limits
from live_daemon.settings.ranges import LIVE_SEED_S
from live_inference.dreaming.noise_seeds import NOISES

PAGE: Final = "dreams"

ROWS: Final = (
    Address(
        path="/dream/seed",
        meaning="dream on a recording",
        arguments=(
            Argument("path", "s", "the recording, inside the recordings, dreams or bank folder"),
            *DREAM_OPTIONS,
        ),
        handler=Handler("intake.seed"),
        example=("/recordings/take.wav",),
        page=PAGE,
        answer=Answer("/dream/queued", 10.0),  # a file is looked at until it is finished
    ),
    Address(
        path="/dream/seed/live",
        meaning="dream on the last seconds of the live input",
        arguments=(
            ranged("seconds", "f", "how much of the live input to seed with", LIVE_SEED_S, unit="s"),
            *DREAM_OPTIONS,
        ),
        handler=Handler("intake.seed_live"),
        example=(5,),
        page=PAGE,
        answer=Answer("/dream/queued", 5.0),
    ),
    Address(
        path="/dream/seed/noise",
        meaning="dream on noise instead of a recording: what a model makes of nothing (the same rng_seed, the same "
        "noise)",
        arguments=(
            ranged(
                "kind",
                "s",
                "normal: white noise; perlin: smooth noise whose pitches wander, nearest to music",
                Limits(choices=NOISES),
            ),
            *DREAM_OPTIONS,
        ),
        handler=Handler("intake.seed_noise"),
        example=("perlin",),
        page=PAGE,
        answer=Answer("/dream/queued", 5.0),
    ),
    Address(
        path="/dream/cancel",
        meaning="cancel a dream that is queued or being made",
        arguments=(dream_id(),),
        handler=Handler("orders.cancel"),
        example=(3,),
        page=PAGE,
    ),
    Address(
        path="/dream/panic",
        meaning="fade everything in 20 ms, mute every loop, cancel every dream and all earlier requests, whatever the "
        "arguments (the monitor returns with the next sound)",
        handler=Handler("controller.look_for_panic"),
        page=PAGE,
        sets_much=True,
    ),
    Address(
        path="/dream/ping",
        meaning="ask for /dream/pong",
        arguments=(Argument("token", "a", "is sent back unchanged", optional=True),),
        handler=Handler("reporter.send", ("/dream/pong",)),
        example=(7,),
        page=PAGE,
        asks=True,
    ),
    Address(
        path="/dream/state",
        meaning="ask for the current settings: gain, mute and layer of each loop, follower and controls come back in "
        "the messages that set them, with /dream/loop/name of each loop and /dream/recording; /dream/bands last (also "
        "sent at the start, after a panic and when the loops change)",
        handler=Handler("reports.ask_state"),
        page=PAGE,
        asks=True,
        answer=Answer("/dream/bands", 5.0),
    ),
)
