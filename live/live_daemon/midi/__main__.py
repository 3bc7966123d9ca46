"""``python -m live_daemon.midi``: the MIDI process."""

from __future__ import annotations

import sys

from live_daemon.midi.process import main

if __name__ == "__main__":
    sys.exit(main())
