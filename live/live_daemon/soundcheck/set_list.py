"""The set list: a TOML file that names the banks and models of each piece, in the order of the evening."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from live_inference.command_line.printable import printable
from live_inference.files.reading import FileError, read_toml, shown

_KEYS = ("name", "banks", "models")


class SetListError(ValueError):
    """A set list that cannot be used; the text is always one line."""

    def __init__(self, text: str):
        super().__init__(printable(text)[:2000])


@dataclass(frozen=True, slots=True)
class Piece:
    """The needs of one piece: banks as `/dream/bank/load` takes them, models by name."""

    name: str
    banks: tuple[str, ...] = ()
    models: tuple[str, ...] = ()


def read_set_list(file: Path) -> list[Piece]:
    """Return the pieces of a set list, in order.

    Raises:
        SetListError: not there, not TOML, unknown or missing keys, wrong types.
    """
    try:
        tables = read_toml(file)
    except FileError as error:
        raise SetListError(str(error)) from error
    if unknown := [key for key in tables if key != "piece"]:
        raise SetListError(f"{file}: unknown key {unknown[0]}; a set list holds [[piece]] with {', '.join(_KEYS)}")
    rows = tables.get("piece", [])
    if not (isinstance(rows, list) and rows and all(isinstance(row, Mapping) for row in rows)):
        raise SetListError(f"{file}: must hold one piece at least (write [[piece]] on a line of its own)")
    return [_piece(f"{file}: piece {number}", row) for number, row in enumerate(rows, 1)]


def _piece(where: str, row: Mapping[str, Any]) -> Piece:
    if unknown := [key for key in row if key not in _KEYS]:
        raise SetListError(f"{where}: unknown key {unknown[0]}; a piece has {', '.join(_KEYS)}")
    name = row.get("name")
    if not (isinstance(name, str) and name):
        raise SetListError(f"{where}: must have a name, a text in quotes, got {shown(name)}")
    return Piece(name, *(_texts(f"{where} ({name}): {key}", row.get(key, [])) for key in ("banks", "models")))


def _texts(where: str, value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str) and one for one in values):
        raise SetListError(f"{where} must be a text in quotes, or a list of them, got {shown(value)}")
    return tuple(values)
