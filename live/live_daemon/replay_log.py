"""Reads the black box of one session: where engines began, what they took at which frame, what was heard."""

from __future__ import annotations

import collections
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from live_daemon.audio.layout import COMMAND_INTS, COMMAND_SCALARS, MAX_BANDS, Op
from live_daemon.black_box_files import INPUT_FILE, SAMPLES_FOLDER, read_lines
from live_daemon.old_sessions import LOG_FILE

MOST_REMARKS = 20


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
    """A piece of the live input: its first frame, and where in the file it lies."""

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
    """One session. ``remarks`` says in words what is missing or in doubt."""

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
        """Return what a slot played. None when it is not there. Shape: (frames,)."""
        try:
            path = self.folder / SAMPLES_FOLDER / samples.file
            found = np.fromfile(path, np.float32, samples.frames, offset=samples.at)
        except (OSError, ValueError):
            return None
        return found if len(found) == samples.frames else None


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
    except OSError as error:
        raise ReplayError(f"{folder / LOG_FILE} cannot be read ({error.strerror})") from error
    try:
        return _recorded(folder, by_kind, broken, heard, dreams)
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise ReplayError(f"{folder}: is no log of this version of live-daemon ({error})") from error


def _recorded(folder: Path, by_kind: dict[str, list[dict[str, Any]]], broken: int, heard: int, dreams: int) -> Recorded:
    if not by_kind["session"]:
        raise ReplayError(f"{folder}: is not the black box of a session (no session line in {LOG_FILE})")
    session = by_kind["session"][0]
    remarks = [f"{broken} lines are half-written and left out"] if broken else []
    remarks += [f"gap: {line['text']}" for line in by_kind["gap"]]
    pieces = sorted(_pieces(by_kind["input"]), key=lambda one: one.frame)
    segments = _segments(folder, by_kind, pieces, remarks)
    samples: dict[int, list[Samples]] = collections.defaultdict(list)
    for line in by_kind["samples"]:
        # Up to 2026 every piece had a file of its own. A log names files in its own folder, whatever it says.
        file = Path(line["file"] if "file" in line else f"{line['sha256']}.f32").name
        piece = Samples(int(line["offset"]), int(line["frames"]), file, int(line.get("at", 0)))
        samples[int(line["n"])].append(piece)
    doubtful = sum(bool(line.get("doubtful")) for line in by_kind["samples"])
    if doubtful:
        remarks.append(f"{doubtful} sounds had ended when they were kept: another dream may already have been there")
    _remark_on_input(pieces, segments, remarks)
    rate, arena = round(session["sample_rate"]), int(session["arena_frames"])
    return Recorded(folder, rate, arena, segments, dict(samples), pieces, dreams, heard, remarks)


def _pieces(lines: list[dict[str, Any]]) -> Iterator[Input]:
    for line in lines:
        yield Input(int(line["frame"]), int(line["frames"]), int(line["channels"]), int(line.get("at", 0)))


def _segments(
    folder: Path, by_kind: dict[str, list[dict[str, Any]]], pieces: list[Input], remarks: list[str]
) -> list[Segment]:
    starts = [_read_start(folder / str(line["file"])) for line in by_kind["start"]]
    starts.sort(key=lambda start: int(start["engine_starts"]))
    if not starts:
        raise ReplayError(f"{folder}: no engine ever began in this session, there is nothing to render")
    begun = max((int(line["engine_starts"]) for line in by_kind["counters"]), default=len(starts))
    if begun > len(starts):
        remarks.append(f"the engine began {begun} times, {len(starts)} states are kept: behind a lost one it differs")
    end = max((piece.frame + piece.frames for piece in pieces), default=0)
    last: dict[str, Any] = {}
    if by_kind["end"]:
        last = by_kind["end"][-1]
        end = int(last["frame"])
    else:
        remarks.append("the log has no end (the daemon was killed): rendered as far as the input goes")
    commands = _commands(by_kind["command"], by_kind["row"])
    panics = {int(line["n"]): int(line["frame"]) for line in by_kind["panic"]}
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


def _read_start(file: Path) -> dict[str, Any]:
    try:
        with np.load(file, allow_pickle=False) as found:
            return {name: found[name] for name in found.files}
    except (OSError, ValueError) as error:
        raise ReplayError(f"{file}: the state of an engine that began cannot be read ({error})") from error


def _commands(lines: list[dict[str, Any]], rows: list[dict[str, Any]]) -> list[Command]:
    known = {int(line["number"]): _padded(line["values"], MAX_BANDS) for line in rows}
    nothing = np.zeros(MAX_BANDS)
    found = {}
    for line in lines:
        name = str(line["op"])
        op = int(Op[name]) if name in Op.__members__ else int(name)
        row = known[int(line["row"])] if "row" in line else nothing
        ints = np.zeros(COMMAND_INTS, np.int64)
        ints[: len(line["ints"])] = line["ints"]
        scalars = _padded(line["scalars"], COMMAND_SCALARS)
        n, overtaken = int(line["n"]), bool(line.get("overtaken"))
        found[n] = Command(n, int(line["frame"]), op, int(line["slot"]), ints, scalars, row, overtaken)
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
        remarks.append(f"{missing} commands behind frame {segment.frame} are missing: what follows differs")


def _remark_on_input(pieces: list[Input], segments: list[Segment], remarks: list[str]) -> None:
    at, missing = segments[0].frame, 0
    for piece in pieces:
        missing += max(0, piece.frame - at)
        at = max(at, piece.frame + piece.frames)
    missing += max(0, segments[-1].end - at)
    if missing:
        remarks.append(f"{missing} frames of the live input are missing: silence stands for them")


class InputReader:
    """The live input by its frames; silence where there is none."""

    def __init__(self, recorded: Recorded, remark: Callable[[str], None]):
        self._pieces = recorded.input
        self._next = 0
        file = recorded.folder / INPUT_FILE
        size = file.stat().st_size // 4 if file.is_file() else 0
        self._samples = np.memmap(file, np.float32, "r", shape=(size,)) if size else np.zeros(0, np.float32)
        if any(piece.at // 4 + piece.channels * piece.frames > size for piece in self._pieces):
            remark(f"{INPUT_FILE} is shorter than the log says: silence stands for the rest")

    def read(self, frame: int, frames: int) -> NDArray[np.float32]:
        """Return left and right. Call it with frames that grow. Shape: (frames, 2)."""
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
