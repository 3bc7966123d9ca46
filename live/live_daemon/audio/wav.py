"""A WAV file that is whole however its writer ends."""

import os
import struct
from io import FileIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sII4sI")
HEADER_BYTES = _HEADER.size
_SIZE_LIMIT = 0xFFFF_FFFF


class WavWriter:
    """Writes float32 WAV block by block. Samples go to the file before the header that counts them.

    With `resume` an existing file of the same kind is continued. Any one thread.

    Raises:
        OSError: the file cannot be made or written.
    """

    def __init__(self, path: Path, sample_rate: int, channels: int = 2, *, resume: bool = False) -> None:
        self._sample_rate, self._channels = sample_rate, channels
        self._frame_bytes = 4 * channels
        # Unbuffered: after `write` has returned, the samples are the system's, whatever kills this process.
        self._file = FileIO(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644), "r+")
        size = self._file.seek(0, os.SEEK_END)
        self._file.seek(0)
        found = self._file.read(_HEADER.size)
        same = len(found) == _HEADER.size and found[20:32] == self._header(0)[20:32]
        if not (resume and same):
            self._file.truncate(0)
            size = _HEADER.size
        self.frames = (size - _HEADER.size) // self._frame_bytes
        self.flush()

    def write(self, block: NDArray[np.float32]) -> None:
        """Append frames; the header follows every tenth of a second. Shape: (frames, channels)."""
        _write_all(self._file, np.ascontiguousarray(block, "<f4").tobytes())
        self.frames += len(block)
        if self.frames - self._counted >= self._sample_rate // 10:
            self.flush()

    def flush(self) -> None:
        """Let the header count every frame written."""
        self._file.seek(0)
        _write_all(self._file, self._header(self.frames))
        self._file.seek(_HEADER.size + self.frames * self._frame_bytes)
        self._counted = self.frames

    def close(self) -> None:
        """Flush and close. What a write that failed (a full disk) left of a block is cut off."""
        try:
            self.flush()
            self._file.truncate()
        finally:
            self._file.close()

    def _header(self, frames: int) -> bytes:
        data = min(frames * self._frame_bytes, _SIZE_LIMIT - _HEADER.size)
        return _HEADER.pack(
            *(b"RIFF", data + _HEADER.size - 8, b"WAVE"),
            *(b"fmt ", 16, 3, self._channels, self._sample_rate, self._sample_rate * self._frame_bytes),
            *(self._frame_bytes, 32),
            *(b"fact", 4, frames & _SIZE_LIMIT),
            *(b"data", data),
        )


def _write_all(file: FileIO, content: bytes) -> None:
    while content:
        content = content[file.write(content) :]
