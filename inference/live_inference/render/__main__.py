"""``python -m live_inference.render``: what `live-daemon render` runs, in a process of its own."""

import sys

from live_inference.render.command import main

if __name__ == "__main__":
    sys.exit(main())
