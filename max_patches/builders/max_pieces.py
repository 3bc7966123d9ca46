"""The two example pieces for Max: ``examples/sympathetic_strings.maxpat`` and ``examples/variations.maxpat``."""

from __future__ import annotations

from py2max import Patcher

from builders.max_page import (
    AMBER,
    FIELD,
    GREEN,
    NIGHT,
    QUIET,
    RED,
    WELL,
    MaxBox,
    MaxPage,
    Place,
    float_range,
    int_range,
)
from builders.max_parts import (
    folder_dialog,
    front,
    lamp,
    level_fader,
    panic_orders,
    recordings_folder,
    send,
    unmute_all,
    words,
)
from builders.pieces import LEARN_S, SECTIONS, TAKE_S, VARIATION_STAGGER_S, VARIATION_VOICES
from builders.words import SILENT_MS
from live_daemon.osc.addresses import LAYERS

WIDTH, HEIGHT = 1000, 600
_COLOURS = (GREEN, AMBER, RED)


def sympathetic_strings() -> Patcher:
    """Loops learnt from the performer, in three layers; GO steps through the sections."""
    patcher = front("sympathetic strings", WIDTH, HEIGHT)
    page = MaxPage(patcher)
    recorder = _head(
        page,
        "sympathetic strings",
        "s",
        "LEARN while you play, then GO from section to section. Run with voices.max=0.",
    )
    _takes(page, recorder, "s", "LEARN", "LEARNING: stop", LEARN_S)
    _form(page)
    _layers(page)
    _fields(page, ((10, 80, 300, 500), (320, 80, 670, 200), (320, 290, 670, 290)))
    return patcher


def variations() -> Patcher:
    """Take after take goes to the daemon; its dreams come back, staggered."""
    patcher = front("variations", WIDTH, HEIGHT)
    page = MaxPage(patcher)
    recorder = _head(
        page, "variations", "v", "BEGIN, and play on: what you played comes back as dreams. Run with voices.max=0."
    )
    _takes(page, recorder, "v", "BEGIN", "RECORDING: stop", TAKE_S)
    player = page.chain(700, 400, "r /dream/ready", "ld.dreams~", step=40)[1]
    line = level_fader(page, (340, 330, 420, 48), (860, 400))
    page.label("level of the dreams", (860, 370), (774, 343, 180, 24), 15)
    speaker = page.control("ezdac~", "loudspeaker", (700, 620, 44, 44), (900, 108, 70, 70))
    for side in range(2):
        gained = page.obj(700 + 60 * side, 560, "*~")
        player.to(gained, outlet=side)
        line.to(gained, inlet=1)
        gained.to(speaker, inlet=side)
    settings = (
        ("voices", "number", 1, 4, VARIATION_VOICES, "dreams at once, at most"),
        ("stagger", "flonum", 0, 600, VARIATION_STAGGER_S, "seconds at least between two starts"),
    )
    for row, (name, kind, low, high, value, text) in enumerate(settings):
        parameter = int_range(int(low), int(high)) if kind == "number" else float_range(low, high)
        x = 1100 + 160 * row
        box = page.control(
            kind,
            name,
            (x, 430, 60, 24),
            (340, 400 + 44 * row, 80, 34),
            fontsize=20.0,
            minimum=low,
            maximum=high,
            parameter=parameter,
        )
        page.obj(x, 400, f"loadmess {value}").to(box).to(page.msg(x, 464, f"{name} $1")).to(player)
        page.label(text, (1100, 520 + 30 * row), (430, 406 + 44 * row, 280, 24), 15)
    for column, (name, outlet) in enumerate((("sounding", 2), ("waiting", 3))):
        box = page.control(
            "number",
            name,
            (700 + 140 * column, 700, 60, 40),
            (340 + 200 * column, 108, 90, 70),
            fontsize=48.0,
            ignoreclick=1,
        )
        player.to(box, outlet=outlet)
        page.label(name, (700 + 140 * column, 760), (436 + 200 * column, 130, 90, 26), 17)
    dreams = page.obj(700, 830, "counter")
    page.chain(700, 790, "r /dream/ready")[0].to(page.obj(820, 790, "t b")).to(dreams)
    count = page.control("number", "dreams", (700, 900, 60, 24), (340, 200, 90, 50), fontsize=32.0, ignoreclick=1)
    dreams.to(page.obj(700, 864, "+ 1")).to(count)
    page.label("dreams so far", (780, 900), (436, 212, 130, 26), 17)
    _fields(page, ((10, 80, 300, 500), (320, 80, 670, 200), (320, 290, 670, 290)))
    return patcher


