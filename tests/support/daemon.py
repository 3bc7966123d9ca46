"""Starts the real `live-daemon run` in folders of its own and talks to it as a host does: OSC and files only."""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from queue import Empty
from types import TracebackType
from typing import Any

from pythonosc.udp_client import SimpleUDPClient

from live_daemon.audio.record import AudioRecord, RecordError
from live_daemon.demo.host import OscHost
from live_daemon.osc.addresses import FREQUENT
from live_daemon.processes.shared_folder import sweep
from live_inference.worker.address import ADDRESS_FILE

from .ports import free_port

Message = tuple[str, tuple[Any, ...]]

PATIENCE_S = 60.0
"""Waited for what must come: a machine that is busy takes its time."""


class Daemon:
    """`live-daemon run` under test. Use as a context manager.

    ``heard`` holds every message in order, but what comes many times a second; of that ``frequent`` holds the last.
    """

    def __init__(
        self,
        folder: Path,
        *overrides: str,
        duration_s: float = 2.0,
        receivers: Sequence[int] = (),
        environment: Mapping[str, str] | None = None,
    ):
        self.folder = folder
        self.host = OscHost()
        self.port = free_port()
        self.heard: list[Message] = []
        self.frequent: dict[str, tuple[Any, ...]] = {}
        self._waiting: list[Message] = []
        settings = [
            "audio.device=none",
            "audio.arena_s=120",
            "console.enabled=false",
            f"osc.listen_port={self.port}",
            "osc.send=" + json.dumps([f"127.0.0.1:{port}" for port in (self.host.port, *receivers)]),
            f"engine.duration_s={duration_s}",
            *(f"paths.{name}={folder / name}" for name in ("recordings", "dreams", "bank", "state", "checkpoints")),
            *overrides,
        ]
        self._command = [sys.executable, "-m", "live_daemon.cli", "run"]
        for setting in settings:
            self._command += ["--set", setting]
        self._client = SimpleUDPClient("127.0.0.1", self.port)
        self.process: subprocess.Popen[str] | None = None
        self._log = folder / "stderr.txt"
        self._environment = environment

    @property
    def recordings(self) -> Path:
        return self.folder / "recordings"

    @property
    def log(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")

    def start(self) -> Daemon:
        self.process = subprocess.Popen(self._command, stderr=self._log.open("w"), text=True, env=self._environment)
        return self

    def __enter__(self) -> Daemon:
        self.start()
        try:
            self.wait_for("/dream/initialized", timeout=200)  # a first start compiles the engine and the kernels
            return self
        except BaseException:
            self.stop()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        if error is not None:
            sys.stderr.write(self.log)

    def stop(self) -> int:
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(PATIENCE_S)
        self._drain(0.3)
        self.host.close()
        sweep()  # what a supervisor that was killed could not give back
        return status

    @property
    def gains(self) -> tuple[float, ...]:
        """The last gains."""
        return self.frequent.get("/dream/gains", ())

    def send(self, address: str, *values: Any) -> None:
        self._client.send_message(address, list(values))

    def wait_for(self, address: str, timeout: float = PATIENCE_S, **where: Any) -> tuple[Any, ...]:
        """Return the arguments of the next message of this address; ``first=3`` demands its first argument.

        ``heard`` then ends with it: what comes behind it is taken in later.
        """
        deadline = time.monotonic() + timeout
        while True:
            for index, (path, values) in enumerate(self._waiting):
                if path == address and ("first" not in where or values[0] == where["first"]):
                    del self._waiting[: index + 1]
                    return values
            if not self._take(deadline - time.monotonic()):
                raise AssertionError(f"no {address} within {timeout} s; heard {self.heard[-12:]}\n{self.log}")

    def wait_until(self, condition: Any, timeout: float = PATIENCE_S) -> None:
        deadline = time.monotonic() + timeout
        while not condition():
            if time.monotonic() > deadline:
                raise AssertionError(f"not within {timeout} s; heard {self.heard[-12:]}\n{self.log}")
            self._drain(0.05)

    def forget(self) -> None:
        """Forget what was heard so far and not waited for."""
        self._drain(0.05)
        self._waiting.clear()

    def _drain(self, seconds: float) -> None:
        """Take in what comes in this many seconds, and all that has come by then."""
        deadline = time.monotonic() + seconds
        while self._take(deadline - time.monotonic()):
            continue

    def _take(self, timeout: float) -> bool:
        """Take in the next message; return whether there was one in time."""
        try:
            message = self.host.messages.get(timeout=timeout) if timeout > 0 else self.host.messages.get_nowait()
        except Empty:
            return False
        if message[0] in FREQUENT:
            self.frequent[message[0]] = message[1]
        else:
            self.heard.append(message)
            self._waiting.append(message)
            if len(self._waiting) > 500:
                del self._waiting[:250]
        return True

    def children(self) -> dict[str, int]:
        """Process ids of the daemon's processes by name (Linux). A spare one that waits is none of them."""
        assert self.process is not None
        found: dict[str, int] = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                parent = int((folder / "stat").read_text(errors="replace").rpartition(")")[2].split()[1])
                command = (folder / "cmdline").read_text(errors="replace")  # others' programs, too
            except OSError:
                continue
            if parent == self.process.pid:
                for name, module in (
                    ("audio", "live_daemon.audio"),
                    ("controller", "live_daemon.control"),
                    ("inference", "live_inference.worker"),
                ):
                    if module in command.split("\0") and not _waits(name, command, int(folder.name)):
                        found[name] = int(folder.name)
        return found


def _waits(name: str, command: str, pid: int) -> bool:
    """Whether this process is a spare one that waits to be needed."""
    words = command.split("\0")
    if "--spare" not in words:
        return False
    with contextlib.suppress(RecordError, OSError):
        if name == "audio":
            return bool(AudioRecord.open(Path(words[words.index("--record") + 1])).get("pid") != pid)
        return bool(json.loads((Path(words[words.index("--folder") + 1]) / ADDRESS_FILE).read_text())["pid"] != pid)
    return True
