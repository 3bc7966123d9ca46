"""A recording becomes a bank, and the bank is tried: do its seams click, does each seed call its own loop?

The recording is cut into as many equal parts as there are to be loops; each is dreamt on by the default model. Then,
through the engine itself, offline: every loop is repeated a hundred times, and every part is played back to all loops
of the bank.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from live_daemon.audio.control import EngineControl
from live_daemon.audio.engine import Engine
from live_daemon.audio.record import AudioRecord
from live_daemon.bank.bank_loader import Destination, load_bank
from live_daemon.demo.etude import ETUDE_FILE
from live_daemon.loops.mixer import LoopMixer
from live_daemon.settings import FollowerSettings, VoiceSettings
from live_inference.bank.loop_files import LOOP_RATE, write_loop
from live_inference.bank.manifest import BankLoop, read_bank, write_bank
from live_inference.dreaming.dream import DreamRejectedError, Dreams
from live_inference.files.audio import read_audio
from live_models.arrays import FloatArray
from live_models.loading import load_generator
from live_models.registry import Registry

DREAM_S = 10.0
REPETITIONS = 100
BLOCK = 480
BATCH = 8
LOUDNESSES_DB = (0.0, -6.0, -12.0)
TRIES = 4


def make_bank(recording: Path, count: int, folder: Path) -> list[FloatArray]:
    """Write a bank of dreams on equal parts of a recording; return the parts at 48 kHz."""
    registry = Registry([])
    name = registry.default_name()
    generator = load_generator(registry.find(name))
    rate = generator.spec.sample_rate
    heard, sound = read_audio(recording, LOOP_RATE), read_audio(recording, rate)
    rows: dict[int, BankLoop] = {}
    for attempt in range(TRIES):
        waiting = [number for number in range(count) if number not in rows]
        for first in range(0, len(waiting), BATCH):
            numbers = waiting[first : first + BATCH]
            seeds = [_part(sound, number, count) for number in numbers]
            rng_seeds = [number + 1000 * attempt for number in numbers]
            for number, seed, dream in zip(numbers, seeds, _dreams(generator, seeds, rng_seeds), strict=True):
                if dream is not None:
                    facts: dict[str, Any] = {
                        "seed": f"{recording.name} part {number + 1} of {count}",
                        "checkpoint": name,
                    }
                    rows[number] = write_loop(folder, f"{number:02d}", dream, LOOP_RATE, heard=(seed, rate), **facts)
    assert len(rows) == count, f"the guard refused all dreams on part {sorted(set(range(count)) - set(rows))}"
    write_bank(folder, [rows[number] for number in range(count)])
    return [_part(heard, number, count) for number in range(count)]


def _part(sound: FloatArray, number: int, count: int) -> FloatArray:
    return sound[len(sound) * number // count : len(sound) * (number + 1) // count]


def _dreams(generator: Any, seeds: list[FloatArray], rng_seeds: list[int]) -> list[FloatArray | None]:
    durations = [DREAM_S] * len(seeds)
    dreams = Dreams(generator, seeds, durations, LOOP_RATE, rng_seeds, generator.default_controls)
    made: list[list[FloatArray]] = [[] for _ in seeds]
    refused = set()
    while not dreams.ended:
        for number, chunk in dreams.advance().items():
            if isinstance(chunk, DreamRejectedError):
                refused.add(number)
            else:
                made[number].append(chunk.samples)
    return [None if number in refused else np.concatenate(parts) for number, parts in enumerate(made)]


def seams(bank: Path, repetitions: int = REPETITIONS) -> list[dict[str, float]]:
    """Play each loop through the engine; return its largest step at a seam and the 99.9th percentile of others (of the
    turn in which that is smallest)."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        record = AudioRecord.create(Path(folder), LOOP_RATE, 60 * LOOP_RATE)
        for row in read_bank(bank):
            loop = read_audio(bank / row.file, LOOP_RATE)
            record.arena[: len(loop)] = 0.5 * loop  # below the limiter
            engine, control = Engine(record), EngineControl(record)
            control.set_bands([440.0], 20.0, 1)  # nobody plays: bands would only take time
            control.start_slot(0, 0, len(loop), looping=True, gain=1.0, pan=-1.0, fade_in_ms=0.0)
            sound = _Output(engine)
            last = sound.take(len(loop))[-1:]  # the gain comes up meanwhile
            at_seams, others = [], []
            for _ in range(repetitions):
                turn = sound.take(len(loop))
                steps = np.abs(np.diff(np.concatenate([last, turn])))
                last = turn[-1:]
                at_seams.append(steps[0])
                others.append(np.percentile(steps[1:], 99.9))
            usual = float(min(others))
            found.append({"seams": len(at_seams), "largest": float(max(at_seams)), "p999": usual})
            control.stop_slot(0, 1.0)
            sound.take(LOOP_RATE)
    return found


