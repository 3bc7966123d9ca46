"""The subpatches of the Pd twin that play dreams, move loops and show what the daemon says; the voice abstraction."""

from __future__ import annotations

from builders.pd_parts import OPEN_MS
from builders.pd_text import PdCanvas
from live_daemon.osc.addresses import LAYERS

VOICES = 4
FADE_IN_MS, FADE_OUT_MS, PANIC_MS = 20, 100, 20
PANS = ((0.9, 0.44), (0.44, 0.9), (0.78, 0.62), (0.62, 0.78))  # left and right gains, equal power
LAMP_MS = 3000  # the daemon's status comes every second; three missed ones mean that it is gone


def voice() -> PdCanvas:
    """``ld.voice~``: plays one dream (id, path, seconds); while it is busy it hands the message on."""
    canvas = PdCanvas(width=900, height=560)
    canvas.text(20, 8, "One dream: id, path, duration_s. Out: sound, not taken, +1 busy or -1 free.", 90)
    entry = canvas.chain(20, 40, "inlet", "t a a")[-1]
    free, numbers = canvas.chain(20, 110, "spigot 1", "unpack f s f")
    taken = canvas.obj(300, 110, "spigot")
    entry.to(free)
    entry.to(taken, outlet=1)
    order = canvas.chain(420, 40, "r $0-busy", "t f f f")[-1]  # the doors first: a free voice may be asked at once
    order.to(taken, outlet=2, inlet=1)
    order.to(canvas.obj(480, 92, "== 0"), outlet=1).to(free, inlet=1)
    changed, change = canvas.chain(420, 120, "change", "sel 1 0")
    order.to(changed)
    player, ramp, sound = canvas.obj(20, 400, "readsf~ 1"), canvas.obj(120, 400, "line~"), canvas.obj(20, 440, "*~")
    player.to(sound)
    ramp.to(sound, inlet=1)
    numbers.to(canvas.msg(200, 170, "open $1"), outlet=1).to(player)
    start = numbers.to(canvas.obj(20, 170, "t b f b"))
    start.to(canvas.chain(400, 200, "[1]", "s $0-busy")[0], outlet=2)
    start.to(canvas.chain(120, 230, "list prepend voice $1", "list trim", "s ld-report")[0], outlet=1)
    opened, go = canvas.chain(20, 310, f"delay {OPEN_MS}", "t b b")
    start.to(opened)
    go.to(canvas.msg(20, 370, "1")).to(player)
    go.to(canvas.msg(70, 370, f"1 {FADE_IN_MS}"), outlet=1).to(ramp)
    until_end = canvas.chain(300, 230, "* 1000", f"- {FADE_OUT_MS - OPEN_MS}", f"max {OPEN_MS}", "delay")
    numbers.to(until_end[0], outlet=2)
    until_end[-1].to(canvas.msg(300, 350, f"0 {FADE_OUT_MS}")).to(ramp)

    release = canvas.chain(520, 400, "t b b b")[0]
    player.to(release, outlet=1)
    rest = release.to(canvas.obj(480, 440, "t b b"), outlet=2)
    rest.to(canvas.msg(440, 470, "0 0")).to(ramp)
    release.to(canvas.chain(580, 440, "f $1", "list prepend silent", "list trim", "s ld-report")[0], outlet=1)
    release.to(canvas.chain(780, 440, "[0]", "s $0-busy")[0])
    panic = canvas.chain(620, 150, "r /dream/panic", "t b b b")[-1]
    halted = canvas.chain(620, 220, f"delay {PANIC_MS + 5}", "t b b")
    panic.to(halted[0])
    panic.to(canvas.msg(700, 240, f"0 {PANIC_MS}"), outlet=1).to(ramp)
    halt = panic.to(canvas.msg(760, 210, "stop"), outlet=2)
    rest.to(halt, outlet=1)  # a file that cannot be opened leaves its clocks running: the next dream is not theirs
    halt.to(opened)
    halt.to(until_end[-1])
    halted[1].to(canvas.msg(620, 280, "0"), outlet=1).to(player)
    halted[1].to(release)

    sound.to(canvas.obj(20, 500, "outlet~"))
    taken.to(canvas.obj(300, 500, "outlet"))
    last = canvas.obj(420, 500, "outlet")
    change.to(canvas.msg(420, 180, "1")).to(last)
    change.to(canvas.msg(470, 180, "-1"), outlet=1).to(last)
    return canvas


