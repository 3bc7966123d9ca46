"""Fallback: what answers a request while dreams do not come (a shorter dream, the bank, the last loop, silence)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from live_daemon.log import say
from live_daemon.loops.mixer import LoopMixer
from live_daemon.osc.addresses import FALLBACK_STEPS
from live_daemon.osc.reporter import Reporter, one_line
from live_inference.worker.messages import DreamOrder

REJECTIONS = 3
"""Dreams in a row that the guard refused: the next one will most likely be refused, too."""


class Mode(IntEnum):
    """What answers a request; the higher, the further from what was asked for."""

    LIVE = 0
    SHORTER = 1
    BANK = 2
    HOLD = 3
    SILENCE = 4


_SAID = {
    Mode.LIVE: "dreams are made as asked for",
    Mode.SHORTER: "dreams are made shorter than asked for",
    Mode.BANK: "loops of the bank stand in for dreams",
    Mode.HOLD: "the last loop stands in for dreams",
    Mode.SILENCE: "no dream can be made",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides the mode.

    ``trouble``: why the worker cannot be counted on now; empty if it can. ``shortened``: why the last dream had to be
    shorter than asked for; empty if it was not.
    """

    trouble: str = ""
    rejections: int = 0
    shortened: str = ""
    bank_loops: int = 0
    loops: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """A mode, and why."""

    mode: Mode
    reason: str

    @property
    def word(self) -> str:
        """The mode's name in OSC."""
        return FALLBACK_STEPS[self.mode]


def decide(facts: Facts) -> Decision:
    """Return the lowest mode that the facts allow.

    >>> decide(Facts(trouble="the dreaming engine is away", loops=2)).word
    'hold'
    """
    trouble = facts.trouble
    if not trouble and facts.rejections >= REJECTIONS:
        trouble = f"{facts.rejections} dreams in a row were refused by the guard"
    if not trouble:
        if facts.shortened:
            return Decision(Mode.SHORTER, facts.shortened)
        return Decision(Mode.LIVE, "dreams come as they are asked for")
    if facts.bank_loops:
        return Decision(Mode.BANK, trouble)
    if facts.loops:
        return Decision(Mode.HOLD, f"{trouble}; no bank is loaded")
    return Decision(Mode.SILENCE, f"{trouble}; there is no loop")


class Fallback:
    """Keeps the facts, reports each change of mode, and lets loops stand in for dreams.

    *Controller's main thread only.* ``rejections`` and ``shortened``: see `Facts`; whoever learns of them sets them.
    """

    def __init__(self, mixer: LoopMixer, reporter: Reporter):
        self._mixer = mixer
        self._reporter = reporter
        self._answered: set[int] = set()
        self._decision = decide(Facts())
        self.rejections = 0
        self.shortened = ""

    def update(self, trouble: str) -> None:
        """Decide again, and report another mode. ``trouble``: see `Facts`."""
        loops = self._mixer.loops_that_answer()
        bank = sum(loop.dream_id < 0 for loop in loops)
        decision = decide(Facts(trouble, self.rejections, self.shortened, bank, len(loops)))
        before, self._decision = self._decision, decision
        if decision.mode != before.mode:
            self._reporter.send("/dream/ladder", *self.present())
            say(_SAID[decision.mode] + (f" ({decision.reason})" if decision.mode != Mode.LIVE else ""))

    def present(self) -> tuple[int, str, str]:
        """Return level, word and reason: what `/dream/ladder` tells."""
        return int(self._decision.mode), self._decision.word, one_line(self._decision.reason)

    def answer(self, order: DreamOrder) -> None:
        """While dreams do not come, let a loop sound as long as the dream that was asked for; once per order."""
        if self._decision.mode < Mode.BANK or order.id in self._answered:
            return
        self._answered.add(order.id)
        name = self._mixer.answer(order.id, order.duration_s)
        if name:
            say(f"dream {order.id}: {name} stands in for it")
