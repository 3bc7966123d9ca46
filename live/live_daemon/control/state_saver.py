"""When the controller's state is written: at once before anybody hears of a change, else soon after it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from live_daemon.log import Lasting, say
from live_daemon.osc.reporter import Reporter
from live_daemon.state.state_file import ControllerState, save_state

SAVE_S = 0.2


class StateSaver:
    """Writes the state file. *Controller's main thread only.*"""

    def __init__(self, folder: Path, collect: Callable[[], ControllerState], reporter: Reporter):
        """``collect`` returns the state as it is now."""
        self._folder = folder
        self._collect = collect
        self._reporter = reporter
        self._trouble = Lasting()
        self._changed = False
        self._saved_s = 0.0

    def changed(self) -> None:
        """Let the state be written soon."""
        self._changed = True

    def tick(self, now: float) -> None:
        """Write what changed, five times a second at most. ``now``: the controller's clock, in seconds."""
        if self._changed and now - self._saved_s >= SAVE_S:
            self._changed, self._saved_s = False, now
            self.save()

    def save(self) -> None:
        """Write the state now. A disk that cannot be written is reported once; the show goes on.

        Only a controller that comes back then finds an older state than it could.
        """
        try:
            save_state(self._folder, self._collect())
        except OSError as error:
            trouble = f"{self._folder}: the state cannot be written ({error.strerror})"
            if self._trouble.is_new(trouble):
                self._reporter.problem("", trouble)
        else:
            if self._trouble.is_over():
                say(f"{self._folder}: the state is written again")
