"""Programs in C that are compiled together with the bridge's sources."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from live_daemon.install.plugin import plugins_folder
from support.bridge import FOLDER_VARIABLE

HERE = Path(__file__).resolve().parent


def compiler() -> list[str] | None:
    """A C compiler of this machine, as the beginning of a command."""
    for name in ("gcc", "clang"):
        if shutil.which(name):
            return [name]
    return [sys.executable, "-m", "ziglang", "cc"] if importlib.util.find_spec("ziglang") else None


def build(program: str, out: Path, *flags: str) -> subprocess.CompletedProcess[str]:
    """Compile tests/support/``program``.c with the bridge into ``out``; the caller looks at the result."""
    source = plugins_folder() / "source"
    found = compiler()
    assert found is not None, "no C compiler: install gcc or clang, or pip install ziglang"
    sources = [str(HERE / f"{program}.c"), *(str(file) for file in sorted(source.glob("*.c")))]
    command = [*found, "-std=c11", "-Wall", "-Wextra", f"-I{source}", "-o", str(out), *flags, *sources]
    return subprocess.run([*command, "-lpthread", "-lm"], capture_output=True, text=True, check=False)


def bell(program: Path, folder: Path, blocks: int, frames: int, rounds: int) -> dict[str, Any]:
    """Let a built bridge_bell.c run with its ring in ``folder``: ``blocks`` in time, then ``rounds`` out of it."""
    command = [str(program), str(blocks), str(frames), str(rounds)]
    environment = {**os.environ, FOLDER_VARIABLE: str(folder)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, f"{done.returncode}: {done.stderr}"
    return dict(json.loads(done.stdout))
