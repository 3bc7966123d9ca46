"""Measures the audio callback: its time against the block's, on a clock or a device, also with a busy interpreter."""

import argparse
import json
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from live_daemon.audio.clock import Clock
from live_daemon.audio.control import EngineControl
from live_daemon.audio.record import AudioRecord
from live_daemon.audio.stream import EngineStream
from live_daemon.follower.bands import default_bands

SAMPLE_RATE = 48000
_WARM_UP_S = 0.5
_LOOP_S = (1.0, 4.0)


def callback_bench(
    seconds: float, bands: int = 32, loops: int = 32, blocksize: int = 64, *, channels: int = 1
) -> dict[str, float]:
    """Return callback times in µs (p50_us, p999_us, max_us) and the block's own (budget_us), without a device.

    ``channels``: of each loop. Blocks run in real time, so that caches are as cold as on stage. Also returns blocks and
    late_blocks.
    """
    rng = np.random.default_rng(1)
    heard = (0.1 * rng.standard_normal(int((seconds + 2) * SAMPLE_RATE))).astype(np.float32)
    with _loaded_record(bands, loops, channels) as (record, control):
        clock = Clock(record, blocksize, heard)
        stop = threading.Event()
        thread = threading.Thread(target=clock.run, args=(stop,), daemon=True)
        thread.start()
        try:
            return _measure(control, seconds, blocksize)
        finally:
            stop.set()
            thread.join()


def device_bench(
    device: str, seconds: float, bands: int = 32, loops: int = 32, *, busy: bool = False, client_name: str = "bench"
) -> dict[str, float]:
    """Return the same figures on a device, at its own period; with `busy` a Python thread holds the GIL.

    Main thread.
    """
    with _loaded_record(bands, loops, 1) as (record, control):
        stream = EngineStream(record, device, 0, client_name)
        stop = threading.Event()
        if busy:
            threading.Thread(target=_hold_interpreter, args=(stop,), daemon=True).start()
        try:
            before = control.counters()
            time.sleep(0.2)
            after = control.counters()
            blocksize = round((after.frames - before.frames) / max(1, after.blocks - before.blocks))
            return _measure(control, seconds, blocksize)
        finally:
            stop.set()
            stream.close()


def _measure(control: EngineControl, seconds: float, blocksize: int) -> dict[str, float]:
    time.sleep(_WARM_UP_S)
    before = control.counters()
    control.reset_statistics()
    time.sleep(seconds)
    after = control.counters()
    return {
        "p50_us": after.p50_us,
        "p999_us": after.p999_us,
        "max_us": after.max_us,
        "budget_us": blocksize / SAMPLE_RATE * 1e6,
        "blocks": after.blocks - before.blocks,
        "late_blocks": after.late_blocks,
        "xruns": after.xruns,
    }


@contextmanager
def _loaded_record(bands: int, loops: int, channels: int) -> Iterator[tuple[AudioRecord, EngineControl]]:
    """Make a record in which every loop sounds and follows one band."""
    memory = Path("/dev/shm")
    room = int(_LOOP_S[1] * SAMPLE_RATE)
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        record = AudioRecord.create(Path(folder), SAMPLE_RATE, max(1, loops) * channels * room)
        rng = np.random.default_rng(0)
        record.arena[:] = 0.05 * rng.standard_normal(len(record.arena), np.float32)
        control = EngineControl(record)
        control.set_bands(default_bands(bands), q=8.0, sections=2)
        for slot, seconds in enumerate(rng.uniform(*_LOOP_S, loops)):
            control.set_gain_map(slot, np.eye(bands)[slot % bands])
            place = slot * channels * room, int(seconds * SAMPLE_RATE)
            control.start_slot(slot, *place, gain=0.2, pan=2 * slot / loops - 1, apart=room * (channels - 1))
        yield record, control


def _hold_interpreter(stop: threading.Event) -> None:
    count = 0
    while not stop.is_set():
        for _ in range(10_000):
            count += 1


def main() -> None:
    """Print one JSON line."""
    parser = argparse.ArgumentParser(prog="python -m live_daemon.bench.callback", description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--device", default="none")
    parser.add_argument("--channels", type=int, choices=(1, 2), default=1, help="of each loop, without a device")
    parser.add_argument("--busy", action="store_true", help="with a device: hold the GIL meanwhile")
    options = parser.parse_args()
    if options.device == "none":
        result = callback_bench(options.seconds, channels=options.channels)
    else:
        result = device_bench(options.device, options.seconds, busy=options.busy)
    json.dump(result, sys.stdout)
    print()


if __name__ == "__main__":
    main()
