"""The sound check where a host's plugin is to drive the engine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from live_daemon.audio.bridge import Host
from live_daemon.install.copies import InstallError
from live_daemon.install.plugin_places import PluginPlace, install, places_here
from live_daemon.settings import load_settings
from live_daemon.soundcheck import bridge
from live_daemon.soundcheck.bridge import bridge_lines, host_line, plugin_line
from live_daemon.soundcheck.check import Soundcheck
from live_daemon.soundcheck.lines import is_safe
from support.bridge import FOLDER_VARIABLE, at_its_clock, new_plugin, noise

PORT = 9124


@pytest.fixture(autouse=True)
def own_bridge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A ring and a home of this test's own."""
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "bridge"))
    monkeypatch.setattr(bridge, "PATIENCE_S", 0.1)
    yield


@pytest.fixture
def places(tmp_path: Path) -> list[PluginPlace]:
    return places_here(folder=tmp_path)


def test_a_plugin_that_is_not_installed_is_advice(places: list[PluginPlace]) -> None:
    line = plugin_line(places)
    assert line.status == "advice" and "live-daemon plugin install" in line.remedy


def test_one_format_is_enough(places: list[PluginPlace]) -> None:
    install(places[1])
    line = plugin_line(places)
    assert (line.status, line.figure) == ("pass", "vst3: installed")


def test_a_plugin_of_another_version_fails(places: list[PluginPlace]) -> None:
    for place in places:
        install(place)
    (places[2].path / "manifest.ttl").write_text("<urn:live-daemon:bridge> of last year")
    line = plugin_line(places)
    assert line.status == "fail" and "lv2: another version" in line.figure


def test_somebody_elses_plugin_is_named(places: list[PluginPlace]) -> None:
    places[1].path.write_text("somebody's")
    line = plugin_line(places)
    assert line.status == "advice" and line.figure == "vst3: somebody else's"


def test_without_a_host_the_check_says_so_and_opens_no_sound_card(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("live_daemon.soundcheck.check.subprocess.run", lambda *_, **__: pytest.fail("a probe"))
    settings = load_settings(None, ["audio.device=bridge", f"paths.state={tmp_path / 'state'}"])
    lines = {line.name: line for line in Soundcheck(settings, 2.0, quiet=True)._device_lines()}
    assert set(lines) == {"plugin", "host", "round trip"}
    assert lines["host"].status == "advice" and "no host plays" in lines["host"].figure
    assert lines["round trip"].status == "skipped" and "one block of the host" in lines["round trip"].figure
    assert is_safe(list(lines.values()))


def test_a_host_that_plays_is_seen_with_its_rate_and_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bridge, "PATIENCE_S", 20.0)
    stop = threading.Event()

    def play() -> None:
        with new_plugin(44_100, 441) as plugin:
            while not stop.is_set():
                at_its_clock(plugin, noise(4410), 441, 44_100)

    thread = threading.Thread(target=play)
    thread.start()
    try:
        lines = {line.name: line for line in bridge_lines(48_000, PORT)}
    finally:
        stop.set()
        thread.join()
    host = lines["host"]
    assert host.status == "advice" and "plays at 44100 Hz, blocks of 441: the bridge adds 10.0 ms" in host.figure
    assert "sample_rate to 44100" in host.remedy and host.values == {"latency_ms": pytest.approx(10.0)}


def test_a_host_at_the_rate_of_the_settings_passes() -> None:
    assert host_line(Host(48_000, 64), 48_000).status == "pass"


def test_a_machine_without_a_plugin_fails_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing() -> Path:
        raise InstallError("the bridge is built for others")

    monkeypatch.setattr("live_daemon.install.plugin_places.built_library", nothing)
    line, trip = bridge_lines(48_000, PORT)
    assert (line.status, line.figure, trip.status) == ("fail", "the bridge is built for others", "skipped")
