"""The console process. It has the lowest priority and ends with the supervisor.

Neither the sound nor the controller waits for it, whatever its clients do.
"""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
from pathlib import Path
from typing import NoReturn

from live_daemon.console.announce import NAME, Announcement
from live_daemon.console.feed import Feed, send_to
from live_daemon.console.guard import Guard
from live_daemon.console.server import Console
from live_daemon.console.tree import Tree
from live_daemon.log import say
from live_daemon.osc.local import LOOPBACK, heard_at
from live_daemon.settings import Settings, settings_from_file
from live_daemon.studio.context import StudioContext
from live_daemon.studio.history import History
from live_inference.command_line.terminal import leave
from live_inference.worker.heartbeat import Heartbeat
from live_inference.worker.process import end_with_parent

RETRY_PORT_S = 2.0
BEAT_S = 1.0
SWITCH_S = 0.0005
"""For how long each thread that reads files may keep the loop waiting, on which a page's panic is heard: Python's own
5 ms are much where there are several."""
PATIENCE_S = 30.0
"""Long, because of the lowest priority: on a busy machine its turn may come late."""


def main() -> NoReturn:
    """Run until standard input closes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--settings", type=Path, required=True)
    parser.add_argument("--settings-source", type=Path, help="the TOML file that the user gave")
    parser.add_argument("--feed", type=int, required=True, help="UDP port on which the controller is heard")
    parser.add_argument("--heartbeat", type=Path)
    options = parser.parse_args()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process; the supervisor ends us
    sys.setswitchinterval(SWITCH_S)
    settings = settings_from_file(options.settings)
    asyncio.run(_run(settings, options.settings_source, options.feed, options.heartbeat))
    leave(0)  # a thread that makes a picture or hears recordings may take minutes; every file appears as a whole


async def _run(settings: Settings, settings_file: Path | None, feed_port: int, heartbeat_path: Path | None) -> None:
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()

    def end() -> None:
        loop.call_soon_threadsafe(stop.set)

    end_with_parent(end)
    beating = asyncio.create_task(_beat(Heartbeat(heartbeat_path))) if heartbeat_path else None
    osc, port = settings.osc, settings.console.port
    tree = Tree({"NAME": NAME, "OSC_PORT": osc.listen_port, "OSC_TRANSPORT": "UDP"})
    send = send_to(heard_at(osc.listen_host), osc.listen_port, osc.panic_port)
    context = StudioContext(settings, settings_file, History(), send)
    console = Console(tree, Guard(osc.allow, osc.listen_host), context)
    feed, _ = await loop.create_datagram_endpoint(lambda: Feed(console.told), local_addr=(LOOPBACK, feed_port))
    serving = asyncio.create_task(_serve(console, osc.listen_host, port, osc.listen_port))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({stopping, serving}, return_when=asyncio.FIRST_COMPLETED)
    if serving.done():
        # It would send heartbeats without serving anybody: end the process, so that the supervisor restarts it.
        serving.result()
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)
    feed.close()
    if beating is not None:
        beating.cancel()


async def _serve(console: Console, host: str, port: int, osc_port: int) -> None:
    said = False
    while True:
        try:
            server = await console.listen(host, port)
            break
        except OSError as error:
            if not said:
                say(
                    f"console.port {port} on {host} cannot be used ({error.strerror or error}): no OSCQuery; close the "
                    "program that holds it, or set [console] port (tried again every 2 s)"
                )
            said = True
            await asyncio.sleep(RETRY_PORT_S)
    say(f"console: http://{heard_at(host)}:{port}/studio, OSCQuery on the same port")
    announcement = Announcement(host, port, osc_port)
    try:
        if trouble := await announcement.begin():
            say(trouble)
        await asyncio.Event().wait()
    finally:
        await announcement.end()
        await server.close()


async def _beat(heartbeat: Heartbeat) -> None:
    while True:
        heartbeat.beat(PATIENCE_S)
        await asyncio.sleep(BEAT_S)
