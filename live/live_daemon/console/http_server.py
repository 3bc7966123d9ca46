"""Serves an ASGI application by uvicorn inside our own event loop: no signals, no log, nobody who holds a place.

One request for each connection: uvicorn has no limit for the time that a next request takes to come.
"""

from __future__ import annotations

import asyncio
import contextlib
from functools import partial
from typing import Any, Final, Protocol

import anyio.to_thread
from h11 import LocalProtocolError
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.exceptions import InvalidState

from live_daemon.console.connections import Connections
from live_daemon.osc.wire import LARGEST_DATAGRAM

OPEN_TIMEOUT_S = 5.0
"""From the connection to the end of the request's headers."""
CLOSE_TIMEOUT_S = 10.0
"""From the end of the answer until the other end has taken it."""
PING_EVERY_S: Final = 20.0
"""A WebSocket that does not answer a ping within as long again is gone."""
FILE_THREADS: Final = 3
"""Only one runs Python at a time, and a page's panic waits its turn among them: more would only be more to wait for."""
_LARGEST_PIECE: Final = 16 * 1024
"""Bytes of a part of a request that is not whole yet."""

TRANSPORT: Final = "transport"
"""Key in a scope's ``state``: the connection, for who must close it at once."""


class Application(Protocol):
    """An ASGI application."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request, or talk over one WebSocket."""


class HttpServer:
    """An open port. *Console's thread only.*"""

    def __init__(self, application: Application, connections: Connections):
        """Prepare; nothing listens yet."""
        self._connections = connections
        self._state = ServerState()
        self._config = Config(
            application,
            http=H11Protocol,  # never another one because it is installed
            ws=partial(_WebSocket, connections),  # type: ignore[arg-type]  # called as a class is
            ws_max_size=LARGEST_DATAGRAM,
            ws_ping_interval=PING_EVERY_S,
            ws_ping_timeout=PING_EVERY_S,
            ws_per_message_deflate=False,
            h11_max_incomplete_event_size=_LARGEST_PIECE,
            interface="asgi3",
            lifespan="off",
            log_config=None,
            log_level="critical",  # strangers must not fill the log; the application tells of its own faults
            access_log=False,
            proxy_headers=False,  # else a header would say who sent the request
            server_header=False,
            date_header=False,
        )
        self._config.load()

    async def open(self, host: str, port: int) -> None:
        """Open the port.

        Raises:
            OSError: it is in use, or the host is not an address of this machine.
        """
        anyio.to_thread.current_default_thread_limiter().total_tokens = FILE_THREADS
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: _Http(self._connections, self._config, self._state, {}), host, port
        )

    async def close(self) -> None:
        """Close the port and every connection."""
        self._server.close()
        for connection in tuple(self._state.connections):
            with contextlib.suppress(InvalidState, LocalProtocolError):  # it is closing already
                connection.shutdown()
        tasks = tuple(self._state.tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._connections.abort_all()


class _Http(H11Protocol):
    """One connection, until it becomes a WebSocket."""

    def __init__(self, connections: Connections, config: Config, state: ServerState, app_state: dict[str, Any]):
        super().__init__(config, state, app_state)
        self._counted = connections
        self._deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.app_state = {TRANSPORT: transport}
        self._close_within(OPEN_TIMEOUT_S)
        self._counted.opened(transport, self.client[0] if self.client else "")

    def connection_lost(self, exc: Exception | None) -> None:
        self._close_within(None)
        self._counted.closed(self.transport)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._close_within(None)  # a request has come whole, but for its body: the application's patience counts

    def handle_websocket_upgrade(self, event: Any) -> None:
        self._close_within(None)
        super().handle_websocket_upgrade(event)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._unset_keepalive_if_required()
        self._close_within(CLOSE_TIMEOUT_S)

    def _close_within(self, seconds: float | None) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
        self._deadline = None if seconds is None else self.loop.call_later(seconds, self.transport.abort)


class _WebSocket(WebSocketsSansIOProtocol):
    """A WebSocket. Whatever ends it, its connection is gone soon after, also if the other end does not take part."""

    def __init__(self, connections: Connections, **options: Any):
        super().__init__(**options)
        self._counted = connections

    def connection_lost(self, exc: Exception | None) -> None:
        self._counted.closed(self.transport)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if not self.handshake_initiated:  # the request came whole, but asks for no WebSocket in a way that one may
            self.transport.abort()
        self._end()

    def handle_ping(self) -> None:
        if self.writable.is_set():
            super().handle_ping()
        else:  # it asks, and does not take the answers: they would pile up
            self.transport.abort()

    def keepalive_timeout(self) -> None:
        super().keepalive_timeout()
        self.transport.abort()

    def on_task_complete(self, task: asyncio.Task[None]) -> None:
        super().on_task_complete(task)
        self._end()

    def _end(self) -> None:
        if self.transport.is_closing():
            self.loop.call_later(CLOSE_TIMEOUT_S, self.transport.abort)
