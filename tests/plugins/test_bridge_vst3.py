"""The bridge's VST3 face in hosts that others have written: pedalboard, DawDreamer. Each in a process of its own.

Two such hosts do not live in one process, and an instance lives there until its end.
"""

from __future__ import annotations

import importlib.util
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from live_daemon.install.plugin import built_library
from support.bridge import RATE, BridgeDaemon, joined, new_plugin, noise, wait_until

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


def in_host(folder: Path, bundle: Path, heard: NDArray[np.float32], script: str) -> NDArray[np.float32]:
    """Run ``script``, which knows `path` and `heard` and leaves `made`. Shapes: (2, frames)."""
    np.save(folder / "heard.npy", heard)
    lines = (
        f"import numpy as np\npath, heard = {str(bundle)!r}, np.load({str(folder / 'heard.npy')!r})\n{script}\n"
        f"np.save({str(folder / 'made.npy')!r}, made)\n"
    )
    done = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    found: NDArray[np.float32] = np.load(folder / "made.npy")
    return found


@needs_pedalboard
def test_pedalboard_finds_an_effect_and_keeps_its_state(bundle: Path, tmp_path: Path) -> None:
    script = (
        "import pedalboard\n"
        "plugin, other = pedalboard.load_plugin(path), pedalboard.load_plugin(path)\n"
        "assert (plugin.name, plugin.manufacturer_name, plugin.is_effect) == "
        "('live-daemon bridge', 'live-daemon', True)\n"
        "names = 'bypass dry dreams loops influence temperature record panic state'.split()\n"
        "assert set(names) <= set(plugin.parameters)\n"
        "plugin.influence, plugin.dry = 2.5, 0.25\n"
        "other.raw_state = plugin.raw_state\n"
        "assert abs(other.influence - 2.5) < 0.01 and abs(other.dry - 0.25) < 0.01\n"
        "made = other.process(heard, 48000, buffer_size=512)"
    )
    heard = noise(24_000)
    made = in_host(tmp_path, bundle, heard, script)
    np.testing.assert_allclose(made[:, 9600:], 0.25 * heard[:, 9600:], atol=2e-4)


@needs_pedalboard
@pytest.mark.parametrize(("rate", "frames"), [(44_100, 441), (48_000, 64), (96_000, 1024)])
def test_pedalboard_bounces_through_the_engine_and_makes_up_for_the_latency(
    daemon: BridgeDaemon, bundle: Path, tmp_path: Path, rate: int, frames: int
) -> None:
    heard = noise(rate // 2)
    heard[:, : rate // 5] = 0.0  # until the monitor has come up
    script = (
        "import pedalboard\nplugin = pedalboard.load_plugin(path)\nplugin.dry = 0.0\n"
        f"made = plugin.process(heard, {rate}, buffer_size={frames})"
    )
    np.testing.assert_array_equal(in_host(tmp_path, bundle, heard, script), heard)
    assert daemon.record.get("engine_sample_rate") == rate


@needs_pedalboard
def test_another_instance_in_pedalboard_passes_dry(daemon: BridgeDaemon, bundle: Path, tmp_path: Path) -> None:
    heard = noise(4800)
    with new_plugin() as first:
        wait_until(lambda: joined(first))
        script = "import pedalboard\nmade = pedalboard.load_plugin(path).process(heard, 48000, buffer_size=64)"
        np.testing.assert_array_equal(in_host(tmp_path, bundle, heard, script), heard)
        assert joined(first)


@needs_dawdreamer
def test_dawdreamer_bounces_through_the_engine(daemon: BridgeDaemon, bundle: Path, tmp_path: Path) -> None:
    heard = noise(RATE)
    heard[:, : RATE // 5] = 0.0
    script = (
        "import dawdreamer as daw\n"
        "engine = daw.RenderEngine(48000, 256)\n"
        "bridge = engine.make_plugin_processor('bridge', path)\n"
        "names = [row['name'] for row in bridge.get_parameters_description()]\n"
        "bridge.set_parameter(names.index('Dry'), 0.0)\n"
        "engine.load_graph([(engine.make_playback_processor('in', heard), []), (bridge, ['in'])])\n"
        "engine.render(1.0)\n"
        "assert bridge.get_latency_samples() == 256\n"
        "made = engine.get_audio()"
    )
    made = in_host(tmp_path, bundle, heard, script)
    np.testing.assert_array_equal(made[:2, 256:], heard[:, :-256])
