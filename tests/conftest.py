"""What every test runs under; which tests are `whole`; kernels are compiled before the first of those."""

from __future__ import annotations

import hashlib
import multiprocessing.process
import os
import random
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, settings

from support.ports import lock

# The networks of the tests are small: PyTorch's and BLAS's threads only wait for each other, for minutes on a busy
# machine. To be said before either library is loaded, also for the processes that tests start.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# The same examples every time, however long one takes: neither chance nor a busy machine decides.
slow = [HealthCheck.too_slow]
settings.register_profile("certain", derandomize=True, deadline=None, database=None, suppress_health_check=slow)
settings.load_profile("certain")

ROOT = Path(__file__).parents[1]
COMPILED = ("models/live_models", "inference/live_inference", "live/live_daemon/audio")
"""Where numba compiles functions."""
PROCESSES = ("subprocess.Popen", "os.fork", "os.posix_spawn", "os.system")
LONGEST_FIRST = (
    *("test_studio_evening.py", "test_studio_trainings.py", "test_other_systems.py", "test_first_start.py"),
    *("test_bench_generators.py", "test_wheel.py", "test_training_mistakes.py", "test_demo.py", "test_faults.py"),
    *("test_live_dreaming.py", "test_training_command.py", "test_conformance.py"),
    *("test_render_cluster.py", "test_render_command.py", "test_score.py"),
)
"""Files that take half a minute to six minutes: begun last, they would keep one core waiting for the other. Not all
that compile the same kernels: side by side each would compile them."""
LIBRARY_SEARCH = ("ldconfig", "gcc", "cc", "ld", "objdump", "lscpu", "uname")
"""Started by Python's own libraries when something is loaded for the first time."""
seen: list[str] = []
"""What the running test did that only a `whole` one may do."""


@pytest.fixture(autouse=True)
def same_draws() -> None:
    """No test hangs on what the ones before it have drawn; torch only where it is loaded already."""
    random.seed(0)
    np.random.seed(0)
    if "torch" in sys.modules:
        sys.modules["torch"].manual_seed(0)


# -- whole tests ---------------------------------------------------------------------------------------------------


def pytest_configure(config: pytest.Config) -> None:
    # Nobody's own settings file decides how a test ends (`live_daemon.settings.default_settings_file`).
    own = tempfile.TemporaryDirectory(prefix="live-daemon-test-config-")
    config.add_cleanup(own.cleanup)
    os.environ["XDG_CONFIG_HOME"] = os.environ["WIN_PD_OVERRIDE_LOCAL_APPDATA"] = own.name
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # behind a shell's `&`; so would be who we start
        signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.addaudithook(_audit)
    start = multiprocessing.process.BaseProcess.start

    def seen_start(process: multiprocessing.process.BaseProcess) -> None:
        _saw("multiprocessing")
        start(process)

    multiprocessing.process.BaseProcess.start = seen_start  # type: ignore[method-assign]


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if event in PROCESSES and not (event == "subprocess.Popen" and Path(str(arguments[0])).name in LIBRARY_SEARCH):
        _saw(event)


def _saw(what: str) -> None:
    seen.append(f"starts a process ({what})")


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("jack") or item.get_closest_marker("pd"):
            item.add_marker("whole")
    order = {name: place for place, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: order.get(item.path.name, len(order)))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup() -> Iterator[None]:
    seen.clear()
    if "torch" in sys.modules:
        _watch_training()
    yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    yield
    if seen and item.config.option.markexpr == "not whole":
        pytest.fail(f"this test {seen[0]}: mark it `@pytest.mark.whole`, which `make test-fast` leaves out")


_watched: list[object] = []


def _watch_training() -> None:
    if not _watched:
        from torch.optim.optimizer import register_optimizer_step_pre_hook

        _watched.append(register_optimizer_step_pre_hook(lambda *_: seen.append("trains a network")))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Compile once, before any test's time limit runs: from nothing it takes minutes, more on a busy machine."""
    if session.config.option.collectonly or not any(item.get_closest_marker("whole") for item in session.items):
        return
    with lock("warm-up"):
        done = Path(tempfile.gettempdir()) / "live-daemon-test-ports" / f"compiled-{_sources()}"
        if not done.exists():
            sys.stderr.write("\ncompiling the audio engine and the dreaming kernels, where that was not done yet\n")
            command = [sys.executable, "-m", "live_daemon.cli", "warm-up", "--set", f"paths.state={done}-state"]
            if subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False).returncode == 0:
                done.touch()  # a kernel that cannot be compiled is for the tests to tell


def _sources() -> str:
    """What the compiled code depends on: sources that use numba, the interpreter, the cache's place."""
    found = hashlib.sha256(f"{sys.executable} {os.environ.get('NUMBA_CACHE_DIR')}".encode())
    for folder in COMPILED:
        for file in sorted((ROOT / folder).rglob("*.py")):
            if b"numba" in file.read_bytes():
                found.update(f"{file} {file.stat().st_mtime_ns}".encode())
    return found.hexdigest()[:16]
