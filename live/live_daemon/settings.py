"""Settings: one TOML file, typed, every key known; ``--set section.key=value`` overrides.

A wrong key, type or range is one line that names the key, the rule, what was found and what to do.
"""

from __future__ import annotations

import dataclasses
import json
import math
import tomllib
import typing
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import platformdirs

from live_daemon.follower.bands import bands_from_words
from live_daemon.midi.mapping import MappingError, parse_mappings
from live_daemon.osc.addresses import LAYERS, MAX_LOOPS
from live_inference.command_line.printable import printable
from live_inference.command_line.spelling import did_you_mean
from live_inference.files.dream_files import atomically
from live_inference.files.reading import FieldError, FileError, checked, read_json, read_toml, shown

LONGEST_ERROR = 2000


class SettingsError(ValueError):
    """A setting that cannot be used; the text is one line for the user, whatever the file held."""

    def __init__(self, text: str):
        super().__init__(printable(text)[:LONGEST_ERROR])


def _value(
    default: Any,
    help: str,
    *,
    minimum: float | None = None,
    maximum: float | None = None,
    choices: Sequence[str] = (),
) -> Any:
    metadata = {"help": help, "minimum": minimum, "maximum": maximum, "choices": tuple(choices)}
    if isinstance(default, list):
        return field(default_factory=lambda: list(default), metadata=metadata)
    return field(default=default, metadata=metadata)


def _home(name: str) -> str:
    return str(Path.home() / "live-daemon" / name)


@dataclass(frozen=True)
class AudioSettings:
    """The sound device and the engine."""

    device: str = _value(
        "default", "name or index (see `live-daemon devices`), default, or none: a clock drives the engine"
    )
    sample_rate: int = _value(48000, "sample rate of the device and of every loop", minimum=8000, maximum=192000)
    blocksize: int = _value(0, "frames a block; 0 follows the device", minimum=0, maximum=8192)
    outputs: str = _value(
        "stereo",
        "stereo: a mix; per_loop: voices on the first two, then one output for each loop, as many as the device has",
        choices=("stereo", "per_loop"),
    )
    monitor: float = _value(0.0, "gain of the live input in the output", minimum=0, maximum=1)
    arena_s: int = _value(1200, "room for loops and voices, in seconds of sound", minimum=30, maximum=36000)
    input_file: str = _value("", "with device none: play this file as the live input")
    output_file: str = _value("", "with device none: write what sounds into this WAV file")


@dataclass(frozen=True)
class OscSettings:
    """Where OSC is heard and sent."""

    listen_host: str = _value("127.0.0.1", "address on which OSC is heard")
    listen_port: int = _value(9124, "UDP port on which OSC is heard", minimum=1, maximum=65535)
    panic_port: int = _value(
        0,
        "a second UDP port, which hears nothing but a panic, whatever floods the first; 0: none",
        minimum=0,
        maximum=65535,
    )
    send: list[str] = _value(
        ["127.0.0.1:9125"], "receivers, host:port each; a broadcast address (192.168.1.255) reaches every machine"
    )
    allow: list[str] = _value(
        ["127.0.0.1"], "senders that are heard beside this machine's own programs (IP addresses); empty: everyone"
    )

    @property
    def receivers(self) -> list[tuple[str, int]]:
        """``send`` as (host, port) pairs."""
        return [_host_and_port("osc.send", text) for text in self.send]


@dataclass(frozen=True)
class PathSettings:
    """Folders."""

    recordings: str = _value(_home("recordings"), "watched folder: every recording that is finished here is dreamt on")
    dreams: str = _value(_home("dreams"), "where dreams appear")
    bank: str = _value(_home("bank"), "a bank here is loaded at the start; /dream/bank/load finds others inside it")
    state: str = _value(
        str(platformdirs.user_state_path("live-daemon", appauthor=False)), "what the daemon remembers between starts"
    )
    checkpoints: str = _value(
        str(platformdirs.user_data_path("live-daemon", appauthor=False) / "checkpoints"),
        "your own checkpoints (the shipped ones are always known)",
    )
    set_list: str = _value("", "file that names banks and models of each piece, for the sound check; empty: none")


