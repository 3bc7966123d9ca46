"""What the controller and the supervisor know of the console: a UDP port of this machine that only the console hears.

The controller sends there as to any receiver: datagrams that wait for nobody.
"""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Mapping

from pythonosc.osc_message_builder import OscMessageBuilder

from live_daemon.osc.addresses import VALUES, OscRefusedError, OscValue
from live_daemon.osc.transport import OscSender

LOOPBACK = "127.0.0.1"
REFRESH_S = 1.0


def free_udp_port() -> int:
    """Return a UDP port of this machine that nobody uses now."""
    return free_udp_ports(1)[0]


def free_udp_ports(count: int) -> list[int]:
    """Return several UDP ports of this machine that nobody uses now."""
    with contextlib.ExitStack() as opened:
        probes = [opened.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) for _ in range(count)]
        for probe in probes:
            probe.bind((LOOPBACK, 0))
        return [int(probe.getsockname()[1]) for probe in probes]


class StateTeller:
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


def heard_at(listen_host: str) -> str:
    """Return the address at which this machine's own programs reach the daemon."""
    return LOOPBACK if listen_host in ("0.0.0.0", "") else listen_host
