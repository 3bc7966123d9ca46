"""Sound in and out: the input, every slot's samples at its gain, the limiter. Audio thread only."""

from typing import Any

import numpy as np

from live_daemon.audio.intrinsics import kernel
from live_daemon.audio.layout import MAX_OWN_OUTPUTS, MAX_SLOTS, TICK, Course, Layer, SlotPhase
from live_inference.files.mono import CANCELLED

LIMITER_START = 10.0 ** (-3.0 / 20.0)  # below it the mix is left as it is
LIMITER_RELEASE_MS = 100.0
METER_RELEASE_MS = 300.0
POWER_MS = 100.0  # the time over which channels are compared
POWER_HEARD = 1e-7  # -70 dBFS: the noise of an open input decides nothing
_POWER_TINY = 1e-30
_FLOAT_TINY = np.float32(1e-20)  # flushed to zero: times a gain it would be denormal, about 100 times slower
INPUT_MAX = np.float32(32.0)  # 30 dB above full scale: clipped, so that no click lifts the bands for long
_NO_SOUND = np.float32(1000.0)  # a larger sample, or NaN, is damage and counts as silence
_OUTPUT_MAX = np.float32(2.0)  # the limiter keeps everything below 1; only NaN passes it
_BALANCED = np.float32(np.sqrt(2.0))  # a stereo sound of equal channels is as loud as the mono one that they make
_LOOP, _ENDLESS = int(Course.LOOP), int(Course.ENDLESS)
_FREE, _WAITING, _RING = int(SlotPhase.FREE), int(SlotPhase.WAITING), int(Layer.RING)


@kernel
def choose_input(rec: Any) -> None:
    """Follow the mean of left and right, or the louder one where they cancel each other."""
    left, right, mono = rec.input_power[0], rec.input_power[1], rec.input_power[2]
    apart = 0.25 * (left + right)  # what the mean of unlike channels would have
    for k in range(3):
        if not (rec.input_power[k] > _POWER_TINY):
            rec.input_power[k] = 0.0
    if left + right < POWER_HEARD:
        return
    if mono < CANCELLED * apart:
        rec.input_alone = 1 if left >= right else 2
    elif mono > 2.0 * CANCELLED * apart:
        rec.input_alone = 0


@kernel
def read_input(rec: Any, samples: Any, start: int, m: int) -> None:
    """Bring m frames of the input into the scratch arrays, clean, and into the input ring."""
    channels = rec.input_channels
    meter = np.exp(-1000.0 / (METER_RELEASE_MS * rec.engine_sample_rate))
    place = rec.frame % rec.ring_frames
    peak = rec.input_peak
    smooth = 1.0 - np.exp(-1000.0 / (POWER_MS * rec.engine_sample_rate))
    power_left, power_right, power_mono = rec.input_power[0], rec.input_power[1], rec.input_power[2]
    alone = rec.input_alone
    for j in range(m):
        left = np.float32(0.0)
        right = np.float32(0.0)
        if channels >= 1:
            left = samples[(start + j) * channels]
            right = left
        if channels >= 2:
            right = samples[(start + j) * channels + 1]
        if not (_FLOAT_TINY <= abs(left) <= _NO_SOUND):
            rec.nonfinite_inputs += 0 if abs(left) < _FLOAT_TINY else 1
            left = np.float32(0.0)
        if not (_FLOAT_TINY <= abs(right) <= _NO_SOUND):
            rec.nonfinite_inputs += 0 if abs(right) < _FLOAT_TINY else 1
            right = np.float32(0.0)
        left = min(max(left, -INPUT_MAX), INPUT_MAX)
        right = min(max(right, -INPUT_MAX), INPUT_MAX)
        rec.input_left[j] = left
        rec.input_right[j] = right
        mono = 0.5 * (np.float64(left) + np.float64(right))
        power_left += smooth * (np.float64(left) * left - power_left)
        power_right += smooth * (np.float64(right) * right - power_right)
        power_mono += smooth * (mono * mono - power_mono)
        if alone != 0:
            mono = np.float64(left) if alone == 1 else np.float64(right)
        rec.mono[j] = mono
        rec.input_ring[place, 0] = left
        rec.input_ring[place, 1] = right
        place += 1
        if place == rec.ring_frames:
            place = 0
        peak = max(abs(mono), peak * meter)
    rec.input_peak = peak
    rec.input_power[0], rec.input_power[1], rec.input_power[2] = power_left, power_right, power_mono


