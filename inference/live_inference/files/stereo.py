"""Reads sound files with their channels: two where they are stereo, else one."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import soxr

from live_inference.files.audio import MIN_DURATION_S, blocks_of, check_length, check_samples, read_audio
from live_inference.files.mono import ChannelLevels
from live_inference.files.opening import open_audio
from live_models.arrays import FloatArray


def read_channels(path: Path | str, sample_rate: int, *, keep_offset: bool = False) -> FloatArray:
    """Read a whole audio file as float32 at `sample_rate` Hz, both channels if it is stereo. Any thread or process.

    Two channels are stereo if they differ, and do not cancel each other; all else is mono, as `read_audio` reads it. A
    stereo file is read twice, so that memory depends on the length of the result. Offsets: see `read_audio`.

    Raises AudioFileError as `read_audio` does.

    Shape: `[frames]`, or `[2, frames]`: left and right
    """
    path = Path(path)
    source, levels = open_audio(path), ChannelLevels(2)
    rate = source.sample_rate
    try:
        if source.channels == 2:
            check_length(path, source.frames, rate)
            for block in blocks_of(source):
                check_samples(path, block, levels.frames, rate)
                levels.add(block)
                check_length(path, levels.frames, rate)
    finally:
        source.close()
    if not levels.stereo or levels.frames < MIN_DURATION_S * rate:  # which is refused there
        return read_audio(path, sample_rate, keep_offset=keep_offset)
    means = np.zeros(2, np.float32) if keep_offset else levels.means.astype(np.float32)
    return _read(path, levels.frames, means, sample_rate)


def _read(path: Path, frames: int, means: FloatArray, sample_rate: int) -> FloatArray:
    """Read a file whose levels are known, block by block, into the result. Shape: means `[2]`; -> `[2, frames]`"""
    source = open_audio(path)
    try:
        rate = source.sample_rate
        samples = np.empty((2, int(frames * sample_rate / rate) + 2), np.float32)
        resampler = soxr.ResampleStream(rate, sample_rate, 2, dtype="float32", quality="HQ")
        made = 0
        for block in itertools.chain(blocks_of(source), [np.zeros((0, 2), np.float32)]):
            part = block - means
            if rate != sample_rate:
                part = resampler.resample_chunk(part, last=not len(block))  # same result as the whole at once
            part = part[: samples.shape[1] - made]
            samples[:, made : made + len(part)] = part.T
            made += len(part)
    finally:
        source.close()
    return np.ascontiguousarray(samples[:, :made])
