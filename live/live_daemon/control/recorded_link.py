"""The link to the worker, with a note in the black box of every message to it."""

from __future__ import annotations

from typing import Any

from live_daemon.black_box.writer import EventLog
from live_inference.worker import messages as m
from live_inference.worker.link import WorkerLink


class RecordedLink(WorkerLink):
    """A `WorkerLink` that notes what the worker is asked for: an order holds its random seed."""

    def __init__(self, black_box: EventLog, *arguments: Any):
        super().__init__(*arguments)
        self._black_box = black_box

    def send(self, message: m.Message) -> bool:
        """Note a message and send it, as `WorkerLink.send`. *Controller's main thread only.*"""
        if not isinstance(message, m.Played):  # fifty a second, and the commands say it, too
            self._black_box.event("to_worker", message)
        return super().send(message)
