"""``live-daemon warm-up``."""

from __future__ import annotations

import argparse

from live_daemon.commands.user_error import UserError
from live_daemon.processes.warm_up import WarmUpError, warm_up
from live_daemon.settings import Settings
from live_inference.command_line.printable import printable


def command(_options: argparse.Namespace, settings: Settings) -> int:
    """Compile everything once.

    Raises:
        UserError: something cannot be compiled or loaded.
    """
    try:
        warm_up(lambda text: print(printable(text), flush=True), settings)
    except WarmUpError as error:
        raise UserError(str(error)) from error
    print("everything is compiled")
    return 0
