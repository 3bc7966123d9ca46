"""The worker as the controller sees it: whether it is there, which model it has, how fast it is, whether it hangs."""

from __future__ import annotations

import time
from collections.abc import Callable

from live_daemon.dreams.model_speeds import ModelSpeeds
from live_daemon.dreams.requests import DreamRequests
from live_inference.worker import messages as m
from live_inference.worker.link import WorkerLink

DREAM_PATIENCE_S = 15.0
CANCEL_PATIENCE_S = 3.0
SILENT_WORKER_S = 3.0
"""Longest silence of a worker that can be counted on: it reports every tenth of a second of dream."""
FIRST_START_S = 10.0
MOST_ENDS_AT_START = 3
"""A worker that ended this often before a model was ready does not start at all."""


class WorkerSession:
    """Owns the link to the worker, its model, its speed and its silence. *Controller's main thread only.*

    The worker loads one model at a time; of the models asked for meanwhile only the last is loaded. A worker that
    cannot load the model asked for, and has no other, gets the shipped default instead.
    """

    def __init__(
        self,
        link: WorkerLink,
        requests: DreamRequests,
        default_model: str,
        model: str = "",
        *,
        clock: Callable[[], float] = time.monotonic,
    ):
        """``model``: what the last session had loaded; it goes before ``default_model``, which the settings name."""
        self._link = link
        self._requests = requests
        self._default_model = default_model
        self._model = model
        self._clock = clock
        self._speeds = ModelSpeeds()
        self._has_model = self._had_model = self._no_model = False
        self._is_loading = self._fell_back = False
        self._next_model: str | None = None  # asked for while another one is loaded
        self._began_s = clock()
        self._heard_s = 0.0
        self._ends_at_start = 0

    # -- the link ------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin to look for the worker; `connected` and `lost` are called as it comes and goes."""
        self._link.start()

    def close(self) -> None:
        """End the connection. The worker lives on."""
        self._link.close()

    def send(self, message: m.Message) -> bool:
        """Send a message; return False when no worker is there."""
        return self._link.send(message)

    def ask(self, message: m.Message) -> bool:
        """Send a message about dreams, which the worker must answer: its silence counts from now."""
        self.spoke()
        return self.send(message)

    def end(self) -> None:
        """Kill a worker that hangs; the supervisor starts another, and `lost` and `connected` follow."""
        self._has_model = False
        self._link.kill_worker()

    def connected(self) -> None:
        """A worker is there: let it load the model that is wanted."""
        self._fell_back = False
        self._load(self.wanted_model)

    def lost(self) -> None:
        """The worker ended. A model that waited to be loaded is loaded by the next one."""
        self._model = self._next_model or self._model
        self._next_model, self._is_loading = None, False
        self._has_model = False
        if not self._had_model:
            self._ends_at_start += 1
            self._no_model = self._no_model or self._ends_at_start >= MOST_ENDS_AT_START

    # -- the model -----------------------------------------------------------------------------------------------

    @property
    def model(self) -> str:
        """Name of the model that was loaded last, or that the next worker loads; empty: the default."""
        return self._model

    @property
    def wanted_model(self) -> str:
        """Name of the model that makes a dream for which none was named; empty: the shipped default."""
        return self._model or self._default_model

    @property
    def has_model(self) -> bool:
        """Whether a model is warm."""
        return self._has_model

    @property
    def has_no_model(self) -> bool:
        """Whether no model can be loaded, not even the shipped default."""
        return self._no_model

    @property
    def is_ready(self) -> bool:
        """Whether the worker is connected and a model is warm."""
        return self._link.connected and self._has_model

    def load(self, name: str) -> None:
        """Load a model; `model_ready` or `load_failed` follows.

        Raises:
            ValueError: no worker is there; the next one loads it.
        """
        if self._is_loading and self._link.connected:
            self._next_model = name
        elif not self._load(name):
            self._model = name
            raise ValueError(f"/dream/model/load: the dreaming engine is away; {name} is loaded when it is back")

    def list_models(self) -> None:
        """Ask which models there are.

        Raises:
            ValueError: no worker is there.
        """
        if not self.send(m.ListModels()):
            raise ValueError("/dream/model/list: the dreaming engine is away; ask again")

    def model_ready(self, model: str, x_realtime: float) -> None:
        """A model is warm. ``x_realtime``: the speed measured while it was loaded; 0: not measured."""
        self._model = model
        self._loaded()
        self._has_model = self._had_model = True
        self._no_model = False
        self._speeds.warmed_up(model, x_realtime)

    def load_failed(self) -> None:
        """The worker refused to load a model. Without any other it loads the shipped default, once per worker."""
        self._loaded()
        if self._has_model:
            return
        if self._fell_back:
            self._no_model = True
            return
        self._fell_back = True
        self._model = ""
        self._load("")

    def _load(self, name: str) -> bool:
        self._is_loading = self.send(m.LoadModel(name))
        return self._is_loading

    def _loaded(self) -> None:
        self._is_loading = False
        if self._next_model is not None:
            name, self._next_model = self._next_model, None
            self._load(name)

    # -- its speed -----------------------------------------------------------------------------------------------

    def speed(self, model: str) -> float | None:
        """Return how many seconds of one dream a model makes in a second here; None before it was measured."""
        return self._speeds.of(model)

    def dreamt(self, order: m.DreamOrder, x_realtime: float) -> None:
        """Note the speed at which a dream is made; 0: not measured."""
        self._speeds.dreamt(order.model, order.id, x_realtime)

    def set_controls(self, controls: dict[str, float | str]) -> None:
        """Let dreams be made with other controls, at a speed that has to be measured again."""
        self._speeds.controls_changed(order.id for order in self._requests.at_worker)
        self.send_controls(controls)

    def send_controls(self, controls: dict[str, float | str]) -> None:
        """Send controls that are set already. A worker that is away gets them when it connects."""
        self.send(m.SetControls(dict(controls)))

    # -- its silence ---------------------------------------------------------------------------------------------

    def spoke(self) -> None:
        """The worker reported on a dream: its silence counts from now."""
        self._heard_s = self._clock()

    def trouble(self) -> str:
        """Return why no dream can be counted on now, whatever the model; empty when one can."""
        if not self.is_ready:
            if self._had_model:
                return "the dreaming engine is away"
            if self._no_model:
                return "no model can be loaded"
            # Compiling takes a minute. It concerns only those who wait for a dream.
            waits = len(self._requests) > 0 and self._clock() - self._began_s > FIRST_START_S
            return "the dreaming engine is still starting" if waits else ""
        if self._requests.at_worker and self._clock() - self._heard_s > SILENT_WORKER_S:
            return "the dreaming engine does not answer"
        return ""

    def hangs(self) -> bool:
        """Whether the worker has been silent about its dreams for too long and must be ended."""
        at_worker = self._requests.at_worker
        if not at_worker or not self._has_model:
            return False
        all_given_up = all(order.id in self._requests.given_up for order in at_worker)
        return self._clock() - self._heard_s > (CANCEL_PATIENCE_S if all_given_up else DREAM_PATIENCE_S)
