"""``live-daemon console``."""

from __future__ import annotations

import argparse

from live_daemon.console.command import open_page
from live_daemon.settings import Settings


def command(_options: argparse.Namespace, settings: Settings) -> int:
    """Open the web page of the daemon that runs."""
    return open_page(settings)
