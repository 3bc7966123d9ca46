"""The controller's hand on the engine: commands in through the record's ring, states out by reading."""

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import soxr
from numpy.typing import NDArray

from live_daemon.audio.intrinsics import load_acquire, store_release
from live_daemon.audio.layout import (
    COMMAND_RING,
    COMMANDS,
    DURATION_BIN_NS,
    GATE_OFF_DB,
    MAX_BANDS,
    MAX_OWN_OUTPUTS,
    MAX_SLOTS,
    Layer,
    Op,
    SlotPhase,
)
from live_daemon.audio.record import AudioRecord
from live_inference.files.mono import CANCELLED

PUSH_TIMEOUT_S = 0.1  # an engine that runs empties a full ring in a hundredth of a second
BLACK_BOX_PATIENCE_S = 0.25  # that a flood of commands has with it
_RING_MARGIN_S = 0.5  # the oldest part of the input ring, which may be overwritten while it is copied
_LAYERS = {"swell": Layer.SWELL, "tremolo": Layer.TREMOLO, "ring": Layer.RING}

LayerName = Literal["swell", "tremolo", "ring"]
SlotPhaseName = Literal["free", "starting", "playing", "fading", "waiting"]


class EngineStalledError(RuntimeError):
    """The engine has not taken commands for a while: dead, stopped, or its clock stands."""


@dataclass(frozen=True)
class SlotState:
    """What a slot does now. Frames count at the record's sample rate; gain is what sounds, before pan.

    "waiting": it came to the edge of the ``filled`` frames (or is about to) and goes on when there are more.
    """

    phase: SlotPhaseName
    offset: int
    frames: int
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


