"""Names of files that come from a browser, made safe for every system."""

from __future__ import annotations

import re
import unicodedata
from http import HTTPStatus
from pathlib import Path
from typing import Final

from live_daemon.studio.answers import StudioError
from live_inference.command_line.names import name_fault
from live_inference.files.endings import SOUND_SUFFIXES

LONGEST: Final = 80
"""Bytes of a name without its ending: names of dreams and loops are made of it, and file systems allow 255."""
_NAMELESS: Final = "recording"
_MOST_NUMBERS: Final = 10_000


def clean_name(name: str) -> str:
    """Return the name under which a sound is kept: its last part, without what a system or a page may misread.

    >>> clean_name("../../etc/\\u202etake <1>.WAV")
    '_take _1_.wav'

    Raises:
        StudioError: it has no ending of a sound file.
    """
    last = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    plain = "".join(c if c.isprintable() and c not in '<>:"|?*' else "_" for c in last)
    stem, dot, ending = plain.rpartition(".")
    suffix = f".{ending.strip().lower()}"
    if not dot or suffix not in SOUND_SUFFIXES:
        shown = plain[:LONGEST] or "the file"
        raise StudioError(
            f"{shown}: must end as a sound file does (.wav, .aiff, .flac, .ogg, .mp3 and others)",
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        )
    stem = stem.strip(" .").encode()[:LONGEST].decode(errors="ignore").strip(" .") or _NAMELESS
    return stem + suffix if name_fault(stem + suffix) is None else f"_{stem}{suffix}"


def free_name(folder: Path, name: str) -> str:
    """Return the name, with a number where the folder has one of that name, in whatever case.

    Raises:
        StudioError: it has thousands.
    """
    stem, suffix = Path(name).stem, Path(name).suffix
    there = {one.name.casefold() for one in folder.iterdir()}
    for number in range(1, _MOST_NUMBERS):
        found = name if number == 1 else f"{stem} {number}{suffix}"
        if found.casefold() not in there:
            return found
    raise StudioError(f"{name}: the folder has too many of that name; give it another")
