"""Renders as processes of their own: started, killed, finished; what is in their banks."""

from __future__ import annotations

import hashlib
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path


def start(bank: Path, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start a render in a process of its own."""
    command = [sys.executable, "-m", "live_inference.render", "--bank", str(bank), *arguments]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def finish(bank: Path, arguments: Sequence[str]) -> float:
    """Render to the end; returns how long it took, in seconds."""
    began = time.monotonic()
    process = start(bank, arguments)
    _, error = process.communicate()
    if process.returncode != 0:
        raise RuntimeError(error.decode())
    return time.monotonic() - began


def kill_after(bank: Path, arguments: Sequence[str], seconds: float, dreams: int | None = None) -> bool:
    """Kill a render after a while, or as soon as this many dreams are finished; False if it was done before."""
    process = start(bank, arguments)
    began = time.monotonic()
    while time.monotonic() - began < seconds and process.poll() is None:
        if dreams is not None and finished(bank) >= dreams:
            break
        time.sleep(0.005)
    killed = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return killed


def finished(bank: Path) -> int:
    """How many dreams are finished."""
    return len(list((bank / ".render").glob("????????????????*.json")))


def contents(bank: Path) -> dict[str, str]:
    """Hash of every file of a bank, the hidden folder left out."""
    files = [path for path in sorted(bank.rglob("*")) if path.is_file() and ".render" not in path.parts]
    return {path.relative_to(bank).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def stamps(bank: Path) -> dict[str, int]:
    """When each finished dream was written: one that is made twice has another stamp."""
    return {path.name: path.stat().st_mtime_ns for path in (bank / ".render").glob("????????????????*.json")}
