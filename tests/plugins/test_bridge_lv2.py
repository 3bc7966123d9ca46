"""The bridge's LV2 face: in a host written from the specification, and in those of lilv and JACK."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from pathlib import Path

import numpy as np
import pytest

from live_daemon.install.plugin import built_library
from support.bridge import FOLDER_VARIABLE, RATE, BridgeDaemon, Ring, joined, new_plugin, noise, wait_until
from support.jack import JackServer, needs_jack
from support.jack_recorder import JackRecorder
from support.lv2_host import CONTROLS, FIRST_CONTROL, LATENCY, NUM_PORTS, Lv2Plugin

URI = "urn:live-daemon:bridge"
UNKNOWN_FRAMES = 4096
JOINED = 1.0
needs_lilv = pytest.mark.skipif(shutil.which("lv2info") is None, reason="needs lv2info (apt-get install lilv-utils)")
needs_jalv = pytest.mark.skipif(shutil.which("jalv") is None, reason="needs the LV2 host jalv (apt-get install jalv)")


@pytest.mark.parametrize("in_place", [False, True])
def test_without_a_daemon_it_passes_dry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_place: bool) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "bridge"))
    heard = noise(4000)
    plugin = Lv2Plugin(built_library(), RATE, 256)
    assert not plugin.run(heard[:, :64]).any()  # before it is activated
    plugin.activate()
    plugin.run(heard[:, :0])  # refreshes what it tells
    assert (plugin.latency, plugin.state) == (256, 0.0)
    made = plugin.play(heard, [256, 1, 0, 200], in_place)
    np.testing.assert_array_equal(made[:, 256:], heard[:, :-256])
    plugin.deactivate()
    plugin.activate()
    assert not plugin.play(heard, [256], in_place)[:, :256].any()  # nothing is left of before
    plugin.close()


def test_a_host_that_does_not_say_its_largest_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "bridge"))
    plugin = Lv2Plugin(built_library(), RATE, None)
    plugin.activate()
    plugin.run(noise(0))
    assert plugin.latency == UNKNOWN_FRAMES
    plugin.deactivate()
    plugin.close()


@pytest.mark.parametrize(
    ("most", "nominal", "latency"), [(8192, 128, 128), (None, 64, 64), (64, 128, 64), (64, -1, 64)]
)
def test_the_latency_is_the_host_s_usual_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int | None, nominal: int, latency: int
) -> None:
    """Ardour's largest block is always 8192 frames; the usual one is what it plays with."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "bridge"))
    plugin = Lv2Plugin(built_library(), RATE, most, nominal_frames=nominal)
    plugin.activate()
    heard = noise(6000)
    made = plugin.play(heard, [latency])
    assert plugin.latency == latency
    np.testing.assert_array_equal(made[:, latency:], heard[:, :-latency])
    assert plugin.set_nominal(0) != 0 and plugin.set_nominal(512) == 0  # the user has chosen another buffer
    made = plugin.play(heard, [512])
    assert plugin.latency == 512
    np.testing.assert_array_equal(made[:, 512:], heard[:, :-512])
    plugin.free_wheel(True)
    made = plugin.play(heard, [1000])  # a bounce, in blocks of its own
    assert plugin.latency == 512
    np.testing.assert_array_equal(made[:, 512:], heard[:, :-512])
    plugin.free_wheel(False)
    made = plugin.play(heard, [1000])  # more than was said: once that is known, it is the latency
    assert plugin.latency == 1000
    np.testing.assert_array_equal(made[:, 2000:], heard[:, 1000:-1000])
    plugin.deactivate()
    plugin.close()


@pytest.mark.whole
def test_a_take_goes_through_the_engine_when_the_host_is_free_wheeling(tmp_path: Path) -> None:
    heard = noise(24_000)
    with BridgeDaemon(tmp_path) as daemon:
        daemon.monitor()
        plugin = Lv2Plugin(built_library(), 44_100, 128)
        plugin.set(dry=0.0)
        plugin.free_wheel(True)
        plugin.activate()
        plugin.play(np.zeros((2, 10_000), np.float32), [128])
        made = plugin.play(heard, [128, 100, 3])
        assert (plugin.latency, plugin.state) == (128, 1.0)
        np.testing.assert_array_equal(made[:, 128:], heard[:, :-128])
        with new_plugin() as other:  # of another format
            wait_until(lambda: other.state_text == "another instance is joined")
            plugin.deactivate()
            wait_until(lambda: joined(other))
        plugin.close()


