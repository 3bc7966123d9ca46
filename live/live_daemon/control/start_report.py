"""The start: what the daemon still waits for, and the announcement that it is ready."""

from __future__ import annotations

from pathlib import Path

import live_daemon
from live_daemon.control.osc_ports import OscPorts
from live_daemon.control.sound_watch import SoundWatch
from live_daemon.dreams.worker_session import WorkerSession
from live_daemon.log import say
from live_daemon.osc.reporter import Reporter
from live_daemon.settings import PathSettings

WAIT_FOR_PARTS_S = 15.0
"""A start that takes longer says again and again what it waits for."""


class StartReport:
    """Announces once that the engine runs and a model is warm, or that none can be. *Controller's main thread only.*"""

    def __init__(
        self, paths: PathSettings, sound: SoundWatch, worker: WorkerSession, ports: OscPorts | None, reporter: Reporter
    ):
        """``ports``: None if OSC is not heard."""
        self._recordings, self._dreams = Path(paths.recordings).resolve(), Path(paths.dreams)
        self._sound = sound
        self._worker = worker
        self._ports = ports
        self._reporter = reporter
        self._say_s: float | None = None

    def is_ready(self, now: float) -> bool:
        """Return whether everything is there, and announce it if so. ``now``: the controller's clock, in seconds."""
        if lacks := self._lacks():
            self._say_what_lacks(lacks, now)
            return False
        but = f" ({', '.join(without)})" if (without := self._without()) else ""
        say(f"ready{but}: drop recordings into {self._recordings}, dreams appear in {self._dreams}")
        self._reporter.send("/dream/initialized", live_daemon.__version__)
        return True

    def _lacks(self) -> list[str]:
        lacks = [] if self._sound.is_on else ["the sound"]
        lacks += [] if self._worker.has_model or self._worker.has_no_model else ["the model"]
        return lacks + ([] if self._ports is None or self._ports.are_known else ["the OSC process"])

    def _say_what_lacks(self, lacks: list[str], now: float) -> None:
        if self._say_s is None:
            self._say_s = now + WAIT_FOR_PARTS_S
        elif now > self._say_s:
            self._say_s = now + WAIT_FOR_PARTS_S
            say(f"starting: {' and '.join(lacks)} {'is' if len(lacks) == 1 else 'are'} not there yet")

    def _without(self) -> list[str]:
        without = ["without a model: nothing is dreamt"] if self._worker.has_no_model else []
        without += ["without sound"] if self._sound.is_degraded else []
        without += ["OSC is not heard"] if self._ports is not None and self._ports.is_taken else []
        folders = (self._recordings, self._dreams)
        return without + [f"{folder} is not there" for folder in folders if not folder.is_dir()]
