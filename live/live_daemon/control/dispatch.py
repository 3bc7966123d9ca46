"""Connects each row of the OSC table with the method that handles its messages."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter

from live_daemon.osc.addresses import INCOMING, Address, OscValue


class HandlerMissingError(LookupError):
    """A row of the table that nothing handles: a fault of the program, found when it starts."""


def handlers(
    parts: Mapping[str, object], rows: Iterable[Address] = INCOMING.values()
) -> dict[str, Callable[..., None]]:
    """Return the handler of each address; it takes the arguments of its row. *Controller's main thread calls them.*

    ``parts``: the controller's parts, by their names in the rows.

    Raises:
        HandlerMissingError: a row without a handler, or whose handler does not take its arguments.
    """
    return {row.path: _handler(row, parts) for row in rows}


def _handler(row: Address, parts: Mapping[str, object]) -> Callable[..., None]:
    if row.handler is None:
        raise HandlerMissingError(f"{row.path}: its row must name a handler")
    part, _, method = row.handler.path.partition(".")
    try:
        found: Callable[..., None] = attrgetter(method)(parts[part])
        for count in {row.fewest, len(row.arguments)}:
            inspect.signature(found).bind(*row.handler.given, *([None] * count))
    except (KeyError, AttributeError, TypeError) as error:
        raise HandlerMissingError(
            f"{row.path}: {row.handler.path} must be a method of one of {', '.join(parts)} that takes {row.usage} "
            f"({error})"
        ) from error
    given, as_bool = row.handler.given, [argument.as_bool for argument in row.arguments]

    def handle(*values: OscValue) -> None:
        found(*given, *(bool(one) if i < len(as_bool) and as_bool[i] else one for i, one in enumerate(values)))

    return handle
