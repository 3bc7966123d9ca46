"""File names that are not text: bytes that are not UTF-8, from an old disk or an archive."""

from __future__ import annotations

import os
from pathlib import Path


def is_text(name: str) -> bool:
    """Whether a name is valid text; Python represents bytes that are not UTF-8 as lone surrogates."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def as_text(name: str) -> str:
    """A file's name as text: a name that is not UTF-8 is read as Latin-1, which older systems wrote.

    >>> as_text("\\udce9tude.wav")
    'étude.wav'
    """
    if is_text(name):
        return name
    if os.name == "nt":  # UTF-16 there: half of a pair has no meaning
        return name.encode(errors="replace").decode()
    return os.fsencode(name).decode("latin-1")


def openable(path: Path | str) -> str | bytes:
    """A path for libsndfile: bytes if the name is not text, which soundfile refuses as a string."""
    return str(path) if is_text(str(path)) or os.name == "nt" else os.fsencode(path)
