"""Reading a recording whatever its format, rate and channel count; torch-free."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
import soundfile
import soxr

from live_inference.arrays import FloatArray

MIN_DURATION_S: Final = 0.1
MAX_DURATION_S: Final = 3600.0


class AudioFileError(Exception):
    """A file cannot be used as audio; the message is one line that names the file, the rule and what was found."""


def read_audio(path: Path | str, sample_rate: int, min_duration_s: float = MIN_DURATION_S) -> FloatArray:
    """Read an audio file as mono float32 at `sample_rate` Hz: channels are averaged, the rate converted (soxr, HQ).

    WAV, AIFF, FLAC, OGG, MP3 and whatever else libsndfile knows. Integer files are scaled to -1..1; float files may
    go beyond. Raises AudioFileError: not there, not audio, empty, shorter than `min_duration_s`, longer than an hour,
    NaN or infinity in it. Any thread or process.

    Shape: `[num_samples]`
    """
    path = Path(path)
    try:
        with soundfile.SoundFile(path) as file:
            rate, frames = int(file.samplerate), int(file.frames)
            if frames > MAX_DURATION_S * rate:
                raise AudioFileError(
                    f"{path}: must be at most {MAX_DURATION_S:g} s long, found {frames / rate:.0f} s; cut it"
                )
            data = file.read(dtype="float32", always_2d=True)
    except (soundfile.LibsndfileError, OSError) as error:
        raise AudioFileError(f"{path}: {_why(path, error)}") from None
    if len(data) == 0:
        raise AudioFileError(f"{path}: must hold sound, found 0 frames")
    # A damaged header may promise more than the file holds: what counts is what could be read.
    if len(data) < min_duration_s * rate:
        raise AudioFileError(f"{path}: must be at least {min_duration_s:g} s long, found {len(data) / rate:.3f} s")
    bad = np.flatnonzero(~np.isfinite(data).all(axis=1))
    if len(bad):
        raise AudioFileError(
            f"{path}: samples must be finite, found NaN or infinity in {len(bad)} frames, "
            f"the first at {bad[0] / rate:.3f} s"
        )
    mono = data.mean(axis=1, dtype=np.float32)
    return at_rate(mono, rate, sample_rate)


def at_rate(mono: FloatArray, rate: int, sample_rate: int) -> FloatArray:
    """Convert the sample rate (soxr, HQ), as every recording is converted: kept samples give the same seed again."""
    if rate != sample_rate:
        mono = soxr.resample(mono, rate, sample_rate, quality="HQ").astype(np.float32)
    return np.ascontiguousarray(mono)


def _why(path: Path, error: Exception) -> str:
    """A sentence for a file that libsndfile could not open or read."""
    if path.is_dir():
        return "must be an audio file, found a folder"
    try:
        with path.open("rb") as file:
            start = file.read(12)
    except FileNotFoundError:
        return "no such file"
    except OSError as reason:
        return f"cannot be read ({reason.strerror})"
    if not start:
        return "must hold sound, found an empty file"
    return f"must be an audio file (WAV, AIFF, FLAC, OGG, MP3), found something else or a damaged file ({error})"
