"""From the input to gains: bands, envelopes, gates, layers, fades. Audio thread only: no allocation, exception, lock.

Every function works on the record and on at most one tick of samples; scratch arrays are fields of the record. Sound is
read and written in `mixing`.
"""

from typing import Any

import numpy as np

from live_daemon.audio.commands import begin_slot, fade_step
from live_daemon.audio.intrinsics import kernel
from live_daemon.audio.layout import GATE_OFF_DB, MAX_OWN_OUTPUTS, MAX_SLOTS, TICK, Course, Kind, Layer, SlotPhase

SLEW_MS = 10.0
END_FADE_MS = 10.0  # of a one-shot, and before the end of the filled frames
RESUME_MS = 200.0  # a slot that ran dry resumes only when this much is filled
TREMOLO_HZ = 12.0  # rate at full follower level: the rate is proportional to the envelope (Pfalz 2018, the third layer)
TREMOLO_DEPTH = 0.8
TREMOLO_FULL_LEVEL = 0.1  # below this level the depth falls with it, to no modulation
GATE_HYSTERESIS_DB = 4.0  # between the level that opens a gate and the one that shuts it
SILENT_GAIN = 1e-9  # below -180 dB counts as silence
MOST_FOLLOWED = np.float32(1e6)
_TINY, _HUGE = 1e-30, 1e12
_FREE, _PLAYING, _FADING = int(SlotPhase.FREE), int(SlotPhase.PLAYING), int(SlotPhase.FADING)
_ONCE, _LOOP = int(Course.ONCE), int(Course.LOOP)
_DREAMS, _LOOPS, _NUM_KINDS = int(Kind.DREAMS), int(Kind.LOOPS), len(Kind)
_DRYING, _WAITING = int(SlotPhase.DRYING), int(SlotPhase.WAITING)
_TREMOLO, _RING = int(Layer.TREMOLO), int(Layer.RING)


@kernel
def design(rec: Any) -> None:
    """Compute all coefficients from the parameters (see follower.bands.band_sections for the formulas)."""
    rate = rec.engine_sample_rate
    q = rec.q
    if rec.sections == 2:
        q *= np.sqrt(np.sqrt(2.0) - 1.0)
    for b in range(rec.num_bands):
        w = 2.0 * np.pi * min(rec.band_hz[b], 0.49 * rate) / rate
        alpha = np.sin(w) / (2.0 * q)
        a0 = 1.0 + alpha
        b0 = alpha / a0
        a1 = -2.0 * np.cos(w) / a0
        if b0 != rec.b0[b] or a1 != rec.a1[b]:
            # Old state under new coefficients could ring; the envelope stays, so the gain does not jump.
            rec.z1[b] = rec.z2[b] = rec.z3[b] = rec.z4[b] = 0.0
        rec.b0[b] = b0
        rec.a1[b] = a1
        rec.a2[b] = (1.0 - alpha) / a0
    for b in range(rec.num_bands, rec.envelope.size):
        rec.envelope[b] = 0.0
        rec.level[b] = np.float32(0.0)
        rec.gate_open[b] = 1
        rec.gate_gain[b] = 1.0
    rec.attack = 1.0 - np.exp(-1000.0 / (rec.attack_ms * rate))
    rec.release = 1.0 - np.exp(-1000.0 / (rec.release_ms * rate))
    rec.sensitivity = 10.0 ** (rec.sensitivity_db / 20.0)
    rec.gate_opens = 10.0 ** (rec.gate_db / 20.0) if rec.gate_db > GATE_OFF_DB else 0.0
    rec.gate_closes = rec.gate_opens * 10.0 ** (-GATE_HYSTERESIS_DB / 20.0)
    rec.gate_attack = 1.0 - np.exp(-1000.0 * TICK / (rec.attack_ms * rate))
    rec.gate_release = 1.0 - np.exp(-1000.0 * TICK / (rec.release_ms * rate))
    rec.slew = TICK * 1000.0 / (SLEW_MS * rate)
    rec.redesign = 0


@kernel
def _flushed(z: float) -> float:
    """Return 0 for a value that would become denormal, and slow, or is not a number, and would stay."""
    size = abs(z)
    return z if _TINY < size < _HUGE else 0.0


@kernel
def _move_gate(rec: Any, b: int) -> None:
    """Open or shut a band's gate with hysteresis; its gain follows with attack and release, to exactly 1 or 0."""
    if rec.envelope[b] >= rec.gate_opens:
        rec.gate_open[b] = 1
    elif rec.envelope[b] < rec.gate_closes:
        rec.gate_open[b] = 0
    wanted = np.float64(rec.gate_open[b])
    rest = wanted - rec.gate_gain[b]
    rec.gate_gain[b] += (rec.gate_attack if rest > 0.0 else rec.gate_release) * rest
    if abs(wanted - rec.gate_gain[b]) < 1e-6:
        rec.gate_gain[b] = wanted


