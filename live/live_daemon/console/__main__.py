"""``python -m live_daemon.console``: the console process. It steps back before it loads anything."""

from __future__ import annotations

import os

if hasattr(os, "nice"):
    os.nice(19)

if __name__ == "__main__":
    from live_daemon.console.process import main

    main()
