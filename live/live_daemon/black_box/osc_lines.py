"""Follows the OSC messages in the log of the newest session, while the daemon writes it. The daemon notices nothing."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from live_daemon.black_box.files import FULL_FILE
from live_daemon.black_box.old_sessions import LOG_FILE
from live_inference.files.reading import FileError, open_regular, parse_json

Way = Literal["in", "out", "error"]

MOST_BYTES: Final = 1 << 19
"""Read at once; what is older is left out."""
MOST_LINES: Final = 500
FIRST_BYTES: Final = 1 << 16
"""Read by who has seen nothing yet."""
_SIGN: Final = b'"what":"osc_'


@dataclass(frozen=True, slots=True)
class OscLine:
    """One message. ``way``: in or out; error for a `/dream/error`, which says what was refused or went wrong.

    ``time_s``: seconds since 1970. Of an error, ``address`` is that of the refused message, often empty, and
    ``values`` has the reason.
    """

    time_s: float
    way: Way
    address: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class OscPiece:
    """What has been written since a place in a log.

    Attributes:
        session: name of the newest session's folder; empty if there is none.
        at: the place, in bytes, from which to go on.
        lines: the oldest first.
        left_out: whether there was more than is read at once.
        is_full: whether the session writes no more ([black_box] keep_gb).
    """

    session: str
    at: int
    lines: list[OscLine]
    left_out: bool
    is_full: bool


def osc_since(black_box: Path, session: str = "", at: int = 0) -> OscPiece:
    """Return the messages behind a place in the newest session. *Any process, any thread; never raises.*

    ``session`` and ``at``: from the piece before. After a restart of the daemon another session is the newest, and is
    read from its beginning.
    """
    name = newest_session(black_box)
    if not name:
        return OscPiece("", 0, [], False, False)
    folder = black_box / name
    known = session == name
    try:
        with open_regular(folder / LOG_FILE) as file:
            size = os.fstat(file.fileno()).st_size
            if known and 0 <= at <= size:
                begin, most = at, MOST_BYTES
            else:
                begin, most = 0, MOST_BYTES if session else FIRST_BYTES
            first = max(begin, size - most)
            file.seek(first)
            content = file.read(size - first)
    except (FileError, OSError):
        return OscPiece(name, at if known else 0, [], False, False)
    end = content.rfind(b"\n") + 1
    if not end and len(content) >= MOST_BYTES:
        end = len(content)  # no line of ours is that long
    whole = content[:end]
    if first > begin:
        whole = whole.partition(b"\n")[2]  # its first line has lost its beginning
    lines = list(_lines(whole))
    left_out = bool(session) and (first > begin or len(lines) > MOST_LINES)
    return OscPiece(name, first + end, lines[-MOST_LINES:], left_out, (folder / FULL_FILE).exists())


def newest_session(black_box: Path) -> str:
    """Return the name of the newest session's folder, or an empty text. Names sort by time."""
    try:
        names = sorted((one.name for one in os.scandir(black_box) if one.is_dir(follow_symlinks=False)), reverse=True)
    except OSError:
        return ""
    found = (name for name in names if not name.startswith(".") and (black_box / name / LOG_FILE).is_file())
    return next(found, "")


def _lines(content: bytes) -> Iterator[OscLine]:
    for raw in content.split(b"\n"):
        if _SIGN not in raw:  # most lines are commands and samples: not worth decoding
            continue
        try:
            line = parse_json(raw, "a line", finite=False)
            way, address, values = line["what"], line["address"], line["values"]
            time_s = float(line["t"])
        except (FileError, KeyError, TypeError, ValueError):
            continue  # torn when a process was killed
        if way not in ("osc_in", "osc_out") or not (isinstance(address, str) and isinstance(values, list)):
            continue
        kind: Way = "in" if way == "osc_in" else "out"
        if kind == "out" and address == "/dream/error" and len(values) == 2:
            kind, address, values = "error", str(values[0]), values[1:]
        yield OscLine(time_s, kind, address, tuple(_plain(one) for one in values))


def _plain(value: Any) -> int | float | str:
    """Return a value as JSON may hold it."""
    if isinstance(value, int | str) or (isinstance(value, float) and math.isfinite(value)):
        return value
    return str(value)
