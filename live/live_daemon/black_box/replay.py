"""``live-daemon replay LOG``: renders a session again from its black box, bit for bit, with the same engine."""

from __future__ import annotations

import collections
import hashlib
import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import soxr
from numpy.typing import NDArray
from tqdm import tqdm

from live_daemon.audio.engine import Engine, versions
from live_daemon.audio.layout import COMMAND_RING, COMMANDS_PER_TICK, Op
from live_daemon.audio.record import START_FIELDS, AudioRecord
from live_daemon.audio.wav import WavWriter
from live_daemon.black_box.old_sessions import sessions
from live_daemon.black_box.replay_log import (
    MOST_REMARKS,
    Command,
    InputReader,
    Recorded,
    ReplayError,
    Segment,
    read_log,
)
from live_inference.command_line.printable import printable
from live_inference.files.dreams import atomically

BLOCK = 8192
_HEADER = ("magic", "layout", "arena_frames", "ring_frames", "sample_rate", "input_channels", "recorded")


@dataclass(frozen=True)
class Replayed:
    """The rendering, with remarks where it may differ. ``sha256`` is of the samples alone."""

    file: str
    duration_s: float
    sample_rate: int
    segments: int
    commands: int
    panics: int
    dreams: int
    osc_messages: int
    sha256: str
    remarks: list[str]


def replay(log: Path, out: Path, black_box: Path, *, as_json: bool) -> int:
    """Render a session as a float32 WAV, as it was heard, and print a summary.

    The WAV begins at the engine's first frame; time without an engine is not in it.

    Raises:
        ReplayError: there is nothing that can be rendered, or the file cannot be written.
    """
    if not log.exists():
        known = ", ".join(str(one) for one in sessions(black_box)[-3:]) or "there are none"
        raise ReplayError(f"{log} is not there; the last sessions in {black_box}: {known}")
    recorded = read_log(log)
    try:
        result = render(recorded, out)
    except OSError as error:
        raise ReplayError(f"{out}: cannot be written ({error.strerror or error})") from error
    if as_json:
        print(json.dumps(asdict(result), indent=1))
        return 0
    print(
        f"{printable(result.file)}: {result.duration_s:.1f} s, {result.commands} commands, {result.panics} panics, "
        f"{result.dreams} dreams, {result.segments - 1} restarts of the engine"
    )
    print(f"sha256 of the samples: {result.sha256}")
    for remark in result.remarks[:MOST_REMARKS]:
        print(f"  {printable(remark)}")
    if len(result.remarks) > MOST_REMARKS:
        print(f"  and {len(result.remarks) - MOST_REMARKS} remarks more")
    return 0


def render(recorded: Recorded, out: Path) -> Replayed:
    """Render all segments into one file, by rename.

    Raises:
        OSError: the file, or the arena, cannot be made.
    """
    remarks = recorded.remarks + _other_versions(recorded.segments)
    digest = hashlib.sha256()
    frames = 0

    def write(partial: Path) -> None:
        nonlocal frames
        writer = WavWriter(partial, recorded.sample_rate, _channels(recorded))
        try:
            for block in rendered(recorded, remarks):
                writer.write(block)
                digest.update(block.tobytes())
            frames = writer.frames
        finally:
            writer.close()

    atomically(out, write)
    return Replayed(
        file=str(out),
        duration_s=round(frames / recorded.sample_rate, 6),
        sample_rate=recorded.sample_rate,
        segments=len(recorded.segments),
        commands=sum(len(segment.commands) for segment in recorded.segments),
        panics=sum(len(segment.panics) for segment in recorded.segments),
        dreams=recorded.dreams,
        osc_messages=recorded.osc_messages,
        sha256=digest.hexdigest(),
        remarks=remarks,
    )


def rendered(recorded: Recorded, remarks: list[str]) -> Iterator[NDArray[np.float32]]:
    """Yield the output block by block; gaps are added to ``remarks``. Shape: (frames, channels).

    Where the device ran at another rate, the output is resampled to the session's, with a remark.
    """
    heard = InputReader(recorded, remarks.append)
    with tempfile.TemporaryDirectory(prefix="live-daemon-replay-") as folder:
        record = AudioRecord.create(Path(folder), recorded.sample_rate, _arena_frames(recorded))
        for segment in tqdm(recorded.segments, desc="rendering", unit="engine", disable=None):
            rate = float(segment.start.get("engine_sample_rate", recorded.sample_rate))
            if rate != recorded.sample_rate:
                remarks.append(f"from frame {segment.frame} the device ran at {rate:g} Hz: that part is resampled")
            for block in _at_rate(_Player(recorded, record, segment, remarks).run(heard), rate, recorded.sample_rate):
                yield _with_channels(block, _channels(recorded))


def _channels(recorded: Recorded) -> int:
    """Return the most channels that a device of the session had; a mono one is played on two."""
    return max(2, *(int(segment.start.get("output_channels", 2)) for segment in recorded.segments))


