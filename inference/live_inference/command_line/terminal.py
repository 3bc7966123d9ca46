"""Lines on standard error. A terminal may be gone or stopped, a disk full: nobody ends or waits as nobody reads."""

from __future__ import annotations

import contextlib
import os
import select
import sys
import time
from typing import Final, NoReturn, TextIO

from live_inference.command_line.printable import printable

_PIPE_TAKES: Final = getattr(select, "PIPE_BUF", 4096)
"""Bytes that a pipe takes at once when it is ready to be written at all."""

PATIENCE_S: Final = 0.1
LOOK_S: Final = 0.005
"""A line waits so long for a slow reader, and looks so often whether a terminal takes more."""


class _Reader:
    """Whether whoever reads standard error took the last line."""

    reads = True


_reader = _Reader()


def tell(text: str) -> None:
    """Print one line on standard error at once, where that can be done. *Any thread, any process.* Never raises.

    A terminal or pipe whose reader is slow is waited for, `PATIENCE_S` in all. What a terminal stopped by Ctrl-S, or a
    pipe that nobody empties, has not taken by then is lost, and the next lines do not wait: it would stop the show.
    """
    with contextlib.suppress(OSError, ValueError, AttributeError):  # closed since, or from the first: None
        until = time.monotonic() + (PATIENCE_S if _reader.reads else 0.0)
        line, stream = f"{printable(text)}\n", sys.stderr
        terminal = _terminal_of(stream)
        if terminal is None:
            _reader.reads = _to_pipe(stream, line, until)
        else:
            _reader.reads = _to_terminal(terminal, line.encode(stream.encoding or "utf-8", "backslashreplace"), until)


def _terminal_of(stream: TextIO) -> int | None:
    """The terminal behind a stream, opened anew; None where there is none, or none that can be opened.

    Others that write there, a shell among them, must go on waiting; this one must not. A terminal whose room is less
    than a line says that it can be written, so asking is not enough.
    """
    if sys.platform == "win32" or not stream.isatty():
        return None
    try:
        return os.open(os.ttyname(stream.fileno()), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
    except OSError:  # another user's, or out of sight in a container
        return None


def _to_terminal(terminal: int, left: bytes, until: float) -> bool:
    """Write a line and close the terminal; return whether it took all of it in time."""
    try:
        while left:
            with contextlib.suppress(BlockingIOError):
                left = left[os.write(terminal, left) :]
            if left and time.monotonic() >= until:
                return False
            if left:
                time.sleep(LOOK_S)
    finally:
        os.close(terminal)
    return True


def _to_pipe(stream: TextIO, line: str, until: float) -> bool:
    """Write a line to a pipe, a file or a stand-in for one; return whether it took all of it in time."""
    piece = _PIPE_TAKES if line.isascii() else _PIPE_TAKES // 4  # in characters
    for start in range(0, len(line), piece):
        if not _takes_more(stream, until):
            return False
        stream.write(line[start : start + piece])
        stream.flush()
    return True


def _takes_more(stream: TextIO, until: float) -> bool:
    """Whether a write would not have to wait, as far as the system tells: of a console of Windows it does not."""
    if sys.platform == "win32":
        return True
    try:
        return bool(select.select([], [stream.fileno()], [], max(0.0, until - time.monotonic()))[1])
    except (OSError, ValueError):  # no file at all, as in tests, or none that can be asked: writing will show
        return True


def leave(status: int) -> NoReturn:
    """End the process at once with this exit status: no exit handler, no other thread is waited for."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(status)
