"""Models that are asked for: the worker loads one at a time, and of those that wait meanwhile only the last counts."""

from __future__ import annotations

from live_inference.worker import messages as m
from live_inference.worker.link import WorkerLink


class ModelLoads:
    """Asks the worker for models. *Controller's main thread only.*"""

    def __init__(self, link: WorkerLink):
        self._link = link
        self._is_loading = False
        self._next: str | None = None

    def ask(self, name: str) -> bool:
        """Load a model, when the worker has answered for the one before; return False when no worker is there."""
        if self._is_loading and self._link.connected:
            self._next = name
            return True
        return self.ask_now(name)

    def ask_now(self, name: str) -> bool:
        """Load a model whatever else waits: for a worker that has just come, or that has none."""
        self._is_loading = self._link.send(m.LoadModel(name))
        return self._is_loading

    def answered(self) -> None:
        """The worker has loaded a model, or refused it: ask for the last that was asked for meanwhile."""
        self._is_loading = False
        if self._next is not None:
            name, self._next = self._next, None
            self.ask_now(name)

    def worker_lost(self) -> str | None:
        """The worker is gone; return the model that waited, if one did."""
        self._is_loading = False
        name, self._next = self._next, None
        return name
