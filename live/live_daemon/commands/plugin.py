"""``live-daemon plugin``: the bridge where audio hosts find it."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from live_daemon.commands.user_error import UserError
from live_daemon.install.copies import InstallError
from live_daemon.install.plugin import FORMATS
from live_daemon.install.plugin_places import act, places_here
from live_daemon.settings import Settings


def command(options: argparse.Namespace, settings: Settings) -> int:
    """Install or uninstall the bridge, or show its status.

    Raises:
        UserError: it cannot be done, or not everywhere; one line.
    """
    formats = (options.format,) if options.format else FORMATS
    folder = Path(os.path.expanduser(options.dir)) if options.dir else None  # noqa: PTH111 (Path's raises: no such user)
    try:
        act(options.action, places_here(formats, folder), as_json=options.json)
    except InstallError as error:
        raise UserError(str(error)) from error
    if options.action == "install" and not options.json:
        start = "`live-daemon run`" + ("" if settings.audio.device == "bridge" else " with `--set audio.device=bridge`")
        print(f"next: let your host scan its plugins, put `live-daemon bridge` on a track, start {start}")
    return 0
