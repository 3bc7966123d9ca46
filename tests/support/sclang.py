"""SuperCollider's language for tests: sclang without windows, its server on JACK under a name of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
import uuid
from collections.abc import Mapping
from pathlib import Path

import pytest

from support.ports import free_port

FUNCTIONS = Path(__file__).resolve().parents[2] / "max_patches" / "supercollider"

needs_sclang = pytest.mark.skipif(
    shutil.which("sclang") is None or shutil.which("scsynth") is None,
    reason="sclang is not installed (apt-get install supercollider-language supercollider-server)",
)

_BEGIN = """
Server.default = s = Server(\\test, NetAddr("127.0.0.1", {port}));
s.options.device = "{name}";
s.options.numInputBusChannels = 2;
s.options.numOutputBusChannels = 2;
s.options.maxLogins = 1;
s.waitForBoot({{
{code}
}}, onFailure: {{ "test: no server".postln; 1.exit }});
"""


class SuperCollider:
    """`with SuperCollider(jack.environment, tmp_path, code) as sc:` runs code once its server is there.

    What the code posts with ``"test: ...".postln`` is waited for; ``port`` is where OSC from the daemon may come in.
    """

    def __init__(self, environment: Mapping[str, str], folder: Path, code: str) -> None:
        self.name = f"sc-{uuid.uuid4().hex[:6]}"
        self.port = free_port()
        self.log = folder / f"{self.name}.log"
        script = folder / f"{self.name}.scd"
        server_port = free_port()
        self._memory = Path("/dev/shm") / f"SuperColliderServer_{server_port}"
        words = {
            "port": server_port,
            "name": self.name,
            "code": code.replace("LISTEN", str(self.port)),
        }
        script.write_text(_BEGIN.format(**words))
        home = folder / "home"
        home.mkdir(exist_ok=True)
        self._command = ["sclang", "-D", str(script)]
        self._environment = {
            **environment,
            "QT_QPA_PLATFORM": "offscreen",
            "QTWEBENGINE_DISABLE_SANDBOX": "1",
            "SC_JACK_DEFAULT_INPUTS": "",
            "SC_JACK_DEFAULT_OUTPUTS": "",
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home),
            "XDG_DATA_HOME": str(home),
        }

    def __enter__(self) -> SuperCollider:
        self.process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=self.log.open("w"),
            stderr=subprocess.STDOUT,
            env=self._environment,
            start_new_session=True,
        )
        return self

    def __exit__(self, *_: object) -> None:
        # sclang ends its server with itself only when it is told to; the group holds both.
        for number in (15, 9):
            try:
                os.killpg(self.process.pid, number)
                self.process.wait(5)
            except ProcessLookupError:
                break
            except subprocess.TimeoutExpired:
                continue
        self._memory.unlink(missing_ok=True)  # a server that is ended by a signal leaves it behind

    def wait_for(self, text: str, timeout_s: float = 120) -> str:
        """Wait until a line that holds ``test: TEXT`` was posted; return it."""
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline:
            posted = self.log.read_text(errors="replace")
            for line in posted.splitlines():
                if f"test: {text}" in line:
                    return line
            if self.process.poll() is not None or "\nERROR: " in posted:
                break
            time.sleep(0.05)
        raise AssertionError(f"sclang did not post {text!r}: {self.log.read_text(errors='replace')[-3000:]}")
