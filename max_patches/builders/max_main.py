"""The front of the Max patch: what the musician sees, and the messages behind every control."""

from __future__ import annotations

from py2max import Patcher
from py2max.core.common import Rect

from builders import max_parts
from builders.max_page import SWITCH, MaxBox, MaxPage, float_range, int_range
from live_daemon.osc.addresses import INCOMING, LAYERS, MAX_LOOPS
from live_daemon.settings import FollowerSettings, VoiceSettings

PANELS = {
    "Record": ((10, 70, 300, 260), (0.91, 0.85, 0.85, 1.0)),
    "Dreams": ((320, 70, 310, 260), (0.85, 0.87, 0.91, 1.0)),
    "Loops and follower": ((10, 340, 620, 340), (0.86, 0.90, 0.85, 1.0)),
    "Status": ((640, 70, 310, 610), (0.90, 0.89, 0.83, 1.0)),
}
HOW_TO = (
    "1 In a terminal: live-daemon run --set voices.max=0 (Max plays the dreams). 2 Click the loudspeaker. "
    "3 Choose the daemon's recordings folder. 4 Record a take: its dream comes back."
)
WHITE = (1.0, 1.0, 1.0, 1.0)
SAYS = {
    "/dream/initialized": "live-daemon $1 is ready",
    "/dream/terminated": "the daemon has ended",
    "/dream/queued": "dream $1 is queued with $3",
    "/dream/started": "dream $1 has begun",
    "/dream/sounding": "dream $1 sounds now",
    "/dream/ready": "dream $1 is ready: $3 s",
    "/dream/failed": "dream $1 failed: $2",
    "/dream/dropped": "dream $1 was given up: $2",
    "/dream/ladder": "dreams: $2 ($3)",
    "/dream/model/ready": "model $1 is loaded",
    "/dream/bank/ready": "$2 loops",
    "/dream/sample_rate": "the sound device runs at $1 Hz",
    "/dream/pong": "the daemon answers",
    "/dream/error": "refused $1 : $2",
}


def live_daemon() -> Patcher:
    """``live_daemon.maxpat``. Patching view: a column of controls and their messages for each group of the front."""
    patcher = Patcher(title="live-daemon", on_invalid="raise", openinpresentation=1)
    patcher.rect = Rect(60.0, 80.0, 2200.0, 1460.0)
    page = MaxPage(patcher)
    page.label("live-daemon", (1840, 20), (20, 14, 170, 36), 26, colour=WHITE)
    page.label(HOW_TO, (1840, 70), (200, 14, 740, 40), 13, 300, WHITE)
    for row, (name, (place, _)) in enumerate(PANELS.items()):
        page.label(name, (1840, 400 + 40 * row), (place[0] + 10, place[1] + 6, 200, 24), 15)
    _record(page)
    _dreams(page)
    _loops(page)
    _follower(page)
    _status(page)
    _says(page)
    panels = {"": ((0, 0, 960, 62), (0.25, 0.25, 0.28, 1.0)), **PANELS}
    for row, (place, colour) in enumerate(panels.values()):
        patcher.add_textbox(
            "panel",
            patching_rect=Rect(1840.0, 620.0 + 50 * row, 100.0, 40.0),
            presentation=1,
            presentation_rect=list(place),
            bgcolor=list(colour),
            background=1,
            rounded=6,
        )
    return patcher


def _send(page: MaxPage, x: float, y: float, message: str) -> MaxBox:
    """A message box that goes out to the daemon."""
    return page.chain(x, y, f"[{message}]", "s ld.to_daemon")[0]


def _folder_dialog(page: MaxPage, x: float, y: float) -> tuple[MaxBox, MaxBox]:
    """A folder chosen by the musician, as the path that the daemon understands: first and last box."""
    boxes = page.chain(x, y, "opendialog fold", "conformpath slash boot")
    return boxes[0], boxes[1]


