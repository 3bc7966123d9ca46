"""The bridge's VST3 face in hosts that others have written: pedalboard (Spotify), DawDreamer."""

from __future__ import annotations

import importlib.util
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from live_daemon.install.plugin import built_library
from support.bridge import RATE, BridgeDaemon, new_plugin, noise, wait_until

pytestmark = [
    pytest.mark.whole,
    pytest.mark.skipif(sys.platform != "linux", reason="the bundle is laid out as Linux hosts want it"),
]
needs_pedalboard = pytest.mark.skipif(
    importlib.util.find_spec("pedalboard") is None, reason="needs the VST3 host pedalboard (pip install pedalboard)"
)
needs_dawdreamer = pytest.mark.skipif(
    importlib.util.find_spec("dawdreamer") is None, reason="needs the VST3 host DawDreamer (pip install dawdreamer)"
)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("vst3") / "live-daemon bridge.vst3"
    inside = made / "Contents" / f"{platform.machine()}-linux"
    inside.mkdir(parents=True)
    shutil.copy(built_library(), inside / f"{made.stem}.so")
    return made


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[BridgeDaemon]:
    with BridgeDaemon(tmp_path) as one:
        one.monitor()
        yield one


def load(bundle: Path) -> Any:
    import pedalboard

    return pedalboard.load_plugin(str(bundle))


@needs_pedalboard
def test_pedalboard_finds_an_effect_with_its_parameters(bundle: Path) -> None:
    plugin = load(bundle)
    assert (plugin.name, plugin.manufacturer_name) == ("live-daemon bridge", "live-daemon")
    assert plugin.is_effect
    assert {"bypass", "dry", "dreams", "loops", "influence", "temperature", "record", "panic", "state"} <= set(
        plugin.parameters
    )
    plugin.influence = 2.5
    plugin.dry = 0.25
    kept = plugin.raw_state
    other = load(bundle)
    other.raw_state = kept
    assert abs(other.influence - 2.5) < 0.01 and abs(other.dry - 0.25) < 0.01


@needs_pedalboard
@pytest.mark.parametrize(("rate", "frames"), [(44_100, 441), (48_000, 64), (96_000, 1024)])
def test_pedalboard_bounces_through_the_engine_and_makes_up_for_the_latency(
    daemon: BridgeDaemon, bundle: Path, rate: int, frames: int
) -> None:
    heard = noise(rate // 2)
    heard[:, : rate // 5] = 0.0  # until the monitor has come up
    plugin = load(bundle)
    plugin.dry = 0.0
    made = plugin.process(heard, rate, buffer_size=frames)
    assert plugin.state == "joined"
    np.testing.assert_array_equal(made, heard)


@needs_pedalboard
def test_a_second_instance_in_pedalboard_passes_dry(daemon: BridgeDaemon, bundle: Path) -> None:
    heard = noise(4800)
    with new_plugin():
        plugin = load(bundle)
        plugin.process(heard, RATE, buffer_size=64)
        wait_until(lambda: plugin.state == "another instance is joined")
        np.testing.assert_array_equal(plugin.process(heard, RATE, buffer_size=64), heard)


@needs_dawdreamer
def test_dawdreamer_bounces_through_the_engine(daemon: BridgeDaemon, bundle: Path, tmp_path: Path) -> None:
    """In a process of its own: two such hosts do not live in one."""
    heard = noise(RATE)
    heard[:, : RATE // 5] = 0.0
    np.save(tmp_path / "in.npy", heard)
    script = (
        "import sys, numpy as np, dawdreamer as daw\n"
        "engine = daw.RenderEngine(48000, 256)\n"
        f"bridge = engine.make_plugin_processor('bridge', {str(bundle)!r})\n"
        "names = [p['name'] for p in bridge.get_parameters_description()]\n"
        "bridge.set_parameter(names.index('Dry'), 0.0)\n"
        f"sound = engine.make_playback_processor('in', np.load({str(tmp_path / 'in.npy')!r}))\n"
        "engine.load_graph([(sound, []), (bridge, ['in'])])\n"
        "engine.render(1.0)\n"
        f"np.save({str(tmp_path / 'out.npy')!r}, engine.get_audio())\n"
        "print(bridge.get_latency_samples())\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    late = int(done.stdout.split()[-1])
    assert late == 256
    made = np.load(tmp_path / "out.npy")[:2]
    shift = 0 if np.array_equal(made[:, 20_000:20_100], heard[:, 20_000:20_100]) else late
    np.testing.assert_allclose(made[:, 12_000 + shift : 40_000], heard[:, 12_000 : 40_000 - shift], atol=1e-6)
