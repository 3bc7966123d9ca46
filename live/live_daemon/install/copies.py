"""Installs a folder of patches where another program looks for it, removes it, shows its status.

A clone is linked. An installed copy of live-daemon is copied, since the next version replaces its files, and with them
a patch that somebody changed there. A copy records its files (``installed.json``): those changed since then belong to
the musician, and are neither replaced nor deleted.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from live_inference.command_line.printable import printable
from live_inference.files.dreams import atomically
from live_inference.files.reading import (
    FieldError,
    FileError,
    FileMissingError,
    InFolder,
    checked,
    read_bytes,
    read_json,
    read_text,
)

NAME = "live-daemon"
MANIFEST = "installed.json"
LARGEST = 16 << 20
"""Bytes of a patch or a picture: ours have at most a tenth of it."""

State = Literal["missing", "linked", "copied", "somebody else's"]


class InstallError(RuntimeError):
    """Something prevents the installation; one line for the musician."""


@dataclass(frozen=True)
class Package:
    """A folder of patches.

    ``verb``: the command that installs it. ``folders``, ``files``: the parts of it to copy. ``mark``: a file and a text
    in it, by which a linked folder is recognised as ours. ``in_clone``: the files belong to a clone, and stay there.
    """

    verb: str
    source: Path
    folders: tuple[str, ...]
    files: tuple[str, ...]
    mark: tuple[str, str]
    in_clone: bool

    def __iter__(self) -> Iterator[Path]:
        """Yield every file to copy; the builders of the patches stay behind."""
        yield from (self.source / name for name in self.files)
        for folder in self.folders:
            for file in sorted((self.source / folder).rglob("*")):
                if file.is_file() and not file.name.startswith(".") and file.suffix not in (".py", ".pyc"):
                    yield file


@dataclass(frozen=True)
class Place:
    """A folder in which a program looks for a package."""

    folder: Path
    package: Package

    @property
    def state(self) -> State:
        """The state of the folder."""
        if self.folder.is_symlink():
            ours = not self.folder.exists() or self._holds_ours()  # nobody needs a link to nowhere
            return "linked" if ours else "somebody else's"
        if not self.folder.exists() or (self.folder.is_dir() and not any(self.folder.iterdir())):
            return "missing"  # empty: the disk was full before the first file
        return "copied" if (self.folder / MANIFEST).is_file() else "somebody else's"

    def _holds_ours(self) -> bool:
        name, words = self.package.mark
        try:
            return words in read_text(self.folder / name, LARGEST)
        except FileError:
            return False

    def changed(self) -> list[str]:
        """Return the paths, in a copy, of the files that somebody changed."""
        if self.state != "copied":
            return []
        written = self.written()
        return sorted(name for name, ours in written.items() if _stamp(self.folder / name) not in ("", *ours.split()))

    def written(self) -> dict[str, str]:
        """Return the sha256 of each file that was written into a copy, by its path in it.

        After an interrupted installation there are two with a space between: the previous file's and the new one's.
        """
        try:
            return checked(dict[Annotated[str, InFolder()], str], read_json(self.folder / MANIFEST))
        except (FileError, FieldError) as error:
            raise InstallError(
                f"{self.folder / MANIFEST}: cannot be read, so the patches that you changed are unknown: move the "
                f"folder away and run `live-daemon {self.package.verb} install` again"
            ) from error


def install(place: Place) -> str:
    """Install the package; return a line that says what was done.

    Raises:
        InstallError: the folder is not ours. OSError: the file system refuses.
    """
    source = place.package.source
    if place.state == "somebody else's":
        raise InstallError(f"{place.folder}: is not from live-daemon: move it away, then try again")
    if place.state == "linked" and place.folder.resolve() == source:
        return f"{place.folder}: is already a link to {source}"
    if place.state == "linked":
        place.folder.unlink()
    if place.state == "missing" and place.package.in_clone:
        place.folder.parent.mkdir(parents=True, exist_ok=True)
        try:
            if place.folder.exists():
                place.folder.rmdir()
            place.folder.symlink_to(source, target_is_directory=True)
            return f"{place.folder}: is now a link to {source}"
        except OSError:
            pass  # on Windows links need a privilege: copy
    return _copy(place)


def uninstall(place: Place) -> str:
    """Remove what `install` wrote; changed patches stay. Return a line that says what was done.

    Raises:
        InstallError: the folder is not ours.
    """
    if place.state == "missing":
        return f"{place.folder}: nothing is there"
    if place.state == "somebody else's":
        raise InstallError(f"{place.folder}: is not from live-daemon: it stays")
    if place.state == "linked":
        place.folder.unlink()
        return f"{place.folder}: the link is removed"
    kept = place.changed()
    for name in place.written():
        if name not in kept:
            (place.folder / name).unlink(missing_ok=True)
    (place.folder / MANIFEST).unlink()
    if remove_empty(place.folder):
        return f"{place.folder}: is removed"
    yours = ", ".join(kept) or "files that are not from live-daemon"
    return f"{place.folder}: is removed, except your own files: {yours}"


def remove_empty(folder: Path) -> bool:
    """Remove the folders in a folder that hold nothing, and then itself if it does; return whether it is gone."""
    for one in sorted((one for one in folder.rglob("*") if one.is_dir() and not one.is_symlink()), reverse=True):
        if not any(one.iterdir()):
            one.rmdir()
    if any(folder.iterdir()):
        return False
    folder.rmdir()
    return True


def act(action: str, places: Sequence[Place], *, as_json: bool) -> None:
    """Do ``install``, ``uninstall`` or ``status`` at every place, and print what was done.

    Raises:
        InstallError: it failed, at one place or all; one line. What was done is printed first.
    """
    lines, rows, faults = [], [], []
    for place in places:
        changed: list[str] = []
        try:
            lines.append(_act(action, place))
            changed = place.changed()
        except InstallError as error:
            faults.append(str(error))
        except OSError as error:
            faults.append(f"{place.folder}: {error.strerror or error}")
        rows.append({"folder": str(place.folder), "state": place.state, "changed": changed})
    if as_json:
        print(json.dumps(rows))
    elif lines:
        print("\n".join(map(printable, lines)))
    if faults:
        raise InstallError("; ".join(faults))


def _act(action: str, place: Place) -> str:
    if action == "install":
        return install(place)
    if action == "uninstall":
        return uninstall(place)
    changed = place.changed()
    return f"{place.folder}: {place.state}{', changed: ' if changed else ''}{', '.join(changed)}"


def _copy(place: Place) -> str:
    source = place.package.source
    before = place.written() if place.state == "copied" else {}
    kept: list[str] = []
    coming: list[tuple[Path, str]] = []
    written = {}
    for file in place.package:
        name = file.relative_to(source).as_posix()
        stamp, there = _stamp(file), _stamp(place.folder / name)
        if there not in ("", stamp, *before.get(name, "").split()):
            kept.append(name)
            written[name] = before.get(name, stamp)
            continue
        if there != stamp:
            coming.append((file, name))
        written[name] = stamp
    # The manifest comes first: if the disk fills up halfway, the folder can still be installed into again.
    arriving = {name: f"{_stamp(place.folder / name)} {written[name]}".strip() for _, name in coming}
    _write_manifest(place, before | written | arriving)
    for file, name in coming:
        atomically(place.folder / name, lambda partial, file=file: shutil.copyfile(file, partial))  # type: ignore[misc]
    for name, ours in before.items():
        if name not in written and _stamp(place.folder / name) in ours.split():
            (place.folder / name).unlink()
    _write_manifest(place, written)
    if not kept:
        return f"{place.folder}: holds a copy of {source}"
    return f"{place.folder}: holds a copy of {source}; your changed files stay as they are: {', '.join(kept)}"


def _write_manifest(place: Place, written: Mapping[str, str]) -> None:
    text = json.dumps(written, indent=1) + "\n"
    atomically(place.folder / MANIFEST, lambda partial: partial.write_text(text, encoding="utf-8"))


def _stamp(file: Path) -> str:
    """Return the sha256 of a file, empty if there is none, or an error text if it is not a readable file."""
    try:
        return hashlib.sha256(read_bytes(file, LARGEST)).hexdigest()
    except FileMissingError:
        return ""
    except FileError as error:
        return str(error)
