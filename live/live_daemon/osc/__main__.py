"""``python -m live_daemon.osc``: the OSC process, started by the supervisor."""

import sys

from live_daemon.osc.process import main

if __name__ == "__main__":
    sys.exit(main())
