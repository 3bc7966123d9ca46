"""Expands recordings named on the command line: files, folders, and patterns that the shell did not expand."""

from __future__ import annotations

import glob
import os
from collections.abc import Sequence
from pathlib import Path

from live_inference.files.audio import AudioFileError
from live_inference.files.endings import SOUND_SUFFIXES


def expand_recordings(paths: Sequence[Path]) -> list[Path]:
    """The files that paths name, in order, each once; a folder stands for the recordings in it, sorted by name.

    In a folder, recordings are recognised by their ending; a file named directly may have any name. Shells of Windows
    leave patterns (`takes/*.wav`) unexpanded, others do so if they are quoted. Paths that do not exist are returned as
    they are: reading them reports the error. Raises AudioFileError: a folder or pattern has no recordings.
    """
    found: dict[Path, None] = {}
    for path in paths:
        fitting = expand_patterns([path])
        files = [one for one in fitting if not one.is_dir()]
        for folder in (one for one in fitting if one.is_dir()):
            files += _in_folder(folder)
        if not files:
            raise AudioFileError(f"{path}: is a folder without recordings (WAV, AIFF, FLAC, OGG, MP3 and others)")
        found |= dict.fromkeys(files)
    return list(found)


def expand_patterns(paths: Sequence[Path]) -> list[Path]:
    """Files and folders that paths or patterns name, in order. Raises AudioFileError: a pattern matches nothing."""
    found: list[Path] = []
    for path in paths:
        if path.exists() or not glob.has_magic(str(path)):
            found.append(path)
            continue
        # os.path's: those of Path raise where there is no such user, or the pattern is absolute.
        fitting = [Path(one) for one in sorted(glob.glob(os.path.expanduser(path)))]  # noqa: PTH111, PTH207
        if not fitting:
            raise AudioFileError(f"{path}: no file fits this pattern")
        found += fitting
    return found


def _in_folder(folder: Path) -> list[Path]:
    try:
        files = sorted(one for one in folder.iterdir() if one.suffix.lower() in SOUND_SUFFIXES and one.name[0] != ".")
        return [one for one in files if one.is_file()]
    except OSError as error:
        raise AudioFileError(f"{folder}: cannot be read ({error.strerror or error})") from None
