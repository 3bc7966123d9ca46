"""Random and mutated OSC datagrams through parser and table.

Each datagram must be taken as the table says, or be refused in one printable line that fits a datagram; nothing may
be raised, nothing may hang. The same seed gives the same datagrams.
"""

from __future__ import annotations

import collections
import faulthandler
import re
import struct
import time
from typing import Any

import numpy as np
from pythonosc.osc_message_builder import OscMessageBuilder

from live_daemon.osc.addresses import INCOMING, OSC_ADDRESSES
from live_daemon.osc.limits import RefusalLimiter
from live_daemon.osc.reporter import one_line
from live_daemon.osc.transport import OscServer, encode

HANG_S = 20.0
_TAGS = "ifsbhdtrmTFN[]IcSx,"
_WORDS = [
    "",
    "a",
    "take.wav",
    "../../etc/passwd",
    "\u00e9\u20ac",
    "swell",
    "x" * 300,
    "/dream/panic",
    "\x1b[2J",
    "a\nb",
]
_NUMBERS = [0.0, 1.0, -1.0, 0.5, 63, 64, 1e9, -1e9, 3.4e38, float("nan"), float("inf"), 2**31 - 1, -(2**31), 440]


class Datagrams:
    """An endless source of datagrams: a third well formed, a third mutated, a third made of OSC's own pieces."""

    def __init__(self, seed: int) -> None:
        self._rng = np.random.default_rng(seed)

    def __iter__(self) -> Datagrams:
        return self

    def __next__(self) -> bytes:
        kind = self._below(12)
        if kind < 3:
            return self._message()
        if kind < 4:
            return self._bundle(self._below(4))
        if kind < 8:
            return self._mutated(self._message() if self._below(3) else self._bundle(self._below(3)))
        if kind < 10:
            return self._pieces()
        if kind < 11:
            return self._rng.bytes(self._below(200))
        return self._pathological()

    def _below(self, most: int) -> int:
        return int(self._rng.integers(most))

    def _choice(self, values: Any) -> Any:
        return values[self._below(len(values))]

    def _message(self) -> bytes:
        row = self._choice(OSC_ADDRESSES)
        builder = OscMessageBuilder(row.path if self._below(8) else row.path[: self._below(len(row.path))] + "/x")
        for argument in row.arguments[: self._below(len(row.arguments) + 2)]:
            if self._below(6) == 0:
                self._add_any(builder)
            elif argument.type in "sa":
                builder.add_arg(self._choice(argument.choices or _WORDS), "s")
            else:
                low = -10.0 if argument.minimum is None else argument.minimum
                high = 1e6 if argument.maximum is None else argument.maximum
                value = float(self._rng.uniform(low, high))
                builder.add_arg(round(value) if argument.type == "i" else value, argument.type)
        for _ in range(self._below(10) == 0 and self._below(4)):
            self._add_any(builder)
        return bytes(builder.build().dgram)

    def _add_any(self, builder: OscMessageBuilder) -> None:
        kind = self._below(6)
        if kind == 0:
            builder.add_arg(self._choice(_WORDS), "s")
        elif kind == 1:
            builder.add_arg(float(self._choice(_NUMBERS)), "d")
        elif kind == 2:
            builder.add_arg(int(self._rng.integers(-(2**31), 2**31)), "i")
        elif kind == 3:
            builder.add_arg(self._rng.bytes(1 + self._below(40)), "b")
        elif kind == 4:
            builder.add_arg(bool(self._below(2)))
        else:
            builder.add_arg([1, "a", [2.0]])

    def _bundle(self, depth: int) -> bytes:
        parts = [b"#bundle\0" + self._rng.bytes(8)]
        for _ in range(self._below(5)):
            inner = self._bundle(depth - 1) if depth > 0 and self._below(2) else self._message()
            parts.append(struct.pack(">i", len(inner)) + inner)
        return b"".join(parts)

    def _mutated(self, datagram: bytes) -> bytes:
        data = bytearray(datagram)
        for _ in range(1 + self._below(4)):
            place = self._below(len(data) + 1)
            match self._below(6):
                case 0:
                    data[place : place + 1] = self._rng.bytes(1)
                case 1:
                    del data[place:]
                case 2:
                    data[place:place] = self._rng.bytes(self._below(9))
                case 3:
                    del data[place : place + 1 + self._below(8)]
                case 4:  # sizes, counts, floats: numbers that overflow
                    number = self._choice([0, -1, -4, 4, 2**31 - 1, -(2**31), 0x7F800000, 0x7FC00000])
                    data[place & ~3 : (place & ~3) + 4] = struct.pack(">i", number)
                case _:
                    end = place + self._below(40)
                    data[place:place] = data[place:end]
        return bytes(data)

    def _pieces(self) -> bytes:
        parts = [self._choice(list(INCOMING)).encode() + b"\0"] if self._below(2) else []
        for _ in range(self._below(6)):
            match self._below(5):
                case 0:
                    parts.append(b"," + "".join(self._choice(_TAGS) for _ in range(self._below(12))).encode() + b"\0")
                case 1:
                    parts.append(struct.pack(">f", self._choice(_NUMBERS[:-3])))
                case 2:
                    parts.append(b"#bundle\0" + bytes(8))
                case 3:
                    parts.append(struct.pack(">i", self._below(64) - 16))
                case _:
                    parts.append(self._choice(_WORDS).encode() + b"\0")
        return b"".join(part + bytes(-len(part) % 4) for part in parts)

    def _pathological(self) -> bytes:
        match self._below(5):
            case 0:  # bundles in bundles in bundles
                datagram = b"#bundle\0" + bytes(8)
                for _ in range(self._below(400)):
                    datagram = b"#bundle\0" + bytes(8) + struct.pack(">i", len(datagram)) + datagram
                return datagram
            case 1:  # an element that leads back to itself
                return b"#bundle\0" + bytes(8) + struct.pack(">i", -4 * self._below(6)) + self._rng.bytes(8)
            case 2:
                tags = b"," + b"[" * self._below(3000)
                return b"/dream/ping\0" + tags + bytes(4 - len(tags) % 4)
            case 3:
                return b"/" + b"a" * self._below(65_000)
            case _:
                tags = b"," + b"T" * self._below(9000)
                return b"/dream/ping\0" + tags + bytes(4 - len(tags) % 4)


