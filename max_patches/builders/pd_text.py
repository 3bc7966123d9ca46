"""A writer of Pd patches: boxes and cords by name in, the text of a ``.pd`` file out."""

from __future__ import annotations

from dataclasses import dataclass, field

_GREY, _BLACK = "#e4e4e4", "#000000"
_NO_LABEL = "empty"


@dataclass(frozen=True, slots=True)
class PdBox:
    """A box in one canvas: its number there."""

    canvas: PdCanvas
    number: int

    def to(self, target: PdBox, outlet: int = 0, inlet: int = 0) -> PdBox:
        """Draw a cord to ``target`` and return it, so that chains read from left to right.

        Raises:
            ValueError: the boxes lie in different canvases.
        """
        if target.canvas is not self.canvas:
            raise ValueError("a cord cannot leave its canvas")
        self.canvas.cords.append((self.number, outlet, target.number, inlet))
        return target


@dataclass(slots=True, eq=False)
class PdCanvas:
    """A canvas: the patch itself or a subpatch ``[pd name]``."""

    name: str = ""
    width: int = 900
    height: int = 600
    lines: list[str] = field(default_factory=list)
    cords: list[tuple[int, int, int, int]] = field(default_factory=list)
    count: int = 0

    def obj(self, x: int, y: int, text: str) -> PdBox:
        """An object box, as one types it in Pd."""
        return self._add(f"#X obj {x} {y} {_escaped(text)}")

    def msg(self, x: int, y: int, text: str) -> PdBox:
        """A message box; commas and semicolons keep their meaning in Pd."""
        return self._add(f"#X msg {x} {y} {_escaped(text)}")

    def chain(self, x: int, y: int, *texts: str, step: int = 26) -> list[PdBox]:
        """Boxes below each other, each wired to the next; ``[...]`` in brackets is a message box. Returns them all."""
        boxes: list[PdBox] = []
        for row, text in enumerate(texts):
            place = self.msg if text.startswith("[") else self.obj
            boxes.append(place(x, y + row * step, text[1:-1] if text.startswith("[") else text))
            if row:
                boxes[-2].to(boxes[-1])
        return boxes

    def text(self, x: int, y: int, text: str, width: int = 0) -> PdBox:
        """A comment, broken after ``width`` characters (0: Pd's own choice). Pd breaks it at a semicolon, too."""
        words = text.replace(";", ",").replace(",", " \\,")
        return self._add(f"#X text {x} {y} {words}{f', f {width}' if width else ''}")

    def symbol(self, x: int, y: int, width: int, receive: str, label: str = "", size: int = 0) -> PdBox:
        """A symbol box that shows messages to ``receive``, with a label at its right; ``size`` 0: of the canvas."""
        return self._add(f"#X symbolatom {x} {y} {width} 0 0 1 {_atom_label(label)} {receive} - {size}")

    def words(self, x: int, y: int, width: int, receive: str) -> PdBox:
        """A list box: like a symbol box, for words with spaces between them."""
        return self._add(f"#X listbox {x} {y} {width} 0 0 0 - {receive} - 0")

    def typed(self, x: int, y: int, width: int, send: str) -> PdBox:
        """A list box to type words into; Enter sends them."""
        return self._add(f"#X listbox {x} {y} {width} 0 0 0 - {send}-set {send} 0")

    def number(self, x: int, y: int, width: int, receive: str, label: str = "", send: str = "-") -> PdBox:
        """A number box that shows messages to ``receive``."""
        return self._add(f"#X floatatom {x} {y} {width} 0 0 1 {_atom_label(label)} {receive} {send} 0")

    def bang(self, x: int, y: int, send: str, label: str = "", size: int = 18, colour: str = "#fcfcfc") -> PdBox:
        """A button."""
        look = f"{_label(label)} {size + 6} {size // 2} 0 11 {colour} #c03030 {_BLACK}"
        return self.obj(x, y, f"bng {size} 120 50 0 {send} {send}-lamp {look}")

    def toggle(self, x: int, y: int, send: str, label: str, start: int = 0, size: int = 18) -> PdBox:
        """A switch; with ``start`` 1 it is on, and says so, when the patch opens."""
        look = f"{_label(label)} {size + 6} {size // 2} 0 11 #fcfcfc #c03030 {_BLACK}"
        return self.obj(x, y, f"tgl {size} {start} {send} {send}-set {look} {start} 1")

    def box(self, x: int, y: int, send: str, label: str, low: float, high: float, start: float, keep: int) -> PdBox:
        """A number to drag; with ``keep`` 1 it sends ``start`` when the patch opens."""
        look = f"{_label(label)} 74 9 0 11 #fcfcfc {_BLACK} {_BLACK}"
        return self.obj(x, y, f"nbx 6 18 {low:g} {high:g} 0 {keep} {send} {send}-set {look} {start:g} 256")

    def slider(self, x: int, y: int, width: int, send: str, label: str, start: float, keep: int) -> PdBox:
        """A horizontal slider 0..1; with ``keep`` 1 it sends ``start`` when the patch opens."""
        look = f"{_label(label)} {width + 8} 9 0 11 #fcfcfc {_BLACK} {_BLACK}"
        return self.obj(
            x, y, f"hsl {width} 18 0 1 0 {keep} {send} {send}-set {look} {round(start * (width - 1) * 100)} 1"
        )

    def radio(self, x: int, y: int, count: int, send: str) -> PdBox:
        """A column of buttons of which one is on."""
        look = f"{_NO_LABEL} 0 -8 0 11 #fcfcfc #c03030 {_BLACK}"
        return self.obj(x, y, f"vradio 18 1 0 {count} {send} {send}-set {look} 0")

    def meter(self, x: int, y: int, receive: str) -> PdBox:
        """A level meter, in dB below full scale."""
        return self.obj(x, y, f"vu 14 120 {receive} {_NO_LABEL} -1 -8 0 8 #404040 {_BLACK} 0 0")

    def panel(self, x: int, y: int, width: int, height: int, label: str, size: int = 14, colour: str = _GREY) -> PdBox:
        """A coloured field with a heading, behind everything placed after it."""
        return self.obj(x, y, f"cnv 15 {width} {height} empty empty {_label(label)} 10 14 0 {size} {colour} {_BLACK} 0")

    def fader(self, x: int, y: int, height: int, send: str) -> PdBox:
        """A vertical slider 0..1."""
        look = f"{_NO_LABEL} 0 -9 0 10 #fcfcfc {_BLACK} {_BLACK}"
        return self.obj(x, y, f"vsl 18 {height} 0 1 0 0 {send} {send}-set {look} 0 1")

    def array(self, x: int, y: int, name: str, size: int, width: int, height: int) -> PdBox:
        """An array of numbers 0..1, drawn as a graph."""
        zeros = " ".join(["0"] * size)
        self.lines += [
            "#N canvas 0 0 450 300 (subpatch) 0;",
            f"#X array {name} {size} float 2;",
            f"#A 0 {zeros};",
            f"#X coords 0 1 {size} 0 {width} {height} 1 0 0;",
        ]
        return self._add(f"#X restore {x} {y} graph")

    def subpatch(self, x: int, y: int, inner: PdCanvas) -> PdBox:
        """Put a finished canvas into this one as ``[pd name]``."""
        self.lines += inner.body(f"#N canvas 60 60 {inner.width} {inner.height} {inner.name} 0;")
        return self._add(f"#X restore {x} {y} pd {inner.name}")

    def render(self) -> str:
        """Return the patch as a file's text."""
        return "\n".join(self.body(f"#N canvas 60 60 {self.width} {self.height} 12;")) + "\n"

    def body(self, header: str) -> list[str]:
        """Return header, boxes and cords as lines."""
        return [header, *self.lines, *(f"#X connect {' '.join(map(str, cord))};" for cord in self.cords)]

    def _add(self, line: str) -> PdBox:
        self.lines.append(f"{line};")
        self.count += 1
        return PdBox(self, self.count - 1)


def _atom_label(text: str) -> str:
    """Symbol and number boxes call a missing label ``-``."""
    return text.replace(" ", "\\ ") or "-"


def _label(text: str) -> str:
    """Return a label as Pd stores it: its spaces are escaped; no label has a name of its own."""
    return text.replace(" ", "\\ ") or _NO_LABEL


def _escaped(text: str) -> str:
    """Return typed text as Pd stores it: dollars, commas and semicolons are escaped.

    >>> print(_escaped("open $1, start"))
    open \\$1 \\, start
    """
    return text.replace("$", "\\$").replace(",", " \\,").replace(";", " \\;")
