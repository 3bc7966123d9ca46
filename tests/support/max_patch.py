"""Reads a Max patch as JSON and checks it with a table of our own: objects, ports, cords, names, addresses, places."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parents[2] / "max_patches"

Ports = tuple[int, int]
Patcher = dict[str, Any]
Rect = list[float]

# What each object of our patches has, read in Max's reference: (inlets, outlets).
FIXED: dict[str, Ports] = {
    "comment": (1, 0),
    "panel": (1, 0),
    "message": (2, 1),
    "textbutton": (1, 3),
    "slider": (1, 1),
    "multislider": (1, 2),
    "flonum": (1, 2),
    "number": (1, 2),
    "led": (1, 1),
    "umenu": (1, 3),
    "textedit": (1, 4),
    "fromsymbol": (1, 1),
    "meter~": (1, 1),
    "ezdac~": (2, 0),
    "inlet": (0, 1),
    "outlet": (1, 0),
    "s": (1, 0),
    "r": (0, 1),
    "print": (1, 0),
    "udpsend": (1, 0),
    "udpreceive": (1, 1),
    "patcherargs": (1, 2),
    "loadbang": (1, 1),
    "loadmess": (1, 1),
    "opendialog": (1, 2),
    "conformpath": (1, 2),
    "strippath": (1, 2),
    "pcontrol": (1, 1),
    "prepend": (1, 1),
    "append": (1, 1),
    "date": (1, 3),
    "onebang": (2, 2),
    "delay": (2, 1),
    "metro": (2, 1),
    "accum": (3, 1),
    "counter": (5, 4),
    "uzi": (2, 3),
    "coll": (1, 4),
    "int": (2, 1),
    "float": (2, 1),
    "clip": (3, 1),
    "change": (1, 3),
    "maximum": (2, 2),
    "buffer~": (1, 2),
    "line~": (2, 2),
    "sig~": (1, 1),
    "clip~": (3, 1),
    "*~": (2, 1),
    "+~": (2, 1),
    **dict.fromkeys(("+", "-", "!-", "*", "==", "%", ">"), (2, 1)),
}
BY_ARGUMENTS: dict[str, Callable[[list[str]], Ports]] = {
    "t": lambda words: (1, len(words)),
    "unpack": lambda words: (1, len(words)),
    "pack": lambda words: (len(words), 1),
    "sel": lambda words: (2 if len(words) == 1 else 1, len(words) + 1),
    "route": lambda words: (1, len(words) + 1),
    "gate": lambda words: (2, int(words[0]) if words else 1),
    "adc~": lambda words: (1, len(words)),
    "groove~": lambda words: (3, 2),  # one channel: no number behind the buffer's name
    "sfplay~": lambda words: (2, int(words[0]) + 1),
    "sfrecord~": lambda words: (int(words[0]), 1),
    "vst~": lambda words: (int(words[0]), int(words[1]) + 6),
    "if": lambda words: (max(int(number) for number in re.findall(r"\$[ifs](\d)", " ".join(words))), 1),
    "sprintf": lambda words: (len(re.findall(r"%\d*l?[a-z]", " ".join(words))), 1),
    "zl": lambda words: {"reg": (2, 2), "nth": (2, 2), "slice": (2, 2), "compare": (2, 2)}[words[0]],
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
        if "patcher" in self.json:
            return _ports_of(self.json["patcher"])
        if (PACKAGE / "patchers" / f"{self.kind}.maxpat").exists():
            return _ports_of(read(PACKAGE / "patchers" / f"{self.kind}.maxpat"))
        if self.kind in BY_ARGUMENTS:
            return BY_ARGUMENTS[self.kind](self.words)
        return FIXED.get(self.kind)

    def __str__(self) -> str:
        return " ".join([self.kind, *self.words]) + (f" ({self.json['varname']})" if "varname" in self.json else "")


def _ports_of(patcher: Patcher) -> Ports:
    inner = [box["box"]["maxclass"] for box in patcher["boxes"]]
    return inner.count("inlet"), inner.count("outlet")


def all_patches() -> list[Path]:
    """Every Max patch of the package."""
    folders = ("patchers", "help", "extras", "examples")
    return sorted(file for folder in folders for file in (PACKAGE / folder).glob("*.max*"))


def read(file: Path) -> Patcher:
    patcher: Patcher = json.loads(file.read_text(encoding="utf-8"))["patcher"]
    return patcher


def levels(patcher: Patcher, where: str = "") -> Iterator[tuple[str, Patcher]]:
    """The patch and every patch inside it, with the path of subpatchers."""
    yield where, patcher
    for item in patcher["boxes"]:
        if "patcher" in item["box"]:
            yield from levels(item["box"]["patcher"], f"{where}/{item['box']['id']}")


def objects(patcher: Patcher) -> Iterator[MaxObject]:
    for where, level in levels(patcher):
        for item in level["boxes"]:
            box = item["box"]
            words = box.get("text", "").split()
            if box["maxclass"] == "newobj":
                kind, words = words[0], words[1:]
            else:
                kind = box["maxclass"]
            yield MaxObject(where, kind, words, box)


def faults(patcher: Patcher) -> list[str]:
    """Unknown objects, wrong counts of ports, and cords to ports that are not there, in every subpatcher."""
    found = []
    everything = list(objects(patcher))
    for one in everything:
        if one.ports is None:
            found.append(f"unknown object {one.kind}")
        elif one.kind.startswith("ld.") and (one.json["numinlets"], one.json["numoutlets"]) != one.ports:
            found.append(f"{one} is written with other ports than it has, {one.ports}")
    for where, level in levels(patcher):
        here = {one.json["id"]: one for one in everything if one.where == where}
        if len(here) != len(level["boxes"]):
            found.append("two boxes with one id")
        drawn = set()
        for line in level["lines"]:
            (source, outlet), (target, inlet) = line["patchline"]["source"], line["patchline"]["destination"]
            if source not in here or target not in here:
                found.append(f"cord from {source} to {target}: no such box")
                continue
            out, into = here[source].ports, here[target].ports
            if out is not None and outlet >= out[1]:
                found.append(f"{here[source]} has no outlet {outlet}")
            if into is not None and inlet >= into[0]:
                found.append(f"{here[target]} has no inlet {inlet}")
            if (source, outlet, target, inlet) in drawn:
                found.append(f"two cords from {here[source]} to {here[target]}: everything would come twice")
            drawn.add((source, outlet, target, inlet))
    return found


def addresses(patcher: Patcher) -> tuple[set[str], set[str]]:
    """The addresses that the patch sends (message boxes) and those that it listens for (receives and routes)."""
    sent, heard = set(), set()
    for one in objects(patcher):
        if one.kind == "message" and one.words and one.words[0].startswith("/"):
            sent.add(one.words[0])
        if one.kind in ("route", "r"):
            heard |= {word for word in one.words if word.startswith("/")}
    return sent, heard


def sends_and_receives(patcher: Patcher) -> tuple[set[str], set[str]]:
    """Names of ``s`` and of ``r`` objects."""
    sends, receives = ({one.words[0] for one in objects(patcher) if one.kind == kind} for kind in ("s", "r"))
    return sends, receives


def overlap(one: Rect, other: Rect) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )


def collisions(patcher: Patcher) -> list[str]:
    """Boxes that lie on each other: while patching at every level, and on the front (panels lie behind)."""
    found = []
    for view in ("patching_rect", "presentation_rect"):
        for where, level in levels(patcher):
            boxes = [item["box"] for item in level["boxes"]]
            if view == "presentation_rect":
                boxes = [box for box in boxes if box.get("presentation") and box["maxclass"] != "panel"]
            for index, box in enumerate(boxes):
                for other in boxes[:index]:
                    if overlap(box[view], other[view]):
                        found.append(f"{view} {where}: {_name(box)} lies on {_name(other)}")
    return found


def _name(box: dict[str, Any]) -> str:
    return str(box.get("text") or box.get("varname") or box["maxclass"])
