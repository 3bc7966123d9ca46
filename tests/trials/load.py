"""The whole daemon under JACK at 48 kHz and 64 frames with everything at once, beside `jack_metro`.

32 bands, 32 loops, 8 voices, the worker dreaming without a pause, 1000 OSC messages a second. Linux. The server says
which client was late; jack_metro does next to nothing, so what it misses is the machine's own floor.
"""

from __future__ import annotations

import argparse
import collections
import re
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from pythonosc.osc_message_builder import OscMessageBuilder

from live_daemon.audio.record import AudioRecord
from live_daemon.demo.etude import ETUDE_FILE
from live_daemon.follower.bands import default_bands
from live_daemon.soundcheck.rehearsal import engine_counts, engine_figures
from live_inference.bank.manifest import BankLoop, write_bank
from support.daemon import Daemon
from support.jack import JackServer
from support.sounding_daemon import shared_folder_of
from trials.figures import figure_table, leave

RATE, PERIOD = 48_000, 64
BANDS = LOOPS = 32
VOICES = 8
DREAM_S = 10.0
MESSAGES_PER_SECOND = 1000
SPEED_S = 0.02


def perform(folder: Path, seconds: float) -> dict[str, Any]:
    """Run it in an empty folder; return the figures."""
    make_bank(folder / "bank" / "full")
    (folder / "recordings").mkdir()
    take = folder / "recordings" / "take.wav"
    sound, rate = soundfile.read(ETUDE_FILE, dtype="float32")
    bands = ",".join(f"{hz:.2f}" for hz in default_bands(BANDS))
    with JackServer(folder, PERIOD, RATE, synchronous=False) as server:
        metro = subprocess.Popen(
            ["jack_metro", "-b", "120"], env=server.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        overrides = ["audio.device=JACK:system", "audio.monitor=0.2", f"voices.max={VOICES}", "voices.stagger_s=1"]
        overrides += [f"follower.bands=[{bands}]", "follower.loops=0", "audio.arena_s=600"]
        try:
            with Daemon(folder, *overrides, duration_s=DREAM_S, environment=server.environment) as daemon:
                soundfile.write(take, sound[: 4 * rate], rate)
                daemon.wait_for("/dream/ready", timeout=120)
                daemon.send("/dream/bank/load", "full")
                daemon.wait_for("/dream/bank/ready", timeout=60)
                for loop in range(LOOPS):
                    daemon.send("/dream/loop/gain", loop, 0.05)
                return _measure(daemon, server, take, seconds)
        finally:
            metro.terminate()
            metro.wait()


def _measure(daemon: Daemon, server: JackServer, take: Path, seconds: float) -> dict[str, Any]:
    record = AudioRecord.open(shared_folder_of(daemon))
    stop, sent = threading.Event(), [0]
    sender = threading.Thread(target=_send_messages, args=(daemon, stop, sent), daemon=True)
    sender.start()
    voices: list[int] = []
    dreams = 0
    before, late_before = engine_counts(record), late_clients(server)
    began = time.monotonic()
    waiting = 0
    while time.monotonic() - began < seconds:
        if waiting < 3:
            daemon.send("/dream/seed", str(take), "", DREAM_S)
            waiting += 1
        daemon._drain(0.2)
        for address, values in daemon.heard:
            if address == "/dream/status":
                voices.append(values[2])
            elif address in ("/dream/ready", "/dream/failed", "/dream/dropped"):
                waiting = max(0, waiting - 1)
                dreams += address == "/dream/ready"
        daemon.heard.clear()
        daemon._waiting.clear()
    took_s = time.monotonic() - began
    stop.set()
    sender.join()
    late = {name: count - late_before.get(name, 0) for name, count in late_clients(server).items()}
    return {
        "seconds": round(took_s, 1),
        "engine": engine_figures(before, engine_counts(record), record.sample_rate),
        "max_us": record.get("max_duration_ns") / 1000,
        "osc_per_second": round(sent[0] / took_s),
        "dreams": dreams,
        "dream_x_realtime": round(dreams * DREAM_S / took_s, 2),
        "voices_median": float(np.median(voices)) if voices else 0.0,
        "late": late,
    }


def _send_messages(daemon: Daemon, stop: threading.Event, sent: list[int]) -> None:
    """Faders: this many messages a second, in bursts of 20 ms. The sockets' own client is not asked to encode each."""
    datagrams = []
    for loop in range(LOOPS):
        for step in range(8):
            builder = OscMessageBuilder("/dream/loop/gain")
            builder.add_arg(loop)
            builder.add_arg(0.03 + 0.005 * step)
            datagrams.append(builder.build().dgram)
    burst = round(MESSAGES_PER_SECOND * SPEED_S)
    due = time.monotonic()
    while not stop.is_set():
        for _ in range(burst):
            daemon._client._sock.sendto(datagrams[sent[0] % len(datagrams)], ("127.0.0.1", daemon.port))
            sent[0] += 1
        due += SPEED_S
        time.sleep(max(0.0, due - time.monotonic()))


def late_clients(server: JackServer) -> dict[str, int]:
    """Count whom the server found late, by client; `driver`: its own timer was."""
    counts: collections.Counter[str] = collections.Counter({"live-daemon": 0, "metro": 0, "driver": 0})
    for line in server.log.read_text().splitlines():
        if found := re.search(r"client = (\S+) was not finished", line):
            counts[found[1]] += 1
        elif re.search(r"Process XRun = \d+ usec", line):
            counts["driver"] += 1
    return dict(counts)


def make_bank(folder: Path) -> None:
    """Write 32 loops of two seconds, each a band's own tone."""
    folder.mkdir(parents=True)
    loops = []
    for number, hz in enumerate(default_bands(LOOPS)):
        time_s = np.arange(2 * RATE) / RATE
        soundfile.write(folder / f"{number}.wav", (0.1 * np.sin(2 * np.pi * hz * time_s)).astype(np.float32), RATE)
        loops.append(BankLoop(f"{number}.wav", [float(hz)], 2.0, -23.0))
    write_bank(folder, loops)


def as_markdown(result: dict[str, Any]) -> str:
    """Return the figures as a table."""
    engine, late, sound_s = result["engine"], result["late"], result["dream_x_realtime"]
    rows = [
        ("length", f"{result['seconds']:g} s, {engine['blocks']} blocks of {engine['blocksize']}"),
        (
            "callback p50 / p99.9 / max",
            f"{engine['p50_us']} / {engine['p999_us']} / {result['max_us']:.0f} µs (max since its start)",
        ),
        ("its period", f"{engine['budget_us']} µs; p99.9 is {100 * engine['p999_us'] / engine['budget_us']:.1f} %"),
        ("our callback longer than a block", engine["late_blocks"]),
        (
            "JACK: ours was late / jack_metro was late / its timer was",
            f"{late['live-daemon']} / {late['metro']} / {late['driver']}",
        ),
        ("told to us by JACK (any cause)", engine["xruns"]),
        ("OSC", f"{result['osc_per_second']} messages a second"),
        (
            "dreams",
            f"{result['dreams']}, {sound_s} s of dream in a second; {result['voices_median']:g} voices",
        ),
    ]
    return figure_table(rows)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--out", type=Path, default=Path("trials-out"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = perform(Path(folder), 60 * options.minutes)
    leave(options.out, "load", result, as_markdown(result))
    return 0
