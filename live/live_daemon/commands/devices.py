"""``live-daemon devices``."""

from __future__ import annotations

import argparse
import json

from live_daemon.audio.devices import DeviceError, list_devices
from live_daemon.commands.user_error import UserError
from live_daemon.settings import Settings
from live_inference.command_line.printable import printable

BRIDGE = {
    "index": None,
    "device": "bridge",
    "name": "the plugin live-daemon bridge in an audio host (live-daemon plugin install)",
    "host_api": None,
    "input_channels": 2,
    "output_channels": 2,
    "sample_rate": None,
}
"""A device that PortAudio does not know: the host's clock and sound card. It has no index; the rate is the host's."""


def command(options: argparse.Namespace, _settings: Settings) -> int:
    """List the sound devices, and the bridge.

    Raises:
        UserError: the audio library cannot list them.
    """
    try:
        rows = list_devices()
    except DeviceError as error:
        raise UserError(str(error)) from error
    if options.json:
        print(json.dumps([*rows, BRIDGE], indent=1))
        return 0
    if not rows:
        print("no sound device found; `--set audio.device=none` runs without one")
    for row in rows:
        print(printable("  ".join(f"{key}={value}" for key, value in row.items())))
    print("  ".join(f"{key}={value}" for key, value in BRIDGE.items() if value is not None))
    return 0
