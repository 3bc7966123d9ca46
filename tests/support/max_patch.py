"""Reads a Max patch as JSON and checks it with a table of our own: objects, ports, cords, names, addresses."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Ports = tuple[int, int]

# What each object of our patches has, read in Max's reference: (inlets, outlets).
FIXED: dict[str, Ports] = {
    "comment": (1, 0),
    "panel": (1, 0),
    "message": (2, 1),
    "toggle": (1, 1),
    "textbutton": (1, 3),
    "slider": (1, 1),
    "multislider": (1, 2),
    "flonum": (1, 2),
    "number": (1, 2),
    "led": (1, 1),
    "umenu": (1, 3),
    "meter~": (1, 1),
    "ezdac~": (2, 0),
    "inlet": (0, 1),
    "outlet": (1, 0),
    "s": (1, 0),
    "r": (0, 1),
    "print": (1, 0),
    "udpsend": (1, 0),
    "udpreceive": (1, 1),
    "loadmess": (1, 1),
    "opendialog": (1, 2),
    "conformpath": (1, 2),
    "prepend": (1, 1),
    "date": (1, 3),
    "onebang": (2, 2),
    "delay": (2, 1),
    "accum": (3, 1),
    "coll": (1, 4),
    "int": (2, 1),
    "float": (2, 1),
    "change": (1, 3),
    "maximum": (2, 2),
    "line~": (2, 2),
    "*~": (2, 1),
    **dict.fromkeys(("+", "-", "*", "=="), (2, 1)),
}
BY_ARGUMENTS: dict[str, Callable[[list[str]], Ports]] = {
    "t": lambda words: (1, len(words)),
    "unpack": lambda words: (1, len(words)),
    "pack": lambda words: (len(words), 1),
    "sel": lambda words: (2 if len(words) == 1 else 1, len(words) + 1),
    "route": lambda words: (1, len(words) + 1),
    "gate": lambda words: (2, int(words[0]) if words else 1),
    "adc~": lambda words: (1, len(words)),
    "sfplay~": lambda words: (2, int(words[0]) + 1),
    "sfrecord~": lambda words: (int(words[0]), 1),
    "if": lambda words: (max(int(number) for number in re.findall(r"\$[ifs](\d)", " ".join(words))), 1),
    "sprintf": lambda words: (len(re.findall(r"%\d*l?[a-z]", " ".join(words))), 1),
    "zl": lambda words: {"reg": (2, 2)}[words[0]],
}


@dataclass(frozen=True)
class MaxObject:
    """A box: where it lies (path of subpatchers), what it is, its words, the JSON."""

    where: str
    kind: str
    words: list[str]
    json: dict[str, Any]

    @property
    def ports(self) -> Ports | None:
        if self.kind == "p":
            inner = [box["box"]["maxclass"] for box in self.json["patcher"]["boxes"]]
            return inner.count("inlet"), inner.count("outlet")
        if self.kind in BY_ARGUMENTS:
            return BY_ARGUMENTS[self.kind](self.words)
        return FIXED.get(self.kind)


def read(file: Path) -> dict[str, Any]:
    patcher: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))["patcher"]
    return patcher


def objects(patcher: dict[str, Any], where: str = "") -> Iterator[MaxObject]:
    for item in patcher["boxes"]:
        box = item["box"]
        words = box.get("text", "").split()
        if box["maxclass"] == "newobj":
            kind, words = words[0], words[1:]
        else:
            kind = box["maxclass"]
        yield MaxObject(where, kind, words, box)
        if "patcher" in box:
            yield from objects(box["patcher"], f"{where}/{box['id']}")


def faults(patcher: dict[str, Any]) -> list[str]:
    """Unknown objects and cords to ports that are not there, here and in every subpatcher."""
    found = []
    everything = list(objects(patcher))
    for one in everything:
        if one.ports is None:
            found.append(f"unknown object {one.kind}")
    levels = [
        ("", patcher),
        *((f"{one.where}/{one.json['id']}", one.json["patcher"]) for one in everything if one.kind == "p"),
    ]
    for where, level in levels:
        here = {one.json["id"]: one for one in everything if one.where == where}
        for line in level["lines"]:
            (source, outlet), (target, inlet) = line["patchline"]["source"], line["patchline"]["destination"]
            if source not in here or target not in here:
                found.append(f"cord from {source} to {target}: no such box")
                continue
            out, into = here[source].ports, here[target].ports
            if out is not None and outlet >= out[1]:
                found.append(f"{here[source].kind} {here[source].words} has no outlet {outlet}")
            if into is not None and inlet >= into[0]:
                found.append(f"{here[target].kind} {here[target].words} has no inlet {inlet}")
    return found


def addresses(patcher: dict[str, Any]) -> tuple[set[str], set[str]]:
    """The addresses that the patch sends (message boxes) and those that it listens for (route)."""
    sent, heard = set(), set()
    for one in objects(patcher):
        if one.kind == "message" and one.words and one.words[0].startswith("/"):
            sent.add(one.words[0])
        if one.kind == "route":
            heard |= {word for word in one.words if word.startswith("/")}
    return sent, heard


def unpaired_names(patcher: dict[str, Any]) -> set[str]:
    """Names that are sent to and never received, or received and never sent."""
    sends, receives = ({one.words[0] for one in objects(patcher) if one.kind == kind} for kind in ("s", "r"))
    return sends ^ receives
