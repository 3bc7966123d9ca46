"""Builds the small CLAP plugins of clap_plugins.c, and says why that cannot be done here."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from support.c_plugins import compile_plugin, compiler

SOURCE = Path(__file__).with_name("clap_plugins.c")
ID = "test."
LATENCY, ECHO_FRAMES, FAR_FRAMES = 1000, 30_000, 150_000


@cache
def missing() -> str:
    """Return what is missing here for tests with CLAP plugins; empty: nothing."""
    if sys.platform != "linux":
        return "CLAP plugins are tested on Linux"
    return "" if compiler() else "needs a C compiler (cc, or pip install ziglang)"


def build(folder: Path) -> Path:
    """Build the plugins as one library; return the folder for ``CLAP_PATH``."""
    inside = folder / "clap" / "of the tests"  # hosts look into folders of folders
    inside.mkdir(parents=True)
    compile_plugin(SOURCE, inside / "tests.clap")
    return folder / "clap"


def build_one(file: Path, kind: str) -> None:
    """Build a library that holds one of them."""
    file.parent.mkdir(parents=True, exist_ok=True)
    compile_plugin(SOURCE, file, f"-DONLY={kind.upper()}")
