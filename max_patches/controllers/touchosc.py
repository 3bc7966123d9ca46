"""Writes the surface as a TouchOSC document: XML of nodes with properties, values and messages, packed by zlib.

Names of properties and values: https://hexler.net/touchosc/manual (editor and script reference).
"""

from __future__ import annotations

import re
import uuid
import zlib
from collections.abc import Mapping, Sequence
from xml.etree import ElementTree
from xml.sax.saxutils import unescape

from surface import HEIGHT, LOOPS, SILENT_DB, WIDTH, Colour, Control, is_whole

from live_daemon.osc.addresses import LAYERS
from live_daemon.settings.ranges import MANNERS

_NAMES = uuid.UUID("6f1c0f5e-2c0c-4b8e-9a54-3d2f4e1b7a60")  # the same document has the same identifiers
_TYPES = {
    "button": "BUTTON",
    "toggle": "BUTTON",
    "record": "BUTTON",
    "fader": "FADER",
    "meter": "FADER",
    "choice": "RADIO",
    "label": "LABEL",
}
_FIRST_CONNECTION = "00001"
_NORTH, _EAST, _SOUTH = 0, 1, 2
STRIP = 55
"""Width of a loop's strip: its name goes onto two lines."""
_MOMENTARY, _TOGGLE_PRESS = 0, 2

_TEXT = re.compile(r"<(key|value|default|var)>([^<]+)</\1>")
_NUMBER = re.compile(r"\s*|-?[0-9.]+(?:e[+-]?[0-9]+)?")

Value = bool | int | float | str | tuple[int, int, int, int] | Colour

# One script on the page takes messages with several arguments; a control's own message can only take the first.
# The daemon's state is shown, but not under a finger and not beyond a fader's end. A value that a script sets is sent
# back once, unchanged, which does nothing.
_PAGE_SCRIPT = f"""local meters, shown, names = {{}}, {{}}, {{}}
local status, said
local layers = {{ @LAYERS@ }}
local manners = {{ @MANNERS@ }}
local faders = {{ @FADERS@ }}

function put(control, low, high, value)
  if control and not control.values.touch and value and value >= low and value <= high then
    control.values.x = (value - low) / (high - low)
  end
end

function state(path, arguments)
  local word, first, second = string.match(path, '[%w_]+$'), arguments[1], arguments[2]
  if string.find(path, '/dream/loop/', 1, true) == 1 and second then
    local control = shown[word .. '_' .. math.floor(first.value)]
    if word ~= 'layer' then
      put(control, 0, 1, second.value)
    elseif control and not control.values.touch and layers[second.value] then
      control.values.x = layers[second.value]
    end
  elseif path == '/dream/follower/enable' and first then
    put(shown.follow, 0, 1, first.value)
  elseif path == '/dream/control/manner' and first then
    if shown.manner and not shown.manner.values.touch and manners[first.value] then
      shown.manner.values.x = manners[first.value]
    end
  elseif first and faders[word] and type(first.value) == 'number' then
    put(shown[word], faders[word][1], faders[word][2], first.value)
  end
end

function init()
  for i = 0, {LOOPS} - 1 do
    for _, word in ipairs({{ 'gain_', 'mute_', 'layer_' }}) do
      shown[word .. i] = self:findByName(word .. i, true)
    end
  end
  shown.follow = self:findByName('follow', true)
  shown.manner = self:findByName('manner', true)
  for word in pairs(faders) do
    shown[word] = self:findByName(word, true)
  end
  for i = 1, {LOOPS} do
    meters[i] = self:findByName('meter_' .. (i - 1), true)
  end
  for _, word in ipairs({{ 'record', 'record_caption', 'input' }}) do
    shown[word] = self:findByName(word, true)
  end
  for i = 0, {LOOPS} - 1 do
    names[i] = self:findByName('loop_' .. i, true)
  end
  status = self:findByName('status', true)
  said = self:findByName('said', true)
  sendOSC('/dream/state')
end

function onReceiveOSC(message, connections)
  local path, arguments = message[1], message[2]
  if path == '/dream/gains' then
    for i = 1, {LOOPS} do
      meters[i].values.x = arguments[i] and math.min(math.max(arguments[i].value, 0), 1) or 0
    end
  elseif path == '/dream/status' then
    status.values.text = string.format('%s  %s  %d voices  %d waiting  %d xruns  %.0f ms', arguments[1].value,
      arguments[2].value, arguments[3].value, arguments[4].value, arguments[5].value, arguments[7].value)
  elseif path == '/dream/terminated' then
    status.values.text = 'live-daemon has ended'
  elseif path == '/dream/ready' then
    said.values.text = 'dream ' .. arguments[1].value .. ' is ready'
  elseif path == '/dream/sounding' then
    said.values.text = 'dream ' .. arguments[1].value .. ' sounds'
  elseif path == '/dream/failed' or path == '/dream/dropped' then
    said.values.text = 'dream ' .. arguments[1].value .. ': ' .. arguments[2].value
  elseif path == '/dream/live/phase' then
    said.values.text = 'live dream: ' .. arguments[1].value
  elseif path == '/dream/input' then
    shown.input.values.x = math.min(math.max(1 - arguments[1].value / {SILENT_DB:g}, 0), 1)
  elseif path == '/dream/recording' then
    local on = arguments[1].value
    shown.record.tag = tostring(math.floor(on))
    shown.record.values.x = on
    shown.record_caption.values.text = on > 0 and string.format('%.0f s', arguments[2].value) or 'RECORD'
  elseif path == '/dream/loop/name' then
    local name = names[math.floor(arguments[1].value)]
    if name then
      name.values.text = string.format('%d %s', arguments[1].value, arguments[2].value)
    end
  elseif path == '/dream/bank/ready' then
    for i, name in pairs(names) do
      name.values.text = tostring(i)
    end
  elseif path == '/dream/error' then
    said.values.text = arguments[1].value .. ' ' .. arguments[2].value
  else
    state(path, arguments)
  end
  return true
end
"""