@kernel
def update_levels(rec: Any) -> None:
    """Clean the filters' state and turn envelopes into levels 0..range."""
    for b in range(rec.num_bands):
        rec.z1[b] = _flushed(rec.z1[b])
        rec.z2[b] = _flushed(rec.z2[b])
        rec.z3[b] = _flushed(rec.z3[b])
        rec.z4[b] = _flushed(rec.z4[b])
        rec.envelope[b] = _flushed(rec.envelope[b])
        _move_gate(rec, b)
        rec.level[b] = np.float32(rec.gate_gain[b] * min(rec.range, rec.envelope[b] * rec.sensitivity))


@kernel
def _slewed(now: float, wanted: float, most: float) -> float:
    """Return the next value on a straight line, and exactly the wanted one at its end."""
    if wanted > now + most:
        return now + most
    if wanted < now - most:
        return now - most
    return wanted


@kernel
def _followed(rec: Any, s: int) -> float:
    """Return what the follower adds to a slot's gain."""
    total = np.float32(0.0)
    for b in range(rec.num_bands):
        total += rec.gain_map[s, b] * rec.level[b]
    # NaN would stay in the tremolo's phase.
    return np.float64(total) if abs(total) <= MOST_FOLLOWED else 0.0


@kernel
def _steer_carrier(rec: Any, s: int) -> None:
    """Tune the ring modulator to the band that drives the slot most; keep its phase, normalise its length."""
    most = np.float32(0.0)
    for b in range(rec.num_bands):
        push = rec.gain_map[s, b] * rec.level[b]
        if push > most:
            most = push
            rec.slot_carrier_hz[s] = rec.band_hz[b]
    w = 2.0 * np.pi * rec.slot_carrier_hz[s] / rec.engine_sample_rate
    rec.slot_turn_cos[s] = np.cos(w)
    rec.slot_turn_sin[s] = np.sin(w)
    c = rec.slot_carrier_cos[s]
    d = rec.slot_carrier_sin[s]
    length = np.sqrt(c * c + d * d)
    rec.slot_carrier_cos[s] = c / length if length > 0.5 else 1.0
    rec.slot_carrier_sin[s] = d / length if length > 0.5 else 0.0