@kernel
def _mix_plain(rec: Any, left: Any, right: Any, chunk: Any, s: int, at: int, left_pan: float, right_pan: float) -> None:
    start, step = rec.slot_gain_from[s], rec.slot_gain_step[s]
    for j in range(chunk.size):
        sample = chunk[j] if _FLOAT_TINY <= abs(chunk[j]) <= _NO_SOUND else np.float32(0.0)
        # Not a running sum: the gain at a frame must not depend on where blocks begin.
        sample *= start + step * np.float32(at + j)
        left[j] += sample * left_pan
        right[j] += sample * right_pan


@kernel
def _mix_ring(rec: Any, left: Any, right: Any, chunk: Any, s: int, at: int, left_pan: float, right_pan: float) -> None:
    start, step = rec.slot_gain_from[s], rec.slot_gain_step[s]
    c, d = rec.slot_carrier_cos[s], rec.slot_carrier_sin[s]
    turn_cos, turn_sin = rec.slot_turn_cos[s], rec.slot_turn_sin[s]
    for j in range(chunk.size):
        sample = chunk[j] if _FLOAT_TINY <= abs(chunk[j]) <= _NO_SOUND else np.float32(0.0)
        sample *= (start + step * np.float32(at + j)) * np.float32(c)
        left[j] += sample * left_pan
        right[j] += sample * right_pan
        turned = c * turn_cos - d * turn_sin
        d = c * turn_sin + d * turn_cos
        c = turned
    rec.slot_carrier_cos[s] = c
    rec.slot_carrier_sin[s] = d


@kernel
def _mix_both(rec: Any, left: Any, right: Any, one: Any, other: Any, s: int, at: int, sides: Any) -> None:
    """Mix a slot of two channels, `sides` the gains of left and right. Both may go to the same output."""
    start, step = rec.slot_gain_from[s], rec.slot_gain_step[s]
    for j in range(one.size):
        gain = start + step * np.float32(at + j)
        first = one[j] if _FLOAT_TINY <= abs(one[j]) <= _NO_SOUND else np.float32(0.0)
        second = other[j] if _FLOAT_TINY <= abs(other[j]) <= _NO_SOUND else np.float32(0.0)
        left[j] += first * gain * sides[0]
        right[j] += second * gain * sides[1]


@kernel
def _mix_both_ring(rec: Any, left: Any, right: Any, one: Any, other: Any, s: int, at: int, sides: Any) -> None:
    start, step = rec.slot_gain_from[s], rec.slot_gain_step[s]
    c, d = rec.slot_carrier_cos[s], rec.slot_carrier_sin[s]
    turn_cos, turn_sin = rec.slot_turn_cos[s], rec.slot_turn_sin[s]
    for j in range(one.size):
        gain = (start + step * np.float32(at + j)) * np.float32(c)
        first = one[j] if _FLOAT_TINY <= abs(one[j]) <= _NO_SOUND else np.float32(0.0)
        second = other[j] if _FLOAT_TINY <= abs(other[j]) <= _NO_SOUND else np.float32(0.0)
        left[j] += first * gain * sides[0]
        right[j] += second * gain * sides[1]
        turned = c * turn_cos - d * turn_sin
        d = c * turn_sin + d * turn_cos
        c = turned
    rec.slot_carrier_cos[s] = c
    rec.slot_carrier_sin[s] = d


