"""The subpatches of the Pd twin of the main patch: loops, bands, the daemon's messages."""

from __future__ import annotations

from collections.abc import Sequence

from builders.pd_text import PdBox, PdCanvas
from builders.pd_wire import TOLD, as_words
from builders.words import SAYS, SILENT_MS
from live_daemon.osc.addresses import CONTROLS, INCOMING, LAYERS, SAMPLING, STATE
from live_daemon.settings.ranges import MANNERS

STRIPS = 16  # the default of [follower] loops
BANDS_SHOWN = 32  # the first of at most 64
LAMP_MS = 3000  # the daemon's status comes every second; after three missed ones it is gone


def loops() -> PdCanvas:
    """``[pd loops]``: a strip for each of the first sixteen loops; the follower's gains as an array; the bands."""
    canvas = PdCanvas("loops", 1200, 1300)
    canvas.text(20, 8, "The daemon plays the loops. Each strip controls one loop.", 100)
    for number in range(STRIPS):
        x, y = 20 + 290 * (number % 4), 40 + 200 * (number // 4)
        for column, control in enumerate(("gain", "mute")):
            row = f"r ld-{control}-{number}", f"list prepend {number}", f"s /dream/loop/{control}"
            canvas.chain(x + 140 * column, y, *row)
        choice = canvas.chain(x, y + 82, f"r ld-layer-{number}", f"sel {' '.join(map(str, range(len(LAYERS))))}")[-1]
        out = canvas.obj(x, y + 164, "s /dream/loop/layer")
        for index, layer in enumerate(LAYERS):
            choice.to(canvas.msg(x + 90 * index, y + 134, f"{number} {layer}"), outlet=index).to(out)
    gains(canvas, 20, 860)
    _bands(canvas, 1050)
    return canvas


def gains(canvas: PdCanvas, x: int, y: int) -> None:
    """The follower's gains: into the array ``ld-gains``, and into reports."""
    heard = canvas.chain(x, y, "r /dream/gains", "list", "t a a b")[-1]
    heard.to(canvas.chain(x, y + 84, "list prepend 0", "list trim", "s ld-gains")[0])
    kept = canvas.chain(x + 220, y + 84, "list", "list prepend gains", "list trim", "s ld-report")[0]
    heard.to(kept, outlet=1, inlet=1)
    canvas.obj(x + 220, y + 40, "r ld-report-now").to(kept)
    cleared = canvas.chain(x + 480, y, "r /dream/bank/ready", "list", "unpack s f")[-1]
    cleared.to(canvas.obj(x + 540, y + 84, "s ld-loops-show"), outlet=1)
    none = cleared.to(canvas.msg(x + 480, y + 110, "; ld-gains const 0"))
    heard.to(canvas.obj(x + 680, y + 84, f"delay {SILENT_MS}"), outlet=2).to(none)


def live_input() -> PdCanvas:
    """``[pd live-input]``: whether the daemon records its input, what its follower hears, the names of the loops."""
    canvas = PdCanvas("live-input", 700, 560)
    told = canvas.chain(20, 20, "r /dream/recording", "list", "unpack f f")[-1]
    told.to(canvas.msg(20, 110, "; /dream/record-set set $1"))
    told.to(canvas.obj(300, 110, "s ld-recorded-show"), outlet=1)
    canvas.chain(20, 170, "r /dream/heard", "list", "list prepend 0", "list trim", "s ld-heard")
    canvas.chain(300, 170, "r /dream/bands", "[; ld-heard const 0]")
    parts = canvas.chain(20, 330, "r /dream/loop/name", "list", "unpack f s")[-1]
    first, both = canvas.chain(20, 420, f"moses {STRIPS}", "pack f s", "[; ld-name-$1 symbol $2]")[:2]
    parts.to(first)
    parts.to(both, outlet=1, inlet=1)
    nothing = "".join(f"; ld-name-{number} symbol" for number in range(STRIPS))
    canvas.chain(300, 330, "r /dream/bank/ready", f"[{nothing}]")  # the names of the new ones follow
    return canvas


def state() -> PdCanvas:
    """``[pd state]``: asks for the daemon's state when it comes, and shows the answers without sending them back."""
    canvas = PdCanvas("state", 1240, 860)
    canvas.text(20, 8, "When the daemon comes, its state is asked for. The answers only move the controls.", 100)
    canvas.chain(20, 40, "r ld-daemon-came", "s /dream/state")
    for column, control in enumerate(("gain", "mute", "layer")):
        x, word = 20 + 400 * column, "s" if control == "layer" else "f"
        parts = canvas.chain(x, 110, f"r /dream/loop/{control}{TOLD}", "list", f"unpack f {word}")[-1]
        both = canvas.chain(x, 270, "moses " + str(STRIPS), "pack f f", f"[; ld-{control}-$1-set set $2]")[:2]
        parts.to(both[0])
        if control == "layer":
            _numbered(canvas, x + 90, 190, LAYERS, parts, 1).to(both[1], inlet=1)
        else:
            parts.to(both[1], outlet=1, inlet=1)
    single = [address for address in STATE if not address.startswith("/dream/loop/")]
    high = [one for one in single if one == CONTROLS["sampling"] or INCOMING[one].arguments[-1].repeated]
    low = [one for one in single if one not in high]
    below = -len(low) % 4  # what needs more height has a row of its own
    for number, address in [*enumerate(low), *enumerate(high, len(low) + below)]:
        x, y = 20 + 290 * (number % 4), 360 + 84 * (number // 4)
        heard = canvas.chain(x, y, f"r {address}{TOLD}", "list")[-1]
        if address == CONTROLS["sampling"]:
            shown = canvas.chain(x, y + 140, "[set $1]", "s ld-sampling-set")[0]
            _numbered(canvas, x, y + 60, SAMPLING, heard, 0).to(shown)
        elif INCOMING[address].arguments[-1].repeated:
            words = as_words(canvas, x + 60, y + 26)
            heard.to(words[0])
            words[-1].to(canvas.chain(x + 60, y + 182, "list prepend set", "list trim", f"s {address}-set")[0])
        else:
            heard.to(canvas.chain(x + 60, y + 26, "[set $1]", f"s {address}-set")[0])
    return canvas


def _numbered(canvas: PdCanvas, x: int, y: int, words: Sequence[str], source: PdBox, outlet: int) -> PdBox:
    """Turn each of the words into its number; return the box that sends the number."""
    choice, number = canvas.obj(x, y, f"sel {' '.join(words)}"), canvas.obj(x, y + 54, "f")
    source.to(choice, outlet=outlet)
    for index in range(len(words)):
        choice.to(canvas.msg(x + 36 * index, y + 27, str(index)), outlet=index).to(number)
    return number


def _bands(canvas: PdCanvas, y: int) -> None:
    for x, button, words in ((20, "loops", "symbol bank"), (240, "strings", "E2 A2 D3 G3 B3 E4")):
        canvas.chain(x, y, f"r ld-bands-{button}", f"[{words}]", "s /dream/follower/bands")
    canvas.chain(520, y, "r /dream/bands", "list", "list length", "s ld-bands-show")
    order = canvas.chain(20, y + 100, "r ld-map-set", "t b b b")[-1]
    number, band, weight = (
        canvas.obj(20, y + 180, "f 0"),
        canvas.obj(120, y + 180, "f 0"),
        canvas.obj(220, y + 180, "f 1"),
    )
    row = canvas.chain(20, y + 210, "pack f f f", "s /dream/follower/map")[0]
    for inlet, (name, box) in enumerate((("ld-loop", number), ("ld-band", band), ("ld-weight", weight))):
        canvas.obj(160 + 120 * inlet, y + 130, f"r {name}").to(box, inlet=1)
        order.to(box, outlet=inlet)
        box.to(row, inlet=inlet)
    loop = canvas.chain(520, y + 130, "r ld-map-auto", "f 0", "s /dream/follower/map/auto")[1]
    canvas.obj(640, y + 130, "r ld-loop").to(loop, inlet=1)


def status() -> PdCanvas:
    """``[pd status]``: the daemon's messages in words; the last dreams; the list of models; the front's buttons."""
    canvas = PdCanvas("status", 1180, 1080)
    says(canvas, 20, 8)
    lamp(canvas, 640, 40)
    canvas.chain(640, 344, "r ld-daemon-came", "s /dream/model/list")
    canvas.chain(940, 240, "r /dream/progress", "list", "unpack f f")[-1].to(
        canvas.msg(980, 320, "; ld-progress-set set $1"), outlet=1
    )
    for x, said, pressed, address in ((640, "queued", "ld-cancel", "cancel"), (860, "ready", "ld-keep", "bank/add")):
        number = canvas.chain(x, 410, f"r /dream/{said}", "list", "list split 1")[-1]
        last = canvas.chain(x, 514, "f", f"s /dream/{address}")[0]
        number.to(last, inlet=1)
        canvas.obj(x + 120, 462, f"r {pressed}").to(last)  # the button sends the number

    canvas.chain(640, 570, "r /dream/model/list", "[clear]", "text define ld-models")
    canvas.chain(860, 570, "r /dream/model/name", "list", "text set ld-models 1e+06")
    name = canvas.chain(20, 770, "r ld-model-number", "text get ld-models", "unpack s s f", "t s s")[-1]
    name.to(canvas.obj(120, 880, "s ld-model-name-show"), outlet=1)
    kept = canvas.chain(20, 880, "symbol", "s /dream/model/load")[0]
    name.to(kept, inlet=1)
    canvas.obj(200, 850, "r ld-model-load").to(kept)
    live = canvas.chain(860, 670, "r ld-live", "f 5", "s /dream/seed/live")[1]
    canvas.obj(920, 644, "r ld-live-s").to(live, inlet=1)
    canvas.chain(440, 770, "r ld-noise", "[symbol perlin]", "s /dream/seed/noise")
    canvas.chain(1020, 670, "r ld-bank-choose", "openpanel 1", "s /dream/bank/load")
    canvas.chain(300, 770, "r ld-ping", "[1]", "s /dream/ping")
    canvas.chain(440, 870, "r ld-pitches-auto", "[symbol auto]", "s /dream/pitches")
    for column, manner in enumerate(MANNERS):
        x = 440 + 220 * column
        canvas.chain(x, 980, f"r ld-manner-{manner}", f"[symbol {manner}]", "s /dream/control/manner")
    choice = canvas.chain(640, 760, "r ld-sampling", f"sel {' '.join(map(str, range(len(SAMPLING))))}")[-1]
    out = canvas.obj(640, 860, f"s {CONTROLS['sampling']}")
    for index, name in enumerate(SAMPLING):
        choice.to(canvas.msg(640 + 130 * index, 824, f"symbol {name}"), outlet=index).to(out)
    return canvas


def says(canvas: PdCanvas, x: int, y: int) -> None:
    """The daemon's messages in words, to ``ld-says``."""
    canvas.text(x, y, "The daemon's messages.", 40)
    for row, (address, words) in enumerate(SAYS.items()):
        top = y + 32 + 47 * row
        event = canvas.chain(x, top, f"r {address}", "list")[-1]
        event.to(canvas.msg(x + 180, top, words)).to(canvas.obj(x + 420, top, "list")).to(
            canvas.obj(x + 500, top, "s ld-says")
        )


def lamp(canvas: PdCanvas, x: int, y: int) -> None:
    """The parts of ``/dream/status``; a lamp that is on while it comes; a bang to ``ld-daemon-came``."""
    shown, parts = canvas.chain(x, y, "r /dream/status", "list", "t a b", "unpack s s f f f f f")[2:]
    names = ("state", "model", "voices", "queue", "xruns", "load", "latency")
    for outlet, field in enumerate(names):
        spot = canvas.obj(x + 130 * (outlet % 4), y + 136 + 26 * (outlet // 4), f"s ld-{field}-show")
        parts.to(spot, outlet=outlet)
    on = shown.to(canvas.obj(x + 220, y + 52, "t b b"), outlet=1)
    on.to(canvas.chain(x + 290, y + 78, "[1]", "s ld-lamp")[0], outlet=1)
    on.to(canvas.chain(x + 390, y + 52, f"delay {LAMP_MS}", "[0]", "s ld-lamp")[0])
    first = canvas.chain(x, y + 200, "r ld-lamp", "t f f", "change", "sel 1", "s ld-daemon-came", step=20)
    first[1].to(canvas.msg(x + 90, y + 240, "; ld-lamp-set set $1"), outlet=1)
