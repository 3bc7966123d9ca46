"""Folders that come with live-daemon and are no code: patches, the manual."""

from __future__ import annotations

import importlib.util
from pathlib import Path


def shipped_folder(in_clone: str, package: str, mark: str) -> Path | None:
    """Return a folder by its name in a clone, or as it was installed: the one that holds the file ``mark``."""
    clone = Path(__file__).resolve().parents[3] / in_clone
    if (clone / mark).is_file():
        return clone
    found = importlib.util.find_spec(package)
    for folder in (found.submodule_search_locations or []) if found else []:
        if (Path(folder) / mark).is_file():
            return Path(folder)
    return None


def patches() -> Path | None:
    """Return the folder of all patches, if it came along."""
    return shipped_folder("max_patches", "live_max_package", "package-info.json")


def where_files_are() -> str:
    """Return in a line each where the manual and the patches are."""
    docs, folder = shipped_folder("docs", "live_docs", "install.md"), patches()
    told = [f"manual (the first page of many): {docs / 'install.md'}"] if docs else []
    told += [f"patches, SuperCollider files, layouts for tablets: {folder}"] if folder else []
    return "\n".join(told)