def document(controls: Sequence[Control]) -> bytes:
    """Return the document's XML."""
    root = ElementTree.Element("lexml", version="3")
    page = _node(
        root,
        "GROUP",
        "live_daemon",
        {"frame": (0, 0, WIDTH, HEIGHT), "color": (0.06, 0.07, 0.08), "script": _page_script(controls)},
    )
    _values(page, {"touch": "false"})
    children = ElementTree.SubElement(page, "children")
    for control in controls:
        _control(children, control)
    ElementTree.indent(root, "")
    text = ElementTree.tostring(root, encoding="unicode")
    return ("<?xml version='1.0' encoding='UTF-8'?>\n" + _TEXT.sub(_as_cdata, text)).encode()


def _page_script(controls: Sequence[Control]) -> str:
    layers, manners = (
        ", ".join(f"['{word}'] = {number}" for number, word in enumerate(words)) for words in (LAYERS, MANNERS)
    )
    faders = ", ".join(
        f"{control.name} = {{ {control.low:g}, {control.high:g} }}"
        for control in controls
        if control.kind == "fader" and control.address.startswith(("/dream/follower/", "/dream/control/"))
    )
    return _PAGE_SCRIPT.replace("@LAYERS@", layers).replace("@MANNERS@", manners).replace("@FADERS@", faders)


def _as_cdata(found: re.Match[str]) -> str:
    """Write a text as TouchOSC's editor does; numbers stay as they are."""
    tag, text = found[1], unescape(found[2])
    return found[0] if _NUMBER.fullmatch(text) else f"<{tag}><![CDATA[{text}]]></{tag}>"


def packed(xml: bytes) -> bytes:
    """Return the bytes of a ``.tosc`` file."""
    return zlib.compress(xml, 9)


def _control(parent: ElementTree.Element, control: Control) -> None:
    shows = control.kind in ("meter", "label")
    properties: dict[str, Value] = {
        "frame": (control.x, control.y, control.width, control.height),
        "color": control.colour,
        "interactive": not shows,
        "outline": not shows,
        **_look(control),
    }
    if control.kind in _SCRIPTS:
        properties["script"] = _SCRIPTS[control.kind](control)
    node = _node(parent, _TYPES[control.kind], control.name, properties)
    values = {"touch": "false"}
    if control.kind == "label":
        values["text"] = control.label
    else:
        values["x"] = f"{(control.start - control.low) / (control.high - control.low):.6g}"
    _values(node, values)
    if not shows and control.kind not in _SCRIPTS:
        _osc(ElementTree.SubElement(node, "messages"), control)
    if control.kind in ("button", "toggle", "record"):
        _caption(parent, control)


def _look(control: Control) -> dict[str, Value]:
    if control.kind in ("fader", "meter"):
        return {
            "orientation": _EAST if control.horizontal else _NORTH,
            "cursor": control.kind == "fader",
            "grid": False,
            "response": 1,  # relative: a finger that lands beside the value does not make it jump
            "responseFactor": 100,
        }
    if control.kind in ("button", "toggle", "record"):
        return {"buttonType": _MOMENTARY if control.kind == "button" else _TOGGLE_PRESS}
    if control.kind == "choice":
        return {"steps": len(control.choices), "radioType": 0, "orientation": _SOUTH}
    return {"background": False, "textSize": 16 if control.width > STRIP else 11, "textClip": True, "grabFocus": False}


