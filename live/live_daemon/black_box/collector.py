"""Reads from the audio record what fixed the engine's sound: commands, panics, samples, live input, first states."""

from __future__ import annotations

import collections
import math
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from live_daemon.audio.layout import COMMAND_RING, PANIC_RING, Course, Op, SlotPhase
from live_daemon.audio.record import AudioRecord
from live_daemon.black_box.files import Payload

CHUNK_S = 0.5
MARGIN_S = 2.0  # of the input ring: not read, since the engine may write there meanwhile
LATE_S = 0.2  # within this time no range of the arena is freed, ordered again and written to
MOST_INPUT_BYTES = 32_000_000  # that may wait for the disk; the rest stays in the record's ring, for a minute
MOST_SAMPLE_BYTES = 250_000_000
COUNTERS = (
    *("frame", "blocks", "flagged_blocks", "late_blocks", "nonfinite_inputs", "refused_commands", "underruns"),
    *("load", "max_duration_ns", "max_interval_ns", "engine_starts", "process_state", "stand_in"),
)
_WITH_ROW = (Op.SET_BANDS, Op.GAIN_MAP)
_MOST_ROWS = 5000

Put = Callable[..., None]


class _Filled(NamedTuple):
    """How many frames of a slot's sound are kept, and in which stream. ``ring``: the range that it goes round in.

    ``apart``: where its right channel begins, counted from the left one's begin; 0: there is one channel.
    """

    offset: int
    frames: int
    stream: str
    ring: int = 0
    apart: int = 0


