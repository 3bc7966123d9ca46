"""The sections of the settings file: every setting with its default, its range and its meaning."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, cast

import platformdirs

from live_daemon.settings.effects import EffectPlugin, parse_effects
from live_daemon.settings.ranges import BRIDGE_GROUPS, LAYERS, MAX_LOOPS, RNG_SEED, Range
from live_daemon.settings.values import Limits, SettingsError, host_and_port, limits_of_field, setting


def _home(name: str) -> str:
    return str(Path.home() / "live-daemon" / name)


@dataclass(frozen=True)
class AudioSettings:
    """The sound device and the engine."""

    device: str = setting(
        "default",
        "name or index (see `live-daemon devices`), default, bridge: the plugin in an audio host drives the engine, at "
        "the host's rate and blocks (docs/bridge.md), or none: a clock does",
    )
    sample_rate: int = setting(48000, "sample rate of the device and of every loop", minimum=8000, maximum=192000)
    blocksize: int = setting(0, "frames per block; 0: the device's choice", minimum=0, maximum=8192)
    outputs: str = setting(
        "stereo",
        "stereo: a mix; per_loop: voices on the first two outputs, then one output per loop, as many as the device has "
        f"(of the bridge {BRIDGE_GROUPS}, which loops take in turn)",
        choices=("stereo", "per_loop"),
    )
    monitor: float = setting(0.0, "gain of the live input in the output", minimum=0, maximum=1)
    arena_s: int = setting(1200, "memory for loops and voices, in seconds of sound", minimum=30, maximum=36000)
    input_file: str = setting("", "with device none: play this file as the live input")
    output_file: str = setting("", "with device none: write the output into this WAV file")

    @property
    def own_outputs(self) -> int:
        """Outputs behind the stereo mix, which loops take in turn."""
        if self.outputs != "per_loop":
            return 0
        return BRIDGE_GROUPS if self.device == "bridge" else MAX_LOOPS


@dataclass(frozen=True)
class OscSettings:
    """Where the daemon listens for OSC, and where it sends it."""

    listen_host: str = setting("127.0.0.1", "address to listen on for OSC")
    listen_port: int = setting(9124, "UDP port to listen on for OSC", minimum=1, maximum=65535)
    panic_port: int = setting(
        0,
        "a second UDP port for panics alone, whatever floods the first; 0: none",
        minimum=0,
        maximum=65535,
    )
    send: list[str] = setting(
        ["127.0.0.1:9125"], "receivers, each host:port; a broadcast address (192.168.1.255) reaches every machine"
    )
    allow: list[str] = setting(
        ["127.0.0.1"], "IP addresses of senders that are let in besides this machine's own programs; empty: everyone"
    )

    @property
    def receivers(self) -> list[tuple[str, int]]:
        """``send`` as (host, port) pairs."""
        return [host_and_port("osc.send", text) for text in self.send]


@dataclass(frozen=True)
class PathSettings:
    """Folders."""

    recordings: str = setting(
        _home("recordings"), "watched folder: every recording that is finished here becomes a seed"
    )
    dreams: str = setting(_home("dreams"), "where dreams appear")
    bank: str = setting(
        _home("bank"), "a bank in this folder is loaded at the start; /dream/bank/load finds others inside it"
    )
    state: str = setting(
        str(platformdirs.user_state_path("live-daemon", appauthor=False)),
        "where the daemon keeps its state between starts",
    )
    checkpoints: str = setting(
        str(platformdirs.user_data_path("live-daemon", appauthor=False) / "checkpoints"),
        "your own checkpoints (the shipped ones are always available)",
    )
    set_list: str = setting("", "file that names the banks and models of each piece, for the sound check; empty: none")


@dataclass(frozen=True)
class EngineSettings:
    """The dreaming engine."""

    model: str = setting("", "checkpoint to dream with; empty: the shipped default")
    backend: str = setting(
        "cpu",
        "how the model is executed",
        choices=("cpu", "cpu_float32", "cpu_int8", "eager", "torchscript", "cuda_graph", "cuda_graph_bf16"),
    )
    duration_s: float = setting(10.0, "length of a dream", minimum=0.5, maximum=600)
    deadline_s: float = setting(
        30.0,
        "a dream that cannot sound this soon after its request is dropped",
        minimum=1,
        maximum=3600,
    )
    live_deadline_s: float = setting(8.0, "the same for a dream on the live input", minimum=1, maximum=36000)
    threads: int = setting(1, "processor threads for one dream", minimum=1, maximum=64)


@dataclass(frozen=True)
class VoiceSettings:
    """Dreams that the daemon itself plays once, when they are ready."""

    max: int = setting(4, "dreams that may sound at once; 0: only the host plays them", minimum=0, maximum=32)
    stagger_s: float = setting(2.0, "minimum time between the starts of two dreams", minimum=0, maximum=600)
    rng_seed: int = setting(
        0,
        "seed of the random extra delay (up to half of stagger_s) of each start",
        minimum=RNG_SEED.minimum,
        maximum=RNG_SEED.maximum,
    )
    gain_db: float = setting(-9.0, "level of the dreams that are played", minimum=-60, maximum=0)


@dataclass(frozen=True)
class FollowerSettings:
    """From live pitch to loop gains."""

    enabled: bool = setting(True, "let what is played move the loops")
    bands: list[float | str] = setting(
        [],
        'Hz, note names ("E2", "F#3"; A4 is 440 Hz), or MIDI notes after the word "midi"; empty: the loops\' own '
        "strongest pitches",
    )
    q: float = setting(20.0, "centre frequency over bandwidth", minimum=0.5, maximum=200)
    sections: int = setting(2, "band-pass sections in cascade", minimum=1, maximum=2)
    attack_ms: float = setting(20.0, "time constant of a rising envelope", minimum=0.1, maximum=5000)
    release_ms: float = setting(400.0, "time constant of a falling envelope", minimum=0.1, maximum=5000)
    sensitivity_db: float = setting(30.0, "gain between a band's envelope and its level", minimum=-40, maximum=60)
    range: float = setting(1.0, "largest gain that one band gives", minimum=0, maximum=1)
    gate_db: float = setting(
        -120.0, "a band whose envelope is below this (in dBFS) gives no gain; -120: no gate", minimum=-120, maximum=0
    )
    loops: int = setting(
        16,
        "dreams kept as loops; the oldest is replaced first; 0: dreams do not become loops",
        minimum=0,
        maximum=MAX_LOOPS,
    )
    layer: str = setting("swell", "how a new loop follows what is played", choices=LAYERS)


@dataclass(frozen=True)
class EffectsSettings:
    """Effects for loops and dreams: LV2 and CLAP plugins, rendered ahead by a process of its own (docs/effects.md)."""

    plugins: list[str] = setting(
        [],
        'lines such as "plate = urn:dragonfly:plate decay=0.8": a name, a plugin (the URI of an LV2 plugin, as `lv2ls` '
        "lists them, or the id or the file of a CLAP plugin), controls; empty: no effects",
    )

    dreams: str = setting(
        "",
        "name of the effect that files of dreams go through, tails kept, before the host hears of them; empty: none "
        "(dreams that the daemon itself plays sound without)",
    )

    @property
    def by_name(self) -> dict[str, EffectPlugin]:
        """``plugins``, by their names. Raises SettingsError."""
        found = parse_effects(self.plugins)
        if self.dreams and self.dreams not in found:
            known = ", ".join(found) or "nothing"
            raise SettingsError(f"effects.dreams must name an effect of effects.plugins ({known}), got {self.dreams!r}")
        return found


@dataclass(frozen=True)
class BlackBoxSettings:
    """The recording from which `live-daemon replay` renders a concert, in the folder black-box of [paths] state."""

    enabled: bool = setting(True, "record every command and message and the live input, for `live-daemon replay`")
    keep_gb: float = setting(4.0, "disk space; the oldest sessions are deleted", minimum=0.1, maximum=10000)


@dataclass(frozen=True)
class ConsoleSettings:
    """Access for other programs and browsers. `[osc] listen_host` and `allow` say who gets in."""

    enabled: bool = setting(True, "OSCQuery, zeroconf and the web page (`live-daemon studio`)")
    port: int = setting(9126, "TCP port of OSCQuery and the web page", minimum=1, maximum=65535)


@dataclass(frozen=True)
class MidiSettings:
    """Foot switches and knobs; `live-daemon midi list` lists what to install."""

    map: list[str] = setting(
        [],
        'lines such as "cc 64 = /dream/seed/live 5" or "cc 21 = /dream/loop/gain 0 0..1" (`live-daemon midi learn` '
        "writes them); empty: MIDI is not touched",
    )
    input: str = setting("", "part of the name of the MIDI input (`live-daemon midi list`); empty: every input")


@dataclass(frozen=True)
class Settings:
    """All settings, checked. Frozen: values that change while playing live in the controller's state."""

    audio: AudioSettings = field(default_factory=AudioSettings)
    osc: OscSettings = field(default_factory=OscSettings)
    paths: PathSettings = field(default_factory=PathSettings)
    engine: EngineSettings = field(default_factory=EngineSettings)
    voices: VoiceSettings = field(default_factory=VoiceSettings)
    follower: FollowerSettings = field(default_factory=FollowerSettings)
    effects: EffectsSettings = field(default_factory=EffectsSettings)
    black_box: BlackBoxSettings = field(default_factory=BlackBoxSettings)
    console: ConsoleSettings = field(default_factory=ConsoleSettings)
    midi: MidiSettings = field(default_factory=MidiSettings)

    def as_dict(self) -> dict[str, dict[str, Any]]:
        """Return sections of plain values, as JSON and TOML hold them."""
        return dataclasses.asdict(self)


def black_box_folder(settings: Settings) -> Path:
    """Return the folder that holds the sessions' black boxes."""
    return Path(settings.paths.state) / "black-box"


def without_console_and_midi(settings: Settings) -> Settings:
    """Return settings for a daemon of our own (demo, bench, sound check) that only its own host talks to."""
    return dataclasses.replace(settings, console=ConsoleSettings(enabled=False), midi=MidiSettings())


def range_of(name: str) -> Range:
    """Return the range of a setting that is a number with a range, ``section.key``."""
    limits = limits_of(name)
    assert limits.minimum is not None and limits.maximum is not None, name
    return Range(limits.minimum, limits.maximum)


@cache
def limits_of(name: str) -> Limits:
    """Return the range or the choices of a setting, ``section.key``.

    >>> limits_of("follower.q")
    Limits(minimum=0.5, maximum=200, choices=())
    """
    section, _, key = name.partition(".")
    (part,) = (item for item in dataclasses.fields(Settings) if item.name == section)
    (found,) = (item for item in dataclasses.fields(cast("Any", part.default_factory)) if item.name == key)
    return limits_of_field(found)
