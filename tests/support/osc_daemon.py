"""Stands in for the daemon where only its OSC port matters: keeps what it hears, answers pings and questions."""

from __future__ import annotations

from pythonosc.osc_message import OscMessage

from live_daemon.osc.transport import encode
from support.osc_peer import OscPeer

Answer = tuple[object, ...]


class OscDaemon(OscPeer):
    """`OscDaemon(("/dream/model/list", [("/dream/model/name", "nylon", "vector", 1)]))` answers a question so.

    As the daemon: to who sent it, from the port that hears, one after the other; only those are told who asked with a
    ping before.
    """

    def __init__(self, *questions: tuple[str, list[Answer]], deaf: bool = False) -> None:
        super().__init__()
        self._questions = dict(questions)
        self._deaf = deaf
        self._askers: set[tuple[str, int]] = set()

    def received(self, packet: bytes, sender: tuple[str, int]) -> None:
        message = OscMessage(packet)
        if self._deaf:
            return
        if message.address == "/dream/ping":
            self._askers.add(sender)
            self._tell(sender, "/dream/pong", *message.params)
        for address, *values in self._questions.get(message.address, []):
            self._tell(sender, str(address), *values)

    def _tell(self, sender: tuple[str, int], address: str, *values: object) -> None:
        if sender in self._askers:
            self.reply(encode(address, *values), sender)  # type: ignore[arg-type]

    def reply(self, packet: bytes, sender: tuple[str, int]) -> None:
        try:
            self._socket.sendto(packet, sender)
        except (ConnectionError, TimeoutError):
            return  # who asked is gone
