"""How fast each model dreams on this machine, as measured."""

from __future__ import annotations

from collections.abc import Iterable


class ModelSpeeds:
    """Seconds of one dream made in a second, by model. *Controller's main thread only.*"""

    def __init__(self) -> None:
        self._speeds: dict[str, float] = {}
        self._warm_speeds: dict[str, float] = {}  # measured when the model was loaded, with the card's controls
        self._made_otherwise: set[int] = set()  # dreams that were being made when the controls changed

    def of(self, model: str) -> float | None:
        """Return the speed of a model; None before it was measured."""
        return self._speeds.get(model)

    def warmed_up(self, model: str, x_realtime: float) -> None:
        """Set the speed that a model had when it was loaded. Ignored if 0: not measured."""
        if x_realtime > 0:
            self._speeds[model] = self._warm_speeds[model] = x_realtime

    def dreamt(self, model: str, dream_id: int, x_realtime: float) -> None:
        """Set the speed at which a dream is made. Ignored if 0, or if the controls changed while it was made."""
        if x_realtime > 0 and dream_id not in self._made_otherwise:
            self._speeds[model] = x_realtime

    def controls_changed(self, being_made: Iterable[int]) -> None:
        """Forget the speeds of dreams: with other controls a model may be several times faster or slower.

        Otherwise a model that became too slow to be asked would stay too slow.
        """
        self._speeds = dict(self._warm_speeds)
        self._made_otherwise = set(being_made)
