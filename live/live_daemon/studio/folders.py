"""The folders whose sounds the studio shows, and the keys by which a page names a file in one of them.

A name may hold bytes that are no text, line breaks, or a slash to another folder: a key is base64 of the bytes, and
leads nowhere else.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import os
import stat
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from typing import Final

from live_daemon.osc.allowed_paths import PathRefusedError, refuse_windows_names
from live_daemon.studio.answers import StudioError
from live_daemon.studio.context import StudioContext
from live_inference.command_line.printable import printable

TAKES: Final = "takes"
DREAMS: Final = "dreams"
LIVE: Final = "live"
BANKS: Final = "banks"
TRAININGS: Final = "trainings"
SETS: Final = "sets"
LONGEST_KEY: Final = 4096


def folder_of(context: StudioContext, name: str) -> Path:
    """Return a folder by its name in the addresses. Raises StudioError."""
    paths = context.settings.paths
    found = {
        TAKES: Path(paths.recordings),
        DREAMS: Path(paths.dreams),
        LIVE: Path(paths.state) / "live",  # seeds of dreams on the live input
        BANKS: Path(paths.bank),
        TRAININGS: Path(paths.checkpoints),  # dreams of a training lie beside its checkpoint
        SETS: context.folder / SETS,
    }.get(name)
    if found is None:
        raise StudioError(f"there is no folder {name!r} of sounds", HTTPStatus.NOT_FOUND)
    return found


def key_of(folder: Path, path: Path) -> str:
    """Return the key of a file or folder inside a folder. Raises ValueError where it is not inside."""
    return coded(path.relative_to(folder).as_posix())


def coded(name: str) -> str:
    """Return a name, whatever bytes it holds, in letters for an address."""
    return base64.urlsafe_b64encode(os.fsencode(name)).decode().rstrip("=")


def decoded(key: str) -> str:
    """Return the name of a key. Raises StudioError."""
    if len(key) > LONGEST_KEY:
        raise StudioError("a key must be shorter", HTTPStatus.NOT_FOUND)
    try:
        return os.fsdecode(base64.b64decode(key + "=" * (-len(key) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, UnicodeDecodeError, ValueError):
        raise StudioError(f"{key!r}: is no key of a file", HTTPStatus.NOT_FOUND) from None


def path_of(folder: Path, key: str) -> Path:
    """Return the real path that a key names, inside the folder; it need not be there.

    Raises:
        StudioError: no key, hidden, or a link that leads out of the folder.
    """
    relative = _relative(key)
    if os.name == "nt":
        try:
            refuse_windows_names(str(relative), [folder])
        except PathRefusedError as error:
            raise StudioError(str(error), HTTPStatus.NOT_FOUND) from None
    try:
        path = (folder / relative).resolve()
        with contextlib.suppress(FileNotFoundError):
            path.lstat()  # refuses what no file can be called
        inside = path == folder.resolve() or path.is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError) as error:
        raise StudioError(f"{relative}: cannot be followed ({error})", HTTPStatus.NOT_FOUND) from None
    if not inside:
        raise StudioError(f"{relative}: must lie inside {folder}, leads out of it", HTTPStatus.FORBIDDEN)
    return path


def file_of(context: StudioContext, folder_name: str, key: str) -> Path:
    """Return the real path of a regular file that is there. Raises StudioError."""
    path = path_of(folder_of(context, folder_name), key)
    status = status_of(path)
    if status is None:
        raise StudioError(f"{path.name}: is not there any more", HTTPStatus.NOT_FOUND)
    if not stat.S_ISREG(status.st_mode):
        raise StudioError(f"{path.name}: must be a file", HTTPStatus.NOT_FOUND)
    return path


def status_of(path: Path) -> os.stat_result | None:
    """Return what the system says of a file; None where there is none (any more)."""
    try:
        return path.stat()
    except (OSError, ValueError):
        return None


def shown_name(path: Path) -> str:
    """Return a file's name as a page may show it: one line, without control characters."""
    return printable(path.name)


def _relative(key: str) -> PurePosixPath:
    name = decoded(key)
    relative = PurePosixPath(name)
    parts = relative.parts
    if not parts or relative.is_absolute() or "\0" in name or any(part.startswith(".") for part in parts):
        raise StudioError(f"{name!r}: is no file that the studio shows", HTTPStatus.NOT_FOUND)
    return relative
