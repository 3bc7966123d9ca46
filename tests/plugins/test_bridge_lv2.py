"""The bridge's LV2 face: in a host written from the specification, and in those of lilv and JACK."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from live_daemon.install.plugin import built_library
from support.bridge import FOLDER_VARIABLE, RATE, BridgeDaemon, joined, new_plugin, noise, wait_until
from support.lv2_host import Lv2Plugin

UNKNOWN_FRAMES = 4096


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
