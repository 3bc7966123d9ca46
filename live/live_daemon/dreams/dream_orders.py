"""The life of an order until the worker answers: in line, at the worker, given up, sent again."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from live_daemon.dreams.fallback import Fallback
from live_daemon.dreams.priming import SAFETY, longest_in_time_s
from live_daemon.dreams.reports import DreamReports
from live_daemon.dreams.requests import MOST_TOGETHER, DreamRequests
from live_daemon.dreams.worker_session import WorkerSession
from live_daemon.loops.mixer import LoopMixer
from live_daemon.loops.slots import NO_SLOT
from live_daemon.settings import Settings
from live_daemon.state.state_file import ControllerState
from live_inference.worker import messages as m

ANSWER_AFTER_S = 1.0
"""Time for a worker to come back before a loop stands in for the dream."""


class DreamOrders:
    """Sends orders to the worker in their turn, and gives up those that are late. *Controller's main thread only.*"""

    def __init__(
        self,
        settings: Settings,
        sample_rate: float,
        requests: DreamRequests,
        worker: WorkerSession,
        mixer: LoopMixer,
        fallback: Fallback,
        reports: DreamReports,
        *,
        save: Callable[[], None],
        wall_clock: Callable[[], float] = time.time,
    ):
        """``save`` writes the controller's state. ``wall_clock``: the system's time, which survives a restart."""
        self._settings = settings
        self._sample_rate = sample_rate
        self._requests = requests
        self._worker = worker
        self._mixer = mixer
        self._fallback = fallback
        self._reports = reports
        self._save = save
        self._wall_clock = wall_clock

    # -- in and out ----------------------------------------------------------------------------------------------

    def add(self, order: m.DreamOrder) -> None:
        """Put an order in line, or drop it if the line is full."""
        order = replace(order, asked_s=self._wall_clock())
        if not self._requests.add(order):
            self.drop(order, "full")
            return
        self._save()  # before anybody hears the number: a controller that comes back must not give it away again
        self._reports.queued(order)
        self.send_next()

    def cancel(self, dream_id: int, reason: str = "cancelled") -> None:
        """Give up a dream and fade what sounds of it.

        Raises:
            ValueError: no such dream is open.
        """
        order = self._requests.awaited.pop(dream_id, None) or self._requests.find(dream_id)
        if order is None:
            raise ValueError(f"/dream/cancel: no dream {dream_id} is queued or being made")
        self._mixer.voices.stop(dream_id)
        if reason != "late":
            self._mixer.voices.stop_answer(dream_id)
        if order in self._requests.at_worker:
            # The worker may still write into the order's room, until it answers DreamCancelled or ends.
            if dream_id not in self._requests.given_up:
                self._requests.given_up[dream_id] = reason
                self._worker.ask(m.Cancel(dream_id))
        else:
            self._requests.finish(dream_id)
            self.drop(order, reason)

    def cancel_all(self) -> None:
        """Give up every dream."""
        for dream_id in [*self._requests.awaited, *(order.id for order in self._requests.all())]:
            self.cancel(dream_id)

    def drop(self, order: m.DreamOrder, reason: str) -> None:
        """Report that a dream will not come. The worker must not have it."""
        self._reports.dropped(order.id, reason)

    def drop_all(self) -> None:
        """Report that no open dream will come: the daemon ends."""
        for order in [*self._requests.awaited.values(), *self._requests.all()]:
            self.drop(order, "ended")

    # -- what time does ------------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Give up what is late, update the fallback, send what waits. Call it 50 times a second."""
        self._drop_late()
        self._fallback.update(self.trouble())
        for order in self._requests.all():
            if order.id in self._requests.given_up:
                continue  # a late one was answered when it was given up; nobody waits for the others
            waited_s = self._wall_clock() - order.asked_s
            if waited_s > ANSWER_AFTER_S and self._mixer.voices.find(order.id) is None:
                self._fallback.answer(order)
        self.send_next()

    def deadline_s(self, order: m.DreamOrder) -> float:
        """Return the system's time by which a dream must sound."""
        engine = self._settings.engine
        return order.asked_s + (engine.live_deadline_s if order.priority == m.Priority.LIVE else engine.deadline_s)

    def _drop_late(self) -> None:
        now = self._wall_clock()
        for order in self._requests.all():
            unheard = order not in self._requests.at_worker or (order.plays and order.voice is not None)
            if now > self.deadline_s(order) and unheard and order.id not in self._requests.given_up:
                self.cancel(order.id, "late")
                self._fallback.answer(order)
        for voice in self._mixer.voices.waiting_since(now):
            self._mixer.voices.stop(voice.dream_id)
            self._reports.problem(f"dream {voice.dream_id} is not played: its turn came too late (it is a file)")

    def trouble(self) -> str:
        """Return why no dream can be counted on now; empty when one can."""
        trouble = self._worker.trouble()
        if trouble:
            return trouble
        engine, model = self._settings.engine, self._worker.model
        speed = self._worker.speed(model)
        if speed and self._settings.voices.max and not longest_in_time_s(engine.duration_s, speed, engine.deadline_s):
            return f"model {model} is too slow here ({speed:.2g} times real time)"
        return ""

    # -- to the worker -------------------------------------------------------------------------------------------

    def send_next(self) -> None:
        """Send the next orders, if the worker is warm and makes nothing of the same urgency."""
        self._mixer.order_leases.keep(self._requests.all())
        if not self._worker.is_ready:
            return
        speed = self._worker.speed(self._worker.model) or 1.0
        most = max(1, min(MOST_TOGETHER, int(SAFETY * speed)))  # so that each of them still keeps ahead of its sound
        batch = [order for order in self._requests.next_batch(most) if self._fits_in_time(order)]
        if not batch:
            return
        batch = self._prepared(batch)
        self._save()
        self._worker.ask(m.DreamBatch(batch))

    def _fits_in_time(self, order: m.DreamOrder) -> bool:
        """Return whether a dream can sound before its deadline; if only a shorter one can, shorten the order."""
        speed = self._worker.speed(order.model)
        if not speed or not order.plays or not self._settings.voices.max:
            return True
        left_s = self.deadline_s(order) - self._wall_clock()
        length_s = longest_in_time_s(order.duration_s, speed, SAFETY * left_s)
        if not length_s:
            self._requests.finish(order.id)
            self.drop(order, "late")
            return False
        self._fallback.shortened = ""
        if length_s < order.duration_s:
            self._fallback.shortened = (
                f"dream {order.id} is made {length_s:.1f} s long instead of {order.duration_s:g} s "
                f"({order.model} makes {speed:.2g} times real time)"
            )
            self._requests.replace(order.id, duration_s=round(length_s, 3))
        return True

    def _prepared(self, batch: list[m.DreamOrder]) -> list[m.DreamOrder]:
        """Write into the orders of a batch where their samples go.

        No dream goes without a voice or a loop so that another one may have two channels.
        """
        orders = [self._requests.find(order.id) or order for order in batch]
        rooms, lacking = self._rooms(orders, 2)
        if lacking:
            self._mixer.order_leases.keep(self._requests.all())  # none of them names what was leased just now
            rooms, lacking = self._rooms(orders, 1)
        for order in lacking:
            self._reports.problem(f"dream {order.id} is made as a file only: no room (set [audio] arena_s higher)")
        return [self._requests.replace(order.id, **room) for order, room in zip(orders, rooms, strict=True)]

    def _rooms(
        self, orders: list[m.DreamOrder], channels: int
    ) -> tuple[list[dict[str, m.ArenaRange | None]], list[m.DreamOrder]]:
        """Lease what each order needs, on so many channels at most; return it, and the orders that lack some."""
        rooms: list[dict[str, m.ArenaRange | None]] = []
        lacking: list[m.DreamOrder] = []
        for order in orders:
            wanted = {
                "voice": bool(self._settings.voices.max) and order.plays,
                "loop": bool(self._settings.follower.loops),
            }
            rooms.append({name: self._room(order, channels) if wants else None for name, wants in wanted.items()})
            if any(wants and rooms[-1][name] is None for name, wants in wanted.items()):
                lacking.append(order)
        return rooms, lacking

    def _room(self, order: m.DreamOrder, channels: int) -> m.ArenaRange | None:
        """Lease room for a dream: for two channels if its seed may have two, where there is so much.

        A recording tells when it is read; what is too much is free again at the dream's first answer.
        """
        frames = round(order.duration_s * self._sample_rate)
        may_be_stereo = channels == 2 and not order.noise and (order.seed is None or order.seed.channels == 2)
        both = self._mixer.order_leases.take(frames, 2) if may_be_stereo else None
        return both or self._mixer.order_leases.take(frames)

    # -- the worker comes and goes, and so may this controller ---------------------------------------------------

    def restore(self, state: ControllerState) -> None:
        """Take over the orders of a controller that died; the worker repeats what it answered meanwhile."""
        self._requests.restore(state.at_worker, state.waiting, state.given_up)
        self._requests.awaited.update((order.id, order) for order in state.awaited)
        self._mixer.order_leases.keep(self._requests.all())

    def remember(self, state: ControllerState) -> None:
        """Write what `restore` needs into the controller's state."""
        state.at_worker, state.waiting = list(self._requests.at_worker), self._requests.waiting()
        state.awaited, state.given_up = list(self._requests.awaited.values()), dict(self._requests.given_up)

    def model_ready(self, model: str) -> None:
        """A model is warm: send again the orders that the worker should have, from a controller that died."""
        for order in self._requests.waiting():
            if not order.model:  # asked for before anybody knew which model is the default
                self._requests.replace(order.id, model=model)
        for order in self._requests.at_worker:
            self._worker.ask(m.DreamBatch([order]))
            if order.id in self._requests.given_up:
                self._worker.send(m.Cancel(order.id))

    def worker_lost(self) -> None:
        """Put the worker's orders back in line; each dream that sounds plays as far as it is made.

        An order that was given up, or that two workers died of, is over.
        """
        for order in list(self._requests.at_worker):
            voice = self._mixer.voices.find(order.id)
            # A dream that was heard in part is made again as a file and a loop; it does not sound from the start again.
            plays = order.plays or (voice is not None and voice.slot == NO_SLOT)
            self._mixer.voices.end(order.id)
            self._requests.replace(order.id, voice=None, loop=None, plays=plays)
        given_up = dict(self._requests.given_up)
        for order in self._requests.worker_lost():
            if self._requests.given_up.pop(order.id, None) is not None:
                self._reports.dropped(order.id, given_up[order.id])
            else:
                self._reports.failed(order.id, "the dreaming engine ended twice while it made this dream")
