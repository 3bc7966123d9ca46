"""Help for Max: a patch for each abstraction, pages with every OSC address, the overview in the Extras menu."""

from __future__ import annotations

from typing import Any

from py2max import Patcher
from py2max.core.common import Rect

from builders.abstractions import ABSTRACTIONS, OSC, Abstraction
from builders.max_page import KEY, NIGHT, QUIET, MaxBox, MaxPage, Place, comment_height
from builders.max_parts import front
from builders.words import EXAMPLES, PAGES
from live_daemon.osc.addresses import INCOMING, OUTGOING, Address

WIDTH = 760.0
_MEANING = 320.0  # left edge of the text beside a message
_BLANK = " " * 36  # an empty message box for a value


def helps() -> dict[str, dict[str, Any]]:
    """Name and content of every help patch."""
    made = {f"{one.name}.maxhelp": _help_of(one) for one in ABSTRACTIONS.values() if one is not OSC}
    made["ld.osc.maxhelp"] = _help_with_pages()
    return made


def _help_of(one: Abstraction) -> dict[str, Any]:
    patcher = Patcher(title=one.name, on_invalid="raise")
    page = MaxPage(patcher)
    bottom = _show(page, one)
    page.obj(WIDTH - 80, 20, "ld.osc")
    patcher.rect = Rect(80.0, 100.0, WIDTH + 20, bottom + 20)
    return dict(patcher.to_dict())


def _help_with_pages() -> dict[str, Any]:
    patcher = Patcher(title=OSC.name, on_invalid="raise")
    patcher.rect = Rect(80.0, 100.0, WIDTH + 40, 860.0)
    page = MaxPage(patcher)
    _, basic = page.inside(20, 20, "basic", WIDTH, 1200)
    _show(basic, OSC)
    sent = {title: [row for row in INCOMING.values() if row.page == title] for title in PAGES}
    said = list(OUTGOING.values())
    half = (len(said) + 1) // 2
    for title, rows in sent.items():
        _, inner = page.inside(20, 20 + 40 * page.count, title, WIDTH, 1200)
        _sent(inner, rows)
    for title, rows in (("from the daemon", said[:half]), ("from the daemon 2", said[half:])):
        _, inner = page.inside(20, 20 + 40 * page.count, title, WIDTH, 1200)
        _said(inner, rows)
    content: dict[str, Any] = dict(patcher.to_dict())
    content["patcher"]["showrootpatcherontab"] = 0
    for item in content["patcher"]["boxes"]:
        item["box"]["patcher"]["showontab"] = 1
    return content


def _show(page: MaxPage, one: Abstraction) -> float:
    """Title, description, and the object between its messages and its outlets. Returns the lower edge."""
    page.note(20, 10, one.name, fontsize=22.0)
    page.note(180, 17, one.digest, fontsize=14.0)
    y = 50.0
    y += _paragraph(page, 20, y, one.description, WIDTH - 40) + 10
    for argument in one.arguments:
        text = f"{argument.name} ({argument.type}, default {argument.default}): {argument.meaning}"
        y += _paragraph(page, 20, y, text, WIDTH - 40)
    senders: list[tuple[MaxBox, int]] = []
    for number, inlet in enumerate(one.inlets):
        y += _paragraph(page, 20, y + 10, f"inlet {number + 1}: {inlet.meaning}", WIDTH - 40) + 14
        if inlet.kind == "signal":
            senders.append((page.obj(40, y, "adc~ 1"), number))
            y += 30
        for message in inlet.messages:
            senders.append((page.msg(40, y, message.example), number))
            page.note(_MEANING, y, message.meaning)
            y += 30
    y += 30
    shown = page.obj(40, y, one.name)
    for sender, number in senders:
        sender.to(shown, inlet=number)
    y += 50
    for number, outlet in enumerate(one.outlets):
        if outlet.kind == "signal":
            meter = page.control("meter~", f"meter_{number}", (40, y, 200, 16), (40, y, 200, 16), presentation=0)
            shown.to(meter, outlet=number)
        else:
            setting = page.obj(40, y, "prepend set")
            shown.to(setting, outlet=number)
            setting.to(page.msg(140, y, _BLANK))
        page.note(_MEANING, y - 2, f"outlet {number + 1}: {outlet.meaning}")
        y += 36
    page.note(20, y, "see also: " + ", ".join(one.see_also))
    return y + 30


