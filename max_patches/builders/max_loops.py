"""The lower half of the Max patch's front: a strip for each loop, the follower's controls, its bands."""

from __future__ import annotations

from builders.max_page import AMBER, BRIGHT, GREEN, QUIET, RED, WELL, MaxBox, MaxPage, float_range, int_range
from builders.max_parts import folder_dialog, menu_look, send
from builders.words import SILENT_MS
from live_daemon.osc.addresses import INCOMING, LAYERS, MAX_LOOPS
from live_daemon.settings import FollowerSettings

STRIPS = 16  # the default of [follower] loops
STRIP = 72  # width
LEFT = 34
FOLLOWER = {
    "attack_ms": "attack, ms",
    "release_ms": "release, ms",
    "sensitivity_db": "sensitivity, dB",
    "q": "sharpness (Q)",
    "range": "largest gain of a band",
    "gate_db": "gate, dB (-120: none)",
}


def mixer(page: MaxPage) -> None:
    """Sixteen strips below the bars of their gains: own gain, mute, layer."""
    page.note(
        20,
        1160,
        "LOOPS: the daemon sounds them. A strip for each of the first sixteen; others by a message.",
    )
    gains = page.control(
        "multislider",
        "gains",
        (20, 1290, 240, 60),
        (LEFT, 394, STRIPS * STRIP, 52),
        size=STRIPS,
        setminmax=[0.0, 1.0],
        setstyle=1,
        settype=1,
        ignoreclick=1,
        listresize=0,
        bgcolor=list(WELL),
        slidercolor=list(GREEN),
    )
    # The daemon sends one gain for each loop; the rest are 0.
    zeros = " ".join(["0."] * STRIPS)
    page.chain(20, 1190, "r /dream/gains", f"append {zeros}", f"zl slice {STRIPS}")[2].to(gains)
    none = page.chain(320, 1190, "r /dream/bank/ready", f"[{zeros}]")[1]
    none.to(gains)
    page.chain(900, 1090, "r /dream/bank/ready", "[set]", "s ld.loop_names")  # the names of the new ones follow
    page.chain(640, 1140, "r /dream/gains", "t b", f"delay {SILENT_MS}")[-1].to(none)
    for number in range(STRIPS):
        _strip(page, number, 20 + 150 * number, 1430)
    _banks(page)


def _strip(page: MaxPage, number: int, x: float, y: float) -> None:
    left = LEFT + STRIP * number
    page.label(str(number), (x, y - 40), (left + 2, 446, 30, 22), 13, colour=QUIET)
    name = page.display(f"loop_{number}_name", (x, y + 450, 90, 22), (left + 3, 469, STRIP - 6, 18), 9.5)
    gain = page.control(
        "slider",
        f"loop_{number}_gain",
        (x, y, 24, 80),
        (left + 6, 490, 26, 112),
        floatoutput=1,
        size=1.0,
        orientation=2,
        parameter=float_range(0, 1),
        bgcolor=list(WELL),
        knobcolor=list(GREEN),
    )
    gain.to(send(page, x, y + 90, f"/dream/loop/gain {number} $1"))
    mute = page.switch(f"loop_{number}_mute", "M", "M", (x + 40, y), (left + 38, 490, 30, 112), RED, fontsize=16.0)
    mute.to(send(page, x, y + 160, f"/dream/loop/mute {number} $1"))
    layer = page.control(
        "umenu",
        f"loop_{number}_layer",
        (x, y + 230, 90, 22),
        (left + 3, 608, STRIP - 6, 24),
        items=_menu_items(),
        parameter={"type": 2, "enum": list(LAYERS), "mmax": len(LAYERS) - 1},
        **{**menu_look(), "fontsize": 11.0},
    )
    layer.to(send(page, x, y + 260, f"/dream/loop/layer {number} $1"), outlet=1)
    shown = (("gain", gain), ("mute", mute), ("layer", layer), ("name", name))
    for row, (word, box) in enumerate(shown):
        page.obj(x, y + 330 + 30 * row, f"r ld.loop_{word}_{number}").to(box)
    page.obj(x, y + 480, "r ld.loop_names").to(name)


def _menu_items() -> list[str]:
    return [item for name in LAYERS for item in (name, ",")][:-1]


def _banks(page: MaxPage) -> None:
    """The menu of the banks in a folder, and the number of loops."""
    count = page.control("number", "loops", (820, 260, 50, 22), (LEFT, 640, 44, 24), ignoreclick=1)
    page.chain(820, 160, "r /dream/bank/ready", "unpack s 0")[1].to(count, outlet=1)
    page.label("loops", (880, 260), (LEFT + 48, 641, 60, 22))
    menu = page.control(
        "umenu",
        "bank_menu",
        (820, 420, 160, 22),
        (432, 640, 300, 24),
        items=["banks"],
        autopopulate=1,
        types=["fold"],
        prefix_mode=0,
        **menu_look(),
    )
    dialog, chosen = folder_dialog(page, 820, 330)
    page.button("bank_folder", "folder of the banks…", (820, 300), (264, 638, 160, 28)).to(dialog)
    chosen.to(page.msg(820, 390, "prefix $1")).to(menu)
    path = menu.to(page.obj(820, 450, "conformpath slash boot"), outlet=1)
    path.to(send(page, 820, 480, "/dream/bank/load $1"))
    page.label("choose one to load it", (820, 560), (740, 641, 136, 22), colour=QUIET)
    _effect(page, 860, 640)


