"""The row of controls for dreaming in the front of the Max patch."""

from __future__ import annotations

from builders.max_page import MaxPage, float_range
from builders.max_parts import menu_look, send
from builders.words import CONTROLS
from live_daemon.osc.addresses import CONTROLS as ADDRESSES
from live_daemon.osc.addresses import INCOMING, SAMPLING
from live_models.contract.generator import Controls

TOP = 758  # of the row, in the front
BOX = 54
LETTER = 7.2


def dreaming(page: MaxPage) -> None:
    """The number boxes, the menu for sampling, and the button back to the checkpoint's card.

    The boxes begin at the daemon's own values; a card's values hold until one is turned.
    """
    page.note(540, 1262, "DREAMING")
    left = 112.0
    for column, (name, text) in enumerate(CONTROLS.items()):
        x = 640 + 260 * column
        (argument,) = INCOMING[ADDRESSES[name]].arguments
        low, high = float(argument.minimum or 0), float(argument.maximum or 0)
        box = page.control(
            "flonum",
            f"control_{name}",
            (x, 1292, 70, 22),
            (left, TOP, BOX, 24),
            minimum=low,
            maximum=high,
            parameter=float_range(low, high),
        )
        page.obj(x, 1262, f"loadmess set {getattr(Controls(), name) or 0:g}").to(box)
        box.to(send(page, x, 1322, f"{ADDRESSES[name]} $1"))
        page.obj(x, 1232, f"r ld.control_{name}").to(box)
        width = LETTER * len(text) + 10
        page.label(text, (x + 80, 1292), (left + BOX + 2, TOP + 1, width, 22))
        left += BOX + width + 10
    x = 640 + 260 * len(CONTROLS)
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