def _caption(parent: ElementTree.Element, control: Control) -> None:
    """Write a button's word over it: TouchOSC's buttons have none of their own."""
    node = _node(
        parent,
        "LABEL",
        f"{control.name}_caption",
        {
            "frame": (control.x, control.y, control.width, control.height),
            "color": control.colour,
            "background": False,
            "outline": False,
            "interactive": False,
            "grabFocus": False,
            "textSize": 24 if control.height > 80 else 14,
        },
    )
    _values(node, {"touch": "false", "text": control.label})


def _choice_script(control: Control) -> str:
    """Return the script of a radio: TouchOSC's messages hold the number of its value, never one of several words."""
    words = ", ".join(f"'{word}'" for word in control.choices)
    before = "".join(f", {value:g}" if isinstance(value, int | float) else f", '{value}'" for value in control.before)
    return (
        f"local words = {{ {words} }}\n\nfunction onValueChanged(key)\n  if key == 'x' then\n"
        f"    sendOSC('{control.address}'{before}, words[self.values.x + 1])\n  end\nend\n"
    )


def _record_script(control: Control) -> str:
    """Return the script of a switch that the daemon moves, too: what it said is not sent back, it would be refused."""
    return (
        "function onValueChanged(key)\n  local on = self.values.x > 0.5 and 1 or 0\n"
        "  if key == 'x' and self.tag ~= tostring(on) then\n"
        f"    sendOSC('{control.address}', on)\n  end\nend\n"
    )


_SCRIPTS = {"choice": _choice_script, "record": _record_script}


def _osc(messages: ElementTree.Element, control: Control) -> None:
    osc = ElementTree.SubElement(messages, "osc")
    for key, value in (("enabled", "1"), ("send", "1"), ("receive", "0"), ("feedback", "0")):
        ElementTree.SubElement(osc, key).text = value
    ElementTree.SubElement(osc, "connections").text = _FIRST_CONNECTION
    trigger = ElementTree.SubElement(ElementTree.SubElement(osc, "triggers"), "trigger")
    ElementTree.SubElement(trigger, "var").text = "x"
    ElementTree.SubElement(trigger, "condition").text = "RISE" if control.kind == "button" else "ANY"
    _partial(ElementTree.SubElement(osc, "path"), "CONSTANT", "STRING", control.address)
    arguments = ElementTree.SubElement(osc, "arguments")
    for constant in control.before:
        kind = "STRING" if isinstance(constant, str) else "INTEGER" if isinstance(constant, int) else "FLOAT"
        _partial(arguments, "CONSTANT", kind, constant if isinstance(constant, str) else f"{constant:g}")
    if control.kind in ("fader", "toggle"):
        kind = "INTEGER" if is_whole(control) else "FLOAT"
        _partial(arguments, "VALUE", kind, "x", control.low, control.high)


def _partial(
    parent: ElementTree.Element, kind: str, conversion: str, value: str, low: float = 0.0, high: float = 1.0
) -> None:
    partial = ElementTree.SubElement(parent, "partial")
    words = {"type": kind, "conversion": conversion, "value": value, "scaleMin": f"{low:g}", "scaleMax": f"{high:g}"}
    for key, text in words.items():
        ElementTree.SubElement(partial, key).text = text


def _node(parent: ElementTree.Element, kind: str, name: str, properties: Mapping[str, Value]) -> ElementTree.Element:
    node = ElementTree.SubElement(parent, "node", ID=str(uuid.uuid5(_NAMES, name)), type=kind)
    group = ElementTree.SubElement(node, "properties")
    for key, value in {"name": name, "visible": True, "background": True, "locked": False, **properties}.items():
        _property(group, key, value)
    return node


def _property(parent: ElementTree.Element, key: str, value: Value) -> None:
    kinds = {bool: "b", int: "i", float: "f", str: "s"}
    kind = kinds.get(type(value)) or ("r" if len(value) == 4 else "c")  # type: ignore[arg-type]
    element = ElementTree.SubElement(parent, "property", type=kind)
    ElementTree.SubElement(element, "key").text = key
    held = ElementTree.SubElement(element, "value")
    if kind == "r":
        _fill(held, dict(zip("xywh", value, strict=True)))  # type: ignore[arg-type]
    elif kind == "c":
        _fill(held, dict(zip("rgba", (*value, 1), strict=True)))  # type: ignore[misc]
    else:
        held.text = str(int(value)) if isinstance(value, bool) else str(value)


def _fill(parent: ElementTree.Element, numbers: Mapping[str, float]) -> None:
    for key, number in numbers.items():
        ElementTree.SubElement(parent, key).text = f"{number:g}"


def _values(node: ElementTree.Element, defaults: Mapping[str, str]) -> None:
    group = ElementTree.SubElement(node, "values")
    for key, default in defaults.items():
        value = ElementTree.SubElement(group, "value")
        locked = "1" if key == "text" else "0"
        words = {"key": key, "locked": "0", "lockedDefaultCurrent": locked, "default": default, "defaultPull": "0"}
        for word, text in words.items():
            ElementTree.SubElement(value, word).text = text
