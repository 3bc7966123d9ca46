"""``docs/functions.md``: every function and where to find it: by OSC, in the patches, on the command line.

Nothing is written by hand: addresses and commands come from their tables, patches from their files.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from live_daemon.commands.table import COMMANDS
from live_daemon.osc.addresses import INCOMING, OUTGOING, Address

PATCHES = Path(__file__).parent.parent / "max_patches"
# Where a musician looks first; a help patch only when no patch for the stage has it.
_MAX = ("patchers/live_daemon.maxpat", "patchers/*.maxpat", "examples/*.maxpat", "extras/*.maxpat", "help/*.maxhelp")
_PD = ("pd/live_daemon.pd", "pd/*.pd")


def as_markdown() -> str:
    """Return the page."""
    max_texts, pd_texts = dict(_texts(_MAX)), dict(_texts(_PD))
    surface = json.loads((PATCHES / "controllers" / "live_daemon.json").read_text(encoding="utf-8"))
    touched = {str(widget.get("address")) for widget in surface["content"]["widgets"]}
    lines = [
        "# Every function, and where to find it",
        "",
        "Generated from the table of addresses, the patches and the command line by `make docs`.",
        "",
        "## While it plays",
        "",
        "Messages to the daemon. The named patch has a control or a message for it; *tablet* is the layout for",
        "TouchOSC and Open Stage Control; the studio (Tonight, Addresses) has a field for each, and a line in the",
        "settings maps [MIDI](midi.md) to it. *At the start*: the setting that gives its first value.",
        "",
        "| what | OSC | Max | Pd | tablet | command line | at the start |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for row in INCOMING.values():
        cells = [
            row.meaning,
            f"`{row.path}`",
            _first(row, max_texts),
            _first(row, pd_texts),
            "yes" if row.path in touched else "–",
            f"`{command(row)}`",
            f"`{row.setting}`" if row.setting else "–",
        ]
        lines.append(_line(cells))
    lines += [
        "",
        "## Messages from the daemon",
        "",
        "The studio and OSCQuery clients show them too.",
        "",
        "| what | OSC | Max | Pd |",
        "| --- | --- | --- | --- |",
    ]
    lines += [
        _line([row.meaning, f"`{row.path}`", _first(row, max_texts), _first(row, pd_texts)])
        for row in OUTGOING.values()
    ]
    lines += [
        "",
        "## Before and after",
        "",
        "| command | what it does |",
        "| --- | --- |",
        *(_line([f"`live-daemon {command.name}`", command.help]) for command in COMMANDS),
        "",
    ]
    return "\n".join(lines)


def command(row: Address) -> str:
    """Return the command that sends a message."""
    return shlex.join(["live-daemon", "osc", row.path, *map(str, row.example)])


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _first(row: Address, texts: dict[str, str]) -> str:
    whole = re.compile(rf"{re.escape(row.path)}(?![\w/])")
    return next((f"`{name}`" for name, text in texts.items() if whole.search(text)), "–")


def _texts(patterns: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield (name, the text of its boxes) of each patch, in the order of the patterns."""
    for pattern in patterns:
        for file in sorted(PATCHES.glob(pattern)):
            text = file.read_text(encoding="utf-8")
            yield file.name, text if file.suffix == ".pd" else "\n".join(_boxes(json.loads(text)))


def _boxes(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "text" and isinstance(value, str):
                yield value
            else:
                yield from _boxes(value)
    elif isinstance(node, list):
        for value in node:
            yield from _boxes(value)
