"""Requests, by OSC or by a recording in the folder, become orders."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from live_daemon.audio.control import EngineControl
from live_daemon.dreams.dream_orders import DreamOrders
from live_daemon.dreams.reports import DreamReports
from live_daemon.dreams.requests import MOST_WAITING, DreamRequests
from live_daemon.dreams.worker_session import WorkerSession
from live_daemon.loops.mixer import LoopMixer
from live_daemon.osc.addresses import OscValue
from live_daemon.osc.allowed_paths import resolve_inside
from live_daemon.settings import Settings
from live_daemon.state.state_file import ControllerState
from live_daemon.takes.arrivals import RecordingArrived, RecordingRefused
from live_daemon.takes.recordings import RecordingWatcher
from live_inference.files.dreams import file_stamp
from live_inference.files.mono import middle
from live_inference.worker import messages as m
from live_inference.worker.arena import write_range

KEPT_LIVE_SEEDS = 20
SAME_TAKE_S = 2.0
"""A host that records into the folder and asks for the same file within this time means one dream, not two."""


class DreamIntake:
    """Turns requests and recordings into orders. *Controller's main thread only.*"""

    def __init__(
        self,
        settings: Settings,
        state: ControllerState,
        requests: DreamRequests,
        orders: DreamOrders,
        worker: WorkerSession,
        watcher: RecordingWatcher,
        reports: DreamReports,
        *,
        mixer: LoopMixer,
        control: EngineControl,
        save: Callable[[], None],
        write_number: Callable[[int], None],
        clock: Callable[[], float] = time.monotonic,
    ):
        """``save`` writes the controller's state; ``write_number`` keeps the next number, even on a full disk."""
        self._settings = settings
        self._state = state
        self._requests = requests
        self._orders = orders
        self._worker = worker
        self._watcher = watcher
        self._reports = reports
        self._mixer = mixer
        self._control = control
        self._save = save
        self._write_number = write_number
        self._clock = clock
        self._live_folder = Path(settings.paths.state) / "live"
        self._allowed = (
            *(Path(getattr(settings.paths, name)) for name in ("recordings", "dreams", "bank")),
            self._live_folder,
        )
        self._from_folder: dict[Path, tuple[int, float]] = {}  # the folder's last order on each path, and when
        self._rng = random.Random()

    def seed(self, path: str, *options: OscValue) -> None:
        """Dream on a recording, once its file is finished. ``options``: model, duration_s, rng_seed.

        Raises:
            PathRefusedError: outside the allowed folders.
        """
        recording = resolve_inside(path, self._allowed)
        if self._is_ordered_by_folder(recording, options):
            return
        order = self._new_order(recording, recording.name, options)
        if self._requests.count >= MOST_WAITING:
            self._orders.drop(order, "full")
            return
        self._requests.awaited[order.id] = order
        self._save()
        self._watcher.expect(recording, order.id)

    def seed_live(self, seconds: float, *options: OscValue) -> None:
        """Dream on the last seconds of the live input. The samples go to the worker directly, without a file.

        Raises:
            ValueError: nothing was heard yet, or not since the device is away, or there is no room for the seed.
        """
        if self._requests.count >= MOST_WAITING:  # looked at first: a minute takes long to copy
            self._orders.drop(self._new_order(self._live_folder, "live", options), "full")
            return
        heard = self._control.read_input_channels(seconds)
        if not heard.size:
            raise ValueError("/dream/seed/live: nothing was heard yet (is the sound device running?)")
        if self._control.record.get("stand_in") and not heard.any():  # what was heard before it went is a seed
            away = "the sound device is away, or no host plays"
            raise ValueError(f"/dream/seed/live: {away}: nothing was heard in these {seconds:g} s")
        place = self._mixer.order_leases.take(heard.shape[-1], heard.ndim)
        if place is None and heard.ndim == 2:  # a mono dream rather than none
            heard = middle(heard)
            place = self._mixer.order_leases.take(len(heard))
        if place is None:
            raise ValueError(f"/dream/seed/live: no room for {seconds:g} s (set [audio] arena_s higher)")
        write_range(self._control.record.arena, place, 0, heard)
        for old in sorted(self._live_folder.glob("live-*.wav"))[: 1 - KEPT_LIVE_SEEDS]:
            old.unlink(missing_ok=True)
        order = self._new_order(self._live_folder, "live", options)
        file = self._live_folder / f"live-{order.id:04d}.wav"  # the worker keeps the seed there
        self._orders.add(replace(order, recording=file.as_posix(), seed=place, priority=int(m.Priority.LIVE)))

    def seed_noise(self, kind: str, *options: OscValue) -> None:
        """Dream on noise, one of `NOISES`, which the worker makes from the order's random seed."""
        name = f"noise-{kind}"
        self._orders.add(replace(self._new_order(Path(name), name, options), noise=kind))

    def recording_arrived(self, arrived: RecordingArrived) -> None:
        """Dream on a recording that is finished."""
        if arrived.remark:
            self._reports.problem(f"{arrived.path.name}: {arrived.remark}")
        if arrived.order_id is not None:
            awaited = self._requests.awaited.pop(arrived.order_id, None)
            if awaited is not None:
                self._orders.add(replace(awaited, stamp=file_stamp(arrived.path)))
            return
        if any(Path(order.recording) == arrived.path for order in self._requests.awaited.values()):
            return  # the host asked for it and the watcher found it: one dream
        order = replace(self._new_order(arrived.path, arrived.path.name, ()), stamp=file_stamp(arrived.path))
        self._from_folder[arrived.path] = (order.id, self._clock())
        self._orders.add(order)

    def recording_refused(self, refused: RecordingRefused) -> None:
        """Report that a file is no recording."""
        if refused.order_id is None:
            self._reports.failed(self._take_number(), refused.reason)
        elif self._requests.awaited.pop(refused.order_id, None) is not None:
            self._reports.failed(refused.order_id, refused.reason)

    def expect_again(self) -> None:
        """Wait for the files that a controller that died waited for."""
        for order in self._requests.awaited.values():
            self._watcher.expect(Path(order.recording), order.id)

    def _take_number(self) -> int:
        number = self._state.next_id
        self._state.next_id += 1
        self._write_number(self._state.next_id)  # before anybody hears of it
        return number

    def _is_ordered_by_folder(self, recording: Path, options: Sequence[OscValue]) -> bool:
        """Return whether the folder just ordered this very dream.

        With options the folder's order gives way to the new one. (When the host asks first, `recording_arrived` takes
        the file once.)
        """
        dream_id, ordered_s = self._from_folder.pop(recording, (-1, -1e9))
        if self._clock() - ordered_s > SAME_TAKE_S:
            return False
        if options and self._requests.find(dream_id) is not None:
            self._orders.cancel(dream_id, "superseded")
        return not options

    def _new_order(self, path: Path, name: str, options: Sequence[OscValue]) -> m.DreamOrder:
        model, duration_s, rng_seed = ([*options, None, None, None])[:3]
        of_bank = path.is_relative_to(Path(self._settings.paths.bank).resolve())
        return m.DreamOrder(
            id=self._take_number(),
            recording=path.as_posix(),
            recording_name=name,
            model=str(model or self._worker.wanted_model),
            duration_s=float(self._settings.engine.duration_s if duration_s is None else duration_s),
            rng_seed=self._rng.randrange(2**31) if rng_seed is None else int(rng_seed),
            folder=self._settings.paths.dreams,
            priority=int(m.Priority.BANK if of_bank else m.Priority.FILE),
        )
