"""Reads formats that libsndfile does not (M4A, AAC, WMA, …): with the extra `media` (PyAV), else with ffmpeg."""

from __future__ import annotations

import contextlib
import importlib.util
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np

from live_inference.command_line.extras import how_to_install
from live_inference.files.endings import MEDIA_SUFFIXES
from live_inference.files.source import AudioFileError, AudioSource, DamagedAudioError
from live_models.arrays import FloatArray

REMEDY: Final = f"install PyAV ({how_to_install('av')}) or ffmpeg, or save it as WAV"
MOST_CHANNELS: Final = 64
_AU_HEADER: Final = 24
_LONG_S: Final = 100.0
_LENGTH_KNOWN_S: Final = 0.1
_RUN_UP_S: Final = 0.5
"""A decoder that starts in the middle needs some packets before its output is right."""


def can_read_media() -> bool:
    """Whether PyAV or ffmpeg is installed. Any thread."""
    return importlib.util.find_spec("av") is not None or shutil.which("ffmpeg") is not None


def open_media(path: Path, why_not: str) -> AudioSource:
    """Open a file that libsndfile refused with the sentence ``why_not``.

    Raises:
        AudioFileError: neither is installed, or they cannot read it either.
    """
    if why_not.startswith(("must hold sound", "cannot be read")):
        raise AudioFileError(f"{path}: {why_not}")
    if importlib.util.find_spec("av") is not None:
        with contextlib.suppress(ImportError):  # installed, but its libraries do not load here
            return _PyAvSource(path, why_not)
    if shutil.which("ffmpeg"):
        return _FfmpegSource(path, why_not)
    if path.suffix.lower() in MEDIA_SUFFIXES:
        raise AudioFileError(f"{path}: {path.suffix.lower()} cannot be read here; {REMEDY}")
    raise AudioFileError(f"{path}: {why_not}")


class _PyAvSource:
    """Frames of the first sound stream, decoded in this process. See `source.AudioSource`."""

    def __init__(self, path: Path, why_not: str):
        import av

        self._path = path
        try:
            # Only this file: a playlist must not open others.
            options = {"protocol_whitelist": "file", "enable_drefs": "0"}
            self._container: Any = av.open(str(path), metadata_errors="ignore", options=options)
        except (av.FFmpegError, OSError, ValueError):
            raise AudioFileError(f"{path}: {why_not}") from None
        try:
            stream = self._container.streams.audio[0]
            self.sample_rate, self.channels = int(stream.rate), int(stream.channels)
            if self.channels > MOST_CHANNELS:
                raise ValueError
            self._new_resampler = lambda: av.AudioResampler("flt", stream.layout.name, stream.rate)
            self._resampler = self._new_resampler()
        except (av.FFmpegError, AttributeError, IndexError, TypeError, ValueError):  # no sound, or of no known kind
            self._container.close()
            raise AudioFileError(f"{path}: must hold sound, found none that can be decoded") from None
        self._errors: tuple[type[Exception], ...] = (av.FFmpegError, AttributeError, TypeError, ValueError)
        self._damage = ""
        self._stream = stream
        self.frames = self._told_frames()
        self._blocks: Iterator[FloatArray] = self._decoded(0)
        self._rest = np.zeros((0, self.channels), np.float32)

    def _told_frames(self) -> int | None:
        """The length, to a tenth of a second, of a long file whose format has an index for seeking; else None."""
        told = self._container.duration  # microseconds
        if not told or told < 1e6 * _LONG_S or not {"mov", "matroska"} & set(self._container.format.name.split(",")):
            return None
        return int((told / 1e6 - _LENGTH_KNOWN_S) * self.sample_rate)

    def _decoded(self, first: int) -> Iterator[FloatArray]:
        """Decode from the current position, leaving out everything before frame ``first``."""
        for frame in self._container.decode(self._stream):
            left_out = 0
            if first:
                left_out = first - round(float(frame.pts * frame.time_base) * self.sample_rate)
            for flat in self._resampler.resample(frame):
                # Interleaved, because PyAV returns at most eight planes and reads beyond them.
                block = np.array(flat.to_ndarray(), np.float32).reshape(-1, self.channels)
                if left_out < len(block):
                    yield block[max(0, left_out) :]

    def read(self, frames: int) -> FloatArray:
        parts, found = [self._rest], len(self._rest)
        if self._damage and not found:
            raise DamagedAudioError(self._damage)
        try:
            while found < frames and (block := next(self._blocks, None)) is not None:
                parts.append(block)
                found += len(block)
        except self._errors as error:
            self._damage = f"{self._path}: is damaged ({error})"
            if not found:
                raise DamagedAudioError(self._damage) from None
        joined = np.concatenate(parts)
        self._rest = joined[frames:]
        return joined[:frames]

    def seek(self, frame: int) -> None:
        before_s = max(0.0, frame / self.sample_rate - _RUN_UP_S)
        try:
            self._container.seek(int(before_s * 1e6))
        except self._errors as error:
            raise DamagedAudioError(f"{self._path}: is damaged ({error})") from None
        self._damage = ""
        self._resampler = self._new_resampler()
        self._blocks = self._decoded(frame)
        self._rest = self._rest[:0]

    def close(self) -> None:
        self._container.close()


class _FfmpegSource:
    """The first sound stream, decoded by the program ffmpeg through a pipe. See `source.AudioSource`."""

    def __init__(self, path: Path, why_not: str):
        self.frames: int | None = None
        self._path = path
        command = ["ffmpeg", "-v", "quiet", "-nostdin", "-protocol_whitelist", "file,pipe", "-i", f"file:{path}"]
        command += ["-map", "0:a:0", "-c:a", "pcm_f32be", "-f", "au", "pipe:1"]  # a simple header, then samples
        self._process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert self._process.stdout is not None
        self._pipe = self._process.stdout
        header = self._pipe.read(_AU_HEADER)
        if len(header) < _AU_HEADER:
            self.close()
            raise AudioFileError(f"{path}: {why_not}")
        _, start, _, _, rate, channels = (int(number) for number in np.frombuffer(header, ">u4"))
        self._pipe.read(start - _AU_HEADER)
        self.sample_rate, self.channels = rate, channels

    def read(self, frames: int) -> FloatArray:
        data = self._pipe.read(frames * self.channels * 4)
        whole = len(data) // (4 * self.channels) * self.channels
        return np.frombuffer(data, ">f4", whole).astype(np.float32).reshape(-1, self.channels)

    def seek(self, frame: int) -> None:
        raise DamagedAudioError(f"{self._path}: can only be read from its start")

    def close(self) -> None:
        self._process.kill()
        self._pipe.close()
        self._process.wait()
