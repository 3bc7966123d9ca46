"""From the end of a take, or a request for the live input, to the first dream sample: what a performer waits for.

A whole daemon on a clock of 64 frames; what counts is the moment at which the engine has played the first samples of
the voice.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path

import numpy as np

from live_daemon.audio.layout import MAX_SLOTS
from live_daemon.audio.record import AudioRecord
from live_daemon.demo.etude import ETUDE_FILE, SAMPLE_RATE
from live_inference.files.audio import read_audio
from live_inference.files.dreams import write_wav
from support.daemon import Daemon

TAKE_S = 4.0
STEPS = ("queued", "started", "first chunk", "start sent", "sounds")
ADDRESSES = {"/dream/queued": "queued", "/dream/started": "started", "/dream/progress": "first chunk"}
ADDRESSES |= {"/dream/sounding": "start sent"}


def measure(daemon: Daemon, record: AudioRecord, number: int, sound: np.ndarray, live: bool) -> dict[str, float]:
    """Times in ms since the take was closed, or since the request was sent."""
    starts = record.fields["slot_starts"][0].copy()
    if live:
        daemon.send("/dream/seed/live", TAKE_S)
    else:
        write_wav(daemon.recordings / f"take{number}.wav", sound, SAMPLE_RATE)
    began = time.perf_counter()
    times: dict[str, float] = {}
    ready = False
    while (len(times) < len(STEPS) or not ready) and time.perf_counter() - began < 30:
        while not daemon.host.messages.empty():
            address, _ = daemon.host.messages.get()
            ready |= address == "/dream/ready"
            times.setdefault(ADDRESSES.get(address, "other"), 1000 * (time.perf_counter() - began))
            if address in ("/dream/failed", "/dream/dropped"):
                raise RuntimeError(f"{address} while measuring")
        now = record.fields["slot_starts"][0]
        for slot in np.flatnonzero(now != starts):
            if record.fields["slot_looping"][0][slot] == 0 and record.fields["slot_position"][0][slot] > 0:
                times.setdefault("sounds", 1000 * (time.perf_counter() - began))
        times.pop("other", None)
        time.sleep(0.0005)
    return times


def main() -> int:
    """Measure, print medians and 95th percentiles of every step, JSON last."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--takes", type=int, default=40)
    parser.add_argument("--live", action="store_true", help="/dream/seed/live instead of a file")
    parser.add_argument("--set", action="append", default=[])
    options = parser.parse_args()
    sound = read_audio(ETUDE_FILE, SAMPLE_RATE)
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_wav(folder / "input.wav", np.tile(sound, 30), SAMPLE_RATE)
        settings = [
            "audio.blocksize=64",
            "voices.stagger_s=0",
            "voices.max=8",
            f"audio.input_file={folder / 'input.wav'}",
        ]
        with Daemon(folder, *settings, *options.set, duration_s=4.0) as daemon:
            record = AudioRecord.open(_record_folder(daemon))
            assert len(record.fields["slot_phase"][0]) == MAX_SLOTS
            time.sleep(TAKE_S)
            for number in range(options.takes):
                rows.append(measure(daemon, record, number, sound[: round(TAKE_S * SAMPLE_RATE)], options.live))
                time.sleep(0.5)
    figures = {
        step: {
            part: round(float(np.percentile([row[step] for row in rows], q)), 1)
            for part, q in (("p50", 50), ("p95", 95))
        }
        for step in STEPS
    }
    for step, row in figures.items():
        print(f"  closed -> {step:<12} p50 {row['p50']:7.1f} ms   p95 {row['p95']:7.1f} ms")
    print(json.dumps({"takes": options.takes, "live": options.live, "ms": figures}))
    return 0


def _record_folder(daemon: Daemon) -> Path:
    command = Path(f"/proc/{daemon.children()['audio']}/cmdline").read_text(encoding="utf-8").split("\0")
    return Path(command[command.index("--record") + 1])
