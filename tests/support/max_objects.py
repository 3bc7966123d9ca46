"""What Max's control objects do, for `support.max_machine`: as far as our patches use them, read in Max's reference."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from support.max_machine import BANG, Atom, Message, Node


def _number(message: Message) -> bool:
    return bool(message) and not isinstance(message[0], str)


Handler = Callable[[Node, int, Message], None]
HANDLERS: dict[str, Handler] = {}


def handles(*kinds: str) -> Callable[[Handler], Handler]:
    def add(handler: Handler) -> Handler:
        HANDLERS.update(dict.fromkeys(kinds, handler))
        return handler

    return add


def load(node: Node) -> None:
    """What a box does when its patch has loaded."""
    if node.kind == "loadbang":
        node.send(0, BANG)
    elif node.kind == "loadmess":
        node.send(0, tuple(node.words))
    elif node.kind == "patcherargs":
        typed = node.window.arguments
        node.send(0, (*typed, *node.words[len(typed) :]))


@handles("window")
def _window(node: Node, inlet: int, message: Message) -> None:
    inlets = sorted(node.state["window"].of_kind("inlet"), key=lambda one: one.json["patching_rect"][0])
    inlets[inlet].send(0, message)


@handles("outlet")
def _outlet(node: Node, _: int, message: Message) -> None:
    outlets = sorted(node.window.of_kind("outlet"), key=lambda one: one.json["patching_rect"][0])
    if node.window.outer is not None:
        node.window.outer.send(outlets.index(node), message)


@handles("s")
def _send(node: Node, _: int, message: Message) -> None:
    if not node.window.closed:
        node.machine.say(str(node.words[0]), *message)


@handles("message")
def _message(node: Node, _: int, message: Message) -> None:
    if message[0] == "set":
        node.state["shown"] = " ".join(map(str, message[1:]))
        return
    words = [message[int(str(word)[1:]) - 1] if re.fullmatch(r"\$\d", str(word)) else word for word in node.words]
    node.send(0, tuple(words))


@handles("t")
def _trigger(node: Node, _: int, message: Message) -> None:
    first = message[0] if _number(message) else 0
    for outlet in reversed(range(len(node.words))):
        word = node.words[outlet]
        made: dict[Atom, Message] = {"b": BANG, "l": message, "s": message}
        if word in ("i", "f"):
            node.send(outlet, (int(first) if word == "i" else float(first),))
        else:
            node.send(outlet, made.get(word, (word,)))


@handles("gate")
def _gate(node: Node, inlet: int, message: Message) -> None:
    if inlet == 0:
        node.state["open"] = int(message[0])
        return
    way = node.state.get("open", node.words[1] if len(node.words) > 1 else 0)
    if way:
        node.send((int(way) if node.words and int(node.words[0]) > 1 else 1) - 1, message)


@handles("route")
def _route(node: Node, _: int, message: Message) -> None:
    if message[0] in node.words:
        node.send(node.words.index(message[0]), message[1:] or BANG)
    else:
        node.send(len(node.words), message)


@handles("sel")
def _select(node: Node, _: int, message: Message) -> None:
    if message[0] in node.words:
        node.send(node.words.index(message[0]), BANG)
    else:
        node.send(len(node.words), message)


@handles("int", "float", "zl")
def _store(node: Node, inlet: int, message: Message) -> None:
    if node.kind == "zl" and node.words[0] != "reg":
        _list(node, inlet, message)
        return
    kept = node.state.get("value", (node.words[0],) if node.words and node.kind != "zl" else (0,))
    if message != BANG:
        kept = message if node.kind == "zl" else ((int if node.kind == "int" else float)(message[0]),)
        node.state["value"] = kept
    if inlet == 0:
        node.send(0, kept)


@handles("strippath")
def _strip_path(node: Node, _: int, message: Message) -> None:
    node.send(0, (str(message[0]).rsplit("/", 1)[-1],))


def _list(node: Node, inlet: int, message: Message) -> None:
    if node.words[0] == "compare":
        if inlet == 1:
            node.state["with"] = message
        else:
            node.send(0, (int(message == node.state.get("with")),))
        return
    if inlet == 1:
        node.state["number"] = int(message[0])
        return
    number = node.state.get("number", int(node.words[1]))
    if node.words[0] == "nth":
        if number <= len(message):
            node.send(0, (message[number - 1],))
    else:
        node.send(1, message[number:]) if message[number:] else None
        node.send(0, message[:number])


_OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "!-": lambda a, b: b - a,
    "*": lambda a, b: a * b,
    "%": lambda a, b: a % b,
    "==": lambda a, b: int(a == b),
    ">": lambda a, b: int(a > b),
    "maximum": max,
}


@handles(*_OPERATIONS)
def _operate(node: Node, inlet: int, message: Message) -> None:
    if inlet == 1:
        node.state["right"] = message[0]
        return
    kind = float if isinstance(node.words[0], float) else int
    node.send(0, (_OPERATIONS[node.kind](kind(message[0]), kind(node.state.get("right", node.words[0]))),))


@handles("clip")
def _clip(node: Node, _: int, message: Message) -> None:
    node.send(0, (max(node.words[0], min(node.words[1], message[0])),))  # type: ignore[type-var]


@handles("unpack")
def _unpack(node: Node, _: int, message: Message) -> None:
    for outlet in reversed(range(min(len(node.words), len(message)))):
        word, atom = node.words[outlet], message[outlet]
        node.send(outlet, (atom if isinstance(word, str) else type(word)(atom),))


@handles("pack")
def _pack(node: Node, inlet: int, message: Message) -> None:
    values = node.state.setdefault("values", list(node.words))
    for offset, atom in enumerate(() if message == BANG else message):
        values[inlet + offset] = type(node.words[inlet + offset])(atom)
    if inlet == 0:
        node.send(0, tuple(values))


@handles("if")
def _if(node: Node, inlet: int, message: Message) -> None:
    values = node.state.setdefault("values", [0.0] * 9)
    if _number(message):
        values[inlet] = message[0]
    if inlet:
        return
    condition, _, then = " ".join(map(str, node.words)).partition(" then ")
    condition = re.sub(r"\$([if])(\d)", lambda hole: repr(values[int(hole[2]) - 1]), condition).replace("&&", "and")
    if eval(condition):  # the words are the patch's own
        node.send(0, BANG if then == "bang" else (float(values[int(then[2]) - 1]),))


@handles("accum")
def _accumulate(node: Node, inlet: int, message: Message) -> None:
    if message[0] == "set":
        node.state["sum"] = message[1]
    elif inlet == 1:
        node.state["sum"] = node.state.get("sum", 0) + message[0]
    else:
        if _number(message):
            node.state["sum"] = message[0]
        node.send(0, (node.state.get("sum", 0),))


@handles("counter")
def _count(node: Node, _: int, __: Message) -> None:
    node.state["count"] = node.state.get("count", -1) + 1
    node.send(0, (node.state["count"],))


@handles("coll")
def _collect(node: Node, _: int, message: Message) -> None:
    rows = node.state.setdefault("rows", [])
    if message[0] == "append":
        rows.append(message[1:])
    elif message[0] == "delete":
        del rows[int(message[1])]
    elif message[0] == "clear":
        rows.clear()
    elif _number(message) and int(message[0]) < len(rows):
        node.send(0, rows[int(message[0])])


@handles("delay", "metro")
def _clock(node: Node, inlet: int, message: Message) -> None:
    if inlet == 1:
        node.state["ms"] = float(message[0])
        return
    turn = node.state["turn"] = node.state.get("turn", 0) + 1  # what was waiting for an earlier turn is forgotten
    if message[0] in ("stop", 0) and (node.kind == "metro" or message[0] == "stop"):
        return
    if node.kind == "delay" and _number(message):
        node.state["ms"] = float(message[0])
    wait_ms = node.state.get("ms", float(node.words[0]) if node.words else 0.0)

    def ring() -> None:
        if node.state["turn"] == turn and not node.window.closed:
            if node.kind == "metro":
                node.machine.later(wait_ms, ring)
            node.send(0, BANG)

    node.machine.later(0 if node.kind == "metro" else wait_ms, ring)


@handles("onebang")
def _once(node: Node, inlet: int, _: Message) -> None:
    ready = node.state.get("ready", False)
    node.state["ready"] = inlet == 1
    if inlet == 0 and ready:
        node.send(0, BANG)


@handles("change")
def _change(node: Node, _: int, message: Message) -> None:
    if message[0] != node.state.get("last", 0):
        node.state["last"] = message[0]
        node.send(0, message)


@handles("uzi")
def _shoot(node: Node, inlet: int, message: Message) -> None:
    if inlet == 1:
        node.state["count"] = int(message[0])
        return
    for number in range(node.state.get("count", 1)):
        node.send(2, (number + 1,))
        node.send(0, BANG)
    node.send(1, BANG)


@handles("prepend", "append")
def _add(node: Node, _: int, message: Message) -> None:
    own = tuple(node.words)
    node.send(0, (*own, *message) if node.kind == "prepend" else (*message, *own))


@handles("date")
def _date(node: Node, _: int, message: Message) -> None:
    node.send(*((0, (11, 21, 2026)) if message[0] == "date" else (1, (20, 15, 2))))


@handles("sprintf")
def _print(node: Node, inlet: int, message: Message) -> None:
    values = node.state.setdefault("values", {})
    if message != BANG:
        values[inlet] = message[0]
    if inlet == 0 and len(values) == str(node.words[-1]).count("%"):
        pattern = str(node.words[-1]).replace("ld", "d")
        node.send(0, (pattern % tuple(values[number] for number in sorted(values)),))


@handles("buffer~")
def _buffer(node: Node, _: int, message: Message) -> None:
    if message[0] == "replace" and "nowhere" not in str(message[1]):
        node.machine.later(5, lambda: node.send(1, BANG))


@handles("udpsend")
def _network(node: Node, _: int, message: Message) -> None:
    (node.machine.hosts if message[0] in ("host", "port") else node.machine.sent).append(message)


@handles("textedit")
def _typed(node: Node, _: int, message: Message) -> None:
    """`set` shows a text; anything else stands for what is typed and confirmed."""
    if message[0] == "set":
        node.state["shown"] = message[1:]
        return
    node.state["shown"] = message
    node.send(0, ("text", *message))


@handles("fromsymbol")
def _from_symbol(node: Node, _: int, message: Message) -> None:
    node.send(0, tuple(word for one in message for word in (one.split() if isinstance(one, str) else [one])))


@handles("textbutton", "slider", "flonum", "number", "led", "conformpath", "umenu")
def _control(node: Node, _: int, message: Message) -> None:
    if message[0] in ("set", "clear", "append", "setsymbol", "prefix"):
        node.state["shown"] = message[1:]
        return
    node.state["shown"] = message
    node.send(
        1 if node.kind == "umenu" else 0, BANG if node.kind == "textbutton" and not node.json.get("mode") else message
    )
