"""Completes py2max's patches as Max would save them: types of outlets, ports, parameters, required abstractions.

Taken from patches saved by Max. Max corrects a file when it opens it, so only tools that read patches notice most of
this; but presets and OSC do not know a parameter that the patch does not list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from builders.abstractions import ABSTRACTIONS

Json = dict[str, Any]

_TYPES: dict[str, tuple[str, ...]] = {
    "message": ("",),
    "textbutton": ("", "", "int"),
    "slider": ("",),
    "multislider": ("", ""),
    "flonum": ("", "bang"),
    "number": ("", "bang"),
    "led": ("int",),
    "umenu": ("int", "", ""),
    "textedit": ("", "int", "", ""),
    "fromsymbol": ("",),
    "meter~": ("float",),
    "inlet": ("",),
    "r": ("",),
    "udpreceive": ("",),
    "patcherargs": ("", ""),
    "loadbang": ("bang",),
    "loadmess": ("",),
    "opendialog": ("", "bang"),
    "conformpath": ("", "int"),
    "strippath": ("", "int"),
    "pcontrol": ("",),
    "prepend": ("",),
    "append": ("",),
    "pack": ("",),
    "sprintf": ("",),
    "if": ("",),
    "clip": ("",),
    "zl": ("", ""),
    "coll": ("", "", "", ""),
    "date": ("list", "list", "int"),
    "onebang": ("bang", "bang"),
    "delay": ("bang",),
    "metro": ("bang",),
    "uzi": ("bang", "bang", "int"),
    "counter": ("int", "", "", "int"),
    "change": ("", "int", "int"),
    "int": ("int",),
    "float": ("float",),
    "==": ("int",),
    ">": ("int",),
    "buffer~": ("float", "bang"),
    "line~": ("signal", "bang"),
    "groove~": ("signal", "signal"),
    "sfrecord~": ("signal",),
    **dict.fromkeys(("sig~", "clip~", "*~", "+~"), ("signal",)),
    **dict.fromkeys(("comment", "panel", "outlet", "s", "print", "udpsend", "ezdac~"), ()),
}
_LETTERS = {"b": "bang", "i": "int", "f": "float", "l": "", "s": ""}


def _of_word(word: str) -> str:
    """The type of an outlet that belongs to a letter (``t b l``) or to a value (``unpack s 0 0.``)."""
    if word in _LETTERS:
        return _LETTERS[word]
    return "float" if "." in word else "int"


def _of_number(words: list[str]) -> str:
    return "float" if any("." in word for word in words) else "int"


_BY_ARGUMENTS: dict[str, Callable[[list[str]], list[str]]] = {
    "t": lambda words: [_of_word(word) for word in words],
    "unpack": lambda words: [_of_word(word) for word in words],
    "sel": lambda words: ["bang"] * len(words) + [""],
    "route": lambda words: [""] * (len(words) + 1),
    "gate": lambda words: [""] * (int(words[0]) if words else 1),
    "adc~": lambda words: ["signal"] * len(words),
    "sfplay~": lambda words: ["signal"] * int(words[0]) + ["bang"],
    "vst~": lambda words: ["signal"] * int(words[1]) + ["", "list", "int", "", "", ""],
    "accum": lambda words: [_of_number(words)],
    "maximum": lambda words: [_of_number(words), "int"],
    **dict.fromkeys(("+", "-", "!-", "*", "%"), lambda words: [_of_number(words)]),
}

# Objects of the user interface that Max asks whether they are parameters.
_MAY_BE_PARAMETERS = {"textbutton", "slider", "multislider", "flonum", "number", "led", "umenu"}

_PACKAGE = "~/Documents/Max 9/Packages/live-daemon/patchers"


def as_saved(file: Json, folder: str, insides: Mapping[str, Json]) -> Json:
    """Complete a patch of py2max in place, as Max would save it, and return it.

    Args:
        file: the content of a ``.maxpat`` or ``.maxhelp``.
        folder: its folder in the package.
        insides: the content of every abstraction's file, by name.

    Raises:
        ValueError: an object whose outlets are not in this table.
    """
    patcher = file["patcher"]
    for level in _levels(patcher):
        level.pop("dependency_cache", None)
        level.pop("autosave", None)
        for item in level["boxes"]:
            _complete(item["box"])
        for kind in ("inlet", "outlet"):
            for index, port in enumerate(_ports(level, kind), start=1):
                port["index"] = index
    parameters = dict(_parameters(patcher, ""))
    if parameters:
        bank = {"index": 0, "name": "", "parameters": ["-"] * 8}
        patcher["parameters"] = {**parameters, "parameterbanks": {"0": bank}, "inherited_shortname": 1}
    needed = sorted(_abstractions(patcher, insides))
    patcher["dependency_cache"] = [_dependency(name, folder) for name in needed]
    patcher["autosave"] = 0
    return file


def outlet_types(box: Json) -> list[str]:
    """Return the type of each outlet of a box: ``signal``, ``bang``, ``int``, ``float``, ``list`` or "" for any.

    Raises:
        ValueError: the object is not in the table.
    """
    if "patcher" in box:
        return _inner_types(box["patcher"])
    kind, words = _kind(box)
    if kind in ABSTRACTIONS:
        return ["signal" if port.kind == "signal" else "" for port in ABSTRACTIONS[kind].outlets]
    if kind in _BY_ARGUMENTS:
        return _BY_ARGUMENTS[kind](words)
    if kind not in _TYPES:
        raise ValueError(f"{kind}: its outlets are not in max_format.py; add what Max writes for it")
    return list(_TYPES[kind])


def _complete(box: Json) -> None:
    types = outlet_types(box)
    box["numoutlets"] = len(types)
    if types:
        box["outlettype"] = types
    else:
        box.pop("outlettype", None)
    if "patcher" in box:
        box["numinlets"] = sum(item["box"]["maxclass"] == "inlet" for item in box["patcher"]["boxes"])
    elif _kind(box)[0] == "r":
        box["numinlets"] = 0
    if box["maxclass"] in _MAY_BE_PARAMETERS:
        box.setdefault("parameter_enable", 0)


def _kind(box: Json) -> tuple[str, list[str]]:
    if box["maxclass"] != "newobj":
        return box["maxclass"], []
    kind, *words = box["text"].split()
    return kind, words


def _inner_types(patcher: Json) -> list[str]:
    """Types of a subpatcher's outlets, from left to right: a signal where a signal goes into the ``outlet`` box."""
    boxes = {item["box"]["id"]: item["box"] for item in patcher["boxes"]}
    outlets = _ports(patcher, "outlet")
    heard = {box["id"]: "" for box in outlets}
    for line in patcher["lines"]:
        (source, outlet), (target, _) = line["patchline"]["source"], line["patchline"]["destination"]
        if target in heard and outlet_types(boxes[source])[outlet] == "signal":
            heard[target] = "signal"
    return [heard[box["id"]] for box in outlets]


