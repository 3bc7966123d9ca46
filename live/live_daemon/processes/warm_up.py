"""``live-daemon warm-up``: compile everything once, so that no start and no dream waits for a compiler."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence

from live_daemon.settings import Settings
from live_inference.command_line.printable import printable


class WarmUpError(RuntimeError):
    """Something cannot be compiled or loaded; one line."""


def warm_up(tell: Callable[[str], None], settings: Settings, *, only_tonight: bool = False) -> None:
    """Compile the audio engine and the dreaming kernels, in processes of their own (the daemon never loads torch).

    ``tell`` gets a line for every step. ``only_tonight``: only for the model and backend of the settings. Takes seconds
    if everything is compiled already, up to minutes if nothing is.

    Raises:
        WarmUpError: one of them failed.
    """
    tell("audio engine")
    _run([sys.executable, "-m", "live_daemon.audio.warm_up"], tell)
    command = [sys.executable, "-m", "live_inference.worker.warm_up", "--checkpoints", settings.paths.checkpoints]
    command += ["--backend", settings.engine.backend, "--model", settings.engine.model]
    _run([*command, "--only"] if only_tonight else command, tell)


def _run(command: Sequence[str], tell: Callable[[str], None]) -> None:
    """Run a process and pass its lines on; if it fails, its last line is the reason."""
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace"
    )
    last = ""
    with process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip():
                last = printable(line)
                tell(last)
    if process.returncode:
        raise WarmUpError(last or f"{command[2]} ended with status {process.returncode}")
