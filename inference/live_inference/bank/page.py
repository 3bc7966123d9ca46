"""Writes ``bank.html``: a page, without a server, to look at a bank, listen to its loops, and choose.

The page contains the loops as 16-bit FLAC. A page opened from disk may not read files beside it, and an ``audio``
element leaves a gap when it repeats a file. Only samples in the page repeat without a gap, as on stage, so that the
seam can be judged by ear; a lossy format would add noise there.
"""

from __future__ import annotations

import base64
import html
import io
import json
import shlex
import string
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import numpy as np
import soundfile

from live_inference.bank.drawing import note_name, outline, spectrogram
from live_inference.bank.loop_files import LOOP_RATE
from live_inference.bank.manifest import BankLoop
from live_inference.command_line.printable import printable
from live_inference.files.dreams import atomically
from live_inference.files.mono import middle
from live_models.arrays import FloatArray

WIDTH: Final = 360
HEIGHT: Final = 96
_SCORES: Final = ("artifacts", "resemblance", "novelty", "stuck", "energy_db", "answer")


def write_page(
    bank: Path,
    loops: Sequence[tuple[BankLoop, FloatArray | None]],
    dropped: Sequence[tuple[BankLoop, FloatArray | None]],
    file: Path,
) -> None:
    """Write the page of a bank. Samples are None for a loop that cannot be read.

    Shape: samples `[frames]` or `[2, frames]` at 48 kHz

    Raises:
        OSError: the page cannot be written.
    """
    rows = [_row(loop, samples, number) for number, (loop, samples) in enumerate(loops)]
    rows += [_row(loop, samples, None) for loop, samples in dropped]
    seconds = sum(loop.duration_s for loop, _ in loops)
    about = f"{len(loops)} loops, {seconds:.0f} s" + (f"; {len(dropped)} dropped" if dropped else "")
    text = string.Template((files(__package__) / "page.html").read_text(encoding="utf-8")).substitute(
        title=html.escape(printable(bank.resolve().name)),
        about=html.escape(about),
        rows=_json(rows),
        command=_json(["live-daemon bank", shlex.quote(str(bank))]),
        sample_rate=LOOP_RATE,
        width=WIDTH,
        height=HEIGHT,
    )
    atomically(file, lambda partial: partial.write_text(text, encoding="utf-8"))


def _row(loop: BankLoop, samples: FloatArray | None, number: int | None) -> dict[str, Any]:
    facts = {"seam": loop.seam, "loudness": loop.loudness_lufs}
    scores = {name: loop.scores.get(name) for name in _SCORES}
    return {
        "file": loop.file,
        "quoted": shlex.quote(loop.file),
        "number": number,
        "seconds": loop.duration_s,
        "notes": [note_name(hz) for hz in loop.pitches_hz if hz > 0],
        "calledBy": [note_name(hz) for hz in (loop.seed_pitches_hz or [])[:6] if hz > 0],
        "from": [text for text in (loop.seed, loop.checkpoint, f"rng_seed {loop.rng_seed}") if text],
        "scores": {name: value for name, value in (scores | facts).items() if isinstance(value, int | float)},
        "faults": [str(one) for one in _list(loop.scores.get("faults"))],
    } | ({} if samples is None else _heard_and_seen(samples))


def _heard_and_seen(samples: FloatArray) -> dict[str, str]:
    mono = middle(samples)
    return {"audio": _flac(samples), "image": _image(mono), "outline": _outline(mono)}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _flac(samples: FloatArray) -> str:
    buffer = io.BytesIO()
    soundfile.write(buffer, np.clip(samples.T, -1, 1), LOOP_RATE, format="FLAC", subtype="PCM_16")
    return base64.b64encode(buffer.getvalue()).decode()


def _image(samples: FloatArray) -> str:
    from matplotlib.image import imsave

    buffer = io.BytesIO()
    imsave(buffer, spectrogram(samples, LOOP_RATE, WIDTH, HEIGHT), cmap="magma", vmin=0, vmax=1, format="png")
    return base64.b64encode(buffer.getvalue()).decode()


def _outline(samples: FloatArray) -> str:
    """The outline as an SVG path, 0..100 high."""
    highest, lowest = 50 - 50 * outline(samples, WIDTH // 2)
    there = [f"{2 * column},{y:.1f}" for column, y in enumerate(highest)]
    back = [f"{2 * column},{y:.1f}" for column, y in reversed(list(enumerate(lowest)))]
    return "M" + "L".join(there + back) + "Z"


def _json(value: Any) -> str:
    """JSON that is safe in a script element, whatever the names of the files are."""
    return json.dumps(value).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
