"""Real MIDI ports, on JACK: heard, unplugged, heard again; a server that ends; a process that is killed."""

import contextlib
import os
import queue
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from live_daemon.midi import ports
from live_daemon.midi.mapping import MidiEvent
from live_daemon.midi.ports import Inputs
from support.daemon import Daemon
from support.jack import JackServer, needs_jack


@needs_jack
@pytest.mark.jack
def test_a_real_midi_port_is_heard_unplugged_and_heard_again(tmp_path, monkeypatch):
    """Through JACK's MIDI, with rtmidi at both ends; where the system has ALSA's sequencer, through that."""
    import rtmidi

    with JackServer(tmp_path, period=256) as jack:
        for name in ("JACK_DEFAULT_SERVER", "JACK_NO_START_SERVER"):
            monkeypatch.setenv(name, jack.environment[name])
        alsa = Path("/dev/snd/seq").exists()
        apis = [api for api in rtmidi.get_compiled_api() if alsa or api == rtmidi.API_UNIX_JACK]
        monkeypatch.setattr(rtmidi, "get_compiled_api", lambda: apis)
        heard, said = queue.Queue(), []
        found = Inputs("pedal", heard.put, said.append, ports.open_client)
        for press in (1, 2):
            pedal = rtmidi.MidiOut(rtapi=apis[0], name=f"pedal board {press}")
            pedal.open_virtual_port("pedal")
            found.look()
            assert "listening to" in said[-1]
            assert _pressed(pedal, heard, 100 + press) == MidiEvent("cc", 64, 100 + press, 1)
            assert not found.look()
            pedal.close_port()
            pedal.delete()
            if press == 1:
                found.look()
                assert "disconnected" in said[-1]
        pedal = rtmidi.MidiOut(rtapi=apis[0], name="pedal board 2")  # away between two looks
        pedal.open_virtual_port("pedal")
        assert found.look() and "listening to" in said[-1]
        assert _pressed(pedal, heard, 5) == MidiEvent("cc", 64, 5, 1)
        found.close()
        pedal.close_port()
        pedal.delete()


def _pressed(pedal, heard, value):
    """Send until it is heard: a connection carries from JACK's next period on. What was sent before is left out."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        pedal.send_message([0xB0, 64, value])
        with contextlib.suppress(queue.Empty):
            while True:
                event = heard.get(timeout=0.3)
                if event.value == value:
                    return event
    return None


@needs_jack
@pytest.mark.jack
def test_a_jack_server_that_ends_is_noticed(tmp_path):
    """In a process of its own: what is left of a dead server's clients must not be touched."""
    code = (
        "import os, sys, time\n"
        "from live_daemon.midi.links import JackLinks\n"
        "links = JackLinks()\n"
        "print(links.ended(), flush=True)\n"
        "for _ in range(6000):\n    links.ended() or time.sleep(0.01)\n"
        "print(links.ended() and links.connected('a:b', 'c'), flush=True)\n"
        "os._exit(0)\n"
    )
    words = [sys.executable, "-c", code]
    with (
        JackServer(tmp_path, period=256) as jack,
        subprocess.Popen(words, env=jack.environment, stdout=subprocess.PIPE, text=True) as asking,
    ):
        assert asking.stdout is not None and asking.stdout.readline() == "False\n"
        jack.process.terminate()  # not killed: its place among the eight servers of a machine is free again
        assert asking.communicate(timeout=90)[0] == "None\n"
        assert asking.returncode == 0


@needs_jack
@pytest.mark.jack
def test_the_daemon_hears_a_pedal_also_after_its_midi_process_was_killed(tmp_path, monkeypatch):
    import rtmidi

    with JackServer(tmp_path, period=256) as jack:
        for name in ("JACK_DEFAULT_SERVER", "JACK_NO_START_SERVER"):
            monkeypatch.setenv(name, jack.environment[name])
        alsa = Path("/dev/snd/seq").exists()
        pedal = rtmidi.MidiOut(rtapi=rtmidi.API_LINUX_ALSA if alsa else rtmidi.API_UNIX_JACK, name="pedal board")
        pedal.open_virtual_port("pedal")
        lines = 'midi.map=["cc 64 = /dream/ping 7", "cc 21 = /dream/follower/q 1..100"]'
        try:
            with Daemon(tmp_path, lines, "midi.input=pedal", environment=jack.environment) as daemon:
                daemon.wait_until(lambda: _press(pedal, daemon) > 0, timeout=60)
                old = _midi_process(daemon)
                os.kill(old, signal.SIGKILL)
                daemon.wait_until(lambda: _midi_process(daemon) not in (None, old), timeout=60)
                daemon.forget()
                before = _press(pedal, daemon)
                daemon.wait_until(lambda: _press(pedal, daemon) > before + 1, timeout=60)
                assert "the midi process ended (killed by signal 9): it is started again at once" in daemon.log
        finally:
            pedal.close_port()
            pedal.delete()


def _press(pedal, daemon):
    """Press and let go; return how many answers have come so far."""
    pedal.send_message([0xB0, 64, 127])
    pedal.send_message([0xB0, 64, 0])
    return sum(message == ("/dream/pong", (7,)) for message in daemon.heard)


def _midi_process(daemon):
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parent = int((folder / "stat").read_text(errors="replace").rpartition(")")[2].split()[1])
            if (
                "live_daemon.midi" in (folder / "cmdline").read_text(errors="replace").split("\0")
                and parent == daemon.process.pid
            ):
                return int(folder.name)
    return None
