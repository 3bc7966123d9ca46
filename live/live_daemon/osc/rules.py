"""What a row of the table of OSC addresses may say, and how a message is checked by it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

OscValue = int | float | str
OscType = Literal["i", "f", "s", "a"]

_TYPE_NAMES: Final[dict[OscType, str]] = {"i": "int", "f": "float", "s": "string", "a": "int, float or string"}


class OscRefusedError(ValueError):
    """A message that the table does not allow. The text is one line: address, rule, what was found."""


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

    @property
    def rule(self) -> str:
        """What the argument must be, as words: ``float in 0..1``.

        >>> Argument("gain", "f", "", minimum=0, maximum=1).rule
        'float in 0..1'
        """
        words = _TYPE_NAMES[self.type]
        if self.choices:
            return f"one of {', '.join(self.choices)}"
        if self.minimum is not None and self.maximum is not None:
            words += f" in {self.minimum:g}..{self.maximum:g}"
        return words

    def check(self, address: str, value: object) -> OscValue:
        """Return the value as the table's type, or raise `OscRefusedError`."""
        checked = self._convert(value)
        if checked is None:
            raise OscRefusedError(f"{address}: {self.name} must be {self.rule}, got {value!r}")
        if isinstance(checked, str):
            if self.choices and checked not in self.choices:
                raise OscRefusedError(f"{address}: {self.name} must be {self.rule}, got {checked!r}")
        elif (self.minimum is not None and checked < self.minimum) or (
            self.maximum is not None and checked > self.maximum
        ):
            raise OscRefusedError(f"{address}: {self.name} must be {self.rule}, got {checked:g}")
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


@dataclass(frozen=True, slots=True)
class Address:
    """One row of the table. ``direction`` is seen from the daemon: "in" is heard, "out" is sent.

    ``setting`` is the setting (``section.key``) that says how it is at the start, where there is one. ``latest_by``: it
    sets something, and of several messages that wait only the latest counts, for each value of the first so many
    arguments; None: each counts. ``asks``: it changes nothing.
    """

    path: str
    direction: Literal["in", "out"]
    meaning: str
    arguments: tuple[Argument, ...] = ()
    setting: str = ""
    latest_by: int | None = None
    asks: bool = False

    def check(self, values: Sequence[object]) -> tuple[OscValue, ...]:
        """Return the arguments converted to the table's types (left-out optional ones are missing at the end).

        An address without arguments takes any: a button sends 1.0, an OSCQuery client a nil. See `is_released`.

        Raises:
            OscRefusedError: wrong count, type, range or choice, in one line.
        """
        if not self.arguments:
            return ()
        required = sum(not argument.optional and not argument.repeated for argument in self.arguments)
        repeated = bool(self.arguments) and self.arguments[-1].repeated
        if len(values) < required or (len(values) > len(self.arguments) and not repeated):
            raise OscRefusedError(f"{self.path}: takes {self.usage}, got {len(values)} argument(s)")
        checked = []
        for index, value in enumerate(values):
            argument = self.arguments[min(index, len(self.arguments) - 1)]
            checked.append(argument.check(self.path, value))
        return tuple(checked)

    def is_released(self, values: Sequence[object]) -> bool:
        """Whether this is a button that was let go, a single 0 or False where nothing is to be said: it does nothing.

        >>> [Address("/dream/panic", "in", "").is_released(values) for values in ([], [1.0], [0.0], [0, 0])]
        [False, False, True, False]
        """
        return not self.arguments and is_zero(values)

    @property
    def usage(self) -> str:
        """The arguments as one reads them: ``loop gain``, optional ones in brackets."""
        if not self.arguments:
            return "no arguments"
        shown = (f"[{argument.name}]" if argument.optional else argument.name for argument in self.arguments)
        return " ".join(shown) + (" ..." if self.arguments[-1].repeated else "")
