"""The harmony that dreams heed, said by a controller or a patch instead of heard."""

from __future__ import annotations

from live_daemon.dreams.worker_session import WorkerSession
from live_daemon.osc.addresses import OscValue
from live_inference.command_line.notes import AUTO, named, said_pitches
from live_inference.worker import messages as m


class SaidPitches:
    """Keeps the pitches that were said, and sends them to the worker. *Controller's main thread only.*"""

    def __init__(self, pitches: list[float], worker: WorkerSession):
        """``pitches``: those of the controller's state, as MIDI numbers; changed in place, so saved with it."""
        self._pitches = pitches
        self._worker = worker

    def say(self, *words: OscValue) -> None:
        """Let dreams heed these pitches from now on; `auto`: what is heard. What is said already is not sent again.

        Raises:
            ValueError: not pitches, or none that a model could heed.
        """
        try:
            pitches = said_pitches(words)
        except ValueError as error:
            raise ValueError(f"/dream/pitches: {error}") from error
        if pitches != self._pitches:
            self._pitches[:] = pitches
            self._worker.send(m.SetPitches(pitches))

    def worker_connected(self) -> None:
        """Tell a new worker, before its first order."""
        self._worker.send(m.SetPitches(list(self._pitches)))

    def present(self) -> str:
        """Return what is said now, in one text that says it again: "C3 E3 G3", or "auto"."""
        return " ".join(map(str, named(self._pitches))) or AUTO
