"""The parts of the controller that make dreams, put together."""

from __future__ import annotations

import time
from collections.abc import Callable

from live_daemon.audio.control import EngineControl
from live_daemon.dreams.dream_answers import DreamAnswers
from live_daemon.dreams.dream_intake import DreamIntake
from live_daemon.dreams.dream_orders import DreamOrders
from live_daemon.dreams.fallback import Fallback
from live_daemon.dreams.live_dreaming import LiveDreaming
from live_daemon.dreams.reports import DreamReports
from live_daemon.dreams.requests import DreamRequests
from live_daemon.dreams.worker_session import WorkerSession
from live_daemon.loops.mixer import LoopMixer
from live_daemon.osc.addresses import OscValue
from live_daemon.osc.reporter import Reporter
from live_daemon.settings import Settings
from live_daemon.state.state_file import ControllerState
from live_daemon.takes.recordings import RecordingWatcher
from live_inference.worker import messages as m
from live_inference.worker.link import WorkerLink


class DreamParts:
    """Makes the parts and connects them. *Controller's main thread only.*

    Attributes:
        requests: the dreams that are not made yet.
        worker: the worker process, as the controller sees it.
        intake: turns OSC and recordings into orders.
        orders: sends orders to the worker in their turn.
        answers: lets what the worker makes be heard.
        reports: what hosts hear of each dream.
        live: the endless one.
    """

    def __init__(
        self,
        settings: Settings,
        state: ControllerState,
        mixer: LoopMixer,
        control: EngineControl,
        reporter: Reporter,
        watcher: RecordingWatcher,
        link: WorkerLink,
        *,
        save: Callable[[], None],
        write_number: Callable[[int], None] = lambda _: None,
        clock: Callable[[], float] = time.monotonic,
        wall_clock: Callable[[], float] = time.time,
    ):
        """``save`` writes the state; ``write_number`` keeps the next dream's number, even on a full disk.

        ``wall_clock``: the system's time, in which deadlines are given; unlike ``clock`` it survives a restart.
        """
        self.requests = DreamRequests()
        self.worker = WorkerSession(link, self.requests, settings.engine.model, state.model, clock=clock)
        self.reports = DreamReports(reporter, clock)
        self.fallback = Fallback(mixer, reporter)
        self.orders = DreamOrders(
            settings,
            control.record.sample_rate,
            self.requests,
            self.worker,
            mixer,
            self.fallback,
            self.reports,
            save=save,
            wall_clock=wall_clock,
        )
        self.intake = DreamIntake(
            settings,
            state,
            self.requests,
            self.orders,
            self.worker,
            watcher,
            self.reports,
            mixer=mixer,
            control=control,
            save=save,
            write_number=write_number,
            clock=clock,
        )
        self.answers = DreamAnswers(
            self.requests,
            self.orders,
            self.worker,
            mixer,
            self.fallback,
            self.reports,
            sample_rate=control.record.sample_rate,
            layer=settings.follower.layer,
            made=state.dreams,
        )
        self.live = LiveDreaming(
            state.live, control, mixer, self.worker, reporter, trouble=self.orders.trouble, clock=clock
        )

    @property
    def is_dreaming(self) -> bool:
        """Whether the worker makes dreams."""
        return bool(self.requests.at_worker) or self.live.sounds

    @property
    def standing(self) -> dict[str, Callable[[], tuple[OscValue, ...]]]:
        """What is told only when it changes: for each address, the arguments now."""
        return {"/dream/live/phase": self.live.present, "/dream/ladder": self.fallback.present}

    def tick(self) -> None:
        """Do what time asks for. Call it 50 times a second."""
        self.orders.tick()
        self.live.tick()

    def give_up_all(self) -> None:
        """After a panic."""
        self.orders.cancel_all()
        self.live.panic()

    def connected(self) -> None:
        """A worker is there."""
        self.live.connected()
        self.worker.connected()

    def model_ready(self, ready: m.ModelReady) -> None:
        """A model is warm: orders are sent to the worker."""
        self.worker.model_ready(ready.name, ready.x_realtime)
        self.orders.model_ready(ready.name)

    def worker_lost(self) -> None:
        """The worker ended: its orders wait for the next one."""
        self.worker.lost()
        self.orders.worker_lost()
        self.live.worker_lost()

    def remember(self, state: ControllerState) -> None:
        """Write what `restore` needs into the controller's state."""
        state.model = self.worker.model
        self.orders.remember(state)

    def restore(self, state: ControllerState) -> None:
        """Take over from a controller that died."""
        self.orders.restore(state)
        self.intake.expect_again()
