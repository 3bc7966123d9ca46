"""Performs the messages of a Max patch without Max: as the reference says of each object, in Max's order, in fake time.

Signals stand still; what a signal object is told is kept. An outlet with several cords speaks to the rightmost object
first, of those above each other to the lowest: a patch whose messages hang on places is heard as Max would hear it.
"""

from __future__ import annotations

import heapq
import itertools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from support.max_patch import PACKAGE, Patcher, read

Atom = int | float | str
Message = tuple[Atom, ...]
BANG: Message = ("bang",)


@dataclass(eq=False)
class Node:
    """One box of an opened patch."""

    machine: Machine
    kind: str
    words: list[Atom]
    json: dict[str, Any]
    window: Window
    cords: dict[int, list[tuple[Node, int]]] = field(default_factory=dict)
    state: dict[str, Any] = field(default_factory=dict)
    told: list[Message] = field(default_factory=list)

    def send(self, outlet: int, message: Message) -> None:
        if self.window.closed:
            return
        for target, inlet in self.cords.get(outlet, []):
            target.hear(inlet, message)

    def hear(self, inlet: int, message: Message) -> None:
        self.machine.steps += 1
        assert self.machine.steps < 200_000, f"{self.kind} {self.words}: messages without end"
        self.told.append(message)
        handler = self.machine.handlers.get(self.kind)
        if handler is not None:
            handler(self, inlet, message)


@dataclass(eq=False)
class Window:
    """An opened patch, subpatch or abstraction: its boxes, and what its inlets and outlets lead to."""

    nodes: list[Node] = field(default_factory=list)
    outer: Node | None = None
    arguments: list[Atom] = field(default_factory=list)
    closed: bool = False

    def named(self, name: str) -> Node:
        """The control with this scripting name."""
        return next(node for node in self.nodes if node.json.get("varname") == name)

    def of_kind(self, kind: str) -> list[Node]:
        return [node for node in self.nodes if node.kind == kind]


class Machine:
    """`machine.open(name)`, then `machine.run(seconds)`; what goes to the network is in `machine.sent`.

    ``changed`` holds patches, by name, that are to be performed in place of the files.
    """

    def __init__(self, changed: Mapping[str, Patcher] | None = None) -> None:
        self._changed = changed or {}
        from support.max_objects import HANDLERS, load

        self.handlers, self._load = HANDLERS, load
        self.now_ms = 0.0
        self.steps = 0
        self.sent: list[Message] = []
        self.hosts: list[Message] = []
        self.windows: list[Window] = []
        self.receivers: dict[str, list[Node]] = {}
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._order = itertools.count()
        self._unique = itertools.count(1000)

    def open(self, name: str, *arguments: Atom) -> Window:
        """Open ``patchers/NAME.maxpat``, or an example, as its own window; it loads as Max loads it."""
        window = Window(arguments=list(arguments))
        loaded: list[Node] = []
        self._build(self._file(name), window, loaded)
        for node in loaded:
            self._load(node)
        return window

    def close(self, window: Window) -> None:
        """Close a window and what is inside."""
        window.closed = True
        for inner in self.windows:
            if inner.outer is not None and inner.outer.window is window:
                self.close(inner)

    def later(self, delay_ms: float, call: Callable[[], None]) -> None:
        heapq.heappush(self._due, (self.now_ms + delay_ms, next(self._order), call))

    def run(self, seconds: float) -> None:
        """Let time go on."""
        end_ms = self.now_ms + 1000 * seconds
        while self._due and self._due[0][0] <= end_ms:
            self.now_ms, _, call = heapq.heappop(self._due)
            self.steps = 0
            call()
        self.now_ms = end_ms
        self.steps = 0

    def packet(self, *message: Atom) -> None:
        """The daemon says something: the first that listens hears it, as with a real port."""
        for window in self.windows:
            for node in window.of_kind("udpreceive"):
                if not window.closed:
                    node.send(0, message)
                    return

    def say(self, name: str, *message: Atom) -> None:
        """Send to every receive of this name."""
        for node in list(self.receivers.get(name, [])):
            node.send(0, message)

    def heard(self, name: str) -> list[Message]:
        """What is sent to a name from now on."""
        window, log = Window(), []
        node = Node(self, "listener", [], {}, window)
        node.send = lambda outlet, message: log.append(message)  # type: ignore[method-assign,func-returns-value]
        self.receivers.setdefault(name, []).append(node)
        return log

    def _file(self, name: str) -> Patcher:
        places: list[Path] = [PACKAGE / folder / f"{name}.maxpat" for folder in ("patchers", "examples")]
        return self._changed.get(name) or read(next(place for place in places if place.exists()))

    def _build(self, patcher: Patcher, window: Window, loaded: list[Node]) -> None:
        self.windows.append(window)
        unique = str(next(self._unique))
        by_id: dict[str, Node] = {}
        for item in patcher["boxes"]:
            box = item["box"]
            text = str(box.get("text", ""))
            if box["maxclass"] == "newobj":
                text = re.sub(r"#(\d)", lambda hole: _argument(int(hole[1]), window.arguments, unique), text)
            words = [atom(word) for word in text.split()]
            kind = str(words.pop(0)) if box["maxclass"] == "newobj" else box["maxclass"]
            node = Node(self, kind, words, box, window)
            window.nodes.append(node)
            by_id[box["id"]] = node
        for item in patcher["lines"]:
            (source, outlet), (target, inlet) = item["patchline"]["source"], item["patchline"]["destination"]
            by_id[source].cords.setdefault(outlet, []).append((by_id[target], inlet))
        for node in window.nodes:
            for targets in node.cords.values():
                targets.sort(key=rightmost_first)
        for node in window.nodes:
            inner = node.json.get("patcher") or (self._file(node.kind) if node.kind.startswith("ld.") else None)
            if inner is not None:
                arguments = node.words if node.kind.startswith("ld.") else window.arguments
                node.state["window"] = Window(outer=node, arguments=arguments)
                self._build(inner, node.state["window"], loaded)
                node.kind = "window"
            elif node.kind == "r":
                self.receivers.setdefault(str(node.words[0]), []).append(node)
            loaded.append(node)


def _argument(number: int, arguments: list[Atom], unique: str) -> str:
    if number == 0:
        return unique
    return str(arguments[number - 1]) if number <= len(arguments) else "0"


def atom(word: str) -> Atom:
    for kind in (int, float):
        try:
            return kind(word)
        except ValueError:
            continue
    return word


def rightmost_first(cord: tuple[Node, int]) -> tuple[float, float]:
    """Max's order of the cords of one outlet: from right to left, and from below where two lie above each other."""
    x, y, *_ = cord[0].json["patching_rect"]
    return -x, -y


def outlets(window: Window, machine: Machine) -> list[list[Message]]:
    """What comes out of each outlet of an abstraction that is opened as a patch of its own."""
    logs: list[list[Message]] = []
    for outlet in sorted(window.of_kind("outlet"), key=lambda node: node.json["patching_rect"][0]):
        logs.append(outlet.told)
    return logs


def into(window: Window, inlet: int, *message: float | str) -> None:
    sorted(window.of_kind("inlet"), key=lambda node: node.json["patching_rect"][0])[inlet].send(0, message)
