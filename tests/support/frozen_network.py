"""A Wi-Fi that goes away: a TCP proxy that can stop passing bytes without closing anything."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

from .ports import free_port


class FrozenNetwork:
    """`with FrozenNetwork(port) as network: network.freeze()`; until then what comes to `network.url` is passed on."""

    def __init__(self, to_port: int) -> None:
        self.port = free_port()
        self._to_port = to_port
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._writers: list[asyncio.StreamWriter] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> FrozenNetwork:
        self._thread.start()
        self._flows = self._do(self._event())
        self._server = self._do(asyncio.start_server(self._join, "127.0.0.1", self.port))
        return self

    def __exit__(self, *_: object) -> None:
        self._do(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    def freeze(self) -> None:
        """Pass nothing on any more; connections stay open, and new ones are taken and not answered."""
        self._loop.call_soon_threadsafe(self._flows.clear)

    def thaw(self) -> None:
        """Pass on what comes from now on, and what has waited."""
        self._loop.call_soon_threadsafe(self._flows.set)

    def _do(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)

    async def _event(self) -> asyncio.Event:
        event = asyncio.Event()
        event.set()
        return event

    async def _end(self) -> None:
        self._server.close()
        for writer in self._writers:
            writer.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.append(writer)
        await self._flows.wait()
        there, to = await asyncio.open_connection("127.0.0.1", self._to_port)
        self._writers.append(to)
        await asyncio.gather(self._pass(reader, to), self._pass(there, writer))

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(65536):
                await self._flows.wait()
                writer.write(data)
                await writer.drain()
        except OSError:
            pass
        writer.close()
