"""The controller: sole owner of changing state. OSC, the folder watcher and the worker put frozen events in its queue.

``python -m live_daemon.control.controller``, started by the supervisor. A restarted controller reads its last state
from disk and the audio record, and goes on.
"""

from __future__ import annotations

import argparse
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import live_daemon
from live_daemon.audio.control import EngineControl, EngineStalledError
from live_daemon.audio.record import AudioRecord
from live_daemon.bank.bank_loader import BankLoaded
from live_daemon.bank.bank_orders import BankOrders
from live_daemon.black_box.writer import EventLog
from live_daemon.control.dispatch import handlers
from live_daemon.control.dream_controls import DreamControls
from live_daemon.control.events import OscArrived, PortsChanged, ProblemArrived, WorkerConnected, WorkerLost
from live_daemon.control.inbox import MOST_WAITING, Inbox
from live_daemon.control.model_loads import ModelLoads
from live_daemon.control.noted_link import NotedLink
from live_daemon.control.osc_ports import OscPorts
from live_daemon.control.sound_watch import SoundWatch
from live_daemon.control.state_answer import SETS_MUCH, StateAnswer, state_messages
from live_daemon.dreams.dream_orders import DreamOrders
from live_daemon.log import Lasting, say
from live_daemon.loops.loop import Loop
from live_daemon.loops.mixer import LoopMixer
from live_daemon.osc.addresses import OscValue
from live_daemon.osc.allowed_paths import PathRefusedError
from live_daemon.osc.askers import ASKING
from live_daemon.osc.console_link import StateTeller
from live_daemon.osc.link import Heard, OscLink
from live_daemon.osc.reporter import Reporter
from live_daemon.settings import Settings, settings_from_file
from live_daemon.state.dream_numbers import DreamNumbers
from live_daemon.state.state_file import find_state, save_state
from live_daemon.takes.recordings import RecordingArrived, RecordingRefused, RecordingWatcher
from live_inference.bank.manifest import BankError
from live_inference.worker import messages as m
from live_inference.worker.heartbeat import Heartbeat
from live_inference.worker.process import end_when_a_thread_fails, end_with_parent

TICK_S = 0.02
STATUS_S = 1.0
SAVE_S = 0.2
WAIT_FOR_PARTS_S = 15.0
"""A start that takes longer is told again and again what it waits for."""
HUNG_S = 2.0
"""A controller that did not come to its next event for so long hangs: it looks fifty times a second."""
END_S = 30.0

Event = (
    OscArrived
    | ProblemArrived
    | RecordingArrived
    | RecordingRefused
    | PortsChanged
    | WorkerConnected
    | WorkerLost
    | BankLoaded
    | m.Message
)


