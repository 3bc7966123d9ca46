"""The console's HTTP and WebSocket server, one port: OSCQuery, the studio's page and its routes.

OSC over the WebSocket or UDP sets what sounds; it never waits for a slow client, but disconnects it.
"""

from __future__ import annotations

import json
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, Router, WebSocketRoute
from starlette.staticfiles import StaticFiles

from live_daemon.console.connections import Connections
from live_daemon.console.door import Door
from live_daemon.console.guard import Guard
from live_daemon.console.http_server import HttpServer
from live_daemon.console.sockets import OscSockets, PictureSockets
from live_daemon.console.tree import Tree
from live_daemon.log import say
from live_daemon.studio.answers import StudioError, answer, refused
from live_daemon.studio.context import StudioContext
from live_daemon.studio.routes import API, studio_routes

STUDIO: Final = "/studio"
_PAGE: Final = Path(str(files("live_daemon.studio"))) / "page"
_TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
"""Never the system's table: Windows lets any program change it, and a module of another type is not run."""


class Console:
    """Answers clients from the tree, serves the studio, and passes the daemon's messages on. *Console's thread only.*

    Attributes:
        connections: those that are open.
        osc: the WebSockets that listen and send OSC.
    """

    def __init__(self, tree: Tree, guard: Guard, context: StudioContext):
        """Prepare; nothing listens yet."""
        self._tree = tree
        self._history = context.history
        self.connections = Connections(guard.allows)
        self.osc = OscSockets(tree, guard, context.send_datagram, self.connections)
        self._pictures = PictureSockets(self.connections)
        application = Starlette(
            routes=[
                Route(STUDIO, _index),
                Route(f"{STUDIO}/", _index),
                WebSocketRoute(f"{STUDIO}/pictures", self._pictures.show),
                *studio_routes(context),
                Mount(f"{STUDIO}/page", _PageFiles(directory=_PAGE)),
                Mount(STUDIO, Router(redirect_slashes=False)),  # nothing else is here, no node of the tree either
                Route("/{path:path}", self._answer),
                WebSocketRoute("/{path:path}", self.osc.talk),
            ],
            exception_handlers={StudioError: refused, HTTPException: _no_such, Exception: refused},
        )
        application.router.redirect_slashes = False
        self._door = Door(application, guard, self.connections, say)

    async def listen(self, host: str, port: int) -> HttpServer:
        """Open the port.

        Raises:
            OSError: it is in use, or the host is not an address of this machine.
        """
        server = HttpServer(self._door, self.connections)
        await server.open(host, port)
        return server

    def told(self, path: str, values: tuple[object, ...], datagram: bytes) -> None:
        """Keep a message of the daemon, and pass it on to the clients that listen to its address."""
        if self._tree.tell(path, values):
            self._history.told(path, values)
            self._pictures.tell(path, values)
            self.osc.tell(path, datagram)

    async def _answer(self, request: Request) -> Response:
        query = request.scope["query_string"].decode("latin-1")
        if query == "HTML":
            return _page_file(_PAGE / "index.html")
        found = self._tree.answer(request.scope["path"], query)
        if found.body is None:
            return Response(status_code=found.status)
        body = json.dumps(found.body, ensure_ascii=False, allow_nan=False).encode()
        return Response(body, found.status, media_type="application/json")


class _PageFiles(StaticFiles):
    """The page's files: a browser asks each time whether one has changed, and is told in few bytes if not."""

    def file_response(self, *arguments: object, **options: object) -> Response:
        response = super().file_response(*arguments, **options)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "no-cache"
        if isinstance(response, FileResponse):
            response.headers["Content-Type"] = _type_of(Path(response.path))
        return response


def _page_file(file: Path) -> Response:
    if not file.is_file():
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return FileResponse(file, headers={"Cache-Control": "no-cache"}, media_type=_type_of(file))


async def _index(_: Request) -> Response:
    return _page_file(_PAGE / "index.html")


def _type_of(file: Path) -> str:
    return _TYPES.get(file.suffix, "application/octet-stream")


def _no_such(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if request.scope["path"].startswith(f"{API}/"):
        return answer({"error": f"{request.scope['path']}: {error.detail}"}, HTTPStatus(error.status_code))
    return PlainTextResponse(f"{error.detail}\n", error.status_code, error.headers)
