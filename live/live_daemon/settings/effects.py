"""Lines of ``[effects] plugins``: ``NAME = PLUGIN [CONTROL=VALUE...]``, a plugin under a name of one's own.

An LV2 plugin is named by its URI, a CLAP plugin by its id or its file.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from live_daemon.settings.values import SettingsError
from live_inference.files.reading import shown

MOST_EFFECTS: Final = 64
Format = Literal["lv2", "clap"]
_NAME: Final = r"[A-Za-z0-9_-]{1,32}"
_FILE: Final = r"[^\s=]*[/\\].*?\.[Cc][Ll][Aa][Pp][/\\]?"  # may have spaces in it; shells end a bundle with a slash
_LINE: Final = re.compile(rf"\s*({_NAME})\s*=\s*({_FILE}|\S+)((?:\s+\S+)*)\s*", re.ASCII)
_OTHER: Final = re.compile(r"[A-Za-z]:[/\\].*|.*\.[Vv][Ss][Tt]3[/\\]?")  # paths of Windows, and VST3 plugins
_ID: Final = re.compile(r"[^\s/\\.:]+(\.[^\s/\\.:]+)+")
_CONTROL: Final = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)=(\S+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class EffectPlugin:
    """A plugin and its controls.

    Attributes:
        which: URI of an LV2 plugin, id or file of a CLAP plugin.
        controls: by the symbols of LV2 ports, or by the names of CLAP parameters, with ``_`` for what is no letter and
            no digit; the others stay as the plugin says.
    """

    which: str
    controls: Mapping[str, float] = field(default_factory=dict)

    @property
    def format(self) -> Format:
        """What `which` names: a URI has a colon, an id has none."""
        return "lv2" if ":" in self.which and not is_clap_file(self.which) else "clap"


def is_clap_file(which: str) -> bool:
    """Whether a plugin is named by its file (a path that ends in .clap), not by its id or URI."""
    return "://" not in which and re.fullmatch(_FILE, which) is not None


def parse_effects(lines: Sequence[str]) -> dict[str, EffectPlugin]:
    """Return the plugins by their names.

    >>> parse_effects(["plate = urn:dragonfly:plate decay=0.8"])
    {'plate': EffectPlugin(which='urn:dragonfly:plate', controls={'decay': 0.8})}

    Raises:
        SettingsError: a line has another form, or a name comes twice.
    """
    if len(lines) > MOST_EFFECTS:
        raise SettingsError(f"effects.plugins must hold at most {MOST_EFFECTS} lines, got {len(lines)}")
    found: dict[str, EffectPlugin] = {}
    for line in lines:
        match = _LINE.fullmatch(line)
        if match is None or not (":" in match[2] or _ID.fullmatch(match[2]) or is_clap_file(match[2])):
            raise SettingsError(
                'effects.plugins must hold lines such as "plate = urn:dragonfly:plate decay=0.8" (LV2), '
                f'"hall = michaelwillis.dragonfly.hall" or "hall = ~/.clap/Hall.clap" (CLAP), got {shown(line)}'
            )
        name, which, controls = match.groups()
        if "://" not in which and _OTHER.fullmatch(which) and not is_clap_file(which):
            raise SettingsError(
                f"effects.plugins: {name} must be an LV2 plugin (its URI) or a CLAP plugin (its id, or its file, which "
                f"ends in .clap), got {shown(which)}"
            )
        if name in found:
            raise SettingsError(f"effects.plugins names {name} twice: give one of them another name")
        found[name] = _with_controls(name, which, controls.split())
    return found


def _with_controls(name: str, which: str, words: Sequence[str]) -> EffectPlugin:
    """Return a plugin and its controls; names of CLAP's parameters are the same in letters of any size.

    Raises:
        SettingsError: a word is no control, or one comes twice.
    """
    rows = [_control(name, word) for word in words]
    plugin = EffectPlugin(which, dict(rows))
    symbols = [symbol.lower() if plugin.format == "clap" else symbol for symbol, _ in rows]
    twice = next((symbol for symbol in symbols if symbols.count(symbol) > 1), "")
    if twice:
        raise SettingsError(f"effects.plugins: {name} sets {twice} twice: leave one of them out")
    return plugin


def _control(name: str, word: str) -> tuple[str, float]:
    match = _CONTROL.fullmatch(word)
    try:
        value = float(match[2]) if match else math.nan
    except ValueError:
        value = math.nan
    if match is None or not math.isfinite(value):
        raise SettingsError(f"effects.plugins: a control of {name} must be SYMBOL=NUMBER, got {shown(word)}")
    return match[1], value
