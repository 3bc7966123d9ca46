"""Kill a render again and again, finish it, and compare the bank with that of an unbroken one.

``python -m tests.support.render_kills --kills 10 --out DIR -- RECORDING --model NAME --count 32 ...``
"""

from __future__ import annotations

import argparse
import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np


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
    """Kill a render after a while, or as soon as so many dreams are finished; False if it was done before."""
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


def main() -> int:
    """Run the show; 0 if the banks are the same."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rng-seed", type=int, default=0)
    options, arguments = parser.parse_known_args()
    arguments = [one for one in arguments if one != "--"]
    whole, broken = options.out / "whole", options.out / "broken"
    took_s = finish(whole, arguments)
    print(f"unbroken: {took_s:.1f} s, {finished(whole)} dreams", flush=True)
    rng = np.random.default_rng(options.rng_seed)
    seen: dict[str, int] = {}
    twice = 0
    for number in range(options.kills):
        after_s = float(rng.uniform(0.1, took_s))
        killed = kill_after(broken, arguments, after_s)
        now = stamps(broken) if broken.is_dir() else {}
        twice += sum(now.get(name) != when for name, when in seen.items())
        seen = now
        print(f"{number + 1:2d}: {'killed' if killed else 'done'} after {after_s:.1f} s, {len(now)} dreams", flush=True)
    rest_s = finish(broken, arguments)
    now = stamps(broken)
    twice += sum(now.get(name) != when for name, when in seen.items())
    same = contents(whole) == contents(broken)
    print(f"finished in {rest_s:.1f} s; made twice or lost: {twice}; banks {'identical' if same else 'DIFFER'}")
    return 0 if same and not twice else 1


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    sys.exit(main())
