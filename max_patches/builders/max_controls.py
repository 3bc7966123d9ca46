"""The rows of controls for dreaming in the front of the Max patch."""

from __future__ import annotations

from builders.max_page import BRIGHT, WELL, MaxPage, float_range
from builders.max_parts import menu_look, send
from builders.words import CONTROLS
from live_daemon.osc.addresses import CONTROLS as ADDRESSES
from live_daemon.osc.addresses import INCOMING, LEVELS, SAMPLING
from live_daemon.settings.ranges import MANNERS
from live_models.contract.generator import Controls

TOP = 758  # of the first row, in the front
ROW = 36
LEFT = 112.0
BOX = 54
LETTER = 7.2
SECOND_ROW = ("influence",)


def dreaming(page: MaxPage) -> None:
    """The number boxes, the menu for sampling, the button back to the checkpoint's card, and the harmony.

    The boxes begin at the daemon's own values; a card's values hold until one is turned.
    """
    page.note(540, 1262, "DREAMING")
    lefts = [LEFT, LEFT]
    for column, (name, text) in enumerate(CONTROLS.items()):
        row = int(name in SECOND_ROW)
        lefts[row] += _number(page, name, text, 640 + 260 * column, (lefts[row], TOP + ROW * row))
    left, x = lefts[0], 640 + 260 * len(CONTROLS)
    menu = page.control(
        "umenu",
        "control_sampling",
        (x, 1292, 90, 22),
        (left, TOP, 100, 24),
        items=[item for name in SAMPLING for item in (name, ",")][:-1],
        parameter={"type": 2, "enum": list(SAMPLING), "mmax": len(SAMPLING) - 1},
        **menu_look(),
    )
    page.obj(x, 1262, f"loadmess setsymbol {SAMPLING[-1]}").to(menu)
    menu.to(send(page, x, 1322, f"{ADDRESSES['sampling']} $1"), outlet=1)
    page.obj(x + 10, 1232, "r ld.control_sampling").to(menu)
    page.label("sampling", (x + 100, 1292), (left + 102, TOP + 1, 70, 22))
    back = page.button("control_reset", "as the card says", (x + 260, 1292), (left + 178, TOP - 2, 130, 28))
    back.to(send(page, x + 260, 1322, "/dream/control/reset"))
    _pitches(page, x + 420, (lefts[1], TOP + ROW))
    _live(page, x + 980, (LEFT, TOP + 2 * ROW))
    _levels(page, x + 1640, (LEFT + 520, TOP + 2 * ROW))


def _number(page: MaxPage, name: str, text: str, x: float, place: tuple[float, float]) -> float:
    """One number box with its label at ``place`` in the front; return the width of both."""
    (argument,) = INCOMING[ADDRESSES[name]].arguments
    low, high = float(argument.minimum or 0), float(argument.maximum or 0)
    left, top = place
    box = page.control(
        "flonum",
        f"control_{name}",
        (x, 1292, 70, 22),
        (left, top, BOX, 24),
        minimum=low,
        maximum=high,
        parameter=float_range(low, high),
    )
    page.obj(x, 1262, f"loadmess set {getattr(Controls(), name) or 0:g}").to(box)
    box.to(send(page, x, 1322, f"{ADDRESSES[name]} $1"))
    page.obj(x, 1232, f"r ld.control_{name}").to(box)
    width = LETTER * len(text) + 10
    page.label(text, (x + 80, 1292), (left + BOX + 2, top + 1, width, 22))
    return BOX + width + 10


def _pitches(page: MaxPage, x: float, place: tuple[float, float]) -> None:
    """The harmony: typed and confirmed with Enter, or heard."""
    left, top = place
    page.label("harmony", (x + 210, 1292), (left + 6, top + 1, 62, 22))
    field = page.control(
        "textedit",
        "pitches",
        (x, 1292, 200, 22),
        (left + 70, top, 260, 24),
        text="auto",
        keymode=1,  # Enter confirms
        lines=1,
        fontsize=13.0,
        bgcolor=list(WELL),
        textcolor=list(BRIGHT),
    )
    page.chain(x, 1202, "r ld.pitches", "fromsymbol", "prepend set")[2].to(field)
    typed = field.to(page.obj(x, 1322, "route text"))
    typed.to(page.obj(x, 1352, "prepend /dream/pitches")).to(page.obj(x, 1382, "s ld.to_daemon"))
    page.label("C3 E3 G3, or auto; Enter", (x + 210, 1322), (left + 336, top + 1, 180, 22))
    heard = page.button("pitches_auto", "as I play", (x + 420, 1292), (left + 520, top - 2, 100, 28))
    heard.to(send(page, x + 420, 1322, "/dream/pitches auto"))


def _live(page: MaxPage, x: float, place: tuple[float, float]) -> None:
    """The live dream: begin, end, how it plays beside the player, what it does."""
    left, top = place
    start = page.button("live_start", "LIVE DREAM", (x, 1292), (left, top - 2, 110, 28))
    start.to(send(page, x, 1322, "/dream/live/start"))
    stop = page.button("live_stop", "stop it", (x + 160, 1292), (left + 116, top - 2, 70, 28))
    stop.to(send(page, x + 160, 1322, "/dream/live/stop"))
    menu = page.control(
        "umenu",
        "control_manner",
        (x + 320, 1292, 90, 22),
        (left + 196, top, 100, 24),
        items=[item for name in MANNERS for item in (name, ",")][:-1],
        parameter={"type": 2, "enum": list(MANNERS), "mmax": len(MANNERS) - 1},
        **menu_look(),
    )
    menu.to(send(page, x + 320, 1322, "/dream/control/manner $1"), outlet=1)
    page.obj(x + 330, 1232, "r ld.control_manner").to(menu)
    page.label("me", (x + 420, 1292), (left + 298, top + 1, 30, 22))
    shown = page.display("live_phase", (x + 520, 1292, 120, 22), (left + 340, top, 120, 24))
    page.chain(x + 520, 1182, "r /dream/live/phase", "prepend set")[1].to(shown)


def _levels(page: MaxPage, x: float, place: tuple[float, float]) -> None:
    """The level of all loops, and of all dreams that the daemon plays."""
    for column, address in enumerate(LEVELS.values()):
        kind = address.rpartition("/")[2]
        at, left = x + 160 * column, place[0] + 150 * column
        box = page.control(
            "flonum",
            f"level_{kind}",
            (at, 1292, 60, 22),
            (left, place[1], BOX, 24),
            minimum=0.0,
            maximum=1.0,
            parameter=float_range(0, 1),
        )
        page.obj(at, 1262, "loadmess set 1").to(box)
        box.to(send(page, at, 1322, f"{address} $1"))
        page.obj(at + 10, 1232, f"r ld.level_{kind}").to(box)
        page.label(f"all {kind}", (at + 70, 1292), (left + BOX + 2, place[1] + 1, 80, 22))
