"""Checks paths that come over OSC: only those inside the daemon's own folders are allowed."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path, PurePath, PureWindowsPath


class PathRefusedError(ValueError):
    """A path outside the allowed folders; the text is one line."""


def resolve_inside(text: str, folders: Sequence[Path]) -> Path:
    """Return the real path that a message names, if it lies inside one of the folders.

    A relative path starts at the first folder. Links and ``..`` are resolved before the check, so neither leads out,
    and the returned path has none left: a link created later is not followed. Only somebody who can write to the folder
    itself could still swap a part of it. Max's ``Macintosh HD:/Users/...`` is understood.

    Raises:
        PathRefusedError: the path is empty, lies outside, or is neither file nor folder (a pipe would block).
    """
    cleaned = text if os.name == "nt" else re.sub(r"^[^/]+:(?=/)", "", text)
    if not cleaned or "\0" in cleaned:
        raise PathRefusedError(f"a path is required, got {text!r}")
    if os.name == "nt":
        refuse_windows_names(text, folders)
    try:
        path = (folders[0] / Path(cleaned).expanduser()).resolve()
        special = path.exists() and not (path.is_file() or path.is_dir())
    except (OSError, RuntimeError, ValueError) as error:
        raise PathRefusedError(f"{text}: cannot be followed ({error})") from error
    if not any(path == folder.resolve() or path.is_relative_to(folder.resolve()) for folder in folders):
        allowed = ", ".join(str(folder) for folder in folders)
        raise PathRefusedError(f"{text}: must lie inside one of {allowed}")
    if special:
        raise PathRefusedError(f"{text}: must be a file or a folder, not a pipe or a device")
    return path


def refuse_windows_names(text: str, folders: Sequence[PurePath]) -> None:
    """Refuse what Windows would follow before anybody can look where it leads. *Any thread.*

    To look at a path on another machine is to log in there with the user's name; ``con`` and ``take.wav:hidden``
    are a device and a second file behind the first.

    Raises:
        PathRefusedError: another machine's path, though no folder of ours lies there, or a name that is no file's.
    """
    path = PureWindowsPath(text)
    ours = {PureWindowsPath(folder).drive.lower() for folder in folders}
    if path.drive.startswith("\\\\") and path.drive.lower() not in ours:
        raise PathRefusedError(f"{text}: must lie in a folder of this program, not on another machine")
    if path.drive and not path.root:
        raise PathRefusedError(f"{text}: must have a slash behind {path.drive}")
    for part in path.relative_to(path.anchor).parts:
        if ":" in part or PureWindowsPath(part).is_reserved():
            raise PathRefusedError(f"{text}: must be the name of a file, found {part!r}")