def _record(page: MaxPage) -> None:
    page.note(20, 20, "RECORD")
    sound = page.obj(20, 60, "adc~ 1")
    sound.to(page.control("meter~", "input_level", (120, 60, 110, 16), (24, 300, 272, 16)))
    parts, inner = page.inside(20, 100, "recorder", 1160, 860)
    max_parts.recorder(inner)
    sound.to(parts)

    switch = page.control("toggle", "record", (20, 190, 30, 30), (24, 102, 36, 36), parameter=SWITCH)
    page.obj(20, 150, "r ld.record_set").to(switch)
    switch.to(page.obj(20, 230, "s ld.record"))
    page.label("record a take", (120, 194), (68, 109, 110, 22), 13)
    page.obj(180, 230, "r ld.take").to(page.display("take", (180, 260, 200, 22), (24, 146, 272, 22)))

    auto = page.control("toggle", "dream_on_take", (20, 350, 24, 24), (24, 176, 22, 22), parameter=SWITCH)
    page.obj(20, 310, "loadmess 1").to(auto).to(page.obj(20, 384, "s ld.dream_on_take"))
    page.label("dream on every take", (120, 350), (50, 177, 150, 22))

    dialog, chosen = _folder_dialog(page, 20, 460)
    page.button("recordings_folder", "recordings folder…", (20, 430), (24, 206, 140, 22)).to(dialog)
    both = chosen.to(page.obj(20, 520, "t l l"))
    both.to(page.obj(20, 550, "s ld.folder"))
    both.to(page.obj(140, 550, "prepend set"), outlet=1).to(
        page.display("folder", (140, 580, 240, 22), (24, 234, 272, 22))
    )

    seconds = page.control(
        "flonum",
        "live_seconds",
        (240, 660, 60, 22),
        (204, 264, 60, 22),
        minimum=0.1,
        maximum=60.0,
        parameter=float_range(0.1, 60),
    )
    page.obj(240, 630, "loadmess 5.").to(seconds)
    kept = page.obj(20, 700, "float 5.")
    page.button("dream_live", "dream on the last", (20, 630), (24, 264, 174, 22)).to(kept)
    seconds.to(kept, inlet=1)
    kept.to(_send(page, 20, 730, "/dream/seed/live $1"))
    page.label("s", (310, 660), (268, 264, 24, 22))


def _dreams(page: MaxPage) -> None:
    page.note(420, 20, "DREAMS")
    parts, inner = page.inside(420, 60, "dreams", 1000, 860)
    max_parts.dreams(inner)
    level = page.control(
        "slider",
        "dream_level",
        (520, 130, 140, 22),
        (334, 160, 190, 22),
        floatoutput=1,
        size=1.0,
        orientation=1,
        parameter=float_range(0, 1),
    )
    page.obj(520, 100, "loadmess 0.7").to(level)
    message, line = page.chain(520, 160, "[$1 20]", "line~")
    level.to(message)
    page.label("level", (670, 130), (530, 160, 60, 22))
    speaker = page.control("ezdac~", "loudspeaker", (420, 270, 44, 44), (574, 102, 44, 44))
    for side in range(2):
        gained = page.obj(420 + 60 * side, 230, "*~")
        parts.to(gained, outlet=side)
        line.to(gained, inlet=1)
        gained.to(speaker, inlet=side)

    play = page.control("toggle", "play_dreams", (420, 370, 24, 24), (466, 110, 22, 22), parameter=SWITCH)
    page.obj(420, 340, "loadmess 1").to(play).to(page.obj(420, 404, "s ld.play_dreams"))
    page.label("play dreams", (560, 370), (490, 111, 80, 22))
    stagger = page.control(
        "flonum",
        "stagger_s",
        (560, 480, 60, 22),
        (334, 192, 60, 22),
        minimum=0.0,
        maximum=600.0,
        parameter=float_range(0, 600),
    )
    page.obj(560, 450, f"loadmess {VoiceSettings().stagger_s:g}").to(stagger).to(page.obj(560, 510, "s ld.stagger_s"))
    page.label("seconds at least between two starts", (560, 420), (400, 192, 220, 22))
    for column, (name, text) in enumerate((("sounding", "sounding"), ("waiting", "waiting"))):
        x = 420 + 130 * column
        number = page.control("number", name, (x, 580, 50, 22), (334 + 140 * column, 224, 50, 22), ignoreclick=1)
        page.obj(x, 550, f"r ld.{name}").to(number)
        page.label(text, (x + 54, 580), (390 + 140 * column, 224, 70, 22))
    panic = page.button(
        "panic",
        "PANIC",
        (420, 640),
        (334, 102, 120, 44),
        fontsize=20.0,
        fontface=1,
        bgcolor=[0.85, 0.2, 0.15, 1.0],
        textcolor=list(WHITE),
    )
    order = panic.to(page.obj(420, 690, "t b b"))
    order.to(page.obj(420, 780, "s ld.panic"))
    order.to(_send(page, 480, 720, "/dream/panic"), outlet=1)

    progress = page.control(
        "slider",
        "progress",
        (420, 880, 140, 22),
        (334, 256, 190, 22),
        floatoutput=1,
        size=1.0,
        orientation=1,
        ignoreclick=1,
    )
    page.chain(420, 820, "r /dream/progress", "[set $2]")[1].to(progress)
    page.label("being made", (570, 880), (530, 256, 90, 22))
    for column, (event, name, text, address) in enumerate(
        (("queued", "cancel", "give it up", "cancel"), ("ready", "keep", "keep the last as a loop", "bank/add"))
    ):
        x = 420 + 200 * column
        last = page.obj(x, 980, "int")
        page.chain(x + 60, 920, f"r /dream/{event}", "unpack 0")[1].to(last, inlet=1)
        width = 110 if column == 0 else 166
        shown = (334 + 120 * column, 292, width, 24)
        page.button(name, text, (620, 760 + 30 * column), shown).to(last)
        last.to(_send(page, x, 1010, f"/dream/{address} $1"))


