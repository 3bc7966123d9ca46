"""``live-daemon models``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from live_daemon.settings import Settings
from live_inference.command_line.printable import printable
from live_inference.worker.catalogue import list_models


def command(options: argparse.Namespace, settings: Settings) -> int:
    """List the checkpoints."""
    rows = list_models(Path(settings.paths.checkpoints))
    if options.json:
        print(json.dumps(rows, indent=1))
        return 0
    for row in rows:
        mark = "*" if row["default"] else " "
        hears = ", hears what is played" if row.get("condition") else ""
        about = row.get("fault") or f"{row['approach']}, {row.get('sample_rate')} Hz{hears}"
        print(printable(f"{mark} {row['name']:<24}{about}"))
    print(f"\n* is the default; your own checkpoints are in {printable(settings.paths.checkpoints)}")
    return 0
