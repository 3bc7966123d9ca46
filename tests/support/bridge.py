"""The bridge's two ends for tests: an audio process on the device `bridge`, the ring's file as raw bytes."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from live_daemon.audio.bridge import Bridge
from live_daemon.audio.control import EngineControl
from live_daemon.audio.record import AudioRecord
from live_daemon.install.plugin import built_library
from support.audio_process import START_TIMEOUT_S
from support.clap_host import ClapModule, ClapPlugin

RATE = 48_000
FOLDER_VARIABLE = "LIVE_DAEMON_BRIDGE"


class BridgeDaemon:
    """An audio process that a host's plugin drives, on a record in ``folder``; `control` is its controller's side.

    The bridge's folder is set in this process's environment: plugins that are loaded here find it.
    """

    def __init__(self, folder: Path, *options: str, osc_port: int = 0, library: Path | None = None) -> None:
        self.folder = folder
        self.ring_folder = folder / "bridge"
        self.be_found()
        (folder / "record").mkdir()
        self.record = AudioRecord.create(folder / "record", RATE, 10 * RATE)
        self.control = EngineControl(self.record)
        self._options = ("--device", "bridge", "--plugin", str(library or built_library()), *options)
        self._osc_port = osc_port
        self.process: subprocess.Popen[str] | None = None
        self._spare: subprocess.Popen[str] | None = None

    def be_found(self) -> None:
        """Let plugins in this process look here from now on."""
        os.environ[FOLDER_VARIABLE] = str(self.ring_folder)

    def prepare(self) -> None:
        """Have a process wait with everything loaded, as the supervisor has: the next `start` lets it begin."""
        self._spare = self._launch("--spare")

    def _launch(self, *more: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "live_daemon.audio", "--record", str(self.record.folder), *self._options]
        return subprocess.Popen(
            [*command, "--osc-port", str(self._osc_port), *more],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, FOLDER_VARIABLE: str(self.ring_folder)},
        )

    def start(self) -> BridgeDaemon:
        if self._spare is not None:
            self.process, self._spare = self._spare, None
            assert self.process.stdin is not None
            self.process.stdin.write("\n")
            self.process.stdin.flush()
        else:
            self.process = self._launch()
        self._opened = threading.Event()
        self._said: list[str] = []
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def _listen(self) -> None:
        said, opened, process = self._said, self._opened, self.process
        assert process is not None and process.stderr is not None
        for line in process.stderr:
            said.append(line)
            if "the bridge is open" in line:
                opened.set()

    def wait_open(self) -> BridgeDaemon:
        """Until a plugin can find it."""
        assert self.process is not None
        deadline = time.monotonic() + START_TIMEOUT_S
        while not self._opened.wait(0.02):
            assert self.process.poll() is None, "".join(self._said)
            assert time.monotonic() < deadline, "".join(self._said)
        return self

    def kill(self) -> None:
        """At once, as a crash."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def end(self) -> None:
        for one in (self.process, self._spare):
            if one is None or one.poll() is not None:
                continue
            assert one.stdin is not None
            one.stdin.close()
            try:
                one.wait(20)
            except subprocess.TimeoutExpired:
                one.kill()
                one.wait()

    def __enter__(self) -> BridgeDaemon:
        return self.start().wait_open()

    def __exit__(self, *_: object) -> None:
        self.end()

    def sound_loop(self, gain: float = 0.5, output: int = 0) -> None:
        """Let a loop of noise sound, from the engine's next block on."""
        rng = np.random.default_rng(5)
        self.record.arena[:20_011] = rng.uniform(-0.5, 0.5, 20_011)
        self.control.start_slot(0, 0, 20_011, gain=gain, fade_in_ms=1.0, output=output)

    def monitor(self) -> None:
        """Let the live input come back as it is."""
        self.control.set_monitor(1.0)


def wait_until(reached: Callable[[], bool], timeout_s: float = 20.0, what: str = "it") -> float:
    """Wait; return the seconds that it took."""
    began = time.monotonic()
    while not reached():
        assert time.monotonic() - began < timeout_s, f"{what} did not come in {timeout_s:g} s"
        time.sleep(0.002)
    return time.monotonic() - began


