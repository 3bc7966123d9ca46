"""``live-daemon score``."""

from __future__ import annotations

import argparse

from live_daemon.settings import Settings
from live_inference.scores.command import main as score


def command(options: argparse.Namespace, _settings: Settings) -> int:
    """Score dreams."""
    return score(options.rest)
