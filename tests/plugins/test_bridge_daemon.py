"""A CLAP host with the bridge, and the audio process behind it: sound there and back, kills, OSC, panic."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from pythonosc.osc_message import OscMessage

from live_daemon.audio.bridge import Bridge
from live_daemon.audio.devices import DeviceError
from live_daemon.install.plugin import built_library
from support.bridge import RATE, BridgeDaemon, Ring, at_its_clock, joined, new_plugin, noise, wait_until
from support.clap_host import ClapPlugin

pytestmark = pytest.mark.whole
SILENT = 1e-4  # -80 dBFS
PANIC_S = 0.020


@pytest.fixture(scope="module")
def one_mirror(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BridgeDaemon]:
    with BridgeDaemon(tmp_path_factory.mktemp("mirror")) as daemon:
        daemon.monitor()
        yield daemon


@pytest.fixture
def mirror(one_mirror: BridgeDaemon) -> BridgeDaemon:
    """A daemon whose engine gives back what it hears."""
    one_mirror.be_found()
    return one_mirror


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[BridgeDaemon]:
    with BridgeDaemon(tmp_path) as one:
        yield one


def settle(plugin: ClapPlugin, rate: int = RATE) -> None:
    """Play silence without losing any, until the engine's gains and the plugin's fades stand."""
    plugin.offline(True)
    plugin.play(np.zeros((2, rate // 5), np.float32), [plugin.latency])


@pytest.mark.parametrize("rate", [44_100, 48_000, 96_000])
@pytest.mark.parametrize("sizes", [[32], [64], [441], [1024], "any"])
def test_a_click_comes_back_at_exactly_the_reported_latency(
    mirror: BridgeDaemon, rate: int, sizes: list[int] | str
) -> None:
    rng = np.random.default_rng(rate)
    blocks = [int(size) for size in rng.integers(1, 1025, 40)] if isinstance(sizes, str) else sizes
    heard = np.zeros((2, 8000), np.float32)
    heard[:, 3001] = 0.5, -0.25
    with new_plugin(rate, max(blocks), dry=0.0) as plugin:
        settle(plugin, rate)
        made = plugin.play(heard, blocks)
        late = plugin.latency
    wanted = np.zeros((10, 8000), np.float32)
    wanted[:2, late:] = heard[:, :-late]
    np.testing.assert_array_equal(made, wanted)


def test_dry_and_what_comes_back_meet_at_the_same_frame(mirror: BridgeDaemon) -> None:
    heard = noise(24_000)
    with new_plugin(most_frames=256) as plugin:
        settle(plugin)
        made = plugin.play(heard, [256, 100, 17], in_place=True)
    np.testing.assert_allclose(made[:2, 256:], 2 * heard[:, :-256], atol=1e-6)


def test_a_second_instance_says_so_and_passes_dry(mirror: BridgeDaemon) -> None:
    heard = noise(4800)
    with new_plugin() as first:
        wait_until(lambda: joined(first))
        with new_plugin() as second:
            wait_until(lambda: second.state_text == "another instance is joined")
            made = second.play(heard, [64])
            assert second.told == {second.parameters["State"].id: 2.0}  # so the host can show it
            np.testing.assert_array_equal(made[:2, 64:], heard[:, :-64])
            assert not made[2:].any()
            assert joined(first)
            first.destroy()
            assert wait_until(lambda: joined(second)) < 2.0
            settle(second)
            assert second.told == {second.parameters["State"].id: 1.0}
            made = second.play(heard, [64])
            np.testing.assert_allclose(made[:2, 64:], 2 * heard[:, :-64], atol=1e-6)


def test_an_instance_that_is_not_active_leaves_the_ring_to_another(mirror: BridgeDaemon) -> None:
    with new_plugin() as first, new_plugin() as second:
        wait_until(lambda: second.state_text == "another instance is joined")
        first.deactivate()
        wait_until(lambda: joined(second))
        first.activate()
        wait_until(lambda: first.state_text == "another instance is joined")


def test_a_second_daemon_is_refused(mirror: BridgeDaemon) -> None:
    with pytest.raises(DeviceError, match="another live-daemon has the bridge: end it first"):
        Bridge(built_library(), 0)
    with new_plugin() as plugin:
        wait_until(lambda: joined(plugin))  # and the first is none the worse for it


def played(folder: Path, offline: bool) -> NDArray[np.float32]:
    """What a fresh engine makes of a take while a loop sounds; in real time as a host whose engine keeps up."""
    folder.mkdir()
    heard = noise(24_000)
    with BridgeDaemon(folder) as daemon:
        daemon.sound_loop()
        daemon.monitor()
        with new_plugin(most_frames=300, dry=0.5) as plugin:
            plugin.offline(offline)
            ring = Ring(daemon.ring_folder)
            wait_until(lambda: ring.is_joined)
            if offline:
                return plugin.play(heard, [300, 64, 299])
            made, begin = [], 0
            while begin < heard.shape[1]:
                block = heard[:, begin : begin + (300, 64, 299)[len(made) % 3]]
                made.append(plugin.process(block))
                begin += block.shape[1]
                wait_until(lambda: ring.is_made)
            return np.concatenate(made, axis=1)


def test_a_bounce_is_what_sounds_in_real_time_sample_by_sample(tmp_path: Path) -> None:
    bounced, heard = played(tmp_path / "a", offline=True), played(tmp_path / "b", offline=False)
    assert np.abs(bounced).max() > 0.2 and np.abs(bounced[:, 12_000:]).max() > 0.2
    np.testing.assert_array_equal(bounced, heard)


def test_the_dry_signal_goes_on_while_the_engine_is_killed_and_its_sound_comes_back(daemon: BridgeDaemon) -> None:
    daemon.sound_loop()
    heard = noise(48_000)
    with new_plugin(dry=1.0) as plugin:
        made = [at_its_clock(plugin, heard[:, :24_000], 64)]
        assert np.abs(made[0][:2] - dry_of(heard)[:, :24_000]).max() > 0.05  # the loop sounds
        daemon.kill()
        made.append(at_its_clock(plugin, heard[:, 24_000:], 64))
        wait_until(lambda: plugin.state_text == "no daemon")
        # 10 ms after the kill what the engine made is gone, and every sample is what was played.
        gone = 24_000 + 64 * 2 + RATE // 50
        sound = np.concatenate(made, axis=1)[:2]
        np.testing.assert_allclose(sound[:, gone:], dry_of(heard)[:, gone:], atol=SILENT)
        silence = np.zeros((2, 480), np.float32)
        assert not at_its_clock(plugin, silence, 48)[:, 64:].any()
        daemon.start()
        wait_until(lambda: bool(np.abs(at_its_clock(plugin, silence, 48)).max() > 0.05), 60.0)


def dry_of(heard: NDArray[np.float32], late: int = 64) -> NDArray[np.float32]:
    return np.concatenate([np.zeros((2, late), np.float32), heard[:, :-late]], axis=1)


def test_what_is_turned_is_told_by_osc(tmp_path: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as told:
        told.bind(("127.0.0.1", 0))
        told.settimeout(10.0)

        def next_one() -> tuple[str, list[float]]:
            message = OscMessage(told.recv(1000))
            return message.address, message.params

        with BridgeDaemon(tmp_path, osc_port=told.getsockname()[1]), new_plugin(influence=2.0) as plugin:
            assert next_one() == ("/dream/control/influence", [2.0])  # turned before, without a daemon
            for name, address in (
                ("dreams", "/dream/level/dreams"),
                ("loops", "/dream/level/loops"),
                ("temperature", "/dream/control/temperature"),
            ):
                plugin.set(**{name: 0.5})
                assert next_one() == (address, [0.5])
            plugin.set(dry=0.5)  # the plugin's own
            plugin.set(loops=0.5)  # as it is
            plugin.set(panic=1.0)
            assert [next_one() for _ in range(3)] == [("/dream/panic", [])] * 3
            plugin.set(panic=0.0)
            began = time.monotonic()
            plugin.set(record=1.0)
            time.sleep(0.7)
            plugin.set(record=0.0)
            address, (seconds,) = next_one()
            # The plugin counts whole milliseconds of its clock.
            assert address == "/dream/seed/live" and 0.69 < seconds <= time.monotonic() - began + 0.001
            plugin.set(record=1.0)
            plugin.set(record=0.0)  # a slip of the hand
            plugin.set(loops=0.25)
            assert next_one() == ("/dream/level/loops", [0.25])


def test_a_take_that_no_daemon_heard_is_not_asked_for_later(tmp_path: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as told:
        told.bind(("127.0.0.1", 0))
        told.settimeout(10.0)
        daemon = BridgeDaemon(tmp_path, osc_port=told.getsockname()[1])
        with new_plugin(loops=0.5) as plugin:
            plugin.set(record=1.0)
            time.sleep(0.6)
            plugin.set(record=0.0)
            time.sleep(0.1)
            with daemon:
                assert OscMessage(told.recv(1000)).address == "/dream/level/loops"
                plugin.set(loops=0.6)
                assert OscMessage(told.recv(1000)).address == "/dream/level/loops"


@pytest.mark.parametrize("engine", ["alive", "frozen", "dead"])
def test_a_panic_is_silent_in_the_plugin_itself(daemon: BridgeDaemon, engine: str) -> None:
    """Without any OSC process: the plugin fades, and the engine hears it through the ring."""
    daemon.sound_loop()
    assert daemon.process is not None
    silence = np.zeros((2, 24_000), np.float32)
    with new_plugin() as plugin:
        settle(plugin)
        plugin.offline(False)
        assert np.abs(at_its_clock(plugin, silence, 64)).max() > 0.1
        if engine == "frozen":
            os.kill(daemon.process.pid, signal.SIGSTOP)
        elif engine == "dead":
            daemon.kill()
        plugin.set(panic=1.0)
        made = np.concatenate([at_its_clock(plugin, silence, 64), at_its_clock(plugin, silence, 64)], axis=1)
        assert np.abs(made[:, round(PANIC_S * RATE) :]).max() < SILENT
        if engine == "frozen":
            os.kill(daemon.process.pid, signal.SIGCONT)
            wait_until(lambda: joined(plugin))
            made = np.concatenate([at_its_clock(plugin, silence, 64), at_its_clock(plugin, silence, 64)], axis=1)
            assert np.abs(made).max() < SILENT  # it stays silent
        if engine == "dead":
            daemon.start().wait_open()
        wait_until(lambda: daemon.record.panics == 1)


def test_another_rate_in_a_later_session(mirror: BridgeDaemon) -> None:
    heard = noise(4000)
    with new_plugin(44_100, 128, dry=0.0) as plugin:
        for rate, most in ((44_100, 128), (96_000, 512), (48_000, 64)):
            plugin.activate(rate, most)
            settle(plugin, rate)
            assert mirror.record.get("engine_sample_rate") == rate
            made = plugin.play(heard, [most])
            np.testing.assert_array_equal(made[:2, most:], heard[:, :-most])


def test_the_engine_plays_on_when_the_host_is_killed_and_the_next_one_joins(tmp_path: Path) -> None:
    script = (
        "import sys, numpy as np\n"
        "from support.bridge import at_its_clock, new_plugin\n"
        "plugin = new_plugin()\n"
        "while True:\n"
        "    at_its_clock(plugin, np.zeros((2, 4800), np.float32), 64)\n"
        "    print(plugin.state_text, flush=True)\n"
    )
    with BridgeDaemon(tmp_path, "--stand-in") as daemon:
        daemon.sound_loop()
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        host = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, env=environment)
        assert host.stdout is not None
        while host.stdout.readline() != "joined\n":
            assert host.poll() is None
        wait_until(lambda: daemon.control.slot_state(0).phase == "playing")
        host.kill()
        host.wait()
        wait_until(lambda: daemon.record.get("stand_in") == 1)
        frame = daemon.record.get("frame")
        wait_until(lambda: daemon.record.get("frame") > frame + 4800)
        assert daemon.control.slot_state(0).phase == "playing"
        with new_plugin() as plugin:
            assert wait_until(lambda: joined(plugin)) < 5.0
            settle(plugin)
            assert np.abs(plugin.play(np.zeros((2, 9600), np.float32), [64])[:2]).max() > 0.1


def test_a_project_keeps_its_bank_and_asks_for_it_when_it_is_opened_again(tmp_path: Path) -> None:
    """The name goes from the controller's record through the ring into the project, and comes back as a message."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as told:
        told.bind(("127.0.0.1", 0))
        told.settimeout(10.0)
        with BridgeDaemon(tmp_path, osc_port=told.getsockname()[1]) as daemon:
            daemon.record.put_bank_name("Abend für Chôr 1")
            with new_plugin(loops=0.5) as plugin:
                assert OscMessage(told.recv(1000)).address == "/dream/level/loops"
                wait_until(lambda: plugin.save().endswith("\nbank Abend für Chôr 1\n".encode()))
                kept = plugin.save()
                assert plugin.load(kept)  # it plays already: only the level is told
                assert OscMessage(told.recv(1000)).address == "/dream/level/loops"
                daemon.record.put_bank_name("another")
                wait_until(lambda: plugin.save().endswith(b"\nbank another\n"))
                assert plugin.load(kept)
                messages = [OscMessage(told.recv(1000)) for _ in range(2)]
                assert [(one.address, one.params) for one in messages] == [
                    ("/dream/bank/load", ["Abend für Chôr 1"]),
                    ("/dream/level/loops", [0.5]),
                ]
                daemon.record.put_bank_name("x" * 300)  # too long to be kept
                wait_until(lambda: b"bank" not in plugin.save().partition(b"\n")[2])
                for bad in (b"bank \n", b"bank a\x07b\n", b"bank " + b"y" * 300 + b"\n"):
                    plugin.load(kept.partition(b"\n")[0] + b"\n" + bad)
                plugin.load(kept.partition(b"\n")[0] + b"\nloops 250\n")
                assert OscMessage(told.recv(1000)).params == [0.25], "no other bank was asked for"


