"""One setting: its default and its rule, and the conversion of values from TOML or ``--set``.

An error is one line that names the key, the rule, the value found and what to do.
"""

from __future__ import annotations

import dataclasses
import math
import tomllib
import typing
from collections.abc import Sequence
from dataclasses import field
from typing import Any, NamedTuple

from live_inference.command_line.printable import printable
from live_inference.command_line.spelling import did_you_mean
from live_inference.files.reading import shown

LONGEST_ERROR = 2000


class SettingsError(ValueError):
    """A setting that cannot be used; the text is one line for the user, whatever the file contained."""

    def __init__(self, text: str):
        super().__init__(printable(text)[:LONGEST_ERROR])


class Limits(NamedTuple):
    """The range of a number, both ends included, or the choices of a text; None and empty: any."""

    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()


def setting(
    default: Any,
    help: str,
    *,
    minimum: float | None = None,
    maximum: float | None = None,
    choices: Sequence[str] = (),
) -> Any:
    """Return a dataclass field with its rule."""
    metadata = {"help": help, "minimum": minimum, "maximum": maximum, "choices": tuple(choices)}
    if isinstance(default, list):
        return field(default_factory=lambda: list(default), metadata=metadata)
    return field(default=default, metadata=metadata)


def limits_of_field(item: dataclasses.Field[Any]) -> Limits:
    """Return the limits that were given to `setting`."""
    return Limits(item.metadata["minimum"], item.metadata["maximum"], item.metadata["choices"])


def checked_setting(name: str, item: dataclasses.Field[Any], kind: Any, value: Any) -> Any:
    """Return a value as the setting's type, inside its limits.

    Raises:
        SettingsError: wrong type, range or choice.
    """
    if typing.get_origin(kind) is list:
        (inner,) = typing.get_args(kind)
        if isinstance(value, str) and value.startswith("["):
            value = _toml_value(name, value)
        values = value if isinstance(value, list) else [value]
        if name in _OF_WORDS:
            values = [word for one in values for word in (_words(one) if isinstance(one, str) else [one])]
        return [_converted(name, inner, one) for one in values if one != ""]
    checked = _converted(name, kind, value)
    minimum, maximum, choices = limits_of_field(item)
    if minimum is not None and maximum is not None and not minimum <= checked <= maximum:
        raise SettingsError(f"{name} must be in range {minimum:.10g}..{maximum:.10g}, got {checked:.10g}")
    if choices and checked not in choices:
        meant = did_you_mean(checked, choices)
        raise SettingsError(f"{name} must be one of {', '.join(choices)}, got {checked!r}{meant and '; ' + meant}")
    return checked


_OF_WORDS = ("osc.send", "osc.allow")
"""Lists whose entries contain no blank: ``--set osc.send="127.0.0.1:9125, 192.168.1.20:9125"`` names two."""


def _words(text: str) -> list[str]:
    return text.replace(",", " ").split()


_WORDS: dict[Any, str] = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "a text in quotes",
    float | str: "a number or a text in quotes",
}


def _converted(name: str, kind: Any, value: Any) -> Any:
    refused = SettingsError(f"{name} must be {_WORDS[kind]}, got {shown(value)}")
    if kind == float | str:
        kind = str if isinstance(value, str) else float
    if kind is str:
        if isinstance(value, bool | dict | list | float) or (isinstance(value, int) and not 0 <= value < 2**63):
            raise refused
        if "\0" in str(value):  # no name of a file, a device or a port has one
            raise SettingsError(f"{name} must be a text without NUL, got {shown(value)}; take the NUL out")
        return str(value)  # a device index or a model called 1024 may come without quotes
    if kind is bool:
        if isinstance(value, bool):
            return value
        if value in (0, 1):
            return bool(value)
        words = {"true": True, "1": True, "false": False, "0": False}
        if isinstance(value, str) and value.lower() in words:
            return words[value.lower()]
        raise refused
    if isinstance(value, bool):
        raise refused
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        raise refused from None
    if not math.isfinite(number) or (kind is int and not number.is_integer()):
        raise refused
    return int(number) if kind is int else number


def _toml_value(name: str, text: str) -> Any:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except (ValueError, RecursionError):
        raise SettingsError(f'{name} must be a list such as ["a", "b"], got {text!r}') from None


def host_and_port(name: str, text: str) -> tuple[str, int]:
    """Return the two parts of ``host:port``.

    Raises:
        SettingsError: it has another form.
    """
    host, colon, port = text.rpartition(":")
    if not (colon and host and port.isascii() and port.isdecimal() and 0 < int(port) < 65536):
        raise SettingsError(f"{name} must hold host:port, got {text!r}")
    return host, int(port)
