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


def openable(path: Path | str) -> str | bytes:
    """A path for libsndfile: bytes if the name is not text, which soundfile refuses as a string."""
    return str(path) if is_text(str(path)) or os.name == "nt" else os.fsencode(path)
