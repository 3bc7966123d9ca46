"""Reads recordings of any format, sample rate and channel count."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import soxr

from live_inference.files.mono import ChannelLevels, to_mono, without_offset
from live_inference.files.opening import BLOCK_S, open_audio
from live_inference.files.source import AudioFileError, AudioSource, DamagedAudioError
from live_models.arrays import FloatArray

__all__ = ["AudioFileError", "AudioInfo", "at_rate", "audio_info", "check_length", "check_samples", "read_audio"]

MIN_DURATION_S: Final = 0.1
MAX_DURATION_S: Final = 3600.0

MOST_KEPT: Final = 2**24
"""Frames, 64 MB: a longer file is read twice rather than held in memory at its own rate."""

LARGEST_SAMPLE: Final = 1e6
"""Some programs write unscaled integers (up to 2^15, rarely 2^31 / 2^12); larger samples mean damage."""


@dataclass(frozen=True, slots=True)
class AudioInfo:
    """Format and length of a file, from its header or, if that does not tell the length, from reading it through."""

    sample_rate: int
    channels: int
    frames: int

    @property
    def duration_s(self) -> float:
        """Seconds."""
        return self.frames / self.sample_rate


def audio_info(path: Path | str) -> AudioInfo:
    """Return sample rate, channels and length of an audio file. Any thread or process. Raises AudioFileError."""
    source = open_audio(path)
    try:
        frames = source.frames
        if frames is None:
            frames = sum(len(block) for block in blocks_of(source))
        return AudioInfo(source.sample_rate, source.channels, frames)
    finally:
        source.close()


def read_audio(
    path: Path | str, sample_rate: int, min_duration_s: float = MIN_DURATION_S, *, keep_offset: bool = False
) -> FloatArray:
    """Read a whole audio file as mono float32 at `sample_rate` Hz. Any thread or process.

    Channels are averaged; if they cancel each other, the loudest is used. A constant offset is removed (`keep_offset`:
    kept, for loops as they were made). The rate is converted by soxr (HQ), block by block, so memory depends on the
    length of the result. Formats: everything that libsndfile reads; M4A, AAC and more with PyAV or ffmpeg. Integer
    files are scaled to -1..1; float files may exceed that.

    Raises AudioFileError: missing, not audio, empty, shorter than `min_duration_s`, longer than an hour, or with NaN or
    infinity in it.

    Shape: `[num_samples]`
    """
    path = Path(path)
    source = open_audio(path)
    try:
        rate = source.sample_rate
        check_length(path, source.frames, rate)
        levels, kept = ChannelLevels(source.channels), []
        for block in blocks_of(source):
            check_samples(path, block, levels.frames, rate)
            levels.add(block)
            check_length(path, levels.frames, rate)
            if levels.frames <= MOST_KEPT:
                kept.append(to_mono(block, None))
    finally:
        source.close()
    # A damaged header may promise more than the file holds; what could be read counts.
    if not levels.frames:
        raise AudioFileError(f"{path}: must hold sound, found 0 frames")
    if levels.frames < min_duration_s * rate:
        raise AudioFileError(f"{path}: must be at least {min_duration_s:g} s long, found {levels.frames / rate:.3f} s")
    if levels.frames > MOST_KEPT or levels.only_channel() is not None:  # long, or its channels cancel each other
        del kept
        return _read_again(path, levels, sample_rate, 0.0 if keep_offset else levels.offset())
    mono = np.concatenate(kept)
    return at_rate(mono if keep_offset else without_offset(mono), rate, sample_rate)


def _read_again(path: Path, levels: ChannelLevels, sample_rate: int, offset: float) -> FloatArray:
    """Read a file whose levels are known, block by block, into the result. Shape: `[num_samples]`"""
    source, channel = open_audio(path), levels.only_channel()
    try:
        rate = source.sample_rate
        samples = np.empty(int(levels.frames * sample_rate / rate) + 2, np.float32)
        resampler = soxr.ResampleStream(rate, sample_rate, 1, dtype="float32", quality="HQ")
        made = 0
        for block in itertools.chain(blocks_of(source), [np.zeros((0, source.channels), np.float32)]):
            mono = to_mono(block, channel) - np.float32(offset)
            if rate != sample_rate:
                mono = resampler.resample_chunk(mono, last=not len(block))  # same result as the whole at once
            mono = mono[: len(samples) - made]
            samples[made : made + len(mono)] = mono
            made += len(mono)
    finally:
        source.close()
    return samples[:made]


def check_length(path: Path, frames: int | None, rate: int) -> None:
    """Refuse what is longer than an hour. ``frames``: None: not known yet; ``rate``: in Hz. Raises AudioFileError."""
    if frames is not None and frames > MAX_DURATION_S * rate:
        raise AudioFileError(
            f"{path}: must be at most {MAX_DURATION_S:g} s long, found {frames / rate:.0f} s or more; cut it"
        )


def blocks_of(source: AudioSource) -> Iterator[FloatArray]:
    """Yield the rest of a file in blocks of half a second, up to where it is damaged.

    Raises:
        AudioFileError: it is damaged, and nothing could be read.

    Shape: `[frames, channels]` each
    """
    frames, found = max(1, round(BLOCK_S * source.sample_rate)), False
    while True:
        try:
            block = source.read(frames)
        except DamagedAudioError:
            if not found:
                raise
            return
        if not len(block):
            return
        found = True
        yield block


def check_samples(path: Path | str, block: FloatArray, start: int, rate: int) -> None:
    """Refuse NaN, infinity, and samples beyond a million. `start`: the block's first frame in the file.

    Raises:
        AudioFileError: the block has such samples.

    Shape: block `[frames, channels]`
    """
    if block.min(initial=0.0) >= -LARGEST_SAMPLE and block.max(initial=0.0) <= LARGEST_SAMPLE:  # False for NaN
        return
    bad = np.flatnonzero(~(np.abs(block) <= LARGEST_SAMPLE).all(axis=1))
    raise AudioFileError(
        f"{path}: samples must be finite, found NaN, infinity or a sample beyond {LARGEST_SAMPLE:g} in {len(bad)} "
        f"frames, the first at {(start + bad[0]) / rate:.3f} s"
    )


def at_rate(mono: FloatArray, rate: int, sample_rate: int) -> FloatArray:
    """Convert the sample rate (soxr, HQ), in the same way as for files, so that kept samples give the same seed."""
    if rate != sample_rate:
        mono = soxr.resample(mono, rate, sample_rate, quality="HQ").astype(np.float32)
    return np.ascontiguousarray(mono)
