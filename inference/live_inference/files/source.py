"""What every source of sound from a file promises, and how it fails. Torch-free."""

from __future__ import annotations

from typing import Protocol

from live_models.arrays import FloatArray


class AudioFileError(Exception):
    """A file cannot be used as audio; the message is one line that names the file, the rule and what was found."""


class DamagedAudioError(AudioFileError):
    """A file can be read up to here and no further."""


class AudioSource(Protocol):
    """An open file. One thread at a time.

    ``frames`` is None where only reading tells (MP3, FLAC from a pipe, what PyAV or ffmpeg read).
    """

    sample_rate: int
    channels: int
    frames: int | None

    def read(self, frames: int) -> FloatArray:
        """Return the next frames, fewer at the end and none behind it. Raises DamagedAudioError: damaged from here on.

        Shape: `[frames, channels]`
        """
        ...

    def seek(self, frame: int) -> None:
        """Go on at a frame; only where ``frames`` is known. Raises DamagedAudioError."""
        ...

    def close(self) -> None:
        """Close the file."""
        ...
