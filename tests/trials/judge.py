"""A trained judge: how surely are dreams told from the player's other playing, and what gives them away?

Dreams of 20 s, seeded by passages of `--recording`, which the model should never have heard, against the rest of that
recording, at the dreams' own rate. AUC .5 is guessing, 1 is always right. `--against`: another recording in the place
of the dreams, which shows what the judge hears in another piece, or another instrument.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import soxr

from live_daemon.demo.etude import ETUDE_FILE
from live_inference.files.audio import read_audio
from live_models.arrays import FloatArray
from live_models.contract.family import ANY_BACKEND
from live_models.loading import load_generator
from live_models.registry import Registry
from support.judge import STRETCH_S, judged
from trials.figures import figure_table, leave

RATE = 44_100
DREAM_S = 20.0
SEED_S = 5.0


def dreams_from(name: str, sound: FloatArray, count: int, backend: str) -> tuple[list[FloatArray], int]:
    """Dreams seeded by passages of a sound at `RATE`, and their rate. Shape: each `[n]`"""
    generator = load_generator(Path(name) if "/" in name else Registry().find(name), backend)
    rate = generator.spec.sample_rate
    heard = np.asarray(soxr.resample(sound, RATE, rate, quality="HQ"), dtype=np.float32)
    length = round(SEED_S * rate)
    places = np.linspace(0, max(0, len(heard) - length), count).astype(int)
    state = generator.begin_batch([heard[place : place + length] for place in places], list(range(count)))
    steps = round(DREAM_S * rate / generator.spec.hop_length)
    return list(generator.advance_batch(state, generator.default_controls, steps)), rate


def row(name: str, ours: list[FloatArray], theirs: FloatArray, rate: int) -> dict[str, Any]:
    """The figures of one kind of sound against the player."""
    at_rate = np.asarray(soxr.resample(theirs, RATE, rate, quality="HQ"), dtype=np.float32)
    found = {"name": name, "sample_rate": rate, "auc": dict(judged(ours, [at_rate], rate))}
    print(in_words(found), flush=True)
    return found


def in_words(found: dict[str, Any]) -> str:
    """One line: all together, then each kind of statistic."""
    every, *kinds = found["auc"].items()
    return (
        f"{found['name']} at {found['sample_rate']} Hz: {every[1]:.3f} ({', '.join(f'{n} {v:.2f}' for n, v in kinds)})"
    )


def main() -> int:
    """Print the table. Fails where a checkpoint is told from the player more surely than `--enough`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", nargs="*", help="names, or paths of cards (default: the shipped default)")
    parser.add_argument("--recording", type=Path, default=ETUDE_FILE, help="of the player, never learnt")
    parser.add_argument("--against", nargs="+", type=Path, default=[], help="other recordings, for comparison")
    parser.add_argument("--dreams", type=int, default=12)
    parser.add_argument("--backend", default=ANY_BACKEND)
    parser.add_argument("--enough", type=float, default=1.0, help="AUC that no checkpoint may exceed")
    parser.add_argument("--out", type=Path, default=Path("trials-out/judge"))
    options = parser.parse_args()
    theirs = read_audio(options.recording, RATE)
    if len(theirs) < 2 * STRETCH_S * RATE:
        parser.error(f"--recording must be at least {2 * STRETCH_S:g} s long, got {len(theirs) / RATE:.1f} s")
    others = [row(path.stem, [read_audio(path, RATE)], theirs, RATE) for path in options.against]
    rows = []
    for name in options.checkpoints or [Registry().default_name()]:
        dreams, rate = dreams_from(name, theirs, options.dreams, options.backend)
        rows.append(row(Path(name).stem, dreams, theirs, rate))
    table = figure_table([tuple(in_words(one).split(": ", 1)) for one in [*others, *rows]])  # type: ignore[misc]
    leave(options.out, "judge", {"recording": options.recording.name, "rows": rows, "others": others}, table)
    return 0 if all(one["auc"]["all"] <= options.enough for one in rows) else 1
