"""Whether a file is a recording, and finished: its name, its header, its first samples, who still writes it."""

from __future__ import annotations

import os
import re
import signal
import stat
import struct
import sys
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal, NamedTuple

import soundfile

from live_inference.files.endings import MEDIA_SUFFIXES, SOUND_SUFFIXES
from live_inference.files.headers import header_length, is_known_magic
from live_inference.files.media import REMEDY, can_read_media
from live_inference.files.names import is_text
from live_inference.files.opening import LibsndfileSource
from live_inference.files.source import AudioFileError

_HEADERLESS: Final = (".raw", ".pcm", ".sd2")
_ARCHIVES: Final = (".zip", ".rar", ".7z", ".tar", ".tgz", ".gz")
_REPORTED: Final = (*SOUND_SUFFIXES, *_HEADERLESS, *_ARCHIVES)

Verdict = Literal["finished", "endless", "open", "unfinished", "unreadable", "bad"]
"""finished: header and length agree · endless: its format never tells its length · open: its header does not tell it
(yet) · unfinished: they disagree, or there is no sound (yet) · unreadable: the system refuses · bad: no recording."""

_LOCAL: Final = (
    *("bcachefs", "btrfs", "exfat", "ext2", "ext3", "ext4", "f2fs", "jfs", "ntfs3", "overlay", "ramfs", "reiserfs"),
    *("tmpfs", "vfat", "xfs", "zfs"),
)


class Inspection(NamedTuple):
    """The result of a look at a file. ``sounds``: samples can be read from it; ``reason``: why it is not finished."""

    verdict: Verdict
    reason: str
    sounds: bool = False


def is_recording_name(name: str) -> bool:
    """Whether a file of this name may be a recording: its ending is known, or it has none (its first bytes decide)."""
    if name.startswith("."):
        return False
    return name.lower().endswith(_REPORTED) or not has_ending(name)


def has_ending(name: str) -> bool:
    """Whether a name has an ending that names a format; "take 7" and "take 1.2" have none."""
    return re.search(r"\.[A-Za-z!][A-Za-z0-9]*$|~$", name) is not None


def look_at(path: Path) -> Inspection:
    """Return whether a file is a finished recording, and why not. Reads only its header and a few samples."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return Inspection("bad", "it is no regular file")
        if not is_text(path.name):
            return Inspection("bad", "its name is not UTF-8, and cannot be told to a host (rename it)")
        if path.suffix.lower() in _HEADERLESS:
            return Inspection("bad", f"{path.suffix.lower()} does not say how its samples are stored (save it as WAV)")
        if path.suffix.lower() in _ARCHIVES:
            return Inspection("bad", "it is an archive (unpack it, and put the recordings themselves here)")
        if status.st_size == 0:
            return Inspection("unfinished", "the file is empty")
        with path.open("rb") as file:
            start = file.read(16)
            file.seek(0)
            length, reason = header_length(file, status.st_size)
    except struct.error:
        return Inspection("unfinished", "its header is cut")
    except (OSError, ValueError) as error:
        return Inspection("unreadable", f"it cannot be read ({getattr(error, 'strerror', None) or error})")
    if length == "empty":
        return Inspection("unfinished", reason)
    fault = _decoding_fault(path, start)
    if fault is not None and length == "differs":
        return Inspection("unfinished", f"{reason}, and {fault.reason}")
    if fault is not None:
        return fault
    if length == "differs":
        return Inspection("unfinished", reason, sounds=True)
    verdict: Verdict = {"agrees": "finished", "never": "endless"}.get(length, "open")  # type: ignore[assignment]
    return Inspection(verdict, reason, sounds=True)


def inspect_recording(path: Path) -> tuple[Literal["finished", "unfinished", "bad"], str]:
    """Return whether a file is a finished recording, provided that nobody writes it any more, and why not."""
    found = look_at(path)
    if found.verdict in ("finished", "endless"):
        return "finished", ""
    if found.verdict == "open":
        return "unfinished", "its header does not tell its length"
    return "unfinished" if found.verdict == "unfinished" else "bad", found.reason


def _decoding_fault(path: Path, start: bytes) -> Inspection | None:
    """Return why no samples can be read from a file; None when they can. FLAC is whole only if its last sample is."""
    try:
        source = LibsndfileSource(path)
    except (soundfile.LibsndfileError, OSError, RuntimeError, TypeError, ValueError) as error:
        # TypeError, ValueError: a name that is not UTF-8.
        if isinstance(error, soundfile.LibsndfileError) and (
            is_known_magic(start) or path.suffix.lower() in MEDIA_SUFFIXES
        ):
            return (
                None if can_read_media() else Inspection("bad", f"{path.suffix.lower()} cannot be read here: {REMEDY}")
            )
        why = getattr(error, "error_string", None) or str(error)
        return Inspection("bad", f"it is not a recording that can be read ({str(why).strip()})")
    try:
        if not len(source.read(1)):
            return Inspection("unfinished", "it holds no sound")
        if start[:4] == b"fLaC" and source.frames:
            source.seek(source.frames - 1)
            if len(source.read(1)) != 1:
                raise AudioFileError
    except AudioFileError:
        return Inspection("unfinished", f"its header promises {source.frames} frames, the last one is missing", True)
    finally:
        source.close()
    return None


def is_being_written(path: Path) -> bool | None:
    """Whether any process has a file open for writing; None where the system does not tell.

    Linux grants a read lease on one's own file only while nobody has it open for writing; we return it at once. In a
    network folder Linux knows only about this machine, so we do not ask.
    """
    if sys.platform != "linux":
        return None
    import fcntl

    if not _is_local(path.parent):
        return None
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        # Whoever opens the file at this very moment waits for us, and we get a signal: one that is ignored.
        fcntl.fcntl(handle, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except BlockingIOError:
        return True
    except OSError:
        return None
    finally:
        os.close(handle)
    return False


@lru_cache(maxsize=64)
def _is_local(folder: Path) -> bool:
    """Whether a folder lies on a file system of this machine, by Linux's list of mounts."""
    best, kind = "", ""
    try:
        real = str(folder.resolve())
        with Path("/proc/self/mountinfo").open(encoding="utf-8", errors="replace") as mounts:
            for line in mounts:
                fields, _, rest = line.partition(" - ")
                point = fields.split()[4].replace("\\040", " ")
                inside = real == point or real.startswith(point.rstrip("/") + "/")
                if inside and len(point) >= len(best):
                    best, kind = point, rest.split()[0]
    except (OSError, IndexError, RuntimeError):
        return False
    return kind in _LOCAL
