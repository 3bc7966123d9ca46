"""What the engine does, read from its record."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import soxr
from numpy.typing import NDArray

from live_daemon.audio.intrinsics import load_acquire
from live_daemon.audio.layout import DURATION_BIN_NS, INPUT_RING_MARGIN_S, TICK, Layer
from live_daemon.audio.record import AudioRecord
from live_daemon.settings import ranges
from live_inference.files.mono import CANCELLED, NARROW, ONE_SIDED

LayerName = ranges.LayerName
SlotPhaseName = Literal["free", "starting", "playing", "fading", "waiting"]


@dataclass(frozen=True)
class SlotState:
    """What a slot does now. Frames count at the engine's sample rate; gain is the one that sounds, before pan.

    "waiting": it came to the end of the ``filled`` frames, or nearly, and goes on when there are more. ``apart``: where
    the right channel begins, counted from the left one's begin; 0: there is one channel.
    """

    phase: SlotPhaseName
    offset: int
    frames: int
    apart: int
    filled: int
    position: int
    looping: bool
    layer: LayerName
    own_gain: float
    gain: float
    pan: float
    muted: bool
    starts: int


@dataclass(frozen=True)
class Counters:
    """The engine's statistics since the record was made or `reset_statistics`; frames and blocks are never reset."""

    frames: int
    blocks: int
    xruns: int
    late_blocks: int
    nonfinite_inputs: int
    refused_commands: int
    underruns: int
    p50_us: float
    p999_us: float
    max_us: float
    max_interval_us: float
    load: float


