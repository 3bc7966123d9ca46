"""Sends the console the values of follower and dreams, over a local UDP port, never waiting."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence

from pythonosc.osc_message_builder import OscMessageBuilder

from live_daemon.osc.addresses import VALUES, OscRefusedError, OscValue
from live_daemon.osc.local import LOOPBACK
from live_daemon.osc.transport import OscSender

REFRESH_S = 1.0


class ConsoleReporter:
    """Reports the settings of follower and dreams to the console: changes at once, everything once a second.

    *Control thread only.*
    """

    def __init__(self, port: int):
        """``port``: the console's; 0: there is no console."""
        self._sender = OscSender([(LOOPBACK, port)] if port else [])
        self._told: dict[str, OscValue | None] = {}
        self._next_s = 0.0

    def tell_loop(self, path: str, values: Sequence[OscValue]) -> None:
        """Send how one loop stands."""
        with contextlib.suppress(OscRefusedError):
            self._sender.send(path, *values)

    def tell(self, state: Mapping[str, OscValue | None], now: float) -> None:
        """Send the values that changed since the last call, or all of them when a second has passed.

        ``state``: by the follower's keys and the controls' names. None, which no number can express, is sent as a
        message without arguments.
        """
        if now >= self._next_s:
            self._next_s = now + REFRESH_S  # the console may have been restarted, or a datagram lost
            self._told = {}
        if state == self._told:
            return
        for key, value in state.items():
            if key in self._told and self._told[key] == value:
                continue
            if value is None:
                self._sender.send_datagram(bytes(OscMessageBuilder(VALUES[key]).build().dgram))
                continue
            with contextlib.suppress(OscRefusedError):  # the console must never stop the controller
                self._sender.send(VALUES[key], value)
        self._told = dict(state)
