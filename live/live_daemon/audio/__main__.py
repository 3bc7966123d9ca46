"""`python -m live_daemon.audio`: the audio process."""

import os
import sys

from live_daemon.audio.process import main

status = main()
sys.stdout.flush()
sys.stderr.flush()
# Not sys.exit: PortAudio's own exit handler hangs or aborts when the audio server has died.
os._exit(status)
