"""One process under the supervisor: started, watched by its heartbeat, asked to end, killed; and a spare of it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from live_daemon.log import Lasting, say
from live_inference.worker.heartbeat import Heartbeat

NEXT_BACK_OFF_S = 0.2
LONGEST_BACK_OFF_S = 5.0
RECOVERED_S = 5.0
"""A process that ran longer did not die of its start: it is started again at once."""
PATIENCE_S = 3.0


def _started(command: list[str]) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    # Ctrl-C in the terminal is for the supervisor alone, which ends the others in order.
    if sys.platform == "win32":
        group = subprocess.CREATE_NEW_PROCESS_GROUP
        return subprocess.Popen(command, stdin=subprocess.PIPE, env=environment, creationflags=group)
    return subprocess.Popen(command, stdin=subprocess.PIPE, env=environment, start_new_session=True)


def _ask(process: subprocess.Popen[bytes]) -> None:
    """Ask a process to end: its standard input closes."""
    if process.stdin is not None:
        process.stdin.close()


def _stop(process: subprocess.Popen[bytes]) -> bool:
    """Ask a process to end; return whether it did within a bounded time."""
    _ask(process)
    try:
        process.wait(PATIENCE_S)
    except subprocess.TimeoutExpired:
        return False
    return True


@dataclass
class Child:
    """One process of the daemon. Times are those of the supervisor's clock, in seconds.

    ``heartbeat_path``: the file of its heartbeat; None: it is watched by other means.
    """

    name: str
    command: list[str]
    heartbeat_path: Path | None = None
    process: subprocess.Popen[bytes] | None = None
    heartbeat: Heartbeat | None = None
    killed: bool = False
    back_off_s: float = 0.0
    start_at: float = 0.0
    started_at: float = 0.0
    trouble: Lasting = field(default_factory=Lasting)

    def start(self, patience_s: float, now: float) -> None:
        """Start it, or try again later where the system has no process left. ``patience_s``: for its first heartbeat.

        It ends when its standard input closes: however the supervisor dies, nothing is left behind.
        """
        try:
            self.expect(patience_s)
            process = _started(self.command)
        except OSError as error:
            trouble = f"the {self.name} process cannot be started ({error.strerror or error}): it is tried again"
            if self.trouble.is_new(trouble):
                say(trouble)
            self._wait(now)
            return
        self.trouble.is_over()
        self.take(process, now)

    def expect(self, patience_s: float) -> None:
        """Make the file of its heartbeat, before a process looks for it."""
        if self.heartbeat_path is not None:
            self.heartbeat = Heartbeat.make(self.heartbeat_path, patience_s)

    def take(self, process: subprocess.Popen[bytes], now: float) -> None:
        """Let a process that runs, and is expected, be this child's, as if it had been started now."""
        self.process, self.killed = process, False
        self.started_at = now

    def overdue(self) -> bool:
        """Whether its heartbeat is late."""
        return self.heartbeat is not None and self.heartbeat.overdue_s() > 0.0

    def ended(self, status: int, now: float) -> None:
        """Note that it ended, and when it is started again: at once, but later each time if it keeps dying."""
        if self.process is not None and self.process.stdin is not None:
            self.process.stdin.close()
        self.process = None
        if now - self.started_at > RECOVERED_S:
            self.back_off_s = 0.0
        how = f"killed by signal {-status}" if status < 0 else f"exit status {status}"
        when = f"in {self.back_off_s:g} s" if self.back_off_s else "at once"
        say(f"the {self.name} process ended ({how}): it is started again {when}")
        self._wait(now)

    def _wait(self, now: float) -> None:
        """Put its next start off, and the one after that longer."""
        self.start_at = now + self.back_off_s
        self.back_off_s = min(max(2 * self.back_off_s, NEXT_BACK_OFF_S), LONGEST_BACK_OFF_S)

    def kill(self) -> None:
        """Kill it, without waiting: a process that hangs in a driver dies when the driver lets it."""
        self.killed = True
        if self.process is not None and self.process.poll() is None:
            self.process.kill()

    def ask_to_end(self) -> None:
        """Ask it to end, without waiting: `stop` waits."""
        if self.process is not None:
            _ask(self.process)

    def stop(self) -> None:
        """Ask it to end, and wait a bounded time."""
        if self.process is None or _stop(self.process):
            return
        self.process.kill()
        say(f"the {self.name} process does not end when asked: it is killed")
        try:
            self.process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            say(f"the {self.name} process {self.process.pid} hangs in a driver: it is left behind")


class Spare:
    """A second process that has loaded everything and waits for a line on its standard input, to take over at once.

    It costs memory (about 100 MB for sound, 300 MB for dreams) and no time.
    """

    def __init__(self, child: Child, *arguments: str):
        """``arguments``: added to the child's command, so that it waits."""
        self._command = [*child.command, *arguments]
        self._name = child.name
        self._process: subprocess.Popen[bytes] | None = None
        self._try_at = 0.0
        self._trouble = Lasting()

    def prepare(self, now: float) -> None:
        """Start one, if there is none."""
        if self._process is not None and self._process.poll() is not None:
            self._forget()
            self._try_at = now + LONGEST_BACK_OFF_S
        if self._process is not None or now < self._try_at:
            return
        try:
            self._process = _started(self._command)
            self._trouble.is_over()
        except OSError as error:
            trouble = f"a spare {self._name} process cannot be started ({error.strerror or error}): it is tried again"
            if self._trouble.is_new(trouble):
                say(trouble)
            self._try_at = now + LONGEST_BACK_OFF_S

    def takes_over(self, child: Child, patience_s: float, now: float) -> bool:
        """Let the spare be the child's process, as `Child.start` does; return False when there is none."""
        process, self._process = self._process, None
        if process is None or process.poll() is not None or process.stdin is None:
            return False
        try:
            child.expect(patience_s)
            process.stdin.write(b"go\n")
            process.stdin.flush()
        except OSError:
            return False
        child.take(process, now)
        return True

    def ask_to_end(self) -> None:
        """Ask it to end, without waiting: `stop` waits."""
        if self._process is not None:
            _ask(self._process)

    def stop(self) -> None:
        """End it."""
        if self._process is not None and not _stop(self._process):
            self._process.kill()
        self._forget()

    def _forget(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
        self._process = None
