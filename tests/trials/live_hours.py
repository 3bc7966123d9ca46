"""An endless dream for an hour, under the real daemon: does it run dry, does anything grow?

A player of passages on one chord each, of random length and loudness, with rests, goes into `live-daemon run` on its
clock (no sound card); influence and manner are turned now and then. Memory of each process is what it has for
itself alone (USS), every half minute; the first quarter is compared with the last.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from typing import Any, Final

import numpy as np
import psutil
import soundfile
import soxr

from live_daemon.audio.record import AudioRecord
from live_models.arrays import FloatArray
from support.daemon import Daemon
from support.passages import RATE, Passage, of_chords, plucked_chords
from support.sounding_daemon import shared_folder_of
from trials.figures import figure_table, leave
from trials.live_answers import ENGINE_RATE

SAMPLED_S: Final = 30.0
LOUDEST_DB, SOFTEST_DB = -3.0, -23.0
LEAST_S, MOST_S = 2.0, 12.0
REST_SHARE = 0.3
LONGEST_REST_S = 6.0


def played(passages: list[Passage], seconds: float, rng: np.random.Generator) -> FloatArray:
    """The player, at the engine's rate. Shape: -> `[n]`"""
    parts, length = [], 0
    while length < seconds * RATE:
        one = passages[int(rng.integers(len(passages)))]
        sound = np.resize(np.concatenate([one.samples, one.follows]), round(rng.uniform(LEAST_S, MOST_S) * RATE))
        level = 10.0 ** (rng.uniform(SOFTEST_DB, LOUDEST_DB) / 20.0) / max(float(np.abs(sound).max()), 1e-9)
        fade = np.minimum(1.0, np.arange(len(sound))[::-1] / (0.02 * RATE))
        rest_s = rng.uniform(0.0, LONGEST_REST_S) if rng.random() < REST_SHARE else 0.0
        parts += [(level * fade * sound).astype(np.float32), np.zeros(round(rest_s * RATE), dtype=np.float32)]
        length += len(sound) + len(parts[-1])
    whole = np.concatenate(parts)[: round(seconds * RATE)]
    return np.asarray(soxr.resample(whole, RATE, ENGINE_RATE), dtype=np.float32)


def own_mb(pid: int) -> float:
    """Memory of a process that no other shares. MB."""
    return float(psutil.Process(pid).memory_full_info().uss) / 1e6


def perform(folder: Path, model: Path | None, sound: FloatArray, rng: np.random.Generator) -> dict[str, Any]:
    """Play it all to the real daemon, in an empty folder; return the figures."""
    for one in ("recordings", "bank"):
        (folder / one).mkdir()
    soundfile.write(folder / "input.wav", sound, ENGINE_RATE, subtype="FLOAT")
    settings = [f"audio.input_file={folder / 'input.wav'}", "audio.monitor=0", f"audio.sample_rate={ENGINE_RATE}"]
    if model is not None:
        settings += [f"paths.checkpoints={model.parent}", f"engine.model={model.stem}"]
    memory: list[dict[str, float]] = []
    with Daemon(folder, *settings) as daemon:
        record = AudioRecord.open(shared_folder_of(daemon))
        daemon.send("/dream/live/start")
        daemon.wait_for("/dream/live/phase", first="sounding", timeout=60)
        late = record.get("late_blocks")
        while record.get("frame") < len(sound) - SAMPLED_S * ENGINE_RATE:
            time.sleep(SAMPLED_S)
            memory.append({name: own_mb(pid) for name, pid in daemon.children().items()})
            if rng.random() < 0.1:
                daemon.send("/dream/control/influence", float(rng.choice([0.0, 1.0, 2.0, 3.0])))
            if rng.random() < 0.1:
                daemon.send("/dream/control/manner", str(rng.choice(["with", "between"])))
        daemon.wait_for("/dream/status")
        heard = list(daemon.heard)
        phases = [values[0] for address, values in heard if address == "/dream/live/phase"]
        return {
            "seconds": record.get("frame") / ENGINE_RATE,
            "underruns": record.get("underruns"),
            "late_blocks": record.get("late_blocks") - late,
            "phases": {name: phases.count(name) for name in sorted(set(phases))},
            "errors": [values for address, values in heard if address == "/dream/error"],
            "memory_mb": memory,
            "began_again": [line for line in daemon.log.splitlines() if "began again" in line],
        }


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", nargs="?", type=Path, help="path of a card (default: the shipped default)")
    parser.add_argument("--recording", nargs="+", type=Path, default=[], help="with a .json of chords beside each")
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--out", type=Path, default=Path("trials-out/live_hours"))
    options = parser.parse_args()
    rng = np.random.default_rng(0)
    passages = of_chords(options.recording, 16) if options.recording else plucked_chords(16)
    sound = played(passages, 60.0 * options.minutes, rng)
    with tempfile.TemporaryDirectory(prefix="live-hours-") as name:
        found = perform(Path(name), options.checkpoint, sound, rng)
    quarter = max(1, len(found["memory_mb"]) // 4)
    first, last = found["memory_mb"][:quarter], found["memory_mb"][-quarter:]
    rows = [
        ("live dream for", f"{found['seconds'] / 60.0:.1f} min"),
        ("ran dry, late blocks", f"{found['underruns']}, {found['late_blocks']}"),
        ("phases", ", ".join(f"{name} {count}" for name, count in found["phases"].items())),
        ("began again", str(len(found["began_again"]))),
        ("errors", str(len(found["errors"]))),
    ]
    for name in sorted(last[-1]):
        before, after = (float(np.median([one[name] for one in part if name in one])) for part in (first, last))
        rows.append((f"memory of {name}, first and last quarter", f"{before:.1f}, {after:.1f} MB"))
    leave(options.out, "live_hours", [found], figure_table(rows))
    return 0
