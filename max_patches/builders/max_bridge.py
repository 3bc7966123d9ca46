"""``ld.bridge~`` for Max: the plugin that joins Max's sound to the daemon."""

from __future__ import annotations

from builders.abstractions import BRIDGE
from builders.max_page import MaxPage

PLUGIN = '"live-daemon bridge"'
"""As Max's list of plugins has it: the name that the plugin gives itself."""
FADE_MS = 20
LOADED_MS = 300  # a plugin that was just loaded knows its parameters then


def bridge(page: MaxPage) -> None:
    """``ld.bridge~``."""
    page.note(20, 10, "Loaded when it is switched on; silent until Dry is what was asked for.", 460)
    left, right, orders = (
        page.port(x, 50, "inlet", port.meaning) for x, port in zip((20, 140, 260), BRIDGE.inlets, strict=True)
    )
    plugin = page.obj(20, 420, "vst~ 2 2")
    left.to(plugin)
    right.to(plugin, inlet=1)
    route = orders.to(page.obj(260, 110, "route open dry"))
    route.to(page.msg(160, 160, "open")).to(plugin)
    dry = page.obj(300, 330, "float 0.")
    route.to(dry, outlet=1)
    dry.to(page.msg(300, 370, "Dry $1")).to(plugin)

    switch = route.to(page.obj(420, 160, "sel 1 0"), outlet=2)
    on, off = page.obj(420, 200, "t b b b"), page.obj(600, 200, "t b b b")
    switch.to(on)
    switch.to(off, outlet=1)
    loading = page.obj(420, 290, f"delay {LOADED_MS}")
    unload = page.obj(600, 290, f"delay {FADE_MS + 10}")
    ramp = page.obj(420, 420, "line~")
    on.to(page.msg(660, 250, "stop"), outlet=2).to(unload)
    on.to(page.msg(480, 240, f"plug_vst3 {PLUGIN}"), outlet=1).to(plugin)
    on.to(loading)
    loaded = loading.to(page.obj(420, 330, "t b b"))
    loaded.to(dry, outlet=1)
    loaded.to(page.msg(420, 370, f"1. {FADE_MS}")).to(ramp)
    off.to(page.msg(720, 250, "stop"), outlet=2).to(loading)
    off.to(page.msg(540, 370, f"0. {FADE_MS}"), outlet=1).to(ramp)
    off.to(unload)
    unload.to(page.msg(600, 330, "drop")).to(plugin)
    for side, port in enumerate(BRIDGE.outlets):
        x = 20 + 120 * side
        gained = page.obj(x, 460, "*~")
        plugin.to(gained, outlet=side)
        ramp.to(gained, inlet=1)
        gained.to(page.port(x, 500, "outlet", port.meaning))
