"""Checks whether an open input is still connected: a device may vanish and return between two looks at the list.

python-rtmidi does not say. On Linux the system does: ALSA's sequencer in ``/proc``, JACK through its library.
Elsewhere only the list counts.
"""

from __future__ import annotations

import ctypes
import re
from pathlib import Path
from typing import Any, Protocol

_ALSA_CLIENTS = Path("/proc/asound/seq/clients")
_ALSA_PORT = re.compile(r'\s+Port\s+\d+ : "(?P<name>.*)" \(')
_ALSA_SOURCES = re.compile(r"\s+Connected From: (?P<sources>.*)")
_ALSA_PLACE = re.compile(r"\b\d+:\d+")


class Links(Protocol):
    """A MIDI system's connections."""

    def connected(self, source: str, own: str) -> bool | None:
        """Return whether the input ``source`` is connected to our port ``own``; None: unknown."""

    def ended(self) -> bool:
        """Return whether the system has ended, so that everything opened in it is dead."""


class NoLinks:
    """A system that cannot be asked."""

    def connected(self, source: str, own: str) -> bool | None:
        """Return None: unknown."""
        return None

    def ended(self) -> bool:
        """Return False: unknown."""
        return False


class AlsaLinks:
    """ALSA's sequencer. rtmidi's names end with the port's place: ``nanoKONTROL2:nanoKONTROL2 MIDI 1 20:0``."""

    def __init__(self, clients: Path = _ALSA_CLIENTS):
        """``clients``: the kernel's list of clients, ports and subscriptions."""
        self._clients = clients

    def connected(self, source: str, own: str) -> bool | None:
        """Return whether the kernel lists the connection; None if it does not list our port."""
        place = source.rpartition(" ")[2]
        try:
            lines = self._clients.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return None
        if not _ALSA_PLACE.fullmatch(place):
            return None
        ours = seen = False
        for line in lines:
            if port := _ALSA_PORT.match(line):
                ours = port["name"] == own
                seen = seen or ours
            elif ours and (found := _ALSA_SOURCES.match(line)) and place in _ALSA_PLACE.findall(found["sources"]):
                return True
        return False if seen else None

    def ended(self) -> bool:
        """Return False: the kernel does not end."""
        return False


class JackLinks:
    """JACK, asked by a client of its own, without ports or a process callback.

    Raises:
        OSError: no JACK library, or no server.
    """

    _NO_START_SERVER = 1

    def __init__(self) -> None:
        """Open the client; do not start a server."""
        self._jack = ctypes.CDLL("libjack.so.0")
        for name, result in (
            ("jack_client_open", ctypes.c_void_p),
            ("jack_port_by_name", ctypes.c_void_p),
            ("jack_port_get_all_connections", ctypes.POINTER(ctypes.c_char_p)),
        ):
            getattr(self._jack, name).restype = result
        self._client = ctypes.c_void_p(self._jack.jack_client_open(b"live-daemon-midi", self._NO_START_SERVER, None))
        if not self._client:
            raise OSError("no JACK server")
        self._has_ended = False
        self._on_end = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(self._note_end)  # kept alive: JACK's thread calls it
        self._jack.jack_on_shutdown(self._client, self._on_end, None)

    def _note_end(self, _: Any) -> None:
        self._has_ended = True

    def connected(self, source: str, own: str) -> bool | None:
        """Return whether the server has the connection; None if it has ended."""
        if self._has_ended:
            return None
        port = self._jack.jack_port_by_name(self._client, source.encode())
        if not port:
            return False
        names = self._jack.jack_port_get_all_connections(self._client, ctypes.c_void_p(port))
        if not names:
            return False
        found, index = False, 0
        while (name := names[index]) is not None:
            found = found or name.decode(errors="replace").endswith(f":{own}")
            index += 1
        self._jack.jack_free(names)
        return found

    def ended(self) -> bool:
        """Return whether the server announced its end, or its connection broke."""
        return self._has_ended


def links_of(client: Any) -> Links:
    """Return the connections of the system behind an ``rtmidi.MidiIn``."""
    import rtmidi

    api = getattr(client, "get_current_api", lambda: None)()
    try:
        if api == rtmidi.API_UNIX_JACK:
            return JackLinks()
    except OSError:
        return NoLinks()
    return AlsaLinks() if api == rtmidi.API_LINUX_ALSA else NoLinks()