def _with_channels(block: NDArray[np.float32], channels: int) -> NDArray[np.float32]:
    if block.shape[1] == 1:
        block = np.repeat(block, 2, axis=1)
    return np.pad(block, ((0, 0), (0, channels - block.shape[1])))


def _at_rate(blocks: Iterator[NDArray[np.float32]], rate: float, wanted: float) -> Iterator[NDArray[np.float32]]:
    if rate == wanted:
        yield from blocks
        return
    resampler: soxr.ResampleStream | None = None
    last = np.zeros((0, 2), np.float32)
    for block in blocks:
        if resampler is None:
            resampler, last = soxr.ResampleStream(rate, wanted, block.shape[1], dtype="float32"), block[:0]
        yield resampler.resample_chunk(block)
    if resampler is not None:
        yield resampler.resample_chunk(np.ascontiguousarray(last), last=True)


def _arena_frames(recorded: Recorded) -> int:
    """Return how much of the arena was used."""
    ends = [one.offset + one.frames for many in recorded.samples.values() for one in many]
    for segment in recorded.segments:
        sounding = segment.start["slot_phase"] != 0
        ends += _ends(segment.start, "slot")[sounding].tolist()
        waiting = segment.start["slot_pending"] != 0
        ends += _ends(segment.start, "pending")[waiting].tolist()
        ends += [int(one.ints[0] + one.ints[1] + one.ints[6]) for one in segment.commands if one.op == Op.START]
    return max(1, min(max(ends, default=1), recorded.arena_frames))


def _ends(start: Mapping[str, Any], kind: str) -> NDArray[np.int64]:
    """Return where in the arena each slot's sound ends; in logs of before there were two channels all have one."""
    offset, frames = start[f"{kind}_offset"], start[f"{kind}_frames"]
    return np.asarray(offset + frames + start.get(f"{kind}_apart", 0))


class _Player:
    """One engine of the session, on a record that begins as that one's did."""

    def __init__(self, recorded: Recorded, record: AudioRecord, segment: Segment, remarks: list[str]):
        self._recorded = recorded
        self._record = record
        self._segment = segment
        self._remarks = remarks
        self._engine = Engine(record)
        for name in START_FIELDS:
            if name in segment.start and name not in _HEADER:
                record.fields[name][0] = segment.start[name]
        missing = [name for name in START_FIELDS if name not in segment.start]
        if missing:
            remarks.append(f"the log says nothing of {', '.join(missing)}: it was made by another version")
        record.put("input_channels", 2)
        record.put("command_head", record.get("command_tail"))
        record.put("panic_requests", record.get("panic_done"))
        record.put("panic_handled", record.get("panic_done"))
        record.put("panic_head", 0)  # the log says which commands a panic overtook

    def run(self, heard: InputReader) -> Iterator[NDArray[np.float32]]:
        """Yield the output from the segment's first frame to its last. Shape: (frames, the device's channels)."""
        segment, at = self._segment, self._segment.frame
        commands: dict[int, list[Command]] = collections.defaultdict(list)
        for command in segment.commands:
            commands[command.frame].append(command)
        panics, fades = collections.Counter(segment.panics), set(segment.fades)
        for frame in [*sorted({*commands, *panics, *fades}), segment.end]:
            until = min(max(frame, at), segment.end)
            while at < until:
                size = min(BLOCK, until - at)
                yield self._engine.process(heard.read(at, size))
                at += size
            if frame in fades:
                self._record.put("master_wanted", 0.0)
            self._push(commands.get(frame, []), panics[frame])

    def _push(self, commands: list[Command], panics: int) -> None:
        """Put before the engine's next tick what it found there then."""
        fields = self._record.fields[0]
        head = self._record.get("command_head")
        for command in commands[:COMMANDS_PER_TICK]:
            for samples in self._recorded.samples.get(command.n, ()):
                found = self._recorded.read_samples(samples)
                if found is None:
                    self._remarks.append(f"samples {samples.file[:12]} are missing: silence replaces them")
                else:
                    self._record.arena[samples.offset : samples.offset + samples.frames] = found
            i = head % COMMAND_RING
            fields["command_op"][i], fields["command_slot"][i] = command.op, command.slot
            fields["command_ints"][i], fields["command_scalars"][i] = command.ints, command.scalars
            fields["command_row"][i] = command.row
            head += 1
            if command.overtaken:
                self._record.put("panic_head", head)
        self._record.put("command_head", head)
        if panics:
            self._record.put("panic_requests", self._record.get("panic_done") + 1)
            self._record.put("panic_handled", self._record.get("panic_requests"))


def _other_versions(segments: list[Segment]) -> list[str]:
    """Only the same compiler on the same processor makes floating-point code that is the same bit for bit."""
    here, remarks = versions(), []
    for name, what in (("engine", "another version of the engine"), ("numba", "another numba"), ("cpu", "another CPU")):
        made = {str(segment.start.get(name, "")) for segment in segments}
        if made != {here[name]}:
            remarks.append(f"the session was made by {what}: the last bits of the samples may differ")
    return remarks


__all__ = ["ReplayError", "Replayed", "read_log", "render", "rendered", "replay"]
