"""Draws the same seed as each model dreams it, and measures how fast each is.

The picture of docs/nine_ways.md: docs/img/nine_ways.png. Each dream is that of a frozen model with its own controls,
without the steering of the stage; one core.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
import soxr

mpl.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from scipy.signal import stft

from live_daemon.demo.etude import ETUDE_FILE
from live_inference.dreaming.guard import Guard
from live_inference.files.audio import read_audio
from live_models.arrays import FloatArray
from live_models.contract.generator import generate
from live_models.families import FAMILIES
from live_models.loading import load_generator
from live_models.registry import shipped_folder

RATE = 22_050
SEED_S, DREAM_S = 4.0, 8.0
RANGE_DB = 70.0
RNG_SEED = 1


def dream_of(card: Path, seed: FloatArray, seed_rate: int) -> dict[str, Any]:
    """A dream of a checkpoint at `RATE`, what the guard says of it, and its speed after the first second."""
    generator = load_generator(card)
    rate = generator.spec.sample_rate
    heard = np.asarray(soxr.resample(seed, seed_rate, rate), dtype=np.float32)
    guard = Guard(rate, heard, generator.spec.hop_length)
    chunks, verdict, begun_at, samples = [], "", 0.0, 0
    for chunk in generate(generator, heard, round(DREAM_S * rate), RNG_SEED):
        verdict = verdict or (guard.check(chunk) or "")
        chunks.append(chunk)
        samples += len(chunk)
        if samples >= rate and not begun_at:
            begun_at, samples_then = time.perf_counter(), samples
    speed = (samples - samples_then) / rate / (time.perf_counter() - begun_at)
    sound = np.asarray(soxr.resample(np.concatenate(chunks), rate, RATE), dtype=np.float32)
    approach = json.loads(card.read_text(encoding="utf-8"))["approach"]
    return {"name": card.stem, "approach": approach, "rate": rate, "speed": speed, "guard": verdict, "sound": sound}


def draw(axes: Axes, sound: FloatArray, title: str) -> None:
    """A spectrogram up to 8 kHz; white is `RANGE_DB` below the loudest."""
    frequencies, times, lines = stft(sound, RATE, nperseg=1024, noverlap=768)
    levels = 20 * np.log10(np.abs(lines) + 1e-9)
    top = float(levels.max())
    axes.pcolormesh(times, frequencies / 1000, levels, vmin=top - RANGE_DB, vmax=top, cmap="magma", rasterized=True)
    axes.set(ylim=(0, 8), ylabel="kHz")
    axes.set_title(title, loc="left", fontsize=9, parse_math=False)


def main() -> int:
    """Draw, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("picture", nargs="?", type=Path, default=Path("trials-out/nine_ways.png"))
    parser.add_argument(
        "--checkpoints", type=Path, default=shipped_folder(), help="their folder (default: the shipped ones)"
    )
    parser.add_argument("--seed", type=Path, default=ETUDE_FILE, help="recording that all hear (default: the demo's)")
    options = parser.parse_args()
    seed_rate = 44_100
    seed = read_audio(options.seed, seed_rate)[: round(SEED_S * seed_rate)]
    order = list(FAMILIES)
    dreams = [dream_of(card, seed, seed_rate) for card in sorted(options.checkpoints.glob("*.json"))]
    dreams.sort(key=lambda one: order.index(one["approach"]))
    sounds = [("the seed: what was played", np.asarray(soxr.resample(seed, seed_rate, RATE), dtype=np.float32))]
    sounds += [(f"{one['approach']} ({one['name']}, {one['rate']} Hz)", one["sound"]) for one in dreams]
    rows = -(-len(sounds) // 2)
    figure, grid = plt.subplots(rows, 2, figsize=(11, 1.9 * rows), layout="constrained", squeeze=False)
    for axes, (title, sound) in zip(grid.flat, sounds, strict=False):
        draw(axes, sound, title)
    for axes in grid.flat[len(sounds) :]:
        axes.set_axis_off()
    options.picture.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(options.picture, dpi=80)
    print("| model | approach | rate, Hz | x real time | guard |\n| --- | --- | --- | --- | --- |")
    for one in dreams:
        print(
            f"| {one['name']} | {one['approach']} | {one['rate']} | {one['speed']:.1f} | {one['guard'] or 'passes'} |"
        )
    return 0
