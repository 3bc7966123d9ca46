"""The interface of an open sound file, and its errors."""

from __future__ import annotations

from typing import Protocol

from live_models.arrays import FloatArray


class AudioFileError(Exception):
    """A file cannot be used as audio; the message is one line that names the file, the rule and the finding."""


class DamagedAudioError(AudioFileError):
    """A file can be read up to here and no further."""


class AudioSource(Protocol):
    """An open file. One thread at a time.

    ``frames`` is None if only reading shows the length (MP3, FLAC from a pipe, files read by PyAV or ffmpeg).
    """

    sample_rate: int
    channels: int
    frames: int | None

    def read(self, frames: int) -> FloatArray:
        """Return the next frames: fewer at the end, none after it. Raises DamagedAudioError: damaged from here on.

        Shape: `[frames, channels]`
        """
        ...

    def seek(self, frame: int) -> None:
        """Continue at a frame; only if ``frames`` is known. Raises DamagedAudioError."""
        ...

    def close(self) -> None:
        """Close the file."""
        ...
