"""Takes commands from the ring at each tick and turns them into parameters. Audio thread only."""

from typing import Any

import numpy as np

from live_daemon.audio.intrinsics import fence_acquire, fence_release, kernel
from live_daemon.audio.layout import (
    COMMAND_RING,
    COMMANDS_PER_TICK,
    MAX_BANDS,
    MAX_OWN_OUTPUTS,
    MAX_SLOTS,
    PANIC_RING,
    TICK,
    Course,
    Kind,
    Op,
    SlotPhase,
)

PANIC_MS = 10.0  # half of the 20 ms that are promised: the way to the engine and the wait for its block take the rest
REPLACE_MS = 10.0  # fade-out of a slot's sound before the next one starts in it

# numba freezes plain integers, not members of an IntEnum
_SET_BANDS, _SET_FOLLOWER, _START, _STOP = int(Op.SET_BANDS), int(Op.SET_FOLLOWER), int(Op.START), int(Op.STOP)
_GAIN, _MUTE, _LAYER, _GAIN_MAP = int(Op.GAIN), int(Op.MUTE), int(Op.LAYER), int(Op.GAIN_MAP)
_MONITOR, _RESET, _FILLED = int(Op.MONITOR), int(Op.RESET_STATISTICS), int(Op.FILLED)
_LEVEL, _NUM_KINDS = int(Op.LEVEL), len(Kind)
_ONCE, _LOOP = int(Course.ONCE), int(Course.LOOP)
_ENDLESS, _LOOP_ON = int(Course.ENDLESS), int(Course.LOOP_ON)
_FREE, _PLAYING, _FADING = int(SlotPhase.FREE), int(SlotPhase.PLAYING), int(SlotPhase.FADING)


@kernel
def fade_step(rec: Any, fade_ms: float) -> Any:
    """Return how much a full fade moves in one tick; never more than all of it."""
    ticks = fade_ms * 0.001 * rec.engine_sample_rate / TICK
    return 1.0 / max(1.0, np.floor(ticks))


@kernel
def begin_slot(rec: Any, s: int) -> None:
    """Start in a slot, from silence, the sound that `pending_*` describes."""
    goes_on = rec.pending_looping[s] == _LOOP_ON and rec.slot_looping[s] == _LOOP
    rec.slot_offset[s] = rec.pending_offset[s]
    rec.slot_frames[s] = rec.pending_frames[s]
    rec.slot_apart[s] = rec.pending_apart[s]
    rec.slot_filled[s] = rec.pending_filled[s]
    rec.slot_looping[s] = _LOOP if rec.pending_looping[s] == _LOOP_ON else rec.pending_looping[s]
    rec.slot_layer[s] = rec.pending_layer[s]
    rec.slot_own[s] = rec.pending_gain[s]
    rec.slot_own_wanted[s] = rec.pending_gain[s]
    rec.slot_pan[s] = rec.pending_pan[s]
    rec.slot_output[s] = rec.pending_output[s]
    rec.slot_unmuted[s] = 1.0 - rec.slot_muted[s]
    rec.slot_position[s] = rec.slot_position[s] % rec.pending_frames[s] if goes_on else 0
    rec.slot_fade[s] = 0.0
    rec.slot_fade_step[s] = fade_step(rec, rec.pending_fade_ms[s])
    rec.slot_gain[s] = np.float32(0.0)
    if not goes_on:
        rec.slot_turn[s] = 0.0
        rec.slot_carrier_cos[s] = 1.0
        rec.slot_carrier_sin[s] = 0.0
    rec.slot_pending[s] = 0
    rec.slot_phase[s] = _PLAYING
    rec.slot_starts[s] += 1


@kernel
def fade_out(rec: Any, s: int, fade_ms: float) -> None:
    """Fade a slot from its present level; a fade that runs is never made slower."""
    step = -rec.slot_fade[s] * fade_step(rec, fade_ms)
    if rec.slot_phase[s] == _PLAYING or step < rec.slot_fade_step[s]:
        rec.slot_fade_step[s] = step
    rec.slot_phase[s] = _FADING


@kernel
def _start(rec: Any, i: int, s: int) -> None:
    offset = rec.command_ints[i, 0]
    frames = rec.command_ints[i, 1]
    apart = rec.command_ints[i, 6]
    # Checked here, too: a range outside the arena would end the process.
    room = rec.arena_frames - frames
    if offset < 0 or frames < 1 or apart < 0 or apart > room or offset > room - apart:
        rec.refused_commands += 1
        return
    # The device has another rate by now: the controller will send a copy for it.
    if rec.command_ints[i, 4] != 0 and rec.command_ints[i, 4] != np.int64(np.round(rec.engine_sample_rate)):
        return
    rec.pending_offset[s] = offset
    rec.pending_frames[s] = frames
    rec.pending_apart[s] = apart
    filled = np.int64(rec.command_scalars[i, 3])
    rec.pending_filled[s] = min(max(filled, 0), frames)
    rec.pending_looping[s] = min(max(rec.command_ints[i, 2], 0), _LOOP_ON)
    rec.pending_layer[s] = rec.command_ints[i, 3]
    rec.pending_gain[s] = rec.command_scalars[i, 0]
    rec.pending_pan[s] = rec.command_scalars[i, 1]
    rec.pending_fade_ms[s] = rec.command_scalars[i, 2]
    rec.pending_output[s] = min(max(rec.command_ints[i, 5], 0), MAX_OWN_OUTPUTS)
    if rec.slot_phase[s] == _FREE:
        rec.slot_looping[s] = _ONCE  # nothing is there to go on from
        begin_slot(rec, s)
    else:
        rec.slot_pending[s] = 1
        fade_out(rec, s, REPLACE_MS)


