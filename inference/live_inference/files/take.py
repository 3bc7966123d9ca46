"""Reads the seed of a take block by block: its last minute that sounds, however long the file is."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from live_inference.files.audio import MIN_DURATION_S, at_rate, check_samples
from live_inference.files.mono import mixed_down
from live_inference.files.opening import BLOCK_S, open_audio
from live_inference.files.source import AudioFileError, AudioSource, DamagedAudioError
from live_models.arrays import FloatArray

SEED_S: Final = 60.0
"""As long as the live input's ring buffer. A model needs a few seconds; scores and the guard use all of it."""
MOST_VALUES: Final = 2**24
"""Frames times channels of a seed, 64 MB: with many channels at a high rate, less than a minute is read."""
SILENT_PEAK: Final = 1e-3
"""-60 dBFS: the noise of an open input, not a performer."""
SILENT: Final = "is silent, there is nothing to dream on (is the microphone or cable live?)"
LOOKED_BACK_S: Final = 3600.0
"""Longer silence at the end is not searched for sound: it would take longer than anybody waits."""
TAIL_S: Final = 1.0
"""Silence that is kept after the last sound."""
WHOLE_S: Final = 90.0
"""A take that is not much longer than a seed is used whole, without a remark."""


@dataclass(frozen=True, slots=True)
class TakeSeed:
    """A seed: mono at the model's rate, its place in the recording, and remarks for the musician.

    `channels`: the same part as it was recorded, at `rate` Hz, for what only both channels tell.

    Shape: samples `[num_samples]`; channels `[frames, channels]`
    """

    samples: FloatArray
    from_s: float
    to_s: float
    channels: FloatArray
    rate: int
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    samples: FloatArray  # [frames, channels]
    start: int
    read_frames: int  # length of the file, as far as it could be read
    damage: str = ""


def read_take(path: Path, sample_rate: int) -> Generator[None, None, TakeSeed]:
    """Read a take's seed: a generator that yields after every half second read and returns the seed.

    A take of up to 90 s is used whole; of a longer one, the last minute that sounds. Silence, level and channels are
    judged without constant offsets. Any thread or process.

    Raises:
        AudioFileError: not audio, too short, silent, damaged from its beginning, or with NaN in it.
    """
    source = open_audio(path)
    try:
        part = None
        if source.frames is not None:
            part = yield from _from_its_end(path, source, source.frames)
        if part is None:  # the header does not tell the length, or a wrong one
            source.close()
            source = open_audio(path)
            part = yield from _from_its_start(path, source)
        promised, rate = source.frames, source.sample_rate
    finally:
        source.close()
    if part.read_frames < MIN_DURATION_S * rate:
        raise AudioFileError(
            f"{path.name}: must be at least {MIN_DURATION_S:g} s long, found {part.read_frames / rate:.3f} s"
        )
    mono, remarks = mixed_down(part.samples)
    if float(np.abs(mono).max()) < SILENT_PEAK:
        raise AudioFileError(f"{path.name}: {SILENT}")
    yield
    from_s, to_s, whole_s = (frames / rate for frames in (part.start, part.start + len(mono), part.read_frames))
    if promised is not None and round(whole_s, 1) < round(promised / rate, 1):
        remarks.append(f"its header promises {promised / rate:.1f} s, {whole_s:.1f} s could be read")
    if part.damage:
        remarks.append(f"is damaged after {whole_s:.1f} s: only the part before is used")
    if from_s > 0:
        remarks.append(f"lasts {whole_s:.0f} s: the seed is its last minute that sounds, {from_s:.1f} to {to_s:.1f} s")
    said = tuple(f"{path.name}: {one}" for one in remarks)
    return TakeSeed(at_rate(mono, rate, sample_rate), from_s, to_s, part.samples, rate, said)


