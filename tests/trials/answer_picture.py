"""Draws what one take becomes at influence 0, 1 and 2: the pitch classes of the take and of its dreams.

The picture of docs/answering.md: docs/img/answering.png. Two takes on two chords, plucked here (no file is needed), or
the first two of recordings with a .json of chords; below each its dreams, all of the same `rng_seed`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import matplotlib as mpl
import numpy as np

mpl.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.axes import Axes

from live_inference.scores.answer import answer, passages_of, seed_profile
from live_inference.scores.harmony import PITCH_CLASSES, pitch_classes
from live_models.arrays import FloatArray
from live_models.loading import load_generator
from live_models.registry import Registry
from support.passages import RATE, of_chords, plucked_chords
from trials.answering import dreams_of

INFLUENCES = (0.0, 1.0, 2.0)
CHORDS = 16
RNG_SEED = 1


def draw(axes: Axes, sound: FloatArray, rate: int, title: str, played: list[int]) -> None:
    """Pitch classes over time; those of the take are marked beside the axis."""
    times_s, classes = pitch_classes(sound, rate)
    axes.pcolormesh(times_s, np.arange(12), classes, cmap="magma", vmin=0.0, vmax=1.0, rasterized=True)
    axes.set_yticks(range(12), PITCH_CLASSES, fontsize=7)
    for number, label in enumerate(axes.get_yticklabels()):
        if number in played:
            label.set(color="tab:red", fontweight="bold")
    axes.set_title(title, loc="left", fontsize=9, parse_math=False)


def main() -> int:
    """Draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("picture", nargs="?", type=Path, default=Path("trials-out/answering.png"))
    parser.add_argument("--checkpoint", help="a name, or a path of a card (default: the shipped default)")
    parser.add_argument("--recording", nargs="+", type=Path, default=[], help="with a .json of chords beside each")
    parser.add_argument("--takes", nargs=2, type=int, default=(0, 8), help="which of the sixteen passages")
    options = parser.parse_args()
    registry = Registry()
    name = options.checkpoint or registry.default_name()
    generator = load_generator(Path(name) if "/" in name else registry.find(name))
    passages = of_chords(options.recording, CHORDS) if options.recording else plucked_chords(CHORDS)
    takes = [passages[number] for number in options.takes]
    others = passages_of([one.samples for one in passages], RATE)
    dreams = {value: dreams_of(generator, takes, [RNG_SEED], value)[0] for value in INFLUENCES}
    rate = generator.spec.sample_rate
    figure, grid = plt.subplots(
        1 + len(INFLUENCES), len(takes), figsize=(12, 9), layout="constrained", sharex=True, squeeze=False
    )
    for column, take in enumerate(takes):
        asked = seed_profile(take.samples, RATE)
        played = [int(one) for one in np.flatnonzero(asked > 1.0 / 12.0)]
        draw(grid[0, column], take.samples, RATE, f"the take: {' '.join(PITCH_CLASSES[one] for one in played)}", played)
        for row, (influence, sounds) in enumerate(dreams.items(), 1):
            told = answer(sounds[column], rate, asked, others)
            title = f"its dream at influence {influence:g}" + ("" if told is None else f": answer {told:.2f}")
            draw(grid[row, column], sounds[column], rate, title, played)
            print(f"take {column + 1}, influence {influence:g}: answer {told}")
        grid[-1, column].set_xlabel("s")
    figure.suptitle(f"{generator.spec.name} ({generator.spec.approach}); red: pitch classes of the take", fontsize=10)
    options.picture.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(options.picture, dpi=80)
    return 0
