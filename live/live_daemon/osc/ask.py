"""Sends a message and waits for the daemon's answers.

A ping with its own number follows every message. The daemon handles messages in order, so when the pong arrives, all
immediate answers have arrived.
"""

from __future__ import annotations

import contextlib
import random
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from live_daemon.osc.addresses import INCOMING
from live_daemon.osc.transport import encode, parse_datagram
from live_daemon.osc.udp import LARGEST_UDP
from live_daemon.osc.wire import PANIC, PANIC_EVERY_S, PANIC_TIMES

HEARD_WITHIN_S: Final = 2.0
PING_EVERY_S: Final = 0.5

_GIVEN_UP: Final = ("/dream/failed", "/dream/dropped")
"""Answers that replace /dream/queued; they carry number and reason."""

Message = tuple[str, tuple[Any, ...]]


class NobodyAnswersError(RuntimeError):
    """The message was sent, but no pong came; the text is one line."""


@dataclass(slots=True)
class Answers:
    """The daemon's answers. ``errors``: address and text of each /dream/error; ``missing``: an absent answer."""

    messages: list[Message] = field(default_factory=list)
    errors: list[tuple[str, str]] = field(default_factory=list)
    missing: str = ""

    def refuses(self, path: str) -> bool:
        """Whether an error concerns this address."""
        return any(address == path for address, _ in self.errors)


def ask(host: str, port: int, path: str, values: Sequence[Any], panic_port: int = 0) -> Answers:
    """Send one message of the table and return the daemon's answers; may wait for seconds.

    ``panic_port``: a panic is also sent there; 0: it is not.

    Raises:
        NobodyAnswersError: no daemon confirmed it.
        OSError: it could not be sent.
    """
    answer, patience_s = INCOMING[path].answer or ("", 0.0)
    with contextlib.closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as wire:
        wire.connect((host, port))
        talk = _Talk(wire)
        if path != PANIC:
            talk.ping()  # who pings becomes a client, and gets what the message leads to
        _send(wire, path, values, (host, panic_port))
        if not talk.is_heard():
            raise NobodyAnswersError(f"nobody answers on {host}:{port}")
        found = talk.found
        if answer:
            came = talk.until(lambda: talk.has(answer) or found.refuses(path) or talk.is_given_up(path), patience_s)
            found.missing = "" if came else f"{answer} did not come within {patience_s:g} s"
            talk.is_heard()  # collects the rest of a list, which is sent in one go
    if path == "/dream/ping":
        answer = "/dream/pong"
        found.messages = [(answer, tuple(values))]
    wanted = {answer, *((*INCOMING, "/dream/loop/name") if path == "/dream/state" else ())}
    found.messages = [message for message in found.messages if message[0] in wanted]
    return found


def _send(wire: socket.socket, path: str, values: Sequence[Any], panic_port: tuple[str, int]) -> None:
    datagram = encode(path, *values)
    with contextlib.closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as aside:
        for more in reversed(range(PANIC_TIMES if path == PANIC else 1)):
            if path == PANIC and panic_port[1]:
                aside.sendto(datagram, panic_port)
            with contextlib.suppress(
                ConnectionRefusedError
            ):  # reports that the datagram before this one reached nobody
                wire.send(datagram)
            time.sleep(PANIC_EVERY_S if more else 0.0)


class _Talk:
    """One socket, and what arrived on it."""

    def __init__(self, wire: socket.socket):
        self.found = Answers()
        self._wire = wire
        self._token = 0
        self._pong: object = None

    def ping(self) -> None:
        """Send the ping again, with the same number."""
        with contextlib.suppress(ConnectionRefusedError):
            self._wire.send(encode("/dream/ping", self._token))

    def is_heard(self) -> bool:
        """Return whether a ping with a new number is answered."""
        self._token = random.randrange(1, 2**30)
        self.ping()
        return self.until(lambda: self._pong == self._token, HEARD_WITHIN_S)

    def has(self, address: str) -> bool:
        """Whether a message to this address came."""
        return any(path == address for path, _ in self.found.messages)

    def is_given_up(self, path: str) -> bool:
        """Whether the requested dream will not come; its reason then counts as an error of this address."""
        answer = INCOMING[path].answer
        if answer is None or answer.path != "/dream/queued":
            return False
        reasons = [str(values[1]) for address, values in self.found.messages if address in _GIVEN_UP]
        self.found.errors += [(path, reason) for reason in reasons[-1:]]
        return bool(reasons)

    def until(self, done: Callable[[], bool], patience_s: float) -> bool:
        """Listen until ``done``. Ping when nothing comes: a datagram may get lost, and clients are forgotten."""
        deadline = time.monotonic() + patience_s
        while not done():
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            if not self._listen(min(left, PING_EVERY_S)):
                self.ping()
        return True

    def _listen(self, patience_s: float) -> bool:
        self._wire.settimeout(patience_s)
        try:
            datagram = self._wire.recv(LARGEST_UDP)
        except TimeoutError:
            return False
        except ConnectionError:  # the port is closed; perhaps the daemon is just starting
            time.sleep(min(patience_s, 0.05))
            return False
        for path, values in parse_datagram(datagram):
            if path == "/dream/pong":
                self._pong = values[0] if values else None
            elif path == "/dream/error":
                self.found.errors.append((str(values[0]), str(values[1])))
            else:
                self.found.messages.append((path, values))
        return True
