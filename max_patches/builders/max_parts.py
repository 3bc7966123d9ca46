"""The inside of the Max patch: wire, recorder, dreams. The parts speak through sends and receives.

What the daemon says arrives at the receive that has the address's name; what goes out is a message box with its address
in front, sent to ``ld.to_daemon``.
"""

from __future__ import annotations

from builders.addresses import FROM_DAEMON
from builders.max_page import MaxPage

VOICES = 4
FADE_IN_MS, FADE_OUT_MS, PANIC_MS = 20, 100, 20
OPEN_MS = 60  # sfplay~ reads the beginning of a file that it is told to open
PANS = ((0.9, 0.44), (0.44, 0.9), (0.78, 0.62), (0.62, 0.78))  # left and right gains, equal power


def osc(page: MaxPage) -> None:
    """``p osc``: the only place that touches the network."""
    page.note(20, 10, "To the daemon. Another machine: change the address here, and [osc] listen_host there.", 400)
    page.chain(20, 60, "r ld.to_daemon", "udpsend 127.0.0.1 9124")
    page.note(20, 140, "From the daemon: every address has a receive of the same name.", 400)
    route = page.chain(20, 180, "udpreceive 9125", f"route {' '.join(FROM_DAEMON)}")[1]
    for outlet, address in enumerate(FROM_DAEMON):
        route.to(page.obj(20 + outlet % 6 * 160, 250 + outlet // 6 * 40, f"s {address}"), outlet=outlet)
    route.to(page.obj(820, 370, "print live-daemon"), outlet=len(FROM_DAEMON))


def recorder(page: MaxPage) -> None:
    """``p recorder``: takes into the watched folder, never over an older one; a seed when a take ends."""
    page.note(20, 10, "A take is named after date, time and number, so that it never replaces an older one.", 420)
    switch = page.chain(320, 50, "r ld.record", "sel 1 0")[1]

    folder = page.chain(560, 50, "r ld.folder", "t l 2")[1]
    known = page.obj(320, 130, "gate 2 1")
    folder.to(known, outlet=1)
    switch.to(known, inlet=1)
    known.to(page.chain(320, 180, "[set choose the recordings folder first]", "s ld.says", step=40)[0])
    known.to(page.chain(180, 180, "[set 0]", "s ld.record_set", step=40)[0])

    steps = known.to(page.obj(560, 180, "t 0 b b b b 1"), outlet=1)
    open_gate = page.obj(560, 500, "gate")
    name = page.obj(700, 450, "sprintf symout %s/take-%04ld%02ld%02ld-%02ld%02ld%02ld-%03ld.wav")
    steps.to(open_gate, outlet=5)
    steps.to(open_gate)
    steps.to(name, outlet=1)
    number = page.chain(1080, 260, "int", "+ 1")
    steps.to(number[0], outlet=4)
    number[1].to(number[0], inlet=1)
    number[1].to(name, inlet=7)
    date = page.obj(700, 300, "date")
    steps.to(page.msg(790, 240, "time"), outlet=3).to(date)
    steps.to(page.msg(700, 240, "date"), outlet=2).to(date)
    for outlet, (x, inlets) in enumerate(((700, (2, 3, 1)), (880, (4, 5, 6)))):  # month day year; hour minute second
        numbers = page.obj(x, 360, "unpack 0 0 0")
        date.to(numbers, outlet=outlet)
        for place, inlet in enumerate(inlets):
            numbers.to(name, outlet=place, inlet=inlet)
    folder.to(name)
    name.to(open_gate, inlet=1)

    path = open_gate.to(page.obj(560, 540, "t l l l b"))
    record = page.obj(20, 640, "sfrecord~ 1")
    page.obj(20, 560, "inlet").to(record)
    path.to(page.chain(760, 590, "[set $1]", "s ld.take", step=40)[0], outlet=2)
    kept = page.obj(320, 640, "zl reg")
    path.to(kept, outlet=1, inlet=1)
    opened = path.to(page.obj(560, 590, "t b l"))
    opened.to(page.msg(540, 640, "1")).to(record)
    opened.to(page.msg(600, 640, "open $1"), outlet=1).to(record)

    only_running = page.obj(200, 500, "onebang")
    path.to(only_running, outlet=3, inlet=1)
    switch.to(only_running, outlet=1)
    # The seed goes out before the file is closed: the daemon waits for its end, and knows that both are one recording.
    ending = only_running.to(page.obj(200, 540, "t 0 b"))
    ending.to(record)
    ending.to(kept, outlet=1)
    ask = page.obj(320, 690, "gate 1 1")
    page.obj(180, 690, "r ld.dream_on_take").to(ask)
    kept.to(ask, inlet=1)
    ask.to(page.chain(320, 730, "[/dream/seed $1]", "s ld.to_daemon")[0])


def voice(page: MaxPage) -> None:
    """``p voice``: plays one dream (id, path, seconds); while it is busy it hands the message on."""
    page.note(20, 10, "One dream at a time: id, path, seconds. Out: sound, a message not taken, 1 busy / -1 free.", 620)
    entry = page.chain(20, 50, "inlet", "t l l")[1]
    free, numbers = page.chain(20, 120, "gate 1 1", "unpack 0 s 0.")
    taken = page.obj(240, 120, "gate")
    entry.to(free, inlet=1)
    entry.to(taken, outlet=1, inlet=1)

    player, ramp, sound = page.obj(20, 420, "sfplay~ 1"), page.obj(180, 420, "line~"), page.obj(20, 470, "*~")
    player.to(sound)
    ramp.to(sound, inlet=1)
    numbers.to(page.msg(140, 210, "open $1"), outlet=1).to(player)
    start = numbers.to(page.obj(20, 210, "t b 1 b"))
    opening, go = page.chain(20, 270, f"delay {OPEN_MS}", "t b b")
    start.to(opening)
    go.to(page.msg(20, 360, "1")).to(player)
    go.to(page.msg(70, 360, f"1. {FADE_IN_MS}"), outlet=1).to(ramp)
    length = page.chain(300, 210, "* 1000.", f"- {FADE_OUT_MS - OPEN_MS}.", f"maximum {OPEN_MS}.", "t b f")
    numbers.to(length[0], outlet=2)
    until_fade = page.obj(300, 340, "delay 1000")
    length[3].to(until_fade)
    length[3].to(until_fade, outlet=1, inlet=1)
    fade = until_fade.to(page.obj(300, 370, "t b b"))
    fade.to(page.msg(360, 420, f"0. {FADE_OUT_MS}"), outlet=1).to(ramp)
    until_end = fade.to(page.obj(300, 460, f"delay {FADE_OUT_MS + OPEN_MS}"))  # also when a file cannot be opened

    panic = page.chain(500, 210, "r ld.panic", "t b b stop")[1]
    panic.to(opening, outlet=2)
    panic.to(until_fade, outlet=2)
    panic.to(page.msg(560, 300, f"0. {PANIC_MS}"), outlet=1).to(ramp)
    halted = panic.to(page.obj(500, 340, f"delay {PANIC_MS + 5}"))

    once = page.obj(420, 510, "onebang")
    start.to(once, outlet=2, inlet=1)
    for ending, outlet in ((until_end, 0), (halted, 0), (player, 1)):
        ending.to(once, outlet=outlet)
    release = once.to(page.obj(420, 550, "t 0 b 0 stop"))
    release.to(until_fade, outlet=3)
    release.to(until_end, outlet=3)
    release.to(player, outlet=2)
    release.to(page.msg(520, 600, "0."), outlet=1).to(ramp)

    busy = page.obj(620, 600, "t i i i")  # the doors first: a voice that is free may be asked at once
    start.to(busy, outlet=1)
    release.to(busy)
    busy.to(taken, outlet=2)
    busy.to(page.obj(700, 640, "== 0"), outlet=1).to(free)
    changed, number = page.chain(620, 680, "change", "sel 1 0")
    busy.to(changed)

    sound.to(page.obj(20, 800, "outlet"))
    taken.to(page.obj(240, 800, "outlet"))
    told = page.obj(620, 800, "outlet")
    number.to(page.msg(620, 750, "1")).to(told)
    number.to(page.msg(670, 750, "-1"), outlet=1).to(told)


def dreams(page: MaxPage) -> None:
    """``p dreams``: ready dreams wait and start one by one, never closer than the stagger time."""
    page.note(
        20, 10, "Dreams wait in a coll; the oldest starts when a voice is free and the stagger time is over.", 620
    )
    gate = page.obj(20, 110, "gate 1 1")
    page.obj(20, 50, "r ld.play_dreams").to(gate)
    page.obj(180, 50, "r /dream/ready").to(gate, inlet=1)
    arrived = gate.to(page.obj(20, 150, "t b 1 l"))
    queue = page.obj(240, 330, "coll")
    arrived.to(page.msg(180, 210, "append $1 $2 $3"), outlet=2).to(queue)
    waiting = page.obj(420, 210, "accum 0")
    arrived.to(waiting, outlet=1, inlet=1)
    arrived.to(page.obj(20, 210, "s ld.try"))

    panic = page.chain(20, 270, "r ld.panic", "t b b clear")[1]
    panic.to(queue, outlet=2)
    panic.to(page.msg(80, 340, "set 0"), outlet=1).to(waiting)
    panic.to(page.obj(20, 380, "s ld.try"))

    page.obj(420, 150, "r ld.try").to(waiting)
    shown = waiting.to(page.obj(420, 250, "t i i"))
    shown.to(page.obj(560, 250, "s ld.waiting"), outlet=1)
    ask = page.obj(420, 310, f"if ($i1 > 0) && ($i2 == 0) && ($i3 < {VOICES}) then bang")
    shown.to(ask)
    pop = ask.to(page.obj(420, 360, "t b 0 -1 b"))
    timer = pop.to(page.obj(760, 360, "t b 1"), outlet=3)
    pop.to(waiting, outlet=2, inlet=1)
    pop.to(queue, outlet=1)
    pop.to(page.msg(420, 410, "delete 0")).to(queue)
    timer.to(ask, outlet=1, inlet=1)
    stagger = page.obj(760, 410, "delay 2000")
    timer.to(stagger)
    page.chain(880, 310, "r ld.stagger_s", "* 1000.")[1].to(stagger, inlet=1)
    over = stagger.to(page.obj(760, 450, "t b 0"))
    over.to(ask, outlet=1, inlet=1)
    over.to(page.obj(760, 490, "s ld.try"))

    changes, sounding = page.chain(640, 560, "t b i", "accum 0", step=60)
    changes.to(sounding, outlet=1, inlet=1)
    outs = page.obj(20, 780, "outlet"), page.obj(120, 780, "outlet")
    source, outlet = queue, 0
    for index, pan in enumerate(PANS):
        left = 20 + 150 * index
        box, inner = page.inside(left, 560, "voice", 760, 860)
        voice(inner)
        source.to(box, outlet=outlet)
        for side, gain in enumerate(pan):
            box.to(page.obj(left + 70 * side, 700, f"*~ {gain}")).to(outs[side])
        box.to(changes, outlet=2)
        source, outlet = box, 1
    count = sounding.to(page.obj(640, 660, "t b i i"))
    count.to(page.obj(760, 700, "s ld.sounding"), outlet=2)
    count.to(ask, outlet=1, inlet=2)
    count.to(page.obj(640, 700, "s ld.try"))
