"""This Linux without what Windows or macOS lack: for the program's own modules alone, in every process it starts.

Python imports a `sitecustomize` that lies on PYTHONPATH before anything else. `LIVE_DAEMON_LIKE` says which system;
`support.another_system` sets both. Libraries and the standard library see the real system: they are not on trial.

* functions and constants of `os`, `signal`, `socket`, `time` that the system lacks are not there, nor are its modules;
* `sys.platform` and `os.name` are the system's, so its branches of the code are the ones that run;
* `/proc`, `/dev` and `/sys` are not there;
* Windows: a file that any process under trial holds open or maps can be neither replaced nor removed, names that it
  forbids cannot be made, locks are `msvcrt`'s, and the folder watcher tells of no closed file.

What no mask shows: the real error texts, drivers, consoles, paths with drive letters. docs/systems.md says so.
"""

from __future__ import annotations

import builtins
import contextlib
import errno
import io
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import types
from pathlib import Path

LIKE = os.environ.get("LIVE_DAEMON_LIKE", "")
OURS = ("live_daemon", "live_inference", "live_models", "live_training", "live_checkpoints", "live_service")
MACHINE_CODE = "live_daemon.audio.intrinsics"
"""Asks which system its machine code runs on, and that is the real one."""

_NO_SCHEDULER = {"sched_getaffinity", "sched_setaffinity", "posix_fallocate", "posix_fadvise", "memfd_create"}
_POSIX = {
    *("pread", "pwrite", "preadv", "pwritev", "getuid", "geteuid", "getgid", "getegid", "getgroups", "fork", "nice"),
    *("getpriority", "setpriority", "PRIO_PROCESS", "sched_yield", "getloadavg", "sysconf", "mkfifo", "statvfs"),
    *("uname", "chown", "lchown", "fchown", "fchmod", "killpg", "setsid", "getsid", "getpgid", "setpgid", "sync"),
    *("O_NONBLOCK", "O_NOFOLLOW", "O_CLOEXEC", "O_DIRECTORY", "O_SYNC", "O_NOCTTY", "WNOHANG", "wait", "waitid"),
    *("openpty", "ttyname", "tcgetpgrp", "getxattr", "setxattr", "listxattr", "confstr", "fdatasync", "lockf"),
}
_SIGNALS = {
    *("SIGKILL", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGCHLD", "SIGPIPE", "SIGQUIT", "SIGSTOP", "SIGCONT"),
    *("setitimer", "getitimer", "alarm", "pause", "pthread_kill", "pthread_sigmask", "sigwait", "siginterrupt"),
}
_FORBIDDEN = set('<>:"|?*')
_DEVICES = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}

