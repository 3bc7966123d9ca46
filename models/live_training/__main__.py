"""`python -m live_training` is `live-daemon train`."""

import sys

from live_inference.command_line.entry import run_module
from live_training.questions import answer, asks

if __name__ == "__main__":
    sys.exit(answer() if asks(sys.argv[1:]) else run_module("live-daemon train", "live_training.cli"))
