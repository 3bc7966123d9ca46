"""Puts the bridge where audio hosts look for plugins, removes it, shows its status.

Overwrites and deletes only its own. Nothing records what was written: hosts allow no file beside a plugin that is one
file, and macOS none in the top folder of a signed bundle. A file is ours if it holds our name for the plugin.
"""

from __future__ import annotations

import json
import plistlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import live_daemon
from live_daemon.install.copies import InstallError, remove_empty
from live_daemon.install.plugin import BRIDGE, FORMATS, built_library, folder_of, plugins_folder, this_target
from live_inference.command_line.printable import printable
from live_inference.files.dreams import atomically
from live_inference.files.reading import FileError, FileMissingError, read_bytes

LARGEST = 16 << 20
"""Bytes of a plugin's file: ours have a hundredth of it."""
MARKS = (b"live-daemon.bridge", b"urn:live-daemon:bridge")
"""The plugin's name in CLAP, which the library of every format holds, and in LV2."""

State = Literal["missing", "installed", "another version", "somebody else's"]


@dataclass(frozen=True)
class PluginPlace:
    """The bridge in one format, in a folder where hosts look.

    ``files``: what belongs there, by its path below `path` (`.` is `path` itself); what hosts look for comes last.
    """

    plugin_format: str
    folder: Path
    files: Mapping[str, bytes]

    @property
    def path(self) -> Path:
        """The file or bundle that hosts find."""
        return self.folder / f"{BRIDGE}.{self.plugin_format}"

    @property
    def state(self) -> State:
        """The state of the place.

        Raises:
            InstallError: it cannot be read.
        """
        try:
            if not self.path.is_symlink() and not self.path.exists():
                return "missing"
            there = {name: self._found(name) for name in self.files}
            if all(there[name] == ours for name, ours in self.files.items()):
                return "installed"
            if any(found is not None and not self._is_ours(name, found) for name, found in there.items()):
                return "somebody else's"
            if any(found is not None for found in there.values()):
                return "another version"
            return "somebody else's" if not self.path.is_dir() or any(self.path.iterdir()) else "missing"
        except OSError as error:
            raise InstallError(f"{self.path}: cannot be read: {error.strerror or error}") from error

    def _found(self, name: str) -> bytes | None:
        """Return a file's bytes, None if it is missing. What cannot be ours is empty: a link, a folder, a huge file."""
        file = self.path / name
        if any(one.is_symlink() for one in _upwards(file, self.path)):
            return b""
        try:
            return read_bytes(file, LARGEST)
        except FileMissingError:
            return None
        except FileError:
            return b""

    def _is_ours(self, name: str, found: bytes) -> bool:
        return found == self.files[name] or any(mark in found for mark in MARKS)


def places_here(plugin_formats: Sequence[str] = FORMATS, folder: Path | None = None) -> list[PluginPlace]:
    """Return the place of each format, in ``folder`` or where hosts on this system look.

    Raises:
        InstallError: the bridge is not built for this system, or ``folder`` is none.
    """
    if folder is not None and not folder.is_dir():
        raise InstallError(f"--dir {folder}: is not a folder (name the one in which your host looks)")
    target, library = this_target()[0], built_library()
    try:
        return [
            PluginPlace(one, (folder or folder_of(one)).absolute(), files_of(one, target, library))
            for one in plugin_formats
        ]
    except FileError as error:
        raise InstallError(f"the bridge cannot be read: {error} (install live-daemon again)") from error


