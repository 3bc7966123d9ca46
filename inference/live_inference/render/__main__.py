"""``python -m live_inference.render``: the process behind `live-daemon render`."""

import sys

from live_inference.command_line.entry import run_module

if __name__ == "__main__":
    sys.exit(run_module("live-daemon render", "live_inference.render.command"))
