"""Changes single settings in the user's TOML file: comments, order and everything else stay as they are."""

from __future__ import annotations

import contextlib
import copy
import hashlib
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import platformdirs

from live_daemon.settings.reading import settings_from_dict
from live_daemon.settings.sections import Settings
from live_daemon.settings.values import SettingsError
from live_inference.files.dreams import atomically
from live_inference.files.reading import TOML_BYTES, FileError, FileMissingError, read_text, read_toml, shown

NEW_FILE_MODE: Final = 0o600
Check = Callable[[Settings], None]


class SettingsChangedError(SettingsError):
    """Somebody has changed the file since it was read."""


def default_settings_file() -> Path:
    """Return the settings file that every command reads when none is named, if it is there."""
    return platformdirs.user_config_path("live-daemon", appauthor=False) / "settings.toml"


def settings_text(file: Path) -> str:
    """Return the text of a settings file, empty where there is none. Raises SettingsError."""
    try:
        return read_text(file, TOML_BYTES, "TOML")
    except FileMissingError:
        return ""
    except FileError as error:
        raise SettingsError(str(error)) from error


def stamp_of(text: str) -> str:
    """Return what tells one text of a settings file from another."""
    return hashlib.sha256(text.encode()).hexdigest()


def change_settings(file: Path, changes: Mapping[str, Any], check: Check, stamp: str | None = None) -> Settings:
    """Write settings, ``section.key``, into a TOML file; return all of its settings. *One thread for one file.*

    A file that is not there is made. Of a list, the lines that stay keep their comments.

    Args:
        changes: new values, as the file or ``--set`` may hold them; None takes a setting out: its default counts.
        check: refuses, by a SettingsError, what the settings alone do not see, such as a line of ``[midi] map``.
        stamp: of the text that the user saw (`stamp_of`); None: whatever is there now.

    Raises:
        SettingsChangedError: the file holds another text than the stamp's, or was written meanwhile.
        SettingsError: a value that is refused, a file that cannot be read, understood or written; one line.
    """
    text = settings_text(file)
    if stamp is not None and stamp != stamp_of(text):
        raise _changed(file)
    tables: dict[str, Any] = {}
    if text:
        try:
            tables = read_toml(file)
        except FileError as error:
            raise SettingsError(str(error)) from error
    wanted = _with(tables, changes)
    settings = settings_from_dict(wanted)
    check(settings)
    for name, value in changes.items():
        section, key = _parts(name)
        if value is not None and section != "paths":  # a folder stays as it was written: ~/bank
            wanted[section][key] = getattr(getattr(settings, section), key)
    new = _edited(file, text, wanted, changes)
    if new != text:
        _write(file, text, new)
    return settings


def _changed(file: Path) -> SettingsChangedError:
    return SettingsChangedError(
        f"{file} was changed by another program since it was read: nothing is written (load it again)"
    )


def _parts(name: str) -> tuple[str, str]:
    section, dot, key = name.partition(".")
    if not (dot and section and key):
        raise SettingsError(f"a setting is named section.key, got {shown(name)}")
    return section, key


def _with(tables: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return a copy of the tables with the changes made."""
    wanted = copy.deepcopy(dict(tables))
    for name, value in changes.items():
        section, key = _parts(name)
        table = wanted.setdefault(section, {})
        if not isinstance(table, dict):
            raise SettingsError(f"{section} must be a section, got {shown(table)}")
        if value is None:
            settings_from_dict({section: {key: getattr(getattr(Settings(), section, None), key, None)}})
            table.pop(key, None)
        else:
            table[key] = value
    return wanted


def _edited(file: Path, text: str, wanted: Mapping[str, Any], changes: Mapping[str, Any]) -> str:
    """Return the text with the changes, checked by the reader: it must hold what is wanted, and nothing else."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    refused = SettingsError(f"{file} is written in a way that cannot be changed from here: change it in an editor")
    try:
        document = tomlkit.parse(text)
        for name in changes:
            section, key = _parts(name)
            if section not in document:
                if key not in wanted[section]:
                    continue
                if text:
                    document.add(tomlkit.nl())
                document.add(section, tomlkit.table())
            _change(document[section], key, wanted[section])
        new = tomlkit.dumps(document)
        found = tomllib.loads(new)
        size = len(new.encode())
    except (TOMLKitError, TypeError, AttributeError, ValueError, LookupError) as error:
        raise refused from error
    if _without_empty(found) != _without_empty(wanted):
        raise refused
    if size > TOML_BYTES:
        raise SettingsError(f"{file} must have at most {TOML_BYTES} bytes: nothing is written")
    return new


def _without_empty(tables: Mapping[str, Any]) -> dict[str, Any]:
    return {name: table for name, table in tables.items() if table != {}}


def _change(section: Any, key: str, wanted: Mapping[str, Any]) -> None:
    """Bring one key of a section of the document to its wanted value, or take it out."""
    import tomlkit

    if key not in wanted:
        with contextlib.suppress(KeyError):
            del section[key]
        return
    value = wanted[key]
    if section.get(key) == value:
        return  # also as it is written: 'ring' and "ring" are one
    if not isinstance(value, list):
        section[key] = value
        return
    if key not in section or not hasattr(section[key], "insert"):
        section[key] = tomlkit.array().multiline(any(" " in str(one) for one in value))
    _change_list(section[key], value)


def _change_list(array: Any, wanted: list[Any]) -> None:
    """Replace what differs between the equal lines at the beginning and those at the end."""
    old = array.unwrap()
    shorter = min(len(old), len(wanted))
    first = next((index for index in range(shorter) if old[index] != wanted[index]), shorter)
    last = next(
        (index for index in range(shorter - first) if old[-1 - index] != wanted[-1 - index]),
        shorter - first,
    )
    for _ in range(len(old) - first - last):
        del array[first]
    for index, value in enumerate(wanted[first : len(wanted) - last], first):
        array.insert(index, value)


def _write(file: Path, old: str, new: str) -> None:
    target = file.resolve()  # a link into a folder of settings stays a link

    def put(partial: Path) -> None:
        mode = target.stat().st_mode if target.exists() else NEW_FILE_MODE
        partial.write_bytes(new.encode())
        partial.chmod(mode)
        if settings_text(target) != old:
            raise _changed(file)

    try:
        atomically(target, put, on_disk=True)
    except OSError as error:
        raise SettingsError(f"{file} cannot be written ({error.strerror or error})") from error
