"""``live-daemon train``, ``render`` and ``export``: commands that load torch run in a process of their own."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence

from live_daemon.settings import Settings
from live_inference.command_line.entry import Terminated

_MODULES = {"train": "live_training", "render": "live_inference.render", "export": "live_inference.export"}


def command(options: argparse.Namespace, settings: Settings) -> int:
    """Run the module of a command with the arguments that it parses itself."""
    arguments = [f"--checkpoints={settings.paths.checkpoints}"]
    if options.verb == "render":
        arguments += [f"--usual-model={settings.engine.model}", f"--backend={settings.engine.backend}"]
    # The user's arguments come last and so win over the setting: `--checkpoints=DIR` as well as `--checkpoints DIR`.
    return run_module(_MODULES[options.verb], [*arguments, *options.rest])


def run_module(module: str, arguments: Sequence[str]) -> int:
    """Run a module in a process of its own and return its exit status."""
    with subprocess.Popen([sys.executable, "-m", module, *arguments]) as process:
        while True:
            try:
                return process.wait()
            except Terminated:
                process.terminate()  # SIGTERM came to this process alone
            except KeyboardInterrupt:
                continue  # the process received the same Ctrl-C: it saves its work, then ends