def _loops(page: MaxPage) -> None:
    page.note(820, 20, "LOOPS: the daemon sounds them")
    gains = page.control(
        "multislider",
        "gains",
        (820, 90, 240, 60),
        (24, 376, 280, 110),
        size=16,
        setminmax=[0.0, 1.0],
        setstyle=1,
        settype=1,
        ignoreclick=1,
        bgcolor=list(WHITE),
        slidercolor=[0.3, 0.45, 0.3, 1.0],
    )
    page.obj(820, 60, "r /dream/gains").to(gains)
    count = page.control("number", "loops", (820, 260, 50, 22), (24, 494, 50, 22), ignoreclick=1)
    ready = page.chain(820, 160, "r /dream/bank/ready", "unpack s 0")[1]
    number = ready.to(page.obj(820, 224, "t i i"), outlet=1)
    number.to(count)
    limited, size = page.chain(930, 190, "maximum 1", "[size $1]")
    number.to(limited, outlet=1)
    size.to(gains)
    page.label("loops", (880, 260), (78, 494, 50, 22))
    dialog, chosen = _folder_dialog(page, 820, 330)
    page.button("bank_folder", "load a bank…", (820, 300), (150, 494, 154, 22)).to(dialog)
    chosen.to(_send(page, 820, 390, "/dream/bank/load $1"))

    loop = page.control(
        "number",
        "loop",
        (820, 460, 50, 22),
        (70, 526, 50, 22),
        minimum=0,
        maximum=MAX_LOOPS - 1,
        parameter=int_range(0, MAX_LOOPS - 1),
    )
    loop.to(page.obj(820, 490, "s ld.loop"))
    page.label("loop", (880, 460), (24, 526, 44, 22))
    gain = page.control(
        "slider",
        "loop_gain",
        (820, 530, 140, 22),
        (24, 556, 190, 22),
        floatoutput=1,
        size=1.0,
        orientation=1,
        parameter=float_range(0, 1),
    )
    page.label("its own gain", (970, 530), (220, 556, 90, 22))
    mute = page.control("toggle", "loop_mute", (1000, 590, 24, 24), (140, 526, 22, 22), parameter=SWITCH)
    page.label("mute", (1030, 590), (166, 526, 50, 22))
    for x, control, kind, address in ((820, gain, "f", "gain"), (1000, mute, "i", "mute")):
        order = control.to(page.obj(x, 624, f"t b {kind}"))
        number, pair = page.obj(x, 664, "int"), page.obj(x, 704, f"pack 0 {'0.' if kind == 'f' else '0'}")
        page.obj(x + 60, 664, "r ld.loop").to(number, inlet=1)
        order.to(number).to(pair)
        order.to(pair, outlet=1, inlet=1)
        pair.to(_send(page, x, 734, f"/dream/loop/{address} $1 $2"))

    layer = page.control(
        "umenu",
        "loop_layer",
        (820, 810, 100, 22),
        (220, 526, 84, 22),
        items=[item for name in LAYERS for item in (name, ",")][:-1],
        parameter={"type": 2, "enum": list(LAYERS), "mmax": len(LAYERS) - 1},
    )
    order = layer.to(page.obj(820, 840, "t b i"))
    number, gate = page.obj(820, 890, "int"), page.obj(820, 930, f"gate {len(LAYERS)}")
    page.obj(880, 890, "r ld.loop").to(number, inlet=1)
    order.to(number).to(gate, inlet=1)
    order.to(page.obj(960, 890, "+ 1"), outlet=1).to(gate)
    out = page.obj(820, 1020, "s ld.to_daemon")
    for index, name in enumerate(LAYERS):
        gate.to(page.msg(820 + 170 * index, 975, f"/dream/loop/layer $1 {name}"), outlet=index).to(out)