class Collector:
    """Reads new entries from the record and passes them on. Any one thread.

    It reads up to where the engine was at the last poll: that is surely visible by now, without fences.
    """

    def __init__(
        self,
        record: AudioRecord,
        put: Put,
        backlog_bytes: Callable[[], int] = lambda: 0,
        clock: Callable[[], float] = time.monotonic,
    ):
        self._record = record
        self._put = put
        self._backlog_bytes = backlog_bytes
        self._clock = clock
        self._polls_s = collections.deque([clock()] * 3, maxlen=3)
        self._command = self._panic = self._input = 0
        self._seen = (0, 0, 0)
        self._filled: dict[int, _Filled] = {}  # by slot
        self._rows: dict[bytes, int] = {}
        self._next_row = 0
        self._full = False

    def poll(self, *, last: bool = False) -> None:
        """Pass on new entries; with ``last`` all of them: the engine has ended."""
        now = (self._record.get("command_tail"), self._record.get("panics"), self._record.get("frame"))
        command, panic, frame = now if last else self._seen
        self._seen = now
        self._polls_s.append(self._clock())
        if command > self._command:
            self._take_commands(command)
        if panic > self._panic:
            self._take_panics(panic)
        if frame - self._input >= (1 if last else int(CHUNK_S * self._record.sample_rate)):
            self._take_input(frame, last)
            self._take_starts()
        elif last:
            self._take_starts()

    def counters(self) -> None:
        """Pass on the engine's counters."""
        self._put("counters", **{name: self._record.get(name) for name in COUNTERS})

    def end(self) -> None:
        """Pass on the rest, and where the engine stopped."""
        self.poll(last=True)
        self.counters()
        get = self._record.get
        self._put("end", frame=get("frame"), master_heard=get("master_heard"), master_frame=get("master_frame"))

    def stop_samples(self) -> None:
        """Keep no more input and samples: the limit of the black box is reached."""
        if not self._full:
            self._full = True
            self._put("gap", text="[black_box] keep_gb is reached: input and samples are kept no more")

    def _take_commands(self, end: int) -> None:
        fields = self._record.fields[0]
        begin = self._command
        places = np.arange(begin, end) % COMMAND_RING
        names = ("op", "slot", "ints", "scalars", "row", "frame", "overtaken")
        copied = [fields[f"command_{name}"][places] for name in names]
        # Entries that the controller overwrote meanwhile are lost; the one at the head may be half-written.
        safe = self._record.get("command_head") - COMMAND_RING + 1
        self._record.put("recorded_commands", end)
        if begin < safe:
            self._put("gap", text=f"{min(safe, end) - begin} commands were overwritten before they were read")
        for n, op, slot, ints, scalars, row, frame, overtaken in zip(range(begin, end), *copied, strict=True):
            if n >= safe:
                if not overtaken:
                    self._take_samples(n, int(op), int(slot), ints, scalars)
                line: dict[str, Any] = {"n": n, "frame": int(frame), "op": _op_name(int(op)), "slot": int(slot)}
                line |= {"ints": _trimmed(ints), "scalars": _trimmed(scalars)}
                if op in _WITH_ROW:
                    line["row"] = self._row(row)
                if overtaken:
                    line["overtaken"] = True
                self._put("command", **line)
        self._command = end

    def _take_samples(self, n: int, op: int, slot: int, ints: NDArray[np.int64], scalars: NDArray[np.float64]) -> None:
        offset, begin, end, stream, ring, apart = int(ints[0]), 0, 0, "", 0, 0
        if op == Op.START:
            end = (
                int(ints[1]) if ints[2] in (Course.LOOP, Course.LOOP_ON) else min(max(int(scalars[3]), 0), int(ints[1]))
            )
            ring = int(ints[1]) if ints[2] == Course.ENDLESS else 0
            apart = int(ints[6])
            stream = f"stream-{n}" if end < int(ints[1]) or ring else ""
            self._filled[slot] = _Filled(offset, 0, stream, ring, apart)
        elif op == Op.FILLED:
            known = self._filled.get(slot)
            if known is None or known.offset != offset:
                known = _Filled(offset, 0, f"stream-{n}")
            begin, end, stream, ring, apart = known.frames, int(ints[1]), known.stream, known.ring, known.apart
        if end <= begin or offset < 0 or apart < 0 or offset + apart + (ring or end) > len(self._record.arena):
            return
        self._filled[slot] = _Filled(offset, end, stream, ring, apart)
        if self._full:
            return
        if self._backlog_bytes() > MOST_SAMPLE_BYTES:
            self._put("gap", text=f"the samples of slot {slot} are not kept: the disk is too slow")
            return
        piece_of = {"stream": stream} if stream else {}
        for first, frames in _pieces(begin, end, ring):
            begins = [row + first for row in (offset, offset + apart)[: 2 if apart else 1]]
            rows = [self._record.arena[at : at + frames].copy() for at in begins]
            told = {"n": n, "frames": frames, **piece_of, **self._doubt(slot)}
            if len(rows) == 2 and np.array_equal(rows[0].view(np.int32), rows[1].view(np.int32)):
                self._put("samples", rows[0], offset=begins[0], also=begins[1], **told)  # a live dream on mono input
                continue
            for at, row in zip(begins, rows, strict=True):
                self._put("samples", row, offset=at, **told)

    def _doubt(self, slot: int) -> dict[str, bool]:
        """Say so if this may be another dream's sound: the slot is free again, and this poll is late.

        The engine took the commands that are read now after the poll before the last one.
        """
        fields = self._record.fields[0]
        ended = fields["slot_phase"][slot] == SlotPhase.FREE and not fields["slot_pending"][slot]
        return {"doubtful": True} if ended and self._clock() - self._polls_s[0] > LATE_S else {}

    def _row(self, row: NDArray[np.float64]) -> int:
        """Return the number of a row of weights or frequencies; a new one is passed on first."""
        content = row.tobytes()
        if content not in self._rows:
            if len(self._rows) >= _MOST_ROWS:
                self._rows.clear()
            self._put("row", number=self._next_row, values=_trimmed(row))
            self._rows[content] = self._next_row
            self._next_row += 1
        return self._rows[content]

    def _take_panics(self, end: int) -> None:
        frames = self._record.fields["panic_frame"][0]
        for n in range(max(self._panic, end - PANIC_RING), end):
            self._put("panic", n=n, frame=int(frames[n % PANIC_RING]))
        self._panic = end

    def _take_input(self, end: int, last: bool) -> None:
        ring_frames = self._record.get("ring_frames")
        if self._full:
            self._input = end
            return
        if self._backlog_bytes() > MOST_INPUT_BYTES and not last:
            return  # the ring has room for a minute
        margin = 0 if last else int(MARGIN_S * self._record.sample_rate)
        begin = max(self._input, self._record.get("frame") - ring_frames + margin)
        if begin > self._input:
            self._put("gap", text=f"{begin - self._input} frames of input were overwritten before they were read")
        for at, chunk in self._chunks(begin, end):
            if self._record.get("frame") - at > ring_frames:
                self._put("gap", text=f"{len(chunk)} frames of input were overwritten while they were read")
            else:
                self._put_input(at, chunk)
        self._input = end

    def _chunks(self, begin: int, end: int) -> Iterator[tuple[int, NDArray[np.float32]]]:
        ring = self._record.fields["input_ring"][0][: self._record.get("ring_frames")]
        size = int(CHUNK_S * self._record.sample_rate)
        for at in range(begin, end, size):
            yield at, ring[np.arange(at, min(at + size, end)) % len(ring)]

    def _put_input(self, at: int, chunk: NDArray[np.float32]) -> None:
        """Store silence without samples, and equal channels once; compared by their bits."""
        bits = chunk.view(np.int32)
        if not bits.any():
            self._put("input", frame=at, frames=len(chunk), channels=0)
        elif np.array_equal(bits[:, 0], bits[:, 1]):
            self._put("input", chunk[:, 0].copy(), frame=at, frames=len(chunk), channels=1)
        else:
            self._put("input", chunk, frame=at, frames=len(chunk), channels=2)

    def _take_starts(self) -> None:
        for file in sorted(self._record.folder.glob("start-*.npz")):
            content: Payload = file.read_bytes()
            self._put("start", content, file=file.name)
            file.unlink()


def _pieces(begin: int, end: int, ring: int) -> list[tuple[int, int]]:
    """Return first frame and length of what was filled, of the range's last round; at its seam there are two pieces."""
    if not ring:
        return [(begin, end - begin)]
    begin = max(begin, end - ring)
    first, frames = begin % ring, end - begin
    pieces = [(first, min(frames, ring - first)), (0, frames - (ring - first))]
    return [piece for piece in pieces if piece[1] > 0]


def _op_name(op: int) -> str:
    return Op(op).name if op in Op._value2member_map_ else str(op)


def _trimmed(values: NDArray[Any]) -> list[Any]:
    """Return numbers for JSON: without the zeros at the end, null for NaN."""
    used = np.flatnonzero((values != 0) | np.signbit(values)) if values.dtype.kind == "f" else np.flatnonzero(values)
    kept = values[: used[-1] + 1].tolist() if len(used) else []
    return [None if isinstance(value, float) and math.isnan(value) else value for value in kept]
