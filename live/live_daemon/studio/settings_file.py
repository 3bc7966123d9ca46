"""The settings as the page shows them, and changes that it writes into the user's file."""

from __future__ import annotations

import contextlib
import math
import threading
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from live_daemon.midi.mapping import check_mappings
from live_daemon.osc.addresses import OSC_ADDRESSES, VALUES, OscRefusedError, OscValue
from live_daemon.settings import (
    Settings,
    SettingsChangedError,
    SettingsError,
    change_settings,
    default_settings_file,
    load_settings,
    settings_text,
    stamp_of,
)
from live_daemon.settings.rows import kinds, meanings, sections
from live_daemon.studio.answers import StudioError
from live_daemon.studio.context import StudioContext
from live_inference.files.reading import FileError, read_toml

STAMP: Final = "stamp"
"""In a request beside the settings: which text of the file the user saw. No setting has a name without a dot."""
BANDS: Final = "follower.bands"
FROM_LOOPS: Final = "bank"
"""What `/dream/follower/bands` takes for no bands of one's own."""
MODEL: Final = "engine.model"

AT_ONCE: Final[dict[str, str]] = {
    row.setting: row.path
    for row in OSC_ADDRESSES
    if row.setting and (row.path in VALUES.values() or row.setting in (BANDS, MODEL))
}
"""The OSC address that sets a setting while the daemon runs; all others count from its next start on."""


class SettingsFile:
    """The user's settings file. *Console process, any thread.*"""

    def __init__(self, context: StudioContext):
        self._context = context
        self._lock = threading.Lock()
        self.path = context.settings_file or default_settings_file()

    def told(self) -> dict[str, Any]:
        """Return file, stamp, fault (a line, or empty), the sections' meanings, and a row for each setting.

        A row has the value in the file (``value``, the default where it says nothing), the one that the daemon was
        started with (``running``), default, meaning, rule, and ``at_once``: whether a change is heard at once.
        """
        fault, stamp, tables = "", "", {}
        try:
            text = settings_text(self.path)
            stamp = stamp_of(text)
            with contextlib.suppress(FileError):  # missing, or what is wrong is told with the settings
                tables = read_toml(self.path)
            check_mappings(load_settings(self.path if self.path.exists() else None))
        except SettingsError as error:
            fault = str(error)
        return {
            "file": str(self.path),
            "exists": self.path.exists(),
            "stamp": stamp,
            "fault": fault,
            "sections": meanings(),
            "settings": self._rows(tables),
        }

    def change(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        """Write settings (`change_settings`), and send what the daemon can take at once.

        Return the file's new stamp, and which settings count now and which from the next start on.

        Raises:
            StudioError: a value that is refused (400), a file that was changed meanwhile (409); one line.
        """
        changes = {name: value for name, value in wanted.items() if name != STAMP}
        stamp = wanted.get(STAMP)
        if not changes or not (stamp is None or isinstance(stamp, str)):
            raise StudioError('a change of settings must hold settings, such as {"follower.q": 20}')
        with self._lock:
            try:
                settings = change_settings(self.path, changes, check_mappings, stamp)
                new = stamp_of(settings_text(self.path))
            except SettingsChangedError as error:
                raise StudioError(str(error), HTTPStatus.CONFLICT) from error
            except SettingsError as error:
                raise StudioError(str(error)) from error
        sent = [name for name in changes if self._send(name, settings)]
        running = self._context.settings
        later = [one for one in changes if one not in sent and _value(settings, one) != _value(running, one)]
        return {"stamp": new, "at_once": sent, "next_start": later}

    def _rows(self, tables: Mapping[str, Any]) -> list[dict[str, Any]]:
        known, rows = kinds(), []
        for section, items in sections(self._context.settings):
            table = tables.get(section)
            for item in items:
                key, running = item.pop("key"), item.pop("value")
                name = f"{section}.{key}"
                in_file = isinstance(table, dict) and key in table
                value = _plain(table[key]) if isinstance(table, dict) and in_file else item["default"]
                rows.append(
                    {"name": name, "section": section, "kind": known[name], "value": value, "running": running}
                    | {"in_file": in_file, "at_once": name in AT_ONCE}
                    | item
                )
        return rows

    def _send(self, name: str, settings: Settings) -> bool:
        """Send a setting to the daemon that runs; return whether it takes it at once."""
        if name not in AT_ONCE:
            return False
        value = _value(settings, name)
        values: list[OscValue] = (
            list(value) if isinstance(value, list) else [int(value) if isinstance(value, bool) else value]
        )
        if name == BANDS and not values:
            values = [FROM_LOOPS]
        if name == MODEL and not value:
            return False  # which one is the default, the daemon knows when it starts
        try:
            self._context.send(AT_ONCE[name], *values)
        except OscRefusedError:
            return False
        return True


def _value(settings: Settings, name: str) -> Any:
    section, _, key = name.partition(".")
    return getattr(getattr(settings, section), key)


def _plain(value: Any) -> Any:
    """Return a value of a TOML file as JSON holds it: a date or a table is shown as text."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, bool | int | str) or (isinstance(value, float) and math.isfinite(value)):
        return value
    return str(value)
