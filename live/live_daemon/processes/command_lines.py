"""The command line of each process of the daemon, from the settings."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from live_daemon.install.copies import InstallError
from live_daemon.install.plugin import built_library
from live_daemon.log import say
from live_daemon.midi.ports import INSTALL, is_installed
from live_daemon.osc.local import free_udp_port, free_udp_ports
from live_daemon.processes.child import Child
from live_daemon.settings import Settings, SettingsError


@dataclass(frozen=True, slots=True)
class Session:
    """One run of the supervisor.

    ``settings_file``: the resolved settings as JSON; ``folder``: record, arena and heartbeats; ``black_box``: None if
    nothing is kept; ``settings_source``: the user's file, None if there is none.
    """

    settings: Settings
    settings_file: Path
    folder: Path
    arena: Path
    name: str
    black_box: Path | None = None
    settings_source: Path | None = None


def check_bridge(settings: Settings) -> None:
    """Look for the bridge's library, if it is to drive the engine.

    Raises:
        SettingsError: there is none for this machine; one line.
    """
    if settings.audio.device == "bridge":
        try:
            built_library()
        except InstallError as error:
            raise SettingsError(f"audio.device is bridge: {error}") from error


def processes(session: Session) -> list[Child]:
    """Return the processes of a session, not started yet, in the order in which they start."""
    console_port = free_udp_port() if session.settings.console.enabled else 0
    osc_ports = free_udp_ports(2)
    return [
        Child("audio", _audio(session)),
        _watched("inference", session, "live_inference.worker", _inference(session)),
        _watched("osc", session, "live_daemon.osc", _osc(session, osc_ports)),
        _watched("controller", session, "live_daemon.control", _controller(session, osc_ports, console_port)),
        *_clients(session, console_port),
    ]


def _python(module: str, *options: object) -> list[str]:
    return [sys.executable, "-m", module, *map(str, options)]


def _watched(name: str, session: Session, module: str, options: list[object]) -> Child:
    """Return a process that says in a file that it lives."""
    heartbeat = session.folder / f"{name}.heartbeat"
    return Child(name, _python(module, *options, "--heartbeat", heartbeat), heartbeat)


def _audio(session: Session) -> list[str]:
    settings = session.settings.audio
    options: list[object] = ["--record", session.folder, "--device", settings.device]
    options += ["--sample-rate", settings.sample_rate, "--blocksize", settings.blocksize]
    if settings.outputs == "per_loop":
        # A clock has as many outputs as it is asked for, a device as many as it has.
        loops = session.settings.follower.loops if settings.device == "none" else settings.own_outputs
        options += ["--output-channels", 2 + loops]
    if settings.device == "none":
        options += ["--input", settings.input_file] if settings.input_file else []
        options += ["--output", settings.output_file] if settings.output_file else []
    elif settings.device == "bridge":
        options += ["--stand-in", "--plugin", built_library(), "--osc-port", session.settings.osc.listen_port]
    else:
        state = Path(session.settings.paths.state)
        options += ["--stand-in", "--connections", state / "jack_connections.json"]
    return _python("live_daemon.audio", *options)


def _inference(session: Session) -> list[object]:
    settings = session.settings
    options: list[object] = ["--folder", session.folder, "--arena", session.arena]
    options += ["--sample-rate", settings.audio.sample_rate, "--checkpoints", settings.paths.checkpoints]
    return [*options, "--backend", settings.engine.backend, "--threads", settings.engine.threads]


def _osc(session: Session, ports: list[int]) -> list[object]:
    controller, here = ports
    options: list[object] = ["--settings", session.settings_file, "--record", session.folder]
    return [*options, "--here", here, "--controller", controller]


def _controller(session: Session, osc_ports: list[int], console_port: int) -> list[object]:
    options: list[object] = ["--settings", session.settings_file, "--record", session.folder, "--session", session.name]
    if session.black_box is not None:
        options += ["--black-box", session.black_box]
    return [*options, "--console", console_port, "--osc", *osc_ports]


def _clients(session: Session, console_port: int) -> list[Child]:
    """Return the processes that are OSC clients like any other: console and MIDI, where they are wanted."""
    found = []
    settings: list[object] = ["--settings", session.settings_file]
    if console_port:
        options = [*settings, "--feed", console_port]
        if session.settings_source is not None:
            options += ["--settings-source", session.settings_source.absolute()]
        found.append(_watched("console", session, "live_daemon.console", options))
    if session.settings.midi.map and is_installed():
        found.append(_watched("midi", session, "live_daemon.midi", settings))
    elif session.settings.midi.map:
        say(f"{INSTALL} (the lines of [midi] map are left alone)")
    return found
