"""From a recording to an order, from the worker's answers to what the host hears. The controller's dreams."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from live_daemon.allowed_paths import resolve_inside
from live_daemon.audio.control import EngineControl, LayerName
from live_daemon.log import say
from live_daemon.orders import MOST_WAITING, Orders
from live_daemon.osc.addresses import OscValue
from live_daemon.recordings import RecordingArrived, RecordingRefused, RecordingWatcher
from live_daemon.settings import Settings
from live_daemon.stage import Loop, Stage, Voice
from live_daemon.state_file import ControllerState
from live_daemon.teller import Teller, one_line
from live_inference import messages as m
from live_inference.dream_files import atomically, file_stamp, write_wav
from live_inference.worker_link import WorkerLink

KEPT_DREAMS = 500
KEPT_LIVE_SEEDS = 20
DREAM_PATIENCE_S = 15.0
CANCEL_PATIENCE_S = 3.0
SAME_TAKE_S = 2.0


class DreamDesk:
    """Takes orders, sends them one by one, answers the host. *Controller's main thread only.*"""

    def __init__(
        self,
        settings: Settings,
        state: ControllerState,
        stage: Stage,
        control: EngineControl,
        teller: Teller,
        watcher: RecordingWatcher,
        link: WorkerLink,
        save: Callable[[], None],
    ):
        self._settings = settings
        self._state = state
        self._stage = stage
        self._control = control
        self._teller = teller
        self._watcher = watcher
        self._link = link
        self._save = save
        self._sent_s = 0.0
        self._live_folder = Path(settings.paths.state) / "live"
        self._allowed = (
            *(Path(getattr(settings.paths, n)) for n in ("recordings", "dreams", "bank")),
            self._live_folder,
        )
        self._awaited: dict[int, m.DreamOrder] = {}  # asked for by OSC, their file not finished yet
        self._from_folder: dict[Path, tuple[int, float]] = {}  # the folder's last order on each path, and when
        self._rng = random.Random()
        self.orders = Orders()
        self.model_ready = False

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
        if self.waiting >= MOST_WAITING:
            raise ValueError(f"/dream/seed: {self.waiting} dreams wait already (cancel some, or wait)")
        order = self._new_order(recording, recording.name, options)
        self._awaited[order.id] = order
        self._save()
        self._watcher.expect(recording, order.id)

    def seed_live(self, seconds: float, *options: OscValue) -> None:
        """Dream on the last seconds of the live input.

        Raises:
            ValueError: nothing was heard yet.
            OSError: the state folder cannot be written.
        """
        heard = self._control.read_input(seconds)
        if not len(heard):
            raise ValueError("/dream/seed/live: nothing was heard yet (is the sound device running?)")
        file = self._live_folder / f"live-{self._state.next_id:04d}.wav"
        rate = round(self._control.record.sample_rate)
        atomically(file, lambda partial: write_wav(partial, heard, rate))
        for old in sorted(self._live_folder.glob("live-*.wav"))[:-KEPT_LIVE_SEEDS]:
            old.unlink(missing_ok=True)
        self._queue(self._new_order(file, "live", options))

    def recording_arrived(self, arrived: RecordingArrived) -> None:
        """Dream on a recording that is finished."""
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

    def send_next(self) -> None:
        """Send the next order, when the worker is free and warm."""
        if not (self._link.connected and self.model_ready):
            return
        order = self.orders.next()
        if order is None:
            return
        frames = round(order.duration_s * self._control.record.sample_rate)
        voice = order.voice or (self._stage.take_room(frames) if self._settings.voices.max else None)
        loop = order.loop or (self._stage.take_room(frames) if self._settings.follower.loops else None)
        if (self._settings.voices.max and voice is None) or (self._settings.follower.loops and loop is None):
            self._teller.problem("", f"dream {order.id} is made as a file only: no room (set [audio] arena_s higher)")
        order = self.orders.give_room(voice, loop)
        self._save()
        self._sent_s = time.monotonic()
        self._link.send(order)

    def restore(self) -> None:
        """Take over the orders of a controller that died; what the worker answered meanwhile it answers again."""
        state = self._state
        self.orders.restore(state.current, state.waiting, state.given_up)
        for order in self.orders.all():
            for place in (order.voice, order.loop):
                if place is not None:
                    self._stage.reserve_room(place)
        for order in state.awaited:
            self._awaited[order.id] = order
            self._watcher.expect(Path(order.recording), order.id)

    def remember(self) -> None:
        """Write what `restore` needs into the controller's state."""
        state = self._state
        state.current, state.waiting = self.orders.current, self.orders.waiting()
        state.awaited, state.given_up = list(self._awaited.values()), sorted(self.orders.given_up)

    def worker_ready(self) -> None:
        """The model is warm: ask again for the order that a controller that died had sent."""
        self.model_ready = True
        if self.orders.current is not None:
            self._sent_s = time.monotonic()
            self._link.send(self.orders.current)
            if self.orders.current.id in self.orders.given_up:
                self._link.send(m.Cancel(self.orders.current.id))

    def worker_hangs(self) -> bool:
        """Whether the worker has not said a word of its dream for so long that it must be ended."""
        if self.orders.current is None or not self.model_ready:
            return False
        patience_s = CANCEL_PATIENCE_S if self.orders.current.id in self.orders.given_up else DREAM_PATIENCE_S
        return time.monotonic() - self._sent_s > patience_s

    def cancel(self, dream_id: int) -> None:
        """Give up a dream.

        Raises:
            ValueError: no such dream is open.
        """
        order = self._awaited.pop(dream_id, None)
        if order is None:
            order = next((one for one in self.orders.all() if one.id == dream_id), None)
        if order is None:
            raise ValueError(f"/dream/cancel: no dream {dream_id} is queued or being made")
        if order is self.orders.current:
            # Answered by DreamCancelled, or by the worker's end: until then its room may still be written to.
            self.orders.given_up.add(dream_id)
            self._sent_s = time.monotonic()
            self._link.send(m.Cancel(dream_id))
        else:
            self.orders.finish(dream_id)
            self._drop(order, "cancelled")

    def cancel_all(self) -> None:
        """Give up every dream."""
        for dream_id in [*self._awaited, *(order.id for order in self.orders.all())]:
            self.cancel(dream_id)

    def drop_all(self, reason: str) -> None:
        """Tell of every open dream that it will not come."""
        for order in [*self._awaited.values(), *self.orders.all()]:
            self._drop(order, reason)

    # -- the worker's answers ------------------------------------------------------------------------------------

    def worker_lost(self) -> None:
        """Put the order that the worker had back in line; one that was given up, or that it died of twice, is over."""
        self.model_ready = False
        lost = self.orders.worker_lost()
        if lost is None:
            return
        self._stage.give_room_back(lost.voice, lost.loop)
        if lost.id in self.orders.given_up:
            self.orders.given_up.discard(lost.id)
            self._tell_dropped(lost.id, "cancelled")
        else:
            self._fail(lost.id, "the dreaming engine ended twice while it made this dream")

    def answered(
        self, answer: m.DreamStarted | m.DreamProgress | m.DreamReady | m.DreamFailed | m.DreamCancelled
    ) -> None:
        """Pass on what the worker says of a dream."""
        given_up = answer.id in self.orders.given_up
        if not given_up:
            self._sent_s = time.monotonic()
        match answer:
            case m.DreamStarted(dream_id):
                self._teller.send("/dream/started", dream_id)
            case m.DreamProgress(dream_id, fraction):
                self._teller.send("/dream/progress", dream_id, fraction)
            case _:
                order = self.orders.finish(answer.id)
                if order is None:
                    return  # answered already, before this controller came back
                if isinstance(answer, m.DreamReady) and not given_up:
                    self._ready(order, answer)
                    return
                self._stage.give_room_back(order.voice, order.loop)
                if isinstance(answer, m.DreamFailed):
                    self._fail(order.id, answer.reason)
                else:
                    self._tell_dropped(order.id, "cancelled")

    def _ready(self, order: m.DreamOrder, ready: m.DreamReady) -> None:
        self._state.dreams[ready.id] = ready.path
        for oldest in sorted(self._state.dreams)[:-KEPT_DREAMS]:
            del self._state.dreams[oldest]
        self._teller.send("/dream/ready", ready.id, ready.path, ready.duration_s)
        say(f"dream {ready.id} is ready: {ready.path} ({ready.duration_s:g} s)")
        if order.voice is not None and not self._stage.queue_voice(Voice(order.voice, ready.id)):
            self._teller.problem(
                "", f"dream {ready.id} is not played: too many wait already (it is a file, and a loop)"
            )
        if order.loop is not None and ready.loop_frames == 0:
            self._stage.give_room_back(order.loop)
        elif order.loop is not None:
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
        if options and any(order.id == dream_id for order in self.orders.all()):
            self.cancel(dream_id)
        return not options

    def _new_id(self) -> int:
        number = self._state.next_id
        self._state.next_id += 1
        return number

    def _new_order(self, path: Path, name: str, options: Sequence[OscValue]) -> m.DreamOrder:
        model, duration_s, rng_seed = ([*options, None, None, None])[:3]
        return m.DreamOrder(
            id=self._new_id(),
            recording=path.as_posix(),
            recording_name=name,
            model=str(model or self._state.model or self._settings.engine.model),
            duration_s=float(self._settings.engine.duration_s if duration_s is None else duration_s),
            rng_seed=self._rng.randrange(2**31) if rng_seed is None else int(rng_seed),
            folder=self._settings.paths.dreams,
        )

    def _queue(self, order: m.DreamOrder) -> None:
        if not self.orders.add(order):
            self._drop(order, f"{len(self.orders)} dreams wait already")
            return
        self._save()  # before anybody hears the number: a controller that comes back must not give it away again
        self._teller.send("/dream/queued", order.id, order.recording, order.model)
        self.send_next()

    def _drop(self, order: m.DreamOrder, reason: str) -> None:
        self._stage.give_room_back(order.voice, order.loop)
        self._tell_dropped(order.id, reason)

    def _tell_dropped(self, dream_id: int, reason: str) -> None:
        self._teller.send("/dream/dropped", dream_id, reason)
        say(f"dream {dream_id} dropped: {reason}")

    def _fail(self, dream_id: int, reason: str) -> None:
        self._teller.send("/dream/failed", dream_id, one_line(reason))
        say(f"dream {dream_id} failed: {reason}")
