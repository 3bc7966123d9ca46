"""What a browser can play: as the file is, or as a FLAC that is made of it and kept for a while."""

from __future__ import annotations

import shutil
import struct
from http import HTTPStatus
from pathlib import Path
from typing import Final

import numpy as np
import soundfile
import soxr

from live_daemon.studio.answers import StudioError
from live_daemon.studio.folders import shown_name
from live_inference.files.audio import audio_info, blocks_of
from live_inference.files.headers import header_length
from live_inference.files.names import openable
from live_inference.files.opening import open_audio
from live_inference.files.reading import FileError, open_regular
from live_inference.files.stereo import read_channels

_TYPES: Final = {
    **{("WAV", kind): "audio/wav" for kind in ("PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT")},
    **{("WAVEX", kind): "audio/wav" for kind in ("PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT")},
    **{("FLAC", kind): "audio/flac" for kind in ("PCM_S8", "PCM_16", "PCM_24")},
    ("OGG", "VORBIS"): "audio/ogg",
    ("OGG", "OPUS"): "audio/ogg",
    ("MP3", "MPEG_LAYER_III"): "audio/mpeg",
}
"""Format and subtype of libsndfile: those that Chromium, Firefox and Safari play."""
LOWEST_RATE: Final = 8_000
HIGHEST_RATE: Final = 192_000
OTHER_RATE: Final = 48_000
MOST_CHANNELS: Final = 2
REPEATED_S: Final = 60.0
LONGEST_S: Final = 2 * 3600.0
"""Of a file that must be made playable."""
SPARE_BYTES: Final = 100 << 20


def media_type(path: Path) -> str | None:
    """Return the media type of a file that browsers play as it is; None: it must be made playable first."""
    try:
        info = soundfile.info(openable(path))
        kind = _TYPES.get((info.format, info.subtype))
        if kind is None or info.channels > MOST_CHANNELS or not LOWEST_RATE <= info.samplerate <= HIGHEST_RATE:
            return None
        with open_regular(path) as file:
            length, _ = header_length(file, path.stat().st_size)
    except (soundfile.LibsndfileError, FileError, OSError, RuntimeError, TypeError, ValueError, struct.error):
        return None
    return None if length in ("differs", "empty") and kind == "audio/wav" else kind


def make_repeated(path: Path, target: Path) -> None:
    """Write a loop as FLAC of 24 bits, repeated to about a minute without a gap, as on stage: browsers leave one.

    Raises:
        AudioFileError: it cannot be read. StudioError: it is longer than a loop. OSError.
    """
    info = audio_info(path)
    if info.duration_s > REPEATED_S:
        raise StudioError(f"{shown_name(path)}: must be at most {REPEATED_S:g} s long to be repeated")
    loop = np.clip(np.nan_to_num(read_channels(path, info.sample_rate, keep_offset=True).T), -1.0, 1.0)
    times = max(1, round(REPEATED_S * info.sample_rate / len(loop)))
    repeated = np.tile(loop, (times, 1) if loop.ndim == 2 else times)
    soundfile.write(openable(target), repeated, info.sample_rate, "PCM_24", format="FLAC")


def make_playable(path: Path, target: Path) -> None:
    """Write any sound file as FLAC of 24 bits, in blocks: more than two channels as one, odd rates as 48 kHz.

    Raises:
        AudioFileError: it cannot be read. StudioError: too long, or no room. OSError.
    """
    source = open_audio(path)
    try:
        if source.frames is not None and source.frames > LONGEST_S * source.sample_rate:
            raise StudioError(
                f"{shown_name(path)}: must be at most {LONGEST_S / 3600:g} hours long to be played; save it as WAV",
                HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            )
        channels = source.channels if source.channels <= MOST_CHANNELS else 1
        odd = not LOWEST_RATE <= source.sample_rate <= HIGHEST_RATE
        rate = OTHER_RATE if odd else source.sample_rate
        # libsndfile does not say when the disk is full.
        needed = (source.frames or 0) * channels * 3 * rate // source.sample_rate + SPARE_BYTES
        if shutil.disk_usage(target.parent).free < needed:
            raise StudioError(
                f"{shown_name(path)}: there is no room on the disk to make it playable", HTTPStatus.INSUFFICIENT_STORAGE
            )
        resampler = soxr.ResampleStream(source.sample_rate, rate, channels, dtype="float32") if odd else None
        left = round(LONGEST_S * source.sample_rate)
        with soundfile.SoundFile(
            openable(target), "w", rate, channels, "PCM_24", format="FLAC", compression_level=0.0
        ) as made:
            for block in blocks_of(source):
                samples = block if channels == source.channels else block.mean(axis=1, keepdims=True, dtype=np.float32)
                samples = np.clip(np.nan_to_num(samples), -1.0, 1.0)
                made.write(samples if resampler is None else resampler.resample_chunk(samples))
                left -= len(block)
                if left <= 0:
                    break
            if resampler is not None:
                made.write(resampler.resample_chunk(np.zeros((0, channels), np.float32), last=True))
    finally:
        source.close()
