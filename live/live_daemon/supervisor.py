"""The supervisor: starts the audio, controller and inference processes, and starts again the one that ended.

It owns nothing that sounds and nothing that changes, so there is nothing in it to lose.
"""

from __future__ import annotations

import os
import platform
import secrets
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import live_daemon
from live_daemon.audio.layout import ProcessState
from live_daemon.audio.record import AudioRecord, shared_folder
from live_daemon.audio.watchdog import BlockWatch
from live_daemon.black_box import BlackBox
from live_daemon.black_box_files import session_folder
from live_daemon.log import say
from live_daemon.osc.addresses import MAX_LOOPS
from live_daemon.settings import Settings, SettingsError, black_box_folder, settings_to_file

POLL_S = 0.1
STUCK_S = 2.0
FIRST_BACK_OFF_S = 0.2
LONGEST_BACK_OFF_S = 5.0
PATIENCE_S = 3.0
FIRST_LOOK_S = 5.0
LONGEST_LOOK_S = 30.0
LONGEST_START_S = 60.0  # the first start on a machine compiles the engine
AUDIO_DEVICE_MISSING = 3


@dataclass
class Child:
    """One process of the daemon."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    back_off_s: float = FIRST_BACK_OFF_S
    start_at: float = 0.0
    started_at: float = 0.0

    def start(self) -> None:
        """Start it. It ends when its standard input closes: however the supervisor dies, nothing is left behind."""
        environment = os.environ | {"PYTHONUNBUFFERED": "1"}
        # A session of its own: Ctrl-C in the terminal is for the supervisor, which ends the others in order.
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, env=environment, start_new_session=True)
        self.started_at = time.monotonic()

    def kill(self) -> None:
        """End it at once; a process whose sound server died cannot be asked."""
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def stop(self) -> None:
        """Ask it to end, and wait a bounded time."""
        if self.process is None:
            return
        if self.process.stdin is not None:
            self.process.stdin.close()
        try:
            self.process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            say(f"the {self.name} process does not end when asked: it is killed")
            self.kill()


class Supervisor:
    """Keeps the three processes of the daemon running. *Main thread of the supervisor process.*

    Use as a context manager: entering takes the state folder's lock, makes the record and starts the processes.
    """

    def __init__(self, settings: Settings, *, stepped: bool = False):
        """``stepped``: the engine's clock stands at frame 0 until somebody moves the record's limit (the demo does)."""
        self.settings = settings
        self._stepped = stepped
        self._state = Path(settings.paths.state)
        self._folder = self._state  # becomes the shared folder when the record is made
        self._lock: int | None = None
        self._session = secrets.token_hex(8)
        self._black_box: BlackBox | None = None
        self.record: AudioRecord | None = None
        self.children: list[Child] = []
        self._standing_in = False
        self._look_again_at = 0.0
        self._look_again_s = FIRST_LOOK_S

    def __enter__(self) -> Supervisor:
        self._prepare_folders()
        self._take_lock()
        audio = self.settings.audio
        arena_frames = audio.arena_s * audio.sample_rate
        self._folder = shared_folder(self._state, arena_frames)
        self.record = AudioRecord.create(self._folder, audio.sample_rate, arena_frames)
        if self._stepped:
            self.record.put("clock_limit_frames", 0)
        self._open_black_box(self.record)
        self._watch = BlockWatch(self.record)
        resolved = self._state / "settings.json"
        settings_to_file(self.settings, resolved)
        self.children = self._commands(resolved)
        for child in self.children:
            self._start(child)
        return self

    def __exit__(self, *_: object) -> None:
        # The controller says farewell, the engine goes quiet, then the sound ends.
        for name in ("controller", "inference", "audio"):
            for child in self.children:
                if child.name == name:
                    child.stop()
        if self._black_box is not None:
            self._black_box.close()  # with the very last frame: the engine has ended
        if self.record is not None:
            self.record.remove()
            shutil.rmtree(self._folder, ignore_errors=True)  # the worker's address; the folder is ours alone
        if self._lock is not None:
            os.close(self._lock)
            (self._state / "lock").unlink(missing_ok=True)

    def run(self, stop: threading.Event) -> None:
        """Watch over the processes until asked to stop."""
        while not stop.wait(POLL_S):
            self.check()

    def check(self) -> None:
        """Look at every process once: start the one that ended, kill an audio engine whose blocks stand still."""
        now = time.monotonic()
        for child in self.children:
            if child.process is None:
                if now >= child.start_at:
                    self._start(child)
                continue
            status = child.process.poll()
            if status is not None:
                self._ended(child, status, now)
            elif child.name == "audio" and self._standing_in and now >= self._look_again_at:
                self._look_for_the_device(child)
            elif child.name == "audio" and self._stands_still(now - child.started_at):
                say("the audio engine stands still: it is killed and started again")
                child.kill()

    def _start(self, child: Child) -> None:
        if child.name == "audio" and self.record is not None:
            # What a killed process said of itself is not so any more, and its blocks are not the new one's.
            self.record.put("process_state", ProcessState.STARTING)
            self._watch = BlockWatch(self.record)
        child.start()

    def _stands_still(self, running_s: float) -> bool:
        assert self.record is not None
        starting = self.record.get("process_state") == ProcessState.STARTING
        return self._watch.is_stuck(STUCK_S) or (starting and running_s > LONGEST_START_S)

    def _ended(self, child: Child, status: int, now: float) -> None:
        if child.process is not None and child.process.stdin is not None:
            child.process.stdin.close()
        child.process = None
        if child.name == "audio" and status == AUDIO_DEVICE_MISSING:
            self._stand_in(child, now)  # it said itself, in one line, which device is missing
            return
        if now - child.started_at > 10 * LONGEST_BACK_OFF_S:
            child.back_off_s = FIRST_BACK_OFF_S
        how = f"killed by signal {-status}" if status < 0 else f"exit status {status}"
        say(f"the {child.name} process ended ({how}): it is started again in {child.back_off_s:g} s")
        child.start_at = now + child.back_off_s
        child.back_off_s = min(2 * child.back_off_s, LONGEST_BACK_OFF_S)

    def _stand_in(self, audio: Child, now: float) -> None:
        """Let a clock drive the engine, unheard: commands are taken and dreams made while the device is away."""
        say(f"without the sound card the show goes on unheard; it is looked for again in {self._look_again_s:g} s")
        self._set_stand_in(audio, True)
        self._start(audio)
        self._look_again_at = now + self._look_again_s
        self._look_again_s = min(2 * self._look_again_s, LONGEST_LOOK_S)

    def _look_for_the_device(self, audio: Child) -> None:
        audio.stop()
        self._set_stand_in(audio, False)
        self._start(audio)

    def _set_stand_in(self, audio: Child, standing_in: bool) -> None:
        self._standing_in = standing_in
        audio.command = self._sound_command("none" if standing_in else self.settings.audio.device)
        if self.record is not None:
            self.record.put("stand_in", int(standing_in))

    def _commands(self, resolved: Path) -> list[Child]:
        python = sys.executable
        audio, engine = self.settings.audio, self.settings.engine
        assert self.record is not None
        control = [python, "-m", "live_daemon.controller", "--settings", str(resolved), "--record", str(self._folder)]
        control += ["--session", self._session]
        if self._black_box is not None:
            control += ["--black-box", str(self._black_box.folder)]
        dreams = [python, "-m", "live_inference.worker", "--folder", str(self._folder)]
        dreams += ["--arena", str(self.record.arena_path)]
        dreams += ["--sample-rate", str(audio.sample_rate), "--checkpoints", self.settings.paths.checkpoints]
        dreams += ["--backend", engine.backend, "--threads", str(engine.threads)]
        return [
            Child("audio", self._sound_command(audio.device)),
            Child("inference", dreams),
            Child("controller", control),
        ]

    def _sound_command(self, device: str) -> list[str]:
        audio = self.settings.audio
        command = [sys.executable, "-m", "live_daemon.audio", "--record", str(self._folder), "--device", device]
        command += ["--sample-rate", str(audio.sample_rate), "--blocksize", str(audio.blocksize)]
        if audio.outputs == "per_loop":
            # A clock has as many as are asked for; a device as many as it has.
            loops = self.settings.follower.loops if audio.device == "none" else MAX_LOOPS
            command += ["--output-channels", str(2 + loops)]
        if audio.device == "none":
            command += ["--input", audio.input_file] if audio.input_file else []
            command += ["--output", audio.output_file] if audio.output_file else []
        return command

    def _open_black_box(self, record: AudioRecord) -> None:
        if not self.settings.black_box.enabled:
            return
        about = {"session": self._session, "version": live_daemon.__version__, "settings": self.settings.as_dict()}
        about |= {"python": platform.python_version(), "numpy": np.__version__, "machine": platform.platform()}
        folder = session_folder(black_box_folder(self.settings), self._session)
        self._black_box = BlackBox(folder, record, self.settings.black_box.keep_gb, about, say)
        self._black_box.start()

    def _prepare_folders(self) -> None:
        _make_folder("state", self._state, self._cannot_run)
        played = self.settings.audio.input_file
        if played and not Path(played).is_file():
            self._cannot_run(f"audio.input_file: {played} is not there (set [audio] input_file)")
        for name in ("recordings", "dreams", "bank"):
            _make_folder(name, Path(getattr(self.settings.paths, name)), say)

    @staticmethod
    def _cannot_run(text: str) -> None:
        raise SettingsError(text)

    def _take_lock(self) -> None:
        path = self._state / "lock"
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        if not _lock_file(descriptor):
            os.close(descriptor)
            raise SettingsError(
                f"another live-daemon runs with the state folder {self._state}: stop it, or set [paths] state"
            )
        self._lock = descriptor


def _lock_file(descriptor: int) -> bool:
    """Take an exclusive lock that the system gives back when the process ends, however it ends."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _make_folder(name: str, folder: Path, refuse: Callable[[str], None]) -> None:
    try:
        # The state tells what was played: it is the user's alone. Dreams may be shared.
        folder.mkdir(mode=0o700 if name == "state" else 0o777, parents=True, exist_ok=True)
    except OSError as error:
        refuse(f"paths.{name}: {folder} cannot be made ({error.strerror}); choose another folder (set [paths] {name})")
        return
    if not os.access(folder, os.W_OK):
        refuse(f"paths.{name}: {folder} cannot be written; change its permissions or set [paths] {name}")
