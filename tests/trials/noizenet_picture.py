"""Draws how NoizeNet's paper preset collapses, what noise does to it, and the preset that does not collapse.

The picture of docs/noizenet.md: docs/img/noizenet.png. Give a checkpoint trained with `--preset paper` and one trained
without a preset, both on the recording of the seed.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import matplotlib as mpl
import numpy as np

mpl.use("Agg")
import matplotlib.pyplot as plt
from PIL import Image
from scipy.signal import stft

from live_inference.dreaming.guard import Guard
from live_inference.files.audio import read_audio
from live_models.arrays import FloatArray
from live_models.contract.generator import Controls, generate
from live_models.features import at_reference_level
from live_models.loading import load_generator

RATE = 22_050
SEED_S, DREAM_S = 2.0, 4.0
LOUDEST_DB, RANGE_DB = -25.0, 90.0
RNG_SEED = 1
NOISE = 0.1


def dream_of(card: Path, seed: FloatArray, **changes: float) -> tuple[FloatArray, str]:
    """The seed with its dream, and what the guard says of the dream and when."""
    generator = load_generator(card)
    controls: Controls = replace(generator.default_controls, **changes)  # type: ignore[arg-type]
    guard, verdict, made = Guard(RATE, seed, generator.spec.hop_length), "passes the guard", [seed]
    for number, chunk in enumerate(generate(generator, seed, round(DREAM_S * RATE), RNG_SEED, controls, 1), 1):
        made.append(chunk)
        if verdict == "passes the guard" and (reason := guard.check(chunk)):
            verdict = f"refused after {number * generator.spec.hop_length / RATE:.2f} s: {reason}"
    return np.concatenate(made), verdict


def main() -> int:
    """Draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paper", type=Path, help="card of a checkpoint of the preset paper")
    parser.add_argument("alive", type=Path, help="card of a checkpoint of the preset alive")
    parser.add_argument("recording", type=Path)
    parser.add_argument("picture", nargs="?", type=Path, default=Path("trials-out/noizenet.png"))
    parser.add_argument(
        "--at", type=float, default=10.0, metavar="S", help="where the seed ends (default: %(default)g)"
    )
    options = parser.parse_args()
    recording = at_reference_level(read_audio(options.recording, RATE))
    seed = recording[: round(options.at * RATE)][-round(SEED_S * RATE) :]
    rows = {
        "preset paper": dream_of(options.paper, seed),
        f"preset paper, noise_when_stuck {NOISE}": dream_of(options.paper, seed, noise_when_stuck=NOISE),
        "preset alive": dream_of(options.alive, seed),
    }
    figure, axes = plt.subplots(len(rows), 1, figsize=(9, 2.1 * len(rows)), layout="constrained")
    for one, (name, (sound, verdict)) in zip(axes, rows.items(), strict=True):
        frequencies, times, lines = stft(sound, RATE, nperseg=1024, noverlap=768)
        levels = 20 * np.log10(np.abs(lines) + 1e-9)
        low = LOUDEST_DB - RANGE_DB
        one.pcolormesh(times - SEED_S, frequencies / 1000, levels, vmin=low, vmax=LOUDEST_DB, cmap="magma")
        one.axvline(0.0, color="white", linewidth=1)
        one.set(ylim=(0, 6), ylabel="kHz")
        one.set_title(f"{name}: {verdict}", loc="left", fontsize=9, parse_math=False)
        print(f"{name}: {verdict}")
    axes[-1].set_xlabel("seconds of dream; before 0 the seed")
    options.picture.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(options.picture, dpi=80)
    Image.open(options.picture).convert("RGB").quantize(48).save(options.picture, optimize=True)  # a third of the bytes
    return 0