@dataclass(frozen=True)
class EngineSettings:
    """The dreaming engine."""

    model: str = _value("", "checkpoint to dream with; empty: the shipped default")
    backend: str = _value(
        "cpu",
        "how it is executed",
        choices=("cpu", "cpu_float32", "cpu_int8", "eager", "torchscript", "cuda_graph", "cuda_graph_bf16"),
    )
    duration_s: float = _value(10.0, "length of a dream", minimum=0.5, maximum=600)
    deadline_s: float = _value(
        30.0,
        "a dream that cannot sound so soon after it was asked for is dropped",
        minimum=1,
        maximum=3600,
    )
    live_deadline_s: float = _value(8.0, "the same for a dream on the live input", minimum=1, maximum=36000)
    threads: int = _value(1, "processor threads for one dream", minimum=1, maximum=64)


@dataclass(frozen=True)
class VoiceSettings:
    """Dreams that the daemon itself plays once when they are ready."""

    max: int = _value(4, "dreams that may sound at once; 0: only the host plays them", minimum=0, maximum=32)
    stagger_s: float = _value(2.0, "least time between the starts of two dreams", minimum=0, maximum=600)
    rng_seed: int = _value(
        0, "fixes how much later than stagger_s each dream starts (up to half as much)", minimum=0, maximum=2**31 - 1
    )
    gain_db: float = _value(-9.0, "level of a dream that is played", minimum=-60, maximum=0)


@dataclass(frozen=True)
class FollowerSettings:
    """From live pitch to loop gains."""

    enabled: bool = _value(True, "let live pitch move the loops")
    bands: list[float | str] = _value(
        [],
        'Hz, names of notes ("E2", "F#3"; A4 is 440 Hz), or MIDI notes behind the word "midi"; empty: the loops\' own '
        "strongest pitches",
    )
    q: float = _value(20.0, "centre frequency over bandwidth", minimum=0.5, maximum=200)
    sections: int = _value(2, "band-pass sections in cascade", minimum=1, maximum=2)
    attack_ms: float = _value(20.0, "time constant of a rising envelope", minimum=0.1, maximum=5000)
    release_ms: float = _value(400.0, "time constant of a falling envelope", minimum=0.1, maximum=5000)
    sensitivity_db: float = _value(30.0, "gain between a band's envelope and its level", minimum=-40, maximum=60)
    range: float = _value(1.0, "largest gain that one band gives", minimum=0, maximum=1)
    gate_db: float = _value(
        -120.0, "a band whose envelope lies below (in dBFS) gives no gain; -120: no gate", minimum=-120, maximum=0
    )
    loops: int = _value(
        16, "dreams kept as loops, the oldest goes first; 0: dreams do not become loops", minimum=0, maximum=MAX_LOOPS
    )
    layer: str = _value("swell", "how a new loop is followed", choices=LAYERS)


@dataclass(frozen=True)
class BlackBoxSettings:
    """What `live-daemon replay` renders a concert from: kept in the folder black-box of [paths] state."""

    enabled: bool = _value(True, "keep every command, message and the live input, for `live-daemon replay`")
    keep_gb: float = _value(4.0, "room on the disk; the oldest sessions are deleted", minimum=0.1, maximum=10000)


@dataclass(frozen=True)
class ConsoleSettings:
    """What other programs and a browser find of the daemon. `[osc] listen_host` and `allow` say who gets in."""

    enabled: bool = _value(True, "OSCQuery, zeroconf and the web page (`live-daemon console`)")
    port: int = _value(9126, "TCP port of OSCQuery and the web page", minimum=1, maximum=65535)


@dataclass(frozen=True)
class MidiSettings:
    """Foot switches and knobs; `live-daemon midi list` says what to install."""

    map: list[str] = _value(
        [],
        'lines such as "cc 64 = /dream/seed/live 5" or "cc 21 = /dream/loop/gain 0 0..1" (`live-daemon midi learn` '
        "writes them); empty: MIDI is not touched",
    )
    input: str = _value("", "part of the name of the MIDI input (`live-daemon midi list`); empty: every input")


@dataclass(frozen=True)
class Settings:
    """All settings, checked. Frozen: what can change on stage changes in the controller's state, not here."""

    audio: AudioSettings = field(default_factory=AudioSettings)
    osc: OscSettings = field(default_factory=OscSettings)
    paths: PathSettings = field(default_factory=PathSettings)
    engine: EngineSettings = field(default_factory=EngineSettings)
    voices: VoiceSettings = field(default_factory=VoiceSettings)
    follower: FollowerSettings = field(default_factory=FollowerSettings)
    black_box: BlackBoxSettings = field(default_factory=BlackBoxSettings)
    console: ConsoleSettings = field(default_factory=ConsoleSettings)
    midi: MidiSettings = field(default_factory=MidiSettings)

    def as_dict(self) -> dict[str, dict[str, Any]]:
        """Return sections of plain values, as JSON and TOML hold them."""
        return dataclasses.asdict(self)


