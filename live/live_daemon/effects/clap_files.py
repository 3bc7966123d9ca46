"""Finds an installed CLAP plugin by its file or its id, and loads its library.

No library is loaded but the one that was asked for: each is foreign code, and may crash. So an id is looked for in the
bytes of the files first, where compilers leave it. *The effect process alone.*
"""

from __future__ import annotations

import ctypes
import mmap
import os
import plistlib
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final
from xml.parsers.expat import ExpatError

from live_daemon.effects.clap_types import Entry, Factory
from live_daemon.effects.hosting import EffectError
from live_daemon.install.plugin import folder_of
from live_daemon.settings.effects import is_clap_file
from live_inference.files.reading import FileError, open_regular, read_bytes

_LARGEST_PLIST: Final = 1 << 20
_MOST_NAMED: Final = 20
"""Ids in an error: a library may hold hundreds of plugins."""


class Library:
    """A library of CLAP plugins that is loaded. It stays loaded: few survive to be unloaded."""

    def __init__(self, path: Path):
        """Load the file or bundle of ``path``.

        Raises:
            EffectError: it cannot be loaded, or holds no plugins that we can run.
        """
        self.path = path
        try:
            self._library = ctypes.CDLL(str(_binary(path)))
            self._entry = Entry.in_dll(self._library, "clap_entry")
        except OSError as error:
            raise EffectError(f"{path}: cannot be loaded ({error})") from None
        except ValueError:
            raise EffectError(f"{path}: is no CLAP plugin (it exports no clap_entry)") from None
        if self._entry.version.major < 1:
            raise EffectError(f"{path}: was built for a draft of CLAP, live-daemon runs plugins for CLAP 1")
        if not self._entry.init(os.fsencode(path)):
            raise EffectError(f"{path}: refuses to be loaded")
        found = self._entry.get_factory(b"clap.plugin-factory")
        if not found:
            raise EffectError(f"{path}: makes no plugins")
        self._factory = ctypes.cast(found, ctypes.POINTER(Factory))

    @property
    def ids(self) -> list[str]:
        """What its plugins are called."""
        factory = self._factory.contents
        rows = [factory.describe(self._factory, index) for index in range(factory.count(self._factory))]
        return [os.fsdecode(row.contents.id) for row in rows if row and row.contents.id]

    def create(self, identifier: str, host: Any) -> Any:
        """Return a new instance, a pointer to a `Plugin`; ``host``: a `Host` that outlives it.

        Raises:
            EffectError: the library refuses.
        """
        made = self._factory.contents.create(self._factory, ctypes.byref(host), os.fsencode(identifier))
        if not made:
            raise EffectError(f"{self.path}: does not make the plugin {identifier}")
        return made


def find_plugin(named: str) -> tuple[Library, str]:
    """Return the library and the id of a plugin.

    Args:
        named: the path of a file or bundle that holds one plugin, or the id of an installed one.

    Raises:
        EffectError: there is none, or the file holds several.
    """
    if not is_clap_file(named):
        return _installed(named, tuple(folders())), named
    path = _expanded(named).absolute()
    if not path.exists():
        raise EffectError(f"{path}: is not there (install the CLAP plugin, or correct its path)")
    library = _library(path)
    if len(library.ids) != 1:
        ids = ", ".join(library.ids[:_MOST_NAMED]) + (", ..." if len(library.ids) > _MOST_NAMED else "")
        what = "no plugin" if not ids else f"{len(library.ids)} plugins: install it and name one by its id ({ids})"
        raise EffectError(f"{path}: holds {what}")
    return library, library.ids[0]


def folders() -> list[Path]:
    """Return where CLAP plugins are looked for, in this order: ``CLAP_PATH``, the user's folder, the system's."""
    named = [_expanded(one) for one in os.environ.get("CLAP_PATH", "").split(os.pathsep) if one]
    if sys.platform == "darwin":
        system = Path("/Library/Audio/Plug-Ins/CLAP")
    elif sys.platform == "win32":
        system = Path(os.environ.get("COMMONPROGRAMFILES") or r"C:\Program Files\Common Files") / "CLAP"
    else:
        system = Path("/usr/lib/clap")
    return [*named, folder_of("clap"), system]


def _expanded(path: str) -> Path:
    return Path(os.path.expanduser(path))  # noqa: PTH111 (Path's raises where there is no such user)


@cache
def _installed(identifier: str, where: tuple[Path, ...]) -> Library:
    """Return the library that holds an id; look once for all of an effect's instances.

    Raises:
        EffectError: none holds it, or those that say it cannot be loaded: then why the first of them cannot.
    """
    refusal: EffectError | None = None
    for path in _candidates(identifier, where):
        if not _holds(path, identifier.encode()):
            continue
        try:
            library = _library(path)
        except EffectError as error:  # a stale copy may lie before a good one
            refusal = refusal or error
            continue
        if identifier in library.ids:
            return library
    if refusal is not None:
        raise refusal
    looked = ", ".join(map(str, where))
    raise EffectError(
        f"no CLAP plugin {identifier} is installed here (looked for in {looked}; its file's path can be named instead)"
    )


def _candidates(identifier: str, where: tuple[Path, ...]) -> Iterator[Path]:
    """Yield every plugin that is installed, folder by folder, first those whose names say most of the id."""
    parts = [part for part in re.split(r"\W+", identifier.casefold()) if part]
    for folder in where:
        there = sorted(_plugins_below(folder))
        yield from sorted(there, key=lambda path: -sum(len(part) for part in parts if part in path.stem.casefold()))


def _plugins_below(folder: Path) -> Iterator[Path]:
    """Yield files and bundles in a folder and all below, also where links lead; each folder once."""
    seen: set[str] = set()
    for name, below, files in os.walk(folder, followlinks=True):
        at, real = Path(name), os.path.realpath(name)
        if real in seen:
            below.clear()
            continue
        seen.add(real)
        # os.path's answer is no where Path's raise: what may not be read hides nothing else.
        bundles = {one for one in below if one.endswith(".clap") and os.path.isdir(at / one / "Contents")}  # noqa: PTH112
        below[:] = sorted(set(below) - bundles)
        yield from (at / one for one in bundles)
        yield from (at / one for one in files if one.endswith(".clap") and os.path.isfile(at / one))  # noqa: PTH113


def _holds(path: Path, mark: bytes) -> bool:
    try:
        with open_regular(_binary(path)) as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            return content.find(mark) >= 0
    except (EffectError, FileError, OSError, ValueError):  # ValueError: the file is empty
        return False


def _binary(path: Path) -> Path:
    """Return the library of a plugin: the file itself, or the one in a bundle of macOS. Raises EffectError."""
    if not path.is_dir():
        return path
    contents = path / "Contents"
    try:
        says = plistlib.loads(read_bytes(contents / "Info.plist", _LARGEST_PLIST))
        return contents / "MacOS" / Path(says["CFBundleExecutable"]).name
    except (FileError, ExpatError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise EffectError(f"{path}: is no bundle of macOS ({error})") from None  # plistlib lets all of these through


@cache
def _library(path: Path) -> Library:
    """Load a library once, however many of its plugins are made."""
    return Library(path)
