"""``live-daemon osc``."""

from __future__ import annotations

import argparse
import json

from live_daemon.osc.reference import as_text, describe
from live_daemon.osc.send import send
from live_daemon.settings import Settings


def command(options: argparse.Namespace, settings: Settings) -> int:
    """Print the table of addresses, or send one message."""
    if options.words:
        return send(settings, options.words, as_json=options.json)
    print(json.dumps(describe(), indent=1) if options.json else as_text())
    return 0
