"""Names of files that are no text: bytes that are not UTF-8, from an old disk or an archive. Torch-free."""

from __future__ import annotations

import os
from pathlib import Path


def is_text(name: str) -> bool:
    """Whether a name can be written down; bytes that are not UTF-8 come from the system as lone surrogates."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def as_text(name: str) -> str:
    """A file's name as text: what is no UTF-8 is taken for Latin-1, which older systems wrote.

    >>> as_text("\\udce9tude.wav")
    'étude.wav'
    """
    if is_text(name):
        return name
    if os.name == "nt":  # UTF-16 there: half of a pair, which stands for nothing
        return name.encode(errors="replace").decode()
    return os.fsencode(name).decode("latin-1")


def openable(path: Path | str) -> str | bytes:
    """A path as libsndfile takes it: as bytes where the name is no text (soundfile refuses that as a string)."""
    return str(path) if is_text(str(path)) or os.name == "nt" else os.fsencode(path)
