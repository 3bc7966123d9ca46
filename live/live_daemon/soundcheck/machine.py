"""Folders, disk, memory, processor and power of this machine; a line is skipped where the system gives no figure."""

from __future__ import annotations

import contextlib
import importlib.metadata
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import live_daemon
from live_daemon.processes.state_folder import make_state_folder
from live_daemon.settings import Settings
from live_daemon.soundcheck.lines import Line, judged, skipped

LEAST_FREE_GB = 1.0
LEAST_HOURS = 2.0
LEAST_SPARE_GB = 1.0
MOST_BUSY = 0.5
BYTES_PER_SAMPLE = 4  # dreams are written as float32 at the device's rate, mono
_PACKAGES = ("numpy", "numba", "torch", "soundfile", "sounddevice", "python-osc")


def facts() -> dict[str, Any]:
    """Return machine and versions for the certificate."""
    versions = {}
    for name in _PACKAGES:
        try:
            versions[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            versions[name] = "missing"
    return {
        "live_daemon": live_daemon.__version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "processor": _processor_name(),
        "cores": os.cpu_count(),
        "packages": versions,
    }


def folder_lines(settings: Settings) -> list[Line]:
    """Make the folders as `run` does, write into each, and measure the space for dreams."""
    faults = []
    remark = ""
    for name in ("recordings", "dreams", "bank", "state"):
        folder = Path(getattr(settings.paths, name))
        try:
            if name == "state":
                remark = make_state_folder(settings.paths)
            else:
                folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder) as file:
                file.write(bytes(4096))
        except OSError as error:
            faults.append(f"paths.{name}: {folder} cannot be written ({error.strerror or error})")
    found = judged(
        "folders",
        not faults,
        "; ".join(faults) or remark or "recordings, dreams, bank and state can be written",
        "all can be written",
        "change the permissions of the folder, or set another one in [paths]",
    )
    return [found, _disk_line(settings)]


def _disk_line(settings: Settings) -> Line:
    try:
        free = shutil.disk_usage(settings.paths.dreams).free
    except OSError:
        return skipped("disk", f"{settings.paths.dreams} is not there")
    hours = free / (BYTES_PER_SAMPLE * settings.audio.sample_rate) / 3600
    return judged(
        "disk",
        free >= LEAST_FREE_GB * 1e9 and hours >= LEAST_HOURS,
        f"{free / 1e9:.1f} GB free: {hours:.0f} hours of dreams",
        f"{LEAST_FREE_GB:g} GB and {LEAST_HOURS:g} hours",
        f"free space on the disk of {settings.paths.dreams}, or set [paths] dreams to another disk",
        free_gb=round(free / 1e9, 2),
        dream_hours=round(hours, 1),
    )


def memory_line(settings: Settings) -> Line:
    """Return whether the arena fits into memory beside everything else."""
    available = available_memory()
    if available is None:
        return skipped("memory", "this system does not report it")
    arena = 4 * settings.audio.arena_s * settings.audio.sample_rate
    spare = (available - arena) / 1e9
    return judged(
        "memory",
        spare >= LEAST_SPARE_GB,
        f"{available / 1e9:.1f} GB free, {arena / 1e9:.2f} GB of it for loops and voices",
        f"{LEAST_SPARE_GB:g} GB left for the model",
        "close other programs, or set [audio] arena_s lower",
        available_gb=round(available / 1e9, 2),
        arena_gb=round(arena / 1e9, 2),
    )


def available_memory() -> int | None:
    """Return the bytes available without swapping, or None where the system does not report them."""
    try:
        if sys.platform == "linux":
            return parse_meminfo(Path("/proc/meminfo").read_text(encoding="ascii"))
        if sys.platform == "darwin":
            return parse_vm_stat(_output("vm_stat"))
    except (OSError, ValueError, subprocess.SubprocessError):
        pass
    return None


def parse_meminfo(text: str) -> int:
    """Return MemAvailable of Linux's /proc/meminfo in bytes.

    >>> parse_meminfo("MemTotal: 8000 kB\\nMemAvailable:    4000 kB\\n")
    4096000
    """
    found = re.search(r"^MemAvailable:\s+(\d+) kB", text, re.MULTILINE)
    if found is None:
        raise ValueError("no MemAvailable")
    return 1024 * int(found[1])


def parse_vm_stat(text: str) -> int:
    """Return free, inactive and speculative memory in bytes, from the output of macOS's vm_stat."""
    page = re.search(r"page size of (\d+) bytes", text)
    counts = re.findall(r"^Pages (?:free|inactive|speculative):\s+(\d+)\.", text, re.MULTILINE)
    if page is None or not counts:
        raise ValueError("no page counts")
    return int(page[1]) * sum(map(int, counts))


def processor_lines(root: Path = Path("/sys")) -> list[Line]:
    """Return advice about clock governor and battery: either can slow a fast machine in the middle of a piece."""
    return [*_governor_line(root), *_battery_line(root)]


def other_programs_line() -> Line:
    """Return how busy the processor is before we add load."""
    load = _load_average()
    if load is None:
        return skipped("other programs", "this system does not report how busy it is")
    busy, cores = load, os.cpu_count() or 1
    much = busy > MOST_BUSY * cores
    return Line(
        "other programs",
        "advice" if much else "pass",
        f"{busy:.1f} of {cores} cores busy in the last minute",
        f"{MOST_BUSY * cores:g}" if much else "",
        "close other programs: the rest is measured beside them",
        {"load_average": round(busy, 2), "cores": cores},
    )


def _load_average() -> float | None:
    """Return the load average of the last minute, or None where there is none (Windows)."""
    if hasattr(os, "getloadavg"):
        with contextlib.suppress(OSError):
            return float(os.getloadavg()[0])
    return None


def _governor_line(root: Path) -> Iterator[Line]:
    files = sorted(root.glob("devices/system/cpu/cpu[0-9]*/cpufreq/scaling_governor"))
    governors = sorted({text for file in files if (text := _text_of(file))})
    if not governors:
        return
    slow = "powersave" in governors
    yield Line(
        "processor",
        "advice" if slow else "pass",
        f"clock governor: {', '.join(governors)}",
        "" if not slow else "performance",
        "sudo cpupower frequency-set -g performance (or choose the performance mode of your desktop)",
        {"governors": governors},
    )


def _battery_line(root: Path) -> Iterator[Line]:
    on_battery = None
    mains = [_text_of(f.parent / "online") for f in root.glob("class/power_supply/*/type") if _text_of(f) == "Mains"]
    if mains:
        on_battery = "1" not in mains
    elif sys.platform == "darwin" and root == Path("/sys"):
        try:
            on_battery = "Battery Power" in _output("pmset", "-g", "batt")
        except (OSError, subprocess.SubprocessError):
            return
    if on_battery is None:
        return
    yield Line(
        "power",
        "advice" if on_battery else "pass",
        "on battery" if on_battery else "plugged in",
        "plugged in" if on_battery else "",
        "plug the power supply in: on battery the processor may be slowed down",
        {"on_battery": on_battery},
    )


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""


def _processor_name() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, timeout=5, check=True).stdout