class _Output:
    """What an engine that hears nothing plays on its left side, as many frames as are asked for."""

    def __init__(self, engine: Engine):
        self._engine = engine
        self._silence = np.zeros((10 * BLOCK, 2), np.float32)
        self._rest = np.zeros(0, np.float32)

    def take(self, frames: int) -> FloatArray:
        """Return the next frames, behind the last one that was returned before."""
        parts = [self._rest]
        while sum(map(len, parts)) < frames:
            parts.append(self._engine.process(self._silence)[:, 0].copy())
        sound = np.concatenate(parts)
        self._rest = sound[frames:]
        return sound[:frames]


def calls(bank: Path, seeds: list[FloatArray], loudness_db: float = 0.0) -> np.ndarray:
    """Play every seed back to the stage with this bank; return the mean gain of each loop. Shape: (seeds, loops)."""
    rows = read_bank(bank)
    frames = sum((row.frames or 0) + LOOP_RATE for row in rows)
    gains = []
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        record = AudioRecord.create(Path(folder), LOOP_RATE, frames)
        engine, control = Engine(record), EngineControl(record)
        stage = LoopMixer(control, frames, LOOP_RATE, VoiceSettings(), FollowerSettings())
        stage.reapply()
        loaded = load_bank(bank, read_bank(bank), Destination(record.arena, LOOP_RATE, stage.arena, "swell"))
        assert not loaded.faults, loaded.faults
        stage.replace_loops(loaded.loops)
        for seed in seeds:
            heard = np.repeat((10 ** (loudness_db / 20) * seed)[:, None], 2, axis=1).astype(np.float32)
            over_time = []
            for first in range(0, len(heard) - BLOCK + 1, BLOCK):
                engine.process(heard[first : first + BLOCK])
                over_time.append(stage.gains())
            gains.append(np.mean(over_time, axis=0))
            for _ in range(round(4 * LOOP_RATE / BLOCK)):  # until the envelopes have fallen
                engine.process(np.zeros((BLOCK, 2), np.float32))
    return np.asarray(gains)


def perform(recording: Path, count: int, folder: Path) -> dict[str, Any]:
    """Make the bank in a folder and try it; return the figures."""
    parts = make_bank(recording, count, folder)
    steps = seams(folder)
    ratios = [one["largest"] / one["p999"] for one in steps]
    result: dict[str, Any] = {
        "recording": recording.name,
        "loops": count,
        "seams": sum(int(one["seams"]) for one in steps),
        "seams_above_p999": sum(ratio > 1 for ratio in ratios),
        "largest_seam_over_p999": round(max(ratios), 4),
        "called": {},
    }
    for loudness_db in LOUDNESSES_DB:
        gains = calls(folder, parts, loudness_db)
        own = np.diag(gains)
        others = np.where(np.eye(count, dtype=bool), -1.0, gains)
        result["called"][f"{loudness_db:g} dB"] = {
            "own_is_highest": int((own > others.max(axis=1)).sum()),
            "own": round(float(own.mean()), 3),
            "next": round(float(others.max(axis=1).mean()), 3),
            "mean": round(float(gains.mean()), 3),
        }
    return result


def main() -> int:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recording", nargs="?", type=Path, default=ETUDE_FILE)
    parser.add_argument("--loops", type=int, default=32)
    parser.add_argument("--out", type=Path, default=Path("trials-out"))
    options = parser.parse_args()
    result = perform(options.recording, options.loops, options.out / "bank")
    (options.out / "banks.json").write_text(json.dumps(result, indent=1))
    print(json.dumps(result, indent=1))
    return 0
