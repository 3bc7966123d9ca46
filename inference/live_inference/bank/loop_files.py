"""Makes a loop of a dream: its file and its row in a bank's manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import soxr

from live_inference.bank.manifest import BankLoop
from live_inference.files.dreams import atomically, wav_bytes
from live_inference.files.mono import middle
from live_inference.loops.cutting import cut_loop, find_seam, without_silence
from live_inference.loops.loudness import at_loudness, loudness_lufs
from live_inference.loops.pitches import strongest_pitches
from live_inference.loops.seed_analysis import analyse_seed
from live_models.arrays import FloatArray

LOOP_RATE: Final = 48_000
SILENT_PEAK: Final = 1e-4  # -80 dBFS


def write_loop(
    folder: Path,
    name: str,
    dream: FloatArray,
    sample_rate: int,
    *,
    scores: dict[str, Any] | None = None,
    seed: str = "",
    checkpoint: str = "",
    rng_seed: int = 0,
    heard: tuple[FloatArray, int] | None = None,
    said: Sequence[float] = (),
) -> BankLoop:
    """Make a loop of a dream (seam, loudness, pitches), write it as ``name.wav`` and return its row of the manifest.

    The file is a 24-bit WAV at 48 kHz and appears complete. The same dream gives the same bytes; a float WAV would
    contain the time of writing.

    ``heard``: the seed that the model heard, and its sample rate. With it the follower can be tuned so that the loop
    answers when its seed is played again; without it the loop answers to its own pitches. ``said``: the pitches that
    the model heeded instead, as MIDI numbers.

    Shape:
        - dream: `[frames]` or `[2, frames]` at ``sample_rate`` Hz; heard: `[seed_frames]`, mono

    Raises:
        ValueError: the dream is silent, has NaN or infinity in it, or its sounding part is shorter than two crossfades;
            or the name is not valid for a file.
        OSError: the folder cannot be written; nothing half-written is left.
    """
    if not name or Path(name).name != name:
        raise ValueError(f"a loop's name must be valid for a file, got {name!r}")
    if not np.isfinite(dream).all():
        raise ValueError(f"{name}: a loop's samples must be finite, found NaN or infinity")
    if not dream.size or float(np.abs(dream).max()) < SILENT_PEAK:
        raise ValueError(f"{name}: is silent, there is nothing to repeat")
    if sample_rate != LOOP_RATE:
        dream = np.asarray(soxr.resample(dream.T, sample_rate, LOOP_RATE, quality="HQ").T, np.float32)
    sound = without_silence(dream, LOOP_RATE)
    try:
        seam = find_seam(sound, LOOP_RATE)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None
    loop = at_loudness(cut_loop(sound, seam), LOOP_RATE)
    loudness = loudness_lufs(loop, LOOP_RATE)
    if not np.isfinite(loudness):
        raise ValueError(f"{name}: must exceed -70 LUFS somewhere to become a loop; it is inaudible")
    data = wav_bytes(loop, LOOP_RATE, "PCM_24")
    atomically(folder / f"{name}.wav", lambda partial: partial.write_bytes(data))
    pitches = strongest_pitches(middle(loop), LOOP_RATE)
    called_by = analyse_seed(*heard) if heard is not None else None
    return BankLoop(
        f"{name}.wav",
        [round(one.frequency_hz, 2) for one in pitches],
        round(loop.shape[-1] / LOOP_RATE, 4),
        round(10 * float(np.log10(np.mean(np.square(loop, dtype=np.float64)))), 2),
        dict(scores or {}),
        seed,
        checkpoint,
        rng_seed,
        pitch_weights=[round(one.weight, 4) for one in pitches],
        seed_pitches_hz=None if called_by is None else [round(hz, 2) for hz in called_by.pitches_hz],
        seed_levels=None if called_by is None else [round(level, 3) for level in called_by.levels],
        loudness_lufs=round(loudness, 2),
        frames=loop.shape[-1],
        sha256=hashlib.sha256(data).hexdigest(),
        seam=round(seam.similarity, 3),
        said_pitches=list(said) or None,
    )