LACKS: dict[str, dict[str, set[str]]] = {
    "windows": {
        "os": _NO_SCHEDULER | _POSIX,
        "signal": _SIGNALS,
        "socket": {"AF_UNIX", "SO_REUSEPORT", "socketpair", "CMSG_LEN", "SCM_RIGHTS"},
        "time": {"clock_gettime", "clock_gettime_ns", "CLOCK_MONOTONIC", "tzset"},
        "select": {"poll", "epoll"},
    },
    "macos": {"os": _NO_SCHEDULER, "signal": set(), "socket": set(), "time": set(), "select": {"epoll"}},
}
NO_MODULES = {
    "windows": {"fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "syslog", "posix", "crypt"},
    "macos": {"msvcrt", "winreg"},
}
PLATFORM = {"windows": "win32", "macos": "darwin"}
_SHORT_WAYS = {"pathlib", "os", "io", "_io", "codecs", "shutil", "glob", "genericpath", "posixpath", "contextlib"}


class _Looking(threading.local):
    now = False


_looking = _Looking()
"""Set while the mask itself looks into /proc."""
HIDDEN = ("/proc", "/dev/shm", "/sys/")


class Masked(types.ModuleType):
    """A module without some of its names, and with others in their place."""

    def __init__(self, real: types.ModuleType, lacks: set[str], instead: dict[str, object]):
        super().__init__(real.__name__)
        self.__dict__.update(_real=real, _lacks=lacks, _instead=instead)

    def __getattr__(self, name: str) -> object:
        if name in self._instead:
            return self._instead[name]
        if name in self._lacks:
            raise AttributeError(f"module '{self._real.__name__}' has no attribute '{name}' ({LIKE})")
        return getattr(self._real, name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(self._real, name, value)

    def __dir__(self) -> list[str]:
        return [name for name in dir(self._real) if name not in self._lacks]


def _ours(name: object, package: object = "") -> bool:
    words = {str(name).partition(".")[0], str(package or "").partition(".")[0]}
    return bool(words & set(OURS))


def _asked_by_us() -> bool:
    """Whether a module of the program asks, by itself or through a short way of the standard library."""
    if _looking.now:
        return False
    frame = sys._getframe(2)
    while frame is not None:
        name = str(frame.f_globals.get("__name__", ""))
        if name != __name__ and name.partition(".")[0] not in _SHORT_WAYS:
            return _ours(name, frame.f_globals.get("__package__"))
        frame = frame.f_back
    return False


def _mask_modules() -> None:
    instead: dict[str, dict[str, object]] = {
        "sys": {"platform": PLATFORM[LIKE]},
        "os": {"name": "nt"} if LIKE == "windows" else {},
    }
    masked = {
        name: Masked(__import__(name), LACKS[LIKE].get(name, set()), instead.get(name, {}))
        for name in ("sys", "os", "signal", "socket", "time", "select")
    }
    real_import = builtins.__import__

    def masked_import(name, globals=None, locals=None, fromlist=(), level=0):
        asking = globals or {}
        if level or not _ours(asking.get("__name__"), asking.get("__package__")):
            return real_import(name, globals, locals, fromlist, level)
        if name in NO_MODULES[LIKE]:
            raise ModuleNotFoundError(f"No module named '{name}' ({LIKE})", name=name)
        if asking.get("__name__") == MACHINE_CODE:
            return real_import(name, globals, locals, fromlist, level)
        if name in masked:
            for wanted in fromlist or ():
                if wanted in LACKS[LIKE].get(name, set()):
                    raise ImportError(f"cannot import name '{wanted}' from '{name}' ({LIKE})")
            return masked[name]
        if LIKE == "windows" and name == "msvcrt":
            return _msvcrt()
        if LIKE == "windows" and name == "watchdog.observers":
            real_import("watchdog.observers.polling")
            polling = sys.modules["watchdog.observers.polling"]
            return Masked(real_import(name, None, None, ("Observer",)), set(), {"Observer": polling.PollingObserver})
        return real_import(name, globals, locals, fromlist, level)

    builtins.__import__ = masked_import


def _msvcrt() -> types.ModuleType:
    import fcntl

    module = types.ModuleType("msvcrt")
    module.LK_NBLCK, module.LK_LOCK, module.LK_UNLCK = 2, 1, 0

    def locking(descriptor: int, mode: int, size: int) -> None:
        fcntl.flock(descriptor, {2: fcntl.LOCK_EX | fcntl.LOCK_NB, 1: fcntl.LOCK_EX, 0: fcntl.LOCK_UN}[mode])

    module.locking = locking
    return module


def _held_open(path: str) -> bool:
    """Whether a process under trial holds this file open or maps it (what Windows calls a sharing violation)."""
    _looking.now = True
    try:
        return _is_held(os.path.realpath(path))
    finally:
        _looking.now = False


def _is_held(target: str) -> bool:
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if b"LIVE_DAEMON_LIKE=windows" in (process / "environ").read_bytes():
                maps = (process / "maps").read_text(errors="replace").splitlines()
                if any(line.endswith(target) for line in maps) or target in _open_files(process):
                    return True
    return False


def _open_files(process: Path) -> set[str]:
    found = set()
    for entry in (process / "fd").iterdir():
        with contextlib.suppress(OSError):  # closed meanwhile: the very one that lists them
            found.add(str(entry.readlink()))
    return found


def _must_be_possible(path: object) -> None:
    """Raise what Windows raises for a name that it cannot have."""
    found = Path(os.fsdecode(path))
    for part in found.parts[bool(found.anchor) :]:
        if _FORBIDDEN & set(part) or part.endswith((" ", ".")) or part.partition(".")[0].lower() in _DEVICES:
            raise OSError(errno.EINVAL, f"The filename, directory name, or volume label syntax is incorrect: {part!r}")


def _mask_files() -> None:
    def hidden(path: object) -> bool:
        return isinstance(path, (str, bytes, os.PathLike)) and os.fsdecode(path).startswith(HIDDEN) and _asked_by_us()

    def looks(real):
        def look(path, *arguments, **named):
            if hidden(path):
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), os.fsdecode(path))
            return real(path, *arguments, **named)

        return look

    def makes(real, places):
        def make(*arguments, **named):
            if LIKE == "windows" and _asked_by_us():
                for place in places:
                    _must_be_possible(arguments[place])
            return real(*arguments, **named)

        return make

    def takes_away(real, places):
        def take_away(*arguments, **named):
            if LIKE == "windows" and _asked_by_us():
                for place in places:
                    if named.get("dir_fd") is None and _held_open(os.fsdecode(arguments[place])):
                        text = "The process cannot access the file because it is being used by another process"
                        raise PermissionError(errno.EACCES, text, os.fsdecode(arguments[place]))
            return real(*arguments, **named)

        return take_away

    def opens(real):
        def open_(file, mode="r", *arguments, **named):
            if LIKE == "windows" and not isinstance(file, int) and set(mode) & set("wax") and _asked_by_us():
                _must_be_possible(file)
            return looks(real)(file, mode, *arguments, **named)

        return open_

    for name in ("stat", "lstat", "listdir", "scandir"):
        setattr(os, name, looks(getattr(os, name)))
    access = os.access
    os.access = lambda path, *rest, **named: False if hidden(path) else access(path, *rest, **named)
    os.open = makes(looks(os.open), (0,))
    os.mkdir = makes(os.mkdir, (0,))
    os.replace = takes_away(makes(os.replace, (1,)), (0, 1))
    os.rename = takes_away(makes(os.rename, (1,)), (0, 1))
    os.unlink = takes_away(os.unlink, (0,))
    os.remove = takes_away(os.remove, (0,))
    builtins.open = io.open = opens(io.open)


if LIKE:
    if LIKE == "windows":
        subprocess.IDLE_PRIORITY_CLASS = 0
        subprocess.CREATE_NEW_PROCESS_GROUP = 0  # POSIX takes no flags; the branch runs all the same
    assert signal and socket and time
    _mask_modules()
    _mask_files()
