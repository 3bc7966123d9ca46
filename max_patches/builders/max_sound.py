"""The abstractions for Max that play sound: ``ld.voice~``, ``ld.dreams~``, ``ld.follow~``, ``ld.loop~``."""

from __future__ import annotations

from builders.abstractions import DREAMS, FOLLOW, LOOP, VOICE, VOICES
from builders.max_page import MaxPage
from builders.words import SILENT_MS
from live_daemon.settings import VoiceSettings

FADE_IN_MS, FADE_OUT_MS, PANIC_MS = 20, 100, 20
LOST_MS = 2000  # a file not read this long after its dream would have ended is given up
GAIN_MS = 20  # from one of the daemon's gains to the next
PANS = ((0.9, 0.44), (0.44, 0.9), (0.78, 0.62), (0.62, 0.78))  # left and right gains, equal power


def voice(page: MaxPage) -> None:
    """``ld.voice~``: the file is read into a buffer of its own, then groove~ plays it once."""
    page.note(20, 10, "One dream at a time. While it is busy, messages go on to the second outlet.", 460)
    entry = page.port(20, 50, "inlet", VOICE.inlets[0].meaning).to(page.obj(20, 110, "t l l"))
    free, numbers = page.chain(20, 160, "gate 1 1", "unpack 0 s 0.", step=50)
    taken = page.obj(240, 160, "gate")
    entry.to(free, inlet=1)
    entry.to(taken, outlet=1, inlet=1)

    page.obj(20, 520, "sig~ 1.").to(player := page.obj(20, 560, "groove~ #0_dream"))
    ramp, sound = page.obj(180, 560, "line~"), page.obj(20, 620, "*~")
    player.to(sound)
    ramp.to(sound, inlet=1)
    began = numbers.to(page.obj(60, 260, "t l b"), outlet=1)
    buffer = began.to(page.msg(60, 300, "replace $1")).to(page.obj(60, 340, "buffer~ #0_dream"))
    in_time = page.obj(140, 390, "gate")  # a file that is read too late no longer belongs to a dream
    buffer.to(in_time, outlet=1, inlet=1)
    read = in_time.to(page.obj(140, 430, "t b 0. b"))
    read.to(player, outlet=1)
    read.to(page.msg(200, 480, f"1. {FADE_IN_MS}"), outlet=2).to(ramp)

    length = numbers.to(page.obj(320, 260, "* 1000."), outlet=2).to(page.obj(320, 300, "t f f"))
    lost = page.chain(480, 340, f"+ {LOST_MS}.", "delay", step=40)
    length.to(lost[0], outlet=1)
    shorter, at_least = page.chain(320, 340, f"- {FADE_OUT_MS}.", f"maximum {FADE_IN_MS}.")
    kept = page.obj(320, 410, "float 0.")
    length.to(shorter)
    at_least.to(kept, inlet=1)
    until_fade = read.to(kept).to(page.obj(320, 450, "delay"))
    fade = until_fade.to(page.obj(320, 500, "t b b"))
    fade.to(page.msg(380, 540, f"0. {FADE_OUT_MS}"), outlet=1).to(ramp)
    until_end = fade.to(page.obj(320, 580, f"delay {FADE_OUT_MS + 5}"))

    panic = page.chain(600, 210, "r ld.panic", "t b b stop")[1]
    panic.to(until_fade, outlet=2)
    panic.to(page.msg(660, 300, f"0. {PANIC_MS}"), outlet=1).to(ramp)
    halted = panic.to(page.obj(600, 340, f"delay {PANIC_MS + 5}"))

    once = page.obj(480, 620, "onebang")
    for ending in (until_end, lost[1], halted):
        ending.to(once)
    release = once.to(page.obj(480, 660, "t 0 stop stop"))
    release.to(player, outlet=1)
    for clock in (until_fade, until_end, lost[1]):
        release.to(clock, outlet=2)
    forget = release.to(page.obj(480, 700, "t 0 0"))
    forget.to(in_time, outlet=1)

    busy = page.obj(720, 620, "t i i i")  # the gates first: a voice that is free may be asked at once
    start = began.to(page.obj(180, 300, "t 1 b 1"), outlet=1)
    start.to(in_time, outlet=2)
    start.to(once, outlet=1, inlet=1)
    start.to(busy)
    forget.to(busy)
    busy.to(taken, outlet=2)
    busy.to(page.obj(780, 660, "== 0"), outlet=1).to(free)
    changed, number = page.chain(720, 700, "change", "sel 1 0")
    busy.to(changed)
    sound.to(page.port(20, 840, "outlet", VOICE.outlets[0].meaning))
    taken.to(page.port(240, 840, "outlet", VOICE.outlets[1].meaning))
    told = page.port(720, 840, "outlet", VOICE.outlets[2].meaning)
    number.to(page.msg(720, 780, "1")).to(told)
    number.to(page.msg(770, 780, "-1"), outlet=1).to(told)


