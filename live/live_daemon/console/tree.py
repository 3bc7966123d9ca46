"""The table of addresses as a tree of the OSCQuery proposal, with the values that the daemon reported. No network here.

Source: "OSC Query Proposal", VIDVOX and others, sections "Core Functionality", "Optional Attributes" and "Examples".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from live_daemon.osc.addresses import LOOP_STATE, OSC_ADDRESSES, VALUES, Address, Argument, OscRefusedError, OscValue

READ: Final = 1
WRITE: Final = 2
ATTRIBUTES: Final = (
    "FULL_PATH",
    "CONTENTS",
    "TYPE",
    "ACCESS",
    "VALUE",
    "RANGE",
    "DESCRIPTION",
    "EXTENDED_TYPE",
    "UNIT",
    "OVERLOADS",
)
EXTENSIONS: Final = (*ATTRIBUTES[3:], "HTML", "LISTEN")
# Units of the proposal.
_UNITS: Final = {"s": "time.second", "ms": "time.ms", "dB": "gain.db", "Hz": "time.hz"}
_NO_ARGUMENTS: Final = "N"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to an HTTP request; ``body`` None: no content."""

    status: HTTPStatus
    body: dict[str, Any] | None = None


class Tree:
    """Every address of the table, and the last value of each that the daemon reports. *Console's thread only.*"""

    def __init__(self, host_info: dict[str, Any] | None = None):
        """``host_info``: HOST_INFO besides the extensions (NAME, OSC_PORT, ...)."""
        self._host_info = {**(host_info or {}), "EXTENSIONS": dict.fromkeys(EXTENSIONS, True)}
        self._rows = {row.path: row for row in OSC_ADDRESSES}
        self._values: dict[str, tuple[OscValue, ...]] = {}
        self._children: dict[str, list[str]] = {"/": []}
        for path in self._rows:
            self._grow(path)

    def _grow(self, path: str) -> None:
        while path != "/":
            parent = path.rpartition("/")[0] or "/"
            if path in self._children.setdefault(parent, []):
                return
            self._children[parent].append(path)
            path = parent

    def tell(self, path: str, values: Sequence[object]) -> bool:
        """Keep a message of the daemon; return whether clients that listen should get it.

        Of values that can be set, only a change is news. A message without arguments means that there is no value any
        more (see `ConsoleReporter`).
        """
        row = self._rows.get(path)
        if row is None or not self.can_listen(path):
            return False
        if not access(row) & READ:  # of one loop: news for clients, but not the value of this node
            return _is_taken(row, values)
        if not values and access(row) & WRITE:
            return self._values.pop(path, None) is not None
        try:
            told = row.check(values)
        except OscRefusedError:
            return False
        news = row.direction == "out" or self._values.get(path) != told
        self._values[path] = told
        return news

    def can_listen(self, path: str) -> bool:
        """Whether clients may listen to this address."""
        return path in self._rows and (bool(access(self._rows[path]) & READ) or path in LOOP_STATE)

    def answer(self, path: str, query: str = "") -> Answer:
        """Return the answer to ``GET path?query``: a node with all below it, one attribute, or HOST_INFO."""
        if query == "HOST_INFO":
            return Answer(HTTPStatus.OK, self._host_info)
        path = "/" + path.strip("/")
        if path not in self._children and path not in self._rows:
            return Answer(HTTPStatus.NOT_FOUND)
        if not query:
            return Answer(HTTPStatus.OK, self._node(path))
        if query not in ATTRIBUTES:
            return Answer(HTTPStatus.BAD_REQUEST)
        row = self._rows.get(path)
        if query == "VALUE" and not (row and access(row) & READ):
            return Answer(HTTPStatus.NO_CONTENT)
        node = self._node(path)
        return Answer(HTTPStatus.OK, {query: node[query]} if query in node else {})

    def _node(self, path: str) -> dict[str, Any]:
        row = self._rows.get(path)
        node: dict[str, Any] = {"FULL_PATH": path}
        node |= self._method(row) if row else {"ACCESS": 0, "DESCRIPTION": _container(path)}
        if path in self._children:
            node["CONTENTS"] = {child.rpartition("/")[2]: self._node(child) for child in self._children[path]}
        return node

    def _method(self, row: Address) -> dict[str, Any]:
        told = self._values.get(row.path)
        node: dict[str, Any] = {"DESCRIPTION": row.meaning, "ACCESS": access(row)}
        if told is not None:
            arguments = _as_many(row, len(told))
            node |= _described(arguments, _types(arguments, told))
            node["VALUE"] = list(told) if told else [None]
        else:
            first, *others = _forms(row)
            node |= _described(*first)
            if others:
                node["OVERLOADS"] = [_described(*form) for form in others]
        return node


def access(row: Address) -> int:
    """Return the proposal's ACCESS: 1 the daemon sends it, 2 it accepts it, 3 both (a value of follower or controls).

    An address that starts something (a dream, a bank) is never 3: a client that restores values would start it.
    """
    if row.direction == "out":
        return READ
    return READ | WRITE if row.path in VALUES.values() else WRITE


def _is_taken(row: Address, values: Sequence[object]) -> bool:
    try:
        row.check(values)
    except OscRefusedError:
        return False
    return True


def _container(path: str) -> str:
    return "live-daemon" if path == "/" else f"addresses below {path}"


def _as_many(row: Address, count: int) -> list[Argument]:
    return [row.arguments[min(index, len(row.arguments) - 1)] for index in range(count)]


def _types(arguments: Sequence[Argument], values: Sequence[OscValue]) -> str:
    names = {int: "i", float: "f", str: "s"}
    return "".join(
        names[type(value)] if argument.type == "a" else argument.type
        for argument, value in zip(arguments, values, strict=True)
    )


def _forms(row: Address) -> list[tuple[list[Argument], str]]:
    """The forms of the address's messages, the shortest first: (arguments, types)."""
    least = sum(not argument.optional for argument in row.arguments)
    forms = []
    for count in range(least, len(row.arguments) + 1):
        arguments = list(row.arguments[:count])
        if any(argument.type == "a" for argument in arguments):
            forms += [(arguments, "".join(k if a.type == "a" else a.type for a in arguments)) for k in "fis"]
        else:
            forms.append((arguments, "".join(argument.type for argument in arguments)))
    return forms


def _described(arguments: Sequence[Argument], types: str) -> dict[str, Any]:
    described: dict[str, Any] = {"TYPE": types or _NO_ARGUMENTS}
    ranges = [_range(argument) for argument in arguments]
    if any(ranges):
        described["RANGE"] = ranges
    if arguments:
        described["EXTENDED_TYPE"] = [argument.name for argument in arguments]
    if any(argument.unit for argument in arguments):
        described["UNIT"] = [_UNITS.get(argument.unit, "") for argument in arguments]
    return described


def _range(argument: Argument) -> dict[str, Any] | None:
    if argument.choices:
        return {"VALS": list(argument.choices)}
    found = {"MIN": argument.minimum, "MAX": argument.maximum}
    whole = int if argument.type == "i" else float
    return {key: whole(bound) for key, bound in found.items() if bound is not None} or None
