"""The limit of the black box: old sessions are deleted, then no more sound is kept, then nothing."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from live_daemon.black_box import old_sessions

SOUND_SHARE = 0.8
"""Of the limit: beyond it a session keeps commands and messages, but no sound."""
HEADROOM = 0.1
"""Of the limit: freed at a time, so that old sessions are not counted again and again."""
RETRY_S = 60.0
PATIENCE_S = 600.0


if sys.platform == "win32":
    _PRIORITY = subprocess.IDLE_PRIORITY_CLASS
else:
    _PRIORITY = 0  # it calls nice() itself


class DiskLimit:
    """Keeps the black box within ``[black_box] keep_gb``. *Black box's thread.*

    It never waits: a process of low priority counts and deletes.
    """

    def __init__(
        self,
        current: Path,
        keep_bytes: float,
        tell: Callable[[str], None],
        clock: Callable[[], float] = time.monotonic,
    ):
        """``current``: the folder of the session that is being recorded."""
        self._current = current
        self._keep_bytes = keep_bytes
        self._tell = tell
        self._clock = clock
        self._deleting: subprocess.Popen[bytes] | None = None
        self._begun_s = 0.0
        self._next_s = 0.0
        self._old_bytes = float("inf")  # not counted yet
        self._fault = ""

    def enforce(self, size: int) -> None:
        """Have old sessions deleted if they and a current one of this size exceed the limit. Call it once a second."""
        now = self._clock()
        if self._deleting is not None:
            self._see(self._deleting, now)
        elif self._old_bytes > 0 and size + self._old_bytes > self._keep_bytes and now >= self._next_s:
            left = max(0.0, (1.0 - HEADROOM) * self._keep_bytes - size)
            command = [sys.executable, "-I", "-S", old_sessions.__file__, str(self._current.parent), str(left)]
            self._begun_s, self._next_s = now, now + RETRY_S
            try:
                self._deleting = subprocess.Popen(
                    [*command, str(self._current)],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    creationflags=_PRIORITY,
                )
            except OSError as error:
                self._complain(str(error.strerror or error))

    def allows_sound(self, size: int) -> bool:
        """Return whether a session of this size may keep sound."""
        return size <= SOUND_SHARE * self._keep_bytes

    def allows_anything(self, size: int) -> bool:
        """Return whether a session of this size may go on at all."""
        return size <= self._keep_bytes

    def close(self) -> None:
        """End the deletion; the next session continues it."""
        if self._deleting is not None:
            self._deleting.kill()
            self._deleting.communicate()
            self._deleting = None

    def _see(self, deleting: subprocess.Popen[bytes], now: float) -> None:
        if deleting.poll() is None:
            if now - self._begun_s > PATIENCE_S:
                deleting.kill()
            return
        said, _ = deleting.communicate()
        self._deleting = None
        try:
            found = json.loads(said)
            self._old_bytes, fault = float(found["bytes"]), str(found["fault"])
        except (ValueError, KeyError, TypeError):
            fault = f"exit status {deleting.returncode}"
        if fault:
            self._complain(fault)

    def _complain(self, fault: str) -> None:
        if fault != self._fault:
            self._fault = fault
            self._tell(f"black box: old sessions cannot be deleted ({fault}): remove some yourself")
