"""The parameters of a CLAP plugin: names that can be written into settings, and events that set them."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from ctypes import byref
from typing import Any, Final

from live_daemon.effects.clap_types import (
    IS_READ_ONLY,
    PARAMETER_VALUE,
    CountEvents,
    GetEvent,
    InEvents,
    OutEvents,
    ParameterInfo,
    Parameters,
    PushEvent,
    ValueEvent,
)
from live_daemon.effects.hosting import check_controls

_LONGEST_TEXT: Final = 64


class EventList:
    """Events for a plugin, all at the first frame. Must live until the plugin has seen them."""

    def __init__(self, events: Sequence[ValueEvent]):
        self._events = events
        self.struct = InEvents(
            None, CountEvents(lambda _: len(events)), GetEvent(lambda _, number: ctypes.addressof(events[number]))
        )


NO_EVENTS = EventList(())
UNHEARD = OutEvents(None, PushEvent(lambda *_: True))
"""Takes what a plugin tells of its parameters; nobody wants to know."""


def read_parameters(plugin: Any, parameters: Parameters | None) -> dict[str, ParameterInfo]:
    """Return what can be set, by `symbols`. ``plugin``: a pointer to a `Plugin`."""
    found = []
    for number in range(parameters.count(plugin) if parameters else 0):
        info = ParameterInfo()
        if parameters and parameters.get_info(plugin, number, byref(info)) and not info.flags & IS_READ_ONLY:
            found.append(info)
    names = symbols((_text(info.module), _text(info.name), info.id) for info in found)
    return dict(zip(names, found, strict=True))


def symbols(parameters: Iterable[tuple[str, str, int]]) -> list[str]:
    """Return a name for each parameter that can be written into a line of settings, no two the same.

    It is the parameter's own in small letters, with ``_`` for what is no letter of ASCII and no digit. Where two are
    the same their modules go before them, and where that does not help, their ids behind, until it does.

    >>> symbols([("", "Dry Level", 1), ("", "Size (m)", 2), ("Left", "Gain", 3), ("Right", "Gain", 4)])
    ['dry_level', 'size_m', 'left_gain', 'right_gain']

    Args:
        parameters: module, name and id of each.
    """
    rows = list(parameters)
    plain = [_symbol(name) for _, name, _ in rows]
    within = [
        one if number == 1 else _symbol(f"{module} {name}")
        for one, number, (module, name, _) in zip(plain, _counted(plain), rows, strict=True)
    ]
    counts = _counted(within)
    taken = {one for one, number in zip(within, counts, strict=True) if number == 1}
    for at, (_, _, identifier) in enumerate(rows):
        if counts[at] > 1:
            while (name := f"{within[at]}_{identifier}") in taken:
                within[at] = name
            within[at] = name
            taken.add(name)
    return within


def value_events(
    plugin: str,
    known: Mapping[str, ParameterInfo],
    wanted: Mapping[str, float],
    text_of: Callable[[ParameterInfo, float], str],
) -> list[ValueEvent]:
    """Return the events that set parameters by their symbols, in letters of any size.

    Args:
        text_of: what the plugin shows for a value.

    Raises:
        EffectError: an unknown parameter, or a value out of its range.
    """
    values = {symbol.lower(): value for symbol, value in wanted.items()}

    def shown(symbol: str) -> str:
        """Many plugins count from 0 to 1, whatever they show."""
        info = known[symbol]
        least, most = (text_of(info, value) for value in (info.least, info.most))
        return f" (shown as {least} to {most})" if least and most else ""

    check_controls(plugin, {symbol: (info.least, info.most) for symbol, info in known.items()}, values, shown)
    size = ctypes.sizeof(ValueEvent)
    return [
        ValueEvent(size, 0, 0, PARAMETER_VALUE, 0, known[symbol].id, known[symbol].cookie, -1, -1, -1, -1, value)
        for symbol, value in values.items()
    ]


def value_text(plugin: Any, parameters: Parameters, info: ParameterInfo, value: float) -> str:
    """Return what a plugin shows for the value of a parameter; empty: nothing."""
    text = ctypes.create_string_buffer(_LONGEST_TEXT)
    was_made = parameters.value_to_text(plugin, info.id, value, text, len(text))
    return _text(text.value) if was_made else ""


def _counted(names: Sequence[str]) -> list[int]:
    """How often each name is there."""
    counts = Counter(names)
    return [counts[name] for name in names]


def _symbol(name: str) -> str:
    found = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    return found if found[:1].isalpha() else f"_{found}"


def _text(field: bytes) -> str:
    return field.decode(errors="replace")
