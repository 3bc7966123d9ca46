"""`python -m live_daemon.audio`: the audio process."""

from live_daemon.audio.process import main
from live_inference.command_line.terminal import leave

# Not sys.exit: PortAudio's own exit handler hangs or aborts when the audio server has died.
leave(main())