def _paragraph(page: MaxPage, x: float, y: float, text: str, width: float) -> float:
    page.note(x, y, text, width)
    return comment_height(text, width, 12.0)


def _sent(page: MaxPage, rows: list[Address]) -> None:
    """Addresses to the daemon: meaning, arguments, a message that sends it."""
    page.note(20, 10, "Click a message to send it.")
    y = 50.0
    messages = []
    for row in rows:
        messages.append(page.msg(20, y, EXAMPLES[row.path]))
        y += _paragraph(page, _MEANING, y, row.meaning, WIDTH - _MEANING - 10)
        for argument in row.arguments:
            unit = f" {argument.unit}" if argument.unit and argument.minimum is not None else ""
            text = f"{argument.name} ({argument.rule}{unit}{', optional' if argument.optional else ''}): "
            y += _paragraph(page, _MEANING + 10, y, text + argument.meaning, WIDTH - _MEANING - 20)
        y += 12
    out = page.obj(20, y + 20, "s ld.to_daemon")
    for message in messages:
        message.to(out)


def _said(page: MaxPage, rows: list[Address]) -> None:
    """Addresses from the daemon: the receive, the last message, meaning, arguments."""
    page.note(20, 10, "The boxes show the last message.")
    y = 50.0
    for row in rows:
        receive = page.obj(20, y, f"r {row.path}")
        setting = receive.to(page.obj(20, y + 30, "prepend set"))
        setting.to(page.msg(110, y + 30, _BLANK))
        lower = y + _paragraph(page, _MEANING, y, row.meaning, WIDTH - _MEANING - 10)
        for argument in row.arguments:
            text = f"{argument.name} ({argument.rule}): {argument.meaning}"
            lower += _paragraph(page, _MEANING + 10, lower, text, WIDTH - _MEANING - 20)
        y = max(y + 60, lower) + 12


def overview() -> Patcher:
    """``extras/live-daemon Overview.maxpat``: opens every patch by a click."""
    patcher = front("live-daemon Overview", 720, 560)
    page = MaxPage(patcher)
    page.label("live-daemon", (20, 20), (20, 14, 300, 44), 32)
    page.label(
        "A musician plays; networks dream on what they heard, and answer.", (20, 70), (24, 62, 600, 24), 14, 640, QUIET
    )
    page.label(
        "Start the daemon in a terminal: live-daemon run --set voices.max=0",
        (20, 100),
        (24, 86, 600, 24),
        14,
        640,
        QUIET,
    )
    opener = page.obj(20, 700, "pcontrol")
    rows = [
        ("main patch", "live_daemon.maxpat", "record, dreams, loops, follower, status"),
        ("sympathetic strings", "sympathetic_strings.maxpat", "a piece: loops that answer the strings you play"),
        ("variations", "variations.maxpat", "a piece: what you play comes back, varied, staggered"),
        ("every OSC address", "ld.osc.maxhelp", "every message to and from the daemon, one click each"),
    ]
    y = 124.0
    for row, (name, file, meaning) in enumerate(rows):
        _opens(page, opener, name, file, (24, y, 230, 44), row, 16.0)
        page.label(meaning, (500, 170 + 40 * row), (266, y + 11, 430, 24), 14)
        y += 52
    page.label("The abstractions, for your own patches:", (20, 130), (24, y + 6, 600, 24), 14, colour=QUIET)
    y += 36
    for number, one in enumerate(ABSTRACTIONS.values()):
        left, top = 24 + 340 * (number % 2), y + 44 * (number // 2)
        row = len(rows) + number
        _opens(page, opener, one.name, f"{one.name}.maxhelp", (left, top, 110, 36), row, 14.0)
        page.label(one.digest, (500, 170 + 40 * row), (left + 116, top + 8, 220, 24), 12)
    page.panel((0, 0, 720, 560), (400, 130), NIGHT)
    return patcher


def _opens(page: MaxPage, opener: MaxBox, name: str, file: str, presented: Place, row: int, size: float) -> None:
    y = 170.0 + 40 * row
    button = page.button(f"open_{row}", name, (20, y), presented, fontsize=size, bgcolor=list(KEY))
    button.to(page.msg(240, y, f"load {file}")).to(opener)
