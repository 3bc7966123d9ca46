"""The worker's answers become sound: a dream sounds while it is made, becomes a file and a loop, or fails."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from live_daemon.audio.reader import LayerName
from live_daemon.dreams.dream_orders import DreamOrders
from live_daemon.dreams.fallback import Fallback
from live_daemon.dreams.priming import primed_s
from live_daemon.dreams.reports import DreamReports
from live_daemon.dreams.requests import DreamRequests
from live_daemon.dreams.worker_session import WorkerSession
from live_daemon.loops.loop import Loop
from live_daemon.loops.mixer import LoopMixer
from live_daemon.loops.voices import Voice
from live_inference.worker import messages as m

KEPT_DREAMS = 500
"""Files that `/dream/bank/add` finds by number."""
MEASURED_FRACTION = 0.3
"""Fraction of a dream after which its measured speed counts: the first steps are slower."""


def _rooms(order: m.DreamOrder, channels: int) -> dict[str, Any]:
    """Where a dream's voice and loop are, now that it is known how many channels it has."""
    rooms = {"voice": order.voice, "loop": order.loop}
    return {name: room and (room.mono if channels == 1 else room) for name, room in rooms.items()}


DreamAnswer = m.TakeReading | m.DreamStarted | m.DreamProgress | m.DreamReady | m.DreamFailed | m.DreamCancelled


class DreamAnswers:
    """Follows each dream from its first answer to its last. *Controller's main thread only.*

    ``made``: the files of dreams by number, which the caller keeps.
    """

    def __init__(
        self,
        requests: DreamRequests,
        orders: DreamOrders,
        worker: WorkerSession,
        mixer: LoopMixer,
        fallback: Fallback,
        reports: DreamReports,
        *,
        sample_rate: float,
        layer: str,
        made: dict[int, str],
    ):
        """``layer``: how a dream's loop is followed."""
        self._requests = requests
        self._orders = orders
        self._worker = worker
        self._mixer = mixer
        self._fallback = fallback
        self._reports = reports
        self._sample_rate = sample_rate
        self._layer = cast("LayerName", layer)
        self._made = made

    def answered(self, answer: DreamAnswer) -> None:
        """Pass on what the worker says of a dream."""
        given_up = self._requests.given_up.get(answer.id)
        if given_up is None:
            self._worker.spoke()
        match answer:
            case m.TakeReading(dream_id):
                self._requests.reading.add(dream_id)
                self._orders.send_next()
            case m.DreamStarted(dream_id):
                self._requests.reading.discard(dream_id)
                self._reports.started(dream_id)
            case m.DreamProgress():
                self._progress(answer)
            case m.DreamReady() | m.DreamFailed() | m.DreamCancelled():
                order = self._requests.finish(answer.id)
                if order is not None:  # else it was answered already, before this controller came back
                    self._end(order, answer, given_up)

    def _progress(self, progress: m.DreamProgress) -> None:
        order = self._requests.find(progress.id)
        if order is None or order.id in self._requests.given_up:
            return
        order = self._requests.replace(order.id, **_rooms(order, progress.channels))
        self._reports.progress(progress.id, progress.fraction)
        if progress.fraction > MEASURED_FRACTION and len(self._requests.at_worker) == 1:
            self._worker.dreamt(order, progress.x_realtime)
        self._mixer.voices.fill(order.id, progress.filled)
        made_s = progress.filled / self._sample_rate
        if order.plays and order.voice is not None and made_s >= primed_s(order.duration_s, progress.x_realtime):
            self._play(order, progress.filled)

    def _end(
        self, order: m.DreamOrder, answer: m.DreamReady | m.DreamFailed | m.DreamCancelled, given_up: str | None
    ) -> None:
        if isinstance(answer, m.DreamReady) and given_up is None:
            self._ready(order, answer)
            return
        self._mixer.voices.stop(order.id)
        if isinstance(answer, m.DreamFailed):
            self._reports.failed(order.id, answer.reason)
            if answer.rejected and given_up is None:
                self._fallback.rejections += 1
                self._fallback.update(self._orders.trouble())
                self._fallback.answer(order)
        else:
            self._reports.dropped(order.id, given_up or "cancelled")

    def _ready(self, order: m.DreamOrder, ready: m.DreamReady) -> None:
        self._fallback.rejections = 0
        order = replace(order, **_rooms(order, ready.channels))
        self._made[ready.id] = ready.path
        for oldest in sorted(self._made)[:-KEPT_DREAMS]:
            del self._made[oldest]
        self._reports.ready(ready)
        if order.voice is not None:
            self._mixer.voices.fill(order.id, order.voice.frames)
            if order.plays and not self._play(order, order.voice.frames):
                self._reports.problem(
                    f"dream {ready.id} is not played: too many wait already (it is a file, and a loop)"
                )
        if order.loop is not None and ready.loop_frames:
            pitches = list(zip(ready.pitches_hz, ready.pitch_weights, strict=True))
            name = Path(ready.path).stem
            self._mixer.add_loop(Loop(order.loop, pitches, name, ready.loop_frames, ready.id, layer=self._layer))
            self._reports.loops_changed(len(self._mixer.loops))

    def _play(self, order: m.DreamOrder, filled: int) -> bool:
        """Let a dream sound in its turn, as far as it is made; return False when too many wait."""
        assert order.voice is not None
        voice = Voice(order.voice, order.id, filled=filled, sound_by_s=self._orders.deadline_s(order))
        if not self._mixer.voices.queue(voice):
            return False
        self._mixer.voices.stop_answer(order.id)
        if self._requests.find(order.id) is not None:
            self._requests.replace(order.id, plays=False)
        return True
