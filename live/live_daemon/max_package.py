"""``live-daemon max``: the package of patches where Max looks for packages.

From a clone a link is made; an installed copy of live-daemon is copied, since its own files are replaced by the next
version, and with them a patch that somebody changed there. A copy remembers what was written (``installed.json``): what
was changed since is the musician's, and is neither replaced nor deleted.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import platformdirs

from live_inference.dream_files import atomically

NAME = "live-daemon"
MANIFEST = "installed.json"
VERSIONS = ("Max 9", "Max 8")
_FOLDERS = ("patchers", "help", "extras", "examples", "docs", "pd", "supercollider", "controllers")
_FILES = ("package-info.json", "icon.png")

State = Literal["missing", "linked", "copied", "somebody else's"]


class MaxPackageError(RuntimeError):
    """What stands in the way; one line for the musician."""


@dataclass(frozen=True)
class Place:
    """Where one version of Max looks for our package."""

    folder: Path

    @property
    def state(self) -> State:
        """What is there."""
        if self.folder.is_symlink():
            ours = not self.folder.exists() or _is_ours(self.folder)  # a link to nowhere is of no use to anybody
            return "linked" if ours else "somebody else's"
        if not self.folder.exists() or (self.folder.is_dir() and not any(self.folder.iterdir())):
            return "missing"  # empty: the disk was full before anything was written
        return "copied" if (self.folder / MANIFEST).is_file() else "somebody else's"

    def changed(self) -> list[str]:
        """The files of a copy that somebody changed, by their path in it."""
        if self.state != "copied":
            return []
        written = self.written()
        return sorted(name for name, ours in written.items() if _stamp(self.folder / name) not in ("", *ours.split()))

    def written(self) -> dict[str, str]:
        """What was written into a copy: sha256 of each file, by its path in it.

        Of an installation that was interrupted two, with a space between: the one before, and the one that comes.
        """
        try:
            told = json.loads((self.folder / MANIFEST).read_text(encoding="utf-8"))
            return {str(name): str(stamp) for name, stamp in told.items()}
        except (OSError, ValueError, AttributeError) as error:
            raise MaxPackageError(
                f"{self.folder / MANIFEST}: cannot be read, so nobody knows which patches you changed: move the folder "
                f"away and say `live-daemon max install` again"
            ) from error


def package_source() -> Path:
    """The package itself: in a clone, or as it was installed.

    Raises:
        MaxPackageError: it was not installed with this copy of live-daemon.
    """
    clone = Path(__file__).resolve().parents[2] / "max_patches"
    if (clone / "package-info.json").is_file():
        return clone
    found = importlib.util.find_spec("live_max_package")
    for folder in (found.submodule_search_locations or []) if found else []:
        if (Path(folder) / "package-info.json").is_file():
            return Path(folder)
    raise MaxPackageError("the patches were not installed with live-daemon: install it again, or use a clone of it")


def places(documents: Path | None = None) -> list[Place]:
    """Where the Max versions on this machine look for packages, the newest first.

    Raises:
        MaxPackageError: no Max was ever started here.
    """
    home = documents or platformdirs.user_documents_path()
    found = [Place(home / version / "Packages" / NAME) for version in VERSIONS if (home / version).is_dir()]
    if not found:
        names = " or ".join(VERSIONS)
        raise MaxPackageError(f"{home}: holds no folder {names}: start Max once, it makes one; then say it again")
    return found


def install(place: Place, source: Path) -> str:
    """Bring the package to one place; return a line that says what was done.

    Raises:
        MaxPackageError: something stands there that is not ours. OSError: the file system refuses.
    """
    if place.state == "somebody else's":
        raise MaxPackageError(f"{place.folder}: is not from live-daemon: move it away, then say it again")
    if place.state == "linked" and place.folder.resolve() == source:
        return f"{place.folder}: is a link to {source} already"
    if place.state == "linked":
        place.folder.unlink()
    if place.state == "missing" and (source.parent / "pyproject.toml").is_file():
        place.folder.parent.mkdir(parents=True, exist_ok=True)
        try:
            if place.folder.exists():
                place.folder.rmdir()
            place.folder.symlink_to(source, target_is_directory=True)
            return f"{place.folder}: is a link to {source} now"
        except OSError:
            pass  # Windows wants a privilege for links: copy
    return _copy(place, source)


def uninstall(place: Place) -> str:
    """Take away what `install` brought; changed patches stay. Return a line that says what was done.

    Raises:
        MaxPackageError: something stands there that is not ours.
    """
    if place.state == "missing":
        return f"{place.folder}: nothing is there"
    if place.state == "somebody else's":
        raise MaxPackageError(f"{place.folder}: is not from live-daemon: it stays")
    if place.state == "linked":
        place.folder.unlink()
        return f"{place.folder}: the link is gone"
    kept = place.changed()
    for name in place.written():
        if name not in kept:
            (place.folder / name).unlink(missing_ok=True)
    (place.folder / MANIFEST).unlink()
    for folder in sorted((one for one in place.folder.rglob("*") if one.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
    if not any(place.folder.iterdir()):
        place.folder.rmdir()
        return f"{place.folder}: is gone"
    yours = ", ".join(kept) or "files that live-daemon did not bring"
    return f"{place.folder}: is gone but for what is yours: {yours}"


def act(action: str, *, as_json: bool, documents: Path | None = None) -> int:
    """Do what ``live-daemon max ACTION`` asks at every place, and tell what was done; return the exit status.

    Raises:
        MaxPackageError: it cannot be done, or not at every place; one line, what was done is told before.
    """
    source = package_source()
    lines, rows, faults = [], [], []
    for place in places(documents):
        changed: list[str] = []
        try:
            lines.append(_act(action, place, source))
            changed = place.changed()
        except MaxPackageError as error:
            faults.append(str(error))
        except OSError as error:
            faults.append(f"{place.folder}: {error.strerror or error}")
        rows.append({"folder": str(place.folder), "state": place.state, "changed": changed})
    if as_json:
        print(json.dumps(rows))
    elif lines:
        print("\n".join(lines))
    if faults:
        raise MaxPackageError("; ".join(faults))
    return 0


def _act(action: str, place: Place, source: Path) -> str:
    if action == "install":
        return install(place, source)
    if action == "uninstall":
        return uninstall(place)
    changed = place.changed()
    return f"{place.folder}: {place.state}{', changed: ' if changed else ''}{', '.join(changed)}"


def _copy(place: Place, source: Path) -> str:
    before = place.written() if place.state == "copied" else {}
    kept: list[str] = []
    coming: list[tuple[Path, str]] = []
    written = {}
    for file in _files(source):
        name = file.relative_to(source).as_posix()
        stamp, there = _stamp(file), _stamp(place.folder / name)
        if there not in ("", stamp, *before.get(name, "").split()):
            kept.append(name)
            written[name] = before.get(name, stamp)
            continue
        if there != stamp:
            coming.append((file, name))
        written[name] = stamp
    # First of all whose folder it is: a disk that is full in the middle leaves one that can be installed into again.
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
    return f"{place.folder}: holds a copy of {source}; you changed these, they stay as they are: {', '.join(kept)}"


def _write_manifest(place: Place, written: Mapping[str, str]) -> None:
    text = json.dumps(written, indent=1) + "\n"
    atomically(place.folder / MANIFEST, lambda partial: partial.write_text(text, encoding="utf-8"))


def _files(source: Path) -> Iterator[Path]:
    yield from (source / name for name in _FILES)
    for folder in _FOLDERS:
        for file in sorted((source / folder).rglob("*")):
            if file.is_file() and not file.name.startswith(".") and file.suffix not in (".py", ".pyc"):
                yield file


def _is_ours(folder: Path) -> bool:
    try:
        told = json.loads((folder / "package-info.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(told, dict) and told.get("name") == NAME


def _stamp(file: Path) -> str:
    """The sha256 of a file; empty when there is none."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""
