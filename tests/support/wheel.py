"""Builds the wheel as a release would, and installs it in an environment of its own, away from the clone.

What live-daemon depends on is lent by the environment that runs the tests, so that nothing is downloaded.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PACKAGES = {
    "live_daemon": "live/live_daemon",
    "live_service": "live/service",
    "live_inference": "inference/live_inference",
    "live_models": "models/live_models",
    "live_training": "models/live_training",
    "live_checkpoints": "models/checkpoints",
    "live_max_package": "max_patches",
    "live_docs": "docs",
    "live_plugins": "plugins",
}


def source_files() -> Iterator[tuple[str, Path]]:
    """Every file that belongs into the wheel, by its name there."""
    for package, folder in PACKAGES.items():
        for file in sorted((ROOT / folder).rglob("*")):
            parts = file.relative_to(ROOT / folder).parts
            if file.is_file() and "__pycache__" not in parts and not any(part.startswith(".") for part in parts):
                yield f"{package}/{'/'.join(parts)}", file


def is_for_us_alone(source: Path) -> bool:
    """Whether this file writes the patches: that is done in a clone only."""
    return source.suffix == ".py" and source.is_relative_to(ROOT / "max_patches")


def build(folder: Path) -> Path:
    """Build the wheel from a copy: a clone's own `build` folder keeps files that are long gone."""
    clone = folder / "clone"
    nothing_built = shutil.ignore_patterns("__pycache__", "build", "*.egg-info", "*.nbi", "*.nbc")
    for name in ("live", "inference", "models", "max_patches", "docs", "plugins"):
        shutil.copytree(ROOT / name, clone / name, ignore=nothing_built)
    for name in ("pyproject.toml", "setup.cfg", "README.md", "LICENSE"):
        shutil.copy2(ROOT / name, clone)
    _pip("wheel", "--no-build-isolation", "--no-deps", "--no-index", "--wheel-dir", str(folder), str(clone))
    (wheel,) = folder.glob("*.whl")
    return wheel


def names_in(wheel: Path) -> set[str]:
    """The files of a wheel."""
    return set(zipfile.ZipFile(wheel).namelist())


class Installed:
    """The wheel in a fresh environment, and a musician's empty home folder."""

    def __init__(self, folder: Path, wheel: Path):
        self.home = folder / "home"
        self.home.mkdir()
        self.environment = folder / "environment"
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(self.environment)], check=True, timeout=240)
        self._bin = self.environment / ("Scripts" if sys.platform == "win32" else "bin")
        found = subprocess.run(
            [str(self._bin / "python"), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
            capture_output=True,
            text=True,
            check=True,
            timeout=240,
        )
        self.packages = Path(found.stdout.strip())
        lent = [path for path in sys.path if Path(path).name in ("site-packages", "dist-packages")]
        (self.packages / "zz_lent.pth").write_text("\n".join(lent) + "\n", encoding="utf-8")
        _pip("--python", str(self._bin / "python"), "install", "--no-deps", "--no-index", str(wheel))
        self._take_compiled_kernels()

    def run(self, *arguments: object, timeout: float = 220) -> subprocess.CompletedProcess[str]:
        """Run ``live-daemon`` as its new user does."""
        kept = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TEMP", "TMP")
        environment = {name: os.environ[name] for name in kept if name in os.environ}
        environment |= {"HOME": str(self.home), "USERPROFILE": str(self.home)}
        command = [str(self._bin / "live-daemon"), *map(str, arguments)]
        return subprocess.run(
            command, capture_output=True, text=True, timeout=timeout, check=False, cwd=self.home, env=environment
        )

    def _take_compiled_kernels(self) -> None:
        """Spare this copy the minute of compiling: its sources are the clone's, and so are its kernels.

        numba knows a source by its time and size.
        """
        for name, source in source_files():
            if source.suffix == ".py" and (self.packages / name).is_file():
                stat = source.stat()
                os.utime(self.packages / name, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        for package, folder in PACKAGES.items():
            for file in (ROOT / folder).rglob("__pycache__/*.nb?"):
                place = self.packages / package / file.relative_to(ROOT / folder)
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(file, place)


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
