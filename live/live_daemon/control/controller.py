"""The controller: sole owner of changing state. It takes events from its inbox, one by one, and hands them to owners.

A controller that is started again reads its last state from disk and the audio record, and goes on.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from pathlib import Path

from live_daemon.audio.control import EngineControl, EngineStalledError
from live_daemon.audio.record import AudioRecord
from live_daemon.bank.bank_loader import BankLoaded
from live_daemon.bank.bank_orders import BankOrders
from live_daemon.black_box.writer import EventLog
from live_daemon.control.dispatch import handlers
from live_daemon.control.dream_controls import DreamControls
from live_daemon.control.events import Event, OscArrived, PortsChanged, ProblemArrived, WorkerConnected, WorkerLost
from live_daemon.control.heard_reports import HeardReports
from live_daemon.control.inbox import Inbox
from live_daemon.control.input_recording import InputRecording
from live_daemon.control.loop_reports import LoopReports
from live_daemon.control.osc_ports import OscPorts
from live_daemon.control.recorded_link import RecordedLink
from live_daemon.control.said_pitches import SaidPitches
from live_daemon.control.sound_watch import SoundWatch
from live_daemon.control.start_report import StartReport
from live_daemon.control.state_saver import StateSaver
from live_daemon.control.status_report import StatusReport
from live_daemon.dreams.parts import DreamParts
from live_daemon.effects.dream_files import DreamRendered
from live_daemon.effects.jobs import EffectRendered
from live_daemon.effects.orders import EffectOrders
from live_daemon.log import say
from live_daemon.loops.mixer import LoopMixer
from live_daemon.osc.addresses import INCOMING, LOOP_STATE
from live_daemon.osc.allowed_paths import PathRefusedError
from live_daemon.osc.console_reporter import ConsoleReporter
from live_daemon.osc.link import Heard, OscLink
from live_daemon.osc.reporter import Reporter
from live_daemon.settings import Settings
from live_daemon.state.dream_numbers import DreamNumbers
from live_daemon.state.state_file import ControllerState, find_state
from live_daemon.takes.arrivals import RecordingArrived, RecordingRefused, TakeEnded
from live_daemon.takes.recordings import RecordingWatcher
from live_inference.bank.manifest import BankError
from live_inference.worker import messages as m
from live_inference.worker.heartbeat import Heartbeat

TICK_S = 0.02
STATUS_S = 1.0
HUNG_S = 2.0
"""Heartbeat timeout: the loop runs at 50 Hz, so 2 s without an iteration is a hang."""
END_S = 30.0


class Controller:
    """Turns events into changes, one after the other. *Everything here runs in the controller's main thread.*"""

    def __init__(
        self,
        settings: Settings,
        record: AudioRecord,
        session: str,
        black_box: Path | None = None,
        heartbeat: Heartbeat | None = None,
        console_port: int = 0,
        osc_ports: tuple[int, int] | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ):
        """``osc_ports``: our own port and that of the OSC process; None: OSC is not heard."""
        self._clock = clock
        self._heartbeat = heartbeat
        self._record = record
        self._recordings = Path(settings.paths.recordings).resolve()  # as OSC paths are: one take has one name
        self.events: Inbox[Event] = Inbox(lambda: record.panics)
        self._control = EngineControl(record)
        self._mixer = LoopMixer(
            self._control,
            len(record.arena),
            record.sample_rate,
            settings.voices,
            settings.follower,
            settings.audio.monitor,
            samples=record.arena,
            engine_rate=record.get("engine_sample_rate"),
            own_outputs=settings.audio.own_outputs,
        )
        self._black_box = EventLog(black_box, lambda: int(record.get("frame")), self._report)
        self._reporter = Reporter(settings.osc.receivers, self._black_box.note, console_port)
        self._ports = OscPorts(settings.osc, self._reporter)
        self._osc = self._osc_link(osc_ports)
        self._watcher = RecordingWatcher(self._recordings, self.events.put, self._report)
        numbers = DreamNumbers([Path(settings.paths.state), Path(record.folder)])
        self._state = find_state(settings.paths, session, len(record.arena), numbers.read(), self._report)
        self._came_back = self._state.session == session
        self._state.session = session
        self._saver = StateSaver(Path(settings.paths.state), self._present_state, self._reporter)
        self._dreams = DreamParts(
            settings,
            self._state,
            self._mixer,
            self._control,
            self._reporter,
            self._watcher,
            self._worker_link(),
            save=self._saver.save,
            write_number=numbers.write,
            clock=clock,
        )
        self._worker = self._dreams.worker
        self._controls = DreamControls(self._state.controls, self._worker)
        self._pitches = SaidPitches(self._state.pitches, self._worker)
        self._banks = BankOrders(settings, record, self._state, self._mixer, self._reporter, self.events.put)
        told = self._reporter, self.events.put, self._report, self._dreams.reports
        self._effects = EffectOrders(settings, record, self._state, self._mixer, *told)
        self._recording = InputRecording(self._control, self._recordings, self._reporter, self.events.put)
        self._loop_reports = LoopReports(
            *(self._mixer, self._controls, self._pitches, self._dreams.live, self._reporter),
            *(ConsoleReporter(console_port), {"/dream/recording": self._recording.present} | self._dreams.standing),
            clock,
            has_effects=bool(settings.effects.plugins),
        )
        self._sound = SoundWatch(record, self._mixer, self._reporter, settings.audio.device)
        self._heard = HeardReports(self._control, self._reporter, lambda: len(self._mixer.bands))
        self._status = StatusReport(self._control, self._mixer, self._dreams, self._sound, self._reporter)
        self._start = StartReport(
            settings.paths, self._sound, self._worker, self._ports if osc_ports else None, self._reporter
        )
        self._is_announced, self._engine_stalled = self._came_back, False
        self._handlers = handlers(
            {
                "controller": self,
                "reporter": self._reporter,
                "intake": self._dreams.intake,
                "orders": self._dreams.orders,
                "worker": self._worker,
                "reports": self._loop_reports,
                "mixer": self._mixer,
                "banks": self._banks,
                "effects": self._effects,
                "controls": self._controls,
                "pitches": self._pitches,
                "live": self._dreams.live,
                "recording": self._recording,
            }
        )

    def _osc_link(self, ports: tuple[int, int] | None) -> OscLink | None:
        if ports is None:
            return None
        link = OscLink(
            *ports,
            self._on_osc,
            lambda address, reason: self.events.put(ProblemArrived(address, reason)),
            lambda found: self.events.put(PortsChanged(found)),
        )
        self._reporter.answer_by(link.answer)
        return link

    def _worker_link(self) -> RecordedLink:
        return RecordedLink(
            self._black_box,
            Path(self._record.folder),
            self.events.put,
            lambda: self.events.put(WorkerConnected()),
            lambda: self.events.put(WorkerLost()),
        )

    def _report(self, text: str) -> None:
        """Report a problem in its turn. *Any thread.*"""
        self.events.put(ProblemArrived("", text))

    def _on_osc(self, heard: Heard) -> None:
        """*OSC link's thread.* The engine has heard of a panic already; the rest waits in its turn."""
        self._black_box.note("osc_in", address=heard.address, values=heard.values)
        asker = heard.sender if INCOMING[heard.address].asks else None
        self.events.put(OscArrived(heard.address, heard.values, asker), heard.panics)

    # -- life ----------------------------------------------------------------------------------------------------

    def run(self, stop: threading.Event) -> None:
        """Handle events until asked to stop."""
        self._begin()
        next_tick = next_status = self._clock()
        while not stop.is_set():
            try:
                event = self.events.get(timeout=max(0.0, next_tick - self._clock()))
            except queue.Empty:
                event = None
            try:
                self._step(event)
                now = self._clock()
                self._beat()
                if now >= next_tick:
                    next_tick = max(next_tick + TICK_S, now)
                    self._tick(now)
                if now >= next_status:
                    next_status = max(next_status + STATUS_S, now)
                    self._send_status()
            except EngineStalledError as error:
                if not self._engine_stalled:
                    self._reporter.problem("", str(error))  # the supervisor starts the engine again
                self._engine_stalled = True
        self._beat(END_S)
        self._end()

    def _beat(self, patience_s: float = HUNG_S) -> None:
        if self._heartbeat is not None:
            self._heartbeat.beat(patience_s)

    def _begin(self) -> None:
        panicked = self._record.panics != self._state.panics
        if panicked:  # the state is older than a panic, or lost: nothing of it may sound
            self._record.ask_for_panic()
            self._state.mixer.silence()
        try:
            self._mixer.restore(self._state.mixer)  # without a state: whatever sounds fades, since nobody knows it
        except EngineStalledError:
            self._engine_stalled = True
        if self._came_back:
            self._dreams.restore(self._state)
            self._loop_reports.ask_state()  # the live dream waits anew, and what counted before may not any more
            say(f"the controller is back: {len(self._mixer.loops)} loops, {self._dreams.requests.count} dreams in line")
        self._recording.finish_left(came_back=self._came_back)
        # After a panic that nobody has handled, a take that is there already may have been made before it.
        taken = self._state.taken if self._came_back and not panicked else None
        left_alone = self._watcher.start(taken, self._state.watched_since_s)
        self.look_for_panic()
        if left_alone and not self._came_back:
            say(f"{left_alone} recordings are in {self._recordings} already: they are left alone (seed them by OSC)")
        self._worker.start()
        if self._osc is not None:
            self._osc.start()
        if self._banks.has_default and not (self._came_back or panicked):
            self._handle(OscArrived("/dream/bank/load", (str(self._banks.default_folder),)))

    def _end(self) -> None:
        self._saver.save()
        self._recording.close()
        self._dreams.orders.drop_all()
        self._effects.close()
        self._watcher.close()
        self._reporter.send("/dream/terminated")
        self._worker.close()
        if self._osc is not None:
            self._osc.close()
        self._reporter.close()
        self._black_box.close()

    def _tick(self, now: float) -> None:
        if self._engine_stalled and self._control.waiting == 0:
            self._engine_stalled = False
            self._mixer.reapply()
        device_changed = self._sound.look()
        if self._mixer.tick(self._engine_time_s()) or device_changed:
            self._saver.changed()
        self._report_sounding()
        self._dreams.tick()
        if self._worker.hangs():
            self._reporter.problem("", "the dreaming engine does not answer: it is ended and started again")
            self._worker.end()
        self._effects.tick()
        self._recording.tick()
        self._loop_reports.tick(now)
        self._heard.tick()
        self._saver.tick(now)
        if not self._is_announced and self._start.is_ready(now):
            self._is_announced = True
            self._loop_reports.ask_state()  # surfaces that were open before the daemon cannot know

    # -- events --------------------------------------------------------------------------------------------------

    def _step(self, event: Event | None) -> None:
        self.look_for_panic()
        if event is None:
            return
        if not self.events.is_forgotten(event, self._state.panics):
            self._handle(event)
        elif isinstance(event, RecordingArrived):
            say(f"{event.path.name} came before the panic: it is not dreamt on")

    def _handle(self, event: Event) -> None:
        if not isinstance(event, OscArrived | ProblemArrived):  # those are noted where they are heard and reported
            self._black_box.event("event", event)
        if self._hand_over(event):
            self._saver.changed()

    def _hand_over(self, event: Event) -> bool:
        """Hand an event to its owner; return whether the state may have changed."""
        match event:
            case OscArrived():
                self._on_osc_message(event)
                return not INCOMING[event.address].asks
            case ProblemArrived(address, message):
                self._reporter.problem(address, message)
                return False
            case PortsChanged(ports):
                self._ports.report(ports)
                return False
            case RecordingArrived():
                if self._recording.may_be_dreamt_on(event):
                    self._dreams.intake.recording_arrived(event)
            case RecordingRefused():
                self._dreams.intake.recording_refused(event)
            case TakeEnded():
                self._recording.ended(event)
                return False
            case BankLoaded():
                self._banks.loaded(event)
            case EffectRendered() | DreamRendered():
                self._effects.rendered(event)
            case WorkerConnected():
                self._controls.worker_connected()
                self._pitches.worker_connected()
                self._dreams.connected()
            case WorkerLost():
                self._reporter.problem("", "the dreaming engine ended; it is started again, what sounds goes on")
                self._dreams.worker_lost()
            case m.LiveMade() | m.LiveFreshStart() | m.LiveEnded() | m.LiveFailed():
                return self._dreams.live.answered(event)
            case m.DreamStarted() | m.TakeReading():
                self._dreams.answers.answered(event)
                return False
            case m.DreamProgress():
                self._dreams.answers.answered(event)
                if not self._mixer.start_voices(self._engine_time_s()):
                    return False
                self._report_sounding()
            case m.DreamReady() | m.DreamFailed() | m.DreamCancelled():
                self._dreams.answers.answered(event)
            case m.ModelReady():
                self._on_model_ready(event)
            case m.ModelList(models):
                self._dreams.reports.models(models)
            case m.Problem(address, text):
                self._reporter.problem(address, text)
                if address == "/dream/model/load":
                    self._worker.load_failed()
        return True

    def _on_osc_message(self, message: OscArrived) -> None:
        if message.asker is not None:
            self._reporter.hears(message.asker)
        if INCOMING[message.address].sets_much:
            self._loop_reports.ask_state()
        try:
            self._handlers[message.address](*message.arguments)
        except (PathRefusedError, BankError, IndexError, ValueError, OSError) as refused:
            self._reporter.problem(message.address, str(refused))
        if message.address in LOOP_STATE:
            self._loop_reports.loop_was_set(message.address, int(message.arguments[0]))

    def _on_model_ready(self, ready: m.ModelReady) -> None:
        self._controls.model_is(ready.controls)
        self._dreams.model_ready(ready)
        say(f"model {ready.name} is ready")
        self._reporter.send("/dream/model/ready", ready.name)

    def look_for_panic(self) -> None:
        """Handle a panic that was asked for since the last call.

        The engine has faded everything since then, and starts nothing until this is done, whatever was asked for
        before. What is silenced is written down at once, so that a controller that comes back knows of it.
        """
        number = self._record.panics
        if number == self._state.panics:
            return
        self._banks.forget()  # else a bank that is being read would sound, and open the monitor
        self._mixer.silence()
        self._recording.panic()
        self._effects.forget()
        self._dreams.give_up_all()
        self._state.panics = number
        self._control.panic_handled(number)
        self._saver.save()
        self._loop_reports.ask_state()
        say("panic: everything fades, every loop is muted, everything that was asked for is given up")

    # -- reports -------------------------------------------------------------------------------------------------

    def _engine_time_s(self) -> float:
        return float(self._record.get("frame") / self._record.sample_rate)

    def _report_sounding(self) -> None:
        for dream_id in self._mixer.voices.take_begun():
            self._dreams.reports.sounding(dream_id)

    def _send_status(self) -> None:
        self._status.send(is_announced=self._is_announced, left_out=self.events.take_left_out())

    def _present_state(self) -> ControllerState:
        self._state.mixer = self._mixer.state()
        self._state.taken, self._state.watched_since_s = self._watcher.taken(), self._watcher.since_s
        self._dreams.remember(self._state)
        return self._state
