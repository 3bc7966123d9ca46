"""Reading recordings whatever their format, rate and channel count; torch-free."""

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

__all__ = ["AudioFileError", "AudioInfo", "at_rate", "audio_info", "check_samples", "read_audio"]

MIN_DURATION_S: Final = 0.1
MAX_DURATION_S: Final = 3600.0

MOST_KEPT: Final = 2**24
"""Frames, 64 MB: what is longer is read twice rather than kept at its own rate."""

LARGEST_SAMPLE: Final = 1e6
"""Some writers forget to scale integers (up to 2^15, rarely 2^31 / 2^12); what is larger is damage."""


@dataclass(frozen=True, slots=True)
class AudioInfo:
    """What a file's header says; where it does not tell the length, what reading it through told."""

    sample_rate: int
    channels: int
    frames: int

    @property
    def duration_s(self) -> float:
        """Seconds."""
        return self.frames / self.sample_rate


def audio_info(path: Path | str) -> AudioInfo:
    """Return rate, channels and length of an audio file. Any thread or process. Raises AudioFileError."""
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
    """Read a whole audio file as mono float32 at `sample_rate` Hz, in blocks: memory goes by what is returned.

    Channels are averaged, or, where they cancel each other, the loudest is taken; a constant offset is taken out
    (`keep_offset`: it stays, for loops that are as they were made); the rate is converted (soxr, HQ). Whatever
    libsndfile reads; M4A, AAC and more with PyAV or ffmpeg. Integer files are scaled to -1..1; float files may go
    beyond. Raises AudioFileError: not there, not audio, empty, shorter than `min_duration_s`, longer than an hour, NaN
    or infinity in it. Any thread or process.

    Shape: `[num_samples]`
    """
    path = Path(path)
    source = open_audio(path)
    try:
        rate = source.sample_rate
        _check_length(path, source.frames, rate)
        levels, kept = ChannelLevels(source.channels), []
        for block in blocks_of(source):
            check_samples(path, block, levels.frames, rate)
            levels.add(block)
            _check_length(path, levels.frames, rate)
            if levels.frames <= MOST_KEPT:
                kept.append(to_mono(block, None))
    finally:
        source.close()
    # A damaged header may promise more than the file holds: what counts is what could be read.
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
    """Read a file whose levels are known, block by block into what is returned. Shape: `[num_samples]`"""
    source, channel = open_audio(path), levels.only_channel()
    try:
        rate = source.sample_rate
        samples = np.empty(int(levels.frames * sample_rate / rate) + 2, np.float32)
        resampler = soxr.ResampleStream(rate, sample_rate, 1, dtype="float32", quality="HQ")
        made = 0
        for block in itertools.chain(blocks_of(source), [np.zeros((0, source.channels), np.float32)]):
            mono = to_mono(block, channel) - np.float32(offset)
            if rate != sample_rate:
                mono = resampler.resample_chunk(mono, last=not len(block))  # the same as of the whole at once
            mono = mono[: len(samples) - made]
            samples[made : made + len(mono)] = mono
            made += len(mono)
    finally:
        source.close()
    return samples[:made]


def _check_length(path: Path, frames: int | None, rate: int) -> None:
    if frames is not None and frames > MAX_DURATION_S * rate:
        raise AudioFileError(
            f"{path}: must be at most {MAX_DURATION_S:g} s long, found {frames / rate:.0f} s or more; cut it"
        )


def blocks_of(source: AudioSource) -> Iterator[FloatArray]:
    """Yield what is left of a file in blocks of half a second; what is damaged ends it.

    Raises:
        AudioFileError: damaged, and nothing could be read.

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
    """Refuse what is no sound: NaN, infinity, samples beyond a million. `start`: the block's first frame.

    Raises:
        AudioFileError: such samples are there.

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
    """Convert the sample rate (soxr, HQ), as every recording is converted: kept samples give the same seed again."""
    if rate != sample_rate:
        mono = soxr.resample(mono, rate, sample_rate, quality="HQ").astype(np.float32)
    return np.ascontiguousarray(mono)
