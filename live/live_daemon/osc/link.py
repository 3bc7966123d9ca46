"""Connects the OSC process with the controller: two local UDP ports, messages as JSON one way, answers the other.

UDP, because the OSC process must never wait: it still hears a panic while the controller hangs.
"""

from __future__ import annotations

import contextlib
import json
import socket
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from live_daemon.osc.addresses import OscRefusedError, OscValue, check_incoming
from live_daemon.osc.local import LOOPBACK
from live_daemon.osc.udp import Place, UdpPort

_PLACE_BYTES = 6


class Heard(NamedTuple):
    """One message as the OSC process received it; ``panics``: how many had been asked for by then."""

    address: str
    values: tuple[OscValue, ...]
    panics: int
    sender: Place


class Ports(NamedTuple):
    """State of the OSC ports: 0 open, -1 not wanted, otherwise the system's error number."""

    osc: int
    panic: int


class OscLink:
    """The controller's end. Its callbacks run in the link's thread: they may only put events into the inbox."""

    def __init__(
        self,
        here: int,
        there: int,
        on_heard: Callable[[Heard], None],
        on_refused: Callable[[str, str], None],
        on_ports: Callable[[Ports], None],
    ):
        """``here``: our port; ``there``: that of the OSC process. ``on_ports`` is called when the ports change.

        Raises:
            OSError: another program has our port.
        """
        self._there = (LOOPBACK, there)
        self._on_heard, self._on_refused, self._on_ports = on_heard, on_refused, on_ports
        self._ports: Ports | None = None
        self._port = UdpPort(LOOPBACK, here, self._hear, "osc-link")

    def start(self) -> None:
        """Start listening. *Control thread.*"""
        self._port.start()

    def answer(self, datagram: bytes, place: Place) -> None:
        """Answer a client from the port that it asked; never wait. *Control thread.*"""
        with contextlib.suppress(OSError):
            self._port.send(socket.inet_aton(place[0]) + place[1].to_bytes(2, "big") + datagram, self._there)

    def close(self) -> None:
        """Stop listening. *Control thread.*"""
        self._port.close()

    def _hear(self, datagram: bytes, sender: Place) -> None:
        if sender == self._there:
            with contextlib.suppress(ValueError, TypeError, KeyError, IndexError, RecursionError):
                self._take(json.loads(datagram))

    def _take(self, told: dict[str, Any]) -> None:
        ports = Ports(int(told["ports"][0]), int(told["ports"][1]))
        if ports != self._ports:
            self._ports = ports
            self._on_ports(ports)
        for address, reason in told["refused"]:
            self._on_refused(str(address), str(reason))
        for address, values, panics in told["heard"]:
            with contextlib.suppress(OscRefusedError):
                checked = check_incoming(address, values)
                self._on_heard(Heard(address, checked, int(panics), (str(told["host"]), int(told["port"]))))


class ControllerLink:
    """The OSC process's end. *Any thread.* Nothing waits: what the controller cannot receive is lost."""

    def __init__(self, here: int, there: int, answer: Callable[[bytes, Place], None]):
        """``here``: our port; ``there``: the controller's; ``answer`` sends the datagrams that it hands back.

        Raises:
            OSError: another program has our port.
        """
        self._there = (LOOPBACK, there)
        self._answer = answer
        self._port = UdpPort(LOOPBACK, here, self._hear, "answers")
        self._port.start()

    def tell(
        self, ports: Ports, heard: Sequence[object] = (), refused: Sequence[object] = (), sender: Place = ("", 0)
    ) -> None:
        """Report to the controller. ``heard``: address, values and panics of each; ``refused``: address and reason."""
        told = {"ports": ports, "heard": heard, "refused": refused, "host": sender[0], "port": sender[1]}
        self._port.send(json.dumps(told).encode(), self._there)

    def close(self) -> None:
        """Stop listening."""
        self._port.close()

    def _hear(self, datagram: bytes, sender: Place) -> None:
        if sender == self._there and len(datagram) > _PLACE_BYTES:
            place = (socket.inet_ntoa(datagram[:4]), int.from_bytes(datagram[4:_PLACE_BYTES], "big"))
            self._answer(datagram[_PLACE_BYTES:], place)
