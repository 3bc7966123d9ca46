"""Writes the surface as an Open Stage Control session: JSON of widgets; everything else has the program's default.

Names of properties: https://openstagecontrol.ammd.net/docs (widgets reference).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from surface import HEIGHT, LOOPS, SILENT_DB, WIDTH, Colour, Control, is_whole

_VERSION = "1.25.0"
# Widgets hear one value; what the daemon says in several goes through variables and their scripts.
# Braces, and one statement a line: the program's protection against endless loops rewrites loops line by line, and
# takes the body of one without braces away.
_GAINS_SCRIPT = f"""var gains = Array.isArray(value) ? value : [value];
for (var i = 0; i < {LOOPS}; i++) {{
  set('meter_' + i, Number(gains[i] || 0), {{send: false}});
}}
"""
# Widgets of these addresses hear the answer themselves: it has their address and their first argument.
_ASK_SCRIPT = "send('/dream/state');\n"
_STATUS_SCRIPT = (
    "set('status', value[0] + '  ' + value[1] + '  ' + value[2] + ' voices  ' + value[3] + ' waiting  ' + value[4]"
    " + ' xruns  ' + Math.round(value[6]) + ' ms', {send: false})"
)
_RECORDING_SCRIPT = """set('record', value[0], {send: false});
if (value[0]) {
  set('said', 'recording: ' + Math.round(value[1]) + ' s', {send: false});
}
"""
_INPUT_SCRIPT = f"set('input', Math.max(0, Math.min(1, 1 - value / {SILENT_DB:g})), {{send: false}});\n"
_NAME_SCRIPT = f"""if (value[0] < {LOOPS}) {{
  set('loop_' + value[0], value[0] + ' ' + value[1], {{send: false}});
}}
"""
_NO_NAMES_SCRIPT = f"""for (var i = 0; i < {LOOPS}; i++) {{
  set('loop_' + i, String(i), {{send: false}});
}}
"""
_SAID = {
    "ready": "'dream ' + value[0] + ' is ready'",
    "sounding": "'dream ' + value + ' sounds'",
    "failed": "'dream ' + value[0] + ': ' + value[1]",
    "dropped": "'dream ' + value[0] + ': ' + value[1]",
    "error": "value[0] + ' ' + value[1]",
    "live/phase": "'live dream: ' + value[0]",
}


def session(controls: Sequence[Control]) -> str:
    """Return the session's JSON."""
    scripts = {"gains": _GAINS_SCRIPT, "status": _STATUS_SCRIPT, "recording": _RECORDING_SCRIPT}
    scripts |= {"input": _INPUT_SCRIPT, "loop/name": _NAME_SCRIPT, "bank/ready": _NO_NAMES_SCRIPT}
    listeners = [_listener(word, script) for word, script in scripts.items()]
    listeners += [_listener(word, f"set('said', {text}, {{send: false}})") for word, text in _SAID.items()]
    root = {
        "type": "root",
        "id": "root",
        "width": WIDTH,
        "height": HEIGHT,
        "colorBg": "#101214",
        "onCreate": _ASK_SCRIPT,
        "widgets": [*(_widget(control) for control in controls), *listeners],
        "tabs": [],
    }
    whole = {"version": _VERSION, "createdWith": "Open Stage Control", "type": "session", "content": root}
    return json.dumps(whole, indent=1) + "\n"


def _listener(word: str, script: str) -> dict[str, Any]:
    return {
        "type": "variable",
        "id": f"hears_{word.replace('/', '_')}",
        "address": f"/dream/{word}",
        "bypass": True,
        "onValue": script,
    }


def _widget(control: Control) -> dict[str, Any]:
    widget: dict[str, Any] = {
        "id": control.name,
        "left": control.x,
        "top": control.y,
        "width": control.width,
        "height": control.height,
        "colorWidget": _css(control.colour),
    }
    if control.kind in ("meter", "label"):
        return widget | _shows(control)
    widget |= {"address": control.address, "preArgs": list(control.before), "typeTags": _type_tags(control)}
    if control.kind == "fader":
        shape = {"type": "fader", "design": "compact", "horizontal": control.horizontal, "decimals": 3}
        return widget | shape | {"range": {"min": control.low, "max": control.high}, "default": control.start}
    if control.kind == "choice":
        return widget | {"type": "switch", "values": list(control.choices), "layout": "vertical"}
    widget |= {"type": "button", "label": control.label, "wrap": "soft"}
    if control.kind in ("toggle", "record"):
        return widget | {"mode": "toggle", "on": 1, "off": 0, "default": int(control.start)}
    if not control.before:
        return widget | {"mode": "momentary"}  # the address alone
    return widget | {"mode": "tap", "preArgs": list(control.before[:-1]), "on": control.before[-1]}


def _shows(control: Control) -> dict[str, Any]:
    silent = {"interaction": False, "bypass": True}
    if control.kind == "meter":
        return {"type": "fader", "design": "compact", "knobSize": 0, **silent}
    return {"type": "text", "default": control.label, "wrap": "soft", **silent}


def _type_tags(control: Control) -> str:
    tags = "".join(_tag(value) for value in control.before)
    if control.kind == "choice":
        return tags + "s"
    if control.kind in ("fader", "toggle", "record"):
        return tags + ("i" if is_whole(control) else "f")
    return tags


def _tag(value: float | str) -> str:
    return "s" if isinstance(value, str) else "i" if isinstance(value, int) else "f"


def _css(colour: Colour) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in colour)
