"""The controls of dreams as set on stage: they count instead of those on the checkpoint's card, whatever the model."""

from __future__ import annotations

from collections.abc import Callable

from live_daemon.osc.addresses import CONTROLS
from live_inference.worker import messages as m
from live_inference.worker.link import WorkerLink


class DreamControls:
    """Keeps what was set, and tells the worker. *Controller's main thread only.*"""

    def __init__(self, overrides: dict[str, float | str], link: WorkerLink, on_change: Callable[[], None]):
        """``overrides``: those of the controller's state; they are changed in place, so that they are saved with it."""
        self._on_change = on_change
        self._overrides = overrides
        self._link = link
        self._card: dict[str, float | str] = {}

    def set(self, name: str, value: float | str) -> None:
        """Set one of `CONTROLS`; what is so already is not sent again."""
        if isinstance(value, float):
            value = float(f"{value:.6g}")  # OSC's 0.7 is 0.699999988
        if self._overrides.get(name) != value:
            self._overrides[name] = value
            self._changed()

    def reset(self) -> None:
        """Let every model's card say again how it dreams."""
        if self._overrides:
            self._overrides.clear()
            self._changed()

    def _changed(self) -> None:
        self._on_change()
        self.tell_worker()

    def tell_worker(self) -> None:
        """Send the whole set. A worker that is away hears it when it is back, before its first order."""
        self._link.send(m.SetControls(dict(self._overrides)))

    def model_is(self, card: dict[str, float | str]) -> None:
        """Another model is current: how it dreams by its card (`messages.ModelReady`)."""
        self._card = card

    def present(self) -> dict[str, float | str | None]:
        """Return what counts for the current model now; None: as it was trained, as suits its approach."""
        return {name: self._overrides.get(name, self._card.get(name)) for name in CONTROLS}
