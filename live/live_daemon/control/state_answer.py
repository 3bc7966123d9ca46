"""Reports the current settings, in the messages that set them: to a tablet just switched on, a patch just opened."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from itertools import count, islice

from live_daemon.loops.loop import Loop
from live_daemon.loops.mixer import LoopMixer
from live_daemon.osc.addresses import LOOP_VALUES, VALUES, OscValue
from live_daemon.osc.addresses.loops import EFFECT

PER_TICK = 32
"""Messages at once: they fit into a small receiver's buffer. 64 loops take a seventh of a second."""
EVERY_S = 0.25
MOST_PITCHES, LONGEST_NAME = 8, 200
"""What is told of a loop, name in characters: a bank's file may hold more, and a message must fit into a datagram."""

StateMessage = tuple[str, tuple[OscValue, ...]]


def state_messages(
    mixer: LoopMixer,
    settings: Callable[[], Mapping[str, OscValue | None]],
    standing: Mapping[str, Callable[[], tuple[OscValue, ...]]],
    *,
    has_effects: bool = False,
) -> Iterator[StateMessage]:
    """Yield name, gain, mute, layer and effect of each loop, then follower, controls, said pitches and what is
    ``standing`` (by its address, the arguments now: the take, the live dream, the fallback), and the bands last.

    Each value is read when its message is due. A control that the checkpoint leaves to its training has no value, and
    is left out; so are effects when the settings list none (``has_effects``).
    """
    for number in count():
        if number >= len(mixer.loops):
            break
        yield "/dream/loop/name", _named(number, mixer.loops[number])
        for address in (*LOOP_VALUES, *([EFFECT.path] if has_effects else [])):
            if number < len(mixer.loops):
                yield address, loop_message(address, number, mixer.loops[number])
    for key, value in settings().items():
        if value is not None:
            yield VALUES[key], (value,)
    for address, present in standing.items():
        yield address, present()
    yield "/dream/bands", tuple(mixer.bands)


def loop_message(address: str, number: int, loop: Loop) -> tuple[OscValue, ...]:
    """Return how a loop stands, as the arguments of one of `LOOP_STATE`."""
    if address == EFFECT.path:
        return number, loop.effect, int(bool(loop.effect))
    return number, _plain(getattr(loop, LOOP_VALUES[address]))


def _named(number: int, loop: Loop) -> tuple[OscValue, ...]:
    return number, loop.name[:LONGEST_NAME], *(hz for hz, _ in loop.pitches[:MOST_PITCHES])


def _plain(value: OscValue) -> OscValue:
    return int(value) if isinstance(value, bool) else value


class StateAnswer:
    """Sends the state on request, a few messages per tick, at most four times a second.

    *Controller's main thread.*
    """

    def __init__(
        self,
        messages: Callable[[], Iterator[StateMessage]],
        send: Callable[..., None],
        clock: Callable[[], float] = time.monotonic,
    ):
        """``messages`` yields what is to be sent; ``send`` gets address and values of each."""
        self._messages = messages
        self._send = send
        self._clock = clock
        self._asked = False
        self._begun_s = -EVERY_S
        self._rest: Iterator[StateMessage] | None = None

    def ask(self) -> None:
        """Send the state soon; requests until then count as one."""
        self._asked = True

    def tick(self) -> None:
        """Send what is due. Called about 50 times a second."""
        if self._asked and self._rest is None and self._clock() - self._begun_s >= EVERY_S:
            self._asked, self._begun_s, self._rest = False, self._clock(), self._messages()
        if self._rest is None:
            return
        due = list(islice(self._rest, PER_TICK))
        for address, values in due:
            self._send(address, *values)
        if len(due) < PER_TICK:
            self._rest = None
