"""JACK's dummy server for tests: started under a name of its own, its xruns counted, ended by pid."""

import collections
import os
import re
import shutil
import subprocess
import time
import uuid
from collections.abc import Mapping
from pathlib import Path

import pytest

needs_jack = pytest.mark.skipif(
    shutil.which("jackd") is None or shutil.which("jack_lsp") is None,
    reason="jackd is not installed (apt-get install jackd2 libportaudio2)",
)


class JackServer:
    """`with JackServer(tmp_path) as jack:` peers run with `env=jack.environment`.

    Synchronous is sample-exact but slower: for correctness; asynchronous for load. Where a client is half a second
    late, a synchronous server goes on without it, the client's block is lost, and `blocks_lost` counts it.
    """

    def __init__(self, folder: Path, period: int = 64, sample_rate: int = 48000, *, synchronous: bool = True) -> None:
        self.name = f"live-test-{uuid.uuid4().hex[:8]}"
        self.log = folder / f"{self.name}.log"
        self.environment: Mapping[str, str] = {
            **os.environ,
            "JACK_DEFAULT_SERVER": self.name,
            "JACK_NO_START_SERVER": "1",
            "JACK_NO_AUDIO_RESERVATION": "1",
        }
        self._command = ["jackd", "-n", self.name, "-R", *(["-S"] if synchronous else []), "-d", "dummy"]
        self._command += ["-r", str(sample_rate), "-p", str(period), "-C", "2", "-P", "2"]

    def __enter__(self) -> "JackServer":
        with self.log.open("w") as log:
            self.process = subprocess.Popen(self._command, stdout=log, stderr=subprocess.STDOUT, env=self.environment)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(f"jackd ended at once: {self.log.read_text()}")
            if subprocess.run(["jack_lsp"], env=self.environment, capture_output=True, check=False).returncode == 0:
                return self
            time.sleep(0.05)
        self.__exit__()
        raise RuntimeError(f"jackd did not come up: {self.log.read_text()}")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(5)

    def connect(self, source: str, sink: str) -> None:
        subprocess.run(["jack_connect", source, sink], env=self.environment, check=True, capture_output=True)

    def disconnect(self, source: str, sink: str) -> None:
        subprocess.run(["jack_disconnect", source, sink], env=self.environment, check=True, capture_output=True)

    def ports(self) -> list[str]:
        return subprocess.run(
            ["jack_lsp"], env=self.environment, check=True, capture_output=True, text=True
        ).stdout.split()

    def blocks_lost(self) -> int:
        """How often a synchronous server has gone on without one of its clients."""
        return self.xruns().get("client_late", 0)

    def xruns(self) -> dict[str, int]:
        """Count the server's own complaints: its timer was late (the floor), or a client was."""
        counts: collections.Counter[str] = collections.Counter()
        for line in self.log.read_text().splitlines():
            if re.search(r"Process XRun = \d+ usec", line):
                counts["driver_late"] += 1
            elif "was not finished" in line or "XRun: client" in line:
                counts["client_late"] += 1
        return dict(counts)
