"""``ld.record~`` for Pd: takes into the watched folder, never over an older one."""

from __future__ import annotations

from builders.pd_text import PdBox, PdCanvas
from builders.words import DEFAULT_FOLDER, PAUSE_MS

SETTLE_MS = 50  # writesf~ closes the file in its own thread; after this time the take is complete


def record() -> PdCanvas:
    """``ld.record~``."""
    canvas = PdCanvas(width=1560, height=860)
    canvas.text(
        20, 8, "A take is mono, 32-bit float. Messages: start, start PATH, stop, folder, every, dream, drop.", 94
    )
    writer = canvas.obj(20, 660, "writesf~ 1")
    canvas.obj(20, 40, "inlet~").to(writer)
    verb = canvas.chain(240, 40, "inlet", "route start stop folder every dream drop")[-1]
    switch = canvas.obj(560, 92, "sel 1 0")
    verb.to(switch, outlet=6)
    begin, halt = canvas.obj(240, 118, "route bang"), canvas.obj(100, 118, "t b b")
    verb.to(begin)
    switch.to(begin)
    verb.to(halt, outlet=1)
    switch.to(halt, outlet=1)

    path = canvas.obj(340, 540, "t a a a b")
    _next_free_name(canvas, verb, begin).to(path)
    _named(canvas, begin).to(path)
    path.to(canvas.chain(560, 570, "[1]", "s $0-recording")[0], outlet=3)
    whole, state, begun, says = (canvas.obj(x, 720, "outlet") for x in (100, 560, 680, 800))
    path.to(begun, outlet=2)
    path.to(canvas.msg(340, 610, "open -wave -bytes 4 $1, start")).to(writer)
    canvas.obj(640, 660, "r $0-recording").to(state)
    canvas.obj(800, 660, "r $0-says").to(says)

    running = canvas.obj(60, 230, "spigot")
    canvas.obj(120, 204, "r $0-recording").to(running, inlet=1)
    ending = running.to(canvas.obj(60, 256, "t b b b b"))
    # The seed is sent before the file is closed: the daemon waits for its end, and knows that both are one recording.
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
    _written(canvas, told).to(whole)
    halted = _series(canvas, verb, halt, begin, running)
    _drop(canvas, verb, path, writer, halted)
    return canvas


def _written(canvas: PdCanvas, told: PdBox) -> PdBox:
    """Return the box that lets a path through if the file exists; report it if not."""
    both = told.to(canvas.obj(60, 612, "t a a"))
    tested = both.to(canvas.obj(20, 690, "file which"))  # a bare name would be beside the abstraction
    found = canvas.obj(20, 790, "list")
    both.to(found, outlet=1, inlet=1)
    tested.to(canvas.obj(20, 730, "b")).to(found)
    tested.to(canvas.msg(120, 760, "nothing was written: is the folder still there?"), outlet=1).to(
        canvas.obj(120, 790, "s $0-says")
    )
    return found


def _named(canvas: PdCanvas, begin: PdBox) -> PdBox:
    """Return the box that lets the path of ``start PATH`` through if its folder exists."""
    both = begin.to(canvas.obj(1200, 14, "list"), outlet=1).to(canvas.obj(1200, 40, "t a a"))
    kept = canvas.obj(1200, 250, "list")
    both.to(kept, outlet=1, inlet=1)
    split = both.to(canvas.obj(1200, 66, "file splitname"))
    tested = canvas.chain(1200, 92, "list split 1", "file isdirectory")
    split.to(tested[0])
    split.to(canvas.obj(1340, 92, "b"), outlet=1).to(kept)  # no folder in it: beside the patch
    tested[1].to(canvas.obj(1200, 144, "sel 1")).to(kept)
    tested[1].to(canvas.msg(1340, 170, "no such folder"), outlet=1).to(canvas.obj(1340, 196, "s $0-says"))
    return kept


def _drop(canvas: PdCanvas, verb: PdBox, path: PdBox, writer: PdBox, halted: PdBox) -> None:
    """``drop``: end the series and the take. No dream is asked for, and the daemon, which watches the folder, does not
    see the take: before the file is closed it gets a name that begins with a dot."""
    order = verb.to(canvas.obj(1200, 330, "t b b"), outlet=5)
    order.to(halted, outlet=1)
    running = order.to(canvas.obj(1200, 356, "spigot"))
    canvas.obj(1280, 330, "r $0-recording").to(running, inlet=1)
    steps = running.to(canvas.obj(1200, 382, "t b b b"))
    old, split = canvas.chain(1320, 408, "list", "file splitname")
    path.to(old, outlet=1, inlet=1)
    steps.to(old, outlet=2)
    both, move = canvas.obj(1320, 500, "list prepend"), canvas.obj(1320, 526, "file move")
    path.to(both, outlet=1, inlet=1)
    split.to(canvas.msg(1320, 468, "symbol $1/.$2")).to(both).to(move)
    steps.to(canvas.msg(1200, 434, "stop"), outlet=1).to(writer)
    steps.to(canvas.chain(1200, 468, "[0]", "s $0-recording")[0])


def _series(canvas: PdCanvas, verb: PdBox, halt: PdBox, begin: PdBox, running: PdBox) -> PdBox:
    """``every S``: when S seconds are over, end the take and begin the next; ``stop`` ends that, too.

    A bang into the box that is returned ends the series alone.
    """
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
    return stop


def _next_free_name(canvas: PdCanvas, verb: PdBox, source: PdBox) -> PdBox:
    """Count until no file has the name; return the box that sends the result."""
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
    # It exists already: the result is the same folder without a ~, which writesf~ does not know.
    folder = keep.to(canvas.obj(640, 230, "file mkdir")).to(canvas.obj(640, 256, "t a b"))
    folder.to(canvas.msg(740, 282, "1"), outlet=1).to(known, inlet=1)
    folder.to(joined, inlet=1)
    # None chosen: the daemon's own, made if it does not exist.
    made = choice.to(canvas.msg(1200, 560, f"symbol {DEFAULT_FOLDER}"), outlet=1).to(
        canvas.obj(1200, 586, "file mkdir")
    )
    default = made.to(canvas.obj(1200, 612, "t b a"))
    default.to(folder, outlet=1)
    default.to(again)
    refuse = made.to(canvas.obj(1300, 612, "t b b"), outlet=1)
    refuse.to(canvas.chain(1300, 664, "[0]", "s $0-recording")[0])
    refuse.to(canvas.msg(1340, 638, f"{DEFAULT_FOLDER} cannot be made"), outlet=1).to(
        canvas.obj(1460, 664, "s $0-says")
    )
    return found
