"""The abstractions for Pd that play sound: ``ld.voice~``, ``ld.dreams~``, ``ld.follow~``, ``ld.loop~``."""

from __future__ import annotations

from builders.abstractions import VOICES
from builders.pd_text import PdCanvas
from builders.pd_wire import OPEN_MS
from builders.words import SILENT_MS
from live_daemon.settings import VoiceSettings

FADE_IN_MS, FADE_OUT_MS, PANIC_MS = 20, 100, 20
GAIN_MS = 20  # from one of the daemon's gains to the next
PANS = ((0.9, 0.44), (0.44, 0.9), (0.78, 0.62), (0.62, 0.78))  # left and right gains, equal power


def voice() -> PdCanvas:
    """``ld.voice~``: plays one dream (id, path, seconds); while it is busy it passes the message on."""
    canvas = PdCanvas(width=920, height=580)
    canvas.text(20, 8, "One dream: id, path, duration_s. Out: sound, not taken, +1 busy or -1 free.", 90)
    entry = canvas.chain(20, 40, "inlet", "t a a")[-1]
    free, numbers = canvas.chain(20, 110, "spigot 1", "unpack f s f")
    taken = canvas.obj(300, 110, "spigot")
    entry.to(free)
    entry.to(taken, outlet=1)
    order = canvas.chain(420, 40, "r $0-busy", "t f f f")[-1]  # the gates first: a free voice may be asked at once
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
    rest.to(halt, outlet=1)  # the clocks of a file that cannot be opened must not stop the next dream
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
    """``ld.dreams~``: a queue of dreams and four voices."""
    canvas = PdCanvas(width=1060, height=700)
    canvas.text(20, 8, "Dreams wait in a text; the oldest begins when a voice is free and the time is over.", 100)
    route = canvas.chain(20, 34, "inlet", "route stagger voices")[-1]
    listed, order = canvas.chain(20, 90, "list", "t b a")
    route.to(listed, outlet=2)
    order.to(canvas.obj(100, 150, "text set $0-queue 1e+06"), outlet=1)  # a line beyond the last: append
    order.to(canvas.obj(20, 190, "s $0-try"))
    panic = canvas.chain(20, 240, "r /dream/panic", "t b b")[1]
    panic.to(canvas.chain(100, 292, "[clear]", "text define $0-queue")[0], outlet=1)
    panic.to(canvas.obj(20, 292, "s $0-try"))

    waiting = canvas.chain(340, 66, "r $0-try", "text size $0-queue", "t f f")[-1]
    queued = canvas.obj(980, 660, "outlet")
    ask = canvas.obj(340, 176, f"expr $f1 > 0 && $f2 == 0 && $f3 < {VOICES} - $f4")
    waiting.to(ask)
    canvas.obj(440, 118, "r $0-staggering").to(ask, inlet=1)
    canvas.obj(580, 144, "r $0-sounding").to(ask, inlet=2)
    kept_back = canvas.chain(720, 66, f"min {VOICES}", "max 1", f"expr {VOICES} - $f1")
    route.to(kept_back[0], outlet=1)
    kept_back[-1].to(ask, inlet=3)
    pop = ask.to(canvas.obj(340, 202, "sel 1")).to(canvas.obj(340, 228, "t b b b"))
    pop.to(canvas.msg(340, 266, "0")).to(canvas.obj(340, 292, "text delete $0-queue"))
    fetch = pop.to(canvas.msg(540, 266, "0"), outlet=1).to(canvas.obj(540, 292, "text get $0-queue"))
    timer = pop.to(canvas.obj(740, 228, "t b b"), outlet=2)
    timer.to(canvas.chain(900, 266, "[1]", "s $0-staggering")[0], outlet=1)
    delay, over = canvas.chain(740, 266, f"delay {1000 * VoiceSettings().stagger_s:g}", "t b b")
    timer.to(delay)
    route.to(canvas.obj(860, 170, "* 1000")).to(delay, inlet=1)
    over.to(canvas.chain(820, 318, "[0]", "s $0-staggering")[0], outlet=1)
    over.to(canvas.obj(740, 356, "s $0-try"))

    left, right, playing = (
        canvas.obj(120, 660, "outlet~"),
        canvas.obj(200, 660, "outlet~"),
        canvas.obj(860, 660, "outlet"),
    )
    total = canvas.obj(760, 506, "+")
    source, outlet = fetch, 0
    for number, pan in enumerate(PANS):
        x = 120 + 150 * number
        sounding = source.to(canvas.obj(x, 426, f"ld.voice~ {number}"), outlet=outlet)
        for side, gain in enumerate(pan):
            sounding.to(canvas.obj(x + 60 * side, 466, f"*~ {gain}")).to((left, right)[side])
        sounding.to(total, outlet=2)
        source, outlet = sounding, 1
    count = total.to(canvas.obj(760, 532, "t b f f f"))
    count.to(total, outlet=1, inlet=1)
    count.to(canvas.obj(920, 566, "s $0-sounding"), outlet=3)
    count.to(playing, outlet=2)
    count.to(canvas.obj(760, 566, "s $0-try"))
    waiting.to(queued, outlet=1)
    return canvas


