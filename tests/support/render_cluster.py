"""A Dask cluster on this machine: scheduler and workers as processes of their own, each of which can be killed."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from .render_runs import start

START_S = 60.0


@dataclass
class Cluster:
    """`workers` by their name in the cluster."""

    address: str
    workers: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def busy(self) -> str:
        """The name of a worker that is making something now; empty if none is."""
        import distributed

        with distributed.Client(self.address, set_as_default=False) as client:
            names = {one: row["name"] for one, row in client.scheduler_info(n_workers=-1)["workers"].items()}
            at_work = [names[one] for one, tasks in client.processing().items() if tasks and one in names]
        return str(at_work[0]) if at_work else ""


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    """Start a scheduler and workers, end them after use."""
    folder.mkdir(parents=True, exist_ok=True)
    told = folder / "scheduler.json"
    told.unlink(missing_ok=True)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    common = ["--scheduler-file", str(told), "--no-dashboard"]
    here = ["--host", "127.0.0.1"]
    begun = [
        subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_scheduler", "--port", "0", *here, *common], **quiet
        )
    ]
    try:
        address = _address(told)
        found = Cluster(address)
        for number in range(workers):
            name = f"worker-{number}"
            more = ["--nthreads", "1", "--no-nanny", "--name", name, "--local-directory", str(folder)]
            command = [sys.executable, "-m", "distributed.cli.dask_worker", address, *here, *more, "--no-dashboard"]
            found.workers[name] = subprocess.Popen(command, **quiet)
            begun.append(found.workers[name])
        _wait_for_workers(found, workers)
        yield found
    finally:
        for process in reversed(begun):
            process.kill()
            process.wait()


def _address(told: Path) -> str:
    for _ in range(round(START_S / 0.05)):
        try:
            return str(json.loads(told.read_text(encoding="utf-8"))["address"])
        except (OSError, ValueError):
            time.sleep(0.05)
    raise RuntimeError("the scheduler did not start")


def _wait_for_workers(one: Cluster, workers: int) -> None:
    import distributed

    with distributed.Client(one.address, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=START_S)


def render_with_a_kill(one: Cluster, bank: Path, arguments: Sequence[str], after_s: float) -> str:
    """Render on the cluster, kill a worker that has been at work for a while; returns its name."""
    process = start(bank, [*arguments, "--scheduler", one.address])
    name = ""
    while process.poll() is None and not name:
        name = one.busy()
    time.sleep(after_s)
    if process.poll() is not None:
        raise RuntimeError(f"the render was over before a worker could be killed: {process.communicate()[1]!r}")
    one.workers[name].kill()
    _, error = process.communicate()
    if process.returncode != 0:
        raise RuntimeError(error.decode())
    return name
