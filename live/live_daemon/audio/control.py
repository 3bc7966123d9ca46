"""Commands to the engine, through the ring in its record."""

import math
import threading
import time
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from live_daemon.audio.intrinsics import load_acquire, store_release
from live_daemon.audio.layout import (
    COMMAND_RING,
    COMMANDS,
    MAX_BANDS,
    MAX_OWN_OUTPUTS,
    MAX_SLOTS,
    Course,
    Kind,
    Layer,
    Op,
    SlotPhase,
)
from live_daemon.audio.reader import EngineReader, LayerName, SlotPhaseName, SlotState, cell, check_range, layer_name
from live_daemon.audio.record import AudioRecord
from live_daemon.follower.bands import LOWEST_HZ, highest_band_hz
from live_daemon.settings import LAYERS, range_of
from live_daemon.settings.ranges import GAIN, WEIGHT

PUSH_TIMEOUT_S = 0.1  # an engine that runs empties a full ring in a hundredth of a second
BLACK_BOX_PATIENCE_S = 0.25  # how long a flood of commands waits for it
_ROUNDING = 1e-6  # by which weights that add up to 1 may miss it
_LAYERS = {name: Layer[name.upper()] for name in LAYERS}


class EngineStalledError(RuntimeError):
    """The engine has not taken commands for a while: dead, stopped, or its clock stands."""