def _ports(patcher: Json, kind: str) -> list[Json]:
    """The ``inlet`` or ``outlet`` boxes of a patch from left to right."""
    ports = [item["box"] for item in patcher["boxes"] if item["box"]["maxclass"] == kind]
    return sorted(ports, key=lambda box: float(box["patching_rect"][0]))


def _levels(patcher: Json) -> Iterator[Json]:
    yield patcher
    for item in patcher["boxes"]:
        if "patcher" in item["box"]:
            yield from _levels(item["box"]["patcher"])


def _parameters(patcher: Json, path: str) -> Iterator[tuple[str, list[Any]]]:
    """The path of every parameter in a patch, with its long and its short name."""
    for item in patcher["boxes"]:
        box = item["box"]
        if "patcher" in box:
            yield from _parameters(box["patcher"], f"{path}{box['id']}::")
        elif box.get("parameter_enable"):
            values = box["saved_attribute_attributes"]["valueof"]
            yield path + box["id"], [values["parameter_longname"], values["parameter_shortname"], 0]


def _abstractions(patcher: Json, insides: Mapping[str, Json]) -> set[str]:
    """The abstractions of the package that a patch needs, also those inside other ones."""
    kinds = {
        _kind(item["box"])[0] for level in _levels(patcher) for item in level["boxes"] if "patcher" not in item["box"]
    }
    found = kinds & set(insides)
    return found.union(*(_abstractions(insides[name]["patcher"], insides) for name in found))


def _dependency(name: str, folder: str) -> Json:
    return {
        "name": f"{name}.maxpat",
        "bootpath": _PACKAGE,
        "patcherrelativepath": "." if folder == "patchers" else "../patchers",
        "type": "JSON",
        "implicit": 1,
    }
