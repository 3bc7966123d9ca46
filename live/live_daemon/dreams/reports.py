"""Reports on each dream: OSC to every receiver, and a line on the terminal when it is over."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from live_daemon.log import say
from live_daemon.osc.reporter import Reporter, one_line
from live_inference.worker import messages as m

PROGRESS_EVERY_S = 0.1


class DreamReports:
    """Reports on dreams. *Controller's main thread only.*"""

    def __init__(self, reporter: Reporter, clock: Callable[[], float] = time.monotonic):
        self._reporter = reporter
        self._clock = clock
        self._progress_s: dict[int, float] = {}  # when each dream's progress was sent last
        self.waits: Callable[[int, str], bool] = lambda *_: False
        """Asked with number and path of a dream that is made: whether its file is told later, by `is_file`."""

    def queued(self, order: m.DreamOrder) -> None:
        """A dream waits to be made."""
        self._reporter.send("/dream/queued", order.id, order.recording, order.model)

    def started(self, dream_id: int) -> None:
        """The worker begins to make a dream."""
        self._reporter.send("/dream/started", dream_id)

    def progress(self, dream_id: int, fraction: float) -> None:
        """A part of a dream is made; sent ten times a second at most."""
        now = self._clock()
        if fraction >= 1 or now - self._progress_s.get(dream_id, -1e9) >= PROGRESS_EVERY_S:
            self._progress_s[dream_id] = now
            self._reporter.send("/dream/progress", dream_id, fraction)

    def sounding(self, dream_id: int) -> None:
        """A dream begins to sound."""
        self._reporter.send("/dream/sounding", dream_id)

    def ready(self, ready: m.DreamReady) -> None:
        """A dream is made, and is a file."""
        self._progress_s.pop(ready.id, None)
        if not self.waits(ready.id, ready.path):
            self.is_file(ready.id, ready.path, ready.duration_s)

    def is_file(self, dream_id: int, path: str, duration_s: float) -> None:
        """Tell the host where a dream's file is."""
        self._reporter.send("/dream/ready", dream_id, path, duration_s)
        say(f"dream {dream_id} is ready: {path} ({duration_s:g} s)")

    def models(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Which models there are, one message each."""
        for row in rows:
            approach = str(row.get("approach") or "broken")
            self._reporter.send("/dream/model/name", str(row["name"]), approach, int(row["default"]))

    def loops_changed(self, count: int) -> None:
        """A dream became a loop; ``count``: number of loops now."""
        self._reporter.send("/dream/bank/ready", "", count)

    def dropped(self, dream_id: int, reason: str) -> None:
        """A dream will not come: cancelled, late, or no place in line."""
        self._progress_s.pop(dream_id, None)
        self._reporter.send("/dream/dropped", dream_id, reason)
        say(f"dream {dream_id} dropped: {reason}")

    def failed(self, dream_id: int, reason: str) -> None:
        """A dream cannot be made."""
        self._progress_s.pop(dream_id, None)
        self._reporter.send("/dream/failed", dream_id, one_line(reason))
        say(f"dream {dream_id} failed: {reason}")

    def problem(self, text: str) -> None:
        """Something to know about a dream or its recording."""
        self._reporter.problem("", text)
