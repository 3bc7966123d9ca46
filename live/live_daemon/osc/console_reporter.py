"""What the controller tells the console alone, over a UDP port of this machine, in datagrams that wait for nobody."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping

from pythonosc.osc_message_builder import OscMessageBuilder

from live_daemon.osc.addresses import VALUES, OscRefusedError, OscValue
from live_daemon.osc.local import LOOPBACK
from live_daemon.osc.transport import OscSender

REFRESH_S = 1.0


class ConsoleReporter:
    """Tells the console how follower and dreams are set: at once when it changes, else once a second.

    *Control thread only.*
    """

    def __init__(self, port: int):
        """``port``: where the console hears; 0: there is none."""
        self._sender = OscSender([(LOOPBACK, port)] if port else [])
        self._told: dict[str, OscValue | None] = {}
        self._next_s = 0.0

    def tell(self, state: Mapping[str, OscValue | None], now: float) -> None:
        """Send what changed since the last call, or everything when a second is over.

        ``state``: by the follower's keys and the controls' names. None is told as a message without an argument: no
        number says it.
        """
        if now >= self._next_s:
            self._next_s = now + REFRESH_S  # a console that was started again, a datagram that was lost
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