def _fields(page: MaxPage, fields: tuple[Place, ...]) -> None:
    page.panel((0, 0, WIDTH, HEIGHT), (1800, 900), NIGHT)
    for row, place in enumerate(fields):
        page.panel(place, (1800, 930 + 30 * row), FIELD)


def _head(page: MaxPage, title: str, short: str, how_to: str) -> MaxBox:
    """Title, panic, the daemon's lamp and words, the performer's sound; returns the recorder."""
    page.label(title, (20, 20), (20, 10, 320, 36), 28)
    page.label(how_to, (20, 60), (22, 48, 620, 24), 13, colour=QUIET)
    page.obj(360, 20, "ld.osc")
    panic = page.button("panic", "PANIC", (1500, 640), (790, 10, 200, 60), fontsize=28.0, fontface=1, bgcolor=list(RED))
    panic_orders(page, panic, 1500, 700)
    unmute_all(page, (1620, 640), (540, 10, 100, 32))
    light, parts = lamp(page, (652, 24, 32, 32), 1500, 20)
    if short == "s":
        light.to(page.chain(1800, 80, "change", "sel 1", "s ld.daemon_came")[0])
    setting = parts.to(page.obj(1500, 150, "prepend set"))
    setting.to(page.display("state", (1500, 180, 120, 22), (690, 29, 92, 22)))
    said = page.display("says", (1500, 300, 240, 40), (24, 518, 272, 50))
    page.obj(1500, 250, f"r ld.says_{short}").to(said)
    _, inner = page.inside(1640, 250, "words", 760, 620)
    words(inner, f"ld.says_{short}")

    sound = page.obj(20, 330, "adc~ 1")
    player = page.obj(160, 330, "sfplay~ 1")
    both = page.obj(20, 370, "+~")
    sound.to(both)
    player.to(both, inlet=1)
    recorder = page.obj(20, 470, "ld.record~")
    both.to(recorder)
    meter = page.control("meter~", "input_level", (120, 400, 140, 16), (24, 488, 272, 20), bgcolor=list(WELL))
    both.to(meter)
    dialog, chosen = folder_dialog(page, 160, 180, "opendialog sound")
    page.button("rehearse", "rehearse with a file…", (160, 140), (24, 404, 190, 32), fontsize=14.0).to(dialog)
    opened = chosen.to(page.obj(160, 240, "t b l"))
    opened.to(page.msg(220, 280, "open $1"), outlet=1).to(player)
    opened.to(page.msg(160, 280, "1")).to(player)
    page.button("rehearse_stop", "stop", (320, 240), (222, 404, 74, 32), fontsize=14.0).to(page.msg(320, 280, "0")).to(
        player
    )
    page.label("The daemon must hear the same sound.", (320, 140), (24, 444, 272, 22), 13, colour=QUIET)
    return recorder