def fuzz(count: int, seed: int = 1) -> dict[str, Any]:
    """Send `count` datagrams through a server's `receive`; return what was taken and what was refused for which reason.

    Raises:
        AssertionError: a message that the table does not allow passed, or a refusal that is not one line.
    """
    taken: collections.Counter[str] = collections.Counter()
    reasons: collections.Counter[str] = collections.Counter()
    answers = 0

    def on_message(address: str, values: tuple[Any, ...]) -> None:
        nonlocal answers
        answers += 1
        assert INCOMING[address].check(values) == values, (address, values)
        taken[address] += 1

    def on_refused(address: str, reason: str) -> None:
        nonlocal answers
        answers += 1
        assert reason and reason.isprintable() and (not address or address.isprintable()), (address, reason)
        told = one_line(reason)
        assert len(encode("/dream/error", address[:400], told)) < 65_507
        reasons[reason_kind(reason)] += 1

    server = OscServer("127.0.0.1", 0, [], on_message, on_refused)
    server._refusals = RefusalLimiter(count * 1000)  # here every refusal is looked at
    longest_s, silent = 0.0, 0
    began = time.perf_counter()
    try:
        for number, datagram in zip(range(count), Datagrams(seed), strict=False):
            if number % 1000 == 0:
                faulthandler.dump_traceback_later(HANG_S, exit=True)  # a hang says where, and ends
            before, answers = time.perf_counter(), 0
            server.receive(datagram, f"sender {number}")  # each its own sender, or the rate limit would take all
            longest_s = max(longest_s, time.perf_counter() - before)
            if answers == 0:  # only a bundle can be empty, and only a button let go
                tags = (datagram.find(b"\0") // 4 + 1) * 4  # behind the address, whatever its padding is
                assert datagram.startswith(b"#bundle\0") or datagram[tags:].startswith(b","), datagram
                silent += 1
    finally:
        faulthandler.cancel_dump_traceback_later()
        server.close()
    return {
        "datagrams": count,
        "seed": seed,
        "messages_taken": sum(taken.values()),
        "addresses_taken": len(taken),
        "refused": sum(reasons.values()),
        "empty_bundles": silent,
        "longest_ms": round(1000 * longest_s, 2),
        "seconds": round(time.perf_counter() - began, 1),
        "reasons": dict(reasons.most_common()),
    }


def reason_kind(reason: str) -> str:
    """Return the rule that a refusal names, without address and values.

    >>> reason_kind("/dream/loop/gain: gain must be float in 0..1, got 7")
    'an argument must be float in 0..1'
    """
    if "unknown address" in reason:
        return "unknown address"
    if ": takes " in reason:
        return "wrong number of arguments"
    if " is not OSC: " in reason:
        rule = reason.split(" is not OSC: ", 1)[1]
        return "not OSC: " + re.sub(r", got .*", "", rule)
    if "bytes at most" in reason:
        return "datagram too long"
    if rule := re.search(r" must be (.*?), got ", reason):
        return f"an argument must be {rule[1]}"
    return re.sub(r"\d+", "N", reason)
