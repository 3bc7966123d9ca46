"""``live-daemon run``."""

from __future__ import annotations

import argparse

from live_daemon.processes.run import run
from live_daemon.settings import Settings


def command(options: argparse.Namespace, settings: Settings) -> int:
    """Run the daemon until it is asked to stop."""
    return run(settings, options.settings)
