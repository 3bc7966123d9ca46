"""Banks: a folder of loops with ``bank.json``. Torch-free."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from live_inference.dream_files import atomically

MANIFEST = "bank.json"


class BankError(ValueError):
    """A bank that cannot be used; the text is one line."""


@dataclass(frozen=True, slots=True)
class BankLoop:
    """One loop of a bank, as ``bank.json`` holds it. ``file`` is relative to the bank's folder.

    ``level_db`` is its RMS. What follows ``rng_seed`` may be missing, as in a bank that was written by hand: the share
    of each pitch (none: less from one to the next), the seed's pitches and how loud the follower hears each quarter
    tone of it (see `hearing`; none: the loop's own pitches call it), the loudness (none: measured when it is loaded),
    frames and hash of the file (none: not checked), how much the two sides of the seam have in common (1: all), and,
    of a loop that was dropped, behind which other it stood (empty: it was the first).
    """

    file: str
    pitches_hz: list[float]
    duration_s: float
    level_db: float
    scores: dict[str, Any] = field(default_factory=dict)
    seed: str = ""
    checkpoint: str = ""
    rng_seed: int = 0
    pitch_weights: list[float] | None = None
    seed_pitches_hz: list[float] | None = None
    seed_levels: list[float] | None = None
    loudness_lufs: float | None = None
    frames: int | None = None
    sha256: str | None = None
    seam: float | None = None
    after: str | None = None


def read_bank(folder: Path) -> list[BankLoop]:
    """Return the loops of a bank, in order.

    Raises:
        BankError: no folder, no manifest, or a manifest of another shape.
    """
    manifest = folder / MANIFEST
    if not folder.is_dir():
        raise BankError(f"{folder}: a bank is a folder with {MANIFEST}, this is none")
    try:
        rows = json.loads(manifest.read_text(encoding="utf-8"))["loops"]
        return [_loop_of(row) for row in rows]
    except OSError as error:
        raise BankError(f"{manifest}: cannot be read ({error.strerror or error})") from error
    except (ValueError, KeyError, TypeError) as error:
        raise BankError(f'{manifest}: must hold {{"loops": [{{"file", "pitches_hz", ...}}]}} ({error!r})') from error


def write_bank(folder: Path, loops: list[BankLoop]) -> None:
    """Write the manifest of a bank (atomically)."""
    rows = ",\n".join(_text_of(loop) for loop in loops)
    text = '{"loops": [\n' + rows + "\n]}\n"
    atomically(folder / MANIFEST, lambda partial: partial.write_text(text, encoding="utf-8"))


def _text_of(loop: BankLoop) -> str:
    """A loop as JSON for people: a line for each field, however long its list is."""
    fields = {name: value for name in BankLoop.__slots__ if (value := getattr(loop, name)) is not None}
    return " {" + ",\n  ".join(f"{json.dumps(name)}: {json.dumps(value)}" for name, value in fields.items()) + "}"


def _loop_of(row: dict[str, Any]) -> BankLoop:
    known: dict[str, Any] = {"pitches_hz": [], "duration_s": 0.0, "level_db": 0.0}
    known |= {name: row[name] for name in BankLoop.__slots__ if row.get(name) is not None}
    if Path(known["file"]).is_absolute() or ".." in Path(known["file"]).parts:
        raise ValueError(f"file must lie in the bank's folder, got {known['file']}")
    for name in ("pitches_hz", "pitch_weights", "seed_pitches_hz", "seed_levels"):
        if name in known:
            known[name] = [_number(name, one) for one in known[name]]
    for name in ("level_db", "duration_s", "loudness_lufs", "seam"):
        if name in known:
            known[name] = _number(name, known[name])
    for name in ("frames", "rng_seed"):
        if name in known:
            known[name] = int(known[name])
    known["scores"] = dict(known.get("scores", {}))
    return BankLoop(**known)


def _number(name: str, value: Any) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"{name} must hold finite numbers, got {value!r}")
    return number
