"""The two example pieces for Pd, twins of those for Max. One at a time: their controls share names."""

from __future__ import annotations

from builders import pd_main, pd_stage, pd_wire
from builders.pd_text import PdBox, PdCanvas
from builders.pieces import LEARN_S, SECTIONS, TAKE_S, VARIATION_STAGGER_S, VARIATION_VOICES
from live_daemon.osc.addresses import LAYERS
from live_daemon.settings import range_of

_FIELD, _DARK = "#d8dfe8", "#c8c8c8"


def sympathetic_strings() -> PdCanvas:
    """``sympathetic_strings.pd``: loops learnt from the performer, in three layers; GO steps through the sections."""
    canvas = PdCanvas(width=1000, height=560)
    _head(
        canvas, "sympathetic strings", "LEARN while you play, then GO from section to section. Run with voices.max=0."
    )
    _takes(canvas, "LEARN", LEARN_S)
    canvas.panel(340, 70, 650, 170, "", colour=_FIELD)
    canvas.bang(352, 90, "ld-go", "GO", size=90, colour="#73d980")
    canvas.words(520, 100, 40, "ld-section")
    canvas.bang(520, 140, "ld-begin", "from the beginning")
    canvas.text(520, 176, ", ".join(one.name for one in SECTIONS), 60)
    canvas.panel(340, 250, 650, 250, "", colour=_FIELD)
    for column, layer in enumerate(LAYERS):
        canvas.toggle(352 + 200 * column, 264, f"ld-layer-{layer}", layer, size=50)
    canvas.array(352, 350, "ld-gains", pd_stage.STRIPS, 608, 100)
    canvas.number(352, 466, 5, "ld-loops-show", "loops")
    gains = PdCanvas("gains", 900, 220)
    pd_stage.gains(gains, 20, 20)
    _insides(canvas, pd_main.recorder(every="ld-take-s"), _form(), _layers(), gains, _panic())
    return canvas


def variations() -> PdCanvas:
    """``variations.pd``: take after take goes to the daemon; its dreams come back, staggered."""
    canvas = PdCanvas(width=1000, height=560)
    _head(canvas, "variations", "BEGIN, and play on: what you played comes back as dreams. Run with voices.max=0.")
    _takes(canvas, "BEGIN", TAKE_S)
    canvas.panel(340, 70, 650, 170, "", colour=_FIELD)
    canvas.number(352, 100, 5, "ld-sounding", "dreams sound")
    canvas.number(352, 130, 5, "ld-waiting", "wait")
    canvas.number(352, 160, 5, "ld-dreams", "so far")
    canvas.panel(340, 250, 650, 250, "", colour=_FIELD)
    canvas.slider(352, 270, 400, "ld-level", "level of the dreams", 0.7, keep=1)
    canvas.box(352, 310, "ld-voices", "dreams at once at most", 1, 4, VARIATION_VOICES, keep=1)
    canvas.box(
        352,
        340,
        "ld-stagger",
        "seconds at least between two starts",
        *range_of("voices.stagger_s"),
        VARIATION_STAGGER_S,
        keep=1,
    )
    count = PdCanvas("count", 300, 200)
    number, more = count.chain(20, 20, "r /dream/ready", "b", "f", "+ 1")[2:]
    more.to(number, inlet=1)
    more.to(count.obj(20, 140, "s ld-dreams"))
    recorder, player = pd_main.recorder(every="ld-take-s"), pd_main.player(voices="ld-voices")
    _insides(canvas, recorder, player, count, _panic(plays=True))
    return canvas


def _panic(*, plays: bool = False) -> PdCanvas:
    """``[pd panic]``: a panic ends the series of takes; no dream is played until one is asked for."""
    canvas = PdCanvas("panic", 560, 320)
    panic = canvas.chain(20, 20, "r /dream/panic", "t b b b")[-1]
    panic.to(canvas.chain(60, 104, "[drop]", "s ld-record")[0], outlet=2)
    panic.to(canvas.msg(140, 104, "; ld-rec-set set 0"), outlet=1)
    if plays:
        gate = canvas.obj(20, 280, "s ld-play-dreams")
        panic.to(canvas.msg(20, 230, "0")).to(gate)
        again = canvas.msg(320, 284, "1")
        again.to(gate)
        for column, texts in enumerate((("r ld-rec", "sel 1"), ("r ld-record", "route start"))):
            asked = canvas.chain(320 + 110 * column, 20, *texts)[-1]
            asked.to(canvas.obj(320 + 110 * column, 80, "b")).to(again)
        for row, address in enumerate(("/dream/seed", "/dream/seed/live", "/dream/seed/noise")):
            canvas.chain(320, 120 + 50 * row, f"r {address}", "b", step=24)[-1].to(again)
    return canvas


def _head(canvas: PdCanvas, title: str, how_to: str) -> None:
    canvas.panel(10, 10, 980, 50, title, 22, _DARK)
    canvas.text(330, 26, how_to, 62)
    pd_main.panic(canvas, 800, 15)
    canvas.panel(10, 70, 320, 430, "", colour="#e8d8d8")


def _takes(canvas: PdCanvas, word: str, length_s: int) -> None:
    canvas.toggle(22, 84, "ld-rec", word, size=80)
    canvas.meter(296, 84, "ld-in-vu")
    canvas.symbol(22, 180, 32, "ld-take-show")
    canvas.bang(22, 210, "ld-folder-choose", "recordings folder")
    canvas.symbol(22, 236, 32, "ld-folder-show")
    canvas.box(22, 270, "ld-take-s", "seconds a take", 1, 60, length_s, keep=1)
    canvas.bang(22, 310, "ld-play-choose", "rehearse with a file")
    canvas.bang(220, 310, "ld-play-stop", "stop")
    canvas.toggle(22, 350, "ld-lamp", "daemon is there")
    canvas.symbol(180, 350, 10, "ld-state-show")
    canvas.text(22, 390, "What it says:", 20)
    canvas.words(22, 412, 40, "ld-says")
    canvas.bang(22, 452, "/dream/unmute", "unmute all")


