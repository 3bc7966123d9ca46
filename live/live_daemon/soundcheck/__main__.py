"""``python -m live_daemon.soundcheck``: the check of a daemon that runs, for its page, as JSON lines.

``{"progress": text}``, ``{"line": ...}`` as in the certificate, at the end ``{"certificate": file}`` or
``{"error": text}``. It ends when standard input closes: it never outlives the console, and so never opens the sound
device of a daemon that is starting again.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from live_daemon.settings import Settings, SettingsError, settings_from_file
from live_daemon.soundcheck.check import Soundcheck, certificate, write_certificate
from live_daemon.soundcheck.lines import Line
from live_daemon.soundcheck.network import daemon_runs
from live_inference.worker.process import end_with_parent


def _out(**what: Any) -> None:
    print(json.dumps(what), flush=True)


class ToldCheck(Soundcheck):
    """A sound check whose progress and lines are JSON on standard output."""

    def __init__(self, settings: Settings, seconds: float):
        super().__init__(settings, seconds, quiet=True)

    def tell(self, text: str) -> None:
        """Tell progress."""
        _out(progress=text)

    def add(self, *lines: Line) -> None:
        """Keep lines and tell them, each as it comes."""
        for line in lines:
            self.lines.append(line)
            _out(line=line.as_dict())


def main() -> int:
    """Check beside the daemon; return the exit status: 0 checked, 1 not."""
    parser = argparse.ArgumentParser(prog="live_daemon.soundcheck", description=__doc__)
    parser.add_argument("--settings", type=Path, required=True, help="resolved settings, JSON")
    parser.add_argument("--seconds", type=float, required=True)
    options = parser.parse_args()
    end_with_parent(lambda: os._exit(1))  # the check beside a daemon has neither children nor files of its own
    try:
        settings = settings_from_file(options.settings)
        if not daemon_runs(settings):
            _out(error="the daemon has ended: run `live-daemon soundcheck` in a terminal for the whole check")
            return 1
        check = ToldCheck(settings, options.seconds)
        check.run()
        _out(certificate=str(write_certificate(certificate(check, settings), settings)))
    except SettingsError as error:
        _out(error=str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