class EngineControl(EngineReader):
    """Sends commands to the engine on a record. *Controller's main thread only*, but for what `EngineReader` has.

    The ring has one producer: the first thread that sends a command is the only one that may. Others ask for a panic by
    `AudioRecord.ask_for_panic`, which overtakes the ring, and read by an `EngineReader`.

    Commands take effect at the engine's next tick (32 frames), in order. When 512 wait, a command waits up to 0.1 s and
    then raises EngineStalledError; when the black box lags a whole ring behind, up to 0.25 s. A controller that comes
    back makes a new one.
    """

    def __init__(self, record: AudioRecord) -> None:
        super().__init__(record)
        fields = record.fields
        self._head: NDArray[np.int64] = cell(fields, "command_head")
        self._tail: NDArray[np.int64] = cell(fields, "command_tail")
        self._panic_head: NDArray[np.int64] = cell(fields, "panic_head")
        self._panic_handled: NDArray[np.int64] = cell(fields, "panic_handled")
        self._recorded = 0  # commands that the black box had read when we last looked
        self._last_start = np.zeros(MAX_SLOTS, np.int64)  # ring index behind each slot's last start
        self._thread = 0
        for n in range(int(load_acquire(self._tail)), int(self._head[0])):  # of a controller that died
            if fields["command_op"][0, n % COMMAND_RING] == Op.START:
                self._last_start[fields["command_slot"][0, n % COMMAND_RING]] = n + 1

    # -- bands and follower

    def set_bands(self, frequencies: Sequence[float] | NDArray[np.float64], q: float, sections: int = 2) -> None:
        """Set the centre frequencies (Hz, at most 64), the Q of a whole band, and 1 or 2 cascaded sections."""
        centres = np.asarray(frequencies, np.float64)
        if not 1 <= len(centres) <= MAX_BANDS:
            raise ValueError(f"number of bands must be in range 1..{MAX_BANDS}, got {len(centres)}")
        for hz in centres:
            check_range("band frequency", hz, LOWEST_HZ, highest_band_hz(self.record.sample_rate))
        check_range("q", q, *range_of("follower.q"))
        check_range("sections", sections, *range_of("follower.sections"))
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
        names = ("attack_ms", "release_ms", "sensitivity_db", "range", "gate_db")
        scalars = []
        for name, value in zip(names, (attack_ms, release_ms, sensitivity_db, range_, gate_db), strict=True):
            if value is not None:
                check_range(name, value, *range_of(f"follower.{name}"))
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
        allowed = np.abs(row) <= WEIGHT.maximum + _ROUNDING  # False for NaN
        if not np.all(allowed):
            raise ValueError(
                f"gain map weights must be in range {WEIGHT.minimum:g}..{WEIGHT.maximum:g}, got {row[~allowed][0]:g}"
            )
        self._push(Op.GAIN_MAP, _slot(slot), row=row)

    # -- slots

    def start_slot(
        self,
        slot: int,
        offset: int,
        frames: int,
        *,
        looping: bool = True,
        endless: bool = False,
        goes_on: bool = False,
        gain: float = 0.0,
        pan: float = 0.0,
        layer: LayerName = "swell",
        fade_in_ms: float = 10.0,
        filled: int | None = None,
        output: int = 0,
        sample_rate: int = 0,
        apart: int = 0,
    ) -> None:
        """Let a slot sound the arena's samples [offset, offset + frames), which must be written before.

        A sound that plays in the slot fades out in 10 ms first. A slot that does not loop ends with a 10 ms fade and
        becomes free.

        Args:
            gain: 0..1, the slot's own; the follower adds to it.
            pan: -1 (left) to 1 (right); of two channels the balance.
            endless: it goes round in its range as far as it is filled; `fill_slot` counts on, beyond the range. On the
                mix two channels that are equal sound as one does, to the bit, except on layer `ring`. There, on an
                output of their own, and of other sounds, they are 3 dB louder.
            goes_on: a loop begins at the place where the loop is that plays in the slot; without one at its beginning.
            filled: frames that are written yet; `fill_slot` tells of more. None: all.
            output: n > 0: the n-th channel behind the stereo mix, without pan, if the device has it; else the mix.
            sample_rate: of the samples, in Hz; an engine at another rate starts nothing. 0: the engine's own.
            apart: where the right channel begins, counted from the left one's begin; 0: there is one channel.
        """
        arena_frames = len(self.record.arena)
        if offset < 0 or frames < 1 or apart < 0 or offset + apart + frames > arena_frames:
            second = f", the right channel {apart} behind the left" if apart else ""
            raise ValueError(
                f"slot range must lie in the arena's 0..{arena_frames} frames, got offset {offset} and {frames} frames"
                f"{second}"
            )
        check_range("gain", gain, *GAIN)
        check_range("pan", pan, -1.0, 1.0)
        check_range("fade_in_ms", fade_in_ms, 0.0, 600_000.0)
        filled = frames if filled is None else filled
        if not 0 <= filled <= frames:
            raise ValueError(f"filled must be in range 0..{frames}, got {filled}")
        if not 0 <= output <= MAX_OWN_OUTPUTS:
            raise ValueError(f"output must be in range 0..{MAX_OWN_OUTPUTS}, got {output}")
        course = Course.ENDLESS if endless else Course.LOOP_ON if looping and goes_on else Course(int(looping))
        ints = (offset, frames, int(course), _layer(layer), sample_rate, output, apart)
        self._push(Op.START, _slot(slot), ints=ints, scalars=(gain, pan, fade_in_ms, filled))
        self._last_start[slot] = self._head[0]

    def fill_slot(self, slot: int, offset: int, filled: int, *, ends: bool = False) -> None:
        """Tell a slot that the first ``filled`` frames of the sound at ``offset`` are written.

        The slot never plays beyond them: when it comes near, it fades out and waits. ``ends``: no more will come, it
        ends there. Ignored if the slot already plays another sound.
        """
        if offset < 0 or filled < 0:
            raise ValueError(f"offset and filled must be >= 0, got {offset} and {filled}")
        self._push(Op.FILLED, _slot(slot), ints=(offset, filled, int(ends)))

    def stop_slot(self, slot: int, fade_ms: float = 50.0) -> None:
        """Fade a slot out and free it."""
        check_range("fade_ms", fade_ms, 0.0, 600_000.0)
        self._push(Op.STOP, _slot(slot), scalars=(fade_ms,))

    def set_slot_gain(self, slot: int, gain: float) -> None:
        """Set a slot's own gain 0..1, to which the follower adds; it moves there in at most 10 ms."""
        check_range("gain", gain, *GAIN)
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
        check_range("monitor", gain, *range_of("audio.monitor"))
        self._push(Op.MONITOR, scalars=(gain,))

    def set_level(self, kind: Kind, gain: float) -> None:
        """Set the level of all dreams or of all loops, 0..1, on top of their own gains."""
        check_range("level", gain, *GAIN)
        self._push(Op.LEVEL, ints=(int(kind),), scalars=(gain,))

    def reset_statistics(self) -> None:
        """Set the counters to zero, for a sound check or a benchmark."""
        self._push(Op.RESET_STATISTICS)

    def slot_state(self, slot: int) -> SlotState:
        """Return what a slot does. A start that the engine has not taken yet reads as "starting", with its range."""
        s = _slot(slot)
        fields = self.record.fields[0]
        offset, frames, apart = (fields[f"slot_{name}"][s] for name in ("offset", "frames", "apart"))
        # Read before the phase: a start that is taken between the two must not read as a slot that has ended.
        if starts := bool(load_acquire(self._tail) < self._last_start[s]):
            offset, frames, *_, apart = fields["command_ints"][(self._last_start[s] - 1) % COMMAND_RING]
        elif starts := bool(fields["slot_pending"][s]):
            offset, frames, apart = (fields[f"pending_{name}"][s] for name in ("offset", "frames", "apart"))
        phase: SlotPhaseName = {
            SlotPhase.PLAYING: "playing",
            SlotPhase.FADING: "fading",
            SlotPhase.DRYING: "waiting",
            SlotPhase.WAITING: "waiting",
        }.get(int(fields["slot_phase"][s]), "free")  # type: ignore[call-overload, assignment]
        return SlotState(
            phase="starting" if starts else phase,
            offset=int(offset),
            frames=int(frames),
            apart=int(apart),
            filled=int(fields["slot_filled"][s]),
            position=int(fields["slot_position"][s]),
            looping=int(fields["slot_looping"][s]) == Course.LOOP,
            layer=layer_name(int(fields["slot_layer"][s])),
            own_gain=float(fields["slot_own_wanted"][s]),
            gain=float(fields["slot_gain"][s]),
            pan=float(fields["slot_pan"][s]),
            muted=bool(fields["slot_muted"][s]),
            starts=int(fields["slot_starts"][s]),
        )

    def free_slots(self) -> NDArray[np.bool_]:
        """Return which slots play nothing: never started, or freed by the engine. Shape: (128,)."""
        fields = self.record.fields[0]
        taken = self._last_start <= load_acquire(self._tail)  # read before the phase, as in `slot_state`
        not_pending = taken & (fields["slot_pending"] == 0)
        free: NDArray[np.bool_] = not_pending & (fields["slot_phase"] == SlotPhase.FREE)
        return free

    @property
    def waiting(self) -> int:
        """Number of commands that the engine has not taken yet."""
        return int(self._head[0]) - int(load_acquire(self._tail))

    def panic_handled(self, number: int) -> None:
        """Let the engine start sounds again: the panics up to this one are handled. Commands that wait start nothing.

        Never waits. The engine goes on refusing when one more was asked for meanwhile.
        """
        self._check_thread()
        self._panic_head[0] = self._head[0]
        store_release(self._panic_handled, number)

    @property
    def panic_is_done(self) -> bool:
        """Whether the engine has heard the last panic: it has freed its slots, or fades them."""
        return int(self.record.get("panic_done")) == self.record.panics

    def _check_thread(self) -> None:
        self._thread = self._thread or threading.get_ident()
        assert self._thread == threading.get_ident(), "commands to the engine must come from one thread"

    def _wait_for_black_box(self, head: int) -> None:
        """Give the black box time to read the entry that is about to be overwritten; if it does not, go on."""
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
        self._check_thread()
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


def _slot(slot: int) -> int:
    if not 0 <= slot < MAX_SLOTS:
        raise ValueError(f"slot must be in range 0..{MAX_SLOTS - 1}, got {slot}")
    return slot


def _layer(name: str) -> int:
    if name not in _LAYERS:
        raise ValueError(f"layer must be one of {', '.join(_LAYERS)}, got {name!r}")
    return int(_LAYERS[name])
