"""The subpatches of the Pd twin: wire, performer, recorder. They speak to each other through named receives.

An address of the table is the name of its receive: ``; /dream/panic`` in any patch reaches the daemon, and what the
daemon sends arrives at receives with the names of the addresses. ``ld-...`` names are the patch's own.
"""

from __future__ import annotations

from builders.addresses import FROM_DAEMON, TO_DAEMON, Tree, word_tree
from builders.pd_text import PdBox, PdCanvas

OPEN_MS = 60  # readsf~ reads ahead in a thread of its own; started at once it would hold the audio back
SETTLE_MS = 50  # writesf~ closes the file in a thread of its own; then the take is reported


def osc() -> PdCanvas:
    """``[pd osc]``: addresses to packets and back."""
    canvas = PdCanvas("osc", 1240, 1080)
    canvas.text(20, 8, "To the daemon: what is sent to a receive that is named as an address goes out as OSC.", 100)
    below = 60 + 94 * -(-len(TO_DAEMON) // 4)
    pack, _, send = canvas.chain(20, below, "list prepend send", "list trim", "netsend -u -b")
    for number, address in enumerate(TO_DAEMON):
        words = address.strip("/").replace("/", " ")
        row = canvas.chain(20 + number % 4 * 290, 40 + number // 4 * 94, f"r {address}", "list", f"oscformat {words}")
        row[-1].to(pack)
    order = canvas.chain(300, below, "r ld-connect", "t a b")[-1]
    order.to(canvas.msg(480, below + 52, "disconnect"), outlet=1).to(send)
    prepare = canvas.chain(300, below + 52, "list prepend connect", "list trim")
    order.to(prepare[0])
    prepare[-1].to(send)

    canvas.text(20, below + 110, "From the daemon: a packet goes to the receive that is named as its address.", 100)
    heard = canvas.chain(
        20, below + 136, "r ld-listen", "[listen $1]", "netreceive -u -b", "oscparse", "list trim", "route dream"
    )
    _dispatch(canvas, heard[-1], word_tree(FROM_DAEMON), "/dream", 20, below + 300)
    return canvas


def _dispatch(canvas: PdCanvas, source: PdBox, tree: Tree, path: str, x: int, y: int) -> None:
    route = source.to(canvas.obj(x, y, f"route {' '.join(tree)}"))
    leaves = deeper = 0
    for outlet, (word, branch) in enumerate(tree.items()):
        if branch:
            left = x + 740 + 350 * deeper
            trim = canvas.obj(left, y + 30, "list trim")
            route.to(trim, outlet=outlet)
            _dispatch(canvas, trim, branch, f"{path}/{word}", left, y + 56)
            deeper += 1
        else:
            spot = canvas.obj(x + leaves % 4 * 170, y + 40 + leaves // 4 * 26, f"s {path}/{word}")
            route.to(spot, outlet=outlet)
            leaves += 1


def performer() -> PdCanvas:
    """``[pd performer]``: input 1, and a recording that stands in for the musician at a rehearsal."""
    canvas = PdCanvas("performer", 640, 430)
    canvas.text(
        20,
        8,
        "The performer comes in on input 1. A rehearsal recording is added, and sounds alone on output 3: connect that"
        " output to the daemon's input.",
        80,
    )
    microphone, both, level = canvas.obj(20, 60, "adc~ 1"), canvas.obj(20, 270, "+~"), canvas.obj(90, 300, "env~ 4096")
    microphone.to(both)
    both.to(canvas.obj(20, 380, "s~ ld-performer"))
    both.to(level).to(canvas.obj(90, 326, "- 100")).to(canvas.obj(90, 352, "s ld-in-vu"))

    player = canvas.obj(200, 220, "readsf~ 1")
    command = canvas.chain(200, 60, "r ld-play", "route file stop")[-1]
    name, order = canvas.chain(200, 112, "list", "t a b")
    command.to(name)
    order.to(canvas.msg(200, 166, "open $1")).to(player)
    order.to(canvas.obj(280, 166, f"delay {OPEN_MS}"), outlet=1).to(canvas.msg(280, 192, "1")).to(player)
    command.to(canvas.msg(360, 166, "0"), outlet=1).to(player)
    player.to(both, inlet=1)
    player.to(canvas.obj(200, 270, "dac~ 3"))
    player.to(canvas.msg(290, 270, "played"), outlet=1).to(canvas.obj(290, 296, "s ld-report"))
    canvas.chain(440, 220, "r ld-play-stop", "[stop]", "s ld-play")
    canvas.chain(440, 60, "r ld-play-choose", "openpanel", "list prepend file", "list trim", "s ld-play")
    return canvas


def recorder() -> PdCanvas:
    """``[pd recorder]``: takes into the watched folder, never over an older one; a seed when a take ends."""
    canvas = PdCanvas("recorder", 1140, 660)
    canvas.text(20, 8, "A take is mono, 32-bit float. To ld-record: start, start PATH, stop.", 80)
    switch = canvas.chain(20, 40, "r ld-rec", "sel 1 0")[-1]
    switch.to(canvas.chain(20, 92, "[start]", "s ld-record")[0])
    switch.to(canvas.chain(120, 92, "[stop]", "s ld-record")[0], outlet=1)
    verb = canvas.chain(240, 40, "r ld-record", "route start stop")[-1]
    kind = verb.to(canvas.obj(240, 92, "route bang"))

    path = _start(canvas)
    _next_free_name(canvas, kind).to(path)
    kind.to(canvas.obj(340, 470, "list"), outlet=1).to(path)
    writer = canvas.chain(20, 590, "r~ ld-performer", "writesf~ 1")[-1]
    path.to(canvas.msg(340, 560, "open -wave -bytes 4 $1, start")).to(writer)

    gate = verb.to(canvas.obj(20, 170, "spigot"), outlet=1)
    canvas.obj(80, 144, "r ld-recording").to(gate, inlet=1)
    ending = gate.to(canvas.obj(20, 196, "t b b b b"))
    ending.to(canvas.chain(170, 250, "[0]", "s ld-recording")[0], outlet=3)
    # The seed goes out before the file is closed: the daemon waits for its end, and knows that both are one recording.
    taken = canvas.obj(110, 370, "list")
    ending.to(taken, outlet=2)
    path.to(taken, outlet=1, inlet=1)
    seed = taken.to(canvas.obj(110, 396, "spigot 1"))
    canvas.obj(170, 340, "r ld-auto-seed").to(seed, inlet=1)
    seed.to(canvas.obj(110, 422, "s /dream/seed"))
    ending.to(canvas.msg(70, 320, "stop"), outlet=1).to(writer)
    settle, told = canvas.chain(20, 460, f"delay {SETTLE_MS}", "list")
    ending.to(settle)
    path.to(told, outlet=1, inlet=1)
    told.to(canvas.chain(100, 500, "list prepend take", "list trim", "s ld-report")[0])
    canvas.chain(800, 590, "r ld-recording", "[; ld-rec-set set $1]")
    return canvas


def _start(canvas: PdCanvas) -> PdBox:
    """The box that a take's path goes to: outlet 0 opens the file, 1 keeps the path, 2 tells everyone."""
    path = canvas.obj(340, 500, "t a a a")
    tell = canvas.obj(560, 500, "t a a b")
    path.to(tell, outlet=2)
    tell.to(canvas.chain(860, 530, "[1]", "s ld-recording")[0], outlet=2)
    tell.to(canvas.chain(700, 480, "list prepend recording", "list trim", "s ld-report")[0], outlet=1)
    tell.to(canvas.chain(560, 560, "list prepend symbol", "list trim", "s ld-take-show")[0])
    return path


def _next_free_name(canvas: PdCanvas, source: PdBox) -> PdBox:
    """Count on until no file has the name; the answer comes out of the box that is returned."""
    canvas.text(440, 92, "no path: the next free name", 30)
    known = source.to(canvas.obj(440, 118, "f 0"))
    choice = known.to(canvas.obj(440, 144, "sel 1 0"))
    again = choice.to(canvas.obj(440, 170, "until"))
    number = again.to(canvas.obj(440, 196, "f 0"))
    count = number.to(canvas.obj(440, 222, "+ 1")).to(canvas.obj(440, 248, "t f f"))
    count.to(number, outlet=1, inlet=1)
    named, joined, _, split = canvas.chain(
        440, 274, "makefilename take-%03d.wav", "list prepend", "[symbol $1/$2]", "t s s"
    )
    count.to(named)
    tested = canvas.obj(440, 380, "file isfile")
    order, found = canvas.chain(440, 432, "t b b", "symbol")
    tested.to(order, outlet=1)  # a bang here: nothing has that name
    split.to(found, outlet=1, inlet=1)
    split.to(tested)
    order.to(again, outlet=1, inlet=1)

    asked = canvas.chain(720, 40, "r ld-folder", "list", "t a a")[-1]
    found_folder = asked.to(canvas.obj(860, 92, "file isdirectory"))
    keep = canvas.obj(720, 118, "list")
    asked.to(keep, outlet=1, inlet=1)
    found_folder.to(canvas.obj(760, 118, "sel 1")).to(keep)
    found_folder.to(canvas.chain(980, 92, "[no such folder]", "list", "s ld-says")[0], outlet=1)
    folder = keep.to(canvas.obj(720, 144, "t a a b"))
    canvas.obj(860, 196, "r ld-folder-known").to(known, inlet=1)
    folder.to(canvas.chain(860, 144, "[1]", "s ld-folder-known")[0], outlet=2)
    folder.to(joined, outlet=1, inlet=1)
    folder.to(canvas.chain(720, 230, "list prepend symbol", "list trim", "s ld-folder-show")[0])
    refuse = choice.to(canvas.obj(640, 330, "t b b"), outlet=1)
    refuse.to(canvas.msg(640, 440, "; ld-rec-set set 0"))
    says = canvas.chain(700, 360, "[no take: choose the recordings folder first]", "list", "s ld-says")
    refuse.to(says[0], outlet=1)
    return found
