"""How to install a missing package into this very environment."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path


def how_to_install(*packages: str) -> str:
    """Return the command that installs packages into this environment, whether a clone's, pipx's or uv's.

    It names the packages rather than an extra, because an installed live-daemon has no clone to take extras from.
    """
    names = " ".join(packages)
    if (Path(sys.prefix) / "pipx_metadata.json").is_file():
        return f"pipx inject live-daemon {names}"
    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    if importlib.util.find_spec("pip") is None:  # uv's own environments have none
        return f"uv pip install --python {python} {names}"
    return f"{python} -m pip install {names}"
