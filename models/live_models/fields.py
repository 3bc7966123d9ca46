"""Checks plain values (of JSON, TOML, a message) against the types and ranges of a dataclass's fields.

@dataclass
class Row:
    file: str
    gain: Annotated[float, Within(0, 1)] = 1.0

checked(Row, {"file": "a.wav"})
"""

from __future__ import annotations

import dataclasses
import functools
import math
import os
import types
import typing
from dataclasses import dataclass
from typing import Any, Final, TypeVar

LARGEST: Final = 2**63 - 1
"""An integer without a range of its own must fit 64 bits."""
LONGEST_SHOWN: Final = 80

T = TypeVar("T")


class FieldError(ValueError):
    """A value of the wrong type or out of range; the message is one line: name, rule, what was found."""


@dataclass(frozen=True, slots=True)
class Within:
    """A number must lie in `low`..`high`, both included."""

    low: float
    high: float

    def fault(self, value: Any) -> str:
        """The rule that is broken; empty when none is."""
        return "" if self.low <= value <= self.high else f"must be in range {_short(self.low)}..{_short(self.high)}"


@dataclass(frozen=True, slots=True)
class Length:
    """A list, an object or a text must have `least`..`most` items or characters."""

    least: int
    most: int

    def fault(self, value: Any) -> str:
        """The rule that is broken; empty when none is."""
        if self.least <= len(value) <= self.most:
            return ""
        wanted = self.least if self.least == self.most else f"{self.least}..{self.most}"
        return f"must have a length of {wanted}, has {len(value)}"


@dataclass(frozen=True, slots=True)
class OneOf:
    """A text must be one of these words."""

    words: tuple[str, ...]

    def fault(self, value: Any) -> str:
        """The rule that is broken; empty when none is."""
        return "" if value in self.words else f"must be one of {', '.join(self.words)}"


@dataclass(frozen=True, slots=True)
class InFolder:
    """A text must name a file inside a folder: relative, without `..` or NUL; on Windows without drive or backslash."""

    def fault(self, value: Any) -> str:
        """The rule that is broken; empty when none is."""
        parts = str(value).split("/")
        bad = {"\0", "\\", ":"} if os.name == "nt" else {"\0"}
        good = all(part not in ("", ".", "..") for part in parts) and not set(str(value)) & bad
        return "" if good else "must be the name of a file in the folder"


def checked(kind: type[T], value: Any, name: str = "") -> T:
    """`value` as `kind`: a dataclass, a plain type, or lists, tuples, objects and unions of them. Any thread.

    Annotations carry rules: `Annotated[int, Within(0, 127)]`. A float must be finite, an integer may be written 5.0, a
    boolean is no number. In a dataclass null counts as missing where the field has a default; unknown keys are ignored.
    `name` begins the error. Raises FieldError.
    """
    return typing.cast("T", _as(kind, value, name))


def shown(value: Any) -> str:
    """The value on one line, short enough for an error."""
    try:
        text = repr(value)
    except (ValueError, RecursionError):  # Python writes no integer of more than 4300 digits
        return "a value that is too large"
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"


def _as(kind: Any, value: Any, name: str) -> Any:
    origin = typing.get_origin(kind)
    if origin is typing.Annotated:
        plain, *rules = typing.get_args(kind)
        found = _as(plain, value, name)
        for rule in rules if found is not None else ():
            if fault := rule.fault(found):
                raise FieldError(f"{name or 'it'} {fault}, found {shown(value)}")
        return found
    if kind is Any:
        return value
    if origin in (types.UnionType, typing.Union):
        return _as_one_of(typing.get_args(kind), value, name)
    if origin is typing.Literal:
        words = typing.get_args(kind)
        if value not in words:
            raise FieldError(f"{name or 'it'} must be one of {', '.join(map(str, words))}, found {shown(value)}")
        return value
    if origin in (list, tuple, dict):
        return _as_collection(origin, typing.get_args(kind), value, name)
    if dataclasses.is_dataclass(kind):
        return _as_dataclass(kind, value, name)
    return _as_plain(kind, value, name)


