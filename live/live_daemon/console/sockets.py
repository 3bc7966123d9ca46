"""The console's WebSockets: OSC in both directions, and pictures of what moves. Neither waits for a slow client."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from starlette.responses import PlainTextResponse
from starlette.websockets import WebSocket, WebSocketDisconnect

from live_daemon.console.connections import Connections
from live_daemon.console.guard import Guard
from live_daemon.console.http_server import TRANSPORT
from live_daemon.console.pictures import Scene, View
from live_daemon.console.tree import Tree
from live_daemon.osc.transport import encode
from live_daemon.osc.wire import PANIC, PANIC_EVERY_S, PANIC_TIMES, asks_for_panic, may_hold_panic, read_datagram
from live_inference.files.reading import FileError, parse_json

GONE: Final = (WebSocketDisconnect, RuntimeError)
"""What sending raises: the other end is gone, or the protocol closes because of what it sent."""
MOST_WAITING = 256
"""Packets that a client may lag behind: five seconds of gains."""
LONGEST_COMMAND: Final = 1024
"""Characters; the longest that makes sense has a hundred."""
PICTURE_S: Final = 1 / 30
MOST_VIEWERS: Final = 16
_PICTURE_BUFFER: Final = 16 * 1024
"""Bytes on their way to a browser: a second or two of pictures. The system would keep minutes of them."""


class OscSockets:
    """Clients that listen to addresses of the tree, and send OSC. *Console's thread only.*"""

    def __init__(self, tree: Tree, guard: Guard, send: Callable[[bytes], None], connections: Connections):
        """``send`` hands an OSC datagram to the daemon."""
        self._tree = tree
        self._guard = guard
        self._send = send
        self._connections = connections
        self._listeners: dict[str, set[_Client]] = {}

    def listeners(self, path: str) -> int:
        """Return how many clients listen to an address."""
        return len(self._listeners.get(path, ()))

    def tell(self, path: str, datagram: bytes) -> None:
        """Pass a message of the daemon on to those who listen to its address."""
        for client in tuple(self._listeners.get(path, ())):
            client.put(datagram)

    async def talk(self, websocket: WebSocket) -> None:
        """Serve one client until it goes."""
        await websocket.accept()
        transport = websocket.scope["state"][TRANSPORT]
        client = _Client(websocket, transport)
        sending = asyncio.create_task(client.send_all())
        try:
            while (message := await websocket.receive())["type"] == "websocket.receive":
                text = message.get("text")
                if self._hand_on(message["bytes"]) if text is None else self._command(client, text):
                    self._connections.used(transport)
                await asyncio.sleep(0)  # a panic of another page waits for one message of each, never for a flood
        finally:
            sending.cancel()
            for clients in self._listeners.values():
                clients.discard(client)

    def _command(self, client: _Client, text: str) -> bool:
        """Carry out a client's command; return whether it made sense (the proposal defines no answer to nonsense)."""
        if len(text) > LONGEST_COMMAND:
            return False
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

    def __init__(self, websocket: WebSocket, transport: asyncio.Transport):
        self._websocket = websocket
        self._transport = transport
        self._waiting: asyncio.Queue[bytes] = asyncio.Queue(MOST_WAITING)

    def put(self, datagram: bytes) -> None:
        try:
            self._waiting.put_nowait(datagram)
        except asyncio.QueueFull:
            self._transport.abort()

    async def send_all(self) -> None:
        with contextlib.suppress(*GONE):
            while not self._transport.is_closing():
                await self._websocket.send_bytes(await self._waiting.get())


class PictureSockets:
    """Clients that look at the scene, at most 30 times a second each. *Console's thread only.*"""

    def __init__(self, connections: Connections):
        """Nobody looks yet."""
        self._connections = connections
        self._scene = Scene()
        self._viewers: set[asyncio.Event] = set()

    def tell(self, path: str, values: tuple[object, ...]) -> None:
        """Take in a message of the daemon."""
        if self._scene.told(path, values):
            for moved in self._viewers:
                moved.set()

    async def show(self, websocket: WebSocket) -> None:
        """Serve one client until it goes. One that sends anything is let go: there is nothing to say here."""
        if len(self._viewers) >= MOST_VIEWERS:
            text = f"{MOST_VIEWERS} pages at most may look at the stage: close one\n"
            await websocket.send_denial_response(PlainTextResponse(text, HTTPStatus.SERVICE_UNAVAILABLE))
            return
        moved = asyncio.Event()
        moved.set()
        self._viewers.add(moved)
        drawing: asyncio.Task[None] | None = None
        try:
            await websocket.accept()
            transport = websocket.scope["state"][TRANSPORT]
            self._connections.used(transport)
            _keep_little(transport)
            drawing = asyncio.create_task(self._draw(websocket, moved))
            await websocket.receive()
        finally:
            self._viewers.discard(moved)
            if drawing is not None:
                drawing.cancel()

    async def _draw(self, websocket: WebSocket, moved: asyncio.Event) -> None:
        view = View()
        with contextlib.suppress(*GONE):
            while True:
                await moved.wait()
                moved.clear()
                # A slow browser is waited for here: what moves meanwhile is in its next picture.
                if frame := view.frame(self._scene):
                    await websocket.send_bytes(frame)
                    await asyncio.sleep(PICTURE_S)


def _keep_little(transport: asyncio.Transport) -> None:
    """Let few pictures be on their way: an old one is worth nothing."""
    transport.set_write_buffer_limits(high=0)
    with contextlib.suppress(OSError):
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _PICTURE_BUFFER)
