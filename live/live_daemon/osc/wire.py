"""The shape of an OSC datagram, checked before python-osc reads its values.

python-osc 1.10 loops for ever on a bundle element of negative size and leaves arguments of unknown type out; a
datagram that anybody on the network can send must do neither.
"""

from __future__ import annotations

import struct

from live_daemon.osc.addresses import OscRefusedError

LARGEST_DATAGRAM = 8192
"""Bytes. A bundle that sets gain, mute and layer of all 64 loops is half as long."""
DEEPEST_BUNDLE = 8
KNOWN_TAGS = frozenset(b"ihfdsbrmtTFN[]")
_BUNDLE = b"#bundle\0"
_HEADER = len(_BUNDLE) + 8  # with the time tag


def check_shape(datagram: bytes) -> None:
    """Pass over one datagram: an OSC 1.0 message, or a bundle whose elements lie inside it. *Any thread.*

    Raises:
        OscRefusedError: it is too long, or not OSC; one line with the rule and what was found.
    """
    if len(datagram) > LARGEST_DATAGRAM:
        raise OscRefusedError(
            f"a datagram must have {LARGEST_DATAGRAM} bytes at most, got {len(datagram)} (send smaller bundles)"
        )
    try:
        _check_packet(datagram, 0)
    except OscRefusedError as refused:
        raise OscRefusedError(f"a datagram of {len(datagram)} bytes is not OSC: {refused}") from None


def _check_packet(packet: bytes, depth: int) -> None:
    if packet.startswith(b"/"):
        _check_message(packet)
    elif packet.startswith(_BUNDLE):
        _check_bundle(packet, depth)
    else:
        raise OscRefusedError("it must begin with / or #bundle")


def _check_bundle(bundle: bytes, depth: int) -> None:
    if depth >= DEEPEST_BUNDLE:
        raise OscRefusedError(f"bundles must not lie deeper than {DEEPEST_BUNDLE} in each other")
    if len(bundle) < _HEADER:
        raise OscRefusedError("a bundle must have a time tag")
    place = _HEADER
    while place < len(bundle):
        if place + 4 > len(bundle):
            raise OscRefusedError("a bundle's element must say its size")
        (size,) = struct.unpack_from(">i", bundle, place)
        place += 4
        if size <= 0 or size % 4 or place + size > len(bundle):
            raise OscRefusedError("the size of a bundle's element must be a multiple of 4 that lies inside the bundle")
        _check_packet(bundle[place : place + size], depth + 1)
        place += size


def _check_message(message: bytes) -> None:
    end = message.find(b"\0")
    if end < 0:
        raise OscRefusedError("an address must end with a zero byte")
    begin = (end + 4) & ~3  # padded to a multiple of 4
    if begin >= len(message):
        return  # no arguments
    tags_end = message.find(b"\0", begin)
    if message[begin] != ord(",") or tags_end < 0:
        raise OscRefusedError("its types must begin with a comma and end with a zero byte")
    unknown = sorted(set(message[begin + 1 : tags_end]) - KNOWN_TAGS)
    if unknown:
        raise OscRefusedError(f"the type of an argument must be a known one, got {chr(unknown[0])!a}")
