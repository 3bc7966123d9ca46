"""Programs in C that are compiled together with the bridge's sources."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

from live_daemon.install.plugin import plugins_folder

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
