"""A row of the table of OSC addresses, and how it checks a message."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

OscValue = int | float | str
OscType = Literal["i", "f", "s", "a"]

_TYPE_NAMES: Final[dict[OscType, str]] = {"i": "int", "f": "float", "s": "string", "a": "int, float or string"}


class OscRefusedError(ValueError):
    """A message that the table does not allow. The text is one line: address, rule, value found."""


def is_zero(values: Sequence[object]) -> bool:
    """Whether the arguments are a single 0 or False."""
    return len(values) == 1 and isinstance(values[0], int | float) and values[0] == 0


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of an OSC address."""

    name: str
    type: OscType
    meaning: str
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    optional: bool = False
    repeated: bool = False
    as_bool: bool = False
    """Whether the handler gets True or False in place of 1 or 0."""

    @property
    def rule(self) -> str:
        """The argument's type and range in words: ``float in 0..1``.

        >>> Argument("gain", "f", "", minimum=0, maximum=1).rule
        'float in 0..1'
        """
        words = _TYPE_NAMES[self.type]
        if self.choices:
            return f"one of {', '.join(self.choices)}"
        if self.minimum is not None and self.maximum is not None:
            words += f" in {self.minimum:.10g}..{self.maximum:.10g}"
        return words

    def check(self, address: str, value: object) -> OscValue:
        """Return the value converted to the table's type.

        Raises:
            OscRefusedError: wrong type, range or choice.
        """
        checked = self._convert(value)
        if checked is None:
            raise OscRefusedError(f"{address}: {self.name} must be {self.rule}, got {value!r}")
        if isinstance(checked, str):
            if self.choices and checked not in self.choices:
                raise OscRefusedError(f"{address}: {self.name} must be {self.rule}, got {checked!r}")
        elif (self.minimum is not None and checked < self.minimum) or (
            self.maximum is not None and checked > self.maximum
        ):
            raise OscRefusedError(f"{address}: {self.name} must be {self.rule}, got {checked:.10g}")
        return checked

    def _convert(self, value: object) -> OscValue | None:
        if isinstance(value, str):
            return value if self.type in ("s", "a") else None
        if isinstance(value, bool):
            value = int(value)
        if not isinstance(value, int | float) or not math.isfinite(value):
            return None
        if self.type == "a":
            return value
        if self.type == "s":
            return None
        if self.type == "f":
            return float(value)
        return int(value) if float(value).is_integer() else None


class Handler(NamedTuple):
    """What the controller calls for a message: ``part.method``, with ``given`` before the message's own arguments."""

    path: str
    given: tuple[str, ...] = ()


class Answer(NamedTuple):
    """The address that answers a message, and how long that may take (a model or a bank is read from the disk)."""

    path: str
    within_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One row of the table: all that is particular to an address.

    Attributes:
        path: the address.
        direction: "in" for messages to the daemon, "out" for messages from it.
        meaning: one line for people.
        arguments: in their order.
        handler: what the controller calls; every incoming row has one.
        example: the arguments of one message, as help pages and documentation show it.
        page: title of the help page that shows it.
        setting: the setting (``section.key``) with which it starts, where there is one.
        loop_value: the attribute of a loop that it sets; `/dream/state` tells it for each loop.
        latest_by: it sets something, and of several messages that wait only the latest counts, for each value of this
            many first arguments; None: every message counts.
        asks: it changes nothing; its sender is answered, and for a while receives everything else, too.
        answer: what answers it, where something does.
        sets_much: one message changes many values, which are then reported unasked.
        is_frequent: it is told many times a second: to receivers and the console only.
    """

    path: str
    direction: Literal["in", "out"] = "in"
    meaning: str
    arguments: tuple[Argument, ...] = ()
    handler: Handler | None = None
    example: tuple[OscValue, ...] = ()
    page: str = ""
    setting: str = ""
    loop_value: str = ""
    latest_by: int | None = None
    asks: bool = False
    answer: Answer | None = None
    sets_much: bool = False
    is_frequent: bool = False

    def check(self, values: Sequence[object]) -> tuple[OscValue, ...]:
        """Return the arguments converted to the table's types; optional ones that were left out stay so.

        An address without arguments accepts any: a button sends 1.0, an OSCQuery client nil. See `is_released`.

        Raises:
            OscRefusedError: wrong count, type, range or choice, in one line.
        """
        if not self.arguments:
            return ()
        if len(values) < self.fewest or (len(values) > len(self.arguments) and not self.arguments[-1].repeated):
            raise OscRefusedError(f"{self.path}: takes {self.usage}, got {len(values)} argument(s)")
        checked = []
        for index, value in enumerate(values):
            argument = self.arguments[min(index, len(self.arguments) - 1)]
            checked.append(argument.check(self.path, value))
        return tuple(checked)

    @property
    def fewest(self) -> int:
        """How many arguments a message must have."""
        return sum(not argument.optional and not argument.repeated for argument in self.arguments)

    @property
    def value_name(self) -> str:
        """The name under which the daemon keeps the value: the setting's key, or that of the dreams' control."""
        return self.setting.rpartition(".")[2] or self.arguments[0].name

    def is_released(self, values: Sequence[object]) -> bool:
        """Whether this is a button being released: a single 0 or False to an address without arguments.

        >>> [Address(path="/dream/panic", meaning="").is_released(values) for values in ([], [1.0], [0.0], [0, 0])]
        [False, False, True, False]
        """
        return not self.arguments and is_zero(values)

    @property
    def usage(self) -> str:
        """The arguments' names: ``loop gain``, optional ones in brackets."""
        if not self.arguments:
            return "no arguments"
        shown = (f"[{argument.name}]" if argument.optional else argument.name for argument in self.arguments)
        return " ".join(shown) + (" ..." if self.arguments[-1].repeated else "")
