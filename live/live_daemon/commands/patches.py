"""``live-daemon max`` and ``live-daemon pd``."""

from __future__ import annotations

import argparse

from live_daemon.commands.user_error import UserError
from live_daemon.install.copies import InstallError, act
from live_daemon.install.patches import how_to_open, max_places, patches_folder, pd_places
from live_daemon.settings import Settings


def command(options: argparse.Namespace, _settings: Settings) -> int:
    """Install or uninstall the patches, or show their status.

    Raises:
        UserError: it cannot be done, or not everywhere; one line.
    """
    try:
        places = (max_places if options.verb == "max" else pd_places)(patches_folder())
        act(options.action, places, as_json=options.json)
    except InstallError as error:
        raise UserError(str(error)) from error
    if (options.verb, options.action, options.json) == ("pd", "install", False):
        print(how_to_open(places[0]))
    return 0
