"""The bridge's library on this machine, and the folders where audio hosts look for plugins of each format."""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path

from live_daemon.install.copies import InstallError
from live_daemon.install.shipped import shipped_folder

BRIDGE = "live-daemon-bridge"
FORMATS = ("clap", "vst3", "lv2")
_MACHINES = {"amd64": "x86_64", "x86_64": "x86_64", "arm64": "aarch64", "aarch64": "aarch64"}
_SYSTEMS = {"linux": ("linux", "so"), "darwin": ("macos", "dylib"), "win32": ("windows", "dll")}


def this_target() -> tuple[str, str]:
    """Return what we call this system and processor, and how a library's name ends here.

    Raises:
        InstallError: the bridge is not built for it.
    """
    system = _SYSTEMS.get(sys.platform)
    machine = _MACHINES.get(platform.machine().lower())
    if system is None or machine is None:
        raise InstallError(
            f"the bridge is built for Linux and macOS (x86-64, arm64) and Windows (x86-64), not for "
            f"{sys.platform} on {platform.machine()}"
        )
    return f"{machine}-{system[0]}", system[1]


def plugins_folder() -> Path:
    """Return the folder of the bridge: a clone's or the installed one.

    Raises:
        InstallError: this copy of live-daemon has none.
    """
    folder = shipped_folder("plugins", "live_plugins", "build_plugins.py")
    if folder is None:
        raise InstallError("the plugins were not installed with live-daemon: install it again, or use a clone")
    return folder


def built_library() -> Path:
    """Return the library for this machine.

    Raises:
        InstallError: there is none for it.
    """
    target, ending = this_target()
    library = plugins_folder() / "built" / target / f"{BRIDGE}.{ending}"
    if not library.is_file():
        raise InstallError(f"{library}: is not there (install live-daemon again; in a clone: `make plugins`)")
    return library


def folder_of(plugin_format: str) -> Path:
    """Return the user's own folder in which hosts on this system look for a format."""
    home = Path.home()
    if sys.platform == "darwin":
        names = {"clap": "CLAP", "vst3": "VST3", "lv2": "LV2"}
        return home / "Library" / "Audio" / "Plug-Ins" / names[plugin_format]
    if sys.platform == "win32":
        common = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "Programs" / "Common"
        roaming = Path(os.environ.get("APPDATA") or home / "AppData" / "Roaming")
        return {"clap": common / "CLAP", "vst3": common / "VST3", "lv2": roaming / "LV2"}[plugin_format]
    return home / f".{plugin_format}"
