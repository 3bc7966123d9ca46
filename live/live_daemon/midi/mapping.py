"""Reads the lines of ``[midi] map`` and turns MIDI events into OSC messages. Opens no port.

A line is ``MESSAGE = ADDRESS ARGUMENT...``. MESSAGE is ``cc N`` (control change), ``note N`` or ``pc N`` (program
change), followed by ``ch N`` for one channel only. An argument ``LOW..HIGH`` follows the knob's 0..127 through that
range; without one, the message is sent when a pedal or key goes down. ``keys = /dream/pitches``: the keys that are held
say the harmony, and none of them leaves it to the ear.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from live_daemon.osc.addresses import INCOMING, ROOT, Address, OscRefusedError, OscValue
from live_daemon.osc.addresses.controls import PITCHES
from live_daemon.settings import Settings, SettingsError
from live_inference.command_line.notes import AUTO
from live_inference.command_line.spelling import did_you_mean

Kind = Literal["cc", "note", "pc"]
Trigger = Literal["cc", "note", "pc", "keys"]
HIGHEST = 127
DOWN_FROM = 64
"""A pedal is down from this value (MIDI 1.0 Detailed Specification, control change 64: 0..63 off, 64..127 on)."""
_NUMERAL = r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?"  # nobody means a longer number
_RANGE = re.compile(rf"({_NUMERAL})\.\.({_NUMERAL})")
_NUMBER = re.compile(_NUMERAL)


Message = tuple[str, tuple[OscValue, ...]]
"""Address and arguments."""


class MappingError(ValueError):
    """A line that cannot be used; the text is one line."""


@dataclass(frozen=True, slots=True)
class MidiEvent:
    """An event from a port. ``value`` 0..127: the control's, or the velocity (0: released); ``channel`` 1..16."""

    kind: Kind
    number: int
    value: int
    channel: int

    def __str__(self) -> str:
        words = f"{self.kind} {self.number} ch {self.channel}"
        return words if self.kind == "pc" else f"{words}  value {self.value}"


@dataclass(frozen=True, slots=True)
class Range:
    """An argument that follows the knob: ``low`` at 0, ``high`` at 127; ``low`` may be greater than ``high``."""

    low: float
    high: float

    def at(self, value: int) -> float:
        """Return the argument for a control at 0..127."""
        said = self.low + (self.high - self.low) * value / HIGHEST
        return min(max(said, min(self.low, self.high)), max(self.low, self.high))


@dataclass(frozen=True, slots=True)
class Mapping:
    """One line. ``channel`` None: every channel. ``number``: 0 for keys, which are all of a keyboard's."""

    kind: Trigger
    number: int
    channel: int | None
    row: Address
    arguments: tuple[OscValue | Range, ...]

    def hears(self, event: MidiEvent) -> bool:
        """Whether the event is for this line."""
        of_keyboard = (self.kind, event.kind) == ("keys", "note")
        same = of_keyboard or (event.kind, event.number) == (self.kind, self.number)
        return same and self.channel in (None, event.channel)

    @property
    def follows(self) -> bool:
        """Whether an argument follows the knob."""
        return any(isinstance(argument, Range) for argument in self.arguments)

    @property
    def is_switch(self) -> bool:
        """Whether the argument that follows has two whole values: releasing a key then sends the low one."""
        return any(
            isinstance(value, Range) and rule.type == "i" and abs(value.high - value.low) == 1
            for value, rule in zip(self.arguments, self.row.arguments, strict=False)
        )

    def message(self, value: int) -> Message:
        """Return address and arguments for a control at 0..127."""
        filled = [one.at(value) if isinstance(one, Range) else one for one in self.arguments]
        for index, rule in enumerate(self.row.arguments[: len(filled)]):
            if rule.type == "i" and isinstance(self.arguments[index], Range):
                filled[index] = round(filled[index])  # type: ignore[arg-type]
        return self.row.path, self.row.check(filled)

    def chord(self, keys: Collection[int]) -> Message:
        """Return address and arguments for the keys that are held."""
        return self.row.path, self.row.check(sorted(keys) or [AUTO])


