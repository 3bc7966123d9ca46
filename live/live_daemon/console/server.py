"""The console's HTTP and WebSocket server: one port, `GET` only; OSC over the WebSocket or UDP sets values.

It never waits for a slow client, but disconnects it.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from importlib.resources import files
from typing import Any, cast
from urllib.parse import unquote, urlsplit

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from live_daemon.console.connections import Connections
from live_daemon.console.guard import Guard
from live_daemon.console.tree import Answer, Tree
from live_daemon.osc.transport import encode
from live_daemon.osc.wire import (
    LARGEST_DATAGRAM,
    PANIC,
    PANIC_EVERY_S,
    PANIC_TIMES,
    asks_for_panic,
    may_hold_panic,
    read_datagram,
)
from live_inference.files.reading import FileError, parse_json

MOST_WAITING = 256
"""Packets that a client may lag behind: five seconds of gains."""
OPEN_TIMEOUT_S = 5.0
_HEADERS = {
    "Cache-Control": "no-store",
    "Connection": "close",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    "connect-src 'self' ws:",
}


class Console:
    """Answers clients from the tree, and passes the daemon's messages on. *Console's thread only.*"""

    def __init__(self, tree: Tree, guard: Guard, send: Callable[[bytes], None]):
        """``send`` hands an OSC datagram to the daemon."""
        self._tree = tree
        self._guard = guard
        self._send = send
        self._page = (files("live_daemon.console") / "page.html").read_bytes()
        self._listeners: dict[str, set[_Client]] = {}
        self.connections = Connections(guard.allows)

    async def listen(self, host: str, port: int) -> Server:
        """Open the port.

        Raises:
            OSError: it is in use, or the host is not an address of this machine.
        """
        silent = logging.getLogger("live_daemon.console")
        silent.addHandler(logging.NullHandler())
        silent.propagate = False  # strangers must not fill the log
        return await serve(
            self._talk,
            host,
            port,
            process_request=self._request,
            open_timeout=OPEN_TIMEOUT_S,
            compression=None,
            max_size=LARGEST_DATAGRAM,
            max_queue=16,
            server_header=None,
            logger=silent,
            create_connection=cast("type[ServerConnection]", partial(_Counted, self)),
        )

    def told(self, path: str, values: tuple[object, ...], datagram: bytes) -> None:
        """Keep a message of the daemon, and pass it on to the clients that listen to its address."""
        if self._tree.tell(path, values):
            for client in tuple(self._listeners.get(path, ())):
                client.put(datagram)

    def _request(self, connection: ServerConnection, request: Request) -> Response | None:
        sender = str((connection.remote_address or ("",))[0])
        refused = self._guard.refuses(request.method, sender, request.headers)
        if refused is not None:
            return _response(refused[0], "text/plain; charset=utf-8", f"{refused[1]}\n".encode(), request)
        if request.headers.get("Upgrade", "").lower() == "websocket":
            return None
        target = urlsplit(request.path if request.path.startswith("/") else f"/{request.path}")
        if target.query == "HTML":
            return _response(HTTPStatus.OK, "text/html; charset=utf-8", self._page, request)
        answer = self._tree.answer(unquote(target.path), target.query)
        return _response(answer.status, "application/json", _body(answer), request)

    async def _talk(self, connection: ServerConnection) -> None:
        client = _Client(connection)
        sending = asyncio.create_task(client.send_all())
        try:
            async for message in connection:
                if self._command(client, message) if isinstance(message, str) else self._hand_on(message):
                    self.connections.used(connection.transport)
        except ConnectionClosed:
            pass
        finally:
            sending.cancel()
            for clients in self._listeners.values():
                clients.discard(client)

    def _command(self, client: _Client, text: str) -> bool:
        """Carry out a client's command; return whether it made sense (the proposal defines no answer to nonsense)."""
        try:
            command = parse_json(text, "a command")
        except FileError:
            return False
        if not isinstance(command, dict):
            return False
        path = command.get("DATA")
        if not isinstance(path, str) or not self._tree.can_listen(path):
            return False
        if command.get("COMMAND") == "LISTEN":
            self._listeners.setdefault(path, set()).add(client)
        elif command.get("COMMAND") == "IGNORE":
            self._listeners.get(path, set()).discard(client)
        return True

    def _hand_on(self, datagram: bytes) -> bool:
        """Pass OSC to the daemon; return whether it was OSC."""
        messages = len(read_datagram(datagram).messages)
        if not messages:
            return False
        # A panic passes even in a flood; the daemon itself limits panics.
        if may_hold_panic(datagram) or self._guard.passes(messages):
            self._send(datagram)
        if asks_for_panic(datagram):
            for more in range(1, PANIC_TIMES):
                asyncio.get_running_loop().call_later(more * PANIC_EVERY_S, self._send, encode(PANIC))
        return True


class _Client:
    """One WebSocket, and the packets that wait for it."""

    def __init__(self, connection: ServerConnection):
        self._connection = connection
        self._waiting: asyncio.Queue[bytes] = asyncio.Queue(MOST_WAITING)

    def put(self, datagram: bytes) -> None:
        try:
            self._waiting.put_nowait(datagram)
        except asyncio.QueueFull:
            self._connection.transport.abort()

    async def send_all(self) -> None:
        try:
            while True:
                await self._connection.send(await self._waiting.get())
        except ConnectionClosed:
            return


class _Counted(ServerConnection):
    """A connection that is closed at once if there are too many of its kind."""

    def __init__(self, console: Console, *arguments: Any, **options: Any):
        super().__init__(*arguments, **options)
        self._console = console

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._console.connections.opened(self.transport, str((transport.get_extra_info("peername") or ("",))[0]))

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._console.connections.closed(self.transport)


def _body(answer: Answer) -> bytes:
    if answer.body is None:
        return b""
    return json.dumps(answer.body, ensure_ascii=False, allow_nan=False).encode()


def _response(status: HTTPStatus, kind: str, body: bytes, request: Request) -> Response:
    headers = Headers(_HEADERS)
    if body or status is not HTTPStatus.NO_CONTENT:
        headers["Content-Type"] = kind
        headers["Content-Length"] = str(len(body))
    return Response(status, status.phrase, headers, b"" if request.method == "HEAD" else body)
