"""How everything stands, told in the messages that set it: for a tablet switched on, a patch opened again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from itertools import count, islice

from live_daemon.loops.mixer import LoopMixer
from live_daemon.osc.addresses import LOOP_VALUES, VALUES, OscValue

PER_TICK = 32
"""Messages at once: a small receiver's buffer holds them. All of 64 loops take a seventh of a second."""
EVERY_S = 0.25

StateMessage = tuple[str, tuple[OscValue, ...]]


def state_messages(stage: LoopMixer, settings: Callable[[], Mapping[str, OscValue | None]]) -> Iterator[StateMessage]:
    """Yield gain, mute and layer of each loop, then follower and controls, last the bands.

    Each value is read when its message is due. A control that the checkpoint leaves to its training has no value and
    is left out.
    """
    for number in count():
        if number >= len(stage.loops):
            break
        for address, word in LOOP_VALUES.items():
            if number < len(stage.loops):
                yield address, (number, _plain(getattr(stage.loops[number], word)))
    for key, value in settings().items():
        if value is not None:
            yield VALUES[key], (value,)
    yield "/dream/bands", tuple(stage.bands)


def _plain(value: OscValue) -> OscValue:
    return int(value) if isinstance(value, bool) else value


class StateAnswer:
    """Tells the state when it is asked for, some messages at each tick, four times a second at most.

    *Controller's main thread.*
    """

    def __init__(
        self,
        messages: Callable[[], Iterator[StateMessage]],
        tell: Callable[..., None],
        clock: Callable[[], float] = time.monotonic,
    ):
        """``messages`` yields what there is to tell; ``tell`` gets address and values of each."""
        self._messages = messages
        self._tell = tell
        self._clock = clock
        self._asked = False
        self._begun_s = -EVERY_S
        self._rest: Iterator[StateMessage] | None = None

    def ask(self) -> None:
        """Let the state be told soon, once however often it is asked for meanwhile."""
        self._asked = True

    def tick(self) -> None:
        """Tell what is due. Called some 50 times a second."""
        if self._asked and self._rest is None and self._clock() - self._begun_s >= EVERY_S:
            self._asked, self._begun_s, self._rest = False, self._clock(), self._messages()
        if self._rest is None:
            return
        due = list(islice(self._rest, PER_TICK))
        for address, values in due:
            self._tell(address, *values)
        if len(due) < PER_TICK:
            self._rest = None
