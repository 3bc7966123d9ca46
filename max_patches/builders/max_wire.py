"""``ld.osc`` for Max: the only place that touches the network."""

from __future__ import annotations

from builders.abstractions import OSC
from builders.addresses import FROM_DAEMON, STATE_OF_DAEMON
from builders.max_page import MaxBox, MaxPage

AGAIN_MS = 2000  # how soon a waiting ld.osc notices that the one that worked is gone
SETTLE_MS = 100  # the patch is loaded, its arguments are known


def osc(page: MaxPage) -> None:
    """``ld.osc``: messages out, messages in with a receive for each address, and the choice of the one that works."""
    page.note(20, 10, "To the daemon: messages to ld.to_daemon from any patch go out here, once.", 460)
    page.port(20, 50, "inlet", OSC.inlets[0].meaning).to(page.obj(20, 110, "s ld.to_daemon"))
    door = page.obj(200, 110, "gate")
    page.obj(260, 60, "r ld.to_daemon").to(door, inlet=1)
    sender = door.to(page.obj(280, 240, "udpsend 127.0.0.1 9124"))
    _panic(page, door)

    page.note(20, 400, "From the daemon: every address has a receive of the same name.", 460)
    listener = page.obj(20, 440, "udpreceive 9125")
    both = listener.to(page.obj(20, 480, "t l l"))
    both.to(page.obj(140, 520, "s ld.from_daemon"), outlet=1)
    events = _to_receives(page, both, FROM_DAEMON, 560)
    page.note(20, 800, "The state of the daemon, when it was asked for.", 460)
    state = _to_receives(page, events, STATE_OF_DAEMON, 840, outlet=len(FROM_DAEMON))
    state.to(page.obj(20, 1080, "print live-daemon"), outlet=len(STATE_OF_DAEMON))
    page.obj(320, 440, "r ld.from_daemon").to(page.port(320, 480, "outlet", OSC.outlets[0].meaning))

    host, port, kept_port, listen = _arguments(page)
    host.to(sender)
    port.to(sender)
    listen.to(listener)
    _election(page, door, kept_port)


def _panic(page: MaxPage, door: MaxBox) -> None:
    """A panic or an unmute for the daemon also acts in this Max. A 0 is a button being released."""
    page.note(20, 160, "A panic, an unmute: here too.", 170)
    heard = door.to(page.obj(20, 200, "route /dream/panic /dream/unmute"))
    heard.to(page.obj(20, 240, "sel 0")).to(page.obj(20, 280, "t b"), outlet=1).to(page.obj(20, 320, "s ld.panic"))
    heard.to(page.obj(110, 320, "s ld.unmute"), outlet=1)


def _to_receives(page: MaxPage, source: MaxBox, addresses: tuple[str, ...], y: float, outlet: int = 0) -> MaxBox:
    """Route each address to the receive of its name; return the ``route``, whose last outlet has the rest."""
    route = page.obj(20, y, f"route {' '.join(addresses)}")
    source.to(route, outlet=outlet)
    for number, address in enumerate(addresses):
        route.to(page.obj(20 + number % 6 * 210, y + 60 + number // 6 * 40, f"s {address}"), outlet=number)
    return route


def _arguments(page: MaxPage) -> tuple[MaxBox, MaxBox, MaxBox, MaxBox]:
    """Return the messages that set the sender's host and port, the stored port of the listener, and its message."""
    defaults = " ".join(argument.default for argument in OSC.arguments)
    parts = page.chain(520, 60, f"patcherargs {defaults}", "unpack s 0 0", step=40)[1]
    host, port = page.msg(400, 180, "host $1"), page.msg(480, 180, "port $1")
    parts.to(host)
    parts.to(port, outlet=1)
    kept_port, listen = page.chain(660, 180, "int 9125", "[port $1]")
    parts.to(kept_port, outlet=2, inlet=1)
    return host, port, kept_port, listen


def _election(page: MaxPage, door: MaxBox, listen: MaxBox) -> None:
    """Ask every two seconds whether an ld.osc works; if none answers, this one takes over."""
    page.note(860, 10, "Of several ld.osc one works. The others ask whether it still does.", 420)
    _, _, _, clock = page.chain(860, 50, "loadbang", f"delay {SETTLE_MS}", "t 1", f"metro {AGAIN_MS}")
    asking = page.obj(860, 180, "gate 1 1")
    clock.to(asking, inlet=1)
    steps = asking.to(page.obj(860, 220, "t b b 0"))
    answered = page.obj(860, 300, "int")
    steps.to(answered, outlet=2, inlet=1)
    steps.to(page.obj(1000, 260, "s ld.osc_ask"), outlet=1)
    steps.to(answered)
    page.chain(1120, 260, "r ld.osc_answer", "t 1")[1].to(answered, inlet=1)
    works = answered.to(page.obj(860, 340, "sel 0")).to(page.obj(860, 380, "t b 1 1 0"))
    works.to(asking, outlet=3)
    answering = page.obj(1120, 180, "gate")
    works.to(answering, outlet=2)
    works.to(door, outlet=1)
    works.to(listen)
    page.obj(1160, 140, "r ld.osc_ask").to(answering, inlet=1)
    answering.to(page.obj(1120, 220, "s ld.osc_answer"))
