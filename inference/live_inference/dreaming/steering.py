"""Steers a dream away from trouble before the guard must reject it: other controls, then a fresh start.

Each kind of trouble (`Guard.trouble`) has its own steps. The first is taken when a dream is nearly half way to a limit,
the next if that did not help within half a second; one is taken back after two calm seconds. A model that has collapsed
to a constant or a cycle is started afresh at once. Nothing is random: the same dream is always steered the same way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from live_models.contract.generator import Controls

TROUBLE: Final = 0.4
"""Where steering begins (1 is the limit): 1.2 s of silence or of a loop, 2.4 s of a drone, one block of a constant."""

CALM: Final = 0.2
NEXT_STEP_S: Final = 0.5
"""A control takes half a second to be heard, in the next notes; a second for trouble that is judged once a second."""
STEP_BACK_S: Final = 2.0
RESEED: Final = 3
MAX_RESEEDS: Final = 3
"""After three fresh starts a model would fall silent or stick again: the guard may reject it."""

COLLAPSED: Final = ("constant", "cycle")
SAME: Final = ("constant", "cycle", "stuck", "drone")
LOUD: Final = ("noise", "loud", "boundary")
WATCHED: Final = {"loud": 0.7, "boundary": 0.7, "noise": 0.39}
"""These come suddenly, or occur a little in every dream: they are steered only near the limit."""


class Steering:
    """The controls of one dream from chunk to chunk, and a log of the changes. One thread at a time.

    `asked`: the performer's controls, which may be set between two chunks. `steered`: the log for the sidecar, {"at_s",
    "why", "what"} each; it includes the performer's changes (`why` is "asked").
    """

    def __init__(self, controls: Controls) -> None:
        self.asked = self._told = controls
        self.steered: list[dict[str, Any]] = []
        self._step = 0
        self._why = ""
        self._since_s = 0.0
        self._calm_s = 0.0
        self._reseeds = 0
        self._now_s = 0.0

    @property
    def controls(self) -> Controls:
        """Controls for the next chunk."""
        return _steered(self.asked, self._why, self._step)

    @property
    def reseeds(self) -> int:
        """Number of fresh starts requested so far."""
        return self._reseeds

    def tell_asked(self, what: str) -> None:
        """Log another change that the performer asked for."""
        self._tell("asked", what)

    def hear(self, trouble: Mapping[str, float], seconds: float) -> None:
        """Judge the dream's trouble after `seconds` more of it."""
        if self.asked != self._told:  # logged here: a change that was taken back before a chunk was made is none
            self._tell("asked", _changes(self._told, self.asked))
            self._told = self.asked
        self._now_s += seconds
        self._since_s += seconds
        nearness = {name: found / WATCHED.get(name, TROUBLE) * TROUBLE for name, found in trouble.items()}
        kind = max(nearness, key=lambda name: nearness[name], default="")
        worst = nearness.get(kind, 0.0)
        if worst >= TROUBLE:
            self._calm_s = 0.0
            if self._step == 0 or self._since_s >= NEXT_STEP_S or kind != self._why:
                self._next_step(kind)
        elif worst <= CALM and self._step:
            self._calm_s += seconds
            if self._calm_s >= STEP_BACK_S:
                self._calm_s = 0.0
                self._step -= 1
                self._tell("calm again", "one step back" if self._step else "as asked")

    def _next_step(self, kind: str) -> None:
        if _group(kind) != _group(self._why):
            self._step = 0
        self._why, self._since_s = kind, 0.0
        if kind in COLLAPSED and self._reseeds < MAX_RESEEDS:
            self._reseeds += 1
            self._step = RESEED - 1
            self._tell(kind, f"seeded again, {_changes(self.asked, self.controls)}")
        elif self._step + 1 < RESEED:
            self._step += 1
            self._tell(kind, _changes(self.asked, self.controls))
        elif self._reseeds < MAX_RESEEDS:
            self._reseeds += 1
            self._step = 1
            self._tell(kind, "seeded again")

    def _tell(self, why: str, what: str) -> None:
        self.steered.append({"at_s": round(self._now_s, 2), "why": why, "what": what})


def _group(kind: str) -> str:
    return "same" if kind in SAME else "loud" if kind in LOUD else kind


def _steered(asked: Controls, why: str, step: int) -> Controls:
    """The controls at a step: never less lively than asked for (for a loud or noisy dream: never wilder)."""
    if step == 0:
        return asked
    group = _group(why)
    if group == "loud":
        return replace(asked, temperature=asked.temperature * (0.7, 0.4)[step - 1], noise=0.0, energy_hold=1.0)
    dropout = None if asked.dropout is None else min(0.95, max(asked.dropout, (0.15, 0.3)[step - 1]))
    if asked.dropout is None and step > 1:
        dropout = 0.3
    return replace(
        asked,
        temperature=min(4.0, max(asked.temperature, 0.5) * (1.25, 1.6)[step - 1]),
        dropout=dropout,
        noise=max(asked.noise, (0.02, 0.08)[step - 1]),
        energy_hold=max(asked.energy_hold, 0.5 if group == "silent" else 0.0),
    )


def _changes(asked: Controls, now: Controls) -> str:
    """`temperature 1 -> 1.25, noise 0 -> 0.02`."""
    names = [name for name in asked.__dataclass_fields__ if getattr(asked, name) != getattr(now, name)]
    return ", ".join(f"{name} {_said(name, asked)} -> {_said(name, now)}" for name in names)


def _said(name: str, controls: Controls) -> str:
    value = getattr(controls, name)
    if value is None:
        return "as trained" if name == "dropout" else "as suits the approach"
    return f"{value:.6g}" if isinstance(value, int | float) else str(value)