class EngineControl:
    """Sends commands to the engine on a record. One per record, used from one thread of the controller.

    Commands take effect at the engine's next tick (32 frames), in order. When the ring is full a command waits up
    to two seconds and then raises EngineStalledError. A controller that starts anew simply makes a new one.
    """

    def __init__(self, record: AudioRecord) -> None:
        self.record = record
        fields = record.fields
        self._head: NDArray[np.int64] = _cell(fields, "command_head")
        self._tail: NDArray[np.int64] = _cell(fields, "command_tail")
        self._frame: NDArray[np.int64] = _cell(fields, "frame")
        self._panic_head: NDArray[np.int64] = _cell(fields, "panic_head")
        self._panic_handled: NDArray[np.int64] = _cell(fields, "panic_handled")
        self._recorded = 0  # commands that the black box had read when we last looked
        self._last_start = np.zeros(MAX_SLOTS, np.int64)  # ring index behind each slot's last start

    # -- bands and follower

    def set_bands(self, frequencies: Sequence[float] | NDArray[np.float64], q: float, sections: int = 2) -> None:
        """Set the centre frequencies (Hz, at most 64), the Q of a whole band, and 1 or 2 cascaded sections."""
        centres = np.asarray(frequencies, np.float64)
        if not 1 <= len(centres) <= MAX_BANDS:
            raise ValueError(f"number of bands must be in range 1..{MAX_BANDS}, got {len(centres)}")
        for hz in centres:
            _check("band frequency", hz, 10.0, 0.45 * self.record.sample_rate)
        _check("q", q, 0.1, 500.0)
        if sections not in (1, 2):
            raise ValueError(f"sections must be 1 or 2, got {sections}")
        row = np.zeros(MAX_BANDS)
        row[: len(centres)] = centres
        self._push(Op.SET_BANDS, ints=(len(centres), sections), scalars=(q,), row=row)

    def set_follower(
        self,
        attack_ms: float | None = None,
        release_ms: float | None = None,
        sensitivity_db: float | None = None,
        range_: float | None = None,
        enabled: bool | None = None,
        gate_db: float | None = None,
    ) -> None:
        """Set some of the follower's parameters; None leaves one as it is.

        attack and release are time constants (63 %); level = min(range, envelope * sensitivity). A band whose
        envelope falls 4 dB below gate_db (dBFS) gives nothing until it comes above it; -120: no gate.
        """
        limits = (
            (attack_ms, 0.1, 5000.0),
            (release_ms, 0.1, 20000.0),
            (sensitivity_db, -60.0, 80.0),
            (range_, 0.0, 1.0),
            (gate_db, GATE_OFF_DB, 0.0),
        )
        names = ("attack_ms", "release_ms", "sensitivity_db", "range", "gate_db")
        scalars = []
        for name, (value, low, high) in zip(names, limits, strict=True):
            if value is not None:
                _check(name, value, low, high)
            scalars.append(math.nan if value is None else value)
        self._push(Op.SET_FOLLOWER, ints=(-1 if enabled is None else int(enabled),), scalars=scalars)

    def set_gain_map(self, slot: int, weights: Sequence[float] | NDArray[np.float64]) -> None:
        """Set how much each band's level adds to a slot's gain. The row stays with the slot number until set again.

        Shape: weights (bands,), at most 64; missing bands weigh 0.
        """
        row = np.zeros(MAX_BANDS)
        if len(weights) > MAX_BANDS:
            raise ValueError(f"a gain map row must have at most {MAX_BANDS} weights, got {len(weights)}")
        row[: len(weights)] = weights
        if not np.all(np.abs(row) <= 1000.0):
            raise ValueError(f"gain map weights must be in range -1000..1000, got {row[~(np.abs(row) <= 1000.0)][0]}")
        self._push(Op.GAIN_MAP, _slot(slot), row=row)

    # -- slots

    def start_slot(
        self,
        slot: int,
        offset: int,
        frames: int,
        *,
        looping: bool = True,
        gain: float = 0.0,
        pan: float = 0.0,
        layer: LayerName = "swell",
        fade_in_ms: float = 10.0,
        filled: int | None = None,
        output: int = 0,
        sample_rate: int = 0,
    ) -> None:
        """Let a slot sound the arena's samples [offset, offset + frames), which must be written before.

        ``filled``: only so many of them are written yet, and `fill_slot` tells of more; None: all.

        ``output`` n > 0: the n-th channel behind the stereo mix, without pan, if the device has it; else the mix.
        ``sample_rate``: of the samples, in Hz; an engine at another rate starts nothing. 0: as the engine's.

        What sounds in the slot fades in 10 ms first. gain 0..1 is the slot's own, pan -1 (left) .. 1 (right). A slot
        that does not loop ends with a 10 ms fade and becomes free.
        """
        arena_frames = len(self.record.arena)
        if offset < 0 or frames < 1 or offset + frames > arena_frames:
            raise ValueError(
                f"slot range must lie in the arena's 0..{arena_frames} frames, got offset {offset} and {frames} frames"
            )
        _check("gain", gain, 0.0, 1.0)
        _check("pan", pan, -1.0, 1.0)
        _check("fade_in_ms", fade_in_ms, 0.0, 600_000.0)
        filled = frames if filled is None else filled
        if not 0 <= filled <= frames:
            raise ValueError(f"filled must be in range 0..{frames}, got {filled}")
        if not 0 <= output <= MAX_OWN_OUTPUTS:
            raise ValueError(f"output must be in range 0..{MAX_OWN_OUTPUTS}, got {output}")
        ints = (offset, frames, int(looping), _layer(layer), sample_rate, output)
        self._push(Op.START, _slot(slot), ints=ints, scalars=(gain, pan, fade_in_ms, filled))
        self._last_start[slot] = self._head[0]

    def fill_slot(self, slot: int, offset: int, filled: int, *, ends: bool = False) -> None:
        """Tell a slot that the first ``filled`` frames of the sound at ``offset`` are written.

        The slot never plays beyond them: when it comes near, it fades out and waits. ``ends``: no more will come, it
        ends there. Nothing happens when the slot has another sound by now.
        """
        if offset < 0 or filled < 0:
            raise ValueError(f"offset and filled must be >= 0, got {offset} and {filled}")
        self._push(Op.FILLED, _slot(slot), ints=(offset, filled, int(ends)))

    def stop_slot(self, slot: int, fade_ms: float = 50.0) -> None:
        """Fade a slot out and free it."""
        _check("fade_ms", fade_ms, 0.0, 600_000.0)
        self._push(Op.STOP, _slot(slot), scalars=(fade_ms,))

    def set_slot_gain(self, slot: int, gain: float) -> None:
        """Set a slot's own gain 0..1, to which the follower adds; it moves there in at most 10 ms."""
        _check("gain", gain, 0.0, 1.0)
        self._push(Op.GAIN, _slot(slot), scalars=(gain,))

    def set_slot_mute(self, slot: int, muted: bool) -> None:
        """Mute or unmute a slot within 10 ms. The mute stays with the slot number."""
        self._push(Op.MUTE, _slot(slot), ints=(int(muted),))

    def set_slot_layer(self, slot: int, layer: LayerName) -> None:
        """Set how a slot follows: swell, tremolo or ring."""
        self._push(Op.LAYER, _slot(slot), ints=(_layer(layer),))

    # -- everything

    def set_monitor(self, gain: float) -> None:
        """Set how much of the live input goes to the output, 0..1."""
        _check("monitor gain", gain, 0.0, 1.0)
        self._push(Op.MONITOR, scalars=(gain,))

    def panic(self) -> None:
        """Fade everything, the monitor too, to silence within 20 ms and free all slots.

        Overtakes the commands that wait: those among them that would start sound are dropped. Never blocks.
        """
        self.record.ask_for_panic()
        self.panic_handled(self.record.panics)

    def panic_handled(self, number: int) -> None:
        """Let the engine start sounds again: the panics up to this one are handled. What waits before starts nothing.

        Never blocks. The engine goes on refusing when one more was asked for meanwhile.
        """
        self._panic_head[0] = self._head[0]
        store_release(self._panic_handled, number)

    @property
    def panic_is_done(self) -> bool:
        """Whether the engine has heard the last panic: it has freed its slots, or fades them."""
        return int(self.record.get("panic_done")) == self.record.panics

    def reset_statistics(self) -> None:
        """Begin counting anew, for a sound check or a benchmark."""
        self._push(Op.RESET_STATISTICS)

    @property
    def waiting(self) -> int:
        """Number of commands that the engine has not taken yet."""
        return int(self._head[0]) - int(load_acquire(self._tail))

    # -- reading

    def gains(self, slots: Sequence[int]) -> NDArray[np.float32]:
        """Return the gains now sounding (follower, own gain, mute, fade and tremolo; before pan). Shape: (slots,)."""
        gains: NDArray[np.float32] = self.record.fields["slot_gain"][0][list(slots)]
        return gains

    def slot_state(self, slot: int) -> SlotState:
        """Return what a slot does. A start that the engine has not taken yet reads as "starting"."""
        s = _slot(slot)
        fields = self.record.fields[0]
        phase: SlotPhaseName = {
            SlotPhase.PLAYING: "playing",
            SlotPhase.FADING: "fading",
            SlotPhase.DRYING: "waiting",
            SlotPhase.WAITING: "waiting",
        }.get(int(fields["slot_phase"][s]), "free")  # type: ignore[call-overload, assignment]
        if load_acquire(self._tail) < self._last_start[s] or fields["slot_pending"][s]:
            phase = "starting"
        return SlotState(
            phase=phase,
            offset=int(fields["slot_offset"][s]),
            frames=int(fields["slot_frames"][s]),
            filled=int(fields["slot_filled"][s]),
            position=int(fields["slot_position"][s]),
            looping=bool(fields["slot_looping"][s]),
            layer=_layer_name(int(fields["slot_layer"][s])),
            own_gain=float(fields["slot_own_wanted"][s]),
            gain=float(fields["slot_gain"][s]),
            pan=float(fields["slot_pan"][s]),
            muted=bool(fields["slot_muted"][s]),
            starts=int(fields["slot_starts"][s]),
        )

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
            p50_us=_quantile_us(durations, 0.5, longest),
            p999_us=_quantile_us(durations, 0.999, longest),
            max_us=longest,
            max_interval_us=get("max_interval_ns") / 1000.0,
            load=get("load"),
        )

    def read_input(self, seconds: float) -> NDArray[np.float32]:
        """Return the last seconds of the live input, mono, at the record's sample rate; less if less was heard.

        Of channels that cancel each other the louder one alone. What was heard before the device changed its rate is
        left out.

        Shape: (frames,). At most 59.5 s.
        """
        _check("seconds", seconds, 0.0, 60.0)
        ring_frames = self.record.get("ring_frames")
        rate = self.record.get("engine_sample_rate")
        most = ring_frames - int(_RING_MARGIN_S * rate)
        end = int(load_acquire(self._frame))
        frames = min(int(seconds * rate), most, end - self.record.get("rate_frame"))
        ring = self.record.fields["input_ring"][0]
        first = (end - frames) % ring_frames
        until_seam = min(frames, ring_frames - first)
        heard = np.concatenate([ring[first : first + until_seam], ring[: frames - until_seam]])
        mono = _mixed(np.ascontiguousarray(heard[:, 0]), np.ascontiguousarray(heard[:, 1]))
        return mono if rate == self.record.sample_rate else soxr.resample(mono, rate, self.record.sample_rate)

    def _wait_for_black_box(self, head: int) -> None:
        """Give the black box a moment to read what is about to be overwritten; if it stands still, go on."""
        deadline = time.monotonic() + BLACK_BOX_PATIENCE_S
        while self.record.get("recorded") and time.monotonic() < deadline:
            self._recorded = int(self.record.get("recorded_commands"))
            if head - self._recorded < COMMAND_RING - 1:
                return
            time.sleep(0.001)
        self._recorded = head  # the next one is waited for after a whole turn of the ring

    def _push(
        self,
        op: Op,
        slot: int = 0,
        ints: Sequence[int] = (),
        scalars: Sequence[float] = (),
        row: NDArray[np.float64] | None = None,
    ) -> None:
        head = int(self._head[0])
        deadline = time.monotonic() + PUSH_TIMEOUT_S
        while head - load_acquire(self._tail) >= COMMANDS:
            if time.monotonic() > deadline:
                raise EngineStalledError(
                    f"the audio engine takes no commands: {COMMANDS} have waited {PUSH_TIMEOUT_S:g} s (is it running?)"
                )
            time.sleep(0.001)
        if head - self._recorded >= COMMAND_RING - 1:
            self._wait_for_black_box(head)
        entry = self.record.fields[0]
        i = head % COMMAND_RING
        entry["command_op"][i] = op
        entry["command_slot"][i] = slot
        entry["command_ints"][i, : len(ints)] = ints
        entry["command_scalars"][i, : len(scalars)] = scalars
        if row is not None:
            entry["command_row"][i] = row
        store_release(self._head, head + 1)


