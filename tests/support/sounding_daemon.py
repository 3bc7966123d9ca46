"""The real daemon with a bank that sounds, under JACK's dummy server, and a recorder that listens."""

from __future__ import annotations

import json
import os
import resource
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import soundfile

from live_daemon.audio.layout import SlotPhase
from live_daemon.audio.record import AudioRecord
from live_inference.bank.manifest import BankLoop, write_bank

from .daemon import Daemon
from .jack import JackServer
from .jack_watch import JackWatch
from .plucks import plucked

RATE = 48_000
PERIOD = 256
"""Longer than on a stage: what is asked is who comes back, not how short a block a busy machine can do."""
LOOPS_HZ = (110.0, 146.8, 196.0, 246.9)
LAYERS = ("swell", "tremolo", "ring", "swell")
DREAM_S = 0.5
SHARED_FIELDS = ("num_bands", "sections", "q", "attack_ms", "release_ms", "sensitivity_db", "range", "follower_enabled")


class SoundingDaemon:
    """`with SoundingDaemon(folder) as stage:` four loops sound, one is muted, the follower has settings of its own."""

    def __init__(self, folder: Path, data: Path | None = None, *overrides: str) -> None:
        """``data``: where dreams and state go when not into ``folder`` (a small disk)."""
        self.folder = folder
        self.jack = JackServer(folder, PERIOD, RATE, synchronous=False)
        moved = [] if data is None else [f"paths.{name}={data / name}" for name in ("dreams", "state")]
        self.daemon = Daemon(
            folder,
            "audio.device=JACK:system",
            *moved,
            *overrides,
            duration_s=DREAM_S,
            environment=self.jack.environment,
        )
        self.watch = JackWatch(self.jack.environment)
        self.rests_until_s: dict[str, float] = {}

    def __enter__(self) -> SoundingDaemon:
        for name in ("recordings", "bank"):
            (self.folder / name).mkdir(exist_ok=True)
        make_bank(self.folder / "bank" / "evening")
        self.jack.__enter__()
        try:
            self.watch.__enter__()
            self.daemon.__enter__()
            self.record = AudioRecord.open(shared_folder_of(self.daemon))
            self._set_up()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.daemon.stop()
        finally:
            self.watch.__exit__()
            self.jack.__exit__()

    def _set_up(self) -> None:
        daemon = self.daemon
        self.take = daemon.recordings / "take.wav"
        soundfile.write(self.take, plucked([110.0, 165.0, 220.0]), RATE)
        daemon.wait_for("/dream/ready", timeout=60)
        daemon.send("/dream/bank/load", "evening")
        daemon.wait_for("/dream/bank/ready")
        for loop, layer in enumerate(LAYERS):
            daemon.send("/dream/loop/gain", loop, 0.2 + 0.1 * loop)
            daemon.send("/dream/loop/layer", loop, layer)
        daemon.send("/dream/loop/mute", 3, 1)
        daemon.send("/dream/follower/attack_ms", 7.0)
        daemon.send("/dream/follower/release_ms", 333.0)
        daemon.send("/dream/follower/sensitivity_db", 11.0)
        daemon.send("/dream/follower/q", 17.0)
        daemon.wait_until(lambda: self.watch.sounds() and abs(daemon.gains[0] - 0.2) < 1e-3)
        time.sleep(0.5)  # the state is written
        daemon.forget()

    # -- what a fault must not change ------------------------------------------------------------------------------

    def state(self) -> dict[str, Any]:
        """Return what the performer set, as the engine and the state file have it now."""
        fields = self.record.fields[0]
        state_file = Path(self._settings()["paths"]["state"]) / "state.json"
        kept = json.loads(state_file.read_text())
        loops = []
        for loop in kept["mixer"]["loops"]:
            slot = loop["slot"]  # of its own: a loop that stands in for a dream is read by another slot, too
            plays = slot >= 0 and fields["slot_phase"][slot] != SlotPhase.FREE
            plays = plays and int(fields["slot_offset"][slot]) == loop["place"]["offset"]
            sounds = {
                "own_gain": round(float(fields["slot_own_wanted"][slot]), 6),
                "muted": int(fields["slot_muted"][slot]),
                "layer": int(fields["slot_layer"][slot]),
            }
            loops.append(
                {
                    "name": loop["name"],
                    "gain": loop["gain"],
                    "muted": loop["muted"],
                    "layer": loop["layer"],
                    "engine": sounds if plays else None,
                }
            )
        return {
            "bank": kept["bank"],
            "model": kept["model"],
            "loops": loops,
            "follower": kept["mixer"]["follower"],
            "engine": {name: float(fields[name]) for name in SHARED_FIELDS},
            "bands_hz": [float(hz) for hz in fields["band_hz"][: int(fields["num_bands"])]],
        }

    def _settings(self) -> dict[str, Any]:
        return dict(json.loads((self._state_folder() / "settings.json").read_text()))

    def _state_folder(self) -> Path:
        command = self.daemon._command
        given = [part.split("=", 1)[1] for part in command if part.startswith("paths.state=")]
        return Path(given[-1])

    # -- signs of life ---------------------------------------------------------------------------------------------

    def first_pong_s(self, timeout_s: float = 30.0) -> float:
        """Ping until the controller answers; return when it did."""
        deadline = time.monotonic() + timeout_s
        token = time.monotonic_ns() % 2**30
        while time.monotonic() < deadline:
            token += 1
            self.daemon.send("/dream/ping", token)
            try:
                self.daemon.wait_for("/dream/pong", timeout=0.05, first=token)
            except AssertionError:
                continue
            return time.monotonic()
        raise AssertionError(f"no /dream/pong in {timeout_s:g} s\n{self.daemon.log}")

    def first_dream_s(self, timeout_s: float = 45.0) -> float:
        """Ask for a dream, again when it fails, until one is ready; return when it was."""
        deadline = time.monotonic() + timeout_s
        self.daemon.forget()
        self._ask()
        asked = time.monotonic()
        while time.monotonic() < deadline:
            self.daemon._drain(0.02)
            for address, _ in self.daemon._waiting:
                if address == "/dream/ready":
                    return time.monotonic()
            refused = any(address in ("/dream/failed", "/dream/dropped") for address, _ in self.daemon._waiting)
            if refused or time.monotonic() - asked > 8.0:
                self.daemon._waiting.clear()
                self._ask()
                asked = time.monotonic()
        raise AssertionError(f"no dream in {timeout_s:g} s\n{self.daemon.log}")

    def _ask(self) -> None:
        self.daemon.send("/dream/seed", str(self.take), "", DREAM_S, 1)

    def wait_for_sound(self, timeout_s: float = 30.0) -> None:
        """Wait until the recorder hears the loops, without a pause for a moment."""
        since = time.monotonic()
        deadline = since + timeout_s
        while time.monotonic() < deadline:
            if not self.watch.sounds():
                since = time.monotonic()
            if time.monotonic() - since > 0.3:
                return
            self.daemon._drain(0.02)
        raise AssertionError(f"no sound in {timeout_s:g} s\n{self.daemon.log}")

    def wait_for_state(self, wanted: dict[str, Any], timeout_s: float = 5.0) -> str:
        """Return what differs after at most so long; empty when the state is as it was."""
        deadline = time.monotonic() + timeout_s
        while (differs := difference(wanted, self.state())) and time.monotonic() < deadline:
            self.daemon._drain(0.05)
        return differs


