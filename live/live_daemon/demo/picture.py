"""The demo's picture: player, bands, gains and dreams on one time axis."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from live_daemon.demo.harmony import Answered
from live_daemon.demo.performed import Performance
from live_inference.scores.harmony import HEARD_AT, PITCH_CLASSES, pitch_classes

HIGHEST_SHOWN_HZ = 3000


def draw_performance(
    performance: Performance,
    made: NDArray[np.float32],
    answered: Sequence[Answered],
    energies: NDArray[np.float64],
    file: Path,
) -> None:
    """Draw the performance as a PNG. Shape: made `[frames, 2]`; energies `[times, loops]`."""
    rate, times = performance.sample_rate, performance.times_s
    colours = mpl.colormaps["tab10"](np.arange(10))
    figure = Figure(figsize=(14, 14), layout="constrained")
    spectrum, takes, played, dreamt, bands, gains = figure.subplots(
        6, 1, sharex=True, height_ratios=(2.6, 1.1, 1.5, 1.5, 1.8, 1.8)
    )

    # 1) what sounds: player and dreams together
    mono = made.mean(axis=1) + 1e-7
    spectrum.specgram(mono, NFFT=4096, Fs=rate, noverlap=3072, cmap="magma", vmin=-130, vmax=-40)
    spectrum.set(ylim=(0, HIGHEST_SHOWN_HZ), ylabel="Hz", title="What sounds: player and dreams")

    # 2) takes that were cut, dreams that came back
    takes.plot(np.arange(0, len(performance.played), 64) / rate, performance.played[::64], color="0.6", lw=0.4)
    for number, (start_s, end_s) in enumerate(performance.takes, 1):
        takes.axvspan(start_s, end_s, color=colours[(number - 1) % 10], alpha=0.2)
        takes.text(start_s + 0.1, 0.72, f"take {number}", fontsize=8, color=colours[(number - 1) % 10])
    takes.set(ylim=(-0.9, 0.9), ylabel="player", title="Takes cut from the player; arrows: dreams arrive")
    for loop, arrival in enumerate(performance.arrivals):
        for axes in (takes, bands, gains):
            axes.axvline(arrival.arrived_s, color=colours[loop % 10], ls="--", lw=0.9)
        takes.annotate(
            "",
            (arrival.arrived_s, -0.3),
            (arrival.arrived_s, -0.85),
            arrowprops={"color": colours[loop % 10], "width": 2},
        )

    # 3) and 4) the harmony of the player, and of the dreams, each from the end of its take to the end of the next one
    _draw_harmony(played, performance.played, rate, 0.0)
    played.set_title("Harmony of the player: pitch classes, mean over a second")
    ends_s = [performance.takes[one.take][1] for one in answered]
    for one, (begin_s, end_s) in zip(answered, pairwise([*ends_s, len(performance.played) / rate]), strict=True):
        colour = colours[one.take % 10]
        for axes, span_s in ((played, performance.takes[one.take]), (dreamt, (begin_s, end_s))):
            axes.axvspan(*span_s, fill=False, ec=colour, lw=2, zorder=3)
        _draw_harmony(dreamt, one.sound[: round((end_s - begin_s) * HEARD_AT)], HEARD_AT, begin_s)
        told = "" if one.answer is None else f": answer {one.answer:.2f}"
        label = f"on take {one.take + 1}{told}"
        dreamt.text(
            begin_s + 0.2, 10.2, label, fontsize=8, color="white", bbox={"facecolor": "black", "lw": 0, "pad": 2}
        )
    dreamt.set(title="Harmony of the newest dream, alone; answer 0.5: chance", facecolor="black")

    # 5) and 6) the loops' bands in the player's sound, and the gains that follow them
    for loop in range(performance.gains.shape[1]):
        label = f"loop {loop}"
        bands.plot(times, energies[:, loop], color=colours[loop % 10], lw=1.1, label=label)
        gains.plot(times, performance.gains[:, loop], color=colours[loop % 10], lw=1.1, label=label)
    bands.set(ylabel="RMS", title="Energy of each loop's bands in the player's sound (scipy)")
    gains.set(ylabel="gain", xlabel="s", title="Gain of each loop (/dream/gains)", ylim=(0, 1.02))
    if performance.gains.shape[1]:
        gains.legend(loc="upper left", ncols=8, fontsize=8)
    gains.set_xlim(0, times[-1] if len(times) else 1)
    figure.savefig(file, dpi=90, format="png")


def _draw_harmony(axes: Axes, sound: NDArray[np.float32], rate: int, begin_s: float) -> None:
    times_s, classes = pitch_classes(sound, rate)
    if len(times_s):
        axes.pcolormesh(begin_s + times_s, np.arange(12), classes, cmap="magma", vmin=0.0, vmax=1.0, rasterized=True)
    axes.set_yticks(range(12), PITCH_CLASSES, fontsize=7)
    axes.set_ylim(-0.5, 11.5)
