"""Parts that several fronts of the Max patches share: messages out, folders, panic, level, the daemon's lamp."""

from __future__ import annotations

from py2max import Patcher
from py2max.core.common import Rect

from builders.max_page import BRIGHT, GREEN, RED, WELL, MaxBox, MaxPage, Place, float_range
from builders.words import SAYS

AGAIN_MS = 20


def front(title: str, width: float, height: float) -> Patcher:
    """An empty patch that opens in presentation: large and dark."""
    patcher = Patcher(title=title, on_invalid="raise", openinpresentation=1)
    patcher.rect = Rect(60.0, 80.0, float(width), float(height))
    return patcher


def send(page: MaxPage, x: float, y: float, message: str) -> MaxBox:
    """A message box that goes out to the daemon."""
    return page.chain(x, y, f"[{message}]", "s ld.to_daemon")[0]


def folder_dialog(page: MaxPage, x: float, y: float, kind: str = "opendialog fold") -> tuple[MaxBox, MaxBox]:
    """A dialog for a folder or file that gives a path for the daemon; returns its first and last box."""
    boxes = page.chain(x, y, kind, "conformpath slash boot")
    return boxes[0], boxes[1]


def recordings_folder(
    page: MaxPage, recorder: MaxBox, at: tuple[float, float], button: Place, shown: Place, **look: float
) -> None:
    """The button that chooses the folder of the takes, for the recorder and the display."""
    x, y = at
    dialog, chosen = folder_dialog(page, x, y + 40)
    page.button("recordings_folder", "recordings folder…", (x, y), button, **look).to(dialog)
    both = chosen.to(page.obj(x, y + 100, "t l l"))
    both.to(page.obj(x, y + 130, "prepend folder")).to(recorder, inlet=1)
    both.to(page.obj(x + 140, y + 130, "prepend set"), outlet=1).to(
        page.display("folder", (x + 140, y + 160, 240, 22), shown)
    )


def panic_orders(page: MaxPage, panic: MaxBox, x: float, y: float) -> None:
    """Fade everything in 20 ms, here and in the daemon. It gets three messages: a flooded network drops some."""
    order = panic.to(page.obj(x, y, "t b b"))
    order.to(page.obj(x, y + 90, "s ld.panic"))
    told = send(page, x + 106, y + 90, "/dream/panic")
    order.to(told, outlet=1)
    second = order.to(page.obj(x + 60, y + 30, f"delay {AGAIN_MS}"), outlet=1)
    second.to(told)
    second.to(page.obj(x + 120, y + 60, f"delay {AGAIN_MS}")).to(told)


def unmute_all(page: MaxPage, at: tuple[float, float], presented: Place, **look: float) -> None:
    """Every loop sounds again, as after a panic."""
    x, y = at
    page.button("unmute", "unmute all", at, presented, **look).to(send(page, x, y + 50, "/dream/unmute"))


def level_fader(page: MaxPage, presented: Place, at: tuple[float, float]) -> MaxBox:
    """A fader for the level of the dreams; returns the line~ that moves with it."""
    x, y = at
    level = page.control(
        "slider",
        "dream_level",
        (x, y + 30, 140, 22),
        presented,
        floatoutput=1,
        size=1.0,
        orientation=1,
        parameter=float_range(0, 1),
        bgcolor=list(WELL),
        knobcolor=list(GREEN),
    )
    page.obj(x, y, "loadmess 0.7").to(level)
    message, line = page.chain(x, y + 60, "[$1 20]", "line~")
    level.to(message)
    return line


def lamp(page: MaxPage, presented: Place, x: float, y: float) -> tuple[MaxBox, MaxBox]:
    """A lamp that is on while the daemon's status comes; returns it and the ``unpack`` of that status."""
    _, order, parts = page.chain(x, y, "r /dream/status", "t l b 1", "unpack s s 0 0 0 0. 0.")
    light = page.control(
        "led", "daemon_is_there", (x + 200, y + 60, 24, 24), presented, oncolor=list(GREEN), offcolor=list(RED)
    )
    order.to(light, outlet=2)
    gone = page.chain(x + 200, y, "delay 3000", "t 0")
    order.to(gone[0], outlet=1)
    gone[1].to(light)
    return light, parts


def menu_look() -> dict[str, object]:
    """Colours of a menu that can be read in the dark."""
    return {"bgcolor": list(WELL), "textcolor": list(BRIGHT), "fontsize": 13.0}


def words(inner: MaxPage, target: str) -> None:
    """The daemon's messages in words, as ``set`` messages to a receive."""
    out = inner.obj(20, 570, f"s {target}")
    for row, (address, text) in enumerate(SAYS.items()):
        x, y = 20 + 370 * (row % 2), 20 + 70 * (row // 2)
        inner.chain(x, y, f"r {address}", f"[set {text}]")[1].to(out)