def files_of(plugin_format: str, target: str, library: Path) -> dict[str, bytes]:
    """Return what a plugin consists of on a system, by path below the plugin's own; see `PluginPlace.files`.

    Raises:
        FileError: a file of live-daemon cannot be read.
    """
    binary = read_bytes(library, LARGEST)
    if plugin_format == "lv2":
        name, sources = f"{BRIDGE}{library.suffix}", plugins_folder() / "lv2"
        description = read_bytes(sources / f"{BRIDGE}.ttl", LARGEST)
        manifest = read_bytes(sources / "manifest.ttl", LARGEST).replace(
            f"<{BRIDGE}.so>".encode(), f"<{name}>".encode()
        )
        return {name: binary, f"{BRIDGE}.ttl": description, "manifest.ttl": manifest}
    if target.endswith("-macos"):
        about = {
            "CFBundleExecutable": BRIDGE,
            "CFBundleIdentifier": f"live-daemon.bridge.{plugin_format}",
            "CFBundleInfoDictionaryVersion": "6.0",
            "CFBundleName": "live-daemon bridge",
            "CFBundlePackageType": "BNDL",
            "CFBundleShortVersionString": live_daemon.__version__,
            "CFBundleSignature": "????",
            "CFBundleVersion": live_daemon.__version__,
        }
        return {
            "Contents/PkgInfo": b"BNDL????",
            f"Contents/MacOS/{BRIDGE}": binary,
            "Contents/Info.plist": plistlib.dumps(about),
        }
    if plugin_format == "vst3":
        machine = target.replace("-windows", "-win")
        return {f"Contents/{machine}/{BRIDGE}.{'vst3' if machine.endswith('-win') else 'so'}": binary}
    return {".": binary}


def install(place: PluginPlace) -> str:
    """Write the plugin; return a line that says what was done.

    Raises:
        InstallError: something that is not ours is there. OSError: the file system refuses.
    """
    state = place.state
    if state == "somebody else's":
        raise InstallError(
            f"{place.path}: is not from live-daemon: it stays (move it away, or choose a folder by --dir)"
        )
    if state == "installed":
        return f"{place.path}: is installed already"
    for name, content in place.files.items():
        if place._found(name) != content:
            atomically(place.path / name, lambda partial, content=content: partial.write_bytes(content))  # type: ignore[misc]
    return f"{place.path}: is installed" + (", in the place of another version" if state == "another version" else "")


def uninstall(place: PluginPlace) -> str:
    """Remove what `install` wrote, of whatever version; return a line that says what was done.

    Raises:
        InstallError: something that is not ours is there. OSError: the file system refuses.
    """
    state = place.state
    if state == "missing":
        return f"{place.path}: nothing is there"
    if state == "somebody else's":
        raise InstallError(f"{place.path}: is not from live-daemon: it stays")
    for name in reversed(list(place.files)):  # first what hosts look for
        (place.path / name).unlink(missing_ok=True)
    if place.path.is_dir() and not remove_empty(place.path):
        return f"{place.path}: is removed, except files that are not from live-daemon"
    return f"{place.path}: is removed"


def act(action: str, places: Sequence[PluginPlace], *, as_json: bool) -> None:
    """Do ``install``, ``uninstall`` or ``status`` at every place, and print what was done.

    Raises:
        InstallError: it failed, at one place or all; one line. What was done is printed first.
    """
    lines, rows, faults = [], [], []
    for place in places:
        try:
            if action == "status":
                lines.append(f"{place.plugin_format:<4}  {place.path}: {place.state}")
            else:
                lines.append(f"{place.plugin_format:<4}  {(install if action == 'install' else uninstall)(place)}")
        except InstallError as error:
            faults.append(str(error))
        except OSError as error:
            faults.append(f"{place.path}: {error.strerror or error}{_IN_USE if sys.platform == 'win32' else ''}")
        rows.append({"format": place.plugin_format, "path": str(place.path), "state": _state_or_fault(place)})
    if as_json:
        print(json.dumps(rows))
    elif lines:
        print("\n".join(map(printable, lines)))
    if faults:
        raise InstallError("; ".join(faults))


_IN_USE = " (a host may have it loaded: close it and try again)"


def _state_or_fault(place: PluginPlace) -> str:
    try:
        return place.state
    except InstallError:
        return "unreadable"


def _upwards(file: Path, top: Path) -> Iterator[Path]:
    """Yield a file and the folders around it, up to ``top``."""
    yield file
    while file != top:
        file = file.parent
        yield file
