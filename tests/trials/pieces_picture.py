"""Performs both example pieces in Pd with the real daemon, and draws what was measured.

Takes three minutes; JACK and Pd must be installed. The picture of the docs: docs/img/pieces.png.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import matplotlib as mpl
import numpy as np
import numpy.typing as npt

mpl.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.axes import Axes

from support import pieces
from support.pieces import RATE, Sound, Sympathetic, Variations

LAYERS = ("swell", "tremolo", "ring")
COLOURS = ("#2f8f4e", "#d98a00", "#b03a2e")
SECTIONS = ("alone", "swell", "swell and tremolo", "all three layers", "ring", "last notes", "silence")
LOWEST_DB = -60


def level_db(sound: Sound, step_s: float = 0.05) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Times and levels of a sound, a value each ``step_s``."""
    step = round(step_s * RATE)
    blocks = sound[: len(sound) // step * step].reshape(-1, step).astype(np.float64)
    return np.arange(len(blocks)) * step_s, 10 * np.log10(np.mean(blocks**2, axis=1) + 1e-12)


def draw_sympathetic(axes: list[Axes], heard: Sympathetic) -> None:
    """The player, the gains of the loops, what answers."""
    playing, gains, answer = axes
    for one, sound, name in ((playing, heard.player, "player, dB"), (answer, heard.answer, "the loops, dB")):
        times, levels = level_db(sound)
        one.fill_between(times, LOWEST_DB, np.maximum(levels, LOWEST_DB), color="#50555c", lw=0)
        one.set(ylim=(LOWEST_DB, 0), ylabel=name)
    for loop in range(heard.gains.shape[1]):
        name = LAYERS[loop] if loop < len(LAYERS) else None
        gains.plot(heard.gain_times_s, heard.gains[:, loop], color=COLOURS[loop % 3], lw=0.9, label=name)
    gains.set(ylim=(0, 1), ylabel="gains of the loops")
    gains.legend(loc="upper left", ncols=3, fontsize=8)
    for one in axes:
        for at, name in heard.sections:
            one.axvline(at, color="#1f3a93", lw=0.8)
            if one is playing:
                one.text(at + 0.2, -4, SECTIONS[int(name)], fontsize=8, va="top", color="#1f3a93")
    playing.set_title("sympathetic strings: loops swell while their pitches are played", loc="left", fontsize=10)


def draw_variations(axes: list[Axes], heard: Variations) -> None:
    """The player, the dreams as they were found in the sound, what Pd plays."""
    playing, dreams, answer = axes
    for one, sound, name in ((playing, heard.player, "player, dB"), (answer, heard.left, "the dreams, dB")):
        times, levels = level_db(sound)
        one.fill_between(times, LOWEST_DB, np.maximum(levels, LOWEST_DB), color="#50555c", lw=0)
        one.set(ylim=(LOWEST_DB, 0), ylabel=name)
    for number, (voice, begin_s, end_s) in enumerate(heard.places_s()):
        dreams.barh(voice, end_s - begin_s, left=begin_s, height=0.7, color=COLOURS[0], alpha=0.8)
        dreams.text(begin_s + 0.1, voice, f"dream {number + 1}", va="center", fontsize=8, color="white")
    dreams.set(ylabel="voice", yticks=(0, 1), ylim=(-0.6, 1.6))
    answer.set(xlabel="seconds")
    playing.set_title("variations: each take comes back, one dream after the other", loc="left", fontsize=10)


def main() -> int:
    """Perform, draw, and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("picture", nargs="?", type=Path, default=Path("trials-out/pieces.png"))
    picture = parser.parse_args().picture
    picture.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        strings = pieces.perform_sympathetic_strings(
            Path(folder),
            [0, 4, 8, 2, 6, 9],
            [(0, [0]), (1, [0, 4, 8]), (1, [0, 4, 8]), (1, [2, 6, 9]), (1, [0, 4]), (1, [2])],
            dream_s=4.0,
        )
    with tempfile.TemporaryDirectory() as folder:
        varied = pieces.perform_variations(
            Path(folder), [0, 4, 8, 2, 6, 9, 12, 14], takes=8, voices=2, stagger_s=1.5, dream_s=4.0
        )
    figure, rows = plt.subplots(6, 1, figsize=(10, 11), layout="constrained", height_ratios=(2, 3, 2, 2, 2, 2))
    draw_sympathetic(list(rows[:3]), strings)
    draw_variations(list(rows[3:]), varied)
    for group, sound in ((rows[:3], strings.player), (rows[3:], varied.player)):
        for one in group:
            one.set_xlim(0, len(sound) / RATE)
    figure.savefig(picture, dpi=110)
    begins = [begin_s for _, begin_s, _ in varied.places_s()]
    print(f"strings: {strings.gains.shape[1]} loops, largest gains {strings.gains.max(axis=0).round(2).tolist()}")
    print(f"strings: refused {strings.errors}")
    print(f"variations: {len(begins)} dreams, least time between two starts {min(np.diff(begins)):.2f} s")
