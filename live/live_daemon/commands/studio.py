"""``live-daemon studio``, also ``live-daemon console``."""

from __future__ import annotations

import argparse
import threading
import webbrowser

from live_daemon.console.command import TIMEOUT_S, NobodyThereError, open_page, open_when_there
from live_daemon.log import say
from live_daemon.processes.run import run
from live_daemon.settings import Settings, SettingsError


def command(options: argparse.Namespace, settings: Settings) -> int:
    """Open the page of the daemon that runs; where none does, be that daemon, until Ctrl-C."""
    try:
        return open_page(settings, webbrowser.open)
    except NobodyThereError:
        if not settings.console.enabled:
            raise SettingsError(
                "console.enabled is false: there is no page (set [console] enabled = true, or start `live-daemon run`)"
            ) from None
    say("no live-daemon runs yet: it starts here; Ctrl-C ends it")
    ended = threading.Event()
    opening = threading.Thread(target=open_when_there, args=(settings, webbrowser.open, ended), daemon=True)
    opening.start()
    try:
        return run(settings, options.settings)
    finally:
        ended.set()
        opening.join(TIMEOUT_S)  # a browser in the terminal may hold it
