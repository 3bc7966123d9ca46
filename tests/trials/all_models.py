"""Every model on the stage: a take in the watched folder with each, then one after the other while loops play.

For each model of the checkpoints folder: the time from the closing of the take to the first sample that sounds, whether
the dream was made whole, and its sidecar. Then `/dream/model/load` goes round all of them, under JACK at 48 kHz and 64
frames with 32 loops sounding, beside `jack_metro`, which does next to nothing: what it misses is the machine's own
floor. Linux.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from live_daemon.audio.record import AudioRecord
from live_daemon.demo.etude import ETUDE_FILE, SAMPLE_RATE
from live_inference.bank.loop_files import LOOP_RATE
from live_inference.files.audio import read_audio
from live_inference.files.dreams import sidecar_path, write_wav
from live_models.registry import shipped_folder
from support.daemon import Daemon
from support.jack import JackServer
from support.sounding_daemon import shared_folder_of
from trials.bank_swaps import counted, load, make_bank
from trials.figures import figure_table, leave
from trials.first_dream import TAKE_S

PERIOD, LOOPS = 64, 32
DREAM_S = 6.0
LOADING_S = 300.0  # a first model compiles its kernels


def perform(folder: Path, checkpoints: Path, rounds: int) -> dict[str, Any]:
    """Run it in an empty folder; return the figures."""
    make_bank(folder / "bank" / "loops", LOOPS)
    shutil.copytree(checkpoints, folder / "checkpoints", ignore=shutil.ignore_patterns("*.training", "*.py", "*.md"))
    names = sorted(card.stem for card in (folder / "checkpoints").glob("*.json"))
    with JackServer(folder, PERIOD, LOOP_RATE, synchronous=False) as server:
        metro = subprocess.Popen(
            ["jack_metro", "-b", "120"], env=server.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        overrides = ["audio.device=JACK:system", "follower.loops=0", "audio.arena_s=1200", "voices.stagger_s=0"]
        try:
            with Daemon(folder, *overrides, environment=server.environment, duration_s=DREAM_S) as daemon:
                load(daemon, "loops", LOOPS)
                record = AudioRecord.open(shared_folder_of(daemon))
                models = [_with_model(daemon, record, name) for name in names]
                daemon.forget()
                switching = counted(record, server, lambda: _go_round(daemon, names * rounds))
                resting = counted(record, server, lambda: daemon._drain(switching["engine"]["seconds"]))
        finally:
            metro.terminate()
            metro.wait()
    return {"models": models, "switches": len(names) * rounds, "switching": switching, "resting": resting}


def _with_model(daemon: Daemon, record: AudioRecord, name: str) -> dict[str, Any]:
    """A take for one model: when it sounds, and what it became."""
    loading = time.monotonic()
    daemon.send("/dream/model/load", name)
    daemon.wait_for("/dream/model/ready", timeout=LOADING_S, first=name)
    loaded_s = time.monotonic() - loading
    take = read_audio(ETUDE_FILE, SAMPLE_RATE)[: round(TAKE_S * SAMPLE_RATE)]
    made = []
    for again in range(3):  # the first dream of a model is no measure: pages of its weights are read
        before = record.fields["slot_starts"][0].copy()
        write_wav(daemon.recordings / f"{name}-{again}.wav", take, SAMPLE_RATE)
        began = time.perf_counter()
        sounds_ms = _until_it_sounds(record, before, began)
        _, path, duration_s = daemon.wait_for("/dream/ready", timeout=120)
        whole_s = time.perf_counter() - began
        sidecar = json.loads(sidecar_path(Path(path)).read_text(encoding="utf-8"))
        made.append((sounds_ms, whole_s))
        daemon._drain(DREAM_S + 0.5)
    sounds_ms, whole_s = min(made[1:])
    return {
        "model": name,
        "approach": sidecar["approach"],
        "loaded_s": round(loaded_s, 2),
        "first_sound_ms": None if sounds_ms is None else round(sounds_ms, 1),
        "whole_after_s": round(whole_s, 2),
        "duration_s": duration_s,
        "backend": sidecar["backend"],
        "level_db": sidecar["scores"]["level_db"],
    }


def _until_it_sounds(record: AudioRecord, before: Any, began: float) -> float | None:
    """Milliseconds until a voice has played its first samples."""
    fields = record.fields
    while time.perf_counter() - began < 60:
        started = fields["slot_starts"][0] != before
        if (started & (fields["slot_looping"][0] == 0) & (fields["slot_position"][0] > 0)).any():
            return 1000 * (time.perf_counter() - began)
        time.sleep(0.0005)
    return None


def _go_round(daemon: Daemon, names: list[str]) -> None:
    """Load each model as soon as the one before is ready; a dream is asked for on the way."""
    for name in names:
        daemon.send("/dream/model/load", name)
        daemon.wait_for("/dream/model/ready", timeout=LOADING_S, first=name)
        daemon.send("/dream/seed/live", TAKE_S)
        daemon._drain(1.0)


def as_markdown(result: dict[str, Any]) -> str:
    """Return the figures as a table."""

    def counts(one: dict[str, Any]) -> str:
        late, engine = one["late"], one["engine"]
        return (
            f"{late['live-daemon']} / {late['metro']} / {late['driver']}; {engine['late_blocks']} of "
            f"{engine['blocks']} blocks longer than a block; p99.9 {engine['p999_us']} µs of {engine['budget_us']} µs"
        )

    rows = [
        (
            f"{one['model']} ({one['approach']}, {one['backend']})",
            f"first sound {one['first_sound_ms']} ms after the take, {one['duration_s']:g} s whole after "
            f"{one['whole_after_s']} s; loaded in {one['loaded_s']} s",
        )
        for one in result["models"]
    ]
    rows += [
        (
            f"late by JACK's log: ours / jack_metro / its timer, during {result['switches']} changes of model",
            counts(result["switching"]),
        ),
        ("the same time without a change", counts(result["resting"])),
    ]
    return figure_table(rows)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--checkpoints", type=Path, default=shipped_folder(), help="their folder (default: the shipped ones)"
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--out", type=Path, default=Path("trials-out"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = perform(Path(folder), options.checkpoints, options.rounds)
    leave(options.out, "all_models", result, as_markdown(result))
    return 0
