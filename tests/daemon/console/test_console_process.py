"""The console process: small, and told what the studio must know."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from live_daemon.console import process
from live_daemon.osc.local import free_udp_port
from live_daemon.settings import ConsoleSettings, Settings
from support.console import osc
from support.ports import free_port


@pytest.mark.whole
def test_it_loads_nothing_that_compiles_plays_or_dreams():
    """It once loaded numba for the name of a file: three times the memory, and seconds at the start."""
    code = "import sys, live_daemon.console.process\nprint(*sorted({name.partition('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=200)
    assert not set(done.stdout.split()) & {"torch", "numba", "scipy", "matplotlib", "sounddevice"}


def test_the_studio_is_told_its_settings_their_file_and_what_the_daemon_says(monkeypatch, tmp_path):
    """Through the feed's port, as the controller does; what no table knows is left out."""
    made = []
    real = process.Console

    def console(tree, guard, context):
        made.append(context)
        return real(tree, guard, context)

    ends = []
    monkeypatch.setattr(process, "Console", console)
    monkeypatch.setattr(process, "end_with_parent", ends.append)
    folders = {name: str(tmp_path / name) for name in ("recordings", "dreams", "bank", "state", "checkpoints")}
    settings = Settings(console=ConsoleSettings(port=free_port()), paths=type(Settings().paths)(**folders))
    feed = free_udp_port()

    async def run():
        running = asyncio.create_task(process._run(settings, Path("mine.toml"), feed, None))
        loop = asyncio.get_running_loop()
        while not ends or not made:
            await asyncio.sleep(0.01)
        (context,) = made
        sender, _ = await loop.create_datagram_endpoint(asyncio.DatagramProtocol, remote_addr=("127.0.0.1", feed))
        deadline = loop.time() + 60
        while context.history.last("/dream/started") is None and loop.time() < deadline:
            sender.sendto(osc("/dream/nothing", 7))
            sender.sendto(osc("/dream/started", "seven"))
            sender.sendto(osc("/dream/started", 7))
            await asyncio.sleep(0.02)
        sender.close()
        ends[0]()
        await asyncio.wait_for(running, 60)
        return context

    context = asyncio.run(run())
    assert (context.settings, context.settings_file) == (settings, Path("mine.toml"))
    assert context.history.last("/dream/started") == (7,)
    assert context.history.last("/dream/nothing") is None
    assert [dream["id"] for dream in context.history.dreams()] == [7]