def dreams(page: MaxPage) -> None:
    """``ld.dreams~``: a queue of dreams and four voices."""
    page.note(20, 10, "Dreams wait in a coll; the oldest begins when a voice is free and the time is over.", 620)
    entry = page.port(20, 50, "inlet", DREAMS.inlets[0].meaning)
    left, right, playing, queued = (
        page.port(x, 780, "outlet", port.meaning) for x, port in zip((20, 120, 760, 860), DREAMS.outlets, strict=True)
    )
    route = entry.to(page.obj(20, 110, "route stagger voices"))
    arrived = route.to(page.obj(20, 160, "t b 1 l"), outlet=2)
    queue = page.obj(240, 330, "coll")
    arrived.to(page.msg(180, 210, "append $1 $2 $3"), outlet=2).to(queue)
    waiting = page.obj(420, 210, "accum 0")
    arrived.to(waiting, outlet=1, inlet=1)
    arrived.to(page.obj(20, 210, "s #0_try"))

    panic = page.chain(20, 270, "r ld.panic", "t b b clear")[1]
    panic.to(queue, outlet=2)
    panic.to(page.msg(80, 340, "set 0"), outlet=1).to(waiting)
    panic.to(page.obj(20, 380, "s #0_try"))

    page.obj(420, 170, "r #0_try").to(waiting)
    shown = waiting.to(page.obj(420, 250, "t i i"))
    shown.to(queued, outlet=1)
    ask = page.obj(420, 310, f"if ($i1 > 0) && ($i2 == 0) && ($i3 < {VOICES} - $i4) then bang")
    shown.to(ask)
    kept_back = route.to(page.obj(740, 210, f"clip 1 {VOICES}"), outlet=1).to(page.obj(740, 250, f"!- {VOICES}"))
    kept_back.to(ask, inlet=3)
    pop = ask.to(page.obj(420, 360, "t b 0 -1 b"))
    timer = pop.to(page.obj(760, 360, "t b 1"), outlet=3)
    pop.to(waiting, outlet=2, inlet=1)
    pop.to(queue, outlet=1)
    pop.to(page.msg(420, 410, "delete 0")).to(queue)
    timer.to(ask, outlet=1, inlet=1)
    stagger = page.obj(760, 410, f"delay {1000 * VoiceSettings().stagger_s:g}")
    timer.to(stagger)
    route.to(page.obj(900, 310, "* 1000.")).to(stagger, inlet=1)
    over = stagger.to(page.obj(760, 450, "t b 0"))
    over.to(ask, outlet=1, inlet=1)
    over.to(page.obj(760, 490, "s #0_try"))

    changes, sounding = page.chain(700, 560, "t b i", "accum 0", step=60)
    changes.to(sounding, outlet=1, inlet=1)
    source, outlet = queue, 0
    for index, pan in enumerate(PANS):
        x = 20 + 160 * index
        box = page.obj(x, 560, "ld.voice~")
        source.to(box, outlet=outlet)
        for side, gain in enumerate(pan):
            box.to(page.obj(x + 74 * side, 700, f"*~ {gain}")).to((left, right)[side])
        box.to(changes, outlet=2)
        source, outlet = box, 1
    count = sounding.to(page.obj(700, 660, "t b i i"))
    count.to(playing, outlet=2)
    count.to(ask, outlet=1, inlet=2)
    count.to(page.obj(700, 740, "s #0_try"))


