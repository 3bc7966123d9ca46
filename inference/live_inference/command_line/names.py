"""Checks names that become file names: they must be valid on every system."""

from __future__ import annotations

from typing import Final

LONGEST_NAME: Final = 100
"""Bytes. File systems allow 255, and the names of a bank's loops contain those of recording and model."""

_FORBIDDEN: Final = '<>:"/\\|?*'
_DEVICES: Final = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"))
)


def name_fault(name: str) -> str | None:
    """Why a name is not valid for files on every system (Windows is the strictest), in a sentence; None if it is.

    >>> name_fault("cello.2")
    >>> name_fault("con.wav")
    "must not be 'con', which is a device on Windows"
    """
    if not name or name.startswith("."):
        return f"must be a file's name that does not begin with a dot, got {name!r}"
    for mark in name:
        if mark in _FORBIDDEN or not mark.isprintable():
            return f"must be a name that files can have everywhere, without {mark!r}"
    if name[-1] in ". " or name[0] == " ":
        return f"must not begin with a space or end in a space or a dot, got {name!r}"
    base = name.partition(".")[0].rstrip().lower()
    if base in _DEVICES:
        return f"must not be {base!r}, which is a device on Windows"
    if len(name.encode()) > LONGEST_NAME:
        return f"must be at most {LONGEST_NAME} bytes long, got {len(name.encode())} ({len(name)} letters)"
    return None