def _cell(fields: NDArray[np.void], name: str) -> NDArray[np.int64]:
    """Return one int64 field as a contiguous array of one element, for the fences."""
    offset = fields.dtype.fields[name][1] if fields.dtype.fields else 0
    return fields.view(np.uint8)[offset : offset + 8].view(np.int64)


def _check(name: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:  # also refuses NaN
        raise ValueError(f"{name} must be in range {low:g}..{high:g}, got {value:g}")


def _mixed(left: NDArray[np.float32], right: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the mean of two channels, or, where they cancel each other, the louder one; quickly: a live seed waits.

    Shape: `[frames]` each
    """
    # Not `mean` over two channels, which takes ten times as long.
    mono = np.asarray(0.5 * (left.astype(np.float64) + right), np.float32)
    powers = [float(np.dot(one, one)) - len(one) * float(one.mean()) ** 2 for one in (left, right, mono) if len(one)]
    if not powers or powers[2] >= CANCELLED * (powers[0] + powers[1]) / 4 or max(powers) <= 0.0:
        return mono
    return left if powers[0] >= powers[1] else right


def _slot(slot: int) -> int:
    if not 0 <= slot < MAX_SLOTS:
        raise ValueError(f"slot must be in range 0..{MAX_SLOTS - 1}, got {slot}")
    return slot


def _layer(name: str) -> int:
    if name not in _LAYERS:
        raise ValueError(f"layer must be one of {', '.join(_LAYERS)}, got {name!r}")
    return int(_LAYERS[name])


def _layer_name(layer: int) -> LayerName:
    return {Layer.TREMOLO: "tremolo", Layer.RING: "ring"}.get(layer, "swell")  # type: ignore[call-overload, return-value, no-any-return]


def _quantile_us(durations: NDArray[np.int64], part: float, longest_us: float) -> float:
    """Return a quantile of the callback's duration in µs: the upper edge of its bin, never above the longest."""
    total = np.cumsum(durations)
    if total[-1] == 0:
        return 0.0
    place = int(np.searchsorted(total, part * total[-1]))
    if place == len(durations) - 1:
        return longest_us
    return min((place + 1) * DURATION_BIN_NS / 1000.0, longest_us)
