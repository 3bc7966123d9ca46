"""The follower's settings, its bands, and how much each band moves each loop, as the engine gets them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from live_daemon.audio.control import EngineControl
from live_daemon.follower.band_plan import BandPlan
from live_daemon.follower.bands import bands_from_words
from live_daemon.loops.loop import Loop
from live_daemon.loops.slots import NO_SLOT
from live_daemon.settings import FollowerSettings

FOLLOWER_KEYS = ("enabled", "attack_ms", "release_ms", "sensitivity_db", "q", "range", "gate_db")


class Follower:
    """Keeps the settings for the engine. *Controller's main thread only.* Calls may raise EngineStalledError.

    Attributes:
        values: by `FOLLOWER_KEYS`.
        chosen: centre frequencies (Hz) that were set while playing; empty: the loops' pitches; None: the settings.
    """

    def __init__(self, control: EngineControl, settings: FollowerSettings, sample_rate: float):
        self._control = control
        self._settings = settings
        self._plan = BandPlan((), sample_rate)
        self.values: dict[str, float] = {key: float(getattr(settings, key)) for key in FOLLOWER_KEYS}
        self.chosen: list[float] | None = None
        self._fix_bands()

    def restore(self, values: Mapping[str, float], chosen: list[float] | None) -> None:
        """Take over the settings of a controller that died. `apply` sends them to the engine."""
        self.values |= values
        self.chosen = chosen
        self._fix_bands()

    def apply(self, loops: Sequence[Loop]) -> None:
        """Send the engine everything."""
        self._apply_values()
        self._plan.follow(loop.pitches for loop in loops)
        self._apply_bands(loops)

    def set(self, key: str, value: float) -> None:
        """Set one of `FOLLOWER_KEYS`."""
        self.values[key] = value
        if key == "q":
            self._design_bands()
        else:
            self._apply_values()

    @property
    def bands(self) -> list[float]:
        """Centre frequencies in Hz."""
        return list(self._plan.centres)

    def choose_bands(self, words: Sequence[float | str], loops: Sequence[Loop]) -> None:
        """Listen for these pitches, or for those of the loops (see `bands_from_words`).

        Weights that were set by hand stay with the band's number.

        Raises:
            ValueError: not bands.
        """
        self.chosen = bands_from_words(words, self._plan.highest_hz)
        self._fix_bands()
        self._plan.follow(loop.pitches for loop in loops)
        self._apply_bands(loops)

    def follow(self, loops: Sequence[Loop]) -> None:
        """Make the bands that these loops need, and send them to the engine if any has changed."""
        if self._plan.follow(loop.pitches for loop in loops):
            self._apply_bands(loops)

    def weights(self, loop: Loop) -> list[float]:
        """Return how much each band moves a loop. Shape: (bands,)."""
        count = len(self._plan.centres)
        if loop.weights is None:
            return self._plan.row(loop.pitches)
        return (loop.weights + [0.0] * count)[:count]

    def set_weight(self, loop: Loop, band: int, weight: float) -> None:
        """Set how much a band moves a loop; its other weights stay as they are.

        Raises:
            IndexError: no such band; the text is for the performer.
        """
        if band >= len(self._plan.centres):
            raise IndexError(f"band {band} does not exist: there are {len(self._plan.centres)}, numbered from 0")
        row = self.weights(loop)
        row[band] = weight
        loop.weights = row
        self._apply_weights([loop])

    def set_weights_auto(self, loops: Iterable[Loop]) -> None:
        """Let the pitches of these loops decide again which bands move them."""
        for loop in loops:
            loop.weights = None
            self._apply_weights([loop])

    def _fix_bands(self) -> None:
        settings = bands_from_words(self._settings.bands, self._plan.highest_hz)
        self._plan.fix(settings if self.chosen is None else self.chosen)

    def _apply_values(self) -> None:
        keys = ("attack_ms", "release_ms", "sensitivity_db", "gate_db")
        values: dict[str, Any] = {key: self.values[key] for key in keys}
        self._control.set_follower(**values, range_=self.values["range"], enabled=bool(self.values["enabled"]))

    def _design_bands(self) -> None:
        if self._plan.centres:
            self._control.set_bands(self._plan.centres, self.values["q"], self._settings.sections)

    def _apply_bands(self, loops: Iterable[Loop]) -> None:
        self._design_bands()
        self._apply_weights(loops)

    def _apply_weights(self, loops: Iterable[Loop]) -> None:
        for loop in loops:
            if loop.slot != NO_SLOT:
                self._control.set_gain_map(loop.slot, self.weights(loop))
