"""``python -m live_inference.export``: what `live-daemon export` runs, in the process that loads torch."""

import sys

from live_inference.command_line.entry import run_module

if __name__ == "__main__":
    sys.exit(run_module("live-daemon export", "live_inference.export.cli"))