@kernel
def mix_slots(rec: Any, arena: Any, at: int, m: int) -> None:
    """Add m frames of every sounding slot to the mix; `at` is the place in the tick."""
    rec.mix_left[:m] = np.float32(0.0)
    rec.mix_right[:m] = np.float32(0.0)
    for k in range(min(rec.output_channels - 2, MAX_OWN_OUTPUTS)):
        rec.mix_own[k * TICK : k * TICK + m] = np.float32(0.0)
    for s in range(MAX_SLOTS):
        if rec.slot_phase[s] == _FREE or rec.slot_phase[s] == _WAITING:
            continue
        silent = rec.slot_gain[s] == 0.0 and rec.slot_gain_from[s] == 0.0
        pan = rec.slot_pan[s] if abs(rec.slot_pan[s]) <= 1.0 else 0.0  # NaN: the middle
        angle = 0.25 * np.pi * (pan + 1.0)
        left_pan, right_pan = np.float32(np.cos(angle)), np.float32(np.sin(angle))
        own = -1
        if 0 < rec.slot_output[s] <= min(rec.output_channels - 2, MAX_OWN_OUTPUTS):
            own = (rec.slot_output[s] - 1) * TICK
            left_pan, right_pan = np.float32(1.0), np.float32(0.0)
        apart = rec.slot_apart[s]
        # The channels of an endless sound may be equal for a while, and then it is the mono sound, to the bit: each is
        # mixed as a mono one is, by the same machine code, on its side alone.
        by_rows = apart > 0 and own < 0 and rec.slot_looping[s] == _ENDLESS and rec.slot_layer[s] != _RING
        if apart > 0 and own < 0 and not by_rows:  # balance: each channel stays on its side
            left_pan, right_pan = left_pan * _BALANCED, right_pan * _BALANCED
        elif apart > 0 and not by_rows:  # both on one output, as loud as on the mix
            left_pan, right_pan = np.float32(1.0) / _BALANCED, np.float32(1.0) / _BALANCED
        # Never beyond the filled frames, whatever the fades do.
        loops = rec.slot_looping[s] == _LOOP
        frames = rec.slot_frames[s] if loops else rec.slot_filled[s]
        size = max(rec.slot_frames[s], 1)
        place = rec.slot_position[s]
        i = 0
        while i < m:
            if place >= frames:
                if not loops:
                    break
                place = 0
            within = place % size  # differs from the place in an endless sound only
            run = min(m - i, frames - place, size - within)
            if not silent:
                begin = rec.slot_offset[s] + within
                chunk = arena[begin : begin + run]
                other = arena[begin + apart : begin + apart + run]  # of one channel the same
                left = rec.mix_left[i : i + run] if own < 0 else rec.mix_own[own + i : own + i + run]
                right = rec.mix_right[i : i + run]
                if apart > 0 and not by_rows:
                    right = right if own < 0 else left
                    if rec.slot_layer[s] == _RING:
                        _mix_both_ring(rec, left, right, chunk, other, s, at + i, (left_pan, right_pan))
                    else:
                        _mix_both(rec, left, right, chunk, other, s, at + i, (left_pan, right_pan))
                elif rec.slot_layer[s] == _RING:
                    _mix_ring(rec, left, right, chunk, s, at + i, left_pan, right_pan)
                else:
                    for row in range(2 if by_rows else 1):
                        on_left = left_pan if row == 0 else np.float32(0.0)
                        on_right = np.float32(0.0) if by_rows and row == 0 else right_pan
                        _mix_plain(rec, left, right, chunk if row == 0 else other, s, at + i, on_left, on_right)
            i += run
            place += run
        rec.slot_position[s] = place


@kernel
def _limited(peak: float) -> float:
    """Return the gain that keeps a signal of this peak below full scale."""
    if peak <= LIMITER_START:
        return 1.0
    room = 1.0 - LIMITER_START
    over = (peak - LIMITER_START) / room
    return (LIMITER_START + room * over / (1.0 + over)) / peak


@kernel
def _sound(sample: float) -> Any:
    """Return a sample for the device; 0 for NaN."""
    return np.float32(sample) if abs(sample) <= _OUTPUT_MAX else np.float32(0.0)


@kernel
def write_output(rec: Any, samples: Any, start: int, at: int, m: int) -> None:
    """Add the monitor, limit, and write m frames to the output.

    The limiter holds the peak (instant attack, 100 ms release) and bends it from -3 dBFS towards 0 dBFS; both
    channels of the mix get the same gain, a channel of its own another. Below -3 dBFS that gain is exactly 1.
    """
    channels = rec.output_channels
    decay = np.exp(-1000.0 / (LIMITER_RELEASE_MS * rec.engine_sample_rate))
    peak = rec.limiter_peak
    for j in range(m):
        monitor = rec.monitor_from + rec.monitor_step * (at + j)
        master = rec.master_from + rec.master_step * (at + j)
        left = rec.mix_left[j] + monitor * rec.input_left[j]
        right = rec.mix_right[j] + monitor * rec.input_right[j]
        peak = max(abs(left), abs(right), peak * decay)
        gain = master * _limited(peak)
        base = (start + j) * channels
        if channels == 1:
            samples[base] = _sound(0.5 * gain * (left + right))
        else:
            samples[base] = _sound(gain * left)
            samples[base + 1] = _sound(gain * right)
    rec.limiter_peak = peak
    for c in range(2, channels):
        if c - 2 >= MAX_OWN_OUTPUTS:
            for j in range(m):
                samples[(start + j) * channels + c] = np.float32(0.0)
            continue
        peak = rec.own_peak[c - 2]
        for j in range(m):
            own = rec.mix_own[(c - 2) * TICK + j]
            peak = max(np.float64(abs(own)), peak * decay)
            master = rec.master_from + rec.master_step * (at + j)
            samples[(start + j) * channels + c] = _sound(master * _limited(peak) * own)
        rec.own_peak[c - 2] = peak
