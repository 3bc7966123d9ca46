"""Every setting as a row: value, default, meaning, rule. For whatever shows settings."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Iterator
from typing import Any, Final

from live_daemon.settings.sections import Settings

_KINDS: Final[dict[Any, str]] = {bool: "switch", int: "whole", float: "number", str: "text"}
LIST: Final = "list"


def sections(settings: Settings) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield each section with its rows: key, value, default, help, minimum, maximum, choices."""
    for section in dataclasses.fields(Settings):
        defaults = typing.cast("Any", section.default_factory)()
        chosen = getattr(settings, section.name)
        yield (
            section.name,
            [
                {"key": item.name, "value": getattr(chosen, item.name), "default": getattr(defaults, item.name)}
                | dict(item.metadata)
                for item in dataclasses.fields(defaults)
            ],
        )


def kinds() -> dict[str, str]:
    """Return of each setting, ``section.key``, what it is: switch, whole, number, text or list."""
    found = {}
    for section in dataclasses.fields(Settings):
        for key, kind in typing.get_type_hints(typing.cast("Any", section.default_factory)).items():
            found[f"{section.name}.{key}"] = LIST if typing.get_origin(kind) is list else _KINDS[kind]
    return found


def meanings() -> dict[str, str]:
    """Return of each section what it is about."""
    parts = dataclasses.fields(Settings)
    return {part.name: (typing.cast("Any", part.default_factory).__doc__ or "").partition("\n")[0] for part in parts}