@kernel
def _fill(rec: Any, i: int, s: int) -> None:
    """Let a slot play more of its sound, never less. Ignored if the slot plays another sound."""
    offset = rec.command_ints[i, 0]
    filled = rec.command_ints[i, 1]
    ends = rec.command_ints[i, 2] != 0
    if rec.slot_pending[s] == 1 and rec.pending_offset[s] == offset:
        endless = rec.pending_looping[s] == _ENDLESS
        most = filled if endless else rec.pending_frames[s]
        rec.pending_filled[s] = max(rec.pending_filled[s], min(filled, most))
        if ends and not endless:
            rec.pending_frames[s] = max(rec.pending_filled[s], 1)
    elif rec.slot_phase[s] != _FREE and rec.slot_offset[s] == offset:
        endless = rec.slot_looping[s] == _ENDLESS
        most = filled if endless else rec.slot_frames[s]
        rec.slot_filled[s] = max(rec.slot_filled[s], min(filled, most))
        if ends and not endless:
            rec.slot_frames[s] = rec.slot_filled[s]


@kernel
def _apply(rec: Any, i: int, starts_nothing: bool) -> None:
    op = rec.command_op[i]
    s = rec.command_slot[i]
    if s < 0 or s >= MAX_SLOTS:
        rec.refused_commands += 1
    elif op == _START:
        if not starts_nothing:
            _start(rec, i, s)
    elif op == _STOP:
        rec.slot_pending[s] = 0
        if rec.slot_phase[s] != _FREE:
            fade_out(rec, s, rec.command_scalars[i, 0])
    elif op == _GAIN:
        rec.slot_own_wanted[s] = rec.command_scalars[i, 0]
        rec.pending_gain[s] = rec.command_scalars[i, 0]
    elif op == _MUTE:
        rec.slot_muted[s] = rec.command_ints[i, 0]
    elif op == _LAYER:
        rec.slot_layer[s] = rec.command_ints[i, 0]
        rec.pending_layer[s] = rec.command_ints[i, 0]
    elif op == _GAIN_MAP:
        for b in range(MAX_BANDS):
            rec.gain_map[s, b] = np.float32(rec.command_row[i, b])
    elif op == _MONITOR:
        if not starts_nothing:
            rec.monitor_wanted = rec.command_scalars[i, 0]
    elif op == _LEVEL:
        if 0 <= rec.command_ints[i, 0] < _NUM_KINDS:
            rec.kind_level_wanted[rec.command_ints[i, 0]] = rec.command_scalars[i, 0]
    elif op == _SET_BANDS:
        rec.num_bands = min(max(rec.command_ints[i, 0], 1), MAX_BANDS)
        rec.sections = rec.command_ints[i, 1]
        rec.q = rec.command_scalars[i, 0]
        for b in range(MAX_BANDS):
            rec.band_hz[b] = rec.command_row[i, b]
        rec.redesign = 1
    elif op == _SET_FOLLOWER:
        # NaN and -1: leave it as it is
        if not np.isnan(rec.command_scalars[i, 0]):
            rec.attack_ms = rec.command_scalars[i, 0]
        if not np.isnan(rec.command_scalars[i, 1]):
            rec.release_ms = rec.command_scalars[i, 1]
        if not np.isnan(rec.command_scalars[i, 2]):
            rec.sensitivity_db = rec.command_scalars[i, 2]
        if not np.isnan(rec.command_scalars[i, 3]):
            rec.range = rec.command_scalars[i, 3]
        if not np.isnan(rec.command_scalars[i, 4]):
            rec.gate_db = rec.command_scalars[i, 4]
        if rec.command_ints[i, 0] >= 0:
            rec.follower_enabled = rec.command_ints[i, 0]
        rec.redesign = 1
    elif op == _FILLED:
        _fill(rec, i, s)
    elif op == _RESET:
        _reset_statistics(rec)
    else:
        rec.refused_commands += 1


@kernel
def _reset_statistics(rec: Any) -> None:
    # Not `blocks` and `frame`: the watchdog and all times depend on them.
    rec.flagged_blocks = 0
    rec.late_blocks = 0
    rec.nonfinite_inputs = 0
    rec.refused_commands = 0
    rec.underruns = 0
    rec.max_interval_ns = 0
    rec.max_duration_ns = 0
    rec.durations[:] = 0


@kernel
def take_commands(rec: Any) -> None:
    """Fade everything after a panic, then apply waiting commands, at most COMMANDS_PER_TICK. Never waits."""
    requests = rec.panic_requests
    fence_acquire()
    if requests != rec.panic_done:
        for s in range(MAX_SLOTS):
            rec.slot_pending[s] = 0
            if rec.slot_phase[s] != _FREE:
                fade_out(rec, s, PANIC_MS)
        rec.monitor_wanted = 0.0
        rec.panic_frame[rec.panics % PANIC_RING] = rec.frame
        rec.panics += 1
        rec.panic_done = requests
    head = rec.command_head
    fence_acquire()
    # Read after the head: a command that was sent after a panic was handled is never seen without that.
    unhandled = rec.panic_requests != rec.panic_handled
    fence_acquire()
    tail = rec.command_tail
    last = min(head, tail + COMMANDS_PER_TICK)
    while tail < last:
        i = tail % COMMAND_RING
        overtaken = unhandled or tail < rec.panic_head
        _apply(rec, i, overtaken)
        rec.command_frame[i] = rec.frame
        rec.command_overtaken[i] = overtaken
        tail += 1
        # One by one: after a kill at most one command is repeated, and each may be.
        fence_release()
        rec.command_tail = tail
