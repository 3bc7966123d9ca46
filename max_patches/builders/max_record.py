"""``ld.record~`` for Max: takes into the watched folder, never over an older one."""

from __future__ import annotations

from builders.abstractions import RECORD
from builders.max_page import MaxBox, MaxPage
from builders.words import NO_FOLDER, PAUSE_MS


def record(page: MaxPage) -> None:
    """``ld.record~``."""
    page.note(20, 10, "A take is named after date, time and number: it never replaces an older one.", 460)
    sound, orders = (page.port(x, 50, "inlet", port.meaning) for x, port in zip((20, 180), RECORD.inlets, strict=True))
    route = orders.to(page.obj(180, 110, "route start stop folder every dream drop"))
    switch = page.obj(620, 150, "sel 1 0")
    route.to(switch, outlet=6)

    start, stop = page.obj(180, 190, "t b"), page.obj(320, 190, "t b b")
    route.to(start)
    switch.to(start)
    route.to(stop, outlet=1)
    switch.to(stop, outlet=1)
    known = page.obj(180, 290, "gate 2 1")
    start.to(known, inlet=1)
    whole, state, begun, says = (
        page.port(x, 800, "outlet", port.meaning)
        for x, port in zip((320, 900, 1040, 1160), RECORD.outlets, strict=True)
    )
    refused = known.to(page.obj(180, 330, "t b 0"))
    refused.to(page.msg(180, 370, NO_FOLDER)).to(says)
    refused.to(state, outlet=1)

    path = _name(page, route, known)
    writer = page.obj(20, 700, "sfrecord~ 1")
    sound.to(writer)
    steps = path.to(page.obj(560, 590, "t b l b l l 1"))
    steps.to(state, outlet=5)
    steps.to(begun, outlet=4)
    kept = page.obj(320, 700, "zl reg")
    steps.to(kept, outlet=3, inlet=1)
    running = page.obj(200, 470, "onebang")
    steps.to(running, outlet=2, inlet=1)
    steps.to(page.msg(620, 640, "open $1"), outlet=1).to(writer)
    steps.to(page.msg(560, 640, "1")).to(writer)

    end = page.obj(200, 440, "t b")
    end.to(running)
    # The seed is sent before the file is closed: the daemon waits for its end, and knows that both are one recording.
    way = page.obj(200, 500, "gate 2 1")
    running.to(way, inlet=1)
    ending = way.to(page.obj(200, 540, "t 0 b 0 b"))
    ask = page.obj(320, 600, "gate")
    route.to(ask, outlet=4)
    asked = page.obj(400, 560, "zl reg")
    steps.to(asked, outlet=3, inlet=1)
    ending.to(asked, outlet=3)
    asked.to(ask, inlet=1)
    ask.to(page.chain(320, 640, "[/dream/seed $1]", "s ld.to_daemon")[0])
    ending.to(writer, outlet=2)
    ending.to(kept, outlet=1)
    kept.to(whole)
    ending.to(state)
    halt = _series(page, steps, route, stop, start, end)
    order = route.to(page.obj(1280, 110, "t 1 b 2 b"), outlet=5)
    order.to(halt, outlet=3)
    order.to(way, outlet=2)
    order.to(running, outlet=1)
    order.to(way)
    _drop(page, way, steps, writer, state)


def _drop(page: MaxPage, way: MaxBox, begun: MaxBox, writer: MaxBox, state: MaxBox) -> None:
    """A dropped take is closed, no dream is asked for, and the one that the daemon, which watches the folder,
    wants to make of it is cancelled."""
    page.note(1280, 160, "drop: the dream that the daemon queues for that take is cancelled.", 300)
    dropping = way.to(page.obj(1280, 220, "t 0 b 0"), outlet=1)
    dropping.to(writer, outlet=2)
    dropping.to(state)
    name = page.obj(1340, 260, "zl reg")
    begun.to(name, outlet=3, inlet=1)
    dropping.to(name, outlet=1)
    queued = page.chain(1280, 360, "r /dream/queued", "t l l")[-1]
    number = page.obj(1280, 560, "int")
    queued.to(page.obj(1420, 430, "unpack 0"), outlet=1).to(number, inlet=1)
    compared = page.chain(1280, 430, "zl nth 2", "strippath", "zl compare", "sel 1")
    queued.to(compared[0])
    name.to(page.obj(1340, 300, "strippath")).to(compared[2], inlet=1)
    compared[3].to(number)
    cancel = page.chain(1280, 600, "[/dream/cancel $1]", "s ld.to_daemon")
    number.to(cancel[0])


def _series(page: MaxPage, begun: MaxBox, route: MaxBox, stop: MaxBox, start: MaxBox, end: MaxBox) -> MaxBox:
    """``every S``: when S seconds are over, end the take and begin the next; ``stop`` ends that, too.

    A bang into the box that is returned ends the series alone.
    """
    length = page.obj(420, 330, "float 0.")
    milliseconds = page.obj(480, 290, "* 1000.")
    route.to(milliseconds, outlet=3)
    milliseconds.to(length, inlet=1)
    begun.to(length)
    timer = length.to(page.obj(420, 370, "if $f1 > 0. then $f1")).to(page.obj(420, 410, "delay"))
    over = timer.to(page.obj(420, 450, "t b b"))
    over.to(end, outlet=1)
    pause = over.to(page.obj(420, 490, f"delay {PAUSE_MS}"))
    pause.to(start)
    halt = stop.to(page.msg(340, 250, "stop"), outlet=1)
    halt.to(timer)
    halt.to(pause)
    stop.to(end)
    return halt


def _name(page: MaxPage, route: MaxBox, known: MaxBox) -> MaxBox:
    """Return the box that sends the path of the next take, whenever ``known`` lets a start through."""
    folder = page.obj(620, 190, "t l 2")
    route.to(folder, outlet=2)
    folder.to(known, outlet=1)
    steps = known.to(page.obj(560, 250, "t 0 b b b b 1"), outlet=1)
    open_gate = page.obj(560, 540, "gate")
    name = page.obj(700, 490, "sprintf symout %s/take-%04ld%02ld%02ld-%02ld%02ld%02ld-%03ld.wav")
    steps.to(open_gate, outlet=5)
    steps.to(open_gate)
    steps.to(name, outlet=1)
    number = page.chain(1160, 300, "int", "+ 1")
    steps.to(number[0], outlet=4)
    number[1].to(number[0], inlet=1)
    number[1].to(name, inlet=7)
    date = page.obj(700, 350, "date")
    steps.to(page.msg(790, 300, "time"), outlet=3).to(date)
    steps.to(page.msg(700, 300, "date"), outlet=2).to(date)
    for outlet, (x, inlets) in enumerate(((700, (2, 3, 1)), (900, (4, 5, 6)))):  # month day year; hour minute second
        numbers = page.obj(x, 410, "unpack 0 0 0")
        date.to(numbers, outlet=outlet)
        for place, inlet in enumerate(inlets):
            numbers.to(name, outlet=place, inlet=inlet)
    folder.to(name)
    name.to(open_gate, inlet=1)
    return open_gate
