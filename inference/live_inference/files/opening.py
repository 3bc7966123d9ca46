"""Opens a sound file of any format: with libsndfile, else with PyAV or ffmpeg if installed."""

from __future__ import annotations

import contextlib
import io
import os
import stat
import struct
import sys
import threading
from pathlib import Path
from typing import Any, Final

import numpy as np
import soundfile

from live_inference.files.headers import untold_sound
from live_inference.files.media import open_media
from live_inference.files.names import openable
from live_inference.files.source import AudioFileError, AudioSource, DamagedAudioError
from live_models.arrays import FloatArray

MIN_RATE: Final = 100
MAX_DURATION_S: Final = 24 * 3600.0
MAX_VALUES_PER_S: Final = 2**25
"""Sample rate times channels: a block of half a second takes 64 MB. 128 channels at 192 kHz are allowed."""

BLOCK_S: Final = 0.5
_UNKNOWN_FRAMES: Final = 2**62


class _Sequential(soundfile.SoundFile):  # type: ignore[misc]
    """soundfile seeks after every read of a seekable file, which fails if the length is unknown."""

    def seekable(self) -> bool:
        """Say no."""
        return False


class LibsndfileSource:
    """Files that libsndfile reads: WAV, AIFF, FLAC, OGG, Opus, MP3, CAF, W64, RF64, AU and more. See `AudioSource`."""

    def __init__(self, path: Path):
        """Open a file. Raises soundfile.LibsndfileError, OSError, ValueError."""
        self._path = path
        self._file = _Sequential(_repaired(path) or openable(path))
        if self._file.format == "MP3" and sys.platform != "win32":
            # libsndfile estimates the length of an MP3 file and stops there; from a pipe it reads to the end.
            self._file.close()
            self._file = _Sequential(_piped(path))
        self.sample_rate, self.channels = int(self._file.samplerate), int(self._file.channels)
        known = self._file.format != "MP3" and 0 <= self._file.frames < _UNKNOWN_FRAMES
        self.frames: int | None = int(self._file.frames) if known else None

    def read(self, frames: int) -> FloatArray:
        """See `AudioSource.read`."""
        block = np.empty((frames, self.channels), np.float32)
        try:
            found = int(self._file.buffer_read_into(block, "float32"))
        except (soundfile.LibsndfileError, RuntimeError) as error:
            raise DamagedAudioError(f"{self._path}: is damaged ({error})") from None
        return block[:found]

    def seek(self, frame: int) -> None:
        """See `AudioSource.seek`."""
        try:
            self._file.seek(frame)
        except (soundfile.LibsndfileError, RuntimeError) as error:
            raise DamagedAudioError(f"{self._path}: is damaged ({error})") from None

    def close(self) -> None:
        """See `AudioSource.close`."""
        self._file.close()


class _Patched(io.FileIO):
    """A file that reads as if some of its bytes were others."""

    def __init__(self, path: Path, place: int, patch: bytes):
        super().__init__(path)
        self._place, self._patch = place, patch

    def readinto(self, buffer: Any) -> int:
        """Read; a part of the patch may lie in this piece of the file."""
        start = self.tell()
        found = super().readinto(buffer) or 0
        first, last = max(self._place, start), min(self._place + len(self._patch), start + found)
        if first < last:
            part = self._patch[first - self._place : last - self._place]
            memoryview(buffer).cast("B")[first - start : last - start] = part
        return found


def _repaired(path: Path) -> _Patched | None:
    """If a recorder died, open its file with a header that goes to the end of the file; else return None."""
    with path.open("rb") as file, contextlib.suppress(struct.error):
        patch = untold_sound(file, path.stat().st_size)
        return None if patch is None else _Patched(path, *patch)
    return None


def _piped(path: Path) -> int:
    """Return the reading end of a pipe with the contents of a file; its reader closes it."""
    file = path.open("rb")
    reading, writing = os.pipe()

    def feed() -> None:
        with contextlib.suppress(OSError), file, os.fdopen(writing, "wb", buffering=0) as pipe:
            while piece := file.read(65536):
                pipe.write(piece)

    threading.Thread(target=feed, name="pipe", daemon=True).start()
    return reading


def open_audio(path: Path | str) -> AudioSource:
    """Open a regular file for reading. Any thread or process.

    Raises:
        AudioFileError: not there, no regular file, no sound that can be read here, or beyond the bounds.
    """
    path = Path(path)
    _check_regular(path)
    try:
        source: AudioSource = LibsndfileSource(path)
    except (soundfile.LibsndfileError, OSError, RuntimeError, ValueError) as error:
        source = open_media(path, _why(path, error))
    fault = _beyond_bounds(source)
    if fault:
        source.close()
        raise AudioFileError(f"{path}: {fault}")
    return source


def _check_regular(path: Path) -> None:
    """Refuse pipes, devices and sockets, which may block forever or have no end."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise AudioFileError(f"{path}: no such file") from None
    except (OSError, ValueError) as error:
        raise AudioFileError(f"{path}: cannot be read ({getattr(error, 'strerror', None) or error})") from None
    if stat.S_ISDIR(mode):
        raise AudioFileError(f"{path}: must be an audio file, found a folder")
    if not stat.S_ISREG(mode):
        raise AudioFileError(f"{path}: must be a regular file, found a pipe, device or socket")


def _beyond_bounds(source: AudioSource) -> str:
    if source.sample_rate < MIN_RATE or source.channels < 1:
        return f"must have a sample rate of {MIN_RATE} Hz or more, found {source.sample_rate}"
    if source.sample_rate * source.channels > MAX_VALUES_PER_S:
        return f"is too wide: {source.channels} channels at {source.sample_rate} Hz (save fewer channels)"
    if source.frames is not None and source.frames > MAX_DURATION_S * source.sample_rate:
        hours = source.frames / source.sample_rate / 3600
        return f"must be at most {MAX_DURATION_S / 3600:g} hours long, found {hours:.0f} hours (cut it)"
    return ""


def _why(path: Path, error: Exception) -> str:
    """Why libsndfile could not open a file, in a sentence."""
    try:
        with path.open("rb") as file:
            start = file.read(12)
    except OSError as reason:
        return f"cannot be read ({reason.strerror})"
    if not start:
        return "must hold sound, found an empty file"
    return f"must be an audio file (WAV, AIFF, FLAC, OGG, MP3), found something else or a damaged file ({error})"
