"""Draws ``bank.png``: all loops of a bank at a glance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from live_inference.bank.drawing import note_name, outline, spectrogram
from live_inference.bank.loop_files import LOOP_RATE
from live_inference.bank.manifest import BankLoop
from live_inference.command_line.printable import printable
from live_inference.files.dreams import atomically
from live_inference.files.mono import middle
from live_models.arrays import FloatArray

COLUMNS = 160


def draw_bank(name: str, loops: Sequence[tuple[BankLoop, FloatArray | None]], file: Path) -> None:
    """Draw outline and spectrogram of each loop into a PNG, in the bank's order. None: a loop that cannot be read.

    Shape: samples `[frames]` or `[2, frames]` at 48 kHz

    Raises:
        OSError: the picture cannot be written.
    """
    from matplotlib.figure import Figure

    across = max(1, min(8, math.ceil(math.sqrt(len(loops)))))
    down = max(1, math.ceil(len(loops) / across))
    figure = Figure(figsize=(2.3 * across, 0.5 + 1.9 * down), layout="constrained")
    seconds = sum(samples.shape[-1] / LOOP_RATE for _, samples in loops if samples is not None)
    # A name may contain dollars, which matplotlib would read as mathematics, and bytes that are not text.
    figure.suptitle(f"{printable(name)}: {len(loops)} loops, {seconds:.0f} s", parse_math=False)
    axes: Any = figure.subplots(2 * down, across, squeeze=False, height_ratios=[1, 2] * down)
    for one in axes.flat:
        one.set_axis_off()
    for number, (loop, samples) in enumerate(loops):
        above, below = axes[2 * (number // across)][number % across], axes[2 * (number // across) + 1][number % across]
        notes = " ".join(note_name(hz) for hz in loop.pitches_hz[:4] if hz > 0)
        stem = printable(Path(loop.file).stem)[:24]
        above.set_title(f"{number}  {stem}\n{notes}", fontsize=6, parse_math=False)
        if samples is None:
            below.text(0.5, 0.5, "cannot be read", ha="center", fontsize=7)
            continue
        mono = middle(samples)
        highest, lowest = outline(mono, COLUMNS)
        above.fill_between(range(COLUMNS), lowest, highest, color="0.35", lw=0)
        above.set(xlim=(0, COLUMNS - 1), ylim=(-1, 1))
        below.imshow(spectrogram(mono, LOOP_RATE, COLUMNS, 64), aspect="auto", cmap="magma", vmin=0, vmax=1)
    atomically(file, lambda partial: figure.savefig(partial, dpi=110, format="png"))
