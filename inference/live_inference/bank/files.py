"""Reads the files of a bank's loops as they sound on stage, and checks them against the manifest."""

from __future__ import annotations

import hashlib
from pathlib import Path

from live_inference.bank.manifest import BankError, BankLoop
from live_inference.files.audio import AudioFileError, audio_info
from live_inference.files.mono import without_offset
from live_inference.files.stereo import read_channels
from live_inference.loops.cutting import as_circle
from live_inference.loops.loudness import at_loudness
from live_models.arrays import FloatArray
from live_models.strict_reader import FileError, open_regular

MIN_LOOP_S = 0.1


def loop_frames(path: Path, loop: BankLoop, sample_rate: int) -> int:
    """Return the length of a loop in frames at a sample rate in Hz. Reads only the file's header.

    Raises:
        BankError: the file is missing, not sound, too short, or its length differs from the manifest.
    """
    try:
        if not path.is_file():
            raise BankError(f"{loop.file}: is missing; put it back, or drop the loop from the bank")
        info = audio_info(path)
    except AudioFileError as error:
        raise BankError(f"{loop.file}: is damaged or not a sound file ({error})") from error
    except OSError as error:  # a name that is too long, a folder that may not be entered
        raise BankError(f"{loop.file}: cannot be read ({error.strerror}); drop the loop from the bank") from error
    if info.frames < MIN_LOOP_S * info.sample_rate:
        raise BankError(f"{loop.file}: a loop must last at least {MIN_LOOP_S:g} s, got {info.duration_s:.3f} s")
    if loop.frames is not None and info.frames != loop.frames:
        raise BankError(
            f"{loop.file}: is damaged, or another file: holds {info.frames} frames, the manifest says {loop.frames} "
            '(if it is meant to be this one, take "frames" and "sha256" of this loop out of the manifest)'
        )
    return max(1, round(info.frames * sample_rate / info.sample_rate))


def is_there(path: Path) -> bool:
    """Whether the file exists. Never raises: a row's name may be too long for a file."""
    try:
        return path.exists()
    except OSError:
        return False


def is_as_made(path: Path, loop: BankLoop) -> bool:
    """Whether the file is byte for byte as the bank was made; False if the manifest has no hash of it.

    Raises:
        OSError: it cannot be read.
    """
    if loop.sha256 is None:
        return False
    try:
        with open_regular(path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == loop.sha256
    except FileError as error:
        raise OSError(str(error)) from None


def read_loop(path: Path, loop: BankLoop, sample_rate: int) -> tuple[FloatArray, str]:
    """Return a loop's samples at a sample rate in Hz, and a remark in one line, usually empty.

    A file that is unchanged has the right loudness already; any other is measured and adjusted. A stereo file gives
    two channels.

    Shape:
        - returned samples: `[loop_frames]` or `[2, loop_frames]`

    Raises:
        BankError: the file is missing or damaged.
    """
    frames = loop_frames(path, loop, sample_rate)
    try:
        rate = audio_info(path).sample_rate
        samples = read_channels(path, rate, keep_offset=True)
        as_made = is_as_made(path, loop)
    except (AudioFileError, OSError) as error:
        raise BankError(f"{loop.file}: is damaged ({error})") from error
    remark = ""
    if not (as_made and loop.loudness_lufs is not None):
        samples = at_loudness(without_offset(samples), rate)
        if loop.sha256 is not None and not as_made:
            remark = f"{loop.file}: was changed since the bank was made; it is played as changed"
    return as_circle(samples, frames), remark
