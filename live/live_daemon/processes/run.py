"""``live-daemon run``: the daemon, until Ctrl-C or SIGTERM."""

from __future__ import annotations

import signal
import threading
from pathlib import Path

from live_daemon.audio.record import RecordError
from live_daemon.log import say
from live_daemon.processes.supervisor import Supervisor
from live_daemon.settings import Settings, SettingsError


def run(settings: Settings, settings_source: Path | None = None) -> int:
    """Run the daemon until it is asked to stop; return the exit status.

    ``settings_source``: the user's file that they come from, into which the studio may write changes.

    Raises:
        SettingsError: it cannot run at all with these settings; one line.
    """
    stop = threading.Event()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # Windows has no SIGHUP
        number = getattr(signal, name, None)
        # Whoever started us may have it ignored: `nohup` outlives its terminal, a shell's `&` is deaf to Ctrl-C.
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, lambda *_: stop.set())
    try:
        with Supervisor(settings, settings_source=settings_source) as supervisor:
            supervisor.run(stop)
            say("live-daemon ends")
    except RecordError as error:
        raise SettingsError(str(error)) from error
    return 0
