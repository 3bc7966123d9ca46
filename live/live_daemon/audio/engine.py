"""The audio engine: one function in machine code that PortAudio, or a clock, calls for every block.

It works in ticks of 32 frames on an absolute frame counter and splits blocks at their borders, so that any block size
gives the same samples. At each tick it takes commands and computes gains, which move in straight lines between ticks.
"""

import ctypes
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

import llvmlite.binding
import numba
import numpy as np
from numba import carray, cfunc, types
from numpy.typing import NDArray

from live_daemon.audio import commands, dsp, intrinsics, layout, mixing
from live_daemon.audio.commands import take_commands
from live_daemon.audio.intrinsics import FAST, fence_release, float_pointer, kernel, now_ns
from live_daemon.audio.layout import DURATION_BIN_NS, DURATION_BINS, RECORD_TYPE, TICK
from live_daemon.audio.record import AudioRecord

_FLAGS = 1 | 2 | 4 | 8  # PortAudio's under- and overflows; 16 only means that buffers are being primed


@kernel
def _tick(rec: Any) -> None:
    take_commands(rec)
    if rec.redesign != 0:
        dsp.design(rec)
    mixing.choose_input(rec)
    dsp.update_levels(rec)
    dsp.aim_slots(rec)
    dsp.aim_mix(rec)


@kernel
def _run_block(rec: Any, inputs: Any, outputs: Any, frames: int) -> None:
    arena = carray(float_pointer(rec.arena_address), rec.arena_frames)
    start = 0
    while start < frames:
        at = rec.frame % TICK
        if at == 0:
            _tick(rec)
        m = min(TICK - at, frames - start)
        mixing.read_input(rec, inputs, start, m)
        dsp.run_bands(rec, m)
        mixing.mix_slots(rec, arena, at, m)
        mixing.write_output(rec, outputs, start, at, m)
        start += m
        fence_release()  # whoever sees the new frame sees the input ring up to it
        rec.frame += m


@kernel
def _count_block(rec: Any, frames: int, flags: int, started: int) -> None:
    duration = now_ns() - started
    period = frames * 1e9 / rec.engine_sample_rate
    if rec.last_start_ns != 0:
        rec.max_interval_ns = max(rec.max_interval_ns, started - rec.last_start_ns)
    rec.last_start_ns = started
    rec.last_duration_ns = duration
    rec.max_duration_ns = max(rec.max_duration_ns, duration)
    rec.durations[min(max(duration // DURATION_BIN_NS, 0), DURATION_BINS - 1)] += 1
    if duration > period:
        rec.late_blocks += 1
    if flags & _FLAGS:
        rec.flagged_blocks += 1
    rec.load += (duration / period - rec.load) * min(1.0, period * 1e-9)
    rec.blocks += 1


_SIGNATURE = types.int32(
    types.CPointer(types.float32),
    types.CPointer(types.float32),
    types.uint64,
    types.voidptr,
    types.uint64,
    types.CPointer(numba.from_dtype(RECORD_TYPE)),
)


def _sources() -> str:
    modules = (layout, intrinsics, commands, dsp, mixing)
    text = b"".join(Path(str(module.__file__)).read_bytes() for module in modules)
    # Constants of other modules are compiled in, too.
    constants = [(name, value) for module in modules for name, value in sorted(vars(module).items()) if name.isupper()]
    numbers = [(name, float(value)) for name, value in constants if isinstance(value, int | float | np.number)]
    return hashlib.sha256(text + repr(numbers).encode()).hexdigest()


def versions() -> dict[str, str]:
    """Return what the samples depend on to the last bit: the engine's code, the compiler, the processor."""
    cpu = str(llvmlite.binding.get_host_cpu_name())
    return {"engine": _sources(), "numba": str(numba.__version__), "cpu": cpu}


@lru_cache(maxsize=1)
def engine_callback() -> Any:
    """Return the compiled callback with PortAudio's PaStreamCallback signature; its `.address` is the C pointer.

    Compiling takes some seconds once, reading it from numba's cache a fraction of one. Any thread; once per process.
    """
    # numba's cache looks at this file only. A closed-over value is part of its key, so a change in any module that is
    # compiled into the callback makes a new one.
    sources = _sources()

    @cfunc(_SIGNATURE, nopython=True, cache=True, fastmath=FAST, error_model="numpy")  # type: ignore[untyped-decorator, unused-ignore]
    def callback(inputs: Any, outputs: Any, frames: Any, times: Any, flags: Any, record: Any) -> Any:
        _ = sources
        started = now_ns()
        rec = carray(record, 1)[0]
        count = np.int64(frames)
        if count == 0:
            return np.int32(0)
        _run_block(rec, carray(inputs, count * rec.input_channels), carray(outputs, count * rec.output_channels), count)
        _count_block(rec, count, np.int64(flags), started)
        return np.int32(0)

    return callback


class Engine:
    """The engine on a record, in the process that runs it. One per record at a time.

    Attributes:
        address: C pointer of the callback, for PortAudio.
        userdata: pointer to the record, for PortAudio. The Engine must live as long as the stream.
    """

    def __init__(self, record: AudioRecord) -> None:
        self.record = record
        callback = engine_callback()
        self._callback = callback
        self.address: int = callback.address
        self.userdata: int = record.fields.ctypes.data
        self._call = callback.ctypes
        record.put("arena_address", record.arena.ctypes.data)
        record.put("last_start_ns", 0)  # the time without an engine is not a late block
        record.put("redesign", 1)

    def set_sample_rate(self, sample_rate: float) -> None:
        """Set the rate (Hz) at which this engine runs, before its first block.

        Sounds made for another rate would play at a wrong pitch: they end here, and the controller starts resampled
        copies. The filters are designed again at the first tick.
        """
        record = self.record
        changed = sample_rate != record.get("engine_sample_rate")
        record.put("engine_sample_rate", sample_rate)  # first, or the controller would take the slots for ended
        if changed:
            for name in ("slot_phase", "slot_pending", "slot_gain", "slot_gain_from"):
                record.fields[name] = 0
            record.put("rate_frame", record.get("frame"))
        if record.get("panic_done") != record.panics:
            # A panic was asked for while no engine ran: nothing sounds, not even for the time of a fade.
            for name in ("slot_phase", "slot_pending", "slot_gain", "slot_gain_from"):
                record.fields[name] = 0
            record.put("monitor", 0.0)
            record.put("monitor_wanted", 0.0)

    def keep_start(self) -> None:
        """Keep the state in which this engine begins, for the black box. Before its first block."""
        self.record.keep_start(versions())

    def process(
        self, block: NDArray[np.float32], output: NDArray[np.float32] | None = None, flags: int = 0
    ) -> NDArray[np.float32]:
        """Run one block without a device and return the output.

        Shape: block (frames, input_channels), C-contiguous float32; returns (frames, output_channels).
        Any thread, one at a time. `flags` are PortAudio's status flags.
        """
        frames = len(block)
        if (
            block.dtype != np.float32
            or not block.flags.c_contiguous
            or block.shape[1] != self.record.get("input_channels")
        ):
            raise ValueError(
                f"block must be contiguous float32 with the record's channels, got {block.dtype} {block.shape}"
            )
        if output is None:
            output = np.empty((frames, self.record.get("output_channels")), np.float32)
        self._call(_float_pointer(block), _float_pointer(output), frames, None, flags, self.userdata)
        return output


def _float_pointer(samples: NDArray[np.float32]) -> Any:
    return samples.ctypes.data_as(ctypes.POINTER(ctypes.c_float))
