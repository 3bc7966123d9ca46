"""Banks that change while loops play: the whole daemon under JACK at 48 kHz and 64 frames, beside `jack_metro`.

32 loops of 10 s sound, a bank of 64 takes their place, the 32 come back, and so on; first the same time without any
change. Linux. The server says which client was late; jack_metro does next to nothing, so what it misses is the
machine's own floor.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from live_daemon.audio.record import AudioRecord
from live_daemon.soundcheck.rehearsal import engine_counts, engine_figures
from live_inference.bank.loop_files import LOOP_RATE
from live_inference.bank.manifest import BankLoop, write_bank
from live_inference.files.dreams import atomically, wav_bytes
from support.daemon import Daemon
from support.jack import JackServer
from support.sounding_daemon import shared_folder_of
from trials.figures import figure_table, leave
from trials.load import late_clients

PERIOD = 64
LOOP_S = 10.0
SMALL, BIG = 32, 64
SETTLE_S = 1.5


def perform(folder: Path, swaps: int) -> dict[str, Any]:
    """Run it in an empty folder; return the figures."""
    for name, loops in (("small", SMALL), ("big", BIG)):
        make_bank(folder / "bank" / name, loops)
    with JackServer(folder, PERIOD, LOOP_RATE, synchronous=False) as server:
        metro = subprocess.Popen(
            ["jack_metro", "-b", "120"], env=server.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        overrides = ["audio.device=JACK:system", "follower.loops=0", "audio.arena_s=1200"]
        try:
            with Daemon(folder, *overrides, environment=server.environment) as daemon:
                load(daemon, "small", SMALL)
                time.sleep(5.0)
                return _measure(daemon, server, swaps)
        finally:
            metro.terminate()
            metro.wait()


def load(daemon: Daemon, name: str, loops: int) -> float:
    """Load a bank and let its loops sound; return how long it took, in seconds."""
    began = time.monotonic()
    daemon.send("/dream/bank/load", name)
    path, number = daemon.wait_for("/dream/bank/ready", timeout=60)
    took_s = time.monotonic() - began
    assert (Path(path).name, number) == (name, loops)
    for loop in range(loops):
        daemon.send("/dream/loop/gain", loop, 0.02)
    return took_s


def _measure(daemon: Daemon, server: JackServer, swaps: int) -> dict[str, Any]:
    record = AudioRecord.open(shared_folder_of(daemon))
    processes = daemon.children()
    memory: list[dict[str, float]] = []
    took_s: dict[str, list[float]] = {"small": [], "big": []}

    def swap() -> None:
        for number in range(swaps):
            name, loops = (("big", BIG), ("small", SMALL))[number % 2]
            took_s[name].append(load(daemon, name, loops))
            daemon._drain(SETTLE_S)
            daemon.heard.clear()
            memory.append({one: _private_mb(pid) for one, pid in processes.items()})

    swapping = counted(record, server, swap)
    resting = counted(record, server, lambda: daemon._drain(swapping["engine"]["seconds"]))
    assert daemon.children() == processes, "a process was started again"
    return {
        "swaps": swaps,
        "big_ready_s": [round(one, 2) for one in took_s["big"]],
        "small_ready_s": [round(one, 2) for one in took_s["small"]],
        "while_banks_change": swapping,
        "without_change": resting,
        "private_mb": memory,
    }


def counted(record: AudioRecord, server: JackServer, act: Any) -> dict[str, Any]:
    """Act; return the engine's figures meanwhile, and whom the server found late."""
    before, late_before = engine_counts(record), late_clients(server)
    act()
    figures = engine_figures(before, engine_counts(record), record.sample_rate)
    return {"engine": figures, "late": {one: n - late_before.get(one, 0) for one, n in late_clients(server).items()}}


def _private_mb(pid: int) -> float:
    """Memory that a process has for itself (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    found = re.search(r"RssAnon:\s+(\d+) kB", status)
    return round(int(found[1]) / 1024, 1) if found else 0.0


def make_bank(folder: Path, loops: int) -> None:
    """Write loops of ten seconds, each three tones that close, with hashes, as a rendered bank has them."""
    frames = round(LOOP_S * LOOP_RATE)
    rng = np.random.default_rng(loops)
    rows = []
    for number in range(loops):
        cycles = rng.integers(800, 8000, 3)
        time_turns = np.arange(frames)[:, None] / frames
        sound = 0.1 * np.sin(2 * np.pi * cycles * time_turns).sum(axis=1).astype(np.float32)
        data = wav_bytes(sound, LOOP_RATE, "PCM_24")
        atomically(folder / f"{number}.wav", lambda partial, data=data: partial.write_bytes(data))
        pitches = [float(one) / LOOP_S for one in cycles]
        facts = {"loudness_lufs": -18.0, "frames": frames, "sha256": hashlib.sha256(data).hexdigest()}
        rows.append(BankLoop(f"{number}.wav", pitches, LOOP_S, -18.0, **facts))
    write_bank(folder, rows)


def as_markdown(result: dict[str, Any]) -> str:
    """Return the figures as a table."""

    def counts(one: dict[str, Any]) -> str:
        late, engine = one["late"], one["engine"]
        return (
            f"{late['live-daemon']} / {late['metro']} / {late['driver']}; {engine['late_blocks']} of "
            f"{engine['blocks']} blocks longer than a block; p99.9 {engine['p999_us']} µs of {engine['budget_us']} µs"
        )

    memory = result["private_mb"]
    early = memory[min(3, len(memory) - 1)]
    rows = [
        ("late by JACK's log: ours / jack_metro / its timer, while banks change", counts(result["while_banks_change"])),
        ("the same time without a change", counts(result["without_change"])),
        (
            f"a bank of {BIG} is ready after",
            f"{np.median(result['big_ready_s']):.2f} s, {max(result['big_ready_s']):.2f} s at most",
        ),
    ]
    rows += [
        (f"memory of {name}", f"{early[name]} MB after 4 swaps, {memory[-1][name]} MB at the end") for name in early
    ]
    return figure_table(rows)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--swaps", type=int, default=20)
    parser.add_argument("--out", type=Path, default=Path("trials-out"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = perform(Path(folder), options.swaps)
    leave(options.out, "bank_swaps", result, as_markdown(result))
    return 0
