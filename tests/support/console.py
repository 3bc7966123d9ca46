"""The console's server in a thread of the test, told by hand; what it hands on to the daemon arrives in a socket."""

from __future__ import annotations

import asyncio
import json
import socket
import tempfile
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

from pythonosc.osc_message_builder import OscMessageBuilder

from live_daemon.console.feed import send_to
from live_daemon.console.guard import Guard
from live_daemon.console.server import Console
from live_daemon.console.tree import Tree
from live_daemon.osc.transport import encode
from live_daemon.settings import Settings, load_settings
from live_daemon.studio.context import StudioContext
from live_daemon.studio.history import History

from .ports import free_port


def osc(address: str, *values: Any) -> bytes:
    """An OSC message as python-osc writes it."""
    builder = OscMessageBuilder(address)
    for value in values:
        builder.add_arg(value)
    return builder.build().dgram


def nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """An OSCQuery node and all below it."""
    yield node
    for child in node.get("CONTENTS", {}).values():
        yield from nodes(child)


def _settings_in(folder: str) -> Settings:
    """The studio's files are never the user's."""
    names = ("recordings", "dreams", "bank", "state", "checkpoints")
    return load_settings(None, [f"paths.{name}={folder}/{name}" for name in names])


class ConsoleThread:
    """`with ConsoleThread() as console: console.get("/dream")`; `console.tell("/dream/gains", 0.5)` is the daemon.

    It listens on 127.0.0.1; `listen_host` is what its guard takes for that.
    """

    def __init__(
        self,
        allow: tuple[str, ...] = ("127.0.0.1",),
        listen_host: str = "127.0.0.1",
        settings: Settings | None = None,
        port: int = 0,
    ) -> None:
        self.port = port or free_port()
        self.daemon = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.daemon.bind(("127.0.0.1", 0))
        self.daemon.settimeout(60)
        self._loop = asyncio.new_event_loop()
        osc_port = self.daemon.getsockname()[1]
        tree = Tree({"NAME": "live-daemon", "OSC_PORT": osc_port, "OSC_TRANSPORT": "UDP"})
        self._folder = tempfile.TemporaryDirectory()
        self.context = StudioContext(
            settings or _settings_in(self._folder.name), None, History(), send_to("127.0.0.1", osc_port)
        )
        self.console = Console(tree, Guard(allow, listen_host), self.context)
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> ConsoleThread:
        self._thread.start()
        self._server = self._do(self.console.listen("127.0.0.1", self.port))
        return self

    def __exit__(self, *_: object) -> None:
        self._do(self._server.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()
        self.daemon.close()
        self._folder.cleanup()

    def _do(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)

    def tell(self, path: str, *values: Any) -> None:
        async def tell() -> None:
            self.console.told(path, values, encode(path, *values))

        self._do(tell())

    def listeners(self, path: str) -> int:
        """Return how many clients hear what is told at an address from now on."""
        return self.console.osc.listeners(path)

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[int, Any]:
        """Return status and JSON (or text) of a request."""
        request = urllib.request.Request(self.url + path, headers=headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                status, body = answer.status, answer.read()
        except urllib.error.HTTPError as error:
            status, body = error.code, error.read()
        try:
            return status, json.loads(body)
        except ValueError:
            return status, body.decode()
