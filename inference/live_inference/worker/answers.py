"""The worker's answers: sent once, kept for a controller that is started again, and what a fault becomes."""

from __future__ import annotations

import errno
from typing import Final

from live_inference.command_line.terminal import leave, tell
from live_inference.files.audio import AudioFileError
from live_inference.worker import messages as m
from live_inference.worker.mailbox import Mailbox
from live_models.contract.checkpoint import CheckpointError

KEPT_ANSWERS: Final = 64
NO_MEMORY: Final = "not enough memory"
FAULTS: Final = (OSError, AudioFileError, CheckpointError, ValueError, MemoryError)
"""What may go wrong with one dream: it fails, the worker goes on."""


class Answers:
    """Answers orders, each once, and repeats an answer when it is asked for. *Main thread of the worker process.*"""

    def __init__(self, mailbox: Mailbox):
        self._mailbox = mailbox
        self._kept: dict[int, m.Message] = {}

    def is_cancelled(self, dream: int) -> bool:
        """Whether the performer gave this dream up."""
        return dream in self._mailbox.cancelled

    def repeat(self, dream: int) -> bool:
        """Send the answer to an order again; return False if it has not been answered."""
        if dream not in self._kept:
            return False
        self._mailbox.send(self._kept[dream])
        return True

    def answer(self, order: m.DreamOrder, answer: m.Message) -> None:
        """Send the answer to an order and keep it. Ends the process when it was out of memory."""
        self._kept[order.id] = answer
        while len(self._kept) > KEPT_ANSWERS:
            del self._kept[next(iter(self._kept))]
        self._mailbox.cancelled.discard(order.id)
        self._mailbox.send(answer)
        if isinstance(answer, m.DreamFailed) and answer.reason.startswith(NO_MEMORY):
            # This process may be what holds the memory: a new one starts small and makes the other dreams.
            tell("live-daemon worker: out of memory, a fresh process takes over")
            leave(1)

    def fail(self, order: m.DreamOrder, error: BaseException) -> None:
        """Answer that a dream failed, and why."""
        self.answer(order, failure(order, error))


def failure(order: m.DreamOrder, error: BaseException) -> m.DreamFailed:
    """The answer to an order whose dream cannot be made."""
    if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == errno.ENOMEM):
        return m.DreamFailed(order.id, f"{NO_MEMORY} for {order.duration_s:g} s of dream")
    return m.DreamFailed(order.id, str(error))