def dreams() -> PdCanvas:
    """``[pd dreams]``: ready dreams wait and start one by one, never closer than the stagger time."""
    canvas = PdCanvas("dreams", 1060, 660)
    canvas.text(
        20, 8, "Dreams wait in a text. The oldest starts when a voice is free and the stagger time is over.", 100
    )
    _, _, gate, order = canvas.chain(20, 40, "r /dream/ready", "list", "spigot 1", "t b a")
    canvas.obj(100, 66, "r ld-play-dreams").to(gate, inlet=1)
    order.to(canvas.obj(100, 150, "text set ld-queue 1e+06"), outlet=1)  # a line beyond the last: append
    order.to(canvas.obj(20, 190, "s ld-try"))
    panic = canvas.chain(20, 240, "r /dream/panic", "t b b")[1]
    panic.to(canvas.chain(100, 292, "[clear]", "text define ld-queue")[0], outlet=1)
    panic.to(canvas.obj(20, 292, "s ld-try"))

    waiting = canvas.chain(340, 40, "r ld-try", "text size ld-queue", "t f f")[-1]
    waiting.to(canvas.obj(430, 118, "s ld-waiting"), outlet=1)
    ask = canvas.obj(340, 150, f"expr $f1 > 0 && $f2 == 0 && $f3 < {VOICES}")
    waiting.to(ask)
    canvas.obj(470, 92, "r ld-staggering").to(ask, inlet=1)
    canvas.obj(610, 118, "r ld-sounding").to(ask, inlet=2)
    pop = ask.to(canvas.obj(340, 176, "sel 1")).to(canvas.obj(340, 202, "t b b b"))
    pop.to(canvas.msg(340, 240, "0")).to(canvas.obj(340, 266, "text delete ld-queue"))
    fetch = pop.to(canvas.msg(520, 240, "0"), outlet=1).to(canvas.obj(520, 266, "text get ld-queue"))
    timer = pop.to(canvas.obj(700, 202, "t b b"), outlet=2)
    timer.to(canvas.chain(860, 240, "[1]", "s ld-staggering")[0], outlet=1)
    delay, over = canvas.chain(700, 240, "delay 2000", "t b b")
    timer.to(delay)
    canvas.chain(760, 150, "r ld-stagger", "* 1000")[1].to(delay, inlet=1)
    over.to(canvas.chain(780, 292, "[0]", "s ld-staggering")[0], outlet=1)
    over.to(canvas.obj(700, 330, "s ld-try"))

    total = canvas.obj(760, 506, "+")
    level = canvas.chain(20, 500, "r ld-level", "pack f 20", "line~")[-1]
    sides = canvas.obj(120, 590, "*~"), canvas.obj(200, 590, "*~")
    source, outlet = fetch, 0
    for number, pan in enumerate(PANS):
        x = 120 + 150 * number
        sounding = source.to(canvas.obj(x, 400, f"ld.voice~ {number}"), outlet=outlet)
        for side, gain in enumerate(pan):
            sounding.to(canvas.obj(x + 60 * side, 440, f"*~ {gain}")).to(sides[side])
        sounding.to(total, outlet=2)
        source, outlet = sounding, 1
    count = total.to(canvas.obj(760, 532, "t b f f"))
    count.to(total, outlet=1, inlet=1)
    count.to(canvas.obj(860, 566, "s ld-sounding"), outlet=2)
    count.to(canvas.obj(760, 566, "s ld-try"))
    out = canvas.obj(120, 630, "dac~ 1 2")
    for side, gained in enumerate(sides):
        level.to(gained, inlet=1)
        gained.to(out, inlet=side)
    return canvas


