"""The supervisor: starts the daemon's processes, and starts again the one that ended or hangs.

Holds no audio or musical state, so nothing is lost with it.
"""

from __future__ import annotations

import os
import platform
import secrets
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

import live_daemon
from live_daemon.audio.layout import ProcessState
from live_daemon.audio.record import AudioRecord
from live_daemon.audio.watchdog import BlockWatch
from live_daemon.black_box.files import session_folder
from live_daemon.black_box.recorder import BlackBox
from live_daemon.log import say
from live_daemon.midi.mapping import check_mappings
from live_daemon.processes.child import Child, Spare
from live_daemon.processes.command_lines import Session, check_bridge, processes
from live_daemon.processes.shared_folder import claim, lock_file, make_shared_folder, remove_shared_folder, sweep
from live_daemon.processes.state_folder import make_state_folder
from live_daemon.settings import Settings, SettingsError, black_box_folder, settings_to_file

POLL_S = 0.02
STUCK_S = 0.7
"""Longest gap between blocks: longer than a sound server needs to sort its clients again, short for a listener."""
FIRST_BLOCK_S = 5.0  # wireless headphones take their time
LONGEST_START_S = 120.0  # libraries that were never read before, on a slow disk
LONGEST_COMPILE_S = 900.0  # the first start on a machine compiles the engine: minutes on a small computer
LONGEST_STEADY_S = 10.0
"""A process that announces a longer silence is loading or compiling: its spare waits."""
STALL_S = 0.5
"""If the supervisor itself was not scheduled for this long, the machine stood still: no process is blamed."""
AFTER_STALL_S = 2.0
SPARE_AFTER_S = 2.0  # the first seconds belong to the start
CONSOLE_AFTER_S = 1.0