def black_box_folder(settings: Settings) -> Path:
    """Return the folder that holds the sessions' black boxes."""
    return Path(settings.paths.state) / "black-box"


def without_guests(settings: Settings) -> Settings:
    """Return settings for a stage of our own (demo, bench, sound check): no console, no MIDI beside it."""
    return dataclasses.replace(settings, console=ConsoleSettings(enabled=False), midi=MidiSettings())


def load_settings(file: Path | None = None, overrides: Sequence[str] = ()) -> Settings:
    """Return the settings of a TOML file (or the defaults) with ``section.key=value`` overrides on top.

    Raises:
        SettingsError: unreadable file, unknown key, wrong type or range; one line.
    """
    tables: dict[str, Any] = {}
    if file is not None:
        try:
            tables = read_toml(file)
        except FileError as error:
            raise SettingsError(str(error)) from error
    for override in overrides:
        section, key, value = _split_override(override)
        tables.setdefault(section, {})
        if not isinstance(tables[section], dict):
            raise SettingsError(f"{section} must be a section, got {shown(tables[section])}")
        tables[section][key] = value
    return settings_from_dict(tables)


def settings_from_dict(tables: Mapping[str, Any]) -> Settings:
    """Return checked settings from nested plain values (see `load_settings` for the errors)."""
    sections = {item.name: item.default_factory for item in dataclasses.fields(Settings)}
    for name in tables:
        if name not in sections:
            raise SettingsError(f"unknown section [{name}]; {_known(name, sections)}")
    settings = Settings(**{name: _section(name, kind, tables.get(name, {})) for name, kind in sections.items()})
    _check_bands(settings)
    try:
        parse_mappings(settings.midi.map)
    except MappingError as error:
        raise SettingsError(f"midi.map: {error}") from error
    return settings


def settings_to_file(settings: Settings, file: Path) -> None:
    """Write resolved settings as JSON for the daemon's own processes, readable by the user alone."""
    text = json.dumps(settings.as_dict(), indent=1)
    atomically(file, lambda partial: partial.write_text(text, encoding="utf-8"), private=True)


def settings_from_file(file: Path) -> Settings:
    """Read what `settings_to_file` wrote.

    Raises:
        SettingsError: it is not that any more; one line.
    """
    try:
        return settings_from_dict(checked(dict[str, Any], read_json(file)))
    except (FileError, FieldError) as error:
        raise SettingsError(str(error)) from error


def _section(name: str, kind: Any, table: Any) -> Any:
    if not isinstance(table, Mapping):
        raise SettingsError(f"{name} must be a section, got {shown(table)} (write [{name}] on a line of its own)")
    fields = {item.name: item for item in dataclasses.fields(kind)}
    types = typing.get_type_hints(kind)
    values = {}
    for key, value in table.items():
        if key not in fields:
            raise SettingsError(f"unknown setting {name}.{key}; {_known_settings(name, key, fields)}")
        values[key] = _checked(f"{name}.{key}", fields[key], types[key], value)
    section = kind(**values)
    if isinstance(section, OscSettings):
        _ = section.receivers  # refuses a malformed receiver now rather than on stage
    if isinstance(section, PathSettings):
        there = {key: path for key, path in vars(section).items() if path or key != "set_list"}
        section = PathSettings(**{key: _absolute(f"paths.{key}", path) for key, path in there.items()})
        if section.recordings == section.dreams:
            raise SettingsError("paths.dreams must not be paths.recordings: the daemon would dream on its own dreams")
    return section


def _known(name: str, known: Iterable[str]) -> str:
    """Return what may have been meant and what is known, for the end of a line."""
    names = list(known)
    meant = did_you_mean(name, names)
    return f"{meant} The known ones are {', '.join(names)}" if meant else f"the known ones are {', '.join(names)}"


