"""Folders that come with live-daemon besides code: the patches and the manual."""

from __future__ import annotations

import importlib.util
from pathlib import Path


def shipped_folder(in_clone: str, package: str, mark: str) -> Path | None:
    """Return a folder of a clone or of the installed copy: the one that holds the file ``mark``."""
    clone = Path(__file__).resolve().parents[3] / in_clone
    if (clone / mark).is_file():
        return clone
    found = importlib.util.find_spec(package)
    for folder in (found.submodule_search_locations or []) if found else []:
        if (Path(folder) / mark).is_file():
            return Path(folder)
    return None


def patches() -> Path | None:
    """Return the folder of all patches, if there is one."""
    return shipped_folder("max_patches", "live_max_package", "package-info.json")


def where_files_are() -> str:
    """Return the places of the manual and the patches, one line each."""
    docs, folder = shipped_folder("docs", "live_docs", "install.md"), patches()
    told = [f"manual (the first page of many): {docs / 'install.md'}"] if docs else []
    told += [f"patches, SuperCollider files, layouts for tablets: {folder}"] if folder else []
    return "\n".join(told)
