"""Kill a render again and again, finish it, and compare the bank with that of an unbroken one.

What follows ``--`` is given to `live-daemon render`: RECORDING --model NAME --count 32.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np

from live_daemon.demo.etude import ETUDE_FILE
from support.render_runs import contents, finish, finished, kill_after, stamps
from trials.figures import made

USUAL = [str(ETUDE_FILE), "--workers", "2", "--seconds", "2", "--count", "20"]


def main() -> int:
    """Return 0 if the banks are the same."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--out", type=Path, default=Path("trials-out"))
    parser.add_argument("--rng-seed", type=int, default=0)
    options, arguments = parser.parse_known_args()
    arguments = [one for one in arguments if one != "--"] or USUAL
    folder = Path(tempfile.mkdtemp(prefix="render_kills-", dir=made(options.out)))
    whole, broken = folder / "whole", folder / "broken"
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