def test_a_block_for_which_the_engine_was_late_is_counted_as_with_a_sound_card(tmp_path: Path) -> None:
    """The plugin counts it in the ring; the engine counts it where the controller looks: what it tells as xruns."""
    with BridgeDaemon(tmp_path) as daemon, new_plugin() as plugin:
        at_its_clock(plugin, np.zeros((2, RATE // 4), np.float32), 64)
        before = daemon.record.get("flagged_blocks")
        ring = Ring(daemon.ring_folder)
        ring.header["late_blocks"] = ring.get("late_blocks") + 3
        at_its_clock(plugin, np.zeros((2, RATE // 4), np.float32), 64)
        assert daemon.record.get("flagged_blocks") > before


def test_while_the_bridge_cannot_be_made_a_clock_stands_in_and_it_is_tried_again(tmp_path: Path) -> None:
    """As with a sound card that is away: loops go on inside, and nothing has to be started again."""
    (tmp_path / "bridge").write_text("a file where the folder should be")
    daemon = BridgeDaemon(tmp_path, "--stand-in").start()
    try:
        wait_until(lambda: daemon.record.get("stand_in") == 1 and daemon.record.get("blocks") > 100)
        (tmp_path / "bridge").unlink()
        with new_plugin() as plugin:
            wait_until(lambda: joined(plugin))
    finally:
        daemon.end()
    assert daemon.process is not None and daemon.process.returncode == 0