class Supervisor:
    """Keeps the processes of the daemon running. *Main thread of the supervisor process.*

    Use as a context manager: entering takes the state folder's lock, makes the record and starts the processes.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        settings_source: Path | None = None,
        stepped: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ):
        """``settings_source``: the user's file that the settings come from.

        ``stepped``: the engine's clock stands at frame 0 until the record's limit is moved, as the demo does.
        """
        self.settings = settings
        self._settings_source = settings_source
        self._stepped = stepped
        self._clock = clock
        self._state = Path(settings.paths.state)
        self._folder = self._state  # becomes the shared folder when the record is made
        self._lock: int | None = None
        self._session = secrets.token_hex(8)
        self._black_box: BlackBox | None = None
        self.record: AudioRecord | None = None
        self.children: list[Child] = []
        self._claim: int | None = None
        self._spares: dict[str, Spare] = {}
        self._checked_at = self._clock()
        self._judge_from = 0.0

    def __enter__(self) -> Supervisor:
        check_mappings(self.settings)
        check_bridge(self.settings)
        self._prepare_folders()
        self._take_lock()
        audio = self.settings.audio
        arena_frames = audio.arena_s * audio.sample_rate
        sweep()
        sweep(self._state)
        self._folder = make_shared_folder(self._state, arena_frames)
        self._claim = claim(self._folder)
        self.record = AudioRecord.create(self._folder, audio.sample_rate, arena_frames)
        if self._stepped:
            self.record.put("clock_limit_frames", 0)
        self._open_black_box(self.record)
        self._watch = BlockWatch(self.record, self._clock)
        resolved = self._state / "settings.json"
        settings_to_file(self.settings, resolved)
        self.children = processes(
            Session(
                self.settings,
                resolved,
                self._folder,
                self.record.arena_path,
                self._session,
                None if self._black_box is None else self._black_box.folder,
                self._settings_source,
            )
        )
        if audio.device != "none":
            by_name = {child.name: child for child in self.children}
            self._spares["audio"] = Spare(by_name["audio"], "--spare")
            self._spares["inference"] = Spare(by_name["inference"], "--spare", self.settings.engine.model)
        for child in self.children:
            if child.name == "console":
                child.start_at = self._clock() + CONSOLE_AFTER_S
            else:
                self._start(child)
        return self

    def __exit__(self, *_: object) -> None:
        # The controller sends /dream/terminated, the engine goes quiet, the sound ends: until then we wait for these
        # two alone. The console ends after it, to hear that message; so does the worker, or the controller reports it.
        for spare in self._spares.values():
            spare.ask_to_end()
        for meanwhile, child_name in ((("midi",), "controller"), (("osc", "console", "inference"), "audio")):
            for child in self.children:
                if child.name in meanwhile:
                    child.ask_to_end()
            for child in self.children:
                if child.name == child_name:
                    child.stop()
        for child in self.children:
            if child.name not in ("controller", "audio"):
                child.stop()
        for spare in self._spares.values():
            spare.stop()
        if self._black_box is not None:
            self._black_box.close()  # with the very last frame: the engine has ended
        if self.record is not None:
            self.record.remove()
        if self._claim is not None:
            os.close(self._claim)  # first: Windows removes no file that is open
        if self.record is not None:
            remove_shared_folder(self._state, self._folder)
        if self._lock is not None:
            os.close(self._lock)
            (self._state / "lock").unlink(missing_ok=True)

    def run(self, stop: threading.Event) -> None:
        """Watch over the processes until asked to stop."""
        # Not stop.wait: a signal handler that sets `stop` while this thread holds the event's lock would deadlock.
        while not stop.is_set():
            self.check()
            time.sleep(POLL_S)

    def check(self) -> None:
        """Look at every process once: start the one that ended, kill the one that hangs. Call it 50 times a second."""
        now = self._clock()
        if now - self._checked_at > STALL_S:
            self._judge_from = now + AFTER_STALL_S
        self._checked_at = now
        for child in self.children:
            if child.process is None:
                if now >= child.start_at:
                    self._start(child)
                continue
            status = child.process.poll()
            if status is not None:
                child.ended(status, now)
                if child.start_at <= now:
                    self._start(child)
            elif not child.killed and self._hangs(child, now):
                what = "the audio engine stands still" if child.name == "audio" else f"the {child.name} process hangs"
                child.kill()  # first: whatever becomes of the line
                say(f"{what}: it is killed and started again")
        for child in self.children:
            if child.name in self._spares and self._is_steady(child, now):
                self._spares[child.name].prepare(now)

    def _start(self, child: Child) -> None:
        now = self._clock()
        if child.name == "audio" and self.record is not None:
            # What a killed process wrote about itself is void, and its blocks are not the new one's.
            self.record.put("process_state", ProcessState.STARTING)
            self._watch = BlockWatch(self.record, self._clock)
        spare = self._spares.get(child.name)
        if spare is None or not spare.takes_over(child, LONGEST_START_S, now):
            child.start(LONGEST_START_S, now)

    def _hangs(self, child: Child, now: float) -> bool:
        if child.name != "audio":
            return child.overdue() and now >= self._judge_from
        assert self.record is not None
        longest_s = {ProcessState.STARTING: LONGEST_START_S, ProcessState.COMPILING: LONGEST_COMPILE_S}
        state = self.record.get("process_state")
        if state in longest_s:
            return now - child.started_at > longest_s[state]
        # A host that asks for long blocks comes seldom.
        period_s = self.record.get("blocksize") / max(1.0, self.record.get("engine_sample_rate"))
        stuck = self._watch.is_stuck(max(STUCK_S, 4 * period_s), FIRST_BLOCK_S)
        return stuck and now >= self._judge_from

    def _is_steady(self, child: Child, now: float) -> bool:
        if child.process is None or now - child.started_at <= SPARE_AFTER_S:
            return False
        if child.name != "audio":
            return child.heartbeat is not None and child.heartbeat.within_s(LONGEST_STEADY_S)
        return self.record is not None and self.record.get("process_state") == ProcessState.RUNNING

    def _open_black_box(self, record: AudioRecord) -> None:
        if not self.settings.black_box.enabled:
            return
        about = {"session": self._session, "version": live_daemon.__version__, "settings": self.settings.as_dict()}
        about |= {"python": platform.python_version(), "numpy": np.__version__, "machine": platform.platform()}
        folder = session_folder(black_box_folder(self.settings), self._session)
        self._black_box = BlackBox(folder, record, self.settings.black_box.keep_gb, about, say)
        self._black_box.start()

    def _prepare_folders(self) -> None:
        _make_folder("state", self._state, self._cannot_run, self._make_state_folder)
        played = self.settings.audio.input_file
        if played and not Path(played).is_file():
            self._cannot_run(f"audio.input_file: {played} is not there (set [audio] input_file)")
        for name in ("recordings", "dreams", "bank"):
            _make_folder(name, Path(getattr(self.settings.paths, name)), say)

    def _make_state_folder(self) -> None:
        if remark := make_state_folder(self.settings.paths):
            say(remark)

    @staticmethod
    def _cannot_run(text: str) -> None:
        raise SettingsError(text)

    def _take_lock(self) -> None:
        path = self._state / "lock"
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        if not lock_file(descriptor):
            os.close(descriptor)
            raise SettingsError(
                f"another live-daemon runs with the state folder {self._state}: stop it, or set [paths] state"
            )
        self._lock = descriptor


def _make_folder(
    name: str, folder: Path, refuse: Callable[[str], None], make: Callable[[], None] | None = None
) -> None:
    try:
        if make is None:
            folder.mkdir(parents=True, exist_ok=True)
        else:
            make()
    except OSError as error:
        refuse(f"paths.{name}: {folder} cannot be made ({error.strerror}); choose another folder (set [paths] {name})")
        return
    if not os.access(folder, os.W_OK):
        refuse(f"paths.{name}: {folder} cannot be written; change its permissions or set [paths] {name}")
