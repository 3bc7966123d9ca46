"""Restores the connections of our JACK ports after a restart of engine, server or daemon.

They are kept by the names of ports in a file of the state folder, and found even if JACK gives us another client name.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from live_inference.files.dreams import atomically
from live_inference.files.reading import FileError, read_json

PATIENCE_S: Final = 60.0
"""How long we wait for programs that come back after us, when the whole server was restarted."""
_NO_START_SERVER = 1
_IS_OUTPUT = 2
_FUNCTIONS: Final[dict[str, tuple[Any, list[Any]]]] = {
    "jack_client_open": (ctypes.c_void_p, [ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p]),
    "jack_get_ports": (ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_ulong]),
    "jack_port_by_name": (ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_char_p]),
    "jack_port_flags": (ctypes.c_int, [ctypes.c_void_p]),
    "jack_port_get_all_connections": (ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_void_p]),
    "jack_connect": (ctypes.c_int, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p]),
    "jack_disconnect": (ctypes.c_int, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p]),
    "jack_free": (None, [ctypes.c_void_p]),
}


class Connection(NamedTuple):
    """A port of ours, without the client's name, and its peer; one that begins with a colon is ours, too."""

    port: str
    peer: str


class JackConnections:
    """Restores the connections in the file, then keeps the file up to date. *Main thread of the audio process.*

    It is a JACK client of its own, without ports: PortAudio does not share its client. It ends with the process.
    """

    def __init__(
        self,
        library: ctypes.CDLL,
        client_name: str,
        device: str,
        file: Path,
        clock: Callable[[], float] = time.monotonic,
    ):
        """``client_name``: what JACK calls us; ``device``: connections of another one are not restored.

        ``library``: PortAudio, or libjack itself.

        Raises:
            AttributeError: no JACK in the library. OSError: its server does not answer.
        """
        self._jack = _declared(library)
        self._name = client_name
        self._device = device
        self._file = file
        self._clock = clock
        self._client = self._jack.jack_client_open(f"{client_name}-links".encode(), _NO_START_SERVER, None)
        if not self._client:
            raise OSError("JACK does not answer")
        self._until_s = clock() + PATIENCE_S
        self._kept = self._pending = self._read()
        self._restore()

    def look(self) -> None:
        """Connect what could not be connected yet, and save the connections that exist. Call it once a second or so."""
        present = self._present()
        if present is None:
            return  # the server has ended: the file stays as it is
        if self._clock() > self._until_s:
            self._pending = set()
        for one in self._pending - present:
            if self._port(self._full(one.peer)):
                self._join(one, together=True)
        self._pending -= present
        wanted = present | self._pending
        if wanted != self._kept:
            text = json.dumps({"device": self._device, "connections": sorted(wanted)})
            with contextlib.suppress(OSError):  # a full disk: the show goes on, the next change tries again
                atomically(self._file, lambda partial: partial.write_text(text, encoding="utf-8"), private=True)
                self._kept = wanted

    def _read(self) -> set[Connection]:
        try:
            found = read_json(self._file)
        except FileError:
            return set()
        if not isinstance(found, dict) or found.get("device") != self._device:
            return set()
        rows = found.get("connections")
        pairs = [row for row in rows if isinstance(row, list)] if isinstance(rows, list) else []
        return {Connection(*row) for row in pairs if len(row) == 2 and all(isinstance(one, str) for one in row)}

    def _restore(self) -> None:
        """Undo the connections that PortAudio made by itself, then make those of the file."""
        if self._pending:
            for one in (self._present() or set()) - self._pending:
                self._join(one, together=False)
        self.look()

    def _present(self) -> set[Connection] | None:
        ours = list(self._names(self._jack.jack_get_ports(self._client, None, None, 0)))
        prefix = f"{self._name}:"
        ours = [name for name in ours if name.startswith(prefix)]
        if not ours:
            return None
        found = set()
        for name in ours:
            port = self._port(name)
            for peer in self._names(self._jack.jack_port_get_all_connections(self._client, port)) if port else ():
                found.add(
                    Connection(name.removeprefix(prefix), f":{peer.removeprefix(prefix)}" if peer in ours else peer)
                )
        return found

    def _join(self, one: Connection, *, together: bool) -> None:
        ours, peer = self._full(f":{one.port}"), self._full(one.peer)
        port = self._port(ours)
        if not port:
            return  # fewer outputs than last time
        pair = (ours, peer) if self._jack.jack_port_flags(port) & _IS_OUTPUT else (peer, ours)
        act = self._jack.jack_connect if together else self._jack.jack_disconnect
        act(self._client, *(name.encode(errors="surrogateescape") for name in pair))

    def _full(self, name: str) -> str:
        return f"{self._name}{name}" if name.startswith(":") else name

    def _port(self, name: str) -> Any:
        return self._jack.jack_port_by_name(self._client, name.encode(errors="surrogateescape"))

    def _names(self, array: int | None) -> Iterator[str]:
        """Yield the names of a list that JACK has made, and free it."""
        if not array:
            return
        at = ctypes.cast(array, ctypes.POINTER(ctypes.c_char_p))
        names: list[str] = []
        while (name := at[len(names)]) is not None:
            names.append(name.decode(errors="surrogateescape"))
        self._jack.jack_free(array)
        yield from names


def _declared(library: ctypes.CDLL) -> ctypes.CDLL:
    for name, (result, arguments) in _FUNCTIONS.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library