def _known_settings(section: str, key: str, known: Iterable[str]) -> str:
    """As `_known`; a key that stands in another section is named with it."""
    names = list(known)
    everywhere = [f"{part.name}.{item.name}" for part in dataclasses.fields(Settings) for item in _items(part)]
    meant = did_you_mean(key, names) or did_you_mean(key, [one for one in everywhere if one.endswith(f".{key}")])
    return f"{meant + ' ' if meant else ''}[{section}] knows {', '.join(names)}"


def _items(section: dataclasses.Field[Any]) -> tuple[dataclasses.Field[Any], ...]:
    return dataclasses.fields(typing.cast("Any", section.default_factory))


def _checked(name: str, item: dataclasses.Field[Any], kind: Any, value: Any) -> Any:
    rules = item.metadata
    if typing.get_origin(kind) is list:
        (inner,) = typing.get_args(kind)
        if isinstance(value, str) and value.startswith("["):
            value = _toml_value(name, value)
        values = value if isinstance(value, list) else [value]
        if name in _OF_WORDS:
            values = [word for one in values for word in (_words(one) if isinstance(one, str) else [one])]
        return [_converted(name, inner, one) for one in values if one != ""]
    checked = _converted(name, kind, value)
    minimum, maximum, choices = rules["minimum"], rules["maximum"], rules["choices"]
    if minimum is not None and not minimum <= checked <= maximum:
        raise SettingsError(f"{name} must be in range {minimum:g}..{maximum:g}, got {checked:g}")
    if choices and checked not in choices:
        meant = did_you_mean(checked, choices)
        raise SettingsError(f"{name} must be one of {', '.join(choices)}, got {checked!r}{meant and '; ' + meant}")
    return checked


_OF_WORDS = ("osc.send", "osc.allow")
"""Lists whose entries have no blank: ``--set osc.send="127.0.0.1:9125, 192.168.1.20:9125"`` names two."""


def _words(text: str) -> list[str]:
    return text.replace(",", " ").split()


_WORDS: dict[Any, str] = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "a text in quotes",
    float | str: "a number or a text in quotes",
}


def _converted(name: str, kind: Any, value: Any) -> Any:
    refused = SettingsError(f"{name} must be {_WORDS[kind]}, got {shown(value)}")
    if kind == float | str:
        kind = str if isinstance(value, str) else float
    if kind is str:
        if isinstance(value, bool | dict | list | float) or (isinstance(value, int) and not 0 <= value < 2**63):
            raise refused
        return str(value)  # a device index or a model called 1024 may come without quotes
    if kind is bool:
        if isinstance(value, bool):
            return value
        if value in (0, 1):
            return bool(value)
        words = {"true": True, "1": True, "false": False, "0": False}
        if isinstance(value, str) and value.lower() in words:
            return words[value.lower()]
        raise refused
    if isinstance(value, bool):
        raise refused
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        raise refused from None
    if not math.isfinite(number) or (kind is int and not number.is_integer()):
        raise refused
    return int(number) if kind is int else number


def _absolute(name: str, path: str) -> str:
    if not path:
        raise SettingsError(f"{name} must name a folder, got an empty text")
    if "\0" in path:
        raise SettingsError(f"{name} must name a folder, got {path!r}")
    try:
        return str(Path(path).expanduser().absolute())
    except RuntimeError as error:
        raise SettingsError(f"{name}: {path} cannot be found ({error})") from error


def _check_bands(settings: Settings) -> None:
    highest = min(20_000.0, 0.45 * settings.audio.sample_rate)
    try:
        bands_from_words(settings.follower.bands, highest)
    except ValueError as error:
        raise SettingsError(f"follower.bands {error}") from error


def _split_override(text: str) -> tuple[str, str, str]:
    name, equals, value = text.partition("=")
    section, dot, key = name.strip().partition(".")
    if not (equals and dot and section and key):
        raise SettingsError(f"--set takes section.key=value, got {text!r}")
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return section, key, value


def _toml_value(name: str, text: str) -> Any:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except (ValueError, RecursionError):
        raise SettingsError(f'{name} must be a list such as ["a", "b"], got {text!r}') from None


def _host_and_port(name: str, text: str) -> tuple[str, int]:
    host, colon, port = text.rpartition(":")
    if not (colon and host and port.isascii() and port.isdecimal() and 0 < int(port) < 65536):
        raise SettingsError(f"{name} must hold host:port, got {text!r}")
    return host, int(port)
