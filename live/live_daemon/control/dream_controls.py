"""The controls of dreams as set on stage: they replace those on the checkpoint's card, whatever the model."""

from __future__ import annotations

from live_daemon.dreams.worker_session import WorkerSession
from live_daemon.osc.addresses import CONTROLS


class DreamControls:
    """Keeps what was set, and sends it to the worker. *Controller's main thread only.*"""

    def __init__(self, overrides: dict[str, float | str], worker: WorkerSession):
        """``overrides``: those of the controller's state; they are changed in place, so that they are saved with it."""
        self._overrides = overrides
        self._worker = worker
        self._card: dict[str, float | str] = {}

    def set(self, name: str, value: float | str) -> None:
        """Set one of `CONTROLS`; a value that it has already is not sent again."""
        if isinstance(value, float):
            value = float(f"{value:.6g}")  # OSC's 0.7 is 0.699999988
        if self._overrides.get(name) != value:
            self._overrides[name] = value
            self._worker.set_controls(self._overrides)

    def reset(self) -> None:
        """Forget what was set: the card of each model counts again."""
        if self._overrides:
            self._overrides.clear()
            self._worker.set_controls(self._overrides)

    def worker_connected(self) -> None:
        """Send everything to a new worker, before its first order."""
        self._worker.send_controls(self._overrides)

    def model_is(self, card: dict[str, float | str]) -> None:
        """Another model is current: how it dreams by its card (`messages.ModelReady`)."""
        self._card = card

    def present(self) -> dict[str, float | str | None]:
        """Return what counts for the current model now; None: as the model was trained."""
        return {name: self._overrides.get(name, self._card.get(name)) for name in CONTROLS}
