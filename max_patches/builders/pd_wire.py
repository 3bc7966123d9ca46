"""``ld.osc`` for Pd, the remote control for scripts, and the performer with a rehearsal player.

Every address of the table is the name of a receive: ``; /dream/panic`` in any patch reaches the daemon, and the
daemon's messages arrive at the receives of their addresses, its state (``/dream/follower/q``) at
``/dream/follower/q-told``. ``ld-...`` are names of the patches' own.
"""

from __future__ import annotations

from builders.abstractions import OSC
from builders.addresses import FROM_DAEMON, STATE_OF_DAEMON, TO_DAEMON, Tree, word_tree
from builders.pd_text import PdBox, PdCanvas
from live_daemon.osc.addresses import ROOT

OPEN_MS = 60  # readsf~ reads ahead in its own thread; started at once it would hold up the audio
TOLD = "-told"
"""The ending of receives for the daemon's state: the address alone is an order."""
PANIC_AGAIN_MS = 20
AGAIN_MS = 2000  # how soon a waiting ld.osc notices that the one that worked is gone


def osc() -> PdCanvas:
    """``ld.osc``: addresses to packets and back; of several in one Pd, one works."""
    canvas = PdCanvas(width=2300, height=1600)
    canvas.text(20, 8, "To the daemon: a message to a receive named like an address goes out as OSC.", 100)
    below = 60 + 94 * -(-len(TO_DAEMON) // 4)
    pack, _, door, send = canvas.chain(20, below, "list prepend send", "list trim", "spigot", "netsend -u -b")
    for number, address in enumerate(TO_DAEMON):
        words = address.strip("/").replace("/", " ")
        row = canvas.chain(20 + number % 4 * 290, 40 + number // 4 * 94, f"r {address}", "list", f"oscformat {words}")
        row[-1].to(pack)
        if address == "/dream/panic":
            _again(canvas, row[1], row[2], 1500, below)
    order = canvas.chain(240, below, "r ld-connect", "t a b")[-1]
    order.to(canvas.msg(420, below + 52, "disconnect"), outlet=1).to(send)
    prepare = canvas.chain(240, below + 52, "list prepend connect", "list trim")
    order.to(prepare[0])
    prepare[-1].to(send)
    canvas.obj(20, below + 114, "inlet").to(_by_name(canvas, 20, below + 140))

    heard_at = below + 290
    canvas.text(20, heard_at, "From the daemon: a packet goes to the receive named like its address.", 100)
    heard = canvas.chain(20, heard_at + 26, "netreceive -u -b", "oscparse", "list trim", "route dream")
    outlet = canvas.obj(20, heard_at + 770, "outlet")
    _dispatch(canvas, heard[-1], word_tree((*FROM_DAEMON, *STATE_OF_DAEMON)), ROOT, 20, heard_at + 150, outlet)
    listen = _listen(canvas, 240, heard_at + 26, heard[0])
    _election(canvas, 640, below, door, listen)
    _arguments(canvas, 1060, below)
    return canvas


def _again(canvas: PdCanvas, heard: PdBox, formatted: PdBox, x: int, y: int) -> None:
    """Send a panic three times, since a flooded network drops some; not a 0, which is a button being released."""
    canvas.text(x, y, "A panic is sent three times.", 40)
    asked = heard.to(canvas.obj(x, y + 30, "route 0")).to(canvas.obj(x + 60, y + 56, "b"), outlet=1)
    second = asked.to(canvas.obj(x + 60, y + 82, f"delay {PANIC_AGAIN_MS}"))
    second.to(formatted)
    second.to(canvas.obj(x + 60, y + 108, f"delay {PANIC_AGAIN_MS}")).to(formatted)


def _by_name(canvas: PdCanvas, x: int, y: int) -> PdBox:
    """Send the rest of a message to the receive named by its first word; return the first box."""
    listed, split = canvas.chain(x, y, "list", "list split 1")
    name, rest, out = (
        canvas.obj(x, y + 52, "t b s"),
        canvas.obj(x + 100, y + 78, "list"),
        canvas.obj(x + 100, y + 130, "send"),
    )
    split.to(name)
    split.to(rest, outlet=1, inlet=1)
    name.to(out, outlet=1, inlet=1)
    name.to(rest).to(canvas.obj(x + 100, y + 104, "list trim")).to(out)
    return listed


def _dispatch(canvas: PdCanvas, source: PdBox, tree: Tree, path: str, x: int, y: int, outlet: PdBox) -> None:
    route = source.to(canvas.obj(x, y, f"route {' '.join(tree)}"))
    leaves, beside = 0, 740
    columns = 3 if path == ROOT else 1
    for number, (word, branch) in enumerate(tree.items()):
        if branch:
            left = x + beside
            trim = canvas.obj(left, y + 30, "list trim")
            route.to(trim, outlet=number)
            _dispatch(canvas, trim, branch, f"{path}/{word}", left, y + 56, outlet)
            beside += max(480, 8 * len(f"route {' '.join(branch)}") + 40)  # a wide box pushes the next one away
        else:
            left, top = x + leaves % columns * 230, y + 40 + leaves // columns * 78
            told = f"{path}/{word}"
            spot = canvas.obj(left, top, f"s {told}{TOLD if told in TO_DAEMON else ''}")
            route.to(spot, outlet=number)
            addressed, trim = canvas.chain(left, top + 26, f"list prepend {path}/{word}", "list trim")
            route.to(addressed, outlet=number)
            trim.to(outlet)
            leaves += 1


def _listen(canvas: PdCanvas, x: int, y: int, receiver: PdBox) -> PdBox:
    """Store the port; only the ld.osc that works listens. A bang into the returned box starts listening."""
    order = canvas.chain(x, y, "r ld-listen", "t b f")[-1]
    allowed = order.to(canvas.obj(x, y + 52, "spigot"))
    canvas.obj(x + 100, y, "r $0-works").to(allowed, inlet=1)
    port = allowed.to(canvas.obj(x, y + 78, "f 9125"))
    order.to(port, outlet=1, inlet=1)
    port.to(canvas.msg(x, y + 104, "listen $1")).to(receiver)
    return port


def _election(canvas: PdCanvas, x: int, y: int, door: PdBox, listen: PdBox) -> None:
    """Ask every two seconds whether an ld.osc works; if none answers, this one takes over."""
    canvas.text(x, y - 26, "Of several ld.osc one works.", 40)
    asking = canvas.chain(x, y, "loadbang", "[1]", f"metro {AGAIN_MS}", "spigot 1", "t b b b")
    answered = canvas.obj(x, y + 160, "f")
    asking[4].to(canvas.msg(x + 120, y + 130, "0"), outlet=2).to(answered, inlet=1)
    asking[4].to(canvas.obj(x + 170, y + 150, "s ld-osc-ask"), outlet=1)
    asking[4].to(answered)
    canvas.chain(x + 200, y, "r ld-osc-answer", "[1]")[1].to(answered, inlet=1)
    works = answered.to(canvas.obj(x, y + 186, "sel 0")).to(canvas.obj(x, y + 212, "t b b b"))
    works.to(canvas.msg(x + 200, y + 212, "0"), outlet=2).to(asking[3], inlet=1)
    works.to(canvas.chain(x + 120, y + 238, "[1]", "s $0-works")[0], outlet=1)
    works.to(listen)
    canvas.obj(x + 120, y + 186, "r $0-works").to(door, inlet=1)
    answering = canvas.chain(x + 200, y + 78, "r ld-osc-ask", "spigot", "s ld-osc-answer", step=24)[1]
    canvas.obj(x + 260, y + 104, "r $0-works").to(answering, inlet=1)


def _arguments(canvas: PdCanvas, x: int, y: int) -> None:
    """Host, port and listening port: the typed arguments, or the daemon's defaults."""
    host, port, listen = (argument.default for argument in OSC.arguments)
    typed = canvas.chain(x, y, "loadbang", "list $1 $2 $3", "route 0")[-1]
    typed.to(canvas.obj(x, y + 80, "b")).to(canvas.msg(x, y + 106, f"{host} {port} {listen}")).to(
        parts := canvas.obj(x, y + 150, "unpack s f f")
    )
    typed.to(parts, outlet=1)
    joined = canvas.obj(x, y + 180, "pack s f")
    parts.to(joined)
    parts.to(joined, outlet=1, inlet=1)
    parts.to(canvas.obj(x + 110, y + 206, "s ld-listen"), outlet=2)
    joined.to(canvas.obj(x, y + 206, "s ld-connect"))


def performer() -> PdCanvas:
    """``[pd performer]``: input 1, plus a recording that replaces the musician at a rehearsal. Out: both."""
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
    both.to(canvas.obj(20, 380, "outlet~"))
    both.to(level).to(canvas.obj(90, 326, "- 100")).to(canvas.obj(90, 352, "s ld-in-vu"))

    player = canvas.obj(200, 220, "readsf~ 1")
    command = canvas.chain(200, 60, "r ld-play", "route file stop")[-1]
    found = command.to(canvas.obj(480, 300, "list")).to(canvas.obj(480, 326, "file which"))
    name, order = canvas.chain(200, 112, "list", "t a b")
    found.to(canvas.obj(480, 352, "list split 1")).to(name)
    refused = found.to(canvas.msg(600, 352, "no such file"), outlet=1)
    refused.to(canvas.obj(600, 378, "s ld-refused"))
    refused.to(canvas.obj(600, 404, "s ld-says"))
    order.to(canvas.msg(200, 166, "open $1")).to(player)
    order.to(canvas.obj(280, 166, f"delay {OPEN_MS}"), outlet=1).to(canvas.msg(280, 192, "1")).to(player)
    command.to(canvas.msg(360, 166, "0"), outlet=1).to(player)
    player.to(both, inlet=1)
    player.to(canvas.obj(200, 270, "dac~ 3"))
    player.to(canvas.msg(290, 270, "played"), outlet=1).to(canvas.obj(290, 296, "s ld-report"))
    canvas.chain(440, 220, "r ld-play-stop", "[stop]", "s ld-play")
    canvas.chain(440, 60, "r ld-play-choose", "openpanel", "list prepend file", "list trim", "s ld-play")
    return canvas


def _plain(canvas: PdCanvas, x: int, y: int) -> PdBox:
    """The daemon's refusals, word by word: as one symbol they would show a backslash before each space."""
    both = canvas.chain(x, y, "r /dream/error", "list", "t a a")[-1]
    address, sentence = canvas.obj(x + 120, y + 84, "list split 1"), canvas.obj(x, y + 110, "list split 1")
    both.to(address, outlet=1)
    both.to(sentence)
    words = [*as_words(canvas, x, y + 140), canvas.obj(x, y + 270, "list prepend")]
    words[-2].to(words[-1])
    sentence.to(words[0], outlet=1)
    address.to(words[-1], inlet=1)
    return words[-1]


def as_words(canvas: PdCanvas, x: int, y: int) -> list[PdBox]:
    """A symbol in, its words out as a list."""
    return canvas.chain(x, y, "list fromsymbol", "list append 59", "list trim", "fudiparse", "list")


def config() -> PdCanvas:
    """``[pd config]``: ``; ld-config ...`` messages, and the remote control for scripts."""
    canvas = PdCanvas("config", 1180, 460)
    words = ("connect", "listen", "remote", "folder", "stagger", "report")
    targets = ("ld-connect", "ld-listen", "ld-remote", "ld-folder", "ld-stagger", "ld-report-now")
    canvas.text(
        20,
        8,
        "To ld-config: connect HOST PORT, listen PORT, folder PATH, stagger SECONDS, report, remote PORT. Then a script"
        " on this machine sends messages over TCP, the receive's name first, and gets the reports.",
        110,
    )
    route = canvas.chain(20, 60, "r ld-config", f"route {' '.join(words)}")[-1]
    for outlet, target in enumerate(targets):
        route.to(canvas.obj(20 + 130 * outlet, 120, f"s {target}"), outlet=outlet)
    server = canvas.chain(20, 180, "r ld-remote", "[listen $1 127.0.0.1]", "netreceive")[-1]
    server.to(_by_name(canvas, 20, 258))
    back = canvas.chain(320, 180, "r ld-report", "list prepend send", "list trim")[-1]
    back.to(server)
    canvas.chain(520, 180, "loadbang", "[; pd dsp 1]")
    # Refusals, by the patch or the daemon, also go where there is no window: to the console and the remote control.
    refused = canvas.chain(520, 260, "r ld-refused", "list", "t a a")[-1]
    _plain(canvas, 900, 60).to(refused)
    refused.to(canvas.chain(740, 338, "list trim", "print live-daemon")[0], outlet=1)
    refused.to(canvas.chain(520, 350, "list prepend refused", "list trim", "s ld-report")[0])
    return canvas
