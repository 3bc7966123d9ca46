"""The host's plugin drives the engine: the daemon's side of the bridge (``plugins/source/engine.c``)."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from live_daemon.audio.devices import DeviceError
from live_daemon.audio.engine import Engine
from live_daemon.audio.record import AudioRecord

INPUTS = 2
_FAULT_BYTES = 512


@dataclass(frozen=True, slots=True)
class Host:
    """A host that plays: its rate in Hz, its largest block in frames (the bridge's latency)."""

    sample_rate: int
    most_frames: int


class Bridge:
    """The shared ring, as the engine holds it. *Audio process.*

    ``library``: the plugin's own, which holds both sides. ``osc_port``: where plugins send what is turned on them.

    Raises:
        DeviceError: it cannot be made, or another daemon has it.
    """

    def __init__(self, library: Path, osc_port: int) -> None:
        try:
            self._library = ctypes.CDLL(str(library))
        except OSError as error:
            raise DeviceError(f"bridge {library} cannot be loaded: {error} (set [audio] device)") from error
        self._declare()
        self._beats, self._bank = 0, b""
        fault = ctypes.create_string_buffer(_FAULT_BYTES)
        self._side = self._library.ld_engine_open(osc_port, fault, len(fault))
        if not self._side:
            raise DeviceError(f"bridge cannot be made: {fault.value.decode(errors='replace')}")

    def _declare(self) -> None:
        pointer, number = ctypes.c_void_p, ctypes.c_uint32
        library = self._library
        library.ld_engine_open.restype = pointer
        library.ld_engine_open.argtypes = [number, ctypes.c_char_p, ctypes.c_size_t]
        library.ld_engine_close.argtypes = [pointer]
        library.ld_engine_wait.argtypes = [pointer, ctypes.c_uint, ctypes.POINTER(number), ctypes.POINTER(number)]
        library.ld_engine_run.argtypes = [pointer, pointer, pointer, ctypes.c_uint, pointer]
        library.ld_engine_panic.argtypes = [pointer]
        library.ld_engine_tell_bank.argtypes = [pointer, ctypes.c_char_p]
        library.ld_engine_beats.restype = ctypes.c_uint64
        library.ld_engine_beats.argtypes = [pointer]
        library.ld_engine_frames.restype = number
        library.ld_engine_frames.argtypes = [pointer]

    def host(self, patience_s: float) -> Host | None:
        """Wait for a host that plays; None if none does for so long. Any one thread; without the interpreter's lock."""
        rate, frames = ctypes.c_uint32(), ctypes.c_uint32()
        there = self._library.ld_engine_wait(
            self._side, round(1000.0 * patience_s), ctypes.byref(rate), ctypes.byref(frames)
        )
        return Host(rate.value, frames.value) if there else None

    def run(self, engine: Engine, stop: np.ndarray[tuple[int, ...], np.dtype[np.int32]]) -> None:
        """Play what the host plays, until it stops or ``stop[0]`` is set. A thread of its own."""
        channels = engine.record.get("output_channels")
        self._library.ld_engine_run(self._side, engine.address, engine.userdata, channels, stop.ctypes.data)

    def attend(self, record: AudioRecord) -> None:
        """Hand on what is said besides sound: a panic, a latency that grew, which bank plays; that the host lives
        though it computes slowly.

        To be called a few times in 0.1 s, from one thread.
        """
        if self._library.ld_engine_panic(self._side):
            record.ask_for_panic()
        latency_s = int(self._library.ld_engine_frames(self._side)) / record.get("engine_sample_rate")
        if latency_s not in (0.0, record.get("latency_out_s")):
            record.put("latency_out_s", latency_s)
        if record.bank_name != self._bank:
            self._bank = record.bank_name
            self._library.ld_engine_tell_bank(self._side, self._bank)
        beats = int(self._library.ld_engine_beats(self._side))
        if beats != self._beats:  # an engine that hangs in a block gives none
            self._beats = beats
            record.put("clock_waits", record.get("clock_waits") + 1)

    def close(self) -> None:
        """Let go of the ring. It stays for the next daemon."""
        self._library.ld_engine_close(self._side)
        self._side = None


def begin_session(record: AudioRecord, host: Host, output_channels: int) -> Engine:
    """Return the engine, ready for this host's blocks."""
    record.put("input_channels", INPUTS)
    record.put("output_channels", output_channels)
    record.put("blocksize", 0)
    record.put("latency_in_s", 0.0)
    record.put("latency_out_s", host.most_frames / host.sample_rate)
    engine = Engine(record)
    engine.set_sample_rate(float(host.sample_rate))
    engine.keep_start()
    return engine
