"""The program as it runs on a system that nobody here has: see `other_system/sitecustomize.py`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

MASK = Path(__file__).parent / "other_system"


def environment(system: str) -> dict[str, str]:
    """Return the environment in which every Python process lacks what `system` lacks ("windows" or "macos")."""
    path = os.pathsep.join(filter(None, [str(MASK), os.environ.get("PYTHONPATH", "")]))
    found = os.environ | {"LIVE_DAEMON_LIKE": system, "PYTHONPATH": path}
    if system == "windows":
        found |= {"PYTHONIOENCODING": "cp1252"}  # what a Windows console takes
    return found


def live_daemon(system: str, *arguments: object, timeout: float = 150) -> subprocess.CompletedProcess[str]:
    """Run a verb of the command line there."""
    command = [sys.executable, "-m", "live_daemon.cli", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, timeout=timeout, check=False, env=environment(system), encoding="cp1252"
    )


def python(system: str, code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run code there, as a module of the program."""
    as_ours = "import sys; __package__ = 'live_daemon'; exec(sys.argv.pop(1), globals())"
    command = [sys.executable, "-c", as_ours, code, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=environment(system))
