"""The controller: sole owner of changing state. OSC, the folder watcher and the worker put frozen events in its queue.

``python -m live_daemon.controller``, started by the supervisor. A controller that comes back reads its last state from
disk and the audio record, and goes on.
"""

from __future__ import annotations

import argparse
import queue
import random
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import live_daemon
from live_daemon.allowed_paths import PathRefusedError, resolve_inside
from live_daemon.audio.control import EngineControl, EngineStalledError, LayerName
from live_daemon.audio.layout import ProcessState
from live_daemon.audio.record import AudioRecord
from live_daemon.bank_loader import BankLoaded, load_bank, load_dream
from live_daemon.log import say
from live_daemon.orders import Orders
from live_daemon.osc.addresses import OscValue
from live_daemon.osc.transport import ErrorLimiter, OscSender, OscServer
from live_daemon.recordings import RecordingArrived, RecordingRefused, RecordingWatcher
from live_daemon.settings import Settings, settings_from_file
from live_daemon.stage import Loop, Stage, Voice
from live_daemon.state_file import ControllerState, load_state, save_state
from live_inference import messages as m
from live_inference.bank import BankError
from live_inference.dream_files import atomically, write_wav
from live_inference.process import end_with_parent
from live_inference.worker_link import WorkerLink

TICK_S = 0.02
STATUS_S = 1.0
RETRY_PORT_S = 2.0
WAIT_FOR_PARTS_S = 9.0
KEPT_DREAMS = 500


@dataclass(frozen=True, slots=True)
class OscArrived:
    """A message of the table, its arguments checked."""

    address: str
    arguments: tuple[OscValue, ...]


@dataclass(frozen=True, slots=True)
class OscRefused:
    """A message that the table or the allow list refuses."""

    address: str
    reason: str


@dataclass(frozen=True, slots=True)
class WorkerConnected:
    """The worker answers."""


@dataclass(frozen=True, slots=True)
class WorkerLost:
    """The worker's connection ended."""


Event = (
    OscArrived
    | OscRefused
    | RecordingArrived
    | RecordingRefused
    | WorkerConnected
    | WorkerLost
    | BankLoaded
    | m.Message
    | None
)


