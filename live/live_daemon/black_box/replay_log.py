"""Reads a session's black box: how engines began, what they took at which frame, the live input."""

from __future__ import annotations

import collections
import math
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from live_daemon.audio.layout import COMMAND_INTS, COMMAND_SCALARS, MAX_BANDS, Op
from live_daemon.black_box.files import INPUT_FILE, SAMPLES_FOLDER, read_lines
from live_daemon.black_box.old_sessions import LOG_FILE
from live_daemon.black_box.replay_lines import (
    LONGEST_S,
    CommandLine,
    CountersLine,
    EndLine,
    GapLine,
    InputLine,
    PanicLine,
    RowLine,
    SamplesLine,
    SessionLine,
    StartLine,
    read_start,
)
from live_inference.command_line.printable import printable
from live_inference.files.reading import FieldError, FileError, checked, open_regular, shown

MOST_REMARKS = 20

T = TypeVar("T")


class ReplayError(RuntimeError):
    """The log cannot be replayed; the text is one line for the user."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command as the engine took it."""

    n: int
    frame: int
    op: int
    slot: int
    ints: NDArray[np.int64]
    scalars: NDArray[np.float64]
    row: NDArray[np.float64]
    overtaken: bool


@dataclass(frozen=True, slots=True)
class Samples:
    """What the engine could read in the arena from a command on."""

    offset: int
    frames: int
    file: str
    at: int


@dataclass(frozen=True, slots=True)
class Input:
    """A piece of the live input: its first frame, and where it is in the file."""

    frame: int
    frames: int
    channels: int
    at: int


@dataclass
class Segment:
    """From the start of one engine to the start of the next, or to the end. ``fades`` holds one frame at most."""

    start: dict[str, Any]
    end: int = 0
    commands: list[Command] = field(default_factory=list)
    panics: list[int] = field(default_factory=list)
    fades: list[int] = field(default_factory=list)

    @property
    def frame(self) -> int:
        """Where it begins."""
        return int(self.start["frame"])


@dataclass
class Recorded:
    """One session. ``remarks``: gaps and doubts, in words."""

    folder: Path
    sample_rate: int
    arena_frames: int
    segments: list[Segment]
    samples: dict[int, list[Samples]]
    input: list[Input]
    dreams: int
    osc_messages: int
    remarks: list[str]

    def read_samples(self, samples: Samples) -> NDArray[np.float32] | None:
        """Return what a slot played; None if it is missing. Shape: (frames,)."""
        size = 4 * samples.frames
        try:
            with open_regular(self.folder / SAMPLES_FOLDER / samples.file) as file:
                if os.fstat(file.fileno()).st_size < samples.at + size:
                    return None
                file.seek(samples.at)
                content = file.read(size)
        except (FileError, OSError):
            return None
        return np.frombuffer(content, np.float32) if len(content) == size else None


def read_log(log: Path) -> Recorded:
    """Read a session's folder, or the ``log.jsonl`` in it.

    Raises:
        ReplayError: no log there, or nothing in it that can be rendered.
    """
    folder = log.parent if log.name == LOG_FILE else log
    by_kind: dict[str, list[dict[str, Any]]] = collections.defaultdict(list)
    broken = heard = dreams = 0
    try:
        for line in read_lines(folder / LOG_FILE):
            if line is None:
                broken += 1
            elif line["what"] in ("osc_in", "osc_out"):
                heard += 1
                dreams += line.get("address") == "/dream/ready"
            elif line["what"] not in ("event", "to_worker"):
                by_kind[line["what"]].append(line)
    except FileError as error:
        raise ReplayError(str(error)) from error
    except OSError as error:
        raise ReplayError(f"{folder / LOG_FILE} cannot be read ({error.strerror})") from error
    try:
        return _recorded(folder, by_kind, broken, heard, dreams)
    except FieldError as error:
        raise ReplayError(f"{printable(folder)}: is not a log of this version of live-daemon ({error})") from error
    except FileError as error:
        raise ReplayError(str(error)) from error


def _recorded(folder: Path, by_kind: dict[str, list[dict[str, Any]]], broken: int, heard: int, dreams: int) -> Recorded:
    if not by_kind["session"]:
        raise ReplayError(f"{folder}: is not the black box of a session (no session line in {LOG_FILE})")
    session = checked(SessionLine, by_kind["session"][0], "session")
    remarks = [f"{broken} lines are half-written and left out"] if broken else []
    remarks += [f"gap: {line.text}" for line in _all(GapLine, by_kind, "gap")]
    pieces = [Input(one.frame, one.frames, one.channels, one.at) for one in _all(InputLine, by_kind, "input")]
    pieces.sort(key=lambda one: one.frame)
    segments = _segments(folder, by_kind, session, pieces, remarks)
    samples: dict[int, list[Samples]] = collections.defaultdict(list)
    doubtful = 0
    for line in _all(SamplesLine, by_kind, "samples"):
        for offset in (line.offset, *([] if line.also is None else [line.also])):
            if offset + line.frames > session.arena_frames:
                raise FieldError(f"samples of command {line.n} must lie in the arena")
            samples[line.n].append(Samples(offset, line.frames, line.file, line.at))
        doubtful += line.doubtful
    if doubtful:
        remarks.append(f"{doubtful} sounds had ended before they were kept: they may be another dream's")
    _remark_on_input(pieces, segments, remarks)
    rate, arena = round(session.sample_rate), session.arena_frames
    return Recorded(folder, rate, arena, segments, dict(samples), pieces, dreams, heard, remarks)


def _all(kind: type[T], by_kind: dict[str, list[dict[str, Any]]], name: str) -> list[T]:
    return [checked(kind, line, name) for line in by_kind[name]]