def follow() -> PdCanvas:
    """``ld.follow~``: one of the gains that the daemon sends 50 times a second."""
    canvas = PdCanvas(width=680, height=400)
    canvas.text(20, 8, "The daemon follows the performer; this takes one loop's gain out of /dream/gains.", 90)
    heard = canvas.chain(20, 34, "r /dream/gains", "list", "t a b")[-1]
    rest = heard.to(canvas.obj(20, 112, "list split $1"))
    canvas.obj(220, 60, "inlet").to(rest, inlet=1)
    gain = canvas.obj(20, 170, "list split 1")
    rest.to(gain, outlet=1)
    both = canvas.obj(20, 230, "t f f")
    gain.to(both)
    none = canvas.msg(220, 190, "0")  # a loop that is gone no longer has a gain
    rest.to(none, outlet=2)
    for row, address in enumerate(("bank/ready", "terminated", "panic")):
        canvas.chain(340, 34 + 52 * row, f"r /dream/{address}", "b", step=24)[-1].to(none)
    heard.to(canvas.obj(120, 112, f"delay {SILENT_MS}"), outlet=1).to(none)
    none.to(both)
    both.to(canvas.obj(20, 260, f"pack f {GAIN_MS}")).to(canvas.obj(20, 286, "line~")).to(
        canvas.obj(20, 340, "outlet~")
    )
    both.to(canvas.obj(200, 340, "outlet"), outlet=1)
    return canvas


def loop() -> PdCanvas:
    """``ld.loop~``: an array read round and round, times its own gain and the follower's.

    The place is a fraction of the length, in the middle of a sample, before it is cut to a whole number: so a file at
    Pd's own sample rate comes out sample by sample.
    """
    canvas = PdCanvas(width=1040, height=520)
    canvas.text(20, 8, "Round and round. Its gain is its own and the follower's, 1 at most.", 80)
    route = canvas.chain(20, 34, "inlet", "route open gain mute loop")[-1]
    canvas.obj(560, 60, "table $0-loop 64")
    reader = canvas.obj(20, 142, "soundfiler")
    route.to(canvas.obj(20, 90, "list append $0-loop")).to(canvas.msg(20, 116, "read -resize $1 $2")).to(reader)
    rate = canvas.obj(160, 168, "unpack f f")
    reader.to(rate, outlet=1)
    size = reader.to(canvas.obj(20, 194, "t f f f f"))
    turns = canvas.obj(20, 250, "expr $f2 / ($f1 + ($f1 == 0))")
    rate.to(turns, inlet=1)
    phase, middle, scale = canvas.obj(20, 276, "phasor~"), canvas.obj(20, 302, "+~"), canvas.obj(20, 354, "*~")
    size.to(turns)
    turns.to(phase)
    size.to(canvas.obj(90, 276, "expr 0.5 / max($f1, 1)"), outlet=1).to(middle, inlet=1)
    size.to(scale, outlet=2, inlet=1)
    size.to(canvas.msg(200, 220, "0"), outlet=3).to(phase, inlet=1)
    phase.to(middle).to(canvas.obj(20, 328, "wrap~")).to(scale)
    sound = scale.to(canvas.obj(20, 380, "tabread~ $0-loop"))

    total = canvas.obj(300, 260, "+~")
    own = canvas.chain(300, 142, "max 0", "min 1", f"pack f {GAIN_MS}", "line~")
    route.to(own[0], outlet=1)
    own[-1].to(total)
    follower = canvas.obj(440, 194, "ld.follow~ $1")
    route.to(follower, outlet=3)
    follower.to(total, inlet=1)
    limited = total.to(canvas.obj(300, 290, "clip~ 0 1"))
    heard = canvas.chain(600, 142, "== 0", f"pack f {GAIN_MS}", "line~", step=26)
    route.to(heard[0], outlet=2)
    canvas.chain(660, 90, "loadbang", "[1]")[-1].to(heard[1])
    for column, (address, muted) in enumerate((("panic", 1), ("unmute", 0))):
        canvas.chain(760 + 130 * column, 64, f"r /dream/{address}", f"[{muted}]")[-1].to(heard[0])
    sounding, unmuted = canvas.obj(20, 410, "*~"), canvas.obj(20, 436, "*~")
    sound.to(sounding).to(unmuted)
    limited.to(sounding, inlet=1)
    heard[2].to(unmuted, inlet=1)
    unmuted.to(canvas.obj(20, 480, "outlet~"))
    follower.to(canvas.obj(440, 480, "outlet"), outlet=1)
    return canvas