class EngineReader:
    """Reads an engine's record. *Any thread, any process*: each value is whole, several may be of different ticks."""

    def __init__(self, record: AudioRecord) -> None:
        self.record = record
        self._frame: NDArray[np.int64] = cell(record.fields, "frame")

    def gains(self, slots: Sequence[int]) -> NDArray[np.float32]:
        """Return the gains that sound now: follower, own gain, mute, fade and tremolo, before pan. Shape: (slots,)."""
        gains: NDArray[np.float32] = self.record.fields["slot_gain"][0][list(slots)]
        return gains

    def levels(self) -> NDArray[np.float32]:
        """Return the level of each band after sensitivity and range. Shape: (bands,)."""
        levels: NDArray[np.float32] = self.record.fields["level"][0, : self.record.get("num_bands")].copy()
        return levels

    def input_peak(self) -> float:
        """Return the live input's peak (mono, 1.0 is full scale), falling by 63 % in 300 ms."""
        return float(self.record.get("input_peak"))

    def counters(self) -> Counters:
        """Return the engine's statistics."""
        get = self.record.get
        durations = self.record.fields["durations"][0].copy()
        longest = get("max_duration_ns") / 1000.0
        return Counters(
            frames=get("frame"),
            blocks=get("blocks"),
            xruns=get("flagged_blocks"),
            late_blocks=get("late_blocks"),
            nonfinite_inputs=get("nonfinite_inputs"),
            refused_commands=get("refused_commands"),
            underruns=get("underruns"),
            p50_us=quantile_us(durations, 0.5, longest),
            p999_us=quantile_us(durations, 0.999, longest),
            max_us=longest,
            max_interval_us=get("max_interval_ns") / 1000.0,
            load=get("load"),
        )

    def read_input(self, seconds: float) -> NDArray[np.float32]:
        """Return the last seconds of the live input, mono, at the record's sample rate; less if less was heard.

        Where the channels cancel each other, it is the louder one. Input from before a change of the device's rate is
        left out.

        Shape: (frames,). At most 60 s.
        """
        return self._at_own_rate(mixed(*self._last(seconds)))

    def read_input_channels(self, seconds: float) -> NDArray[np.float32]:
        """Return the last seconds of the live input as `read_input` does, but both channels if it is stereo.

        Where one input of two is played, and the other is silent or has noise alone, it is that one.

        Shape: (frames,), or (2, frames) where the channels differ and do not cancel each other.
        """
        left, right = self._last(seconds)
        powers = _power(left), _power(right)
        if min(powers) < ONE_SIDED * max(powers):
            return self._at_own_rate(left if powers[0] > powers[1] else right)
        side = 0.5 * (left - right)
        mono = mixed(left, right)
        silent = float(np.dot(side, side)) <= NARROW * float(np.dot(mono, mono))
        cancels = mono is left or mono is right
        return self._at_own_rate(mono if silent or cancels else np.stack([left, right]))

    def _last(self, seconds: float) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        check_range("seconds", seconds, 0.0, ranges.LIVE_SEED_S.maximum)
        end = int(load_acquire(self._frame))
        return self._input(end - int(seconds * self.record.get("engine_sample_rate")), end)

    def _at_own_rate(self, heard: NDArray[np.float32]) -> NDArray[np.float32]:
        """Resample to the record's rate what was heard at the engine's. Shape: (..., frames)."""
        rate = self.record.get("engine_sample_rate")
        if rate == self.record.sample_rate:
            return heard
        return np.ascontiguousarray(soxr.resample(heard.T, rate, self.record.sample_rate).T)

    def read_input_from(self, frame: int) -> tuple[NDArray[np.float32], NDArray[np.float32], int]:
        """Return the live input from this frame to now, left and right, at the engine's rate, and where it ends.

        What is older than the ring, or from before a change of the device's rate, is left out. `mixed` makes it mono.

        Shape: (frames,) each
        """
        end = int(load_acquire(self._frame))
        return *self._input(frame, end), end

    def input_between(self, begin: int, end: int) -> tuple[NDArray[np.float32], int]:
        """Return frames of the live input as they were heard, left and right, and how many of the first are lost.

        The ring holds the last minute; what is older is lost, and silent here.

        Shape: (end - begin, 2), at the engine's rate. At most the ring's frames.
        """
        heard = self._ring(begin, end)
        # Looked at behind the copy: meanwhile the engine may have written over the first of it, and writes a tick now.
        oldest = int(load_acquire(self._frame)) + TICK - self.record.get("ring_frames")
        lost = min(max(0, oldest - begin), end - begin)
        heard[:lost] = 0.0
        return heard, lost

    def input_peak_since(self, frame: int) -> tuple[float, int]:
        """Return the largest sample of all input channels since this frame, and the frame where it ends.

        1.0 is full scale; 0.0 where nothing was heard. Looks back a second at most.
        """
        end = int(load_acquire(self._frame))
        heard = self._ring(max(frame, end - int(self.record.get("engine_sample_rate")), 0), end)
        return float(np.abs(heard).max(initial=0.0)), end

    def _input(self, begin: int, end: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return left and right. Shape: (frames,) each."""
        ring_frames = self.record.get("ring_frames")
        most = ring_frames - int(INPUT_RING_MARGIN_S * self.record.get("engine_sample_rate"))
        frames = max(0, min(end - begin, most, end - self.record.get("rate_frame")))
        heard = self._ring(end - frames, end)
        return np.ascontiguousarray(heard[:, 0]), np.ascontiguousarray(heard[:, 1])

    def _ring(self, begin: int, end: int) -> NDArray[np.float32]:
        """Return a copy of these frames of the input ring. Shape: (end - begin, 2)."""
        ring_frames = self.record.get("ring_frames")
        ring = self.record.fields["input_ring"][0]
        first = begin % ring_frames
        until_seam = min(end - begin, ring_frames - first)
        return np.concatenate([ring[first : first + until_seam], ring[: end - begin - until_seam]])


def cell(fields: NDArray[np.void], name: str) -> NDArray[np.int64]:
    """Return one int64 field as a contiguous array of one element, for the fences."""
    offset = fields.dtype.fields[name][1] if fields.dtype.fields else 0
    return fields.view(np.uint8)[offset : offset + 8].view(np.int64)


def check_range(name: str, value: float, low: float, high: float) -> None:
    """Raise ValueError when a value is outside low..high."""
    if not low <= value <= high:  # also refuses NaN
        raise ValueError(f"{name} must be in range {low:g}..{high:g}, got {value:g}")


def _power(channel: NDArray[np.float32]) -> float:
    """Return the sum of squares of a channel without its offset. Shape: (frames,)."""
    if not len(channel):
        return 0.0
    return max(0.0, float(np.dot(channel, channel)) - len(channel) * float(channel.mean()) ** 2)


def mixed(left: NDArray[np.float32], right: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the mean of two channels, or the louder one where they cancel each other. A live seed waits for it.

    Shape: (frames,) each.
    """
    # Not `mean` over two channels, which takes ten times as long.
    mono = np.asarray(0.5 * (left.astype(np.float64) + right), np.float32)
    powers = [_power(one) for one in (left, right, mono)]
    if powers[2] >= CANCELLED * (powers[0] + powers[1]) / 4 or max(powers) <= 0.0:
        return mono
    return left if powers[0] >= powers[1] else right


def layer_name(layer: int) -> LayerName:
    """Return the name of a layer; swell for an unknown number."""
    return {Layer.TREMOLO: "tremolo", Layer.RING: "ring"}.get(layer, "swell")  # type: ignore[call-overload, return-value, no-any-return]


def quantile_us(durations: NDArray[np.int64], part: float, longest_us: float) -> float:
    """Return a quantile of the callback's duration in µs: the upper edge of its bin, never above the longest."""
    total = np.cumsum(durations)
    if total[-1] == 0:
        return 0.0
    place = int(np.searchsorted(total, part * total[-1]))
    if place == len(durations) - 1:
        return longest_us
    return min((place + 1) * DURATION_BIN_NS / 1000.0, longest_us)