def loops() -> PdCanvas:
    """``[pd loops]``: the loop that is chosen, and the follower's gains as an array."""
    canvas = PdCanvas("loops", 900, 720)
    canvas.text(20, 8, "The daemon sounds the loops. Controls go to the loop whose number is chosen.", 100)
    for column, (control, address) in enumerate((("gain", "gain"), ("mute", "mute"))):
        x = 20 + 200 * column
        order = canvas.chain(x, 40, f"r ld-loop-{control}", "t b f")[-1]
        number, pair, _ = canvas.chain(x, 118, "f 0", "pack f f", f"s /dream/loop/{address}")
        order.to(number)
        order.to(pair, outlet=1, inlet=1)
        canvas.obj(x + 60, 92, "r ld-loop").to(number, inlet=1)
    choice = canvas.chain(420, 40, "r ld-loop-layer", f"sel {' '.join(map(str, range(len(LAYERS))))}")[-1]
    order = canvas.obj(420, 144, "t b s")
    for index, layer in enumerate(LAYERS):
        choice.to(canvas.msg(420 + 130 * index, 110, f"symbol {layer}"), outlet=index).to(order)
    number, pair, _ = canvas.chain(420, 196, "f 0", "pack f s", "s /dream/loop/layer")
    order.to(number)
    order.to(pair, outlet=1, inlet=1)
    canvas.obj(480, 170, "r ld-loop").to(number, inlet=1)

    heard = canvas.chain(20, 260, "r /dream/gains", "list", "t a a")[-1]
    heard.to(canvas.chain(20, 344, "list prepend 0", "list trim", "s ld-gains")[0])
    kept = canvas.chain(240, 344, "list", "list prepend gains", "list trim", "s ld-report")[0]
    heard.to(kept, outlet=1, inlet=1)
    canvas.obj(240, 300, "r ld-report-now").to(kept)
    cleared = canvas.chain(660, 260, "r /dream/bank/ready", "list", "unpack s f")[-1]
    cleared.to(canvas.obj(720, 340, "s ld-loops-show"), outlet=1)
    cleared.to(canvas.msg(660, 370, "; ld-gains const 0"))
    _bands(canvas)
    return canvas


def _bands(canvas: PdCanvas) -> None:
    for x, button, words in ((20, "loops", "symbol bank"), (240, "strings", "E2 A2 D3 G3 B3 E4")):
        canvas.chain(x, 450, f"r ld-bands-{button}", f"[{words}]", "s /dream/follower/bands")
    canvas.chain(520, 450, "r /dream/bands", "list", "list length", "s ld-bands-show")
    order = canvas.chain(20, 530, "r ld-map-set", "t b b b")[-1]
    number, band, weight = canvas.obj(20, 610, "f 0"), canvas.obj(120, 610, "f 0"), canvas.obj(220, 610, "f 1")
    row = canvas.chain(20, 640, "pack f f f", "s /dream/follower/map")[0]
    for inlet, (name, box) in enumerate((("ld-loop", number), ("ld-band", band), ("ld-weight", weight))):
        canvas.obj(160 + 120 * inlet, 560, f"r {name}").to(box, inlet=1)
        order.to(box, outlet=inlet)
        box.to(row, inlet=inlet)
    loop = canvas.chain(520, 560, "r ld-map-auto", "f 0", "s /dream/follower/map/auto")[1]
    canvas.obj(640, 560, "r ld-loop").to(loop, inlet=1)


def config() -> PdCanvas:
    """``[pd config]``: ``; ld-config ...`` messages, and the remote control for scripts."""
    canvas = PdCanvas("config", 900, 460)
    words = ("connect", "listen", "remote", "folder", "stagger", "report")
    targets = ("ld-connect", "ld-listen", "ld-remote", "ld-folder", "ld-stagger", "ld-report-now")
    canvas.text(
        20,
        8,
        "To ld-config: connect HOST PORT, listen PORT, folder PATH, stagger SECONDS, report, remote PORT. Then a script"
        " on this machine sends messages over TCP, the receive's name first, and hears what is reported.",
        110,
    )
    route = canvas.chain(20, 60, "r ld-config", f"route {' '.join(words)}")[-1]
    for outlet, target in enumerate(targets):
        route.to(canvas.obj(20 + 130 * outlet, 120, f"s {target}"), outlet=outlet)
    server, _, split = canvas.chain(
        20, 180, "r ld-remote", "[listen $1 127.0.0.1]", "netreceive", "list", "list split 1"
    )[2:]
    name, rest, send = canvas.obj(20, 310, "t b s"), canvas.obj(120, 340, "list"), canvas.obj(120, 392, "send")
    split.to(name)
    split.to(rest, outlet=1, inlet=1)
    name.to(send, outlet=1, inlet=1)
    name.to(rest).to(canvas.obj(120, 366, "list trim")).to(send)
    back = canvas.chain(320, 180, "r ld-report", "list prepend send", "list trim")[-1]
    back.to(server)
    canvas.chain(520, 180, "loadbang", "[; ld-connect 127.0.0.1 9124; ld-listen 9125; pd dsp 1]")
    return canvas


