"""Reads a Pd patch as text: its boxes and cords, canvas by canvas."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Canvas:
    """Boxes in the order of their numbers, and cords (source, outlet, target, inlet)."""

    boxes: list[str] = field(default_factory=list)
    corners: list[tuple[int, int]] = field(default_factory=list)
    cords: list[tuple[int, int, int, int]] = field(default_factory=list)


def read(file: Path) -> list[Canvas]:
    """Every canvas of a patch, the patch itself last."""
    records = re.split(r"(?<!\\);\r?\n", file.read_text(encoding="utf-8"))
    open_canvases: list[Canvas] = []
    closed: list[Canvas] = []
    for record in records:
        words = record.split()
        if words[:2] == ["#N", "canvas"]:
            open_canvases.append(Canvas())
        elif words[:2] == ["#X", "restore"]:
            closed.append(open_canvases.pop())
            open_canvases[-1].boxes.append(" ".join(words[4:]))
            open_canvases[-1].corners.append((int(words[2]), int(words[3])))
        elif words[:2] == ["#X", "connect"]:
            source, outlet, target, inlet = map(int, words[2:6])
            open_canvases[-1].cords.append((source, outlet, target, inlet))
        elif words[:1] == ["#X"] and words[1] not in ("coords", "array"):
            kind = {"obj": [], "text": ["comment:"]}.get(words[1], [words[1]])
            open_canvases[-1].boxes.append(" ".join([*kind, *words[4:]]))
            open_canvases[-1].corners.append((int(words[2]), int(words[3])))
    return [*closed, *open_canvases]


def overlaps(canvas: Canvas) -> list[tuple[str, str]]:
    """Boxes of a canvas without graphical objects that lie on each other, by the sizes of Pd's 12-point font."""
    places = [(x, y, *_size(box)) for box, (x, y) in zip(canvas.boxes, canvas.corners, strict=True)]
    return [
        (canvas.boxes[one], canvas.boxes[other])
        for one, a in enumerate(places)
        for other, b in enumerate(places[:one])
        if a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]
    ]


def _size(box: str) -> tuple[int, int]:
    shown = box.replace(" \\,", ",").replace("\\$", "$")
    if shown.startswith("comment: "):
        words, _, wrap = shown.removeprefix("comment: ").rpartition(", f ")
        width = int(wrap)
        return 7 * min(width, len(words)) + 4, 15 * -(-len(words) // width) + 4
    kind, _, look = shown.partition(" ")
    if kind in ("listbox", "symbolatom", "floatatom"):
        return 7 * int(look.split()[0]) + 8, 19
    shown = shown.removeprefix("msg ")
    lines = shown.split(" \\;")
    return 7 * max(map(len, lines)) + (12 if box.startswith("msg ") else 5), 15 * len(lines) + 4


def addresses(canvases: list[Canvas]) -> tuple[set[str], set[str]]:
    """The addresses that are sent (``r A`` to ``oscformat A``) and heard (``route`` words that end in ``s A``).

    A chain whose words and whose name disagree is not counted: it would carry one address under another's name.
    """
    sent, heard = set(), set()
    for canvas in canvases:
        after = {number: [cord for cord in canvas.cords if cord[0] == number] for number in range(len(canvas.boxes))}
        for number, box in enumerate(canvas.boxes):
            if box.startswith("r /"):
                for _, _, listed, _ in after[number]:
                    formats = {canvas.boxes[cord[2]] for cord in after[listed]}
                    if f"oscformat {box[3:].replace('/', ' ')}" in formats:
                        sent.add(box[2:])
            if box == "route dream":
                heard |= _leaves(canvas, after, [cord[2] for cord in after[number] if cord[1] == 0], "/dream")
    return sent, heard


def _leaves(
    canvas: Canvas, after: dict[int, list[tuple[int, int, int, int]]], numbers: list[int], path: str
) -> set[str]:
    found = set()
    for number in numbers:
        box = canvas.boxes[number]
        if box == "list trim":
            found |= _leaves(canvas, after, [cord[2] for cord in after[number]], path)
        elif box.startswith("route "):
            for outlet, word in enumerate(box.split()[1:]):
                deeper = [cord[2] for cord in after[number] if cord[1] == outlet]
                found |= _leaves(canvas, after, deeper, f"{path}/{word}")
        elif box in (f"s {path}", f"s {path}-told"):  # how it is set is told to a name that is no order
            found.add(box[2:])
    return found
