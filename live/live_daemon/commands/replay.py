"""``live-daemon replay``."""

from __future__ import annotations

import argparse

from live_daemon.audio.record import RecordError
from live_daemon.black_box.replay import ReplayError, replay
from live_daemon.commands.user_error import UserError
from live_daemon.settings import Settings, black_box_folder
from live_inference.command_line.compiling import on_stderr, told_compiling


def command(options: argparse.Namespace, settings: Settings) -> int:
    """Render a concert again from its black box.

    Raises:
        UserError: the log cannot be read or replayed.
    """
    try:
        with told_compiling("the audio engine", on_stderr):
            return replay(options.log, options.out, black_box_folder(settings), as_json=options.json)
    except (ReplayError, RecordError) as error:
        raise UserError(str(error)) from error