def _most_frames(source: AudioSource, seconds: float) -> int:
    return max(1, min(round(seconds * source.sample_rate), MOST_VALUES // source.channels))


def _sounds(block: FloatArray) -> bool:
    """Whether a block has sound on any channel; offsets do not count."""
    if not len(block) or float(block.max()) - float(block.min()) < SILENT_PEAK:
        return False  # a quick test, for hours of silence
    return bool(np.abs(block - block.mean(axis=0)).max() >= SILENT_PEAK)


def _read(path: Path, source: AudioSource, start: int, frames: int) -> Generator[None, None, FloatArray]:
    """Read a part; fewer frames where the file ends."""
    parts, left, step = [], frames, max(1, round(BLOCK_S * source.sample_rate))
    source.seek(start)
    while left:
        block = source.read(min(step, left))
        if not len(block):
            break
        check_samples(path, block, start + frames - left, source.sample_rate)
        parts.append(block)
        left -= len(block)
        yield
    return np.concatenate(parts) if parts else np.zeros((0, source.channels), np.float32)


def _from_its_end(path: Path, source: AudioSource, frames: int) -> Generator[None, None, _Part | None]:
    """Search for the last sound from the end, and read the seed before it. None: the header's length is wrong."""
    rate = source.sample_rate
    if frames <= _most_frames(source, WHOLE_S):
        whole = yield from _read_safely(path, source, 0, frames)
        return None if whole is None else _Part(whole, 0, frames)
    tick = max(1, round(BLOCK_S * rate))
    end, step = frames, tick
    first = max(0, frames - round(LOOKED_BACK_S * rate))
    while end > first:
        start = max(0, end - step)
        block = yield from _read_safely(path, source, start, end - start)
        if block is None:
            return None
        if _sounds(block):
            while not _sounds(block[max(0, end - start - tick) : end - start]):
                end = max(start + 1, end - tick)
            break
        end = start
        step = min(2 * step, _most_frames(source, 10.0))
    if end <= first:
        since = "" if first == 0 else f" (its last {LOOKED_BACK_S / 60:g} minutes, of {frames / rate / 60:.0f})"
        raise AudioFileError(f"{path.name}: {SILENT}{since}")
    end = min(frames, end + round(TAIL_S * rate))
    start = max(0, end - _most_frames(source, SEED_S))
    samples = yield from _read_safely(path, source, start, end - start)
    return None if samples is None else _Part(samples, start, frames)


def _read_safely(path: Path, source: AudioSource, start: int, frames: int) -> Generator[None, None, FloatArray | None]:
    """Read a part; None if the file does not hold all of it."""
    try:
        samples = yield from _read(path, source, start, frames)
    except DamagedAudioError:
        return None
    return samples if len(samples) == frames else None


def _from_its_start(path: Path, source: AudioSource) -> Generator[None, None, _Part]:
    """Read the whole file, keeping the last minute that sounds."""
    rate, step = source.sample_rate, max(1, round(BLOCK_S * source.sample_rate))
    most_blocks, tail_blocks = -(-_most_frames(source, WHOLE_S) // step), round(TAIL_S / BLOCK_S)
    kept: deque[FloatArray] = deque(maxlen=most_blocks)  # up to the last sound
    silence: deque[FloatArray] = deque()  # behind it
    frames, sounding_frames, damage = 0, 0, ""
    while True:
        try:
            block = source.read(step)
        except DamagedAudioError as error:
            if not frames:
                raise
            damage = str(error)
            break
        if not len(block):
            break
        check_samples(path, block, frames, rate)
        frames += len(block)
        silence.append(block)
        if _sounds(block):
            kept.extend(silence)
            silence.clear()
            sounding_frames = frames
        elif len(silence) > most_blocks:
            del silence[tail_blocks]  # keep both ends of it: one may end the seed, one precedes the next sound
        yield
    if frames > _most_frames(source, WHOLE_S) and not sounding_frames:
        raise AudioFileError(f"{path.name}: {SILENT}")
    samples = np.concatenate([*kept, *silence] or [np.zeros((0, source.channels), np.float32)])
    if len(samples) == frames <= _most_frames(source, WHOLE_S):
        return _Part(samples, 0, frames, damage)
    behind = min(frames, sounding_frames + round(TAIL_S * rate)) - sounding_frames
    samples = np.concatenate([*kept, np.concatenate([*silence, block[:0]])[:behind]])[-_most_frames(source, SEED_S) :]
    return _Part(samples, sounding_frames + behind - len(samples), frames, damage)
