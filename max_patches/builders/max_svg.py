"""Draws a Max patch as SVG from its file: places, sizes, colours, words. Max itself is not needed.

The same patch gives the same text: the pictures in the docs are what the tests compare with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from py2max.core.common import text_width

Boxes = list[dict[str, Any]]

FONT = "Arial, Helvetica, 'Liberation Sans', sans-serif"
MARGIN = 12.0
_LIGHT, _DARK, _PAPER = "#f4f4f1", "#3c4046", "#c9cbcd"
_CORD, _SIGNAL = "#5c6268", "#9a7b12"
_TEXT_KINDS = ("newobj", "message")
_VALUES = ("number", "flonum")


def presentation(patcher: Mapping[str, Any], shown: Mapping[str, Any]) -> str:
    """The front of a patch as the musician sees it.

    Args:
        patcher: what stands under ``patcher`` in the file.
        shown: by scripting name, what a control shows at that moment (a text, a number, a list of numbers, a bool).
    """
    boxes = [item["box"] for item in patcher["boxes"] if item["box"].get("presentation")]
    boxes.sort(key=lambda box: -box.get("background", 0))
    rects = [box["presentation_rect"] for box in boxes]
    width, height = (max(rect[axis] + rect[axis + 2] for rect in rects) for axis in (0, 1))
    lines = [line for box in boxes for line in _control(box, box["presentation_rect"], shown.get(box.get("varname")))]
    return _document(0.0, 0.0, width, height, lines, "#101012")


def patching(patcher: Mapping[str, Any]) -> str:
    """The inside of a patch: boxes and cords; the pages of a help patch one below the other."""
    tabs = [item["box"]["patcher"] for item in patcher["boxes"] if item["box"].get("patcher", {}).get("showontab")]
    pages = tabs or [patcher]
    lines: list[str] = []
    top, right = 0.0, 0.0
    for page in pages:
        boxes = [item["box"] for item in page["boxes"]]
        left, upper, across, down = _extent(boxes)
        lines.append(f'<g transform="translate({MARGIN - left:g} {top + MARGIN - upper:g})">')
        lines += _page(page, boxes)
        lines.append("</g>")
        top += down - upper + 2 * MARGIN
        right = max(right, across - left + 2 * MARGIN)
        if page is not pages[-1]:
            lines.append(f'<rect x="0" y="{top - 1:g}" width="100%" height="2" fill="{_DARK}"/>')
    return _document(0.0, 0.0, right, top, lines, _PAPER)


def _document(x: float, y: float, width: float, height: float, lines: Iterable[str], paper: str) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{x:g} {y:g} {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}" font-family="{FONT}">'
    )
    back = f'<rect width="{width:g}" height="{height:g}" fill="{paper}"/>'
    return "\n".join([head, back, *lines, "</svg>"]) + "\n"


def _extent(boxes: Boxes) -> tuple[float, float, float, float]:
    rects = [box["patching_rect"] for box in boxes]
    return (
        min(rect[0] for rect in rects),
        min(rect[1] for rect in rects),
        max(rect[0] + rect[2] for rect in rects),
        max(rect[1] + rect[3] for rect in rects),
    )


def _page(page: Mapping[str, Any], boxes: Boxes) -> list[str]:
    lines = []
    by_id = {box["id"]: box for box in boxes}
    for item in page["lines"]:
        (source, outlet), (target, inlet) = item["patchline"]["source"], item["patchline"]["destination"]
        lines.append(_cord(by_id[source], outlet, by_id[target], inlet))
    for box in boxes:
        lines += _object(box) if box["maxclass"] in _TEXT_KINDS else _control(box, box["patching_rect"], None, True)
    return lines


def _cord(source: dict[str, Any], outlet: int, target: dict[str, Any], inlet: int) -> str:
    x0, y0 = _port(source, outlet, source.get("numoutlets") or 1, bottom=True)
    x1, y1 = _port(target, inlet, target.get("numinlets") or 1, bottom=False)
    bend = max(12.0, min(60.0, abs(y1 - y0) / 2))
    types = source.get("outlettype") or []
    signal = outlet < len(types) and types[outlet] == "signal"
    look = f'stroke="{_SIGNAL}" stroke-width="2.4"' if signal else f'stroke="{_CORD}" stroke-width="1.2"'
    return f'<path d="M{x0:g} {y0:g}C{x0:g} {y0 + bend:g} {x1:g} {y1 - bend:g} {x1:g} {y1:g}" fill="none" {look}/>'


def _port(box: dict[str, Any], index: int, count: int, *, bottom: bool) -> tuple[float, float]:
    x, y, width, height = box["patching_rect"]
    inside = width - 18
    across = x + 9 + (inside * index / (count - 1) if count > 1 else 0)
    return round(across, 1), y + (height if bottom else 0)


def _object(box: dict[str, Any]) -> list[str]:
    x, y, width, height = box["patching_rect"]
    message = box["maxclass"] == "message"
    fill, ink = ("#e8e9ea", "#1a1a1a") if message else (_DARK, _LIGHT)
    lines = [_rect(x, y, width, height, fill, "#22252a", 7 if message else 2)]
    return lines + _words(box.get("text", ""), x + 5, y, width - 8, height, 12.0, ink)


def _rect(x: float, y: float, width: float, height: float, fill: str, edge: str, radius: float = 3) -> str:
    stroke = f' stroke="{edge}"' if edge else ""
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{radius:g}" fill="{fill}"{stroke}/>'


def _hex(colour: Sequence[float]) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in colour[:3])


def _words(
    words: str, x: float, y: float, width: float, height: float, size: float, ink: str, anchor: str = "start"
) -> list[str]:
    """Words, vertically centred, broken at ``width``."""
    rows = broken(words, width, size)
    first = y + height / 2 - (len(rows) - 1) * size * 0.59 + size * 0.35
    style = f'font-size="{size:g}" fill="{ink}"' + (f' text-anchor="{anchor}"' if anchor != "start" else "")
    # The length is given, so that the picture is the same in a viewer with another font.
    return [
        f'<text x="{x:g}" y="{first + row * size * 1.18:.1f}" textLength="{text_width(text, size):.0f}" '
        f'lengthAdjust="spacingAndGlyphs" {style}>{escape(text)}</text>'
        for row, text in enumerate(rows)
        if text.strip()
    ]


def broken(words: str, width: float, size: float) -> list[str]:
    """Words in rows no wider than ``width`` pixels."""
    rows: list[str] = []
    for paragraph in words.split("\n"):
        row = ""
        for word in paragraph.split(" "):
            longer = f"{row} {word}" if row else word
            if row and text_width(longer, size) > width:
                rows.append(row)
                row = word
            else:
                row = longer
        rows.append(row)
    return rows


def _control(box: dict[str, Any], rect: Sequence[float], value: Any, patching: bool = False) -> list[str]:
    """An object of the user interface, with its value."""
    x, y, width, height = rect
    kind, size = box["maxclass"], box.get("fontsize", 12.0)
    ink = _hex(box.get("textcolor", (0.1, 0.1, 0.1)))
    fill = _hex(box["bgcolor"]) if "bgcolor" in box else "#16171a"
    if kind == "comment":
        ink = "#1a1a1a" if patching else ink
        return _words(box.get("text", ""), x + 3, y, width - 6, height, size, ink)
    if kind == "panel":
        return [_rect(x, y, width, height, fill, "", box.get("rounded", 0))]
    if kind in ("inlet", "outlet"):
        way = f"M{x + 9:g} {y + 10:g}h12l-6 10z"
        return [_rect(x, y, width, height, "#e8e9ea", "#22252a", 2), f'<path d="{way}" fill="{_DARK}"/>']
    if kind == "textbutton":
        on = bool(value) and box.get("mode")
        face, words = (fill, box.get("text", ""))
        if on:
            face, words, ink = _hex(box["bgoncolor"]), box.get("texton", ""), _hex(box["textoncolor"])
        middle = _words(words, x + width / 2, y, width - 6, height, size, ink, "middle")
        return [_rect(x, y, width, height, face, "#6a6e75", 6), *middle]
    lines = [_rect(x, y, width, height, fill, "#6a6e75", 4)]
    if kind in ("slider", "meter~"):
        lines += _bar(box, rect, float(value or 0.0))
    elif kind == "multislider":
        lines += _bars(box, rect, value or ())
    elif kind == "led":
        lines = [
            f'<circle cx="{x + width / 2:g}" cy="{y + height / 2:g}" r="{width / 2 - 3:g}" '
            f'fill="{_hex(box["oncolor"])}"/>'
        ]
    elif kind == "toggle":
        lines += [f'<path d="M{x + 4:g} {y + 4:g}l{width - 8:g} {height - 8:g}" stroke="{_LIGHT}"/>'] if value else []
    elif kind == "ezdac~":
        cone = [(0.2, 0.4), (0.35, 0.4), (0.6, 0.2), (0.6, 0.8), (0.35, 0.6), (0.2, 0.6)]
        points = " ".join(f"{x + u * width:g},{y + v * height:g}" for u, v in cone)
        lines.append(f'<polygon points="{points}" fill="{_LIGHT}"/>')
    else:
        words = str(value) if value is not None else box.get("text", "") or _first_item(box)
        if kind in _VALUES and value is None:
            words = "0" if kind == "number" else "0."
        lines += _words(words, x + 6, y, width - 10, height, size, _LIGHT)
    return lines


def _first_item(box: dict[str, Any]) -> str:
    items = box.get("items") or [""]
    return str(items[0])


def _bar(box: dict[str, Any], rect: Sequence[float], part: float) -> list[str]:
    x, y, width, height = rect
    fill = _hex(box.get("knobcolor", (0.45, 0.85, 0.50)))
    if box.get("orientation") == 2 or height > 2 * width:
        return [_rect(x + 3, y + 3 + (height - 6) * (1 - part), width - 6, (height - 6) * part, fill, "")]
    return [_rect(x + 3, y + 3, (width - 6) * part, height - 6, fill, "")]


def _bars(box: dict[str, Any], rect: Sequence[float], values: Sequence[float]) -> list[str]:
    x, y, width, height = rect
    step, fill = width / box.get("size", 1), _hex(box["slidercolor"])
    return [
        _rect(
            round(x + step * index + 2, 1),
            round(y + height * (1 - value), 1),
            step - 4,
            round(height * value, 1),
            fill,
            "",
        )
        for index, value in enumerate(values)
    ]
