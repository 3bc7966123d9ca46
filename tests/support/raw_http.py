"""Requests as a stranger may write them, byte by byte, and routes of a test besides the studio's."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import socket
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from email.message import Message

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route

from live_daemon.console import server
from live_daemon.studio.answers import answer, body_of
from live_daemon.studio.routes import studio_routes

from .console import ConsoleThread

PATIENCE_S = 60.0
HANDSHAKE = (
    b"GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)


ENTERED: Counter[str] = Counter()
"""Requests that reached a route."""


async def json_route(request: Request) -> Response:
    ENTERED["json"] += 1
    return answer(await body_of(request))


async def deaf_route(_: Request) -> Response:
    """Takes nothing of what is sent."""
    await asyncio.Event().wait()
    raise AssertionError


async def long_route(_: Request) -> Response:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(4000):
            yield bytes(64 * 1024)

    return StreamingResponse(pieces())


async def broken_route(_: Request) -> Response:
    raise KeyError("nobody thought\nof this")


OWN_ROUTES = [
    Route("/json", json_route, methods=["POST", "PUT", "DELETE"]),
    Route("/deaf", deaf_route, methods=["POST"]),
    Route("/long", long_route),
    Route("/large", lambda _: Response(bytes(64 << 20))),
    Route("/broken", broken_route),
    Route("/plain", lambda _: PlainTextResponse("yes")),
]


@contextlib.contextmanager
def console_with_routes(monkeypatch: pytest.MonkeyPatch) -> Iterator[ConsoleThread]:
    """The console, with `/studio/api/test/json`, `deaf`, `long`, `large`, `broken` and `plain` besides."""
    monkeypatch.setattr(
        server, "studio_routes", lambda context: [Mount("/studio/api/test", routes=OWN_ROUTES), *studio_routes(context)]
    )
    with ConsoleThread() as running:
        yield running


def raw(console: ConsoleThread, data: bytes = b"") -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", console.port))
    connection.settimeout(PATIENCE_S)
    connection.sendall(data)
    return connection


def rest_of(connection: socket.socket) -> bytes:
    """All that comes until the other end closes."""
    found = b""
    with contextlib.suppress(ConnectionResetError):
        while chunk := connection.recv(65536):
            found += chunk
    return found


def asked(
    console: ConsoleThread, path: str, method: str = "GET", body: bytes | None = None, **headers: str
) -> tuple[int, Message, bytes]:
    """Status, headers and body; the path goes out as it is."""
    client = http.client.HTTPConnection("127.0.0.1", console.port, timeout=PATIENCE_S)
    try:
        client.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers.items():
            client.putheader(name.replace("_", "-"), value)
        if body is not None:
            client.putheader("Content-Length", str(len(body)))
        client.endheaders(body)
        found = client.getresponse()
        return found.status, found.headers, found.read()
    finally:
        client.close()


def until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)
