"""``ld.record~`` for Pd: takes into the watched folder, never over an older one."""

from __future__ import annotations

from builders.pd_text import PdBox, PdCanvas
from builders.words import NO_FOLDER, PAUSE_MS

SETTLE_MS = 50  # writesf~ closes the file in a thread of its own; then the take is complete


def record() -> PdCanvas:
    """``ld.record~``."""
    canvas = PdCanvas(width=1180, height=760)
    canvas.text(20, 8, "A take is mono, 32-bit float. Messages: start, start PATH, stop, folder, every, dream.", 90)
    writer = canvas.obj(20, 660, "writesf~ 1")
    canvas.obj(20, 40, "inlet~").to(writer)
    verb = canvas.chain(240, 40, "inlet", "route start stop folder every dream")[-1]
    switch = canvas.obj(560, 92, "sel 1 0")
    verb.to(switch, outlet=5)
    begin, halt = canvas.obj(240, 118, "route bang"), canvas.obj(100, 118, "t b b")
    verb.to(begin)
    switch.to(begin)
    verb.to(halt, outlet=1)
    switch.to(halt, outlet=1)

    path = canvas.obj(340, 540, "t a a a b")
    _next_free_name(canvas, verb, begin).to(path)
    begin.to(canvas.obj(300, 510, "list"), outlet=1).to(path)
    path.to(canvas.chain(560, 570, "[1]", "s $0-recording")[0], outlet=3)
    whole, state, begun, says = (canvas.obj(x, 720, "outlet") for x in (100, 560, 680, 800))
    path.to(begun, outlet=2)
    path.to(canvas.msg(340, 610, "open -wave -bytes 4 $1, start")).to(writer)
    canvas.obj(640, 660, "r $0-recording").to(state)
    canvas.obj(800, 660, "r $0-says").to(says)

    running = canvas.obj(60, 230, "spigot")
    canvas.obj(120, 204, "r $0-recording").to(running, inlet=1)
    ending = running.to(canvas.obj(60, 256, "t b b b b"))
    # The seed goes out before the file is closed: the daemon waits for its end, and knows that both are one recording.
    taken = canvas.obj(180, 400, "list")
    ending.to(taken, outlet=3)
    path.to(taken, outlet=1, inlet=1)
    seed = taken.to(canvas.obj(180, 426, "spigot"))
    verb.to(seed, outlet=4, inlet=1)
    seed.to(canvas.obj(180, 452, "s /dream/seed"))
    ending.to(canvas.msg(120, 350, "stop"), outlet=2).to(writer)
    ending.to(canvas.chain(220, 300, "[0]", "s $0-recording")[0], outlet=1)
    settle, told = canvas.chain(60, 560, f"delay {SETTLE_MS}", "list")
    ending.to(settle)
    path.to(told, outlet=1, inlet=1)
    told.to(whole)
    _series(canvas, verb, halt, begin, running)
    return canvas


def _series(canvas: PdCanvas, verb: PdBox, halt: PdBox, begin: PdBox, running: PdBox) -> None:
    """``every S``: when S seconds are over, end the take and begin the next; ``stop`` ends that, too."""
    length = canvas.obj(900, 144, "f")
    verb.to(canvas.obj(900, 92, "* 1000"), outlet=3).to(length, inlet=1)
    canvas.chain(900, 20, "r $0-recording", "sel 1")[1].to(length)
    some = length.to(canvas.obj(900, 170, "moses 1"))  # below a millisecond: no series
    timer, over = canvas.chain(960, 200, "delay", "t b b")
    some.to(timer, outlet=1)
    over.to(running, outlet=1)
    pause = over.to(canvas.obj(960, 252, f"delay {PAUSE_MS}"))
    pause.to(begin)
    stop = halt.to(canvas.msg(1060, 170, "stop"), outlet=1)
    stop.to(timer)
    stop.to(pause)
    halt.to(running)


def _next_free_name(canvas: PdCanvas, verb: PdBox, source: PdBox) -> PdBox:
    """Count on until no file has the name; the answer comes out of the box that is returned."""
    canvas.text(440, 152, "no path: the next free name", 30)
    known = source.to(canvas.obj(440, 178, "f 0"))
    choice = known.to(canvas.obj(440, 204, "sel 1 0"))
    again = choice.to(canvas.obj(440, 230, "until"))
    number = again.to(canvas.obj(440, 256, "f 0"))
    count = number.to(canvas.obj(440, 282, "+ 1")).to(canvas.obj(440, 308, "t f f"))
    count.to(number, outlet=1, inlet=1)
    named, joined, _, split = canvas.chain(
        440, 334, "makefilename take-%03d.wav", "list prepend", "[symbol $1/$2]", "t s s"
    )
    count.to(named)
    tested = canvas.obj(440, 440, "file isfile")
    order, found = canvas.chain(440, 472, "t b b", "symbol")
    tested.to(order, outlet=1)  # a bang here: nothing has that name
    split.to(found, outlet=1, inlet=1)
    split.to(tested)
    order.to(again, outlet=1, inlet=1)

    asked = verb.to(canvas.obj(640, 126, "list"), outlet=2).to(canvas.obj(640, 152, "t a a"))
    found_folder = asked.to(canvas.obj(740, 178, "file isdirectory"))
    keep = canvas.obj(640, 204, "list")
    asked.to(keep, outlet=1, inlet=1)
    found_folder.to(canvas.obj(680, 204, "sel 1")).to(keep)
    says = canvas.obj(760, 400, "s $0-says")
    found_folder.to(canvas.msg(960, 330, "no such folder"), outlet=1).to(says)
    folder = keep.to(canvas.obj(640, 230, "t a b"))
    folder.to(canvas.msg(740, 256, "1"), outlet=1).to(known, inlet=1)
    folder.to(joined, inlet=1)
    refuse = choice.to(canvas.obj(640, 330, "t b b"), outlet=1)
    refuse.to(canvas.chain(640, 376, "[0]", "s $0-recording")[0])
    refuse.to(canvas.msg(700, 366, NO_FOLDER), outlet=1).to(says)
    return found