def _follower(page: MaxPage) -> None:
    page.note(1140, 20, "FOLLOWER")
    defaults = FollowerSettings()
    switch = page.control("toggle", "follow", (1140, 90, 24, 24), (334, 378, 22, 22), parameter=SWITCH)
    page.obj(1140, 60, f"loadmess set {int(defaults.enabled)}").to(switch)
    switch.to(_send(page, 1140, 120, "/dream/follower/enable $1"))
    page.label("loops follow live pitch", (1180, 90), (360, 379, 160, 22), 13)
    words = {
        "attack_ms": "attack, ms",
        "release_ms": "release, ms",
        "sensitivity_db": "sensitivity, dB",
        "q": "sharpness of the filters (Q)",
        "range": "largest gain of a band",
        "gate_db": "gate, dB (-120 is none)",
    }
    for row, (name, text) in enumerate(words.items()):
        (argument,) = INCOMING[f"/dream/follower/{name}"].arguments
        low, high = float(argument.minimum or 0), float(argument.maximum or 0)
        y = 200 + 130 * row
        box = page.control(
            "flonum",
            f"follower_{name}",
            (1140, y + 30, 70, 22),
            (334, 412 + 30 * row, 70, 22),
            minimum=low,
            maximum=high,
            parameter=float_range(low, high),
        )
        page.obj(1140, y, f"loadmess set {getattr(defaults, name):g}").to(box)
        box.to(_send(page, 1140, y + 60, f"/dream/follower/{name} $1"))
        page.label(text, (1220, y + 30), (412, 412 + 30 * row, 200, 22))
    page.label("The daemon sounds the loops itself.", (1140, 1000), (334, 594, 280, 22))
    _bands(page)


def _bands(page: MaxPage) -> None:
    page.note(1140, 1060, "BANDS")
    page.label("bands:", (1140, 1090), (24, 622, 50, 22))
    page.button("bands_of_the_loops", "of the loops", (1140, 1120), (76, 622, 90, 22)).to(
        _send(page, 1140, 1150, "/dream/follower/bands bank")
    )
    page.button("bands_of_the_strings", "guitar strings", (1420, 1120), (172, 622, 96, 22)).to(
        _send(page, 1420, 1150, "/dream/follower/bands E2 A2 D3 G3 B3 E4")
    )
    page.chain(1780, 1120, "r /dream/bands", "prepend set")[1].to(
        page.display("bands", (1780, 1190, 280, 22), (276, 622, 344, 22))
    )
    page.label("in Hz, by their numbers", (1780, 1216), (430, 648, 180, 22))
    band = page.control(
        "number", "map_band", (1200, 1250, 50, 22), (76, 648, 44, 22), minimum=0, maximum=63, parameter=int_range(0, 63)
    )
    weight = page.control(
        "flonum",
        "map_weight",
        (1300, 1250, 60, 22),
        (180, 648, 50, 22),
        minimum=-1.0,
        maximum=1.0,
        parameter=float_range(-1, 1),
    )
    page.label("band", (1200, 1276), (24, 648, 50, 22))
    page.label("weight", (1300, 1276), (124, 648, 54, 22))
    change, back = (
        page.button(name, text, (x, 1220), presented)
        for name, text, x, presented in (
            ("map_set", "set for loop", 1140, (236, 648, 86, 22)),
            ("map_auto", "automatic", 1480, (328, 648, 86, 22)),
        )
    )
    loop, row = page.obj(1140, 1320, "int"), page.obj(1140, 1360, "pack 0 0 0.")
    page.obj(1200, 1310, "r ld.loop").to(loop, inlet=1)
    change.to(loop).to(row).to(_send(page, 1140, 1390, "/dream/follower/map $1 $2 $3"))
    band.to(row, inlet=1)
    weight.to(row, inlet=2)
    loop = page.obj(1480, 1320, "int")
    page.obj(1540, 1310, "r ld.loop").to(loop, inlet=1)
    back.to(loop).to(_send(page, 1480, 1360, "/dream/follower/map/auto $1"))


