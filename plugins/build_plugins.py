"""Builds the bridge for every system from its sources, on any one machine: ``make plugins``.

The same sources and the same compiler (the PyPI package `ziglang`, see constraints.txt) give the same bytes, which lie
in `built/` and go into the wheel: nobody who uses them needs a compiler. ``--check`` builds and compares.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCE, BUILT = HERE / "source", HERE / "built"
NAME = "live-daemon-bridge"
FLAGS = ("-std=c11", "-O2", "-fPIC", "-shared", "-fvisibility=hidden", "-Wall", "-Wextra", "-Werror", "-s")


@dataclass(frozen=True)
class Target:
    """A system to build for: folder in `built/`, zig's name for it, ending of a library, options of the linker."""

    folder: str
    triple: str
    ending: str
    linked: tuple[str, ...] = ()

    @property
    def file(self) -> Path:
        """Return the library's path in `built/`."""
        return Path(self.folder) / f"{NAME}.{self.ending}"


# Without a name of its own a library for macOS keeps the path of the machine that built it.
_MACOS = (f"-Wl,-install_name,@rpath/{NAME}.dylib",)
TARGETS = (
    Target("x86_64-linux", "x86_64-linux-gnu.2.17", "so", ("-lpthread", "-lm")),
    Target("aarch64-linux", "aarch64-linux-gnu.2.17", "so", ("-lpthread", "-lm")),
    Target("x86_64-macos", "x86_64-macos.11.0", "dylib", _MACOS),
    Target("aarch64-macos", "aarch64-macos.11.0", "dylib", _MACOS),
    Target("x86_64-windows", "x86_64-windows-gnu", "dll", ("-lws2_32",)),
)


def build(target: Target, folder: Path) -> Path:
    """Build for a system into ``folder``; return the library's path.

    Raises:
        subprocess.CalledProcessError: the compiler says no; it has said why.
    """
    out = folder / target.file
    out.parent.mkdir(parents=True, exist_ok=True)
    sources = sorted(path.name for path in SOURCE.glob("*.c"))
    # The paths of this machine must not come into the library: compile where the sources are, to a name of its own.
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / out.name
        command = [sys.executable, "-m", "ziglang", "cc", "-target", target.triple, *FLAGS, "-o", str(made), *sources]
        subprocess.run([*command, *target.linked], cwd=SOURCE, check=True)
        # Not over the old one, which a daemon that runs or a host may have mapped: it would crash.
        coming = out.with_suffix(".new")
        shutil.copyfile(made, coming)
        coming.replace(out)
    return out


def main() -> int:
    """Return the exit status: 1 where what is built differs from `built/` with ``--check``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="build elsewhere, and compare with what is in `built/`")
    if not parser.parse_args().check:
        for target in TARGETS:
            out = build(target, BUILT)
            print(f"{out.relative_to(HERE)}: {out.stat().st_size} bytes")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        stale = []
        for target in TARGETS:
            there = BUILT / target.file
            if not there.is_file() or build(target, Path(folder)).read_bytes() != there.read_bytes():
                stale.append(str(target.file))
    if stale:
        print(f"built/ is not what the sources give: {', '.join(stale)} (make plugins)", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