def joined(plugin: ClapPlugin) -> bool:
    return plugin.state_text == "joined"


def new_plugin(sample_rate: float = RATE, most_frames: int = 64, **values: float) -> ClapPlugin:
    """An active instance; `values` are turned before."""
    plugin = ClapModule(built_library()).make()
    plugin.set(**values)
    plugin.activate(sample_rate, most_frames)
    return plugin


def at_its_clock(
    plugin: ClapPlugin, sound: NDArray[np.float32], frames: int, sample_rate: float = RATE
) -> NDArray[np.float32]:
    """Play as a sound card would ask for it. Shapes: (2, n) → (2 + 8, n)."""
    made, due = [], time.monotonic()
    for begin in range(0, sound.shape[1], frames):
        due += frames / sample_rate
        time.sleep(max(0.0, due - time.monotonic()))
        made.append(plugin.process(sound[:, begin : begin + frames]))
    return np.concatenate(made, axis=1)


def noise(frames: int, level: float = 0.2, rng_seed: int = 1) -> NDArray[np.float32]:
    """Stereo noise. Shape (2, frames)."""
    return np.random.default_rng(rng_seed).uniform(-level, level, (2, frames)).astype(np.float32)


@contextmanager
def beating() -> Iterator[Bridge]:
    """A daemon's side that lives in this process, and plays nothing."""
    bridge, ended = Bridge(built_library(), 0), threading.Event()

    def beat() -> None:
        while not ended.is_set():
            bridge.host(0.0)
            time.sleep(0.005)

    thread = threading.Thread(target=beat)
    thread.start()
    try:
        yield bridge
    finally:
        ended.set()
        thread.join()
        bridge.close()


# -- the ring, as its file ----------------------------------------------------------------------------------------

RING_FRAMES = 65_536
HEADER = np.dtype(
    {
        "names": [
            *("magic", "version", "size", "osc_port", "engine_pid"),
            *("engine_beats", "engine_session", "engine_from", "engine_position", "engine_panics"),
            *("bank_turn", "bank", "engine_looks_us"),
            *("owner", "owner_beats", "session", "session_start", "session_rate", "session_frames"),
            *("host_position", "doorbell", "offline", "late_blocks", "panics"),
        ],
        "formats": [
            *("u8", "u4", "u4", "u4", "u4"),
            *("u8",) * 5,
            *("u4", "S256", "u8"),
            *("u8", "u8", "u8", "u8", "u4", "u4"),
            *("u8", "u4", "u4", "u8", "u8"),
        ],
        "offsets": [
            *(0, 8, 12, 16, 20),
            *(64, 72, 80, 88, 96),
            *(104, 108, 368),
            *(384, 392, 400, 408, 416, 420),
            *(448, 456, 460, 464, 472),
        ],
        "itemsize": 512,
    }
)
"""As `plugins/source/ring.h` has it; behind it lie the samples, float32, planar: 2 channels in, 10 out."""
RING_BYTES = HEADER.itemsize + 12 * RING_FRAMES * 4


class Ring:
    """The ring's file, mapped. `header[name]` is a live view; shape of output: (10, 65536)."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "ring"
        mapped = np.memmap(self.path, np.uint8, "r+", shape=(RING_BYTES,))
        self.bytes = mapped[: HEADER.itemsize]
        self.header = self.bytes.view(HEADER)
        samples = mapped[HEADER.itemsize :].view(np.float32).reshape(12, RING_FRAMES)
        self.output = samples[2:]

    def get(self, name: str) -> int:
        return int(self.header[name][0])

    @property
    def is_made(self) -> bool:
        """Whether the engine has answered everything that the host has played."""
        same = self.get("session") != 0 and self.get("engine_session") == self.get("session")
        return same and self.get("engine_position") == self.get("host_position")

    @property
    def is_joined(self) -> bool:
        """Whether the engine plays the host's session."""
        return self.get("session") != 0 and self.get("engine_session") == self.get("session")
