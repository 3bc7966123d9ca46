"""What both hosts show and send: an example of every address, and what the daemon's messages mean in words."""

from __future__ import annotations

NO_FOLDER = "choose the recordings folder first"
DEFAULT_FOLDER = "~/live-daemon/recordings"  # of [paths] recordings, unless it was changed
SILENT_MS = 1000  # gains come every 20 ms; a daemon that says none for so long was killed, or has no loops
PAUSE_MS = 60  # between two takes of a series: the file is closed and the next one opened

# One message of every address that the daemon hears: the help patches send it.
EXAMPLES: dict[str, str] = {
    "/dream/seed": "/dream/seed /recordings/take.wav",
    "/dream/seed/live": "/dream/seed/live 5",
    "/dream/cancel": "/dream/cancel 3",
    "/dream/panic": "/dream/panic",
    "/dream/ping": "/dream/ping 7",
    "/dream/state": "/dream/state",
    "/dream/model/load": "/dream/model/load nylon-spectrum",
    "/dream/model/list": "/dream/model/list",
    "/dream/bank/load": "/dream/bank/load /banks/first",
    "/dream/bank/add": "/dream/bank/add 3",
    "/dream/unmute": "/dream/unmute",
    "/dream/loop/gain": "/dream/loop/gain 0 0.5",
    "/dream/loop/mute": "/dream/loop/mute 0 1",
    "/dream/loop/layer": "/dream/loop/layer 0 tremolo",
    "/dream/follower/enable": "/dream/follower/enable 1",
    "/dream/follower/attack_ms": "/dream/follower/attack_ms 20",
    "/dream/follower/release_ms": "/dream/follower/release_ms 400",
    "/dream/follower/sensitivity_db": "/dream/follower/sensitivity_db 30",
    "/dream/follower/range": "/dream/follower/range 1",
    "/dream/follower/gate_db": "/dream/follower/gate_db -60",
    "/dream/follower/bands": "/dream/follower/bands E2 A2 D3 G3 B3 E4",
    "/dream/follower/map": "/dream/follower/map 0 1 0.5",
    "/dream/follower/map/auto": "/dream/follower/map/auto 0",
    "/dream/follower/q": "/dream/follower/q 20",
    "/dream/control/temperature": "/dream/control/temperature 0.8",
    "/dream/control/tau": "/dream/control/tau 0.9",
    "/dream/control/dropout": "/dream/control/dropout 0.1",
    "/dream/control/noise": "/dream/control/noise 0.02",
    "/dream/control/energy_hold": "/dream/control/energy_hold 0.25",
    "/dream/control/sampling": "/dream/control/sampling full",
    "/dream/control/reset": "/dream/control/reset",
}

# The numbers that say how dreams are dreamt, in words.
CONTROLS: dict[str, str] = {
    "temperature": "temperature",
    "dropout": "dropout",
    "noise": "noise",
    "energy_hold": "energy hold",
    "tau": "tau",
}

# What the daemon says, in words; $1 is the message's first argument.
SAYS: dict[str, str] = {
    "/dream/initialized": "live-daemon $1 is ready",
    "/dream/terminated": "the daemon has ended",
    "/dream/queued": "dream $1 is queued with $3",
    "/dream/started": "dream $1 has begun",
    "/dream/sounding": "dream $1 sounds now",
    "/dream/ready": "dream $1 is ready: $3 s",
    "/dream/failed": "dream $1 failed: $2",
    "/dream/dropped": "dream $1 was given up: $2",
    "/dream/ladder": "dreams: $2 ($3)",
    "/dream/model/ready": "model $1 is loaded",
    "/dream/bank/ready": "$2 loops",
    "/dream/sample_rate": "the sound device runs at $1 Hz",
    "/dream/pong": "the daemon answers",
    "/dream/error": "refused $1 : $2",
}

# Pages of the address help: title and the beginnings of the addresses on it.
PAGES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("dreams", ("/dream/seed", "/dream/cancel", "/dream/panic", "/dream/ping", "/dream/state")),
    ("models and banks", ("/dream/model", "/dream/bank")),
    ("how it dreams", ("/dream/control",)),
    ("loops", ("/dream/loop", "/dream/unmute")),
    ("follower", ("/dream/follower",)),
)


def page_of(address: str) -> str:
    """Return the title of the page that shows an address to the daemon.

    Raises:
        KeyError: the address has no page yet: add its beginning to `PAGES`.

    >>> page_of("/dream/follower/map/auto")
    'follower'
    """
    for title, beginnings in PAGES:
        if address.startswith(beginnings):
            return title
    raise KeyError(f"no page of the help shows {address}")