class Controller:
    """Turns events into changes, one after the other. *Everything here runs in the controller's main thread.*"""

    def __init__(
        self,
        settings: Settings,
        record: AudioRecord,
        session: str,
        black_box: Path | None = None,
        pulse: Heartbeat | None = None,
        console_port: int = 0,
        osc_ports: tuple[int, int] | None = None,
    ):
        """``osc_ports``: our own port and that of the OSC process; None: OSC is not heard."""
        self._settings = settings
        self._pulse = pulse
        self._record = record
        self._recordings = Path(settings.paths.recordings).resolve()  # as OSC paths are: one take has one name
        self.events: Inbox[Event] = Inbox(lambda: record.panics)
        self._control = EngineControl(record)
        self._stage = LoopMixer(
            self._control,
            len(record.arena),
            record.sample_rate,
            settings.voices,
            settings.follower,
            settings.audio.monitor,
            samples=record.arena,
            engine_rate=record.get("engine_sample_rate"),
            own_outputs=settings.audio.outputs == "per_loop",
        )
        self._black_box = EventLog(black_box, lambda: int(record.get("frame")), self._tell)
        self._teller = Reporter(settings.osc.receivers, self._black_box.note, console_port)
        self._console = StateTeller(console_port)
        self._osc = None
        if osc_ports is not None:
            self._osc = OscLink(
                *osc_ports,
                self._on_osc,
                lambda address, reason: self.events.put(ProblemArrived(address, reason)),
                lambda ports: self.events.put(PortsChanged(ports)),
            )
            self._teller.answer_by(self._osc.answer)
        self._ports = OscPorts(settings.osc, self._teller)
        self._save_trouble = Lasting()
        self._watcher = RecordingWatcher(self._recordings, self.events.put, self._tell)
        self._link = NotedLink(
            self._black_box,
            Path(record.folder),
            self.events.put,
            lambda: self.events.put(WorkerConnected()),
            lambda: self.events.put(WorkerLost()),
        )
        self._numbers = DreamNumbers([Path(settings.paths.state), Path(record.folder)])
        self._state = find_state(settings.paths, session, len(record.arena), self._numbers.read(), self._tell)
        self._came_back = self._state.session == session
        self._state.session = session
        self._models = ModelLoads(self._link)
        self._desk = DreamOrders(
            settings,
            self._state,
            self._stage,
            self._control,
            self._teller,
            self._watcher,
            self._link,
            self._save,
            self._numbers.write,
        )
        self._controls = DreamControls(self._state.controls, self._link, self._desk.worker.controls_changed)
        self._banks = BankOrders(settings, record, self._state, self._stage, self._teller, self.events.put)
        self._state_answer = StateAnswer(
            lambda: state_messages(self._stage, lambda: self._stage.follower | self._controls.present()),
            self._teller.send,
        )
        self._loops_told: list[Loop] = []
        self._sound = SoundWatch(record, self._stage, self._teller, settings.audio.device)
        self._announced = self._came_back
        self._say_start_s = time.monotonic() + WAIT_FOR_PARTS_S
        self._changed = False
        self._engine_stalled = False
        self._fell_back = False
        self._bands_told: list[float] = []
        self._saved_s = 0.0
        self._handlers: dict[str, Callable[..., None]] = {
            **handlers(self._stage, self._desk, self._banks, self._controls),
            "/dream/panic": self._look_for_panic,
            "/dream/ping": self._on_ping,
            "/dream/state": self._state_answer.ask,
            "/dream/model/load": self._on_model_load,
            "/dream/model/list": self._on_model_list,
            "/dream/follower/bands": self._on_bands,
        }

    def _tell(self, text: str) -> None:
        """*Any thread.*"""
        self.events.put(ProblemArrived("", text))

    # -- life ----------------------------------------------------------------------------------------------------

    def run(self, stop: threading.Event) -> None:
        """Handle events until asked to stop."""
        self._begin()
        next_tick = next_status = time.monotonic()
        while not stop.is_set():
            try:
                event = self.events.get(timeout=max(0.0, next_tick - time.monotonic()))
            except queue.Empty:
                event = None
            try:
                self._step(event)
                now = time.monotonic()
                self._beat()
                if now >= next_tick:
                    next_tick = max(next_tick + TICK_S, now)
                    self._tick(now)
                if now >= next_status:
                    next_status = max(next_status + STATUS_S, now)
                    self._send_status()
            except EngineStalledError as error:
                if not self._engine_stalled:
                    self._teller.problem("", str(error))  # the supervisor starts the engine again
                self._engine_stalled = True
        self._beat(END_S)
        self._end()

    def _beat(self, patience_s: float = HUNG_S) -> None:
        if self._pulse is not None:
            self._pulse.beat(patience_s)

    def _begin(self) -> None:
        panicked = self._record.panics != self._state.panics
        if panicked:  # the state is older than a panic, or lost: what sounds now may not be what is to sound
            self._record.ask_for_panic()
            self._state.stage.silence()
        try:
            self._stage.restore(self._state.stage)  # of a state that is lost: what sounds, and nobody knows, fades
        except EngineStalledError:
            self._engine_stalled = True
        if self._came_back:
            self._desk.restore()
            say(f"the controller is back: {len(self._stage.loops)} loops, {self._desk.waiting} dreams in line")
        # After a panic that nobody has handled, a take that is there already may have been made before it.
        left_alone = self._watcher.start(self._state.taken if self._came_back and not panicked else None)
        self._look_for_panic()
        if left_alone and not self._came_back:
            say(f"{left_alone} recordings are in {self._recordings} already: they are left alone (seed them by OSC)")
        self._link.start()
        if self._osc is not None:
            self._osc.start()
        if self._banks.has_default and not (self._came_back or panicked):
            self._handle(OscArrived("/dream/bank/load", (str(self._banks.default_folder),)))

    def _end(self) -> None:
        self._save()
        self._desk.drop_all()
        self._watcher.close()
        self._teller.send("/dream/terminated")
        self._link.close()
        if self._osc is not None:
            self._osc.close()
        self._teller.close()
        self._black_box.close()

    def _on_osc(self, heard: Heard) -> None:
        """*OSC link's thread.* The engine has heard of a panic already; the rest waits in its turn."""
        self._black_box.note("osc_in", address=heard.address, values=heard.values)
        asker = heard.sender if heard.address in ASKING else None
        self.events.put(OscArrived(heard.address, heard.values, asker), heard.panics)

    def _tick(self, now: float) -> None:
        if self._engine_stalled and self._control.waiting == 0:
            self._engine_stalled = False
            self._stage.reapply()
        device_changed = self._sound.look()
        if self._stage.tick(self._stage_time_s()) or device_changed:
            self._changed = True
        if self._stage.bands != self._bands_told:
            self._bands_told = self._stage.bands
            self._teller.send("/dream/bands", *self._bands_told)
        self._tell_sounding()
        self._desk.tick()
        if self._desk.worker.hangs():
            self._teller.problem("", "the dreaming engine does not answer: it is ended and started again")
            self._desk.worker.model_ready = False
            self._link.kill_worker()
        if self._stage.loops:
            self._teller.send("/dream/gains", *self._stage.gains())
        self._tell_state()
        self._console.tell(self._stage.follower | self._controls.present(), now)
        if self._changed and now - self._saved_s >= SAVE_S:
            self._changed, self._saved_s = False, now
            self._save()
        if not self._announced:
            self._look_whether_ready(now)

    def _look_whether_ready(self, now: float) -> None:
        """Say that the daemon is ready when it is: the engine runs, a model is warm or none can be."""
        worker = self._desk.worker
        lacks = [] if self._sound.is_on else ["the sound"]
        lacks += [] if worker.model_ready or worker.no_model else ["the model"]
        lacks += [] if self._osc is None or self._ports.are_known else ["the OSC process"]
        if lacks:
            if now > self._say_start_s:
                self._say_start_s = now + WAIT_FOR_PARTS_S
                say(f"starting: {' and '.join(lacks)} {'is' if len(lacks) == 1 else 'are'} not there yet")
            return
        self._announced = True
        dreams = Path(self._settings.paths.dreams)
        without = ["without a model: nothing is dreamt"] if worker.no_model else []
        without += ["without sound"] if self._sound.is_degraded else []
        without += ["OSC is not heard"] if self._ports.is_taken else []
        without += [f"{folder} is not there" for folder in (self._recordings, dreams) if not folder.is_dir()]
        but = f" ({', '.join(without)})" if without else ""
        say(f"ready{but}: drop recordings into {self._recordings}, dreams appear in {dreams}")
        self._teller.send("/dream/initialized", live_daemon.__version__)
        self._state_answer.ask()  # surfaces that were open before the daemon cannot know

    def _step(self, event: Event | None) -> None:
        self._look_for_panic()
        if event is None:
            return
        if not self.events.is_forgotten(event, self._state.panics):
            self._handle(event)
        elif isinstance(event, RecordingArrived):
            say(f"{event.path.name} came before the panic: it is not dreamt on")

    def _handle(self, event: Event) -> None:
        if not isinstance(event, OscArrived | ProblemArrived):  # those are heard and told: noted there
            self._black_box.event("event", event)
        match event:
            case OscArrived(address, arguments, asker):
                if asker is not None:
                    self._teller.hears(asker)
                if address in SETS_MUCH:
                    self._state_answer.ask()
                try:
                    self._handlers[address](*arguments)
                except (PathRefusedError, BankError, IndexError, ValueError, OSError) as refused:
                    self._teller.problem(address, str(refused))
            case ProblemArrived(address, message):
                self._teller.problem(address, message)
                return  # nothing changed
            case RecordingArrived():
                self._desk.recording_arrived(event)
            case RecordingRefused():
                self._desk.recording_refused(event)
            case BankLoaded():
                self._banks.loaded(event)
            case PortsChanged(ports):
                self._ports.tell(ports)
                return
            case WorkerConnected():
                self._fell_back = False  # once for each worker
                self._controls.tell_worker()
                self._models.ask_now(self._state.model or self._settings.engine.model)
            case WorkerLost():
                self._teller.problem("", "the dreaming engine ended; it is started again, what sounds goes on")
                self._state.model = self._models.worker_lost() or self._state.model
                self._desk.worker_lost()
            case m.DreamStarted() | m.TakeReading():
                self._desk.answered(event)
                return
            case m.DreamProgress():
                self._desk.answered(event)
                if not self._stage.start_voices(self._stage_time_s()):
                    return
                self._tell_sounding()
            case m.DreamReady() | m.DreamFailed() | m.DreamCancelled():
                self._desk.answered(event)
            case _:
                self._on_model_message(event)
        self._changed = True

    def _on_bands(self, *words: float | str) -> None:
        try:
            self._stage.set_bands(words)
        except ValueError as error:
            raise ValueError(f"/dream/follower/bands {error}") from error
        self._bands_told = []  # answered even when they are the same

    # -- models --------------------------------------------------------------------------------------------------

    def _on_model_message(self, message: m.Message) -> None:
        match message:
            case m.ModelReady(name, x_realtime, controls):
                self._state.model = name
                self._models.answered()
                self._controls.model_is(controls)
                self._desk.worker_ready(name, x_realtime)
                say(f"model {name} is ready")
                self._teller.send("/dream/model/ready", name)
            case m.ModelList(models):
                for row in models:
                    approach = str(row.get("approach") or "broken")
                    self._teller.send("/dream/model/name", str(row["name"]), approach, int(row["default"]))
            case m.Problem(address, text):
                self._teller.problem(address, text)
                if address != "/dream/model/load":
                    return
                self._models.answered()
                if self._desk.worker.model_ready:
                    return
                if self._fell_back:
                    self._desk.worker.no_model = True
                else:
                    self._fell_back = True
                    self._state.model = ""
                    self._models.ask_now("")  # the shipped default is better than no dream at all

    def _on_model_load(self, name: str) -> None:
        if not self._models.ask(name):
            self._state.model = name
            raise ValueError(f"/dream/model/load: the dreaming engine is away; {name} is loaded when it is back")

    def _on_model_list(self) -> None:
        if not self._link.send(m.ListModels()):
            raise ValueError("/dream/model/list: the dreaming engine is away; ask again")

    # -- the rest ------------------------------------------------------------------------------------------------

    def _look_for_panic(self) -> None:
        """Handle a panic that was asked for since this was looked at last.

        The engine fades everything since then and starts nothing until this is done, whatever was asked for before.
        What is silenced is written down at once, so that a controller that comes back knows of it.
        """
        number = self._record.panics
        if number == self._state.panics:
            return
        self._banks.forget()  # else a bank that is read just then would sound, and open the monitor
        self._stage.silence()
        self._desk.cancel_all()
        self._state.panics = number
        self._control.panic_handled(number)
        self._save()
        self._state_answer.ask()
        say("panic: everything fades, every loop is muted, everything that was asked for is given up")

    def _tell_state(self) -> None:
        """Tell those who show loops when there are other ones; and whoever asked."""
        told, now = self._loops_told, self._stage.loops
        if len(told) != len(now) or any(one is not other for one, other in zip(told, now, strict=True)):
            self._loops_told = list(now)
            self._state_answer.ask()
        self._state_answer.tick()

    def _on_ping(self, *token: OscValue) -> None:
        self._teller.send("/dream/pong", *token)

    def _stage_time_s(self) -> float:
        return float(self._record.get("frame") / self._record.sample_rate)

    def _tell_sounding(self) -> None:
        for dream_id in self._stage.voices.take_begun():
            self._teller.send("/dream/sounding", dream_id)

    def _send_status(self) -> None:
        self._sound.say_when_it_changes()
        if left_out := self.events.take_left_out():
            self._teller.problem("", f"{left_out} OSC messages are left out: {MOST_WAITING} wait already (send fewer)")
        if not self._announced:
            state = "starting"
        elif self._sound.is_degraded or not self._desk.worker.model_ready:
            state = "degraded"
        else:
            state = "dreaming" if self._desk.orders.at_worker else "ready"
        counters = self._control.counters()
        self._teller.send(
            "/dream/status",
            state,
            self._state.model,
            len(self._stage.voices),
            self._desk.waiting,
            counters.xruns,
            counters.load,
            self._sound.latency_ms,
        )

    def _save(self) -> None:
        self._state.stage = self._stage.state()
        self._desk.remember()
        self._state.taken = self._watcher.taken()
        try:
            save_state(Path(self._settings.paths.state), self._state)
        except OSError as error:
            # The show goes on; only what a controller that comes back would find is older than it could be.
            trouble = f"{self._settings.paths.state}: the state cannot be written ({error.strerror})"
            if self._save_trouble.is_new(trouble):
                self._teller.problem("", trouble)
        else:
            if self._save_trouble.is_over():
                say(f"{self._settings.paths.state}: the state is written again")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the controller process until its supervisor closes standard input or asks it to stop."""
    parser = argparse.ArgumentParser(prog="live_daemon.control.controller", description=__doc__)
    parser.add_argument("--settings", type=Path, required=True, help="resolved settings, JSON")
    parser.add_argument("--record", type=Path, required=True, help="folder of the audio record")
    parser.add_argument("--session", required=True, help="one run of the supervisor")
    parser.add_argument("--black-box", type=Path, help="folder of this session's black box")
    parser.add_argument("--pulse", type=Path, help="file of eight bytes in which it says that it lives")
    parser.add_argument("--console", type=int, default=0, help="UDP port on which the console hears; 0: there is none")
    parser.add_argument("--osc", type=int, nargs=2, help="our UDP port and that of the OSC process")
    options = parser.parse_args(arguments)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process; the supervisor ends us in order
    end_when_a_thread_fails()
    end_with_parent(stop.set)
    record = AudioRecord.open(options.record)
    pulse = Heartbeat(options.pulse) if options.pulse else None
    settings = settings_from_file(options.settings)
    osc_ports = tuple(options.osc) if options.osc else None
    controller = Controller(settings, record, options.session, options.black_box, pulse, options.console, osc_ports)
    controller.run(stop)
    return 0


if __name__ == "__main__":
    sys.exit(main())