def _effect(page: MaxPage, x: float, y: float) -> None:
    """An effect on or off for one loop: its name is typed and confirmed with Enter."""
    number = page.control(
        "number",
        "effect_loop",
        (x, y, 50, 22),
        (922, 640, 40, 24),
        minimum=0,
        maximum=MAX_LOOPS - 1,
        parameter=int_range(0, MAX_LOOPS - 1),
    )
    page.label("loop", (x, y + 30), (884, 641, 38, 22))
    field = page.control(
        "textedit",
        "effect_name",
        (x + 70, y, 90, 22),
        (968, 640, 126, 24),
        text="hall",
        keymode=1,  # Enter confirms
        lines=1,
        fontsize=13.0,
        bgcolor=list(WELL),
        textcolor=list(BRIGHT),
    )
    switch = page.switch("effect_on", "effect off", "EFFECT ON", (x, y + 80), (1100, 638, 100, 28), GREEN)
    kept, row = page.obj(x, y + 150, "int"), page.obj(x, y + 180, "pack 0 hall 0")
    number.to(kept, inlet=1)
    field.to(page.obj(x + 70, y + 50, "route text")).to(row, inlet=1)
    order = switch.to(page.obj(x, y + 120, "t b i"))
    order.to(row, inlet=2, outlet=1)
    order.to(kept).to(row)
    row.to(send(page, x, y + 210, "/dream/loop/effect $1 $2 $3"))


def follower(page: MaxPage) -> None:
    """The follower's switch and its settings."""
    page.note(1140, 20, "FOLLOWER")
    defaults = FollowerSettings()
    switch = page.switch(
        "follow", "loops rest", "LOOPS FOLLOW LIVE PITCH", (1140, 90), (644, 98, 262, 52), GREEN, fontsize=16.0
    )
    page.obj(1140, 60, f"loadmess set {int(defaults.enabled)}").to(switch)
    switch.to(send(page, 1140, 120, "/dream/follower/enable $1"))
    page.obj(1280, 60, "r ld.follower_enable").to(switch)
    for row, (name, text) in enumerate(FOLLOWER.items()):
        (argument,) = INCOMING[f"/dream/follower/{name}"].arguments
        low, high = float(argument.minimum or 0), float(argument.maximum or 0)
        y = 200 + 130 * row
        box = page.control(
            "flonum",
            f"follower_{name}",
            (1140, y + 30, 70, 22),
            (644, 162 + 31 * row, 76, 26),
            minimum=low,
            maximum=high,
            fontsize=14.0,
            parameter=float_range(low, high),
        )
        page.obj(1140, y, f"loadmess set {getattr(defaults, name):g}").to(box)
        box.to(send(page, 1140, y + 60, f"/dream/follower/{name} $1"))
        page.obj(1260, y, f"r ld.follower_{name}").to(box)
        page.label(text, (1220, y + 30), (728, 164 + 31 * row, 180, 22), 13)


def bands(page: MaxPage) -> None:
    """The follower's pitches, and the weight of one of them for one loop."""
    page.note(1140, 990, "BANDS")
    y = 694
    page.button("bands_of_the_loops", "of the loops", (1140, 1010), (112, y, 100, 30)).to(
        send(page, 1140, 1040, "/dream/follower/bands bank")
    )
    page.button("bands_of_the_strings", "guitar strings", (1380, 1010), (218, y, 110, 30)).to(
        send(page, 1380, 1040, "/dream/follower/bands E2 A2 D3 G3 B3 E4")
    )
    page.chain(1700, 1010, "r /dream/bands", "prepend set")[1].to(
        page.display("bands", (1700, 1080, 280, 22), (334, y + 4, 222, 22))
    )
    page.label("Hz", (1700, 1110), (556, y + 4, 26, 22), colour=QUIET)
    heard = page.control(
        "multislider",
        "heard",
        (2700, 1080, 130, 30),
        (582, y - 2, 94, 34),
        size=STRIPS,
        setminmax=[0.0, 1.0],
        setstyle=1,
        settype=1,
        ignoreclick=1,
        listresize=1,
        bgcolor=list(WELL),
        slidercolor=list(GREEN),
    )
    page.obj(2700, 1010, "r /dream/heard").to(heard)
    fields: dict[str, tuple[str, float, float, int]] = {
        "loop": ("number", 0, MAX_LOOPS - 1, 684),
        "band": ("number", 0, 63, 776),
        "weight": ("flonum", -1, 1, 868),
    }
    boxes: dict[str, MaxBox] = {}
    for column, (name, (kind, low, high, left)) in enumerate(fields.items()):
        x = 2060 + 110 * column
        boxes[name] = page.control(
            kind,
            f"map_{name}",
            (x, 1010, 50, 22),
            (left + (40 if name != "weight" else 54), y + 4, 40 if name != "weight" else 52, 22),
            minimum=low,
            maximum=high,
            parameter=int_range(int(low), int(high)) if kind == "number" else float_range(low, high),
        )
        page.label(name, (x, 1036), (left, y + 4, 54 if name == "weight" else 40, 22))
    change = page.button("map_set", "set", (2060, 1070), (984, y, 90, 30), bgoncolor=list(AMBER))
    back = page.button("map_auto", "automatic", (2200, 1070), (1082, y, 116, 30))
    loop, row = page.obj(2060, 1110, "int"), page.obj(2060, 1150, "pack 0 0 0.")
    boxes["loop"].to(loop, inlet=1)
    change.to(loop).to(row).to(send(page, 2060, 1190, "/dream/follower/map $1 $2 $3"))
    boxes["band"].to(row, inlet=1)
    boxes["weight"].to(row, inlet=2)
    loop = page.obj(2300, 1110, "int")
    boxes["loop"].to(loop, inlet=1)
    back.to(loop).to(send(page, 2300, 1150, "/dream/follower/map/auto $1"))
