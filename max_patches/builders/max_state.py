"""The subpatch of the Max patch that asks for the daemon's state and shows it."""

from __future__ import annotations

from builders.max_loops import STRIPS
from builders.max_page import MaxPage
from builders.max_parts import send
from live_daemon.osc.addresses import STATE


def state(page: MaxPage) -> None:
    """Ask when the daemon comes; the answers move the controls and are not sent back."""
    page.note(20, 10, "When the daemon comes, its state is asked for.", 460)
    page.obj(20, 50, "r ld.daemon_came").to(send(page, 20, 80, "/dream/state"))
    page.note(20, 150, "The answers move the controls, which then send nothing.", 460)
    loops = [address for address in STATE if address.startswith("/dream/loop/")]
    for row, address in enumerate(loops):
        y, name = 190 + 180 * row, address.rpartition("/")[2]
        route = page.chain(20, y, f"r {address}", f"route {' '.join(map(str, range(STRIPS)))}")[1]
        for number in range(STRIPS):
            at = 20 + 150 * (number % 8), y + 70 + 52 * (number // 8)
            message, _ = page.chain(*at, f"[{_shown(name)}]", f"s ld.loop_{name}_{number}", step=24)
            route.to(message, outlet=number)
    names = page.chain(620, 8, "r /dream/loop/name", f"route {' '.join(map(str, range(STRIPS)))}", step=24)[1]
    for number in range(STRIPS):
        at = 620 + 150 * (number % 4), 58 + 48 * (number // 4)
        message, _ = page.chain(*at, "[set $1]", f"s ld.loop_name_{number}", step=24)
        names.to(message, outlet=number)
    for number, address in enumerate(one for one in STATE if one not in loops):
        section, name = (*address.split("/")[2:], address)[:2]
        at = 20 + 300 * (number % 4), 760 + 110 * (number // 4)
        if name == address:  # words, which the field turns into its own message
            page.chain(*at, f"r {address}", f"s ld.{section}")
        else:
            page.chain(*at, f"r {address}", f"[{_shown(name)}]", f"s ld.{section}_{name}")


def _shown(name: str) -> str:
    return "setsymbol $1" if name in ("layer", "sampling", "manner") else "set $1"
