"""Lets the supervisor tell a stuck engine from one that works."""

import time
from collections.abc import Callable

from live_daemon.audio.layout import ProcessState
from live_daemon.audio.record import AudioRecord


class BlockWatch:
    """Watches a record's block counter: when an audio server dies, PortAudio only goes silent.

    Make a new one for each process that is started. Any one thread.
    """

    def __init__(self, record: AudioRecord, clock: Callable[[], float] = time.monotonic) -> None:
        self._record = record
        self._clock = clock
        self._beats = -1
        self._moves = False
        self._since = clock()

    def is_stuck(self, seconds: float, first_s: float | None = None) -> bool:
        """Return whether a running engine has made no block for this long, counted over the calls of this method.

        ``first_s``: how long its first block may take instead, from the moment at which it says that it runs.
        A process that is still starting is not stuck (bound its start by its own time), and neither is a stepped
        clock that stands at its limit. Call it several times within `seconds`.
        """
        now = self._clock()
        beats = self._record.get("blocks") + self._record.get("clock_waits")
        running = self._record.get("process_state") == ProcessState.RUNNING
        if beats != self._beats or not running:
            self._moves = running and self._beats >= 0 and beats != self._beats
            self._beats, self._since = beats, now
        return now - self._since >= (seconds if self._moves or first_s is None else max(seconds, first_s))
