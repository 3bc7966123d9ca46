"""`python -m live_training` is `live-daemon train`."""

import sys

from live_inference.command_line import asking  # noqa: F401  notes when this process began: torch takes seconds
from live_inference.command_line.entry import run_module

QUESTIONS = ("--list-presets", "--list-parameters", "--inspect")
"""Flags that ask something and train nothing: answered without torch and numba, at once."""

if __name__ == "__main__":
    asks = any(one in QUESTIONS for one in sys.argv[1:])
    sys.exit(run_module("live-daemon train", f"live_training.{'questions' if asks else 'cli'}", compiles=not asks))
