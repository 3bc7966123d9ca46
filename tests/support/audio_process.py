"""The audio process as a child of the test, on a record in a temporary folder."""

import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from live_daemon.audio.layout import ProcessState
from live_daemon.audio.record import AudioRecord

START_TIMEOUT_S = 90.0  # the first start of a fresh checkout compiles


class AudioProcess:
    def __init__(self, record: AudioRecord, *options: str, environment: Mapping[str, str] | None = None) -> None:
        self.record = record
        command = [sys.executable, "-m", "live_daemon.audio", "--record", str(record.folder), *options]
        record.put("process_state", ProcessState.STOPPED)
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
        )

    def __enter__(self) -> "AudioProcess":
        self.wait_for(lambda: self.record.get("process_state") == ProcessState.RUNNING, START_TIMEOUT_S)
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def wait_for(self, reached: "object", timeout_s: float = 60.0) -> None:
        deadline = time.monotonic() + timeout_s
        while not reached():  # type: ignore[operator]
            if self.process.poll() is not None:
                raise RuntimeError(f"audio process ended: {self.process.stderr.read()}")  # type: ignore[union-attr]
            if time.monotonic() > deadline:
                raise TimeoutError(f"not reached in {timeout_s:g} s at frame {self.record.get('frame')}")
            time.sleep(0.005)

    def step_to(self, frame: int) -> None:
        self.record.put("clock_limit_frames", frame)
        self.wait_for(lambda: self.record.get("frame") >= frame)

    def end(self) -> int:
        """Close its stdin, as the death of its parent would, and return its exit status."""
        if self.process.stdin is not None and not self.process.stdin.closed:
            self.process.stdin.close()
        try:
            return self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise


def run_to_end(record_folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "live_daemon.audio", "--record", str(record_folder), *options]
    return subprocess.run(command, stdin=subprocess.PIPE, capture_output=True, text=True, timeout=120, check=False)
