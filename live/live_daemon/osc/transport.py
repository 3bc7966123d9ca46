"""OSC over UDP: a server that checks every message, and a sender to every receiver. python-osc parses."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pythonosc.osc_message_builder import OscMessageBuilder

from live_daemon.osc.addresses import INCOMING, OUTGOING, OscRefusedError, OscValue, check_incoming
from live_daemon.osc.limits import PANICS_PER_SECOND, ErrorLimiter, RefusalLimiter, SenderLimits, Tally
from live_daemon.osc.local import own_addresses
from live_daemon.osc.receivers import Receivers
from live_daemon.osc.udp import Place, UdpPort
from live_daemon.osc.wire import PANIC, asks_for_panic, may_hold_panic, parse_datagram, read_datagram
from live_inference.command_line.printable import printable

__all__ = ["ErrorLimiter", "OscSender", "OscServer", "encode", "parse_datagram"]

LARGEST_FLOAT32 = 3.4e38
MOST_AHEAD = 512
_STRANGERS = "strangers"  # reported together: their addresses can be forged

OnMessage = Callable[[str, tuple[OscValue, ...]], None]
OnRefused = Callable[[str, str], None]


class OscServer:
    """Receives OSC on one UDP port, in one thread, so that messages keep their order.

    Both callbacks run in the server's thread and must not block.
    """

    def __init__(self, host: str, port: int, allow: Sequence[str], on_message: OnMessage, on_refused: OnRefused):
        """Bind at once, so that a port in use is known before anything starts.

        ``allow``: senders that are let in besides this machine's own programs; empty: everyone.

        Raises:
            OSError: the port is in use, or the host is not an address of this machine.
        """
        self._allow = frozenset(allow)
        self._lets_in = self._allow | own_addresses(host)
        self._limits = SenderLimits()
        self._panics = SenderLimits(PANICS_PER_SECOND)
        self._left_out = Tally()
        self._refusals = RefusalLimiter()
        self._on_message = on_message
        # Strangers' text reaches terminals: strip its control characters.
        self._on_refused: OnRefused = lambda address, reason: on_refused(printable(address), printable(reason))
        self._port = UdpPort(host, port, self._take, "osc-server")
        self.sender: Place = ("", 0)
        """Sender of the datagram whose messages are being handed on. *Server thread.*"""

    @property
    def port(self) -> int:
        """The UDP port's number. *Any thread.*"""
        return self._port.number

    def answer(self, datagram: bytes, place: Place) -> None:
        """Answer a client from the port that it asked; never wait. *Any thread.*"""
        self._port.send(datagram, place)

    def start(self) -> None:
        """Start listening. *Control thread.*"""
        self._port.start()

    def close(self) -> None:
        """Stop listening and free the port. *Control thread.*"""
        self._port.close()

    def _take(self, datagram: bytes, sender: Place) -> None:
        """Read ahead into the system's buffer: a panic must not wait until the datagrams before it are handled.

        Those are dropped, as the panic would cancel them anyway.
        """
        waiting = [(datagram, sender)]
        for later, its_sender in self._port.take_waiting(MOST_AHEAD - 1):
            if (not self._allow or its_sender[0] in self._lets_in) and asks_for_panic(later):
                waiting.clear()
            waiting.append((later, its_sender))
        for one, self.sender in waiting:
            self.receive(one, self.sender[0])

    def receive(self, datagram: bytes, host: str) -> None:
        """Check one datagram and hand its messages on. *Server thread* (tests call it directly)."""
        if self._allow and host not in self._lets_in:
            if count := self._left_out.add(_STRANGERS):
                self._on_refused(
                    "",
                    f"the sender {host} is not in [osc] allow ({', '.join(sorted(self._allow))}): ignored"
                    f"{_times(count)}",
                )
            return
        if not self._limits.take(host):
            self._too_many(datagram, host)
            return
        found = read_datagram(datagram)
        for reason in found.refused:
            self._refuse("", reason)
        if len(found.messages) > 1 and not self._limits.take(host, len(found.messages) - 1):
            self._too_many(datagram, host)
            return
        for address, values in found.messages:
            self._pass_on(address, values)

    def receive_panic(self, datagram: bytes, host: str) -> bool:
        """Hand on the panic in a datagram, and nothing else; return whether there was one. *Server thread.*

        A panic gets through any flood, except a flood of panics.
        """
        if not may_hold_panic(datagram) or not self._panics.take(host) or not asks_for_panic(datagram):
            return False
        self._on_message(PANIC, ())
        return True

    def _pass_on(self, address: str, values: Sequence[object]) -> None:
        row = INCOMING.get(address)
        if row is not None and row.is_released(values):
            return
        try:
            checked = check_incoming(address, values)
        except OscRefusedError as refused:
            self._refuse(address, refused)
        else:
            self._on_message(address, checked)

    def _refuse(self, address: str, reason: OscRefusedError | str) -> None:
        if told := self._refusals.told(reason):
            self._on_refused(address, told)

    def _too_many(self, datagram: bytes, host: str) -> None:
        if self.receive_panic(datagram, host):
            return
        if count := self._left_out.add(host):
            self._on_refused(
                "",
                f"{host} must send {self._limits.per_second} messages a second at most: the rest is dropped"
                f"{_times(count)} (send less often; a panic always gets through)",
            )


def _times(count: int) -> str:
    return f", {count} datagrams since the last warning" if count > 1 else ""


class OscSender:
    """Sends to every receiver; an absent receiver is not an error (UDP). *Control thread only.*"""

    def __init__(self, receivers: Sequence[Place]):
        """Look up the receivers' names (see `Receivers`)."""
        self._receivers = Receivers(receivers)

    def send(self, path: str, *values: OscValue) -> None:
        """Send one message of the table to every receiver; its arguments are converted to the table's types."""
        self.send_datagram(encode(path, *values))

    def send_datagram(self, datagram: bytes) -> None:
        """Send an encoded datagram."""
        self._receivers.send(datagram)

    def sends_to(self, place: Place) -> bool:
        """Whether this is one of the receivers."""
        return place in self._receivers

    def take_trouble(self) -> str:
        """Return one trouble of a receiver, each only once; empty: none."""
        return self._receivers.take_trouble()

    def close(self) -> None:
        """Close the socket."""
        self._receivers.close()


def encode(path: str, *values: OscValue) -> bytes:
    """Return the datagram of one message of the table.

    >>> encode("/dream/started", 3)
    b'/dream/started\\x00\\x00,i\\x00\\x00\\x00\\x00\\x00\\x03'
    """
    row = OUTGOING.get(path) or INCOMING[path]
    builder = OscMessageBuilder(path)
    for index, value in enumerate(row.check(values)):
        declared = row.arguments[min(index, len(row.arguments) - 1)].type
        if isinstance(value, str):  # a file name may contain bytes that are not UTF-8
            value = value.encode("utf-8", "backslashreplace").decode()  # noqa: PLW2901
        if declared == "a":
            wide = isinstance(value, float) and abs(value) > LARGEST_FLOAT32
            builder.add_arg(value, "d" if wide else None)
        else:
            builder.add_arg(value, declared)
    return bytes(builder.build().dgram)
