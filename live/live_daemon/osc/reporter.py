"""Reports what happens: OSC to every receiver, and problems also as a line on the terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from live_daemon.log import say
from live_daemon.osc.addresses import FREQUENT, OscValue
from live_daemon.osc.askers import Askers
from live_daemon.osc.local import LOOPBACK
from live_daemon.osc.transport import ErrorLimiter, OscSender, encode
from live_daemon.osc.udp import Place
from live_inference.command_line.printable import printable

Answer = Callable[[bytes, Place], None]
LONGEST_MESSAGE = 1000
"""Characters. With its address, a message stays under the 1472 bytes that fit one packet on every network."""


class Reporter:
    """Reports to hosts and to the terminal. *Controller's main thread only.*"""

    def __init__(
        self, receivers: Sequence[tuple[str, int]], note: Callable[..., None] | None = None, console_port: int = 0
    ):
        """``note`` gets every message for the black box, except what comes many times a second.

        ``console_port``: the console gets everything, too; 0: there is no console.
        """
        self._note = note
        self._sender = OscSender([*receivers, *([(LOOPBACK, console_port)] if console_port else [])])
        self._limiter = ErrorLimiter()
        self._askers = Askers()
        self._answer: Answer | None = None
        self._report_troubles()

    def send(self, path: str, *values: OscValue) -> None:
        """Send one message of the table to every receiver and to the clients that asked lately."""
        if self._note is not None and path not in FREQUENT:
            self._note("osc_out", address=path, values=values)
        datagram = encode(path, *values)
        self._sender.send_datagram(datagram)
        if self._answer is not None and path not in FREQUENT:
            for asker in self._askers.present():
                self._answer(datagram, asker)
        self._report_troubles()

    def answer_by(self, answer: Answer) -> None:
        """Answer clients through ``answer``, which gets datagram and place."""
        self._answer = answer

    def hears(self, asker: Place) -> None:
        """Answer a client from now on, unless it is a receiver and gets everything anyway."""
        if not self._sender.sends_to(asker):
            self._askers.add(asker)

    def _report_troubles(self) -> None:
        while trouble := self._sender.take_trouble():  # each trouble comes once, so this ends although it sends
            self.problem("", trouble)

    def problem(self, address: str, message: str) -> None:
        """Report something refused or broken; at most 20 a second, so that a flood of nonsense does no harm."""
        if self._limiter.allows():
            self.send("/dream/error", address, one_line(message))
            say(one_line(message))

    def close(self) -> None:
        """Close the socket."""
        self._sender.close()


def one_line(text: str) -> str:
    """Return the text on one line, short enough for one datagram; names of files may contain anything."""
    return printable(text)[:LONGEST_MESSAGE]
