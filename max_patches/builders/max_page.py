"""A page of a Max patch on top of py2max: boxes by text, cords that read from left to right, controls in two views."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from py2max import Patcher
from py2max.core import Box
from py2max.core.common import Rect, box_width_for, text_width
from py2max.maxref.porttypes import port_counts

from builders.abstractions import ABSTRACTIONS

Place = tuple[float, float, float, float]
Colour = tuple[float, float, float, float]

ROW = 30.0

# For a dark stage: little light, with the important controls bright.
NIGHT: Colour = (0.06, 0.06, 0.07, 1.0)  # behind everything
FIELD: Colour = (0.13, 0.14, 0.16, 1.0)  # a group of controls
WELL: Colour = (0.03, 0.03, 0.04, 1.0)  # behind values
KEY: Colour = (0.26, 0.28, 0.32, 1.0)  # a button
BRIGHT: Colour = (0.96, 0.96, 0.94, 1.0)  # words
QUIET: Colour = (0.72, 0.74, 0.76, 1.0)  # explanations
GREEN: Colour = (0.45, 0.85, 0.50, 1.0)
RED: Colour = (0.85, 0.20, 0.15, 1.0)
AMBER: Colour = (1.0, 0.72, 0.20, 1.0)


@dataclass(frozen=True, slots=True)
class MaxBox:
    """A box on a page."""

    page: MaxPage
    box: Box

    def to(self, target: MaxBox, outlet: int = 0, inlet: int = 0) -> MaxBox:
        """Draw a cord to ``target`` and return it. py2max refuses a port that does not exist."""
        self.page.patcher.add_line(self.box, target.box, inlet=inlet, outlet=outlet)
        return target


class MaxPage:
    """One patcher window: the patch itself, or the inside of ``[p name]``."""

    def __init__(self, patcher: Patcher):
        self.patcher = patcher

    @property
    def count(self) -> int:
        """The number of boxes."""
        return len(self.patcher._boxes)

    def obj(self, x: float, y: float, text: str) -> MaxBox:
        """An object box, as wide as its text; an abstraction of the package has the ports of its table."""
        known = ABSTRACTIONS.get(text.split(maxsplit=1)[0])
        if known is None:
            return MaxBox(self, self.patcher.add_textbox(text, patching_rect=self._rect(x, y, text)))
        types = ["signal" if port.kind == "signal" else "" for port in known.outlets]
        ports = max(len(known.inlets), len(known.outlets))
        box = self.patcher.add_textbox(
            text,
            maxclass="newobj",
            numinlets=len(known.inlets),
            numoutlets=len(types),
            outlettype=types,
            patching_rect=self._rect(x, y, text, ports=ports),
        )
        return MaxBox(self, box)

    def port(self, x: float, y: float, kind: str, meaning: str) -> MaxBox:
        """An ``inlet`` or ``outlet`` with its meaning as a comment."""
        inlets, outlets = (0, 1) if kind == "inlet" else (1, 0)
        box = Box(
            id=self.patcher.get_id(kind),
            maxclass=kind,
            numinlets=inlets,
            numoutlets=outlets,
            outlettype=[""] * outlets,
            patching_rect=Rect(x, y, 30.0, 30.0),
            comment=meaning,
        )
        self.patcher.add_box(box)
        return MaxBox(self, box)

    def msg(self, x: float, y: float, text: str) -> MaxBox:
        """A message box."""
        return MaxBox(self, self.patcher.add_message(text, patching_rect=self._rect(x, y, text)))

    def chain(self, x: float, y: float, *texts: str, step: float = ROW) -> list[MaxBox]:
        """Boxes below each other, each wired to the next; text in ``[...]`` is a message box. Returns them all."""
        boxes: list[MaxBox] = []
        for row, text in enumerate(texts):
            top = y + row * step
            boxes.append(self.msg(x, top, text[1:-1]) if text.startswith("[") else self.obj(x, top, text))
            if row:
                boxes[-2].to(boxes[-1])
        return boxes

    def panel(self, presented: Place, at: tuple[float, float], colour: Colour = FIELD) -> None:
        """A field behind controls."""
        self.patcher.add_textbox(
            "panel",
            patching_rect=Rect(*at, 60.0, 20.0),
            presentation=1,
            presentation_rect=list(presented),
            bgcolor=list(colour),
            background=1,
            rounded=8,
        )

    def note(self, x: float, y: float, text: str, width: float = 0, **look: Any) -> MaxBox:
        """A comment for the patching view, broken into lines of ``width``."""
        size = float(look.get("fontsize", 12.0))
        width = width or text_width(text, size) + 12
        place = Rect(x, y, width, comment_height(text, width, size))
        return MaxBox(self, self.patcher.add_comment(text, patching_rect=place, **look))

    def inside(self, x: float, y: float, name: str, width: float, height: float) -> tuple[MaxBox, MaxPage]:
        """An empty ``[p name]`` and its page; its ports follow the ``inlet`` and ``outlet`` boxes put into it."""
        inner = Patcher(parent=self.patcher)
        inner.rect = Rect(100.0, 100.0, width, height)
        text = f"p {name}"
        box = self.patcher.add_subpatcher(text, patcher=inner, patching_rect=self._rect(x, y, text, ports=3))
        return MaxBox(self, box), MaxPage(inner)

    def control(self, maxclass: str, name: str, patching: Place, presented: Place, **attributes: Any) -> MaxBox:
        """A named object of the user interface, with a place in both views.

        The name is its scripting name and, where a value can be set from outside, its parameter's name, by which Max 9
        reaches it over OSC.
        """
        parameter = attributes.pop("parameter", None)
        if parameter is not None:
            attributes["parameter_enable"] = 1
            attributes["saved_attribute_attributes"] = {"valueof": _parameter(name, parameter)}
        inlets, outlets = port_counts(maxclass)
        box = Box(
            id=self.patcher.get_id(maxclass),
            maxclass=maxclass,
            numinlets=inlets,
            numoutlets=outlets,
            outlettype=[""] * (outlets or 0),
            varname=name,
            patching_rect=Rect(*patching),
            **{"presentation": 1, "presentation_rect": list(presented), **attributes},
        )
        self.patcher.add_box(box)
        return MaxBox(self, box)

    def display(self, name: str, patching: Place, presented: Place, size: float = 12.0) -> MaxBox:
        """A message box that only shows text set by ``set``."""
        box = self.patcher.add_message(
            "",
            patching_rect=Rect(*patching),
            varname=name,
            presentation=1,
            presentation_rect=list(presented),
            ignoreclick=1,
            fontsize=size,
            bgcolor=list(WELL),
            gradient=0,
            textcolor=list(BRIGHT),
        )
        return MaxBox(self, box)

    def button(self, name: str, text: str, at: tuple[float, float], presented: Place, **look: Any) -> MaxBox:
        """A button with a text; its first outlet bangs, or sends 1 and 0 with ``mode=1`` (a switch)."""
        look = {"bgcolor": list(KEY), "textcolor": list(BRIGHT), "rounded": 6.0, "fontsize": 13.0, **look}
        place = (*at, min(presented[2], text_width(text, look["fontsize"]) + 24), max(22.0, 1.6 * look["fontsize"]))
        return self.control("textbutton", name, place, presented, text=text, parameter=SWITCH, **look)

    def switch(
        self, name: str, off: str, on: str, at: tuple[float, float], presented: Place, colour: Colour, **look: Any
    ) -> MaxBox:
        """A large switch that lights up in ``colour`` while it is on."""
        return self.button(
            name,
            off,
            at,
            presented,
            mode=1,
            texton=on,
            bgoncolor=list(colour),
            textoncolor=list(WELL),
            usebgoncolor=1,
            **look,
        )

    def label(
        self,
        text: str,
        patching: tuple[float, float],
        presented: Place,
        size: float = 12.0,
        width: float = 0,
        colour: Sequence[float] = BRIGHT,
    ) -> MaxBox:
        """A comment that the musician sees; ``width`` breaks it while patching."""
        width = width or text_width(text, size) + 12
        box = self.patcher.add_comment(
            text,
            patching_rect=Rect(*patching, width, comment_height(text, width, size)),
            presentation=1,
            presentation_rect=list(presented),
            fontsize=size,
            fontname="Arial",
            textcolor=list(colour),
        )
        return MaxBox(self, box)

    @staticmethod
    def _rect(x: float, y: float, text: str, ports: int = 1) -> Rect:
        return Rect(x, y, box_width_for(text, ports), 22.0)


def comment_height(text: str, width: float, size: float) -> float:
    """Height of a comment whose words are broken at ``width``, in pixels."""
    lines, used = 1, 0.0
    for word in text.split():
        needed = text_width(word, size)
        if used and used + needed > width - 8:
            lines, used = lines + 1, 0.0
        used += needed + text_width(" ", size)
    return round(lines * size * 1.18 + 6)


def _parameter(name: str, range_of: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "parameter_longname": name,
        "parameter_shortname": name,
        **{f"parameter_{key}": value for key, value in range_of.items()},
    }


# What Max calls the types of parameters.
FLOAT, INT, ENUM = 0, 1, 2
SWITCH: Mapping[str, Any] = {"type": ENUM, "enum": ["off", "on"], "mmax": 1}


def float_range(low: float, high: float) -> dict[str, Any]:
    """A parameter that is a float."""
    return {"type": FLOAT, "mmin": low, "mmax": high}


def int_range(low: int, high: int) -> dict[str, Any]:
    """A parameter that is a whole number (Max allows 256 values at most)."""
    return {"type": INT, "mmin": low, "mmax": high}
