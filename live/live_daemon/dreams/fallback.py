"""The ladder: what a performer who asks for a dream gets when dreams do not come, step by step. Decides from facts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from live_daemon.log import say
from live_daemon.loops.mixer import LoopMixer
from live_daemon.osc.addresses import LADDER
from live_daemon.osc.reporter import Reporter, one_line
from live_inference.worker.messages import DreamOrder

REJECTIONS = 3
"""Dreams that the guard refused one after the other: the next one will most likely not come either."""


class Step(IntEnum):
    """What a request is answered with."""

    LIVE = 0
    SHORTER = 1
    BANK = 2
    HOLD = 3
    SILENCE = 4


_SAID = {
    Step.LIVE: "dreams are made as asked for",
    Step.SHORTER: "dreams are made shorter than asked for",
    Step.BANK: "loops of the bank stand in for dreams",
    Step.HOLD: "the last loop stands in for dreams",
    Step.SILENCE: "no dream can be made",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the ladder is judged by.

    ``trouble``: why the worker cannot be counted on now, empty when it can. ``shortened``: why the last dream had to be
    shorter than it was asked for, empty when it had not.
    """

    trouble: str = ""
    rejections: int = 0
    shortened: str = ""
    bank_loops: int = 0
    loops: int = 0


@dataclass(frozen=True, slots=True)
class FallbackStep:
    """Where the ladder stands, and why."""

    step: Step
    reason: str

    @property
    def word(self) -> str:
        """The step's name as OSC has it."""
        return LADDER[self.step]


def judge(facts: Facts) -> FallbackStep:
    """Return the highest step that the facts allow.

    >>> judge(Facts(trouble="the dreaming engine is away", loops=2)).word
    'hold'
    """
    trouble = facts.trouble
    if not trouble and facts.rejections >= REJECTIONS:
        trouble = f"{facts.rejections} dreams in a row were refused by the guard"
    if not trouble:
        if facts.shortened:
            return FallbackStep(Step.SHORTER, facts.shortened)
        return FallbackStep(Step.LIVE, "dreams come as they are asked for")
    if facts.bank_loops:
        return FallbackStep(Step.BANK, trouble)
    if facts.loops:
        return FallbackStep(Step.HOLD, f"{trouble}; no bank is loaded")
    return FallbackStep(Step.SILENCE, f"{trouble}; there is no loop")


class Fallback:
    """Keeps the facts, tells of every step, and lets loops stand in for dreams. *Controller's main thread only.*"""

    def __init__(self, stage: LoopMixer, teller: Reporter):
        self._stage = stage
        self._teller = teller
        self._answered: set[int] = set()
        self.rejections = 0
        self.shortened = ""
        self.rung = FallbackStep(Step.LIVE, "")

    def look(self, trouble: str) -> None:
        """Judge anew, and tell when that is another step. ``trouble``: see `Facts`."""
        there = self._stage.loops_that_answer()
        bank = sum(loop.dream_id < 0 for loop in there)
        rung = judge(Facts(trouble, self.rejections, self.shortened, bank, len(there)))
        if rung.step != self.rung.step:
            self._teller.send("/dream/ladder", int(rung.step), rung.word, one_line(rung.reason))
            say(_SAID[rung.step] + (f" ({rung.reason})" if rung.step != Step.LIVE else ""))
        self.rung = rung

    def answer(self, order: DreamOrder) -> None:
        """Where dreams do not come, let a loop sound for as long as the dream that was asked for; once for each."""
        if self.rung.step < Step.BANK or order.id in self._answered:
            return
        self._answered.add(order.id)
        name = self._stage.answer(order.id, order.duration_s)
        if name:
            say(f"dream {order.id}: {name} stands in for it")
