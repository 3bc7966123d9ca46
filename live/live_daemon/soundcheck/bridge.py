"""The lines about the bridge, where a host's plugin is to drive the engine: is it installed, does a host play?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from live_daemon.audio.bridge import Bridge, Host
from live_daemon.audio.devices import DeviceError
from live_daemon.install.copies import InstallError
from live_daemon.install.plugin import built_library
from live_daemon.install.plugin_places import PluginPlace, places_here
from live_daemon.soundcheck.lines import Line, judged, skipped

PATIENCE_S = 3.0
"""A plugin looks for the engine several times a second."""
_INSTALL = "`live-daemon plugin install`, then let the host scan its plugins again"
_PLAY = "put `live-daemon bridge` on a track of your host, start its audio, and check again"


def bridge_lines(sample_rate: int, osc_port: int) -> Iterator[Line]:
    """Yield the lines of the sound check where ``[audio] device`` is `bridge`. Opens the ring for a moment.

    No daemon may run meanwhile. ``sample_rate`` (Hz) is that of the settings.
    """
    try:
        yield plugin_line(places_here())
        yield _host_line(sample_rate, osc_port)
    except (InstallError, DeviceError) as error:
        yield judged("host", False, str(error), "can join", "fix what the line says, or set [audio] device")
    yield skipped("round trip", "the host's own sound card makes it; the bridge adds one block of the host")


def plugin_line(places: Sequence[PluginPlace]) -> Line:
    """Return the line about what is installed.

    Raises:
        InstallError: a place cannot be read.
    """
    states = {place.plugin_format: place.state for place in places}
    told = ", ".join(f"{name}: {state}" for name, state in states.items() if state != "missing")
    if "another version" in states.values():
        return judged("plugin", False, told, "the version of this daemon", _INSTALL)
    if "installed" not in states.values():
        figure = told or "not installed where this system's hosts look"
        return Line("plugin", "advice", figure, "installed", f"{_INSTALL} (if it is elsewhere, by --dir, all is well)")
    return judged("plugin", True, told, "installed", _INSTALL)


def _host_line(sample_rate: int, osc_port: int) -> Line:
    bridge = Bridge(built_library(), osc_port)
    try:
        return host_line(bridge.host(PATIENCE_S), sample_rate)
    finally:
        bridge.close()


def host_line(host: Host | None, sample_rate: int) -> Line:
    """Return the line about the host that plays, if one does. ``sample_rate`` (Hz) is that of the settings."""
    if host is None:
        return Line("host", "advice", "no host plays: a clock would drive the engine, unheard", "plays", _PLAY)
    latency_ms = 1000 * host.most_frames / host.sample_rate
    figure = f"plays at {host.sample_rate} Hz, blocks of {host.most_frames}: the bridge adds {latency_ms:.1f} ms"
    if host.sample_rate == sample_rate:
        return judged("host", True, figure, f"{sample_rate} Hz", "", latency_ms=latency_ms)
    remedy = f"set [audio] sample_rate to {host.sample_rate}, so that no loop needs to be resampled"
    return Line("host", "advice", figure, f"{sample_rate} Hz", remedy, {"latency_ms": latency_ms})