def difference(before: dict[str, Any], after: dict[str, Any]) -> str:
    """Name what differs between two states.

    >>> difference({"a": 1, "b": 2}, {"a": 1, "b": 3})
    'b: 2 -> 3'
    """
    return "; ".join(f"{key}: {before[key]} -> {after.get(key)}" for key in before if before[key] != after.get(key))


def make_bank(folder: Path) -> None:
    """Write loops that are never silent: a tone and its second partial, whole periods."""
    folder.mkdir(parents=True, exist_ok=True)
    loops = []
    for number, hz in enumerate(LOOPS_HZ):
        seconds = round(2.0 * hz) / hz
        time_s = np.arange(round(seconds * RATE)) / RATE
        samples = 0.2 * np.sin(2 * np.pi * hz * time_s) + 0.1 * np.cos(4 * np.pi * hz * time_s)
        soundfile.write(folder / f"{number}.wav", samples.astype(np.float32), RATE, subtype="FLOAT")
        loops.append(BankLoop(f"{number}.wav", [hz], seconds, -18.0))
    write_bank(folder, loops)


def shared_folder_of(daemon: Daemon) -> Path:
    """Return the folder of the record that a running daemon's engine maps (Linux)."""
    command = Path(f"/proc/{daemon.children()['audio']}/cmdline").read_text(encoding="utf-8").split("\0")
    return Path(command[command.index("--record") + 1])


def limit_memory(pid: int, spare_bytes: int = 0) -> None:
    """Let a running process map no more memory than it has now (Linux): what it asks for on top is refused."""
    size = int(Path(f"/proc/{pid}/statm").read_text(encoding="utf-8").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    resource.prlimit(pid, resource.RLIMIT_AS, (size + spare_bytes, resource.RLIM_INFINITY))


def wait_until(condition: Callable[[], bool], timeout_s: float) -> bool:
    """Return whether the condition came true in time."""
    deadline = time.monotonic() + timeout_s
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True