_SAYS = {
    "/dream/initialized": "live-daemon $1 is ready",
    "/dream/terminated": "the daemon has ended",
    "/dream/queued": "dream $1 is queued ($3)",
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
    "/dream/error": "$1: $2",
}


def status() -> PdCanvas:
    """``[pd status]``: what the daemon says, in words; the last dreams; the list of models."""
    canvas = PdCanvas("status", 1180, 740)
    canvas.text(20, 8, "What the daemon says.", 40)
    for row, (address, words) in enumerate(_SAYS.items()):
        y = 40 + 47 * row
        event = canvas.chain(20, y, f"r {address}", "list")[-1]
        event.to(canvas.msg(200, y, words)).to(canvas.obj(440, y, "list")).to(canvas.obj(520, y, "s ld-says"))
    shown, parts = canvas.chain(640, 40, "r /dream/status", "list", "t a b", "unpack s s f f f f f")[2:]
    names = ("state", "model", "voices", "queue", "xruns", "load", "latency")
    for outlet, field in enumerate(names):
        parts.to(canvas.obj(640 + 130 * (outlet % 4), 176 + 26 * (outlet // 4), f"s ld-{field}-show"), outlet=outlet)
    lamp = shown.to(canvas.obj(860, 92, "t b b"), outlet=1)
    lamp.to(canvas.chain(930, 118, "[1]", "s ld-lamp")[0], outlet=1)
    lamp.to(canvas.chain(1030, 92, f"delay {LAMP_MS}", "[0]", "s ld-lamp")[0])
    first = canvas.chain(640, 240, "r ld-lamp", "t f f", "change", "sel 1")
    first[1].to(canvas.msg(730, 292, "; ld-lamp-set set $1"), outlet=1)
    first[-1].to(canvas.obj(640, 344, "s /dream/model/list"))

    canvas.chain(940, 240, "r /dream/progress", "list", "unpack f f")[-1].to(
        canvas.msg(980, 320, "; ld-progress-set set $1"), outlet=1
    )
    for x, said, pressed, address in ((640, "queued", "ld-cancel", "cancel"), (860, "ready", "ld-keep", "bank/add")):
        number = canvas.chain(x, 370, f"r /dream/{said}", "list", "list split 1")[-1]
        last = canvas.chain(x, 474, "f", f"s /dream/{address}")[0]
        number.to(last, inlet=1)
        canvas.obj(x + 120, 422, f"r {pressed}").to(last)  # the button lets the number out

    canvas.chain(640, 520, "r /dream/model/list", "[clear]", "text define ld-models")
    canvas.chain(860, 520, "r /dream/model/name", "list", "text set ld-models 1e+06")
    name = canvas.chain(20, 710, "r ld-model-number", "text get ld-models", "unpack s s f", "t s s")[-1]
    name.to(canvas.obj(120, 820, "s ld-model-name-show"), outlet=1)
    kept = canvas.chain(20, 820, "symbol", "s /dream/model/load")[0]
    name.to(kept, inlet=1)
    canvas.obj(200, 790, "r ld-model-load").to(kept)
    live = canvas.chain(860, 620, "r ld-live", "f 5", "s /dream/seed/live")[1]
    canvas.obj(920, 594, "r ld-live-s").to(live, inlet=1)
    canvas.chain(1020, 620, "r ld-bank-choose", "openpanel 1", "s /dream/bank/load")
    canvas.chain(640, 620, "r ld-folder-choose", "openpanel 1", "s ld-folder")
    canvas.chain(300, 710, "r ld-ping", "[1]", "s /dream/ping")
    return canvas
