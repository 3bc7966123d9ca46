"""Help for Pd: ``NAME-help.pd`` for each abstraction; that of ``ld.osc`` has pages with every OSC address."""

from __future__ import annotations

from builders.abstractions import ABSTRACTIONS, OSC, Abstraction
from builders.pd_text import PdCanvas
from builders.words import EXAMPLES, PAGES
from live_daemon.osc.addresses import INCOMING, OUTGOING, Address

_MEANING = 360  # left edge of the text beside a message
_WIDE = 66  # characters


def helps() -> dict[str, str]:
    """Name and text of every help patch."""
    return {f"{one.name}-help.pd": _help_of(one).render() for one in ABSTRACTIONS.values() if one.pd}


def _help_of(one: Abstraction) -> PdCanvas:
    canvas = PdCanvas(width=900, height=760)
    canvas.panel(10, 10, 880, 30, f"{one.name}: {one.digest}", 16, "#c8c8c8")
    y = 50 + _text(canvas, 20, 50, one.description, 110)
    for argument in one.arguments:
        text = f"{argument.name} ({argument.type}; default {argument.default}): {argument.meaning}"
        y += _text(canvas, 20, y, text, 110)
    senders = []
    for number, inlet in enumerate(one.inlets):
        y += 8 + _text(canvas, 20, y + 8, f"inlet {number + 1}: {inlet.meaning}", 110)
        if inlet.kind == "signal":
            senders.append((canvas.obj(40, y, "adc~ 1"), number))
            y += 30
        for message in inlet.messages:
            senders.append((canvas.msg(40, y, message.example), number))
            canvas.text(_MEANING, y, message.meaning, _WIDE)
            y += 28
    y += 16
    shown = canvas.obj(40, y, one.name)
    for sender, number in senders:
        sender.to(shown, inlet=number)
    y += 40
    for number, outlet in enumerate(one.outlets):
        name = f"$0-out{number}"
        if outlet.kind == "signal":
            level = canvas.obj(40, y, "env~ 4096")
            shown.to(level, outlet=number)
            level.to(canvas.number(140, y, 6, "-"))
        else:
            shown.to(canvas.obj(40, y, "list"), outlet=number).to(canvas.obj(100, y, f"s {name}"))
            canvas.words(190, y, 20, name)
        canvas.text(_MEANING, y, f"outlet {number + 1}: {outlet.meaning}", _WIDE)
        y += 30
    y += 10
    if one is OSC:
        y = _pages(canvas, y)
    else:
        canvas.obj(780, y, "ld.osc")
    canvas.text(20, y, "see also: " + ", ".join(one.see_also), 110)
    canvas.height = y + 50
    return canvas


def _text(canvas: PdCanvas, x: int, y: int, text: str, width: int) -> int:
    """Put a comment; return its height, as Pd breaks it."""
    canvas.text(x, y, text, width)
    rows, used = 1, 0
    for word in text.split():
        if used and used + 1 + len(word) > width:
            rows, used = rows + 1, 0
        used += len(word) + (1 if used else 0)
    return 16 * rows + 6


def _pages(canvas: PdCanvas, y: int) -> int:
    canvas.text(20, y, "Every address, with a message that sends it, or its last message:", 80)
    said = list(OUTGOING.values())
    half = (len(said) + 1) // 2
    pages = [(title, [row for row in INCOMING.values() if row.page == title]) for title in PAGES]
    pages += [("from the daemon", said[:half]), ("from the daemon 2", said[half:])]
    x = 20
    for title, rows in pages:
        canvas.subpatch(x, y + 28, _page(title.replace(" ", "_"), rows))
        x += 7 * len(title) + 50
    return y + 64


def _page(title: str, rows: list[Address]) -> PdCanvas:
    canvas = PdCanvas(title, 900, 700)
    listed, heard = (
        PdCanvas("listed", 980, 700),
        0,
    )  # a list box takes lists alone: a message that begins with a word is made one
    y = 20
    for row in rows:
        if row.direction == "in":
            canvas.msg(20, y, f"; {EXAMPLES[row.path]}")
            lowest = y + 46
        else:
            shown = f"$0{row.path.replace('/', '-')}"
            listed.chain(20 + 320 * (heard % 3), 20 + 90 * (heard // 3), f"r {row.path}", "list", f"s {shown}")
            heard += 1
            canvas.text(20, y, row.path, 40)
            canvas.words(20, y + 24, 40, shown)
            lowest = y + 56
        y += _text(canvas, _MEANING, y, row.meaning, _WIDE)
        for argument in row.arguments:
            left_out = ", optional" if argument.optional else ""
            text = f"{argument.name} ({argument.rule}{left_out}): {argument.meaning}"
            y += _text(canvas, _MEANING + 14, y, text, _WIDE - 2)
        y = max(y, lowest) + 10
    if heard:
        canvas.subpatch(20, y, listed)
        y += 30
    canvas.height = y + 30
    return canvas
