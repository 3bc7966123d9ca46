"""What every request passes before the application: who gets in, how long it may take, the headers of its answer."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnect
from uvicorn.protocols.utils import ClientDisconnected

from live_daemon.console.connections import Connections
from live_daemon.console.guard import Guard, has_body
from live_daemon.console.http_server import TRANSPORT
from live_daemon.osc.limits import ErrorLimiter
from live_daemon.studio.answers import StudioError, answer
from live_daemon.studio.routes import API

BODY_PATIENCE_S = 10.0
"""For a body that does not come, besides the time that it may take at `SLOWEST_BODY`."""
EARNS_PLACE: Final = 64 * 1024
"""Bytes of a body after which its connection is no idle one any more."""
SLOWEST_BODY: Final = 16 * 1024
"""Bytes a second, averaged: slower than any network on which one would upload."""
STALL_S = 30.0
"""For a client that takes nothing of its answer. A browser's player asks again from where it was."""
LONGEST_PATH, LONGEST_FAULT = 100, 300
"""Characters in the log."""
LARGEST_HEAD: Final = 16 * 1024
"""Bytes of a request's address and headers."""
LINGER_S = 1.0
LINGER_BYTES: Final = 4 << 20
"""After an answer that came before the request's end: who is still sending a little would not see it otherwise."""
_HEADERS: Final = {
    "Connection": "close",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "media-src 'self' blob:; connect-src 'self' ws:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}


class Door:
    """An ASGI application in front of another one. *Console's thread only.*"""

    def __init__(self, application: ASGIApp, guard: Guard, connections: Connections, say: Callable[[str], None]):
        """``say``: tells of a fault of ours, in one line."""
        self._application = application
        self._guard = guard
        self._connections = connections
        self._say = say
        self._faults = ErrorLimiter(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request or WebSocket in, or answer why not."""
        headers = Headers(scope=scope)
        sender = str((scope.get("client") or ("",))[0])
        refused = self._guard.refuses(scope.get("method", "GET"), sender, headers, scope["path"])
        if refused is None and _size(scope) > LARGEST_HEAD:
            refused = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, f"address and headers: {LARGEST_HEAD} bytes at most"
        if scope["type"] == "http":
            exchange = _Exchange(receive, send, scope["state"][TRANSPORT], self._connections, has_body(headers))
            receive, send = exchange.receive, exchange.send
            if refused is None:
                exchange.earn_place()
        if refused is not None:
            await _refusal(scope["path"], *refused)(scope, receive, send)
            return
        try:
            await self._application(scope, receive, send)
        except (ClientDisconnect, WebSocketDisconnect, ClientDisconnected):
            pass
        except Exception as error:  # a fault of ours ends one request, and is told
            if self._faults.allows():
                what = f"{type(error).__name__}: {error}"[:LONGEST_FAULT]
                self._say(f"console: {scope['path'][:LONGEST_PATH]} failed: {what} (please report this)")


class _Exchange:
    """One HTTP request and its answer, each in time."""

    def __init__(
        self, receive: Receive, send: Send, transport: asyncio.Transport, connections: Connections, body: bool
    ):
        self._receive = receive
        self._send = send
        self._transport = transport
        self._connections = connections
        self._body_comes = body
        self._taken = 0
        self._waited_s = 0.0

    def earn_place(self) -> None:
        """Note that the request is let in: once its body, or enough of it, has come, its connection is in use."""
        if not self._body_comes or self._taken > EARNS_PLACE:
            self._connections.used(self._transport)

    async def receive(self) -> Message:
        """Return the next part of the body. Raises StudioError where it comes too slowly."""
        if not self._body_comes:
            return await self._receive()
        loop = asyncio.get_running_loop()
        began, allowed_s = loop.time(), BODY_PATIENCE_S + self._taken / SLOWEST_BODY
        try:
            async with asyncio.timeout(allowed_s - self._waited_s):
                message = await self._receive()
        except TimeoutError as error:
            self._body_comes = False
            raise StudioError(
                f"a request must come with {SLOWEST_BODY // 1024} kB a second or more: send it again",
                HTTPStatus.REQUEST_TIMEOUT,
            ) from error
        self._waited_s += loop.time() - began
        self._note(message)
        self.earn_place()
        return message

    async def send(self, message: Message) -> None:
        """Send a part of the answer; close a connection that takes nothing."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=list(message["headers"]))
            for name, value in _HEADERS.items():
                headers[name] = value
            headers.setdefault("Cache-Control", "no-store")
            message = {**message, "headers": headers.raw}
        elif self._body_comes and not message.get("more_body", False):
            await self._send_in_time({**message, "more_body": True})
            await self._linger()
            message = {"type": "http.response.body", "body": b""}
        await self._send_in_time(message)

    async def _send_in_time(self, message: Message) -> None:
        if self._transport.is_closing():  # asyncio warns of what is written all the same
            raise ClientDisconnect
        try:
            async with asyncio.timeout(STALL_S):
                await self._send(message)
        except TimeoutError:
            self._transport.abort()
            raise ClientDisconnect from None

    async def _linger(self) -> None:
        enough = self._taken + LINGER_BYTES
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LINGER_S):
                while self._body_comes and self._taken < enough:
                    self._note(await self._receive())

    def _note(self, message: Message) -> None:
        self._taken += len(message.get("body", b""))
        self._body_comes = message["type"] == "http.request" and bool(message.get("more_body", False))


def _size(scope: Scope) -> int:
    headers = sum(len(name) + len(value) for name, value in scope["headers"])
    return headers + len(scope["raw_path"]) + len(scope["query_string"])


def _refusal(path: str, status: HTTPStatus, text: str) -> Response:
    if path.startswith(f"{API}/"):
        return answer({"error": text}, status)
    return PlainTextResponse(f"{text}\n", status)