def _status(page: MaxPage) -> None:
    page.note(1480, 20, "STATUS")
    _, inner = page.inside(1480, 50, "osc", 2100, 500)
    max_parts.osc(inner)
    _, order, parts = page.chain(1480, 90, "r /dream/status", "t l b 1", "unpack s s 0 0 0 0. 0.")
    lamp = page.control("led", "daemon_is_there", (1680, 150, 24, 24), (654, 104, 22, 22), oncolor=[0.2, 0.8, 0.2, 1.0])
    order.to(lamp, outlet=2)
    gone = page.chain(1680, 90, "delay 3000", "t 0")
    order.to(gone[0], outlet=1)
    gone[1].to(lamp)
    page.label("the daemon is there", (1680, 184), (682, 104, 140, 22), 13)
    for outlet, (name, y) in enumerate((("state", 140), ("model", 170))):
        x = 1480 + 140 * outlet
        setting = page.obj(x, 220, "prepend set")
        parts.to(setting, outlet=outlet)
        setting.to(page.display(name, (x, 250, 120, 22), (716, y, 222, 22)))
        page.label(name, (x, 276), (654, y, 60, 22))
    rows = ("voices", "queue", "xruns", "load", "latency_ms")
    meanings = (
        "dreams that the daemon sounds",
        "dreams waiting or being made",
        "blocks missed",
        "load (1 is all)",
        "latency, ms",
    )
    for row, (name, meaning) in enumerate(zip(rows, meanings, strict=True)):
        x, y = 1480 + 200 * (row % 2), 310 + 60 * (row // 2)
        kind = "flonum" if row > 2 else "number"
        parts.to(page.control(kind, name, (x, y, 70, 22), (654, 206 + 28 * row, 70, 22), ignoreclick=1), outlet=row + 2)
        page.label(meaning, (x, y + 26), (730, 206 + 28 * row, 210, 22))

    ping = page.button("ping", "ping", (1680, 450), (860, 104, 78, 22))
    ping.to(_send(page, 1680, 480, "/dream/ping 1"))

    ask = page.obj(1480, 640, "t b b")
    changed, first = page.chain(1480, 500, "change", "sel 1")
    lamp.to(changed)
    first.to(ask)
    page.button("ask_models", "ask again", (1560, 600), (848, 434, 90, 22)).to(ask)
    menu = page.control("umenu", "model_menu", (1480, 760, 160, 22), (654, 462, 284, 22), items=["models"])
    ask.to(page.msg(1540, 680, "clear"), outlet=1).to(menu)
    ask.to(_send(page, 1590, 650, "/dream/model/list"))
    page.chain(1680, 560, "r /dream/model/name", "[append $1]")[1].to(menu)
    page.chain(1680, 720, "r /dream/model/ready", "[setsymbol $1]")[1].to(menu)
    menu.to(_send(page, 1480, 800, "/dream/model/load $1"), outlet=1)
    page.label("model: choose one to load it", (1480, 860), (654, 434, 190, 22))


def _says(page: MaxPage) -> None:
    said = page.display("says", (1840, 200, 200, 60), (654, 382, 284, 44))
    page.label(
        "Sound: the daemon listens to the player and plays the loops by itself, through the device in its settings. "
        "Give Max the same microphone. Every control of this patch has a name: Max 9 reaches it over OSC.",
        (1840, 900),
        (654, 510, 284, 90),
        width=284,
    )
    page.obj(1920, 160, "r ld.says").to(said)
    page.label("what it says", (1840, 270), (654, 358, 150, 22))
    _, inner = page.inside(1840, 160, "words", 760, 620)
    out = inner.obj(20, 570, "s ld.says")
    for row, (address, words) in enumerate(SAYS.items()):
        x, y = 20 + 370 * (row % 2), 20 + 70 * (row // 2)
        inner.chain(x, y, f"r {address}", f"[set {words}]")[1].to(out)