def _insides(canvas: PdCanvas, *parts: PdCanvas) -> None:
    status = PdCanvas("status", 1180, 760)
    pd_stage.says(status, 20, 8)
    pd_stage.lamp(status, 640, 40)
    canvas.obj(20, 516, "ld.osc")
    for column, part in enumerate((*parts, status, pd_wire.config())):
        canvas.subpatch(120 + 130 * column, 516, part)


def _form() -> PdCanvas:
    """``[pd form]``: GO brings the next section. It sets the layers, and how fast loops rise and fall."""
    canvas = PdCanvas("form", 1220, 620)
    place = canvas.chain(20, 20, "r ld-go", "f", "+ 1", f"min {len(SECTIONS) - 1}", "t f f")
    place[4].to(place[1], outlet=1, inlet=1)
    again = canvas.chain(160, 20, "r ld-begin", "[0]")[-1]
    again.to(place[4])
    told = canvas.chain(360, 150, "list prepend section", "list trim", "s ld-report")
    select = canvas.obj(20, 210, f"sel {' '.join(str(number) for number in range(len(SECTIONS)))}")
    both = place[4].to(canvas.obj(20, 160, "t f f"))
    there = canvas.chain(240, 20, "r ld-daemon-came", "f 0")[1]  # a daemon that comes gets the present section
    place[4].to(there, outlet=1, inlet=1)
    there.to(both)
    both.to(select)
    both.to(told[0], outlet=1)
    for number, one in enumerate(SECTIONS):
        lines = [f"ld-section list {number}: {one.name}"]
        for layer, on in zip(LAYERS, one.layers, strict=True):
            lines += [f"ld-layer-{layer} {on}", f"ld-layer-{layer}-set set {on}"]
        lines += [f"/dream/follower/attack_ms {one.attack_ms}", f"/dream/follower/release_ms {one.release_ms}"]
        lines += [f"/dream/follower/enable {one.follows}"]
        x, y = 20 + 300 * (number % 4), 250 + 180 * (number // 4)
        select.to(canvas.msg(x, y, "".join(f"; {line}" for line in lines)), outlet=number)
    return canvas


def _layers() -> PdCanvas:
    """``[pd layers]``: loop 0, 3, 6... swells, 1, 4, 7... trembles, 2, 5, 8... rings; a layer that is off is muted."""
    canvas = PdCanvas("layers", 1060, 640)
    count = canvas.chain(20, 20, "r /dream/bank/ready", "list", "unpack s f")[-1]
    steps = canvas.obj(60, 106, "t b f f")
    count.to(steps, outlet=1)
    steps.to(canvas.obj(260, 140, "s ld-loop-count"), outlet=2)
    number = _each(canvas, 120, 170)
    steps.to(number[0], outlet=1)
    steps.to(canvas.obj(20, 140, "s ld-layers-again"))
    select = number[1].to(canvas.obj(120, 330, f"mod {len(LAYERS)}")).to(canvas.obj(120, 356, "sel 0 1 2"))
    for index, layer in enumerate(LAYERS):
        kept = canvas.obj(120 + 160 * index, 390, "f")
        number[1].to(kept, outlet=1, inlet=1)
        select.to(kept, outlet=index)
        kept.to(canvas.obj(120 + 160 * index, 420, f"list append {layer}")).to(
            canvas.obj(120 + 160 * index, 460, "s /dream/loop/layer")
        )
    for index, layer in enumerate(LAYERS):
        inner = _mute(index, layer)
        canvas.subpatch(600 + 120 * index, 20, inner)
    return canvas


def _each(canvas: PdCanvas, x: int, y: int) -> tuple[PdBox, PdBox]:
    """A count in, the numbers from 0 out of both outlets of the second box, the right one first."""
    count = canvas.obj(x, y, "t f b")
    index = canvas.obj(x, y + 52, "f")
    count.to(canvas.msg(x + 80, y + 26, "0"), outlet=1).to(index, inlet=1)
    count.to(canvas.obj(x, y + 26, "until")).to(index)
    index.to(canvas.obj(x + 60, y + 78, "+ 1")).to(index, inlet=1)
    return count, index.to(canvas.obj(x, y + 104, "t f f"))


def _mute(index: int, layer: str) -> PdCanvas:
    """1 lets the loops of one layer sound, 0 mutes them; sent again when the loops change."""
    canvas = PdCanvas(f"mute_{layer}", 560, 440)
    kept, _, both = canvas.chain(20, 20, f"r ld-layer-{layer}", "f 0", "== 0", "t b f")[1:]
    canvas.obj(180, 20, "r ld-layers-again").to(kept)
    count = canvas.obj(20, 130, "f 0")
    both.to(count)
    canvas.obj(180, 104, "r ld-loop-count").to(count, inlet=1)
    some = count.to(canvas.obj(20, 156, "moses 1"))
    into, number = _each(canvas, 80, 182)
    some.to(into, outlet=1)
    ours = canvas.obj(80, 350, "spigot")
    number.to(canvas.obj(200, 300, f"mod {len(LAYERS)}"), outlet=1).to(canvas.obj(200, 326, f"== {index}")).to(
        ours, inlet=1
    )
    number.to(ours)
    pair = ours.to(canvas.obj(80, 380, "pack f f"))
    both.to(pair, outlet=1, inlet=1)
    pair.to(canvas.obj(80, 410, "s /dream/loop/mute"))
    return canvas