def _takes(page: MaxPage, recorder: MaxBox, short: str, off: str, on: str, length_s: int) -> None:
    """The folder, the length of a take, the switch that begins and ends the series."""
    switch = page.switch("record", off, on, (20, 540), (24, 96, 272, 100), RED, fontsize=28.0)
    switch.to(recorder, inlet=1)
    page.chain(20, 400, "r ld.panic", "[drop]")[-1].to(recorder, inlet=1)
    recorder.to(page.msg(120, 500, "set $1"), outlet=1).to(switch)
    begun = page.obj(160, 540, "prepend set")
    recorder.to(begun, outlet=2)
    begun.to(page.display("take", (160, 570, 220, 22), (24, 208, 272, 22)))
    recorder.to(page.chain(260, 470, "prepend set", f"s ld.says_{short}")[0], outlet=3)
    recordings_folder(page, recorder, (20, 640), (24, 240, 190, 32), (24, 280, 272, 22), fontsize=14.0)
    seconds = page.control(
        "flonum",
        "take_s",
        (420, 540, 60, 24),
        (24, 316, 80, 34),
        fontsize=20.0,
        minimum=1.0,
        maximum=60.0,
        parameter=float_range(1, 60),
    )
    page.obj(420, 500, f"loadmess {length_s}").to(seconds).to(page.msg(420, 580, "every $1")).to(recorder, inlet=1)
    page.label("seconds a take", (500, 540), (114, 322, 140, 24), 15)


def _form(page: MaxPage) -> None:
    """GO: the next section. A section sets the layers, and how fast loops rise and fall."""
    go = page.button(
        "go", "GO", (700, 100), (760, 96, 210, 110), fontsize=48.0, bgcolor=list(GREEN), textcolor=list(WELL)
    )
    place = go.to(page.obj(700, 190, "int"))
    step = place.to(page.obj(700, 220, "+ 1")).to(page.obj(700, 250, f"clip 0 {len(SECTIONS) - 1}"))
    again = page.button("from_the_beginning", "from the beginning", (820, 100), (760, 220, 210, 46), fontsize=16.0)
    section = page.obj(700, 310, "t i i")
    step.to(section)
    again.to(page.msg(820, 190, "0")).to(section)
    section.to(place, outlet=1, inlet=1)
    there = page.chain(960, 220, "r ld.daemon_came", "int", step=40)[1]  # a daemon that comes gets the present section
    section.to(there, outlet=1, inlet=1)
    select = section.to(page.obj(700, 350, f"sel {' '.join(str(number) for number in range(len(SECTIONS)))}"))
    there.to(select)
    parts = page.obj(700, 520, "unpack 0 0 0 0. 0. 0")
    name = page.display("section", (700, 720, 240, 40), (340, 96, 400, 64), 26.0)
    for number, one in enumerate(SECTIONS):
        x = 700 + 160 * number
        both = page.obj(x, 390, "t b b")
        select.to(both, outlet=number)
        both.to(page.msg(x, 430, " ".join(map(str, (*one.layers, one.attack_ms, one.release_ms, one.follows))))).to(
            parts
        )
        both.to(page.msg(x + 20, 470, f"set {number}: {one.name}"), outlet=1).to(name)
    for layer in range(len(LAYERS)):
        parts.to(page.obj(700 + 170 * layer, 570, f"s ld.layer_{LAYERS[layer]}"), outlet=layer)
    parts.to(send(page, 1220, 570, "/dream/follower/attack_ms $1"), outlet=3)
    parts.to(send(page, 1470, 570, "/dream/follower/release_ms $1"), outlet=4)
    parts.to(send(page, 1720, 570, "/dream/follower/enable $1"), outlet=5)
    form = ", ".join(one.name for one in SECTIONS)
    page.label(f"GO brings the next one: {form}.", (960, 720), (342, 176, 400, 60), 14, 400, QUIET)


