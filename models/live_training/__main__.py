"""`python -m live_training` is `live-daemon train`."""

import sys

from live_training.cli import main

sys.exit(main())
