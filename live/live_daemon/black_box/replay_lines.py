"""The lines of a black box's log that a replay needs, with the types and ranges of their fields."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np

from live_daemon.audio.layout import (
    COMMAND_INTS,
    COMMAND_SCALARS,
    MAX_BANDS,
    MAX_OWN_OUTPUTS,
    MAX_SLOTS,
    RECORD_TYPE,
    Course,
    SlotPhase,
)
from live_daemon.audio.record import START_FIELDS
from live_daemon.settings import range_of
from live_inference.files.reading import FieldError, FileError, InFolder, Length, Within, read_bytes

LONGEST_S = 7 * 86_400
"""A session of more than a week is a damaged number: rendering it would not end."""
LARGEST_START = 16 << 20
"""Bytes; an engine's state has less than a hundredth of it."""
HIGHEST_RATE = 768_000
_MOST_FRAMES = int(range_of("audio.arena_s").maximum * range_of("audio.sample_rate").maximum)  # of the arena

_Count = Annotated[int, Within(0, 2**62)]
_Frames = Annotated[int, Within(0, _MOST_FRAMES)]
_Name = Annotated[str, InFolder(), Length(1, 255)]
_NEEDED = (
    *("frame", "engine_starts", "command_tail", "panics", "master_heard", "master_frame", "slot_phase", "slot_offset"),
    *("slot_frames", "slot_pending", "pending_offset", "pending_frames"),
)
Numbers = list[float | None]
"""Null stands for NaN."""


@dataclass(frozen=True, slots=True)
class SessionLine:
    """``session``."""

    sample_rate: Annotated[float, Within(1000, HIGHEST_RATE)]
    arena_frames: Annotated[int, Within(1, _MOST_FRAMES)]


@dataclass(frozen=True, slots=True)
class StartLine:
    """``start``: the file of an engine's first state."""

    file: _Name


@dataclass(frozen=True, slots=True)
class CommandLine:
    """``command``: one that the engine took."""

    n: _Count
    frame: _Count
    op: Annotated[str, Length(1, 32)]
    slot: int
    ints: Annotated[list[int], Length(0, COMMAND_INTS)]
    scalars: Annotated[Numbers, Length(0, COMMAND_SCALARS)]
    row: int | None = None
    overtaken: bool = False


@dataclass(frozen=True, slots=True)
class RowLine:
    """``row``: a row of numbers that commands name."""

    number: int
    values: Annotated[Numbers, Length(0, MAX_BANDS)]


@dataclass(frozen=True, slots=True)
class SamplesLine:
    """``samples``: what a slot could read from a command on. In logs up to 2026 every piece has a file of its own.

    ``also``: where in the arena the same samples are once more, of two channels that are equal.
    """

    n: _Count
    offset: _Frames
    frames: _Frames
    file: _Name = "none"
    sha256: Annotated[str, Length(64, 64), InFolder()] | None = None
    at: _Count = 0
    also: _Count | None = None
    doubtful: bool = False

    def __post_init__(self) -> None:
        if self.sha256 is not None and self.file == "none":
            object.__setattr__(self, "file", f"{self.sha256}.f32")


@dataclass(frozen=True, slots=True)
class InputLine:
    """``input``: a piece of the live input."""

    frame: _Count
    frames: Annotated[int, Within(0, 2**40)]
    channels: Annotated[int, Within(0, 2)]
    at: _Count = 0


@dataclass(frozen=True, slots=True)
class PanicLine:
    """``panic``."""

    n: _Count
    frame: _Count


@dataclass(frozen=True, slots=True)
class CountersLine:
    """``counters``."""

    engine_starts: _Count


@dataclass(frozen=True)
class EndLine:
    """``end``."""

    frame: _Count
    master_heard: float
    master_frame: _Count


@dataclass(frozen=True, slots=True)
class GapLine:
    """``gap``."""

    text: str


def read_start(file: Path, arena_frames: int) -> dict[str, Any]:
    """Return the record's fields with which an engine began, and the versions that it was made by.

    The engine trusts them without a check, so a state that would let it read outside the arena is refused.

    Raises:
        FileError: no such file, not an engine's state, or a damaged one.
    """
    content = read_bytes(file, LARGEST_START)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(one.file_size for one in archive.infolist()) > LARGEST_START:
                raise FileError(f"{file}: is not an engine's state, unpacked it is too large")
        with np.load(io.BytesIO(content), allow_pickle=False) as found:
            state = {name: found[name] for name in found.files}
        _check_types(state)
        _check_ranges(state, arena_frames)
    except FieldError as error:
        raise FileError(f"{file}: is not the state of an engine of this version ({error})") from None
    except (OSError, ValueError, KeyError, EOFError, MemoryError, NotImplementedError, zipfile.BadZipFile) as error:
        raise FileError(f"{file}: the state of an engine cannot be read ({error})") from None
    return state


def _check_types(state: Mapping[str, np.ndarray]) -> None:
    for name in START_FIELDS:
        if name not in state:
            continue
        wanted, shape = RECORD_TYPE[name].base, RECORD_TYPE[name].shape
        if state[name].dtype != wanted or state[name].shape != shape:
            raise FieldError(
                f"{name} must be {wanted} of shape {shape}, found {state[name].dtype}, {state[name].shape}"
            )
    for name in _NEEDED:
        if name not in state:
            raise FieldError(f"{name} is missing")


def _check_ranges(state: Mapping[str, np.ndarray], arena_frames: int) -> None:
    for name, low, high in (
        ("frame", 0, 2**62),
        ("engine_starts", 0, 2**62),
        ("command_tail", 0, 2**62),
        ("panics", 0, 2**62),
        ("num_bands", 0, MAX_BANDS),
        ("output_channels", 0, 2 + MAX_OWN_OUTPUTS),
        ("engine_sample_rate", 0, HIGHEST_RATE),
        ("slot_phase", min(SlotPhase), max(SlotPhase)),
        ("slot_output", 0, MAX_OWN_OUTPUTS),
        ("pending_output", 0, MAX_OWN_OUTPUTS),
    ):
        if name in state and not (np.isfinite(state[name]).all() and (low <= state[name]).all()):
            raise FieldError(f"{name} must be in range {low}..{high}")
        if name in state and not (state[name] <= high).all():
            raise FieldError(f"{name} must be in range {low}..{high}")
    nothing = np.zeros(MAX_SLOTS, np.int64)
    for kind, sounds in (("slot", state.get("slot_phase", nothing)), ("pending", state.get("slot_pending", nothing))):
        names = ("offset", "frames", "apart", "filled")
        offset, frames, apart, filled = (state.get(f"{kind}_{name}", nothing) for name in names)
        good = (offset >= 0) & (frames >= 0) & (frames <= arena_frames) & (offset <= arena_frames - frames)
        good &= (apart >= 0) & (apart <= arena_frames - frames - offset)
        endless = state.get(f"{kind}_looping", nothing) == Course.ENDLESS  # counts on, round and round in its range
        good &= (filled >= 0) & (endless | (filled <= frames))
        if kind == "slot":
            position = state.get("slot_position", nothing)
            good &= (position >= 0) & (position <= np.where(endless, filled, frames))
        if not (good | (sounds == 0)).all():
            raise FieldError(f"the sound of slot {int(np.argmin(good | (sounds == 0)))} must lie in the arena")
