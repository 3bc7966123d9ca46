"""Saving a dream before the guard must refuse it: other controls, then another start; torch-free.

A ladder for each kind of trouble (`Guard.trouble`): a step is taken when a dream is near half way to a limit, the next
one when that did not help within half a second, and one is taken back after two calm seconds. A model that has
collapsed to a constant or a cycle is started afresh at once. Nothing is drawn by chance: the same dream is steered in
the same way again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from live_models.contract.generator import Controls

TROUBLE: Final = 0.4
"""How near to a limit (1) steering begins: 1.2 s of silence or of a loop, 2.4 s of a drone, one block of a constant."""

CALM: Final = 0.2
NEXT_STEP_S: Final = 0.5
"""What a control does is heard in the next notes: half a second, a second for what the guard asks once a second."""
STEP_BACK_S: Final = 2.0
RESEED: Final = 3
MAX_RESEEDS: Final = 3
"""A model that falls silent or sticks after three fresh starts will do so again: let the guard refuse it."""

COLLAPSED: Final = ("constant", "cycle")
SAME: Final = ("constant", "cycle", "stuck", "drone")
LOUD: Final = ("noise", "loud", "boundary")
WATCHED: Final = {"loud": 0.7, "boundary": 0.7, "noise": 0.39}
"""What comes in one leap or is there in measure in every dream is worth steering only near to the limit."""


class Steering:
    """The controls of one dream from chunk to chunk, and the diary of what was done. One thread at a time.

    `asked`: what the performer wants, may be set between two chunks. `steered`: what the sidecar tells, {"at_s", "why",
    "what"} each, the performer's changes among it (`why` is "asked").
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
        """What the next chunk should be made with."""
        return _ladder(self.asked, self._why, self._step)

    @property
    def reseeds(self) -> int:
        """How many fresh starts were asked for up to now."""
        return self._reseeds

    def hear(self, trouble: Mapping[str, float], seconds: float) -> None:
        """Take in how the dream is after `seconds` more of it."""
        if self.asked != self._told:  # told here: what was asked for and taken back before a chunk was made is no news
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
                self._climb(kind)
        elif worst <= CALM and self._step:
            self._calm_s += seconds
            if self._calm_s >= STEP_BACK_S:
                self._calm_s = 0.0
                self._step -= 1
                self._tell("calm again", "one step back" if self._step else "as asked")

    def _climb(self, kind: str) -> None:
        if _family(kind) != _family(self._why):
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


def _family(kind: str) -> str:
    return "same" if kind in SAME else "loud" if kind in LOUD else kind


def _ladder(asked: Controls, why: str, step: int) -> Controls:
    """The controls on a step of the ladder: never less lively (or, for noise, never wilder) than what was asked for."""
    if step == 0:
        return asked
    family = _family(why)
    if family == "loud":
        return replace(asked, temperature=asked.temperature * (0.7, 0.4)[step - 1], noise=0.0, energy_hold=1.0)
    dropout = None if asked.dropout is None else min(0.95, max(asked.dropout, (0.15, 0.3)[step - 1]))
    if asked.dropout is None and step > 1:
        dropout = 0.3
    return replace(
        asked,
        temperature=min(4.0, max(asked.temperature, 0.5) * (1.25, 1.6)[step - 1]),
        dropout=dropout,
        noise=max(asked.noise, (0.02, 0.08)[step - 1]),
        energy_hold=max(asked.energy_hold, 0.5 if family == "silent" else 0.0),
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
