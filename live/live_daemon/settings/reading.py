"""Reads settings: a TOML file with overrides, or the file that the supervisor writes for the daemon's processes."""

from __future__ import annotations

import dataclasses
import json
import typing
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from live_daemon.follower.bands import bands_from_words, highest_band_hz
from live_daemon.settings.sections import EffectsSettings, OscSettings, PathSettings, Settings
from live_daemon.settings.values import SettingsError, checked_setting
from live_inference.command_line.spelling import did_you_mean
from live_inference.files.dreams import atomically
from live_inference.files.reading import FieldError, FileError, checked, read_json, read_toml, shown


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
    return settings


def settings_to_file(settings: Settings, file: Path) -> None:
    """Write resolved settings as JSON for the daemon's own processes, readable by the user alone."""
    text = json.dumps(settings.as_dict(), indent=1)
    atomically(file, lambda partial: partial.write_text(text, encoding="utf-8"), private=True)


def settings_from_file(file: Path) -> Settings:
    """Read what `settings_to_file` wrote.

    Raises:
        SettingsError: the file is damaged; one line.
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
        values[key] = checked_setting(f"{name}.{key}", fields[key], types[key], value)
    section = kind(**values)
    if isinstance(section, OscSettings):
        _ = section.receivers  # refuses a malformed receiver now rather than while playing
    if isinstance(section, EffectsSettings):
        _ = section.by_name  # refuses a malformed line now
    if isinstance(section, PathSettings):
        there = {key: path for key, path in vars(section).items() if path or key != "set_list"}
        section = PathSettings(**{key: _absolute(f"paths.{key}", path) for key, path in there.items()})
        if section.recordings == section.dreams:
            raise SettingsError("paths.dreams must not be paths.recordings: the daemon would dream on its own dreams")
    return section


def _known(name: str, known: Iterable[str]) -> str:
    """Return a suggestion and the known names, for the end of an error."""
    names = list(known)
    meant = did_you_mean(name, names)
    return f"{meant} The known ones are {', '.join(names)}" if meant else f"the known ones are {', '.join(names)}"


def _known_settings(section: str, key: str, known: Iterable[str]) -> str:
    """As `_known`; a key of another section is suggested with its section."""
    names = list(known)
    everywhere = [f"{part.name}.{item.name}" for part in dataclasses.fields(Settings) for item in _items(part)]
    meant = did_you_mean(key, names) or did_you_mean(key, [one for one in everywhere if one.endswith(f".{key}")])
    return f"{meant + ' ' if meant else ''}[{section}] knows {', '.join(names)}"


def _items(section: dataclasses.Field[Any]) -> tuple[dataclasses.Field[Any], ...]:
    return dataclasses.fields(typing.cast("Any", section.default_factory))


def _absolute(name: str, path: str) -> str:
    if not path:
        raise SettingsError(f"{name} must name a folder, got an empty text")
    try:
        return str(Path(path).expanduser().absolute())
    except RuntimeError as error:
        raise SettingsError(f"{name}: {path} cannot be found ({error})") from error


def _check_bands(settings: Settings) -> None:
    highest = highest_band_hz(settings.audio.sample_rate)
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
