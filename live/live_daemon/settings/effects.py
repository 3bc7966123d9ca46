"""Lines of ``[effects] plugins``: ``NAME = URI [CONTROL=VALUE...]``, an LV2 plugin under a name of one's own."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from live_daemon.settings.values import SettingsError
from live_inference.files.reading import shown

MOST_EFFECTS: Final = 64
_NAME: Final = r"[A-Za-z0-9_-]{1,32}"
_LINE: Final = re.compile(rf"\s*({_NAME})\s*=\s*(\S+)((?:\s+\S+)*)\s*", re.ASCII)
_CONTROL: Final = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)=(\S+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class EffectPlugin:
    """An LV2 plugin by its URI; controls by the symbols of its ports, the others stay at the plugin's defaults."""

    uri: str
    controls: Mapping[str, float] = field(default_factory=dict)


def parse_effects(lines: Sequence[str]) -> dict[str, EffectPlugin]:
    """Return the plugins by their names.

    >>> parse_effects(["plate = urn:dragonfly:plate decay=0.8"])
    {'plate': EffectPlugin(uri='urn:dragonfly:plate', controls={'decay': 0.8})}

    Raises:
        SettingsError: a line has another form, or a name comes twice.
    """
    if len(lines) > MOST_EFFECTS:
        raise SettingsError(f"effects.plugins must hold at most {MOST_EFFECTS} lines, got {len(lines)}")
    found: dict[str, EffectPlugin] = {}
    for line in lines:
        match = _LINE.fullmatch(line)
        if match is None or ":" not in match[2]:
            raise SettingsError(
                f'effects.plugins must hold lines such as "plate = urn:dragonfly:plate decay=0.8", got {shown(line)}'
            )
        name, uri, controls = match.groups()
        if name in found:
            raise SettingsError(f"effects.plugins names {name} twice: give one of them another name")
        found[name] = EffectPlugin(uri, dict(_control(name, word) for word in controls.split()))
    return found


def _control(name: str, word: str) -> tuple[str, float]:
    match = _CONTROL.fullmatch(word)
    try:
        value = float(match[2]) if match else math.nan
    except ValueError:
        value = math.nan
    if match is None or not math.isfinite(value):
        raise SettingsError(f"effects.plugins: a control of {name} must be SYMBOL=NUMBER, got {shown(word)}")
    return match[1], value