class Mapper:
    """Turns events into OSC messages, and remembers which pedals and keys are down."""

    def __init__(self, mappings: Sequence[Mapping]):
        self._mappings = tuple(mappings)
        self._down: set[tuple[int, int]] = set()
        self._held: dict[int, set[tuple[int, int]]] = {}  # keys and their channels, by the number of the line; also of
        # a switch, which is on while its key is down

    def messages(self, event: MidiEvent) -> list[Message]:
        """Return the messages for one event, in the order of the lines."""
        sent = []
        for index, mapping in enumerate(self._mappings):
            if not mapping.hears(event):
                continue
            if mapping.kind == "keys":
                sent.append(mapping.chord(self._keys(index, event)))
                continue
            value = self._value(index, mapping, event)
            if value is not None:
                sent.append(mapping.message(value))
        return sent

    def forget(self) -> list[Message]:
        """Forget pedals and keys: an input vanished, and what was down may be up when it returns.

        Return the messages that let go of held keys: a harmony is left to the ear, a switch gets its low value.
        """
        self._down.clear()
        held, self._held = self._held, {}
        lines = [self._mappings[index] for index, keys in held.items() if keys]
        return [line.chord(()) if line.kind == "keys" else line.message(0) for line in lines]

    def _keys(self, index: int, event: MidiEvent) -> set[int]:
        held = self._held.setdefault(index, set())
        (held.add if event.value else held.discard)((event.number, event.channel))
        return {number for number, _ in held}

    def _value(self, index: int, mapping: Mapping, event: MidiEvent) -> int | None:
        if event.kind == "pc":
            return HIGHEST
        if event.kind == "note":
            if mapping.is_switch:
                self._keys(index, event)
                return HIGHEST if event.value else 0
            return event.value or None
        if mapping.follows:
            return event.value
        # A half pedal sends many values; only the moment it goes down counts.
        key = (index, event.channel)
        was_down, is_down = key in self._down, event.value >= DOWN_FROM
        (self._down.add if is_down else self._down.discard)(key)
        return event.value if is_down and not was_down else None


def is_range(word: str) -> bool:
    """Whether an argument of a line follows the knob: ``LOW..HIGH``."""
    return _RANGE.fullmatch(word) is not None


def parse_mapping(line: str) -> Mapping:
    """Read one line.

    Raises:
        MappingError: the line cannot be used; the text says why.

    >>> parse_mapping("cc 64 = /dream/seed/live 5").number
    64
    """
    left, equals, right = line.partition("=")
    if not equals:
        raise MappingError(f'must read like "cc 64 = /dream/seed/live 5", got {line!r}')
    kind, number, channel = _trigger(left)
    try:
        words = shlex.split(right)
    except ValueError as error:
        raise MappingError(f"{line!r}: {error}") from error
    row = INCOMING.get(words[0]) if words else None
    if row is None:
        meant = did_you_mean(words[0], INCOMING, prefix=f"{ROOT}/") if words else ""
        raise MappingError(
            f"{line!r}: {words[0] if words else 'nothing'} is not an address; {meant or '`live-daemon osc` lists them'}"
        )
    if kind == "keys":
        if words != [PITCHES.path]:
            raise MappingError(f"{line!r}: keys say pitches, and nothing else: keys = {PITCHES.path}")
        return Mapping(kind, number, channel, row, ())
    mapping = Mapping(kind, number, channel, row, tuple(_argument(word, row, at) for at, word in enumerate(words[1:])))
    if kind == "pc" and mapping.follows:
        raise MappingError(f"{line!r}: a program change has no value that {words[-1]} could follow")
    try:
        for value in (0, HIGHEST):
            mapping.message(value)
    except OscRefusedError as refused:
        raise MappingError(f"{line!r}: {refused}") from refused
    return mapping


def parse_mappings(lines: Sequence[str]) -> list[Mapping]:
    """Read all lines (see `parse_mapping`)."""
    return [parse_mapping(line) for line in lines]


def check_mappings(settings: Settings) -> None:
    """Refuse settings whose ``[midi] map`` cannot be used. Whoever loads settings from the user calls this.

    Raises:
        SettingsError: one line that names the first wrong line.
    """
    try:
        parse_mappings(settings.midi.map)
    except MappingError as error:
        raise SettingsError(f"midi.map: {error}") from error


def _trigger(text: str) -> tuple[Trigger, int, int | None]:
    found = re.fullmatch(r"\s*(?:(cc|note|pc)\s+([0-9]{1,3})|keys)(?:\s+ch\s+([0-9]{1,3}))?\s*", text)
    if found is None or int(found[2] or 0) > HIGHEST:
        raise MappingError(
            f'must begin with cc, note or pc and 0..127 ("cc 64", "note 36 ch 10"), or keys, got {text.strip()!r}'
        )
    channel = int(found[3]) if found[3] else None
    if channel is not None and not 1 <= channel <= 16:
        raise MappingError(f"ch must be in 1..16, got {channel}")
    kind: Trigger = found[1] or "keys"  # type: ignore[assignment]
    return kind, int(found[2] or 0), channel


def _argument(word: str, row: Address, index: int) -> OscValue | Range:
    rule = row.arguments[min(index, len(row.arguments) - 1)] if row.arguments else None
    if rule is None or rule.type == "s":
        return word
    if found := _RANGE.fullmatch(word):
        return Range(float(found[1]), float(found[2]))
    return float(word) if _NUMBER.fullmatch(word) else word
