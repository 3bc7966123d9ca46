"""Checks a bank: which loops are missing, damaged, changed, or would click."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np

from live_inference.bank.files import is_as_made, is_there, loop_frames
from live_inference.bank.loop_files import LOOP_RATE
from live_inference.bank.manifest import BankError, BankLoop, read_bank
from live_inference.files.audio import AudioFileError, audio_info
from live_inference.files.stereo import read_channels
from live_models.arrays import FloatArray

SOUND_FILES: Final = {".wav", ".aif", ".aiff", ".flac", ".ogg", ".mp3"}
STEPS_PERCENTILE: Final = 99.9

State = Literal["whole", "changed", "missing", "damaged"]


@dataclass(frozen=True, slots=True)
class Finding:
    """The state of one loop, with remarks. Loops that are ``whole`` or ``changed`` can be played.

    ``channels``: with which it is played.
    """

    file: str
    state: State
    remarks: list[str] = field(default_factory=list)
    channels: int = 1


@dataclass(frozen=True, slots=True)
class BankCheck:
    """A bank's loops in order, and the sound files in its folder that are not in the manifest."""

    loops: list[Finding]
    unlisted: list[str]

    @property
    def is_whole(self) -> bool:
        """Whether every loop can be played."""
        return all(one.state in ("whole", "changed") for one in self.loops)

    def to_json(self) -> dict[str, Any]:
        """The check as plain values for JSON."""
        return {"whole": self.is_whole, **asdict(self)}


def check_bank(bank: Path) -> BankCheck:
    """Read every file of a bank and compare it with the manifest.

    Raises:
        BankError: it is not a bank, or its manifest cannot be read.
    """
    loops = read_bank(bank)
    listed = {loop.file for loop in loops}
    unlisted = [path.name for path in sorted(bank.iterdir()) if path.suffix.lower() in SOUND_FILES]
    return BankCheck([check_loop(bank, loop) for loop in loops], [name for name in unlisted if name not in listed])


def check_loop(bank: Path, loop: BankLoop) -> Finding:
    """Read a loop's file and compare it with its row."""
    path = bank / loop.file
    try:
        loop_frames(path, loop, LOOP_RATE)
        rate = audio_info(path).sample_rate  # its own: resampling would ring at its ends
        samples = read_channels(path, rate, keep_offset=True)
        changed = loop.sha256 is not None and not is_as_made(path, loop)
    except (BankError, AudioFileError, OSError) as error:
        return Finding(loop.file, "damaged" if is_there(path) else "missing", [str(error)])
    remarks = ["the file was changed since the bank was made: its loudness is measured when it is loaded"] * changed
    step, usual = max((seam_step(row) for row in np.atleast_2d(samples)), key=lambda found: found[0] - found[1])
    if step > usual:
        remarks.append(f"clicks: the step at its seam is {step:.3f}, 99.9 % of the others are below {usual:.3f}")
    return Finding(loop.file, "changed" if changed else "whole", remarks, samples.ndim)


def seam_step(loop: FloatArray) -> tuple[float, float]:
    """Return the step from a loop's last sample to its first, and the 99.9th percentile of its other steps.

    Shape:
        - loop: `[frames]`, at least two; one channel
    """
    steps = np.abs(np.diff(loop))
    return abs(float(loop[0]) - float(loop[-1])), float(np.percentile(steps, STEPS_PERCENTILE))
