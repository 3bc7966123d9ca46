"""``python -m live_inference.export``: what `live-daemon export` runs, in the process that loads torch."""

import sys

from live_inference.export.cli import main

if __name__ == "__main__":
    sys.exit(main())
