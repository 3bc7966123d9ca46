"""Checks the structure of OSC datagrams, message by message, before python-osc reads their values.

python-osc 1.10 loops forever on a bundle element of negative size, skips arguments of unknown type, and drops a whole
bundle because of one bad message. Anybody on the network can send such datagrams, so none of this may happen.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from pythonosc.osc_message import OscMessage, ParseError

from live_daemon.osc.rules import OscRefusedError, is_zero

LARGEST_DATAGRAM = 8192
"""Bytes. A bundle that sets gain, mute and layer of all 64 loops has half as many."""
DEEPEST_BUNDLE = 8
PANIC = "/dream/panic"
PANIC_TIMES = 3
"""How often our own programs send it: a flooded network drops a datagram now and then."""
PANIC_EVERY_S = 0.02
_PANIC = PANIC.encode() + b"\0"
KNOWN_TAGS = frozenset(b"ihfdsbrmtTFN[]IcS")
"""Types of OSC 1.0. An impulse (I) is no argument; c and S are encoded like i and s."""
_READ_AS = bytes.maketrans(b"cS", b"is")
_BUNDLE = b"#bundle\0"
_HEADER = len(_BUNDLE) + 8  # with the time tag


@dataclass(slots=True)
class Datagram:
    """The readable messages of a datagram, in order, and one line for each part that is not readable."""

    messages: list[tuple[str, tuple[object, ...]]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def may_hold_panic(datagram: bytes) -> bool:
    """Whether the datagram may contain a panic. Fast; *any thread*."""
    return _PANIC in datagram


def asks_for_panic(datagram: bytes) -> bool:
    """Whether a datagram contains a panic, with any arguments except a single 0. *Any thread.*"""
    if not may_hold_panic(datagram):
        return False
    return any(path == PANIC and not is_zero(values) for path, values in read_datagram(datagram).messages)


def read_datagram(datagram: bytes) -> Datagram:
    """Return the messages of a datagram, single or in a bundle; time tags are ignored. *Any thread.*

    A message that is damaged or has an argument of unknown type is dropped; the rest of its bundle counts. A damaged
    panic counts all the same, since its arguments do not matter (see `Address.is_released`).
    """
    found = Datagram()
    if len(datagram) > LARGEST_DATAGRAM:
        found.refused.append(
            f"a datagram must have {LARGEST_DATAGRAM} bytes at most, got {len(datagram)} (send smaller bundles)"
        )
        return found
    for packet in _packets(datagram, 0):
        if isinstance(packet, str):
            found.refused.append(f"a datagram of {len(datagram)} bytes is not OSC: {packet}")
            continue
        try:
            found.messages.append(_read_message(packet))
        except OscRefusedError as refused:
            if packet.startswith(_PANIC):
                found.messages.append((PANIC, ("damaged",)))
            else:
                found.refused.append(f"a message of {len(packet)} bytes is not OSC: {refused}")
    return found


def parse_datagram(datagram: bytes) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Yield ``(address, arguments)`` of each message of an intact datagram, in order.

    Raises:
        OscRefusedError: part of it cannot be read; one line with the rule and what was found.
    """
    found = read_datagram(datagram)
    if found.refused:
        raise OscRefusedError(found.refused[0])
    yield from found.messages


def _packets(packet: bytes, depth: int) -> Iterator[bytes | str]:
    """Yield the messages of a packet, and a text for each part that is not one."""
    if packet.startswith(b"/"):
        yield packet
    elif packet.startswith(_BUNDLE):
        yield from _elements(packet, depth)
    else:
        yield "it must begin with / or #bundle"


def _elements(bundle: bytes, depth: int) -> Iterator[bytes | str]:
    if depth >= DEEPEST_BUNDLE:
        yield f"bundles must not be nested more than {DEEPEST_BUNDLE} deep"
        return
    if len(bundle) < _HEADER:
        yield "a bundle must have a time tag"
        return
    place = _HEADER
    while place < len(bundle):
        if place + 4 > len(bundle):
            yield "a bundle's element must begin with its size"
            return
        (size,) = struct.unpack_from(">i", bundle, place)
        place += 4
        if size <= 0 or size % 4 or place + size > len(bundle):
            yield "the size of a bundle's element must be a multiple of 4 that lies inside the bundle"
            return
        yield from _packets(bundle[place : place + size], depth + 1)
        place += size


def _read_message(message: bytes) -> tuple[str, tuple[object, ...]]:
    end = message.find(b"\0")
    if end < 0:
        raise OscRefusedError("an address must end with a zero byte")
    begin = (end + 4) & ~3  # padded to a multiple of 4
    if begin < len(message):
        tags_end = message.find(b"\0", begin)
        if message[begin] != ord(",") or tags_end < 0:
            raise OscRefusedError("its types must begin with a comma and end with a zero byte")
        tags = message[begin + 1 : tags_end]
        unknown = sorted(set(tags) - KNOWN_TAGS)
        if unknown:
            raise OscRefusedError(f"every argument's type must be a known one, got {chr(unknown[0])!a}")
        # Types that python-osc does not know become ones that it knows: none, int, string.
        plain = tags.translate(_READ_AS, b"I")
        if plain != tags:
            rest = message[(tags_end + 4) & ~3 :]
            message = message[:begin] + _padded(b"," + plain) + rest
    try:
        read = OscMessage(message)
        return read.address, tuple(read.params)
    except UnicodeDecodeError as error:
        raise OscRefusedError("texts must be UTF-8") from error
    # Damaged messages make python-osc raise struct, index and recursion errors; all mean the same here.
    except (
        ParseError,
        ValueError,
        IndexError,
        TypeError,
        RecursionError,
        OverflowError,
        OSError,
        struct.error,
    ) as error:
        raise OscRefusedError("its arguments must match its types") from error


def _padded(text: bytes) -> bytes:
    return text + bytes(4 - len(text) % 4)