def _segments(
    folder: Path,
    by_kind: dict[str, list[dict[str, Any]]],
    session: SessionLine,
    pieces: list[Input],
    remarks: list[str],
) -> list[Segment]:
    starts = [read_start(folder / line.file, session.arena_frames) for line in _all(StartLine, by_kind, "start")]
    starts.sort(key=lambda start: int(start["engine_starts"]))
    if not starts:
        raise ReplayError(f"{folder}: no engine ever began in this session, there is nothing to render")
    begun = max((line.engine_starts for line in _all(CountersLine, by_kind, "counters")), default=len(starts))
    if begun > len(starts):
        remarks.append(f"the engine began {begun} times, {len(starts)} states are kept: after a lost one it differs")
    end = max((piece.frame + piece.frames for piece in pieces), default=0)
    last: dict[str, Any] = {}
    if by_kind["end"]:
        last = vars(checked(EndLine, by_kind["end"][-1], "end"))
        end = last["frame"]
    else:
        remarks.append("the log has no end (the daemon was killed): rendered as far as the input goes")
    if max(end, *(int(start["frame"]) for start in starts)) - int(starts[0]["frame"]) > LONGEST_S * session.sample_rate:
        raise FieldError(f"a session must be shorter than {LONGEST_S // 86_400} days")
    commands = _commands(_all(CommandLine, by_kind, "command"), _all(RowLine, by_kind, "row"))
    panics = {line.n: line.frame for line in _all(PanicLine, by_kind, "panic")}
    segments = []
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        after = last if following is None else following
        segment = Segment(start, end if following is None else int(following["frame"]))
        first, behind = int(start["command_tail"]), math.inf if following is None else int(following["command_tail"])
        segment.commands = [one for one in commands if first <= one.n < behind]
        heard, until = int(start["panics"]), math.inf if following is None else int(following["panics"])
        segment.panics = [frame for n, frame in sorted(panics.items()) if heard <= n < until]
        if after and after["master_heard"] == 0.0 and int(after["master_frame"]) >= segment.frame:
            segment.fades = [int(after["master_frame"])]
        segments.append(segment)
        _remark_on_commands(segment, behind, remarks)
    return segments


def _commands(lines: list[CommandLine], rows: list[RowLine]) -> list[Command]:
    known = {line.number: _padded(line.values, MAX_BANDS) for line in rows}
    nothing = np.zeros(MAX_BANDS)
    found = {}
    for line in lines:
        if line.op not in Op.__members__ or (line.row is not None and line.row not in known):
            raise FieldError(f"command {line.n} must have a known op and row, found {shown(line.op)}, {line.row}")
        ints = np.zeros(COMMAND_INTS, np.int64)
        ints[: len(line.ints)] = line.ints
        scalars = _padded(line.scalars, COMMAND_SCALARS)
        row = nothing if line.row is None else known[line.row]
        found[line.n] = Command(line.n, line.frame, int(Op[line.op]), line.slot, ints, scalars, row, line.overtaken)
    return [found[n] for n in sorted(found)]


def _padded(values: list[float | None], length: int) -> NDArray[np.float64]:
    row = np.zeros(length)
    row[: len(values)] = [math.nan if value is None else value for value in values]
    return row


def _remark_on_commands(segment: Segment, behind: float, remarks: list[str]) -> None:
    numbers = [one.n for one in segment.commands]
    end = max(numbers, default=int(segment.start["command_tail"]) - 1) + 1 if behind == math.inf else int(behind)
    missing = end - int(segment.start["command_tail"]) - len(numbers)
    if missing > 0:
        remarks.append(f"{missing} commands after frame {segment.frame} are missing: what follows differs")


def _remark_on_input(pieces: list[Input], segments: list[Segment], remarks: list[str]) -> None:
    at, missing = segments[0].frame, 0
    for piece in pieces:
        missing += max(0, piece.frame - at)
        at = max(at, piece.frame + piece.frames)
    missing += max(0, segments[-1].end - at)
    if missing:
        remarks.append(f"{missing} frames of the live input are missing: silence replaces them")


class InputReader:
    """The live input by its frames; silence where it is missing."""

    def __init__(self, recorded: Recorded, remark: Callable[[str], None]):
        self._pieces = recorded.input
        self._next = 0
        file = recorded.folder / INPUT_FILE
        size = file.stat().st_size // 4 if file.is_file() else 0
        self._samples = np.memmap(file, np.float32, "r", shape=(size,)) if size else np.zeros(0, np.float32)
        if any(piece.at // 4 + piece.channels * piece.frames > size for piece in self._pieces):
            remark(f"{INPUT_FILE} is shorter than the log says: silence replaces the rest")

    def read(self, frame: int, frames: int) -> NDArray[np.float32]:
        """Return left and right. ``frame`` must grow from call to call. Shape: (frames, 2)."""
        block = np.zeros((frames, 2), np.float32)
        while self._next < len(self._pieces) and _end(self._pieces[self._next]) <= frame:
            self._next += 1
        for piece in self._pieces[self._next :]:
            if piece.frame >= frame + frames:
                break
            begin, end = max(frame, piece.frame), min(frame + frames, _end(piece))
            if piece.channels and end > begin:
                first = piece.at // 4 + piece.channels * (begin - piece.frame)
                found = self._samples[first : first + piece.channels * (end - begin)]
                rows = np.asarray(found[: len(found) // piece.channels * piece.channels]).reshape(-1, piece.channels)
                block[begin - frame : begin - frame + len(rows)] = rows
        return block


def _end(piece: Input) -> int:
    return piece.frame + piece.frames
