"""Our patches, and the folders where Max and Pure Data look for them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs

from live_daemon.install.copies import NAME, InstallError, Package, Place
from live_daemon.install.shipped import patches

MAX_VERSIONS = ("Max 9", "Max 8")
MAIN_PATCH = "live_daemon.pd"


def patches_folder() -> Path:
    """Return the folder of all patches: a clone's or the installed one.

    Raises:
        InstallError: this copy of live-daemon has none.
    """
    folder = patches()
    if folder is None:
        raise InstallError("the patches were not installed with live-daemon: install it again, or use a clone")
    return folder


def max_package(source: Path) -> Package:
    """Return the package for Max: the whole folder."""
    folders = ("patchers", "help", "extras", "examples", "docs", "pd", "supercollider", "controllers")
    mark = ("package-info.json", f'"{NAME}"')
    return Package("max", source, folders, ("package-info.json", "icon.png"), mark, _is_clone(source))


def max_places(source: Path, documents: Path | None = None) -> list[Place]:
    """Return the package folders of the Max versions on this machine, the newest first.

    Raises:
        InstallError: Max was never started here.
    """
    home = documents or platformdirs.user_documents_path()
    package = max_package(source)
    found = [
        Place(home / version / "Packages" / NAME, package) for version in MAX_VERSIONS if (home / version).is_dir()
    ]
    if not found:
        names = " or ".join(MAX_VERSIONS)
        raise InstallError(f"{home}: holds no folder {names}: start Max once, which makes one; then try again")
    return found


def pd_package(source: Path) -> Package:
    """Return the package for Pd: patches, abstractions and their help patches, in one folder."""
    return Package("pd", source / "pd", (".",), (), ("ld.osc.pd", "/dream/"), _is_clone(source))


def pd_places(source: Path) -> list[Place]:
    """Return the user's folder that Pd always reads, even headless."""
    if sys.platform == "win32":
        always = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming") / "Pd"
    elif sys.platform == "darwin":
        always = Path.home() / "Library" / "Pd"
    else:
        always = Path.home() / ".local" / "lib" / "pd" / "extra"
    return [Place(always / NAME, pd_package(source))]


def _is_clone(source: Path) -> bool:
    return (source.parent / "pyproject.toml").is_file()


def how_to_open(place: Place) -> str:
    """Return the next step in Pd after the installation."""
    return (
        f"open {place.folder / MAIN_PATCH} in Pd; in your own patch, [declare -path {NAME}] finds ld.osc and the others"
    )