def follow(page: MaxPage) -> None:
    """``ld.follow~``: one of the gains that the daemon sends 50 times a second."""
    page.note(20, 10, "The daemon follows the performer; this takes one loop's gain out of /dream/gains.", 460)
    number = page.obj(240, 150, "+ 1")
    page.port(240, 50, "inlet", FOLLOW.inlets[0].meaning).to(number)
    page.chain(400, 50, "patcherargs 0", "unpack 0", step=40)[1].to(number)
    gain = page.obj(20, 200, "zl nth 1")
    heard = page.chain(20, 50, "r /dream/gains", "t l b", step=40)[1]
    heard.to(gain)
    number.to(gain, inlet=1)
    both = gain.to(page.obj(20, 250, "t f f"))
    none = page.obj(240, 300, "t 0")  # a loop that is gone no longer has a gain
    for column, name in enumerate(("/dream/bank/ready", "/dream/terminated", "ld.panic")):
        page.obj(240 + 140 * column, 200, f"r {name}").to(none)
    heard.to(page.obj(140, 150, f"delay {SILENT_MS}"), outlet=1).to(none)
    none.to(both)
    target, ramp = page.chain(20, 310, f"[$1 {GAIN_MS}]", "line~", step=40)
    both.to(target)
    ramp.to(page.port(20, 400, "outlet", FOLLOW.outlets[0].meaning))
    both.to(page.port(140, 400, "outlet", FOLLOW.outlets[1].meaning), outlet=1)


def loop(page: MaxPage) -> None:
    """``ld.loop~``: groove~ repeats a buffer, times its own gain and the follower's."""
    page.note(20, 10, "Round and round from a buffer. Its gain is its own and the follower's, 1 at most.", 460)
    entry = page.port(20, 50, "inlet", LOOP.inlets[0].meaning)
    route = entry.to(page.obj(20, 110, "route open gain mute loop"))
    read = route.to(page.msg(20, 160, "replace $1")).to(page.obj(20, 200, "buffer~ #0_loop"))
    player = page.obj(20, 340, "groove~ #0_loop @loop 1")
    read.to(page.obj(120, 250, "t 0."), outlet=1).to(player)
    page.obj(20, 290, "sig~ 1.").to(player)
    total = page.obj(240, 340, "+~")
    limited = total.to(page.obj(240, 380, "clip~ 0. 1."))
    own = page.chain(240, 160, "clip 0. 1.", f"[$1 {GAIN_MS}]", "line~", step=40)
    route.to(own[0], outlet=1)
    own[2].to(total)
    heard = page.chain(480, 160, "== 0", f"[$1 {GAIN_MS}]", "line~ 1.", step=40)
    route.to(heard[0], outlet=2)
    for column, (name, muted) in enumerate((("ld.panic", 1), ("ld.unmute", 0))):
        page.chain(490 + 110 * column, 70, f"r {name}", f"t {muted}", step=40)[1].to(heard[0])
    follower = page.obj(360, 280, "ld.follow~ #1")
    route.to(follower, outlet=3)
    follower.to(total, inlet=1)
    sounding, unmuted = page.obj(20, 430, "*~"), page.obj(20, 470, "*~")
    player.to(sounding).to(unmuted)
    limited.to(sounding, inlet=1)
    heard[2].to(unmuted, inlet=1)
    unmuted.to(page.port(20, 520, "outlet", LOOP.outlets[0].meaning))
    follower.to(page.port(460, 520, "outlet", LOOP.outlets[1].meaning), outlet=1)
