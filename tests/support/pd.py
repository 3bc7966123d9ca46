"""Pure Data for tests: started headless on a JACK server with one of our patches, driven over its remote control."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from .ports import free_port, the_patches_port

PATCHES = Path(__file__).resolve().parents[2] / "max_patches" / "pd"

needs_pd = pytest.mark.skipif(shutil.which("pd") is None, reason="pd is not installed (apt-get install puredata-core)")


class PureData:
    """`with PureData(jack.environment, tmp_path) as pd:` then `pd.send("ld-record", "start", path)`.

    A message is a receive's name and its words; what the patch reports comes back line by line.
    """

    def __init__(
        self,
        environment: Mapping[str, str],
        folder: Path,
        patch: Path = PATCHES / "live_daemon.pd",
        inputs: int = 4,
        outputs: int = 4,
        audio: bool = True,
        before: Sequence[Path] = (),
    ) -> None:
        """Without ``audio`` Pd needs no JACK: messages flow. Patches ``before`` are opened first."""
        self.name = f"pd-{uuid.uuid4().hex[:6]}"
        self.log = folder / f"{self.name}.log"
        self._environment = environment
        self._remote_port = free_port()
        self._command = ["pd", "-nogui", "-stderr", "-noprefs", "-nomidi"]
        if audio:
            self._command += [
                "-jack",
                "-jackname",
                self.name,
                "-nojackconnect",
                "-audiobuf",
                "20",
                "-blocksize",
                "64",
                "-callback",
            ]
            self._command += ["-r", "48000", "-inchannels", str(inputs), "-outchannels", str(outputs)]
        else:
            self._command += ["-noaudio"]
        self._command += ["-path", str(PATCHES)]
        for file in (*before, patch):
            self._command += ["-open", str(file)]
        self._command += ["-send", f"ld-config remote {self._remote_port}"]
        self._heard = b""

    def __enter__(self) -> PureData:
        self._port = the_patches_port()
        self._port.__enter__()
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                self._command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self._environment
            )
        deadline = time.monotonic() + 60
        while True:
            try:
                self._socket = socket.create_connection(("127.0.0.1", self._remote_port), timeout=1)
                return self
            except ConnectionRefusedError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    self._end()
                    raise RuntimeError(f"Pd did not come up: {self.log.read_text()}") from None
                time.sleep(0.05)

    def __exit__(self, *_: object) -> None:
        self._socket.close()
        self._end()

    def _end(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(5)
        self._port.__exit__(None, None, None)

    def send(self, receive: str, *words: object) -> None:
        text = " ".join(_escaped(word) for word in (receive, *words))
        self._socket.sendall(f"{text};\n".encode())

    def wait_for(self, *words: str, timeout_s: float = 60) -> list[str]:
        """Read reports until one begins with these words; return its words."""
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline:
            for report in self._reports():
                if report[: len(words)] == list(words):
                    return report
        raise TimeoutError(f"Pd did not report {' '.join(words)} in {timeout_s} s; its log: {self.log.read_text()}")

    def _reports(self) -> Sequence[list[str]]:
        line, found, rest = self._heard.partition(b";\n")
        if not found:
            self._socket.settimeout(0.1)
            try:
                self._heard += self._socket.recv(65536)
            except TimeoutError:
                return ()
            return ()
        self._heard = rest
        return [line.decode().split()]


def _escaped(word: object) -> str:
    text = f"{word:g}" if isinstance(word, float) else str(word)
    for special in ("\\", " ", ",", ";", "$"):
        text = text.replace(special, f"\\{special}")
    return text
