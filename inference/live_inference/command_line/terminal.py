"""Lines on standard error. A terminal may be gone or stopped, a disk full: nobody ends or waits as nobody reads."""

from __future__ import annotations

import contextlib
import os
import select
import sys
from typing import Final, NoReturn, TextIO

from live_inference.command_line.printable import printable

_PIPE_TAKES: Final = getattr(select, "PIPE_BUF", 4096)
"""Bytes that a pipe takes at once when it is ready to be written at all."""


def tell(text: str) -> None:
    """Print one line on standard error at once, where that can be done. *Any thread, any process.* Never raises.

    A line that a terminal stopped by Ctrl-S, or a pipe that nobody empties, does not take is lost, or what is left of
    it: to wait would stop the show.
    """
    with contextlib.suppress(OSError, ValueError, AttributeError):  # closed since, or from the first: None
        line, stream = f"{printable(text)}\n", sys.stderr
        if _told_terminal(stream, line):
            return
        piece = _PIPE_TAKES if line.isascii() else _PIPE_TAKES // 4  # in characters
        for start in range(0, len(line), piece):
            if not _takes_more(stream):
                return
            stream.write(line[start : start + piece])
            stream.flush()


def _told_terminal(stream: TextIO, line: str) -> bool:
    """Write what a terminal takes of a line without waiting; return False where that is not possible.

    It is opened anew, because others that write there, a shell among them, must go on waiting. A terminal whose room is
    less than a line says that it can be written, so asking is not enough.
    """
    if sys.platform == "win32" or not stream.isatty():
        return False
    try:
        terminal = os.open(os.ttyname(stream.fileno()), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
    except OSError:  # another user's, or out of sight in a container
        return False
    with os.fdopen(terminal, "wb", buffering=0) as file:
        file.write(line.encode(stream.encoding or "utf-8", "backslashreplace"))
    return True


def _takes_more(stream: TextIO) -> bool:
    """Whether a write would not have to wait, as far as the system tells: of a console of Windows it does not."""
    if sys.platform == "win32":
        return True
    try:
        return bool(select.select([], [stream.fileno()], [], 0)[1])
    except (OSError, ValueError):  # no file at all, as in tests, or none that can be asked: writing will show
        return True


def leave(status: int) -> NoReturn:
    """End the process at once with this exit status: no exit handler, no other thread is waited for."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(status)