def _as_one_of(kinds: tuple[Any, ...], value: Any, name: str) -> Any:
    if value is None and types.NoneType in kinds:
        return None
    others = [kind for kind in kinds if kind is not types.NoneType]
    for kind in others[:-1]:
        try:
            return _as(kind, value, name)
        except FieldError:
            continue
    try:
        return _as(others[-1], value, name)
    except FieldError:
        if len(others) == 1 or not all(kind in _WORDS for kind in others):
            raise
    words = " or ".join(_WORDS[kind] for kind in others)
    raise FieldError(f"{name or 'it'} must be {words}, found {shown(value)}")


def _as_collection(origin: Any, inner: tuple[Any, ...], value: Any, name: str) -> Any:
    if origin is dict:
        if not isinstance(value, dict):
            raise FieldError(f"{name or 'it'} must be an object, found {shown(value)}")
        keys, values = inner
        return {_key(keys, key, name): _as(values, one, _under(name, key)) for key, one in value.items()}
    if not isinstance(value, list | tuple):
        raise FieldError(f"{name or 'it'} must be a list, found {shown(value)}")
    if origin is list or inner[-1] is Ellipsis:
        return origin(_as(inner[0], one, f"{name}[{place}]") for place, one in enumerate(value))
    if len(value) != len(inner):
        raise FieldError(f"{name or 'it'} must be a list of {len(inner)}, found {shown(value)}")
    return tuple(_as(kind, one, f"{name}[{place}]") for place, (kind, one) in enumerate(zip(inner, value, strict=True)))


def _key(kind: Any, key: Any, name: str) -> Any:
    plain = typing.get_args(kind)[0] if typing.get_origin(kind) is typing.Annotated else kind
    if plain is not int:
        return _as(kind, key, f"a key of {name or 'it'}")
    if not (isinstance(key, str) and key.isascii() and key.isdecimal() and len(key) < 19):
        raise FieldError(f"a key of {name or 'it'} must be a whole number, found {shown(key)}")
    return _as(kind, int(key), f"a key of {name or 'it'}")


def _as_dataclass(kind: Any, value: Any, name: str) -> Any:
    if not isinstance(value, dict):
        raise FieldError(f"{name or 'it'} must be an object, found {shown(value)}")
    found = {}
    for key, hint, required in _fields(kind):
        if value.get(key) is not None:
            found[key] = _as(hint, value[key], _under(name, key))
        elif required and not (key in value and _may_be_none(hint)):
            raise FieldError(f"{_under(name, key)} is missing; found are {shown(list(value)[:8])}")
        elif required:
            found[key] = None
    try:
        return kind(**found)
    except FieldError as error:  # of the dataclass's own check
        raise FieldError(f"{name}: {error}" if name else str(error)) from None


@functools.cache
def _fields(kind: Any) -> list[tuple[str, Any, bool]]:
    """Name, type and whether it must be there, of each field."""
    hints = typing.get_type_hints(kind, include_extras=True)
    return [
        (
            item.name,
            hints[item.name],
            item.default is dataclasses.MISSING and item.default_factory is dataclasses.MISSING,
        )
        for item in dataclasses.fields(kind)
        if item.init
    ]


def _may_be_none(hint: Any) -> bool:
    return types.NoneType in typing.get_args(hint)


_WORDS: Final[dict[Any, str]] = {
    bool: "true or false",
    int: "a whole number",
    float: "a finite number",
    str: "a text",
}


def _as_plain(kind: Any, value: Any, name: str) -> Any:
    if kind is bool:
        good = isinstance(value, bool)
    elif kind is str:
        good = isinstance(value, str)
    else:
        good = isinstance(value, int | float) and not isinstance(value, bool) and _fits(kind, value)
    if not good:
        raise FieldError(f"{name or 'it'} must be {_WORDS[kind]}, found {shown(value)}")
    return kind(value)


def _fits(kind: Any, value: float) -> bool:
    if isinstance(value, float):
        return math.isfinite(value) and (kind is float or (value.is_integer() and abs(value) <= 2**53))
    return -LARGEST - 1 <= value <= LARGEST


def _under(name: str, key: Any) -> str:
    word = str(key)
    word = word if len(word) <= LONGEST_SHOWN else word[:LONGEST_SHOWN] + "…"
    return f"{name}.{word}" if name else word


def _short(number: float) -> str:
    return str(number) if isinstance(number, int) else f"{number:g}"