@kernel
def _keep_inside(rec: Any, s: int) -> None:
    """Fade a one-shot before its end, or before the end of its filled frames while more is being made.

    A slot that ran dry goes on where it fell silent, once RESUME_MS or the whole rest is filled. A fade that was asked
    for stays a fade to the end.
    """
    edge = rec.slot_filled[s]
    left = edge - rec.slot_position[s]
    whole = rec.slot_looping[s] == _ONCE and edge >= rec.slot_frames[s]
    fade = END_FADE_MS * 0.001 * rec.engine_sample_rate + TICK
    if rec.slot_phase[s] == _DRYING and rec.slot_fade[s] <= 0.0:
        rec.slot_phase[s] = _WAITING
    dry = rec.slot_phase[s] == _DRYING or rec.slot_phase[s] == _WAITING
    if dry and (whole or left >= RESUME_MS * 0.001 * rec.engine_sample_rate):
        rec.slot_phase[s] = _PLAYING
        rec.slot_fade_step[s] = fade_step(rec, END_FADE_MS)
    if left <= fade and rec.slot_phase[s] != _WAITING:
        step = -rec.slot_fade[s] / max(1, left // TICK)
        if rec.slot_phase[s] == _PLAYING or step < rec.slot_fade_step[s]:
            rec.slot_fade_step[s] = step
        if whole:
            rec.slot_phase[s] = _FADING
        elif rec.slot_phase[s] == _PLAYING:
            rec.slot_phase[s] = _DRYING
            rec.underruns += 1


@kernel
def _advance_fade(rec: Any, s: int) -> None:
    """Move a slot's fade by one tick; free a slot that has faded and start the sound that waits for it."""
    if rec.slot_looping[s] != _LOOP:
        _keep_inside(rec, s)
    ended = rec.slot_looping[s] == _ONCE and rec.slot_position[s] >= rec.slot_frames[s]
    if rec.slot_phase[s] == _FADING and (rec.slot_fade[s] <= 0.0 or ended):
        rec.slot_phase[s] = _FREE
        rec.slot_gain[s] = np.float32(0.0)
        if rec.slot_pending[s] == 1:
            begin_slot(rec, s)
    fade = rec.slot_fade[s] + rec.slot_fade_step[s]
    # A fade's steps do not add up to exactly 1: a rest below the smallest step is rounding.
    rec.slot_fade[s] = min(fade, 1.0) if fade > 1e-9 else 0.0


@kernel
def aim_slots(rec: Any) -> None:
    """Compute each sounding slot's gain at the end of this tick and its step per frame."""
    for k in range(_NUM_KINDS):
        rec.kind_level[k] = _slewed(rec.kind_level[k], rec.kind_level_wanted[k], rec.slew)
    for s in range(MAX_SLOTS):
        if rec.slot_phase[s] == _FREE:
            continue
        _advance_fade(rec, s)
        before = rec.slot_gain[s]
        rec.slot_gain_from[s] = before
        if rec.slot_phase[s] == _FREE:
            rec.slot_gain_step[s] = np.float32(0.0)
            continue
        rec.slot_own[s] = _slewed(rec.slot_own[s], rec.slot_own_wanted[s], rec.slew)
        rec.slot_unmuted[s] = _slewed(rec.slot_unmuted[s], 1.0 - rec.slot_muted[s], rec.slew)
        followed = _followed(rec, s) if rec.follower_enabled != 0 else 0.0
        gain = min(max(rec.slot_own[s] + followed, 0.0), 1.0) * rec.slot_unmuted[s] * rec.slot_fade[s]
        if rec.slot_layer[s] == _TREMOLO:
            turn = rec.slot_turn[s] + TREMOLO_HZ * followed * TICK / rec.engine_sample_rate
            rec.slot_turn[s] = turn - np.floor(turn)
            depth = TREMOLO_DEPTH * min(1.0, followed / TREMOLO_FULL_LEVEL)
            gain *= 1.0 - 0.5 * depth * (1.0 - np.cos(2.0 * np.pi * rec.slot_turn[s]))
        elif rec.slot_layer[s] == _RING:
            _steer_carrier(rec, s)
        gain *= rec.kind_level[_LOOPS if rec.slot_looping[s] == _LOOP else _DREAMS]
        rec.slot_gain[s] = np.float32(gain) if gain > SILENT_GAIN else np.float32(0.0)
        rec.slot_gain_step[s] = (rec.slot_gain[s] - before) / np.float32(TICK)


@kernel
def aim_mix(rec: Any) -> None:
    """Compute the ramps of the monitor and of the whole output over this tick; flush the peaks."""
    rec.limiter_peak = _flushed(rec.limiter_peak)
    rec.input_peak = _flushed(rec.input_peak)
    for k in range(min(rec.output_channels - 2, MAX_OWN_OUTPUTS)):
        rec.own_peak[k] = _flushed(rec.own_peak[k])
    rec.monitor_from = rec.monitor
    rec.monitor = _slewed(rec.monitor, rec.monitor_wanted, rec.slew)
    rec.monitor_step = (rec.monitor - rec.monitor_from) / TICK
    rec.master_from = rec.master
    wanted = rec.master_wanted  # read once: the audio process may write it meanwhile
    if wanted != rec.master_heard:
        rec.master_heard = wanted
        rec.master_frame = rec.frame
    rec.master = _slewed(rec.master, wanted, rec.slew)
    rec.master_step = (rec.master - rec.master_from) / TICK


@kernel
def run_bands(rec: Any, m: int) -> None:
    """Filter m frames in every band, rectify, and move the envelopes.

    Transposed direct form II; b1 is 0 and b2 is -b0. The inner loop runs over bands, so that it becomes vector code.
    """
    count = rec.num_bands
    mono, b0, a1, a2 = rec.mono, rec.b0[:count], rec.a1[:count], rec.a2[:count]
    z1, z2, z3, z4, envelope = rec.z1[:count], rec.z2[:count], rec.z3[:count], rec.z4[:count], rec.envelope[:count]
    attack, release = rec.attack, rec.release
    if rec.sections == 2:
        for j in range(m):
            x = mono[j]
            for b in range(count):
                y = b0[b] * x + z1[b]
                z1[b] = z2[b] - a1[b] * y
                z2[b] = -b0[b] * x - a2[b] * y
                y2 = b0[b] * y + z3[b]
                z3[b] = z4[b] - a1[b] * y2
                z4[b] = -b0[b] * y - a2[b] * y2
                rest = abs(y2) - envelope[b]
                envelope[b] += (attack if rest > 0.0 else release) * rest
    else:
        for j in range(m):
            x = mono[j]
            for b in range(count):
                y = b0[b] * x + z1[b]
                z1[b] = z2[b] - a1[b] * y
                z2[b] = -b0[b] * x - a2[b] * y
                rest = abs(y) - envelope[b]
                envelope[b] += (attack if rest > 0.0 else release) * rest
