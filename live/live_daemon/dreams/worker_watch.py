"""What the worker can be counted on for: whether it is there, whether it answers, how fast each model dreams."""

from __future__ import annotations

import time

from live_daemon.dreams.requests import DreamRequests
from live_inference.worker.link import WorkerLink
from live_inference.worker.messages import DreamOrder

DREAM_PATIENCE_S = 15.0
CANCEL_PATIENCE_S = 3.0
SILENT_WORKER_S = 3.0
"""A worker that has said nothing for so long cannot be counted on: it speaks after every tenth of a second of dream."""
FIRST_START_S = 10.0
MOST_ENDS_AT_START = 3
"""A worker that ended so often before a model was ready does not start at all."""


class WorkerWatch:
    """Hears when the worker speaks, and judges its silence. *Controller's main thread only.*"""

    def __init__(self, link: WorkerLink, orders: DreamRequests):
        self._link = link
        self._orders = orders
        self._heard_s = 0.0
        self._speeds: dict[str, float] = {}  # by model: seconds of one dream made in a second
        self._warm_speeds: dict[str, float] = {}  # the same when the model was loaded, with the card's controls
        self._unlike: set[int] = set()  # dreams that were at the worker when the controls changed
        self._began_s = time.monotonic()
        self._was_ready = False
        self._ends_at_start = 0
        self.model_ready = False
        self.no_model = False

    @property
    def is_ready(self) -> bool:
        """Whether the worker is connected and a model is warm."""
        return self._link.connected and self.model_ready

    def speed(self, model: str) -> float | None:
        """Return how many seconds of one dream a model made in a second here; None before it was seen."""
        return self._speeds.get(model)

    def warmed_up(self, model: str, x_realtime: float) -> None:
        """Remember the speed that a model had when it was loaded; none (0) changes nothing."""
        if x_realtime > 0:
            self._speeds[model] = self._warm_speeds[model] = x_realtime

    def dreamt(self, order: DreamOrder, x_realtime: float) -> None:
        """Remember the speed at which a dream is made; none (0) changes nothing."""
        if x_realtime > 0 and order.id not in self._unlike:
            self._speeds[order.model] = x_realtime

    def controls_changed(self) -> None:
        """Forget the speeds of dreams: with other controls a model may be several times as fast, or as slow.

        Else a model that became too slow to be asked would be too slow for ever.
        """
        self._speeds = dict(self._warm_speeds)
        self._unlike = {order.id for order in self._orders.at_worker}

    def spoke(self) -> None:
        """Note that the worker said something of a dream, or was asked for one: its silence counts from now."""
        self._heard_s = time.monotonic()

    def became_ready(self) -> None:
        """Note that a model is warm."""
        self.model_ready = self._was_ready = True
        self.no_model = False

    def ended(self) -> None:
        """Note that the worker process ended."""
        self.model_ready = False
        if not self._was_ready:
            self._ends_at_start += 1
            self.no_model = self.no_model or self._ends_at_start >= MOST_ENDS_AT_START

    def trouble(self) -> str:
        """Why no dream can be counted on now, whatever the model; empty when one can."""
        if not self.is_ready:
            if self._was_ready:
                return "the dreaming engine is away"
            if self.no_model:
                return "no model can be loaded"
            # Compiling takes a minute. It concerns those who wait for a dream.
            waits = len(self._orders) > 0 and time.monotonic() - self._began_s > FIRST_START_S
            return "the dreaming engine is still starting" if waits else ""
        if self._orders.at_worker and time.monotonic() - self._heard_s > SILENT_WORKER_S:
            return "the dreaming engine does not answer"
        return ""

    def hangs(self) -> bool:
        """Whether the worker has not said a word of its dreams for so long that it must be ended."""
        at_worker = self._orders.at_worker
        if not at_worker or not self.model_ready:
            return False
        all_given_up = all(order.id in self._orders.given_up for order in at_worker)
        return time.monotonic() - self._heard_s > (CANCEL_PATIENCE_S if all_given_up else DREAM_PATIENCE_S)
