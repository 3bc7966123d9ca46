"""Texts that the patches for Max and Pd share: examples of the addresses, and the daemon's messages in words."""

from __future__ import annotations

from live_daemon.osc.addresses import INCOMING

NO_FOLDER = "choose the recordings folder first"
DEFAULT_FOLDER = "~/live-daemon/recordings"  # the default of [paths] recordings
SILENT_MS = 1000  # gains come every 20 ms; after this silence the daemon is gone, or has no loops
PAUSE_MS = 60  # between two takes of a series: the file is closed and the next one opened

# One message for every address that the daemon receives; the help patches send it.
EXAMPLES: dict[str, str] = {path: " ".join([path, *map(str, row.example)]) for path, row in INCOMING.items()}

# The controls of dreams that are numbers, with their labels.
CONTROLS: dict[str, str] = {
    "temperature": "temperature",
    "dropout": "dropout",
    "noise": "noise",
    "noise_when_stuck": "if stuck",
    "energy_hold": "energy hold",
    "tau": "tau",
    "influence": "influence",
}

# The daemon's messages in words; $1 is the first argument.
SAYS: dict[str, str] = {
    "/dream/initialized": "live-daemon $1 is ready",
    "/dream/terminated": "the daemon has ended",
    "/dream/queued": "dream $1 is queued with $3",
    "/dream/started": "dream $1 has started",
    "/dream/sounding": "dream $1 sounds now",
    "/dream/ready": "dream $1 is ready: $3 s",
    "/dream/failed": "dream $1 failed: $2",
    "/dream/dropped": "dream $1 was dropped: $2",
    "/dream/ladder": "dreams: $2 ($3)",
    "/dream/model/ready": "model $1 is loaded",
    "/dream/bank/ready": "$2 loops",
    "/dream/sample_rate": "the sound device runs at $1 Hz",
    "/dream/pong": "the daemon answers",
    "/dream/live/phase": "live dream: $1",
    "/dream/error": "refused $1 : $2",
}

# Titles of the pages of the address help, in order; each row of the table names its page.
PAGES: tuple[str, ...] = ("dreams", "models and banks", "how it dreams", "live dream", "loops", "follower")
