"""Render on a Dask cluster of this machine: one worker, two, and one of two killed in mid-job; all banks are the same.

What follows ``--`` is given to `live-daemon render`: RECORDING --model NAME --count 64.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from live_daemon.demo.etude import ETUDE_FILE
from support.render_cluster import cluster, render_with_a_kill
from support.render_runs import contents, finish
from trials.figures import made

USUAL = [str(ETUDE_FILE), "--seconds", "2", "--count", "64"]


def main() -> int:
    """Return 0 if all banks are the same."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("trials-out"))
    options, arguments = parser.parse_known_args()
    arguments = [one for one in arguments if one != "--"] or USUAL
    folder = Path(tempfile.mkdtemp(prefix="render_cluster-", dir=made(options.out)))
    banks = [folder / name for name in ("one", "two", "killed")]
    for bank, workers in zip(banks[:2], (1, 2), strict=True):
        with cluster(folder / f"cluster-{workers}", workers) as found:
            took_s = finish(bank, [*arguments, "--scheduler", found.address])
        print(f"{workers} worker{'s' if workers > 1 else ''}: {took_s:.1f} s", flush=True)
    with cluster(folder / "cluster-killed", 2) as found:
        began = time.monotonic()
        name = render_with_a_kill(found, banks[2], arguments, 2.0)
        print(f"2 workers, {name} killed in mid-job: {time.monotonic() - began:.1f} s", flush=True)
    same = contents(banks[0]) == contents(banks[1]) == contents(banks[2])
    print(f"banks {'identical' if same else 'DIFFER'}")
    return 0 if same else 1
