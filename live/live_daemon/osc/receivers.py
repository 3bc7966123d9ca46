"""Sends OSC to every receiver: looks names up again and again, reports each network trouble once."""

from __future__ import annotations

import errno
import ipaddress
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence

from live_daemon.osc.udp import Place

LOOK_UP_S = 5.0
"""Interval of the look-ups: a laptop may join late, a tablet may come back with another address."""
CALM_S = 5.0
"""A receiver that took everything this long works again."""
_PASSING = frozenset({errno.EAGAIN, errno.EWOULDBLOCK, errno.ENOBUFS, errno.ECONNREFUSED, errno.ECONNRESET})
"""Errors that pass: a full buffer, a program that is not running yet. UDP promises nothing anyway."""


class Receivers:
    """Sends datagrams to every receiver, also to broadcast addresses. *Its owner's thread only.*

    An absent receiver is not an error. Troubles to report wait in `take_trouble`.
    """

    def __init__(
        self,
        wanted: Sequence[Place],
        look_up: Callable[[str], str] = socket.gethostbyname,
        clock: Callable[[], float] = time.monotonic,
    ):
        """Look every name up now, and again and again in a thread of its own."""
        self._look_up = look_up
        self._clock = clock
        self._places: dict[Place, Place] = {}  # by configured name; replaced as a whole, never modified
        self._failing: dict[Place, float] = {}  # time of the last failure
        self._troubles: deque[str] = deque()
        self._names = [(host, port) for host, port in wanted if not _is_address(host)]
        for host, port in wanted:
            self._found(host, port)
            if (host, port) not in self._places:
                self._troubles.append(
                    f"osc.send: {host}:{port} is unknown: nothing is sent there until it is found (check the name; "
                    f"looked up every {LOOK_UP_S:g} s)"
                )
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        self._socket.setblocking(False)
        self._closed = threading.Event()
        if self._names:
            threading.Thread(target=self._look, name="osc-names", daemon=True).start()

    def __contains__(self, place: object) -> bool:
        """Whether this host and port is a receiver."""
        return place in self._places.values()

    def send(self, datagram: bytes) -> None:
        """Send one datagram to all, without waiting."""
        for place in self._places.values():
            try:
                self._socket.sendto(datagram, place)
            except OSError as error:
                if error.errno not in _PASSING:
                    self._failed(place, error)
            else:
                if self._failing:
                    self._worked(place)

    def take_trouble(self) -> str:
        """Return one trouble to report, each only once; empty: none."""
        return self._troubles.popleft() if self._troubles else ""

    def close(self) -> None:
        """Close the socket and stop looking names up."""
        self._closed.set()
        self._socket.close()

    def _failed(self, place: Place, error: OSError) -> None:
        if place not in self._failing:
            self._troubles.append(
                f"osc.send: nothing reaches {_words(place)} ({error.strerror or error}): check cable, Wi-Fi and the "
                "address (reported once; sending goes on)"
            )
        self._failing[place] = self._clock()

    def _worked(self, place: Place) -> None:
        failed_s = self._failing.get(place)
        if failed_s is not None and self._clock() - failed_s >= CALM_S:
            del self._failing[place]
            self._troubles.append(f"osc.send: {_words(place)} can be reached again")

    def _found(self, host: str, port: int) -> bool:
        """Look one name up; return whether its address changed."""
        try:
            found = (self._look_up(host), port)
        except (OSError, UnicodeError):
            return False  # the name server does not answer: the last address is the best guess
        new = self._places.get((host, port)) != found
        self._places = {**self._places, (host, port): found}
        return new

    def _look(self) -> None:
        """*Thread of its own*: a look-up may take seconds."""
        while not self._closed.wait(LOOK_UP_S):
            for host, port in self._names:
                if self._found(host, port):
                    at = self._places[host, port][0]
                    self._troubles.append(f"osc.send: {host}:{port} is found now, at {at}")


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost"
    return True


def _words(place: Place) -> str:
    return f"{place[0]}:{place[1]}"
