"""The state folder belongs to the user alone: it holds what was played."""

from __future__ import annotations

import contextlib
import stat
import sys
from pathlib import Path

from live_daemon.settings import PathSettings


def make_state_folder(paths: PathSettings) -> str:
    """Make the folder with mode 0700, or withdraw other users' rights; return a remark, mostly empty.

    A folder that holds a shared one (recordings, dreams, bank), or that many programs share, as /tmp, stays as it is,
    with a remark: each file in it is readable by the user alone all the same.

    Raises:
        OSError: it cannot be made.
    """
    folder = Path(paths.state)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    mode = folder.stat().st_mode
    if sys.platform == "win32" or not mode & 0o077:
        return ""
    for kept in (folder / "live", folder / "black-box"):  # of an older version
        if kept.is_dir() and not kept.is_symlink():
            with contextlib.suppress(OSError):
                kept.chmod(0o700)
    shared = [Path(one).resolve() for one in (paths.recordings, paths.dreams, paths.bank, paths.checkpoints)]
    if not mode & stat.S_ISVTX and not any(one.is_relative_to(folder.resolve()) for one in shared):
        with contextlib.suppress(OSError):  # another user's, or a disk that has no permissions
            folder.chmod(0o700)
            if not folder.stat().st_mode & 0o077:
                return ""
    return f"paths.state: others on this machine may enter {folder}, which holds what you play (set [paths] state)"