class Controller:
    """Turns events into changes, one after the other. *Everything here runs in the controller's main thread.*"""

    def __init__(self, settings: Settings, record: AudioRecord, session: str):
        self._settings = settings
        self._record = record
        self._state_folder = Path(settings.paths.state)
        self._recordings = Path(settings.paths.recordings)
        self._dreams_folder = Path(settings.paths.dreams)
        self._bank_folder = Path(settings.paths.bank)
        self._allowed = (self._recordings, self._dreams_folder, self._bank_folder, self._state_folder / "live")
        self.events: queue.Queue[Event] = queue.Queue()
        self._control = EngineControl(record)
        self._stage = Stage(self._control, len(record.arena), settings.voices, settings.follower)
        self._orders = Orders()
        self._awaited: dict[int, m.DreamOrder] = {}  # asked for by OSC, their file not finished yet
        self._rng = random.Random()
        self._sender = OscSender(settings.osc.receivers)
        self._limiter = ErrorLimiter()
        self._server: OscServer | None = None
        self._port_tried_s = -1e9
        self._watcher = RecordingWatcher(
            self._recordings, self.events.put, lambda text: self.events.put(OscRefused("", text))
        )
        self._link = WorkerLink(
            Path(record.folder),
            self.events.put,
            lambda: self.events.put(WorkerConnected()),
            lambda: self.events.put(WorkerLost()),
        )
        self._state = load_state(self._state_folder, session) or ControllerState()
        self._came_back = self._state.session == session
        self._state.session = session
        self._model_ready = False
        self._announced = self._came_back
        self._started_s = time.monotonic()
        self._audio_was_running = False
        self._handlers: dict[str, Callable[..., None]] = {
            "/dream/seed": self._on_seed,
            "/dream/seed/live": self._on_seed_live,
            "/dream/cancel": self._on_cancel,
            "/dream/panic": self._on_panic,
            "/dream/ping": self._on_ping,
            "/dream/model/load": self._on_model_load,
            "/dream/model/list": self._on_model_list,
            "/dream/bank/load": self._on_bank_load,
            "/dream/bank/add": self._on_bank_add,
            "/dream/loop/gain": self._stage.set_loop_gain,
            "/dream/loop/mute": lambda loop, on: self._stage.set_loop_mute(loop, bool(on)),
            "/dream/loop/layer": self._stage.set_loop_layer,
            "/dream/follower/enable": lambda on: self._stage.set_follower("enabled", on),
            "/dream/follower/attack_ms": lambda value: self._stage.set_follower("attack_ms", value),
            "/dream/follower/release_ms": lambda value: self._stage.set_follower("release_ms", value),
            "/dream/follower/sensitivity_db": lambda value: self._stage.set_follower("sensitivity_db", value),
            "/dream/follower/q": lambda value: self._stage.set_follower("q", value),
        }

    # -- life ----------------------------------------------------------------------------------------------------

    def run(self, stop: threading.Event) -> None:
        """Handle events until asked to stop."""
        self._begin()
        next_status = time.monotonic()
        next_tick = next_status
        while not stop.is_set():
            try:
                event = self.events.get(timeout=max(0.0, next_tick - time.monotonic()))
            except queue.Empty:
                event = None
            if event is not None:
                self._handle(event)
            now = time.monotonic()
            if now >= next_tick:
                next_tick = max(next_tick + TICK_S, now)
                self._tick(now)
            if now >= next_status:
                next_status += STATUS_S
                self._send_status()
        self._end()

    def _begin(self) -> None:
        if self._came_back:
            self._stage.restore(self._state.stage)
            for order in self._state.orders:
                self._orders.add(order)
            say(f"the controller is back: {len(self._stage.loops)} loops, {len(self._orders)} dreams in line")
        else:
            self._stage.begin()
            self._control.set_monitor(self._settings.audio.monitor)
        taken = {Path(path) for path in self._state.taken} if self._came_back else None
        left_alone = self._watcher.start(taken)
        if left_alone and not self._came_back:
            say(f"{left_alone} recordings are in {self._recordings} already: they are left alone (seed them by OSC)")
        self._link.start()
        self._open_port()
        if not self._came_back and (self._bank_folder / "bank.json").is_file():
            self._on_bank_load(str(self._bank_folder))

    def _end(self) -> None:
        for order in self._orders.all():
            self._drop(order, "the daemon ends")
        self._watcher.close()
        self._sender.send("/dream/terminated")
        self._link.close()
        if self._server is not None:
            self._server.close()
        self._sender.close()

    def _open_port(self) -> None:
        osc = self._settings.osc
        self._port_tried_s = time.monotonic()
        try:
            self._server = OscServer(
                osc.listen_host,
                osc.listen_port,
                osc.allow,
                lambda address, values: self.events.put(OscArrived(address, values)),
                lambda address, reason: self.events.put(OscRefused(address, reason)),
            )
        except OSError as error:
            self._problem(
                "",
                f"osc.listen_port {osc.listen_port} on {osc.listen_host} cannot be used ({error.strerror}): OSC is not "
                "heard; close the program that holds it, or set [osc] listen_port (tried again every 2 s)",
            )
        else:
            self._server.start()
            say(f"OSC: hearing {osc.listen_host}:{osc.listen_port}, sending to {', '.join(osc.send) or 'nobody'}")

    def _tick(self, now: float) -> None:
        self._stage.tick(self._control.counters().frames / self._record.sample_rate)
        self._send_next_order()
        if self._stage.loops:
            self._sender.send("/dream/gains", *self._stage.gains())
        if self._server is None and now - self._port_tried_s > RETRY_PORT_S:
            self._open_port()
        if not self._announced and (
            (self._model_ready and self._audio_running()) or now - self._started_s > WAIT_FOR_PARTS_S
        ):
            self._announced = True
            say(f"ready: drop recordings into {self._recordings}, dreams appear in {self._dreams_folder}")
            self._sender.send("/dream/initialized", live_daemon.__version__)

    def _handle(self, event: Event) -> None:
        match event:
            case OscArrived(address, arguments):
                try:
                    self._handlers[address](*arguments)
                except (PathRefusedError, BankError, EngineStalledError, IndexError, ValueError, OSError) as refused:
                    self._problem(address, str(refused))
                else:
                    self._save()
            case OscRefused(address, reason):
                self._problem(address, reason)
            case RecordingArrived(path, order_id):
                self._on_recording(path, order_id)
            case RecordingRefused(path, reason, order_id):
                awaited = self._awaited.pop(order_id, None) if order_id is not None else None
                self._fail(awaited.id if awaited else self._new_id(), reason)
            case BankLoaded():
                self._on_bank_loaded(event)
            case WorkerConnected():
                self._link.send(m.LoadModel(self._state.model or self._settings.engine.model))
            case WorkerLost():
                self._on_worker_lost()
            case _:
                self._on_worker_message(event)

    # -- dreams --------------------------------------------------------------------------------------------------

    def _new_id(self) -> int:
        number = self._state.next_id
        self._state.next_id += 1
        return number

    def _new_order(self, path: Path, name: str, *options: OscValue) -> m.DreamOrder:
        model, duration_s, rng_seed = ([*options, None, None, None])[:3]
        return m.DreamOrder(
            id=self._new_id(),
            recording=path.as_posix(),
            recording_name=name,
            model=str(model or self._state.model or self._settings.engine.model),
            duration_s=float(self._settings.engine.duration_s if duration_s is None else duration_s),
            rng_seed=self._rng.randrange(2**31) if rng_seed is None else int(rng_seed),
            folder=str(self._dreams_folder),
        )

    def _on_seed(self, path: str, *options: OscValue) -> None:
        recording = resolve_inside(path, self._allowed)
        order = self._new_order(recording, recording.name, *options)
        self._awaited[order.id] = order
        self._watcher.expect(recording, order.id)

    def _on_seed_live(self, seconds: float, *options: OscValue) -> None:
        heard = self._control.read_input(seconds)
        if not len(heard):
            raise ValueError("/dream/seed/live: nothing was heard yet (is the sound device running?)")
        order = self._new_order(self._state_folder / "live" / f"live-{self._state.next_id:04d}.wav", "live", *options)
        rate = round(self._record.sample_rate)
        atomically(Path(order.recording), lambda partial: write_wav(partial, heard, rate))
        self._queue(order)

    def _on_recording(self, path: Path, order_id: int | None) -> None:
        if order_id is not None:
            awaited = self._awaited.pop(order_id, None)
            if awaited is not None:
                self._queue(awaited)
            return
        # A host that records into the watched folder and also sends /dream/seed means one dream, not two.
        if not any(Path(order.recording) == path for order in [*self._awaited.values(), *self._orders.all()]):
            self._queue(self._new_order(path, path.name))

    def _queue(self, order: m.DreamOrder) -> None:
        if not self._orders.add(order):
            self._drop(order, f"{len(self._orders)} dreams wait already")
            return
        self._sender.send("/dream/queued", order.id, order.recording, order.model)
        self._send_next_order()
        self._save()

    def _send_next_order(self) -> None:
        if not self._link.connected or not self._model_ready:
            return
        order = self._orders.next()
        if order is None:
            return
        frames = round(order.duration_s * self._record.sample_rate)
        voice = order.voice or (self._stage.take_room(frames) if self._settings.voices.max else None)
        loop = order.loop or (self._stage.take_room(frames) if self._settings.follower.loops else None)
        self._link.send(self._orders.give_room(voice, loop))

    def _on_cancel(self, dream_id: int) -> None:
        awaited = self._awaited.pop(dream_id, None)
        order = awaited or next((one for one in self._orders.all() if one.id == dream_id), None)
        if order is None:
            raise ValueError(f"/dream/cancel: no dream {dream_id} is queued or being made")
        if order is self._orders.current:
            self._link.send(m.Cancel(dream_id))  # answered by DreamCancelled: its room may still be written to
        else:
            self._orders.finish(dream_id)
            self._drop(order, "cancelled")

    def _on_panic(self) -> None:
        self._stage.panic()
        self._awaited.clear()
        for order in self._orders.all():
            self._on_cancel(order.id)

    def _drop(self, order: m.DreamOrder, reason: str) -> None:
        self._stage.give_room_back(order.voice, order.loop)
        self._sender.send("/dream/dropped", order.id, reason)
        say(f"dream {order.id} dropped: {reason}")

    def _fail(self, dream_id: int, reason: str) -> None:
        self._sender.send("/dream/failed", dream_id, _short(reason))
        say(f"dream {dream_id} failed: {reason}")
        self._save()

    # -- the worker ----------------------------------------------------------------------------------------------

    def _on_worker_lost(self) -> None:
        self._model_ready = False
        self._problem("", "the dreaming engine ended; it is started again, what sounds goes on")
        lost = self._orders.worker_lost()
        if lost is not None:
            self._stage.give_room_back(lost.voice, lost.loop)
            self._fail(lost.id, "the dreaming engine ended twice while it made this dream")

    def _on_worker_message(self, message: Event) -> None:
        match message:
            case m.ModelReady(name):
                self._model_ready = True
                self._state.model = name
                say(f"model {name} is ready")
                self._sender.send("/dream/model/ready", name)
                self._save()
            case m.ModelList(models):
                for row in models:
                    approach = str(row.get("approach") or "broken")
                    self._sender.send("/dream/model/name", str(row["name"]), approach, int(row["default"]))
            case m.DreamStarted(dream_id):
                self._sender.send("/dream/started", dream_id)
            case m.DreamProgress(dream_id, fraction, _):
                self._sender.send("/dream/progress", dream_id, fraction)
            case m.DreamReady():
                self._on_dream_ready(message)
            case m.DreamFailed(dream_id, reason):
                order = self._orders.finish(dream_id)
                if order is not None:
                    self._stage.give_room_back(order.voice, order.loop)
                    self._fail(dream_id, reason)
            case m.DreamCancelled(dream_id):
                order = self._orders.finish(dream_id)
                if order is not None:
                    self._drop(order, "cancelled")
            case m.Problem(address, text):
                self._problem(address, text)
                if address == "/dream/model/load" and not self._model_ready:
                    self._state.model = ""
                    if self._settings.engine.model:
                        self._link.send(m.LoadModel(""))  # the shipped default is better than no dream at all

    def _on_dream_ready(self, ready: m.DreamReady) -> None:
        order = self._orders.finish(ready.id)
        if order is None:
            return
        self._state.dreams[ready.id] = ready.path
        for oldest in sorted(self._state.dreams)[:-KEPT_DREAMS]:
            del self._state.dreams[oldest]
        self._sender.send("/dream/ready", ready.id, ready.path, ready.duration_s)
        say(f"dream {ready.id} is ready: {ready.path} ({ready.duration_s:g} s)")
        if order.voice is not None:
            self._stage.queue_voice(Voice(order.voice, ready.id))
        if order.loop is not None:
            pitches = list(zip(ready.pitches_hz, ready.pitch_weights, strict=True))
            layer = cast("LayerName", self._settings.follower.layer)
            self._stage.add_loop(
                Loop(order.loop, pitches, Path(ready.path).stem, ready.loop_frames, ready.id, layer=layer)
            )
            self._sender.send("/dream/bank/ready", "", len(self._stage.loops))
        self._save()

    # -- models and banks ----------------------------------------------------------------------------------------

    def _on_model_load(self, name: str) -> None:
        if not self._link.send(m.LoadModel(name)):
            self._state.model = name  # loaded as soon as the engine is back
            raise ValueError(f"/dream/model/load: the dreaming engine is away; {name} is loaded when it is back")

    def _on_model_list(self) -> None:
        if not self._link.send(m.ListModels()):
            raise ValueError("/dream/model/list: the dreaming engine is away; ask again")

    def _on_bank_load(self, path: str) -> None:
        folder = resolve_inside(path, (self._bank_folder, *self._allowed))
        load_bank(folder, self._record.arena, round(self._record.sample_rate), self._stage, self.events.put)

    def _on_bank_add(self, dream_id: int) -> None:
        path = self._state.dreams.get(dream_id)
        if path is None:
            raise ValueError(f"/dream/bank/add: no dream {dream_id} was made")
        load_dream(Path(path), self._record.arena, round(self._record.sample_rate), self._stage, self.events.put)

    def _on_bank_loaded(self, loaded: BankLoaded) -> None:
        self._stage.give_room_back(*loaded.unused)
        for fault in loaded.faults:
            self._problem("/dream/bank/load", fault)
        if not loaded.loops:
            return
        if loaded.adds:
            self._stage.add_loop(loaded.loops[0])
        else:
            self._stage.replace_loops(loaded.loops)
            self._state.bank = str(loaded.path)
        self._sender.send("/dream/bank/ready", "" if loaded.adds else loaded.path.as_posix(), len(self._stage.loops))
        say(f"{len(self._stage.loops)} loops play" + ("" if loaded.adds else f" from {loaded.path}"))
        self._save()

    # -- telling -------------------------------------------------------------------------------------------------

    def _on_ping(self, *token: OscValue) -> None:
        self._sender.send("/dream/pong", *token)

    def _problem(self, address: str, message: str) -> None:
        if self._limiter.allows():
            self._sender.send("/dream/error", address, _short(message))
            say(message)

    def _audio_running(self) -> bool:
        return int(self._record.get("process_state")) == ProcessState.RUNNING

    def _send_status(self) -> None:
        running = self._audio_running()
        if running != self._audio_was_running:
            say(f"sound is on at {self._record.sample_rate:g} Hz" if running else "sound is off")
        self._audio_was_running = running
        if not self._announced:
            state = "starting"
        elif not (running and self._model_ready):
            state = "degraded"
        else:
            state = "dreaming" if self._orders.current is not None else "ready"
        counters = self._control.counters()
        self._sender.send(
            "/dream/status",
            state,
            self._state.model,
            len(self._stage.voices),
            len(self._orders) + len(self._awaited),
            counters.xruns,
            counters.load,
            1000 * (self._record.get("latency_in_s") + self._record.get("latency_out_s")),
        )

    def _save(self) -> None:
        self._state.stage = self._stage.state()
        self._state.orders = self._orders.all()
        self._state.taken = [str(path) for path in self._watcher.taken()]
        try:
            save_state(self._state_folder, self._state)
        except OSError as error:
            # The show goes on; only what a controller that dies would find again is older than it could be.
            self._problem("", f"{self._state_folder}: the state cannot be written ({error.strerror})")


def _short(text: str) -> str:
    """Fit a message into one datagram that every host takes (1472 bytes), on one line."""
    return " ".join(text.split())[:1000]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the controller process until its supervisor closes standard input or asks it to stop."""
    parser = argparse.ArgumentParser(prog="live_daemon.controller", description=__doc__)
    parser.add_argument("--settings", type=Path, required=True, help="resolved settings, JSON")
    parser.add_argument("--record", type=Path, required=True, help="folder of the audio record")
    parser.add_argument("--session", required=True, help="one run of the supervisor")
    options = parser.parse_args(arguments)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process; the supervisor ends us in order
    end_with_parent(stop.set)
    controller = Controller(settings_from_file(options.settings), AudioRecord.open(options.record), options.session)
    controller.run(stop)
    return 0


if __name__ == "__main__":
    sys.exit(main())
