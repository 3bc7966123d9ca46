"""Ports that no other test of this machine gets: each process of a test run holds a range of its own by a lock.

The ranges lie below those from which the system hands out ports. `127.0.0.1:0`, closed and opened again, is somebody
else's port now and then: several processes test at once.
"""

from __future__ import annotations

import contextlib
import itertools
import socket
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from filelock import FileLock, Timeout

FIRST, RANGE, RANGES = 20_000, 200, 60
PATCHES_PORT = 9125


def lock(name: str) -> FileLock:
    """A lock among all tests of this machine; it ends with its process."""
    folder = Path(tempfile.gettempdir()) / "live-daemon-test-ports"
    folder.mkdir(mode=0o777, exist_ok=True)
    return FileLock(folder / f"{name}.lock", is_singleton=True)


@contextlib.contextmanager
def the_patches_port() -> Iterator[None]:
    """Hold the port at which every front begins, until it is told another: no test has it, nor another program."""
    with lock(str(PATCHES_PORT)).acquire(timeout=200):
        deadline = time.monotonic() + 30
        while not is_free(PATCHES_PORT):
            if time.monotonic() > deadline:
                pytest.skip(f"another program listens at port {PATCHES_PORT}, where the patches begin")
            time.sleep(0.1)
        yield


@cache
def _ports() -> tuple[FileLock, itertools.cycle[int]]:
    for number in range(RANGES):
        held = lock(str(number))
        with contextlib.suppress(Timeout, PermissionError):
            held.acquire(timeout=0)
            first = FIRST + number * RANGE
            return held, itertools.cycle(range(first, first + RANGE))
    raise RuntimeError(f"all {RANGES} ranges of ports are taken by other tests")


def free_port() -> int:
    """A port that is free for UDP and TCP, here and on all addresses, and that no other test is given."""
    _, ports = _ports()
    for port in itertools.islice(ports, RANGE):
        if is_free(port):
            return port
    raise RuntimeError("no port of this process's range is free")


def is_free(port: int) -> bool:
    """Whether nobody listens there, by UDP or TCP."""
    for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
        for host in ("127.0.0.1", ""):
            with socket.socket(socket.AF_INET, kind) as probe:
                try:
                    probe.bind((host, port))
                except OSError:
                    return False
    return True
