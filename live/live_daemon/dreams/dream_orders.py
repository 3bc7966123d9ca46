"""From a recording to an order, from the worker's answers to what the host hears. The controller's dreams."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from live_daemon.audio.control import EngineControl
from live_daemon.audio.reader import LayerName
from live_daemon.dreams.fallback import Fallback
from live_daemon.dreams.priming import SAFETY, longest_in_time_s, primed_s
from live_daemon.dreams.requests import MOST_TOGETHER, MOST_WAITING, DreamRequests
from live_daemon.dreams.worker_watch import WorkerWatch
from live_daemon.log import say
from live_daemon.loops.loop import Loop
from live_daemon.loops.mixer import LoopMixer
from live_daemon.loops.slots import NO_SLOT
from live_daemon.loops.voices import Voice
from live_daemon.osc.addresses import OscValue
from live_daemon.osc.allowed_paths import resolve_inside
from live_daemon.osc.reporter import Reporter, one_line
from live_daemon.settings import Settings
from live_daemon.state.state_file import ControllerState
from live_daemon.takes.recordings import RecordingArrived, RecordingRefused, RecordingWatcher
from live_inference.files.dreams import file_stamp
from live_inference.worker import messages as m
from live_inference.worker.link import WorkerLink

KEPT_DREAMS = 500
KEPT_LIVE_SEEDS = 20
SAME_TAKE_S = 2.0
PROGRESS_EVERY_S = 0.1
ANSWER_AFTER_S = 1.0
"""A worker that is away may be back in a moment; after that a loop stands in for the dream."""


class DreamOrders:
    """Takes orders, sends them to the worker, answers the host. *Controller's main thread only.*"""

    def __init__(
        self,
        settings: Settings,
        state: ControllerState,
        stage: LoopMixer,
        control: EngineControl,
        teller: Reporter,
        watcher: RecordingWatcher,
        link: WorkerLink,
        save: Callable[[], None],
        note_number: Callable[[int], None] = lambda _: None,
    ):
        """``note_number`` writes down which number comes next, also where the disk is full."""
        self._settings = settings
        self._state = state
        self._stage = stage
        self._control = control
        self._teller = teller
        self._watcher = watcher
        self._link = link
        self._save = save
        self._note_number = note_number
        self._told_s: dict[int, float] = {}  # when each dream's progress was told last
        self._live_folder = Path(settings.paths.state) / "live"
        self._allowed = (
            *(Path(getattr(settings.paths, n)) for n in ("recordings", "dreams", "bank")),
            self._live_folder,
        )
        self._awaited: dict[int, m.DreamOrder] = {}  # asked for by OSC, their file not finished yet
        self._from_folder: dict[Path, tuple[int, float]] = {}  # the folder's last order on each path, and when
        self._rng = random.Random()
        self._ladder = Fallback(stage, teller)
        self.orders = DreamRequests()
        self.worker = WorkerWatch(link, self.orders)

    @property
    def waiting(self) -> int:
        """Number of dreams that are ordered and not made yet."""
        return len(self.orders) + len(self._awaited)

    # -- ordering ------------------------------------------------------------------------------------------------

    def seed(self, path: str, *options: OscValue) -> None:
        """Dream on a recording, once its file is finished.

        Raises:
            PathRefusedError: outside the allowed folders.
        """
        recording = resolve_inside(path, self._allowed)
        if self._adopted(recording, options):
            return
        order = self._new_order(recording, recording.name, options)
        if self.waiting >= MOST_WAITING:
            self._drop(order, "full")
            return
        self._awaited[order.id] = order
        self._save()
        self._watcher.expect(recording, order.id)

    def seed_live(self, seconds: float, *options: OscValue) -> None:
        """Dream on the last seconds of the live input: the samples go to the worker as they are, without a file.

        Raises:
            ValueError: nothing was heard yet, or there is no room for the seed.
        """
        if self.waiting >= MOST_WAITING:  # looked at first: a minute takes long to copy
            self._drop(self._new_order(self._live_folder, "live", options), "full")
            return
        heard = self._control.read_input(seconds)
        if not len(heard):
            raise ValueError("/dream/seed/live: nothing was heard yet (is the sound device running?)")
        place = self._stage.order_leases.take(len(heard))
        if place is None:
            raise ValueError(f"/dream/seed/live: no room for {seconds:g} s (set [audio] arena_s higher)")
        self._control.record.arena[place.offset : place.offset + place.frames] = heard
        file = self._live_folder / f"live-{self._state.next_id:04d}.wav"
        for old in sorted(self._live_folder.glob("live-*.wav"))[: 1 - KEPT_LIVE_SEEDS]:
            old.unlink(missing_ok=True)
        order = self._new_order(file, "live", options)
        self._queue(replace(order, seed=place, priority=int(m.Priority.LIVE)))

    def recording_arrived(self, arrived: RecordingArrived) -> None:
        """Dream on a recording that is finished."""
        if arrived.remark:
            self._teller.problem("", f"{arrived.path.name}: {arrived.remark}")
        if arrived.order_id is not None:
            awaited = self._awaited.pop(arrived.order_id, None)
            if awaited is not None:
                self._queue(replace(awaited, stamp=file_stamp(arrived.path)))
            return
        if any(Path(order.recording) == arrived.path for order in self._awaited.values()):
            return  # the host asked for it while the folder told of it: see `_adopted`
        order = replace(self._new_order(arrived.path, arrived.path.name, ()), stamp=file_stamp(arrived.path))
        self._from_folder[arrived.path] = (order.id, time.monotonic())
        self._queue(order)

    def recording_refused(self, refused: RecordingRefused) -> None:
        """Tell that a file is no recording."""
        if refused.order_id is None:
            self._fail(self._new_id(), refused.reason)
        elif self._awaited.pop(refused.order_id, None) is not None:
            self._fail(refused.order_id, refused.reason)

    def cancel(self, dream_id: int, reason: str = "cancelled") -> None:
        """Give up a dream; what sounds of it fades.

        Raises:
            ValueError: no such dream is open.
        """
        order = self._awaited.pop(dream_id, None) or self.orders.find(dream_id)
        if order is None:
            raise ValueError(f"/dream/cancel: no dream {dream_id} is queued or being made")
        self._stage.voices.stop(dream_id)
        if reason != "late":
            self._stage.voices.stop_answer(dream_id)
        if order in self.orders.at_worker:
            # Answered by DreamCancelled, or by the worker's end: until then its room may still be written to.
            if dream_id not in self.orders.given_up:
                self.orders.given_up[dream_id] = reason
                self.worker.spoke()
                self._link.send(m.Cancel(dream_id))
        else:
            self.orders.finish(dream_id)
            self._drop(order, reason)

    def cancel_all(self) -> None:
        """Give up every dream."""
        for dream_id in [*self._awaited, *(order.id for order in self.orders.all())]:
            self.cancel(dream_id)

    def drop_all(self) -> None:
        """Tell of every open dream that it will not come: the daemon ends."""
        for order in [*self._awaited.values(), *self.orders.all()]:
            self._drop(order, "ended")

    # -- what time does ------------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Give up what is late, look where the ladder stands, send what waits. Called some 50 times a second."""
        self._drop_late()
        self._ladder.look(self._trouble())
        for order in self.orders.all():
            if order.id in self.orders.given_up:
                continue  # a late one was answered when it was given up; nobody waits for the others
            if time.time() - order.asked_s > ANSWER_AFTER_S and self._stage.voices.find(order.id) is None:
                self._ladder.answer(order)
        self.send_next()

    def _deadline_s(self, order: m.DreamOrder) -> float:
        """The time of the system's clock by which a dream must sound."""
        engine = self._settings.engine
        return order.asked_s + (engine.live_deadline_s if order.priority == m.Priority.LIVE else engine.deadline_s)

    def _drop_late(self) -> None:
        now = time.time()
        for order in self.orders.all():
            unheard = order not in self.orders.at_worker or (order.plays and order.voice is not None)
            if now > self._deadline_s(order) and unheard and order.id not in self.orders.given_up:
                self.cancel(order.id, "late")
                self._ladder.answer(order)
        for voice in self._stage.voices.waiting_since(now):
            self._stage.voices.stop(voice.dream_id)
            self._teller.problem("", f"dream {voice.dream_id} is not played: its turn came too late (it is a file)")

    def _trouble(self) -> str:
        """Why no dream can be counted on now; empty when one can."""
        trouble = self.worker.trouble()
        if trouble:
            return trouble
        engine, speed = self._settings.engine, self.worker.speed(self._state.model)
        if speed and self._settings.voices.max and not longest_in_time_s(engine.duration_s, speed, engine.deadline_s):
            return f"model {self._state.model} is too slow here ({speed:.2g} times real time)"
        return ""

    def send_next(self) -> None:
        """Send the next orders, when the worker is warm and has nothing as urgent."""
        self._stage.order_leases.keep(self.orders.all())
        if not self.worker.is_ready:
            return
        speed = self.worker.speed(self._state.model) or 1.0
        most = max(1, min(MOST_TOGETHER, int(SAFETY * speed)))  # so that each of them still keeps ahead of its sound
        batch = []
        for order in self.orders.next_batch(most):
            if self._fits_in_time(order):
                batch.append(self._prepared(order))
        if not batch:
            return
        self._save()
        self.worker.spoke()
        self._link.send(m.DreamBatch(batch))

    def _fits_in_time(self, order: m.DreamOrder) -> bool:
        """Whether a dream can sound before its deadline; a shorter one may, then it is ordered."""
        speed = self.worker.speed(order.model)
        if not speed or not order.plays or not self._settings.voices.max:
            return True
        left_s = self._deadline_s(order) - time.time()
        length_s = longest_in_time_s(order.duration_s, speed, SAFETY * left_s)
        if not length_s:
            self.orders.finish(order.id)
            self._drop(order, "late")
            return False
        self._ladder.shortened = ""
        if length_s < order.duration_s:
            self._ladder.shortened = (
                f"dream {order.id} is made {length_s:.1f} s long instead of {order.duration_s:g} s "
                f"({order.model} makes {speed:.2g} times real time)"
            )
            self.orders.replace(order.id, duration_s=round(length_s, 3))
        return True

    def _prepared(self, order: m.DreamOrder) -> m.DreamOrder:
        """Write into an order where its samples go."""
        order = self.orders.find(order.id) or order
        frames = round(order.duration_s * self._control.record.sample_rate)
        wants_voice, wants_loop = bool(self._settings.voices.max) and order.plays, bool(self._settings.follower.loops)
        voice = self._stage.order_leases.take(frames) if wants_voice else None
        loop = self._stage.order_leases.take(frames) if wants_loop else None
        if (wants_voice and voice is None) or (wants_loop and loop is None):
            self._teller.problem("", f"dream {order.id} is made as a file only: no room (set [audio] arena_s higher)")
        return self.orders.replace(order.id, voice=voice, loop=loop)

    # -- the worker comes and goes, and so may this controller ---------------------------------------------------

    def restore(self) -> None:
        """Take over the orders of a controller that died; what the worker answered meanwhile it answers again."""
        state = self._state
        self.orders.restore(state.at_worker, state.waiting, state.given_up)
        self._stage.order_leases.keep(self.orders.all())
        for order in state.awaited:
            self._awaited[order.id] = order
            self._watcher.expect(Path(order.recording), order.id)

    def remember(self) -> None:
        """Write what `restore` needs into the controller's state."""
        state = self._state
        state.at_worker, state.waiting = list(self.orders.at_worker), self.orders.waiting()
        state.awaited, state.given_up = list(self._awaited.values()), dict(self.orders.given_up)

    def worker_ready(self, model: str, x_realtime: float) -> None:
        """The model is warm: ask again for the orders that a controller that died had sent."""
        self.worker.became_ready()
        self.worker.warmed_up(model, x_realtime)
        for order in self.orders.waiting():
            if not order.model:  # asked for before anybody knew which model is the default
                self.orders.replace(order.id, model=model)
        for order in self.orders.at_worker:
            self.worker.spoke()
            self._link.send(m.DreamBatch([order]))
            if order.id in self.orders.given_up:
                self._link.send(m.Cancel(order.id))

    def worker_lost(self) -> None:
        """Put the orders that the worker had back in line; what sounds of them plays to the end of what is made.

        One that was given up, or that the worker died of twice, is over.
        """
        self.worker.ended()
        for order in list(self.orders.at_worker):
            voice = self._stage.voices.find(order.id)
            # What was heard in part is made again as a file and a loop; it does not begin again on stage.
            plays = order.plays or (voice is not None and voice.slot == NO_SLOT)
            self._stage.voices.end(order.id)
            self.orders.replace(order.id, voice=None, loop=None, plays=plays)
        given_up = dict(self.orders.given_up)
        for order in self.orders.worker_lost():
            if self.orders.given_up.pop(order.id, None) is not None:
                self._tell_dropped(order.id, given_up[order.id])
            else:
                self._fail(order.id, "the dreaming engine ended twice while it made this dream")

    # -- the worker's answers ------------------------------------------------------------------------------------

    def answered(
        self, answer: m.TakeReading | m.DreamStarted | m.DreamProgress | m.DreamReady | m.DreamFailed | m.DreamCancelled
    ) -> None:
        """Pass on what the worker says of a dream."""
        given_up = self.orders.given_up.get(answer.id)
        if given_up is None:
            self.worker.spoke()
        match answer:
            case m.TakeReading(dream_id):
                self.orders.reading.add(dream_id)
                self.send_next()
            case m.DreamStarted(dream_id):
                self.orders.reading.discard(dream_id)
                self._teller.send("/dream/started", dream_id)
            case m.DreamProgress():
                self._progress(answer)
            case _:
                self._told_s.pop(answer.id, None)
                order = self.orders.finish(answer.id)
                if order is None:
                    return  # answered already, before this controller came back
                if isinstance(answer, m.DreamReady) and given_up is None:
                    self._ready(order, answer)
                    return
                self._stage.voices.stop(order.id)
                if isinstance(answer, m.DreamFailed):
                    self._fail(order.id, answer.reason)
                    if answer.rejected and given_up is None:
                        self._ladder.rejections += 1
                        self._ladder.look(self._trouble())
                        self._ladder.answer(order)
                else:
                    self._tell_dropped(order.id, given_up or "cancelled")

    def _progress(self, progress: m.DreamProgress) -> None:
        order = self.orders.find(progress.id)
        if order is None or order.id in self.orders.given_up:
            return
        now = time.monotonic()
        if progress.fraction >= 1 or now - self._told_s.get(order.id, -1e9) >= PROGRESS_EVERY_S:
            self._told_s[order.id] = now
            self._teller.send("/dream/progress", progress.id, progress.fraction)
        if progress.fraction > 0.3 and len(self.orders.at_worker) == 1:
            self.worker.dreamt(order, progress.x_realtime)
        self._stage.voices.fill(order.id, progress.filled)
        made_s = progress.filled / self._control.record.sample_rate
        if order.plays and order.voice is not None and made_s >= primed_s(order.duration_s, progress.x_realtime):
            self._play(order, progress.filled)

    def _play(self, order: m.DreamOrder, filled: int) -> bool:
        """Let a dream sound in its turn, as far as it is made; return False when too many wait."""
        assert order.voice is not None
        if not self._stage.voices.queue(
            Voice(order.voice, order.id, filled=filled, sound_by_s=self._deadline_s(order))
        ):
            return False
        self._stage.voices.stop_answer(order.id)
        if self.orders.find(order.id) is not None:
            self.orders.replace(order.id, plays=False)
        return True

    def _ready(self, order: m.DreamOrder, ready: m.DreamReady) -> None:
        self._ladder.rejections = 0
        self._state.dreams[ready.id] = ready.path
        for oldest in sorted(self._state.dreams)[:-KEPT_DREAMS]:
            del self._state.dreams[oldest]
        self._teller.send("/dream/ready", ready.id, ready.path, ready.duration_s)
        say(f"dream {ready.id} is ready: {ready.path} ({ready.duration_s:g} s)")
        if order.voice is not None:
            self._stage.voices.fill(order.id, order.voice.frames)
            if order.plays and not self._play(order, order.voice.frames):
                self._teller.problem(
                    "", f"dream {ready.id} is not played: too many wait already (it is a file, and a loop)"
                )
        if order.loop is not None and ready.loop_frames:
            pitches = list(zip(ready.pitches_hz, ready.pitch_weights, strict=True))
            layer = cast("LayerName", self._settings.follower.layer)
            self._stage.add_loop(
                Loop(order.loop, pitches, Path(ready.path).stem, ready.loop_frames, ready.id, layer=layer)
            )
            self._teller.send("/dream/bank/ready", "", len(self._stage.loops))

    # -- inside --------------------------------------------------------------------------------------------------

    def _adopted(self, recording: Path, options: Sequence[OscValue]) -> bool:
        """Whether the folder just ordered this very dream: a host that records there and also asks means one, not two.

        With options the folder's order gives way to the one that was asked for. (When the host asks first, the
        watcher itself takes the file once.)
        """
        dream_id, ordered_s = self._from_folder.pop(recording, (-1, -1e9))
        if time.monotonic() - ordered_s > SAME_TAKE_S:
            return False
        if options and self.orders.find(dream_id) is not None:
            self.cancel(dream_id, "superseded")
        return not options

    def _new_id(self) -> int:
        number = self._state.next_id
        self._state.next_id += 1
        self._note_number(self._state.next_id)  # before anybody hears of it
        return number

    def _new_order(self, path: Path, name: str, options: Sequence[OscValue]) -> m.DreamOrder:
        model, duration_s, rng_seed = ([*options, None, None, None])[:3]
        of_bank = path.is_relative_to(Path(self._settings.paths.bank).resolve())
        return m.DreamOrder(
            id=self._new_id(),
            recording=path.as_posix(),
            recording_name=name,
            model=str(model or self._state.model or self._settings.engine.model),
            duration_s=float(self._settings.engine.duration_s if duration_s is None else duration_s),
            rng_seed=self._rng.randrange(2**31) if rng_seed is None else int(rng_seed),
            folder=self._settings.paths.dreams,
            priority=int(m.Priority.BANK if of_bank else m.Priority.FILE),
        )

    def _queue(self, order: m.DreamOrder) -> None:
        order = replace(order, asked_s=time.time())
        if not self.orders.add(order):
            self._drop(order, "full")
            return
        self._save()  # before anybody hears the number: a controller that comes back must not give it away again
        self._teller.send("/dream/queued", order.id, order.recording, order.model)
        self.send_next()

    def _drop(self, order: m.DreamOrder, reason: str) -> None:
        self._tell_dropped(order.id, reason)

    def _tell_dropped(self, dream_id: int, reason: str) -> None:
        self._teller.send("/dream/dropped", dream_id, reason)
        say(f"dream {dream_id} dropped: {reason}")

    def _fail(self, dream_id: int, reason: str) -> None:
        self._teller.send("/dream/failed", dream_id, one_line(reason))
        say(f"dream {dream_id} failed: {reason}")
