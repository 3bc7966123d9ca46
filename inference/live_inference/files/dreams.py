"""Writes dreams: WAV and JSON sidecar, each by atomic rename, the sidecar first."""

from __future__ import annotations

import hashlib
import io
import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from numpy.typing import NDArray

from live_models.atomic_files import atomically

__all__ = [
    "LONGEST_STEM",
    "atomically",  # for the daemon, which sees this package alone
    "dream_path",
    "file_fingerprint",
    "file_stamp",
    "highest_dream_id",
    "is_that_file",
    "sha256_of_samples",
    "sidecar_path",
    "was_written_since",
    "wav_bytes",
    "write_dream",
    "write_wav",
]

LONGEST_STEM = 180
PIECES = 16
PIECE_BYTES = 4096


def dream_path(folder: Path, recording: str, dream_id: int) -> Path:
    """Return the file of a dream: ``<recording>-<id>.wav`` (a long name is cut: file systems allow 255 bytes)."""
    stem = Path(recording).stem.encode()[:LONGEST_STEM].decode(errors="ignore")
    return folder / f"{stem}-{dream_id:04d}.wav"


def highest_dream_id(folder: Path) -> int:
    """Return the highest number of a dream in the folder, 0 if there is none, or the folder cannot be read."""
    # Longer endings are time stamps of other programs, not our numbers, which must fit an OSC int.
    try:
        endings = [path.stem.rpartition("-")[2] for path in folder.glob("*-*.wav")]
    except OSError:
        return 0
    return max(
        (int(ending) for ending in endings if ending.isascii() and ending.isdecimal() and len(ending) <= 8), default=0
    )


def sidecar_path(dream: Path) -> Path:
    """Return the sidecar of a dream."""
    return dream.with_suffix(".json")


def file_stamp(path: Path) -> str:
    """Return a stamp that changes when a file is written again; empty if it is gone."""
    try:
        status = path.stat()
    except (OSError, ValueError):  # such a name as no file has
        return ""
    return f"{status.st_size}:{status.st_mtime_ns}"


def file_fingerprint(path: Path) -> str:
    """Return what a file has in common with its copies alone, whatever they are called; empty if it cannot be read.

    It is a hash of its length and of pieces from all over it: as quick for an hour as for a second. A recording that
    differs in none of them is silent there. Any thread or process.
    """
    try:
        with path.open("rb", buffering=0) as file:
            size = os.fstat(file.fileno()).st_size
            found = hashlib.sha256(f"{size}:".encode())
            for piece in range(PIECES):
                file.seek(max(0, size - PIECE_BYTES) * piece // (PIECES - 1))
                found.update(file.read(PIECE_BYTES))
    except (OSError, ValueError):
        return ""
    return found.hexdigest()


def is_that_file(path: Path, fingerprint: object) -> bool:
    """Whether a file is the one whose fingerprint a sidecar tells; a name may be used again for another recording.

    None: the sidecar is an older one and tells no fingerprint, so the name has to do.
    """
    return fingerprint is None or (bool(fingerprint) and file_fingerprint(path) == fingerprint)


def was_written_since(path: Path, stamp: str) -> bool:
    """Whether a file was written again since `file_stamp` was taken, or is gone.

    Writing never sets a file's date back, but copying it here may do so after it was closed: an older date is ignored.
    """
    now = file_stamp(path)
    if not now:
        return True
    size, date_ns = (int(number) for number in now.split(":"))
    old_size, old_date_ns = (int(number) for number in stamp.split(":"))
    return size != old_size or date_ns > old_date_ns


def sha256_of_samples(samples: NDArray[np.float32]) -> str:
    """Return the hash of a seed as the model hears it (little-endian float32)."""
    return hashlib.sha256(np.ascontiguousarray(samples, "<f4").tobytes()).hexdigest()


def write_dream(path: Path, samples: NDArray[np.float32], sample_rate: int, sidecar: dict[str, Any]) -> None:
    """Write sidecar and WAV (float32); when the WAV appears, both are complete. Shape: see `write_wav`.

    Raises:
        OSError: the folder cannot be written; nothing half-written is left.
    """
    text = json.dumps(sidecar, indent=1)
    atomically(sidecar_path(path), lambda partial: partial.write_text(text, encoding="utf-8"))
    atomically(path, lambda partial: write_wav(partial, samples, sample_rate))


def write_wav(path: Path, samples: NDArray[np.float32], sample_rate: int) -> None:
    """Write a float32 WAV.

    Raises:
        OSError: the file cannot be written.

    Shape: `[frames]`, or `[channels, frames]`
    """
    path.write_bytes(wav_bytes(samples, sample_rate, "FLOAT"))


def wav_bytes(samples: NDArray[np.float32], sample_rate: int, subtype: str) -> bytes:
    """Return samples as the bytes of a WAV file. We write them, because libsndfile does not report a full disk.

    Shape: `[frames]`, or `[channels, frames]`
    """
    buffer = io.BytesIO()
    soundfile.write(buffer, samples.T, sample_rate, format="WAV", subtype=subtype)
    return buffer.getvalue()
