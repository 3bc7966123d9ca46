"""Finds the control that somebody shows: the one pressed or turned, never the one released. Opens no port."""

from __future__ import annotations

from live_daemon.midi.mapping import DOWN_FROM, HIGHEST, MidiEvent

SETTLE_S = 0.25
"""A half pedal being released sends its next, lower value sooner than this."""


class Learner:
    """Takes events until one of them is the control that is meant."""

    def __init__(self, follows: bool):
        """``follows``: a knob is wanted, and any value counts; otherwise a control that is pressed."""
        self._follows = follows
        self._last: dict[tuple[int, int], int] = {}
        self._perhaps: tuple[MidiEvent, float] | None = None

    def hear(self, event: MidiEvent, now: float) -> MidiEvent | None:
        """Return the event if it shows the control that is meant; ``now`` in seconds."""
        if event.kind == "pc":
            return event
        if event.kind == "note" or self._follows:
            return event if event.value else None
        key = (event.number, event.channel)
        before = self._last.get(key)
        self._last[key] = event.value
        if self._perhaps is not None and self._perhaps[0].number == event.number:
            first, self._perhaps = self._perhaps[0], None
            if event.value > first.value:
                return event
        if event.value < DOWN_FROM:
            return None
        if before is not None:
            return event if before < DOWN_FROM else None
        if event.value == HIGHEST:
            return event
        self._perhaps = (event, now)  # going down or up?
        return None

    def settled(self, now: float) -> MidiEvent | None:
        """Return the event that might have been going down, if no lower value followed."""
        if self._perhaps is not None and now - self._perhaps[1] >= SETTLE_S:
            return self._perhaps[0]
        return None
