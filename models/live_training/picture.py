"""Draws a training: losses and scores over time, spectrograms of a recording and of the dreams."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from live_inference.files.dreams import atomically
from live_inference.scores.score import Scores
from live_inference.scores.spectra import WINDOW_S, window_length
from live_models.arrays import FloatArray
from live_training.verdict import in_short

RANGE_DB: Final = 70.0
LIMIT: Final = 0.5
_MEASURES: Final = (("artifacts", "free of artifacts"), ("resemblance", "resemblance"), ("novelty", "novelty"))


def draw_training(
    name: str,
    log: Mapping[str, Any],
    source: FloatArray,
    dreams: Sequence[FloatArray],
    scores: Sequence[Scores],
    sample_rate: int,
    file: Path,
) -> None:
    """Draw a training into a PNG, by an atomic rename. `source`: as long as a dream. Raises OSError."""
    figure = Figure(figsize=(14, 11), layout="constrained")
    plan, best = log["plan"], log["best"]
    figure.suptitle(f"{name}: {plan['approach']}, preset {plan['preset']}", fontsize=14, parse_math=False)
    rows = 1 + -(-(len(dreams) + 1) // 2)
    grid = figure.add_gridspec(rows, 2, height_ratios=[1.25] + [1.0] * (rows - 1))
    _losses(figure.add_subplot(grid[0, 0]), log, best)
    _scores(figure.add_subplot(grid[0, 1]), log, best)
    sounds = [("your recording", source)] + [
        (f"dream {number}: {in_short(one)}, " + ("passes" if one.passed else "; ".join(one.faults)), dream)
        for number, (dream, one) in enumerate(zip(dreams, scores, strict=True), 1)
    ]
    for index, (title, samples) in enumerate(sounds):
        axes = figure.add_subplot(grid[1 + index // 2, index % 2])
        _spectrogram(axes, samples, sample_rate)
        axes.set_title(title if len(title) < 90 else title[:87] + "…", fontsize=10, parse_math=False)
        if index >= len(sounds) - 2:
            axes.set_xlabel("s")
    atomically(file, lambda partial: figure.savefig(partial, dpi=80, format="png"))


def _losses(axes: Axes, log: Mapping[str, Any], best: Mapping[str, Any]) -> None:
    times = [row["elapsed_s"] / 60.0 for row in log["losses"]]
    axes.plot(times, [row["loss"] for row in log["losses"]], color="0.55", lw=1.2, label="loss, training")
    heard = [row["validation_loss"] for row in log["losses"]]
    axes.plot(times, heard, color="tab:blue", lw=1.8, label="loss, the tenth never trained on")
    _mark(axes, best)
    axes.set(xlabel="minutes", title="How well the next step is predicted (lower is better)", xlim=(0, None))
    settled = np.array(heard[len(heard) // 10 :] + [row["loss"] for row in log["losses"][len(heard) // 10 :]])
    if len(settled) > 2 and np.ptp(settled) > 0:  # the first steps would press the rest flat
        margin = 0.1 * float(np.ptp(settled))
        axes.set_ylim(float(settled.min()) - margin, float(settled.max()) + margin)
    axes.legend(fontsize=8, loc="upper right")
    axes.grid(alpha=0.3)


def _scores(axes: Axes, log: Mapping[str, Any], best: Mapping[str, Any]) -> None:
    rows = log["judgements"]
    times = [row["elapsed_s"] / 60.0 for row in rows]
    for key, label in _MEASURES:
        values = [np.nan if row[key] is None else row[key] for row in rows]
        axes.plot(times, values, lw=1.0, marker=".", ms=5, label=label)
    axes.plot(times, [row["stuck"] for row in rows], lw=1.0, ls="--", marker=".", ms=5, label="moving on")
    axes.plot(times, [row["total"] for row in rows], color="black", lw=2.2, marker="o", ms=5, label="score")
    answers = [np.nan if row.get("answer") is None else row["answer"] for row in rows]
    if not np.isnan(answers).all():
        axes.plot(times, answers, color="tab:purple", lw=1.6, marker="s", ms=4, label="answer (0.5: chance)")
    _mark(axes, best)
    axes.set(xlabel="minutes", title="How good frozen dreams are (higher is better)", ylim=(0, 1.05), xlim=(0, None))
    axes.axhline(LIMIT, color="0.4", lw=0.9, ls=":", label="limit of each measure")
    axes.legend(fontsize=8, loc="center left", bbox_to_anchor=(1.0, 0.5))
    axes.grid(alpha=0.3)


def _mark(axes: Axes, best: Mapping[str, Any]) -> None:
    axes.axvline(best["elapsed_s"] / 60.0, color="tab:green", lw=1.4, ls="--", label="kept: dreams best here")


def _spectrogram(axes: Axes, samples: FloatArray, sample_rate: int) -> None:
    size = window_length(WINDOW_S, sample_rate)
    power, _, _, image = axes.specgram(
        samples + 1e-9, NFFT=size, Fs=sample_rate, noverlap=size // 4 * 3, cmap="magma", scale="dB", mode="psd"
    )
    top = 10.0 * float(np.log10(np.percentile(power, 99.9) + 1e-20))
    image.set_clim(top - RANGE_DB, top)
    axes.set(ylabel="Hz", ylim=(0, sample_rate / 2))
