"""``live-daemon midi list|learn``."""

from __future__ import annotations

import argparse

from live_daemon.midi.command import learn, list_inputs
from live_daemon.settings import Settings


def command(options: argparse.Namespace, settings: Settings) -> int:
    """List the MIDI inputs, or learn a mapping."""
    if options.action == "list":
        return list_inputs(settings, as_json=options.json)
    return learn(settings, options.settings, options.words)
