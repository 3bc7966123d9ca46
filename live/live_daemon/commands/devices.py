"""``live-daemon devices``."""

from __future__ import annotations

import argparse
import json

from live_daemon.audio.devices import DeviceError, list_devices
from live_daemon.commands.user_error import UserError
from live_daemon.settings import Settings
from live_inference.command_line.printable import printable


def command(options: argparse.Namespace, _settings: Settings) -> int:
    """List the sound devices.

    Raises:
        UserError: the audio library cannot list them.
    """
    try:
        rows = list_devices()
    except DeviceError as error:
        raise UserError(str(error)) from error
    if options.json:
        print(json.dumps(rows, indent=1))
        return 0
    if not rows:
        print("no sound device found; `--set audio.device=none` runs without one")
    for row in rows:
        print(printable("  ".join(f"{key}={value}" for key, value in row.items())))
    return 0
