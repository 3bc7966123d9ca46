"""The table of addresses, as text for people and as JSON for programs."""

from __future__ import annotations

from typing import Any

from live_daemon.osc.addresses import OSC_ADDRESSES, Address, Argument


def describe() -> list[dict[str, Any]]:
    """Return the whole table as JSON-ready dictionaries, in order."""
    return [
        {
            "path": row.path,
            "direction": row.direction,
            "meaning": row.meaning,
            "arguments": [_describe_argument(argument) for argument in row.arguments],
        }
        for row in OSC_ADDRESSES
    ]


def _describe_argument(argument: Argument) -> dict[str, Any]:
    described: dict[str, Any] = {"name": argument.name, "type": argument.type, "meaning": argument.meaning}
    for key in ("unit", "minimum", "maximum", "choices", "optional", "repeated"):
        value = getattr(argument, key)
        if value is not None and value is not False and value not in ("", ()):
            described[key] = value
    return described


def as_text() -> str:
    """Return the table for a terminal, one address per line."""
    lines: list[str] = []
    for title, direction in (("To the daemon", "in"), ("From the daemon", "out")):
        lines.append(f"{title}:")
        lines += [f"  {row.path:<32}{row.usage:<44}{row.meaning}" for row in _rows(direction)]
        lines.append("")
    return "\n".join(lines)


def as_markdown() -> str:
    """Return ``docs/osc.md``."""
    lines = [
        "# OSC reference",
        "",
        "Generated from the table of addresses by `make docs`. The daemon listens for UDP on `[osc]",
        "listen_host:listen_port` (127.0.0.1:9124) and sends to every receiver in `[osc] send` (127.0.0.1:9125). A",
        "whole float is accepted as an int, and an int as a float, so Max and Pd need no conversions. An address",
        "without arguments is a button: it acts whatever is sent with it, except a single 0, which means the",
        "button is released. An impulse (type `I`) is not an argument. In a bundle, every readable message counts;",
        "time tags are ignored. Address patterns (`*?[]{}`) are not matched: send each address by its name.",
        "",
        "A program that sends `/dream/ping`, `/dream/state` or `/dream/model/list` is answered at the port it sent",
        "from, even if `[osc] send` does not name it. For three seconds it also receives there everything else",
        "that is sent, except what comes many times a second. `live-daemon osc ADDRESS ARGUMENT...` works this",
        "way: it prints the answers and every `/dream/error`, fails when the message was refused, and says when",
        "nobody answers. `live-daemon osc --monitor`, and the page (*Tonight*, *OSC monitor*), show what comes in,",
        "goes out and is refused, as the [black box](black_box.md) writes it down.",
        "",
    ]
    for title, direction in (("To the daemon", "in"), ("From the daemon", "out")):
        lines += [f"## {title}", "", "| address | arguments | what it does |", "| --- | --- | --- |"]
        for row in _rows(direction):
            arguments = "<br>".join(_argument_line(argument) for argument in row.arguments) or "–"
            lines.append(f"| `{row.path}` | {arguments} | {row.meaning} |")
        lines.append("")
    return "\n".join(lines)


def _rows(direction: str) -> list[Address]:
    return [row for row in OSC_ADDRESSES if row.direction == direction]


def _argument_line(argument: Argument) -> str:
    name = f"[{argument.name}]" if argument.optional else argument.name
    unit = f" {argument.unit}" if argument.unit else ""
    return f"`{name}` {argument.rule}{unit}: {argument.meaning}"