@pytest.mark.whole
def test_the_engine_is_told_of_a_latency_that_grew(tmp_path: Path) -> None:
    """In the same session: nothing breaks off, and the latency that the daemon shows is the one that is heard."""
    with BridgeDaemon(tmp_path) as daemon:
        plugin = Lv2Plugin(built_library(), RATE, 128)
        plugin.activate()
        ring = Ring(daemon.ring_folder)
        wait_until(lambda: plugin.run(noise(128)) is not None and ring.is_joined)
        wait_until(lambda: daemon.record.get("latency_out_s") == 128 / RATE)
        session = ring.get("session")
        plugin.run(noise(1000))
        assert (plugin.latency, ring.get("session_frames"), ring.get("session")) == (1000, 1000, session)
        wait_until(lambda: plugin.run(noise(1000)) is not None and daemon.record.get("latency_out_s") == 1000 / RATE)
        assert ring.get("session") == session
        plugin.deactivate()
        plugin.close()


def test_a_usual_block_that_is_longer_than_the_bridge_s_longest_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told again, it is no other one: nothing begins anew."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "bridge"))
    plugin = Lv2Plugin(built_library(), RATE, 16_384, nominal_frames=16_384)
    plugin.activate()
    heard, made = noise(40_000), []
    for part in np.split(heard, 4, axis=1):
        assert plugin.set_nominal(16_384) == 0
        made.append(plugin.play(part, [16_384]))
    assert plugin.latency == 8192
    np.testing.assert_array_equal(np.concatenate(made, axis=1)[:, 8192:], heard[:, :-8192])
    plugin.deactivate()
    plugin.close()


@pytest.mark.whole
def test_loops_come_out_apart_where_the_host_connected_that(tmp_path: Path) -> None:
    """The engine puts the loop on the third of the groups' outputs; the plugin with the main ones alone has none."""
    with BridgeDaemon(tmp_path, "--output-channels", "10") as daemon:
        for which in (1, 0):
            plugin = Lv2Plugin(built_library(), RATE, 128, which)
            plugin.set(dry=0.0)
            plugin.free_wheel(True)
            plugin.activate()
            daemon.sound_loop(output=3)
            made = plugin.play(np.zeros((2, 48_000), np.float32), [128])
            assert plugin.state == JOINED
            levels = np.abs(made[:, 24_000:]).max(axis=1)
            assert [channel for channel, level in enumerate(levels) if level > 0.1] == ([4] if which else [])
            plugin.deactivate()
            plugin.close()


@pytest.mark.whole
@needs_lilv
def test_lilv_finds_the_ports_where_the_library_has_them(bundles: Path) -> None:
    found = subprocess.run(["lv2ls"], capture_output=True, text=True, check=True).stdout.split()
    assert found == [URI, f"{URI}:loops"]
    told = subprocess.run(["lv2info", URI], capture_output=True, text=True, check=True)
    assert told.stderr == ""
    symbols = re.findall(r"Symbol:\s+(\S+)", told.stdout)
    assert symbols[:FIRST_CONTROL] == ["in_left", "in_right", "out_left", "out_right"]
    assert symbols[FIRST_CONTROL:LATENCY] == [*CONTROLS] and len(symbols) == NUM_PORTS
    assert f"reported by port {LATENCY}" in told.stdout


@pytest.mark.jack
@needs_jack
@needs_jalv
def test_jalv_plays_it_under_jack(bundles: Path, tmp_path: Path) -> None:
    """A loop of the engine comes out of a real LV2 host."""
    with BridgeDaemon(tmp_path) as daemon, JackServer(tmp_path, period=128) as jack:
        daemon.sound_loop()
        environment = {**jack.environment, FOLDER_VARIABLE: str(daemon.ring_folder), "LV2_PATH": str(bundles)}
        log = tmp_path / "jalv.log"
        with log.open("w") as out:
            command = ["jalv", "-x", "-i", "-n", "bridge", URI]
            host = subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.STDOUT)
        try:
            wait_until(lambda: "bridge:out_left" in jack.ports(), what=f"jalv ({log})")
            with JackRecorder(jack.environment, ["bridge:out_left", "bridge:out_right"]) as recorder:
                deadline = time.monotonic() + 30.0
                while not recorder.frames or not np.abs(recorder.sound()).max() > 0.1:
                    assert time.monotonic() < deadline and host.poll() is None, log.read_text()
                    time.sleep(0.05)
            ring = Ring(daemon.ring_folder)
            assert (ring.get("session_rate"), ring.get("session_frames")) == (RATE, 128)  # as jalv's options say
        finally:
            host.terminate()
            host.wait(10)
