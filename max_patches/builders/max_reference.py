"""Reference pages for Max: ``docs/NAME.maxref.xml``, shown beside an object and in its completion."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from builders.abstractions import ABSTRACTIONS, Abstraction, Port

_KIND = {"signal": "signal", "message": "message"}


def references() -> dict[str, str]:
    """Name and text of every reference page."""
    return {f"{one.name}.maxref.xml": _page(one) for one in ABSTRACTIONS.values()}


def _page(one: Abstraction) -> str:
    lines = [
        '<?xml version="1.0" encoding="utf-8" standalone="yes"?>',
        '<?xml-stylesheet href="./_c74_ref.xsl" type="text/xsl"?>',
        f'<c74object name={quoteattr(one.name)} module="max" category="live-daemon">',
        f" <digest>{escape(one.digest)}</digest>",
        f" <description>{escape(one.description)}</description>",
        " <metadatalist>",
        '  <metadata name="author">the live-daemon authors</metadata>',
        '  <metadata name="tag">live-daemon</metadata>',
        " </metadatalist>",
        *_ports("inlet", one.inlets),
        *_ports("outlet", one.outlets),
        " <objarglist>",
    ]
    for argument in one.arguments:
        lines += [
            f'  <objarg name={quoteattr(argument.name)} optional="1" type="{argument.type}">',
            f"   <digest>{escape(argument.meaning)}</digest>",
            f"   <description>{escape(argument.meaning)}; default: {escape(argument.default)}.</description>",
            "  </objarg>",
        ]
    lines += [" </objarglist>", " <methodlist>"]
    for message in (message for inlet in one.inlets for message in inlet.messages):
        lines += [
            f"  <method name={quoteattr(message.name)}>",
            "   <arglist/>",
            f"   <digest>{escape(message.meaning)}</digest>",
            f"   <description>Example {escape(message.example)}: {escape(message.meaning)}.</description>",
            "  </method>",
        ]
    lines += [" </methodlist>", " <seealsolist>"]
    lines += [f"  <seealso name={quoteattr(name)}/>" for name in one.see_also]
    return "\n".join([*lines, " </seealsolist>", "</c74object>"]) + "\n"


def _ports(kind: str, ports: tuple[Port, ...]) -> list[str]:
    lines = [f" <{kind}list>"]
    for number, port in enumerate(ports):
        lines += [
            f'  <{kind} id="{number}" type="{_KIND[port.kind]}">',
            f"   <digest>{escape(port.meaning)}</digest>",
            f"  </{kind}>",
        ]
    return [*lines, f" </{kind}list>"]
