"""Where numba keeps compiled kernels: beside the sources, or in the user's cache if those cannot be written.

Must not import numba, which reads its environment when it is loaded.
"""

from __future__ import annotations

import atexit
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import MutableMapping, Sequence
from pathlib import Path

import platformdirs

from live_daemon.log import say
from live_inference.command_line.kernel_folders import kernel_folders

VARIABLE = "NUMBA_CACHE_DIR"


def choose_kernel_cache(
    state: Path, sources: Sequence[Path] | None = None, environment: MutableMapping[str, str] = os.environ
) -> None:
    """Choose a folder for this process and those that it starts. Call it before numba is loaded.

    ``NUMBA_CACHE_DIR`` stays if the user has set it. ``sources``: the folders of compiled functions.
    """
    if environment.get(VARIABLE):
        return
    compiled = sources or (Path(__file__).parent.parent / "audio", *kernel_folders())
    if all(_can_be_written(one / "__pycache__") for one in compiled):
        return  # numba's own first choice
    wanted = [platformdirs.user_cache_path("live-daemon", appauthor=False) / "kernels", state / "kernels"]
    for folder in wanted:
        if _can_be_written(folder) and _is_ours(folder):
            environment[VARIABLE] = str(folder)
            return
    environment[VARIABLE] = tempfile.mkdtemp(prefix="live-daemon-kernels-")
    atexit.register(shutil.rmtree, environment[VARIABLE], ignore_errors=True)
    places = " nor ".join(str(folder) for folder in wanted)
    say(f"neither {places} can be written: everything is compiled again at every start (set {VARIABLE})")


def _is_ours(folder: Path) -> bool:
    """Whether nobody else may write there: compiled code is loaded from it and run.

    In a folder that many may write, somebody else could have made it first.
    """
    info = folder.lstat()
    mine = sys.platform == "win32" or (info.st_uid == os.getuid() and not info.st_mode & stat.S_IWOTH)
    return stat.S_ISDIR(info.st_mode) and mine


def _can_be_written(folder: Path) -> bool:
    """Whether files can be made in a folder. A missing folder is made, for its user alone."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
