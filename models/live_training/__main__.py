"""`python -m live_training` is `live-daemon train`."""

import sys

from live_inference.command_line.entry import run_module

if __name__ == "__main__":
    sys.exit(run_module("live-daemon train", "live_training.cli"))