def _layers(page: MaxPage) -> None:
    """Loop 0, 3, 6... swells, 1, 4, 7... trembles, 2, 5, 8... rings; a layer that is off is muted."""
    count = page.chain(700, 800, "r /dream/bank/ready", "unpack s 0")[1].to(page.obj(700, 870, "t b b i i"), outlet=1)
    shown = page.control("number", "loops", (1000, 910, 60, 24), (340, 536, 70, 34), fontsize=20.0, ignoreclick=1)
    count.to(shown, outlet=3)
    page.label("loops", (1070, 910), (418, 542, 60, 24), 15)
    count.to(page.obj(880, 910, "s ld.piece_loops"), outlet=2)
    box, inner = page.inside(780, 950, "layers", 640, 420)
    _tell_layers(inner)
    count.to(box, outlet=1)
    count.to(page.obj(700, 910, "s ld.piece_again"))
    for index, layer in enumerate(LAYERS):
        x = 700 + 230 * index
        switch = page.switch(
            f"layer_{layer}",
            layer.upper(),
            layer.upper(),
            (x, 1060),
            (340 + 214 * index, 306, 202, 96),
            _COLOURS[index],
            fontsize=24.0,
        )
        page.obj(x, 1020, f"r ld.layer_{layer}").to(switch)
        box, inner = page.inside(x, 1150, f"mute_{layer}", 640, 480)
        _tell_mute(inner, index)
        switch.to(page.obj(x, 1115, "== 0")).to(box)
    gains = page.control(
        "multislider",
        "gains",
        (1500, 1060, 240, 60),
        (340, 414, 630, 112),
        size=16,
        setminmax=[0.0, 1.0],
        setstyle=1,
        settype=1,
        ignoreclick=1,
        listresize=0,
        bgcolor=list(WELL),
        slidercolor=list(GREEN),
    )
    zeros = " ".join(["0."] * 16)
    page.chain(1500, 960, "r /dream/gains", f"append {zeros}", "zl slice 16")[2].to(gains)
    page.chain(1500, 840, "r /dream/gains", "t b", f"delay {SILENT_MS}", f"[{zeros}]")[-1].to(gains)


def _tell_layers(page: MaxPage) -> None:
    """A bang tells the daemon the layer of every loop."""
    loops = _uzi(page, page.port(20, 20, "inlet", "bang: tell the layers"), 80)
    both = loops.to(page.obj(100, 150, "- 1"), outlet=2).to(page.obj(100, 190, "t i i"))
    way = page.obj(100, 290, f"gate {len(LAYERS)}")
    both.to(page.obj(240, 220, f"% {len(LAYERS)}"), outlet=1).to(page.obj(240, 250, "+ 1")).to(way)
    both.to(way, inlet=1)
    out = page.obj(20, 380, "s ld.to_daemon")
    for index, layer in enumerate(LAYERS):
        way.to(page.msg(20 + 190 * index, 330, f"/dream/loop/layer $1 {layer}"), outlet=index).to(out)


def _tell_mute(page: MaxPage, index: int) -> None:
    """1 mutes the loops of one layer, 0 lets them sound; sent again when the loops change."""
    kept = page.obj(20, 80, "int 1")
    page.port(20, 20, "inlet", "1: mute the loops of this layer").to(kept)
    page.obj(140, 30, "r ld.piece_again").to(kept)
    both = kept.to(page.obj(20, 120, "t b i"))
    loops = _uzi(page, both, 190)
    number = loops.to(page.obj(100, 270, "- 1"), outlet=2).to(page.obj(100, 300, "t i i"))
    ours = page.obj(100, 380, "gate")
    number.to(page.obj(240, 320, f"% {len(LAYERS)}"), outlet=1).to(page.obj(240, 350, f"== {index}")).to(ours)
    number.to(ours, inlet=1)
    pair = ours.to(page.obj(100, 410, "pack 0 0"))
    both.to(pair, outlet=1, inlet=1)
    pair.to(send(page, 100, 450, "/dream/loop/mute $1 $2"))


def _uzi(page: MaxPage, source: MaxBox, y: float) -> MaxBox:
    """A bang counts through the loops; without loops it does nothing."""
    some, loops = page.obj(20, y, "gate"), page.obj(20, y + 40, "uzi")
    count = page.chain(240, y - 50, "r ld.piece_loops", "t i i")[1]
    count.to(loops, outlet=1, inlet=1)
    count.to(page.obj(180, y, "> 0")).to(some)
    source.to(some, inlet=1)
    some.to(loops)
    return loops
