"""Compiles small plugins written in C."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path


@cache
def compiler() -> list[str]:
    """Return the command of a C compiler; empty: there is none."""
    for name in ("cc", "gcc", "clang"):
        if shutil.which(name):
            return [name]
    return [sys.executable, "-m", "ziglang", "cc"] if importlib.util.find_spec("ziglang") else []


def compile_plugin(source: Path, library: Path, *options: str) -> None:
    """Make a library of one file."""
    command = [*compiler(), "-O1", "-shared", "-fPIC", *options, "-o", str(library), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
